/** Two persons as two agencies wrote them: our own words in full, of theirs only how alike the two are. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { asWritten } from '../../wire/births/as-written.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { likelihoodOf, type Likelihood } from './likelihood.ts'
import { displayOf } from './display.ts'
import type { MatchId, WrittenPersonId } from '../../wire/ids.ts'

export type PersonPair = {
  /** our own record: every way in which those of our reports that the viewer may read write this one */
  names: string[]
  born: string | null
  likelihood: Likelihood
  /** what speaks for and against, in words that quote nothing of either record */
  reasons: string[]
  /** both records hold a birth date */
  bornBoth: boolean
}

/**
 * Reads the two persons of matches.
 * @param matchIds - matches of any kind
 * @returns by match, those of kind person that the viewer may see
 */
export async function pairsOf(
  scope: MemberScope,
  matchIds: readonly MatchId[],
): Promise<Map<MatchId, PersonPair>> {
  if (matchIds.length === 0) return new Map()
  const rows = await scope.tx.many<{
    match_id: MatchId
    names: string[] | null
    born: string | null
    probability: number
    reasons: string[]
    born_both: boolean
  }>(PAIRS, [matchIds, scope.actor.agencyId])
  return new Map(
    rows.map((row) => [
      row.match_id,
      {
        names: row.names ?? [],
        born: row.born,
        likelihood: likelihoodOf(row.probability),
        reasons: row.reasons,
        bornBoth: row.born_both,
      },
    ]),
  )
}

// Under the viewer's own policies: pairs in their sight, and of the two persons their own agency's alone. A
// person whom no report names any more is not shown; the answered pair stays.
const PAIRS = `
  select pm.match_id, deconfliction.names_in_sight(p.id) as names, p.born, pm.probability, pm.reasons, pm.born_both
  from deconfliction.person_match pm
  join deconfliction.match m on m.id = pm.match_id
  left join deconfliction.person p
    on p.id = case when m.agency_a = $2 then pm.person_a else pm.person_b end and p.agency_id = $2
  where pm.match_id = any ($1)`

/**
 * Says what a page writes for each match: an identifier in one spelling, a person as we wrote them ourselves.
 * @param matches - each with its kind and its key as our own side calls it
 * @returns in the order of the matches
 */
export async function valuesOf(
  scope: MemberScope,
  matches: readonly { matchId: MatchId; kind: SubjectKind; key: string }[],
): Promise<string[]> {
  const persons = matches.filter(({ kind }) => kind === 'person').map(({ matchId }) => matchId)
  const pairs = await pairsOf(scope, [...new Set(persons)])
  return matches.map(({ matchId, kind, key }) => {
    if (kind !== 'person') return displayOf(kind, key)
    const pair = pairs.get(matchId)
    return pair ? asWritten(pair) : displayOf(kind, key)
  })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Reads our own persons.
 * @param ids - of our own persons; text that is no UUID is passed over
 * @returns our own persons as we wrote them, by id; whom this person may not read is not in it
 */
export async function ownPersons(scope: MemberScope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => UUID.test(id))
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx.many<{ id: WrittenPersonId; names: string[]; born: string | null }>(
    `select p.id, coalesce(deconfliction.names_in_sight(p.id), '{}') as names, p.born
     from deconfliction.person p where p.id = any ($1) and p.agency_id = $2`,
    [wanted, scope.actor.agencyId],
  )
  return new Map(rows.map((row) => [row.id, asWritten(row)]))
}
