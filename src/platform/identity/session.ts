/** Sessions live in the database; the browser holds a random secret and the table only its hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/perform.ts'
import type { Role } from '../database/scope.ts'
import { forbidden } from '../errors.ts'

export type SignedIn = {
  personId: string
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
  session: { idHash: Buffer; csrf: string; idToken: string | null } | null
}

export type SessionLimits = { idleMinutes: number; hours: number }

const hash = (secret: string) => createHash('sha256').update(secret).digest()

/**
 * Begins a session.
 * @param database - where sessions live
 * @param personId - who signed in
 * @param idToken - the provider's token, needed to sign out there
 * @returns the secret for the cookie: 256 random bits
 * @throws forbidden `not-active` when the account was stopped meanwhile
 */
export async function beginSession(
  database: Database,
  personId: string,
  idToken: string | null,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await database.performAsService(
    { service: 'sign-in', operation: 'identity.session.begin' },
    async (scope) => {
      await scope.tx
        .run(`insert into identity.session (id_hash, person_id, csrf, id_token) values ($1, $2, $3, $4)`, [
          hash(secret),
          personId,
          randomBytes(24).toString('base64url'),
          idToken,
        ])
        .catch((fault: unknown) => {
          if (fault instanceof Error && 'code' in fault && fault.code === 'SM029')
            throw forbidden('not-active', 'Your account is not active. Ask your administrator.')
          throw fault
        })
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
  id: string
  csrf: string
  purpose: string | null
  id_token: string | null
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
 * @param present - false for what a page's script asks by itself: it does not keep a session alive
 * @returns the person; `expired` with whose session it was when it ran out; null when it never was one
 */
export async function findSession(
  database: Database,
  secret: string,
  limits: SessionLimits,
  present = true,
): Promise<SignedIn | { expired: string } | null> {
  const idHash = hash(secret)
  const row = await database.whoIs<Row>({ sessionHash: idHash, ...limits })
  if (!row) return null
  if (!row.alive) return { expired: row.id }
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
    session: { idHash, csrf: row.csrf, idToken: row.id_token },
  }
}

const listeners = new Set<(idHash: Buffer) => void>()

/** Calls back whenever somebody signs out of this node: what a session held in memory goes with it. */
export function whenSessionEnds(listener: (idHash: Buffer) => void): void {
  listeners.add(listener)
}

/** Ends a session; the cookie is worth nothing from then on. */
export async function endSession(database: Database, signedIn: SignedIn): Promise<void> {
  const { session } = signedIn
  if (!session) return
  for (const listener of listeners) listener(session.idHash)
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
 */
export function formToken(csrf: string): string {
  const secret = Buffer.from(csrf)
  const mask = randomBytes(secret.length)
  return Buffer.concat([mask, xor(secret, mask)]).toString('base64url')
}

/** Does a form's token belong to this session? */
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
