/**
 * A match and the report that a partner released out of it, each found from the other. Only of reports that the
 * viewer reads in full: whoever reads one knows already what it holds.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { statesBehind, type MatchState } from './list-matches.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, RecordId, SideId } from '../../wire/ids.ts'

export type ReleasedReport = { id: RecordId; reference: string; title: string }

/**
 * Lists reports of the partner on these matches.
 * @param matchIds - matches of one line
 * @returns what the partner released to this agency and this person reads in full, the newest first
 */
export async function releasedOn(
  scope: MemberScope,
  matchIds: readonly MatchId[],
): Promise<ReleasedReport[]> {
  return await scope.tx.many<ReleasedReport>(
    `select r.id, r.reference, r.title from deconfliction.released_on_matches($1) as on_match (id)
     join deconfliction.side_record r on r.id = on_match.id order by r.filed_at desc, r.id`,
    [matchIds],
  )
}

export type HeldToo = {
  /** what this agency calls the match by */
  sideId: SideId
  kind: SubjectKind
  value: string
  state: MatchState
  /** our own reports that hold it and that this person reads, the newest first */
  reports: { id: RecordId; reference: string }[]
}

/**
 * What our own agency holds of that which a received report names.
 * @param reportId - of any other than a partner's that this person reads in full there is nothing
 * @returns one for each line: our own value or person
 */
export async function heldToo(scope: MemberScope, reportId: RecordId): Promise<HeldToo[]> {
  const rows = await scope.tx.many<{
    match_id: MatchId
    kind: SubjectKind
    key: string
    line: string
    side_id: SideId
    state: MatchState
    reports: HeldToo['reports']
  }>(
    `select m.id as match_id, m.kind, own.key, own.side_id, own.state, own.reports,
            coalesce(case when m.agency_a = $2 then pm.person_a else pm.person_b end::text, own.key) as line
     from deconfliction.matches_of_received($1) as received (id)
     join deconfliction.match m on m.id = received.id
     left join deconfliction.person_match pm on pm.match_id = m.id
     cross join lateral (
       select (array_agg(s.id order by r.filed_at, s.id))[1] as side_id, min(s.state) as state,
              min(deconfliction.key_for_owner(m.key, s.record_id)) as key,
              json_agg(json_build_object('id', r.id, 'reference', r.reference) order by r.filed_at desc) as reports
       from deconfliction.match_side s join deconfliction.side_record r on r.id = s.record_id
       where s.match_id = m.id and s.agency_id = $2 and not r.sealed) own
     where own.side_id is not null
     order by m.kind, own.key, m.id`,
    [reportId, scope.actor.agencyId],
  )
  const values = await valuesOf(
    scope,
    rows.map(({ match_id: matchId, kind, key }) => ({ matchId, kind, key })),
  )
  const lines = Map.groupBy(
    rows.map((row, index) => ({ ...row, value: values[index] ?? '' })),
    ({ kind, line }) => `${kind} ${line}`,
  )
  return [...lines.values()].flatMap((pairs) => {
    const [first] = pairs
    if (!first) return []
    const reports = new Map(pairs.flatMap((pair) => pair.reports).map((report) => [report.id, report]))
    return [
      {
        sideId: first.side_id,
        kind: first.kind,
        value: first.value,
        state: statesBehind(pairs.map(({ state }) => state)),
        reports: [...reports.values()],
      },
    ]
  })
}
