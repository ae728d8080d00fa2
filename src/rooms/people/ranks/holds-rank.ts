/** Who holds which rank now. A rule that needs a rank stands in the database and asks `identity.holds_rank`; this is for pages. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Rank } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'

/** A rank that somebody holds today. */
export type HeldRank = { rank: Rank; grade: string | null; until: string }

/**
 * Does somebody of the viewer's agency hold a rank now, or one above it?
 * @param personId - of the person
 * @param atLeast - the lowest rank that will do
 * @returns false for people of other agencies
 */
export const holdsRank = async (scope: MemberScope, personId: PersonId, atLeast: Rank): Promise<boolean> =>
  (await scope.tx.one<{ holds: boolean }>('select identity.holds_rank($1, $2) as holds', [personId, atLeast]))
    .holds

/**
 * The highest rank that each of some people of the viewer's agency holds today.
 * @param people - ids; those of other agencies have none here
 * @returns by person; who holds none is left out
 */
export async function ranksHeld(
  scope: MemberScope,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, HeldRank>> {
  const rows = await scope.tx.many<HeldRank & { personId: PersonId }>(
    `select distinct on (h.person_id) h.person_id as "personId", h.rank, h.grade, h.until_on::text as until
     from identity.rank_held h where h.person_id = any ($1)
     order by h.person_id, h.place desc, h.until_on desc`,
    [people],
  )
  return new Map(rows.map(({ personId, ...held }) => [personId, held]))
}
