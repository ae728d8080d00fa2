/**
 * What somebody looked for, as the ledger keeps it: digests that only this node can make, and never the value. Who
 * looked for it is answered by making the digest again.
 */
import { createHash } from 'node:crypto'
import type { MemberScope } from '../database/scope.ts'

/** One entry may be read as several identifiers; of more the rest is not kept. */
const MOST = 12

/**
 * Makes the digests of identifiers. They are hashed before they leave this process: no statement's parameter shows them.
 * @param identifiers - kind and key, as `src/library/identifiers` understands them
 * @returns one digest for each, in their order
 */
export async function lookedFor(
  scope: MemberScope,
  identifiers: readonly { kind: string; key: string }[],
): Promise<string[]> {
  const hashed = identifiers
    .slice(0, MOST)
    .map(({ kind, key }) => createHash('sha256').update(`${kind} ${key}`).digest('base64url'))
  const { digests } = await scope.tx.one<{ digests: string[] }>(
    `select array(select platform.digest(h.hash) from unnest($1::text[]) with ordinality as h (hash, place)
                  order by h.place) as digests`,
    [hashed],
  )
  return digests
}
