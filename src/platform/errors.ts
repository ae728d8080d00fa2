import { chainOf, codeOf } from './fault-codes.ts'

/**
 * The six kinds of error. Everything that goes wrong on purpose is one of them, with a stable code that
 * programs may rely on and a message that tells a person what to do next. A message never holds
 * content, names or identifiers.
 */
export type ErrorKind = 'not-found' | 'forbidden' | 'invalid' | 'conflict' | 'unavailable' | 'bug'

const statusOf: Record<ErrorKind, number> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  unavailable: 503,
  bug: 500,
}

export class SeamarkError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly status: number
  /** field path to what is wrong with it */
  readonly fields: Record<string, string> | undefined
  /** the page on which what the message asks for is done */
  readonly next: { text: string; href: string } | undefined

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    more: {
      fields?: Record<string, string>
      status?: number
      cause?: unknown
      next?: { text: string; href: string }
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.kind = kind
    this.code = code
    this.status = more.status ?? statusOf[kind]
    this.fields = more.fields
    this.next = more.next
  }
}

/**
 * One answer for what does not exist and for what the viewer may not know.
 * @returns `not-found` (404)
 */
export function notFound(): SeamarkError {
  return new SeamarkError(
    'not-found',
    'not-found',
    'There is nothing here that you can see. Check the address, or search for it.',
  )
}

/**
 * Nobody is signed in, or is not any more. Pages send people to sign in; the API says 401.
 * @returns `not-signed-in` (401)
 */
export function notSignedIn(): SeamarkError {
  return new SeamarkError('forbidden', 'not-signed-in', 'You are not signed in. Sign in, then try again.', {
    status: 401,
  })
}

/**
 * The viewer may know that this exists, but may not do it.
 * @param code - stable, in words with hyphens
 * @param message - one sentence for the person: what to do now
 * @returns an error of kind `forbidden` (403)
 */
export function forbidden(code: string, message: string): SeamarkError {
  return new SeamarkError('forbidden', code, message)
}

// Names come from whoever sent them: what is wrong is said, but a flood is not sent back.
const MOST_FIELDS = 200
const LONGEST_NAME = 200

/**
 * The input is wrong; `fields` says which field and what to do (of the first two hundred).
 * @param fields - field path (`items.0.text`) to what is wrong with it
 * @param message - for the top of the form
 * @returns `invalid` (400)
 */
export function invalid(
  fields: Record<string, string>,
  message = 'Some fields need attention.',
): SeamarkError {
  const named = Object.entries(fields)
    .slice(0, MOST_FIELDS)
    .map(([name, what]): [string, string] => [name.slice(0, LONGEST_NAME), what])
  return new SeamarkError('invalid', 'invalid', message, { fields: Object.fromEntries(named) })
}

/**
 * Somebody or something else came first; the message says what to do.
 * @param code - stable, in words with hyphens
 * @param message - one sentence for the person: what to do now
 * @returns an error of kind `conflict` (409)
 */
export function conflict(code: string, message: string): SeamarkError {
  return new SeamarkError('conflict', code, message)
}

/**
 * A part that Seamark needs does not answer; trying again may work.
 * @param cause - what was thrown; it is never shown
 * @returns `unavailable` (503)
 */
export function unavailable(cause?: unknown): SeamarkError {
  return new SeamarkError(
    'unavailable',
    'unavailable',
    'Seamark cannot reach its database at the moment. What you sent before and saw acknowledged is kept. Try again in a minute.',
    { cause },
  )
}

/** The database's disk is full; what was acknowledged is safe, and nothing more is taken. */
function databaseFull(cause: unknown): SeamarkError {
  return new SeamarkError(
    'unavailable',
    'database-full',
    'There is no room left in Seamark’s database. Nothing of this was saved; what you saw acknowledged before is kept. Tell your operator, and try again later.',
    { cause },
  )
}

/** The node's own disk is full. */
function noRoom(cause: unknown): SeamarkError {
  return new SeamarkError(
    'unavailable',
    'no-room',
    'There is no room for this file. Nothing of it was kept. Tell your operator, and try again later.',
    { status: 507, cause },
  )
}

/**
 * A mistake of ours.
 * @param message - for developers; people see another one
 * @param cause - what was thrown
 * @returns `bug` (500)
 */
export function bug(message: string, cause?: unknown): SeamarkError {
  return new SeamarkError('bug', 'bug', message, { cause })
}

/** The system's words for a server that cannot be reached. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * PostgreSQL's own: the connection is gone or refused (08), the login is not let in (28), the server has no room,
 * memory or connection left (53), it ends or starts (57P), its disk fails (58), it takes no writes because it is
 * a standby (25006).
 */
const DATABASE_AWAY = /^(?:08|28|53|58)[0-9A-Z]{3}$|^57P0[1-5]$|^25006$/

/** The server's disk is full (53100). */
const DATABASE_FULL = '53100'

const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

const BROKEN_CONNECTION =
  /Connection terminated|connection error and is not queryable|Client was closed|timeout exceeded when trying to connect/

/** PostgreSQL's code of a fault, of whatever wrapped it, or null. */
function postgresCodeOf(fault: unknown): string | null {
  for (const one of chainOf(fault)) {
    const code = codeOf(one)
    if (code !== null && /^[0-9A-Z]{5}$/.test(code) && 'severity' in one) return code
  }
  return null
}

/**
 * Is the database away, or does it refuse whoever asks? Then trying again later may work.
 * @param fault - anything that was thrown
 * @returns the word that says so: PostgreSQL's code, or the system's; null where the database answered
 */
export function databaseAway(fault: unknown): string | null {
  const said = postgresCodeOf(fault)
  if (said !== null && DATABASE_AWAY.test(said)) return said
  if (!(fault instanceof Error)) return null
  const code = codeOf(fault) ?? ''
  if (UNREACHABLE.has(code)) return code
  // A socket that is not there; a file that is not there is something else.
  if (code === 'ENOENT' && 'syscall' in fault && fault.syscall === 'connect') return code
  if (BROKEN_CONNECTION.test(fault.message)) return 'connection-lost'
  if (fault instanceof AggregateError)
    for (const one of fault.errors) {
      const away = databaseAway(one)
      if (away !== null) return away
    }
  return null
}

/**
 * Turns whatever was thrown into one of the six kinds.
 * @param thrown - anything
 * @returns a SeamarkError; PostgreSQL being gone, refusing the login or full becomes `unavailable`, a full disk of
 *   this machine `no-room` (507), everything unknown a `bug`
 */
export function asSeamarkError(thrown: unknown): SeamarkError {
  if (thrown instanceof SeamarkError) return thrown
  if (!(thrown instanceof Error)) return bug('Something that is no error was thrown', thrown)
  const away = databaseAway(thrown)
  if (away !== null) return away === DATABASE_FULL ? databaseFull(thrown) : unavailable(thrown)
  if (chainOf(thrown).some((one) => DISK_FULL.has(codeOf(one) ?? ''))) return noRoom(thrown)
  const status = 'statusCode' in thrown ? Number(thrown.statusCode) : 500
  if (status === 413)
    return new SeamarkError('invalid', 'too-large', 'This is too large to be taken. Send less at once.', {
      status,
    })
  if (status >= 400 && status < 500)
    return new SeamarkError('invalid', 'malformed', 'The request could not be understood.', {
      status,
      cause: thrown,
    })
  return bug('Something went wrong on our side. It has been noted.', thrown)
}
