/** The bearer token by which an agency's directory is known. The database holds its SHA-256 alone. */
import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../database/perform.ts'

// The beginning lets a scanner of leaked secrets find one.
const TOKEN = /^seamark_scim_[\w-]{43}$/

/**
 * Makes a token.
 * @returns 256 random bits behind a beginning by which it is known; said once, and never again
 */
export const newScimToken = (): string => `seamark_scim_${randomBytes(32).toString('base64url')}`

/**
 * What the database holds of a token.
 * @param token - as `newScimToken` made it
 * @returns its SHA-256
 */
export const scimTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Finds whose directory comes with a token.
 * @param header - `Authorization`, as it came; nobody vouched for it
 * @returns the agency's number; null for a token that is none, has ended or has run out
 */
export async function agencyOfScimToken(
  database: Database,
  header: string | undefined,
): Promise<number | null> {
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? ''
  // What cannot be one is not looked up.
  if (!TOKEN.test(token)) return null
  const row = await database.performAsService(
    { service: 'scim', operation: 'identity.scim.token.find' },
    ({ tx }) =>
      tx.maybe<{ agency_id: number }>(
        `select agency_id from identity.scim_token where token_hash = $1 and ended_at is null and ends_at > now()`,
        [scimTokenHash(token)],
      ),
  )
  return row?.agency_id ?? null
}
