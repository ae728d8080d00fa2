/** Who else holds what one of our reports names: for the report's own page. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { COUNTED_UP_TO } from './common-values.ts'
import { displayOf, statesBehind, type MatchState } from './list-matches.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, RecordId, SideId } from '../../wire/ids.ts'

export type MatchedValue = {
  kind: SubjectKind
  key: string
  value: string
  /** each with the match's address, which is `/matches/` and the id; empty for a common value */
  partners: {
    id: SideId
    slug: string
    name: string
    state: MatchState
    month: string
    /** the partner's own answer */
    theirs: 'confirmed' | 'rejected' | null
    /** how many of the partner's records: of a value one */
    records: number
  }[]
  /** for a common value: in how many reports within sight it stands, counted up to COUNTED_UP_TO */
  common: number | null
}

/**
 * @param reportId - a report of the viewer's agency, in their sight; of any other there is nothing
 * @returns the values that somebody else holds or that are common, in the order of kind and value
 */
export async function matchesOfReport(scope: MemberScope, reportId: RecordId): Promise<MatchedValue[]> {
  const rows = await scope.tx.many<{
    kind: SubjectKind
    key: string
    common: number | null
    partners: MatchedValue['partners']
  }>(
    `select i.kind, i.key,
            case when c.key is not null then deconfliction.common_count(i.kind, i.key, $2) end as common,
            coalesce(found.partners, '[]') as partners
     from deconfliction.identifier i
     left join deconfliction.common_value c on c.kind = i.kind and c.key = i.key
     left join lateral (
       select json_agg(json_build_object('id', s.id, 'slug', a.slug, 'name', a.name, 'state', s.state, 'records', 1,
                'theirs', (select w.answer from deconfliction.match_answer w where w.match_id = m.id and w.agency_id = a.id), 'month', to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM')) order by a.name) as partners
       from deconfliction.match_side s
       -- by the value itself, or by the token that this report's own value is sealed to
       join deconfliction.match m on m.id = s.match_id and m.kind = i.kind
         and deconfliction.key_for_owner(m.key, s.record_id) = i.key
       join identity.agency a on a.id = case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
       where s.record_id = i.record_id and s.held) found on true
     where i.record_id = $1 and (c.key is not null or found.partners is not null)
     order by i.kind, i.key`,
    [reportId, COUNTED_UP_TO],
  )
  return [
    ...rows.map((row) => ({ ...row, value: displayOf(row.kind, row.key) })),
    ...(await personsOfReport(scope, reportId)),
  ]
}

type Partnered = MatchedValue['partners'][number]

/** Persons of the report of whom a partner holds a record that is alike, each with its pairs. */
async function personsOfReport(scope: MemberScope, reportId: RecordId): Promise<MatchedValue[]> {
  const rows = await scope.tx.many<{
    match_id: MatchId
    key: string
    own: string
    partner: Partnered
  }>(
    `select s.match_id, deconfliction.key_for_owner(m.key, s.record_id) as key, coalesce(case when m.agency_a = s.agency_id then pm.person_a else pm.person_b end::text, s.match_id::text) as own,
            json_build_object('id', s.id, 'slug', a.slug, 'name', a.name, 'state', s.state, 'records', 1,
              'theirs', (select w.answer from deconfliction.match_answer w where w.match_id = m.id and w.agency_id = a.id), 'month', to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM')) as partner
     from deconfliction.match_side s
     join deconfliction.match m on m.id = s.match_id
     left join deconfliction.person_match pm on pm.match_id = m.id
     join identity.agency a on a.id = case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
     where s.record_id = $1 and s.kind = 'person' and s.held
     order by pm.probability desc nulls first, a.name, s.id`,
    [reportId],
  )
  const values = await valuesOf(
    scope,
    rows.map(({ match_id: matchId, key }) => ({ matchId, kind: 'person', key })),
  )
  const byPerson = Map.groupBy(
    rows.map((row, index) => ({ ...row, value: values[index] ?? '' })),
    ({ own }) => own,
  )
  return [...byPerson.values()].flatMap((pairs) => {
    const [first] = pairs
    if (!first) return []
    return [
      {
        kind: 'person' as const,
        key: first.value,
        value: first.value,
        partners: [...Map.groupBy(pairs, ({ partner }) => partner.slug).values()].flatMap((ofPartner) =>
          asOneLine(ofPartner.map(({ partner }) => partner)),
        ),
        common: null,
      },
    ]
  })
}

/** All records of one partner that may be of our person are one line, with the likeliest of them as its address. */
function asOneLine(pairs: readonly Partnered[]): Partnered[] {
  const [first] = pairs
  if (!first) return []
  const same = pairs.every(({ theirs }) => theirs === first.theirs)
  return [
    {
      ...first,
      state: statesBehind(pairs.map(({ state }) => state)),
      theirs: same ? first.theirs : null,
      records: pairs.length,
    },
  ]
}
