/**
 * What our own agency holds of a value or a person: the first answer, before any partner's. All of it is read under the
 * viewer's own policies, so that a report above their clearance or in another operation is no row here, and a match is
 * one that the list of matches shows them.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { COUNTED_UP_TO } from './common-values.ts'
import { displayOf } from './display.ts'
import type { MatchState } from './list-matches.ts'
import { ownPersons } from './person-pair.ts'
import type { RecordId, SideId, WrittenPersonId } from '../../wire/ids.ts'

/** Asked by the value's key, or by the ids of our own records of a person. */
export type Wanted =
  { kind: SubjectKind; key: string } | { kind: 'person'; persons: readonly WrittenPersonId[] }

export type OwnReportHeld = {
  id: RecordId
  reference: string
  title: string
  /** what an operation of ours works on, and no report */
  interest: boolean
  filedAt: Date
  /** of a person: which subject of the report they are */
  number: number | null
}
export type OwnMatchHeld = {
  /** the match's address is `/matches/` and this */
  id: SideId
  slug: string
  partner: string
  state: Exclude<MatchState, 'closed'>
}

/** What we hold of one value or person. */
export type OwnHolding = {
  kind: SubjectKind
  /** of a value, in its one spelling; null of a person */
  key: string | null
  /** as a page writes it; of a check's person empty */
  value: string
  /** how many reports, counted up to COUNTED_UP_TO */
  count: number
  /** the newest of them, at most MOST_SHOWN */
  reports: OwnReportHeld[]
  matches: OwnMatchHeld[]
}

export type OwnHoldings = {
  /** in the order asked; what we hold nothing of is not in it, except of a check */
  holdings: OwnHolding[]
  /** different reports over all of them, counted up to COUNTED_UP_TO for each */
  reports: number
  /** different matches that nobody of ours has answered or closed */
  openMatches: number
}

/** More are found by the search. */
export const MOST_SHOWN = 5

/** What one question may read: two hundred common values would be as many thousands of reports. */
const MOST_READ = 5_000

type Row = Pick<OwnHolding, 'kind' | 'count' | 'matches'> & {
  place: number
  key: string | null
  persons: WrittenPersonId[] | null
  ids: RecordId[]
  reports: (Omit<OwnReportHeld, 'filedAt'> & { filedAt: string })[]
}

/**
 * @param wanted - in the order of the answer
 * @returns each that was asked, also where we hold nothing
 */
export async function ownHoldings(scope: MemberScope, wanted: readonly Wanted[]): Promise<OwnHoldings> {
  if (wanted.length === 0) return { holdings: [], reports: 0, openMatches: 0 }
  const asked = wanted.map((one, place) => ({ place, ...one }))
  return told(
    await scope.tx.many<Row>(
      `with wanted as materialized (${OF_A_QUESTION}), ${HELD}`,
      parameters(scope, JSON.stringify(asked), null),
    ),
    new Map(),
  )
}

/**
 * The same for everything that one of our reports names: which others name it too.
 * @param reportId - a report of the viewer's agency; of any other there is nothing
 * @returns by value and person; what no other report names is not in it
 */
export async function ownHoldingsBeside(scope: MemberScope, reportId: RecordId): Promise<OwnHoldings> {
  const rows = await scope.tx.many<Row>(
    `with wanted as materialized (${OF_A_REPORT}), ${HELD}`,
    parameters(scope, reportId, reportId),
  )
  const held = rows.filter(({ count }) => count > 0)
  const written = await ownPersons(
    scope,
    held.flatMap(({ persons }) => persons ?? []),
  )
  return told(held, written)
}

const parameters = (scope: MemberScope, asked: string, except: string | null) => [
  asked,
  scope.actor.agencyId,
  except,
  COUNTED_UP_TO,
  MOST_SHOWN,
  MOST_READ,
]

function told(rows: readonly Row[], written: ReadonlyMap<string, string>): OwnHoldings {
  const matches = new Map(rows.flatMap((row) => row.matches).map((match) => [match.id, match]))
  return {
    holdings: rows.map(({ kind, key, persons, count, reports, matches: own }) => ({
      kind,
      key,
      value: key === null ? (written.get(persons?.[0] ?? '') ?? '') : displayOf(kind, key),
      count,
      reports: reports.map((report) => ({ ...report, filedAt: new Date(report.filedAt) })),
      matches: own,
    })),
    reports: new Set(rows.flatMap(({ ids }) => ids)).size,
    openMatches: [...matches.values()].filter(({ state }) => state === 'open' || state === 'contacted')
      .length,
  }
}

const OF_A_QUESTION = `
  select x.place, x.kind, x.key, x.persons
  from jsonb_to_recordset($1::jsonb) as x (place integer, kind text, key text, persons uuid[])`

const OF_A_REPORT = `
  select row_number() over (order by x.kind, x.key, x.persons)::integer as place, x.kind, x.key, x.persons
  from (select i.kind, i.key, null::uuid[] as persons from deconfliction.identifier i where i.record_id = $1::uuid
        union all
        select distinct 'person', null, array[m.person_id] from deconfliction.person_mention m where m.record_id = $1::uuid) x`

// One index for each side: identifiers by value (every state of its columns is named, so that each is a descent),
// mentions by person, matches by value and by person.
const HELD = `
  mine as materialized (
    select w.place, h.record_id
    from wanted w
    cross join lateral (
      select i.record_id from deconfliction.identifier i
      where w.persons is null and i.kind = w.kind and i.key = w.key and i.open = any ('{true,false}')
        and i.classification = any ('{OFFICIAL,OFFICIAL-SENSITIVE}') and i.agency_id = $2
        and i.record_id is distinct from $3::uuid
      limit $4) h
    union
    select w.place, h.record_id
    from wanted w
    cross join lateral (
      select m.record_id from deconfliction.person_mention m
      where m.person_id = any (w.persons) and m.agency_id = $2 and m.record_id is distinct from $3::uuid
      limit $4) h
    limit $6
  ), reports as (
    select m.place, r.id, r.reference, r.title, r.filed_at, r.kind = 'interest' as interest,
           row_number() over (partition by m.place order by r.filed_at desc, r.id desc) as nth
    from mine m join deconfliction.side_record r on r.id = m.record_id
  ), found as (
    select w.place, m.id, case when m.agency_a = $2 then m.agency_b else m.agency_a end as partner_id
    from wanted w join deconfliction.match m
      on w.persons is null and m.kind = w.kind and m.key = w.key and $2 in (m.agency_a, m.agency_b)
    union
    -- by the token that a report of ours which holds the value is sealed to
    select w.place, m.id, case when m.agency_a = $2 then m.agency_b else m.agency_a end
    from wanted w
    join lateral (
      select distinct t.element from (select record_id from mine where place = w.place union all select $3::uuid) h
      join deconfliction.sealed_token t on t.record_id = h.record_id and t.shown = w.key) t on w.persons is null
    join deconfliction.match m
      on m.kind = w.kind and m.key = deconfliction.sealed_key(t.element) and $2 in (m.agency_a, m.agency_b)
    union
    select w.place, m.id, case when m.agency_a = $2 then m.agency_b else m.agency_a end
    from wanted w
    cross join lateral (
      select pm.match_id from deconfliction.person_match pm where pm.person_a = any (w.persons)
      union all
      select pm.match_id from deconfliction.person_match pm where pm.person_b = any (w.persons)) pm
    join deconfliction.match m on m.id = pm.match_id
  ), matches as (
    select f.place, s.id, a.slug, a.name, s.state
    from found f
    cross join lateral (
      select s.id, s.state from deconfliction.match_side s
      where s.match_id = f.id and s.agency_id = $2 and s.state not in ('closed', 'common')
      order by s.held desc, s.at, s.id limit 1) s
    join identity.agency a on a.id = f.partner_id
  )
  select w.place, w.kind, w.key, w.persons,
         (select count(*)::integer from reports r where r.place = w.place) as count,
         (select coalesce(array_agg(r.id), '{}') from reports r where r.place = w.place) as ids,
         (select coalesce(json_agg(json_build_object('id', r.id, 'reference', r.reference, 'title', r.title,
            'interest', r.interest, 'filedAt', r.filed_at,
            'number', (select min(n.number) from deconfliction.person_mention n
                       where n.record_id = r.id and n.person_id = any (w.persons))) order by r.nth), '[]')
          from reports r where r.place = w.place and r.nth <= $5) as reports,
         (select coalesce(json_agg(json_build_object('id', m.id, 'slug', m.slug, 'partner', m.name, 'state', m.state)
            order by m.name, m.id), '[]')
          from matches m where m.place = w.place) as matches
  from wanted w
  order by w.place`
