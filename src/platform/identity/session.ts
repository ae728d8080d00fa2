/** Sessions live in the database; the browser holds a random secret and the table only its hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database, SessionCheck } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import { forbidden, SeamarkError } from '../errors.ts'
import type { PersonId, SessionHash } from '../../wire/ids.ts'
import type { FromProvider } from './openid.ts'
import { sealIdToken } from './sealed-id-token.ts'

export type SignedIn = {
  personId: PersonId
  name: string
  email: string
  agencyId: number
  agencySlug: string
  agencyName: string
  roles: readonly Role[]
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** what the person said they are working on, once a session */
  purpose: string | null
  /** null for a bearer of an API token */
  session: Session | null
}

export type Session = {
  idHash: Buffer
  csrf: string
  /** only the browser's cookie opens it (sealed-id-token.ts) */
  sealedIdToken: Buffer | null
  /** what it takes to ask again whether it is alive */
  check: SessionCheck
}

/**
 * What somebody is told when the provider's answer does not begin a session.
 * @returns forbidden `sign-in-failed`
 */
export const signInFailed = () =>
  new SeamarkError(
    'forbidden',
    'sign-in-failed',
    'Signing in did not work. Start again from the sign-in page.',
    {
      next: { text: 'Go to the sign-in page', href: '/sign-in' },
    },
  )

export type SessionLimits = { idleMinutes: number; hours: number }

/**
 * Names a session as processes do among themselves.
 * @param session - by its hash
 * @returns the hash in hexadecimal
 */
export const sessionHashOf = ({ idHash }: Pick<SessionCheck, 'idHash'>): SessionHash =>
  idHash.toString('hex') as SessionHash

const hash = (secret: string) => createHash('sha256').update(secret).digest()

/**
 * Begins a session.
 * @param database - where sessions live
 * @param personId - who signed in
 * @param given - what the provider gave with the identity; null where no provider was asked (tests)
 * @param trip - the digest of the trip to the provider; none where no provider was asked
 * @returns the secret for the cookie: 256 random bits
 * @throws forbidden `not-active` when the account was stopped meanwhile
 * @throws forbidden `sign-in-failed` when this trip has begun a session already
 */
export async function beginSession(
  database: Database,
  personId: PersonId,
  given: FromProvider | null,
  trip: Buffer | null = null,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.session.begin' },
    async (scope) => {
      const begun = await scope.tx
        .run(
          `insert into identity.session (id_hash, person_id, csrf, id_token_sealed, provider_session, provider_subject, trip)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (trip) do nothing`,
          [
            ...[hash(secret), personId, randomBytes(24).toString('base64url')],
            ...[given && sealIdToken(secret, given), given?.session ?? null, given?.subject ?? null, trip],
          ],
        )
        .catch((fault: unknown) => {
          if (fault instanceof Error && 'code' in fault && fault.code === 'SM029')
            throw forbidden('not-active', 'Your account is not active. Ask your administrator.')
          throw fault
        })
      if (begun === 0) throw signInFailed()
      const person = await scope.tx.one<{ agency_id: number }>(
        `select agency_id from identity.person where id = $1`,
        [personId],
      )
      await scope.tx.run(
        `insert into ledger.event (kind, operation, agency_id, person_id, subject_kind, subject_id)
       values ('sign-in', 'identity.session.begin', $1, $2, 'person', $2)`,
        [person.agency_id, personId],
      )
    },
  )
  return secret
}

type Row = {
  id: PersonId
  csrf: string
  purpose: string | null
  id_token_sealed: Buffer | null
  alive: boolean
  stale: boolean
  name: string
  email: string
  agency_id: number
  slug: string
  agency_name: string
  roles: Role[]
  clearance: SignedIn['clearance']
}

/**
 * Finds who a cookie's secret stands for.
 * @param secret - the value of the session's cookie
 * @param limits - how long a session lives: idle minutes, and hours in all
 * @param present - false for what a page's script asks by itself: it does not keep a session alive
 * @returns the person; `expired` with whose session it was when it ran out by the clock within the last hour;
 *   null when it never was one, or is over for good
 */
export async function findSession(
  database: Database,
  secret: string,
  limits: SessionLimits,
  present = true,
): Promise<SignedIn | { expired: PersonId } | null> {
  const check = { idHash: hash(secret), ...limits }
  const row = await database.whoIs<Row>({ sessionHash: check.idHash, ...limits })
  if (!row) return null
  if (row.alive) return await signedInBy(database, row, check, present)
  const ranOut = await database.whoIs<{ lately: boolean }>({ ranOut: check.idHash, ...limits })
  return ranOut?.lately === true ? { expired: row.id } : null
}

/**
 * Asks again after a session that was alive when the request began.
 * @param session - as the request found it
 * @param present - as for `findSession`
 * @returns the person with the roles they have now; null when the session has ended
 */
export async function findSessionAgain(
  database: Database,
  { check }: Session,
  present: boolean,
): Promise<SignedIn | null> {
  const { idHash, idleMinutes, hours } = check
  const row = await database.whoIs<Row>({ sessionHash: idHash, idleMinutes, hours })
  return row?.alive === true ? await signedInBy(database, row, check, present) : null
}

async function signedInBy(
  database: Database,
  row: Row,
  check: SessionCheck,
  present: boolean,
): Promise<SignedIn> {
  const { idHash } = check
  // Twice a minute is exact enough for an idle limit in minutes, and spares a write a request.
  if (row.stale && present)
    await database.performAsService(
      { service: 'sign-in', operation: 'identity.session.find' },
      async (scope) =>
        scope.tx.run(`update identity.session set seen_at = now() where id_hash = $1`, [idHash]),
    )
  return {
    personId: row.id,
    name: row.name,
    email: row.email,
    agencyId: row.agency_id,
    agencySlug: row.slug,
    agencyName: row.agency_name,
    roles: row.roles,
    clearance: row.clearance,
    purpose: row.purpose,
    session: { idHash, csrf: row.csrf, sealedIdToken: row.id_token_sealed, check },
  }
}

const listeners = new Set<(idHash: Buffer) => void>()

/**
 * Calls back whenever a session ends, on whichever node: what it held in this one's memory goes with it.
 * @param listener - gets the SHA-256 of the session's secret
 */
export function whenSessionEnds(listener: (idHash: Buffer) => void): void {
  listeners.add(listener)
}

/**
 * Lets go of what a session held in this process's memory.
 * @param idHash - the SHA-256 of the session's secret
 */
export function letGoOfSession(idHash: Buffer): void {
  for (const listener of listeners) listener(idHash)
}

/**
 * Ends a session; the cookie is worth nothing from then on, and open streams and downloads end with it.
 * @param signedIn - the person with their session; without one (a bearer token) nothing is done
 */
export async function endSession(database: Database, signedIn: SignedIn): Promise<void> {
  const { session } = signedIn
  if (!session) return
  letGoOfSession(session.idHash)
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.session.end' },
    async (scope) => {
      await scope.tx.run(`update identity.session set ended_at = now() where id_hash = $1`, [session.idHash])
      await scope.tx.run(
        `insert into ledger.event (kind, operation, agency_id, person_id, subject_kind, subject_id)
       values ('sign-in', 'identity.session.end', $1, $2, 'person', $2)`,
        [signedIn.agencyId, signedIn.personId],
      )
    },
  )
}

/**
 * A form's token for this session. It is masked afresh for every page, because pages are compressed and
 * hold what people typed: an unmasked secret could be guessed from the length of the answer (BREACH).
 * @param csrf - the session's own secret
 * @returns base64url, another each time
 */
export function formToken(csrf: string): string {
  const secret = Buffer.from(csrf)
  const mask = randomBytes(secret.length)
  return Buffer.concat([mask, xor(secret, mask)]).toString('base64url')
}

/**
 * Does a form's token belong to this session?
 * @param token - as the form sent it; anything
 * @param csrf - the session's own secret
 * @returns true when `formToken` made it of this secret
 */
export function isFormToken(token: unknown, csrf: string): boolean {
  if (typeof token !== 'string') return false
  const secret = Buffer.from(csrf)
  const given = Buffer.from(token, 'base64url')
  if (given.length !== secret.length * 2) return false
  return timingSafeEqual(xor(given.subarray(secret.length), given.subarray(0, secret.length)), secret)
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)))
}
