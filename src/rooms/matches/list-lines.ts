/** The list of matches as people work through it: one line for what we hold and a partner. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { statesAsked, type LineQuery } from './line-filters.ts'
import { identifierKinds, keysHeld } from '../../library/identifiers/index.ts'
import type { MatchState } from './list-matches.ts'
import { pairsOf, valuesOf } from './person-pair.ts'
import { MOST_REPORTS, mentions, type OwnReport } from './reports-on-match.ts'
import type { MatchId, RecordId, SideId } from '../../wire/ids.ts'

export const LINES_A_PAGE = 25

/** One match of a line, as a list tells it. */
export type LinePair = {
  /** what this agency calls the match by */
  id: SideId
  matchId: MatchId
  state: MatchState
  ours: 'confirmed' | 'rejected' | null
  theirs: 'confirmed' | 'rejected' | null
}

export type MatchLine = {
  /** what this agency calls its newest match by */
  id: SideId
  kind: SubjectKind
  /** our own value or person, as a page writes it */
  value: string
  /** further names that our own reports give the person */
  alsoWritten: string[]
  partner: { slug: string; name: string }
  pairs: LinePair[]
  /** how many of them wait for an answer and were never opened by this person */
  fresh: number
  /** our own reports on it that this person reads, the newest first */
  reports: { id: RecordId; reference: string; title: string }[]
  /** of the newest, where it names this */
  grade: { source: string; assessment: string; basis: string } | null
  /** in which operation of this person's the newest stands */
  operation: string | null
  /** who has taken it, by name; `mine`: this person */
  taken: { name: string; mine: boolean } | null
  classification: Classification
}

type Row = {
  side_id: SideId
  match_id: MatchId
  kind: SubjectKind
  line: string
  fresh_pairs: number
  total: number
  slug: string
  name: string
  pairs: LinePair[]
  reports: (MatchLine['reports'][number] & { classification: Classification })[]
  taken: MatchLine['taken']
  document: Parameters<typeof mentions>[0]
  operation: string | null
}

/**
 * One page of the lines in this person's sight.
 * @param query - filters, order and page
 * @returns the lines, and how many there are with these filters
 */
export async function listLines(
  scope: MemberScope,
  query: LineQuery,
): Promise<{ items: MatchLine[]; total: number; page: number }> {
  const page = query.page ?? 1
  const rows = await linesAsked<Row>(scope, query, LINES, {
    skip: (page - 1) * LINES_A_PAGE,
    most: LINES_A_PAGE,
  })
  // A page behind the last one: lines were answered meanwhile.
  if (rows.length === 0 && page > 1) return await listLines(scope, { ...query, page: 1 })
  const asMatches = rows.map(({ match_id: matchId, kind, line: key }) => ({ matchId, kind, key }))
  const values = await valuesOf(scope, asMatches)
  const persons = await pairsOf(
    scope,
    asMatches.filter(({ kind }) => kind === 'person').map(({ matchId }) => matchId),
  )
  return {
    total: rows[0]?.total ?? 0,
    page,
    items: rows.map((row, index) => {
      const names = persons.get(row.match_id)?.names ?? []
      return {
        id: row.side_id,
        kind: row.kind,
        value: values[index] ?? '',
        alsoWritten: names.slice(1),
        partner: { slug: row.slug, name: row.name },
        pairs: row.pairs,
        fresh: row.fresh_pairs,
        reports: row.reports.map(({ id, reference, title }) => ({ id, reference, title })),
        grade: gradeOf(mentions(row.document, { kind: row.kind, key: row.line, names }).items),
        operation: row.operation,
        taken: row.taken,
        classification: row.reports.some(({ classification }) => classification === 'OFFICIAL-SENSITIVE')
          ? 'OFFICIAL-SENSITIVE'
          : 'OFFICIAL',
      }
    }),
  }
}

function gradeOf([item]: OwnReport['items']): MatchLine['grade'] {
  return item ? { source: item.source, assessment: item.assessment, basis: item.basis } : null
}

/**
 * Asks for lines.
 * @param query - the filters
 * @param sql - what is wanted of each; `ASKED` stands for the lines in their order, $1 for the viewer's agency
 * @param part - how many lines are passed over, and how many are read
 * @returns what the statement gives, a row for each line
 */
export async function linesAsked<Wanted extends object>(
  scope: MemberScope,
  query: LineQuery,
  sql: string,
  part: { skip: number; most: number },
): Promise<Wanted[]> {
  const partner = await partnerAsked(scope, query.partner)
  // An agency that is not known here has no matches, as one with which there are none.
  if (partner === 'unknown') return []
  return await scope.tx.many<Wanted>(sql.replace('ASKED', ASKED), [
    scope.actor.agencyId,
    statesAsked(query.state),
    query.kind ?? null,
    partner,
    query.q ?? null,
    query.q === undefined ? null : keysOfWords(query.q),
    query.mine === '1',
    query.operation ?? null,
    query.new === undefined ? null : query.new === '1',
    query.sort ?? 'newest',
    part.skip,
    part.most,
  ])
}

// The first is the viewer's agency, for what is asked around it.
const ASKED = `(select * from deconfliction.lines_in_sight($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) with ordinality
                where $1::integer is not null)`

/** What the words are as a value of each kind, in whatever spelling: `phone:+447700900123`. */
const keysOfWords = (words: string): string[] =>
  identifierKinds.flatMap((kind) => keysHeld(kind, words).map(({ key }) => `${kind}:${key}`))

async function partnerAsked(
  scope: MemberScope,
  slug: string | undefined,
): Promise<number | null | 'unknown'> {
  if (slug === undefined) return null
  const row = await scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug])
  return row?.id ?? 'unknown'
}

const LINES = `
  select l.side_id, l.kind, l.line, l.fresh_pairs, l.total, a.slug, a.name, pairs.list as pairs,
         pairs.first as match_id, taken.by as taken, coalesce(own.reports, '[]') as reports,
         newest.document, newest.operation
  from ASKED as l
  join identity.agency a on a.id = l.partner_id
  cross join lateral (
    select json_agg(json_build_object('id', p.side_id, 'matchId', p.match_id, 'state', p.state,
             'ours', (select w.answer from deconfliction.match_answer w where w.match_id = p.match_id and w.agency_id = $1),
             'theirs', (select w.answer from deconfliction.match_answer w where w.match_id = p.match_id and w.agency_id <> $1))
             order by p.ordinality) as list,
           array_agg(p.match_id) as ids, (array_agg(p.match_id))[1] as first
    from deconfliction.pairs_of_line(l.kind, l.line, l.partner_id) with ordinality as p) pairs
  left join lateral (
    select json_build_object('name', p.name, 'mine', t.person_id = identity.viewer_person()) as by
    from deconfliction.match_taken t join identity.person p on p.id = t.person_id
    where t.match_id = any (pairs.ids) and t.agency_id = $1 and deconfliction.takes_part(t.person_id)
    order by t.at desc, t.match_id limit 1) taken on true
  cross join lateral (
    select json_agg(json_build_object('id', r.id, 'reference', r.reference, 'title', r.title,
             'classification', r.classification) order by r.filed_at desc, r.id desc) as reports,
           (array_agg(r.id order by r.filed_at desc, r.id desc))[1] as newest
    from (select r.id, r.reference, r.title, r.classification, r.filed_at
          from (select distinct s.record_id from deconfliction.match_side s
                where s.match_id = any (pairs.ids) and s.agency_id = $1) s
          join deconfliction.side_record r on r.id = s.record_id
          order by r.filed_at desc, r.id desc limit ${String(MOST_REPORTS)}) r) own
  left join lateral (
    select v.document, c.name as operation
    from deconfliction.side_record r
    left join intelligence.what_it_says v on v.report_id = r.id and v.version = r.version
    left join access.compartment c on c.id = r.compartment_id
    where r.id = own.newest) newest on true
  order by l.ordinality`

export type LineChoices = {
  /** every other agency: which of them hold matches is in the list alone */
  partners: { slug: string; name: string }[]
  /** operations of this person's */
  operations: { id: string; name: string }[]
}

/**
 * Lists what the filters of the list offer: other agencies, and the person's own operations.
 * @returns agencies by slug, operations by id
 */
export async function lineChoices(scope: MemberScope): Promise<LineChoices> {
  return {
    partners: await scope.tx.many('select slug, name from identity.agency where id <> $1 order by name', [
      scope.actor.agencyId,
    ]),
    operations: await scope.tx.many('select id, name from access.compartment order by name'),
  }
}
