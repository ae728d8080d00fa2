/** Which of our own reports names what a match is about: for the door to its subject. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { RecordId, SideId } from '../../wire/ids.ts'

export type MentionOfMatch = {
  record: RecordId
  kind: SubjectKind
  /** of a value, as our own record calls it */
  key: string | null
  /** of a person: their number in the report */
  number: number | null
}

/**
 * Finds what a match is about in the report of ours that it is called by.
 * @param side - what this agency calls the match by
 * @returns the report, and the value or the person's number in it
 * @throws not-found: absent and hidden look alike
 */
export async function mentionOfMatch(scope: MemberScope, side: SideId): Promise<MentionOfMatch> {
  const row = await scope.tx.maybe<MentionOfMatch>(
    `select s.record_id as record, m.kind,
            case when m.kind <> 'person' then deconfliction.key_for_owner(m.key, s.record_id) end as key,
            (select min(n.number) from deconfliction.person_match pm
             join deconfliction.person_mention n on n.record_id = s.record_id
               and n.person_id = case when m.agency_a = $2 then pm.person_a else pm.person_b end
             where pm.match_id = m.id) as number
     from deconfliction.match_side s join deconfliction.match m on m.id = s.match_id
     where s.id = $1 and s.agency_id = $2`,
    [side, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  return row
}
