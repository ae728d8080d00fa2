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

/** One answer for what does not exist and for what the viewer may not know. */
export function notFound(): SeamarkError {
  return new SeamarkError(
    'not-found',
    'not-found',
    'There is nothing here that you can see. Check the address, or search for it.',
  )
}

/** Nobody is signed in, or is not any more. Pages send people to sign in; the API says 401. */
export function notSignedIn(): SeamarkError {
  return new SeamarkError('forbidden', 'not-signed-in', 'You are not signed in. Sign in, then try again.', {
    status: 401,
  })
}

/** The viewer may know that this exists, but may not do it. */
export function forbidden(code: string, message: string): SeamarkError {
  return new SeamarkError('forbidden', code, message)
}

// Names come from whoever sent them: what is wrong is said, but a flood is not sent back.
const MOST_FIELDS = 200
const LONGEST_NAME = 200

/** The input is wrong; `fields` says which field and what to do (of the first two hundred). */
export function invalid(
  fields: Record<string, string>,
  message = 'Some fields need attention.',
): SeamarkError {
  const named = Object.entries(fields)
    .slice(0, MOST_FIELDS)
    .map(([name, what]): [string, string] => [name.slice(0, LONGEST_NAME), what])
  return new SeamarkError('invalid', 'invalid', message, { fields: Object.fromEntries(named) })
}

/** Somebody or something else came first; the message says what to do. */
export function conflict(code: string, message: string): SeamarkError {
  return new SeamarkError('conflict', code, message)
}

/** A part that Seamark needs does not answer; trying again may work. */
export function unavailable(cause?: unknown): SeamarkError {
  return new SeamarkError(
    'unavailable',
    'unavailable',
    'Seamark cannot reach its database at the moment. What you sent before and saw acknowledged is kept. Try again in a minute.',
    { cause },
  )
}

/** A mistake of ours. */
export function bug(message: string, cause?: unknown): SeamarkError {
  return new SeamarkError('bug', 'bug', message, { cause })
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  '57P01', // admin shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '08000',
  '08003',
  '08006',
  '53300', // too many connections
])

/**
 * Turns whatever was thrown into one of the six kinds.
 * @param thrown - anything
 * @returns a SeamarkError; PostgreSQL being gone becomes `unavailable`, everything unknown a `bug`
 */
export function asSeamarkError(thrown: unknown): SeamarkError {
  if (thrown instanceof SeamarkError) return thrown
  if (!(thrown instanceof Error)) return bug('Something that is no error was thrown', thrown)
  const code = 'code' in thrown ? String(thrown.code) : ''
  if (
    GONE.has(code) ||
    /Connection terminated|connection error and is not queryable|Client was closed|timeout exceeded when trying to connect/.test(
      thrown.message,
    )
  )
    return unavailable(thrown)
  if (
    thrown instanceof AggregateError &&
    thrown.errors.some((one) => asSeamarkError(one).kind === 'unavailable')
  )
    return unavailable(thrown)
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
