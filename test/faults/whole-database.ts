/** Looks through a whole database, behind row-level security, for anything that is half-done. */
import { protectedTables, type ProtectedTable } from '../policies/protected-tables.ts'
import type { OwnCluster } from './own-cluster.ts'

type Admin = OwnCluster['admin']

/**
 * Everything in this database that no act leaves behind when it is done whole.
 * @returns a sentence for each kind of fault, with how many rows have it; empty when all is well
 */
export async function faultsOf(admin: Admin): Promise<string[]> {
  const found: string[] = []
  const questions = [...protectedTables.map(unaccounted), ...halfDone]
  for (const [fault, sql] of questions) {
    const [row] = await admin<{ rows: number }>(`select count(*)::int as rows from (${sql}) as found`)
    if (row?.rows !== 0) found.push(`${String(row?.rows)} × ${fault}`)
  }
  return found
}

/** Tables whose rows are the records that their events name. */
const itself: ReadonlySet<string> = new Set([
  'identity.person',
  'identity.agency_domain',
  'access.compartment',
  'intelligence.report',
  'deconfliction.match',
  'deconfliction."check"',
  'deconfliction.sealed_submission',
  'reporting.desk_key',
  'reporting.public_report',
  'coast.line',
  'coast.stretch',
  'coast.site',
])

/** In the other tables: the column that holds the record's id. */
const subjectColumn: Record<ProtectedTable['subject'], string> = {
  report: 'report_id',
  derivative: 'derivative_id',
  publicReport: 'report_id',
  match: 'match_id',
  check: 'check_id',
  sealedSubmission: 'submission_id',
  sealedRecord: 'submission_id',
  person: 'person_id',
  agencyDomain: 'id',
  compartment: 'compartment_id',
  author: 'person_id',
  deskKey: 'desk_key_id',
  line: 'line_id',
  stretch: 'stretch_id',
  site: 'site_id',
}

/**
 * A protected row whose last writing transaction wrote no event about its record. An event of the public is
 * held until its hour is over; the ledger does not keep then which transaction it was of, because that would
 * tell the order.
 */
function unaccounted({ name, subject }: ProtectedTable): [string, string] {
  const id = itself.has(name) ? 'id' : subjectColumn[subject]
  const ofRow = (event: string) =>
    `${event}.subject_id = t.${id} and ${event}.xid::text::numeric % 4294967296 = t.xmin::text::numeric`
  const entered = name.startsWith('reporting.') ? `or e.subject_id = t.${id} and e.service = 'public'` : ''
  return [
    `a row of ${name} without its event`,
    `select from ${name} t
     where not exists (select from ledger.event e where ${ofRow('e')} ${entered})
       and not exists (select from ledger.held_event h where ${ofRow('h')})`,
  ]
}

const halfDone: readonly [string, string][] = [
  [
    'a report without the version it stands at',
    `select from intelligence.report r where not exists (
       select from intelligence.version v where v.report_id = r.id and v.version = r.version)`,
  ],
  [
    'a filed report that no search finds',
    `select from intelligence.report r where r.status <> 'draft'
       and not exists (select from intelligence.search_entry s where s.report_id = r.id)`,
  ],
  [
    'a released report without its release or its delivery',
    `select from intelligence.report r, unnest(r.released_to) as t (agency)
     where not exists (select from intelligence.release x where x.report_id = r.id and t.agency = any (x.agencies))
        or not exists (select from intelligence.delivery d where d.report_id = r.id and d.agency_id = t.agency)`,
  ],
  [
    'a release of a report that is not released',
    `select from intelligence.release x join intelligence.report r on r.id = x.report_id
     where r.status not in ('disseminated', 'withdrawn') or not (x.to_all or x.agencies <@ r.released_to)`,
  ],
  [
    'a sanitised report at a version that nobody checked',
    `select from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
     where r.status in ('submitted', 'disseminated') and (d.state <> 'approved' or not exists (
       select from intelligence.version_check c where c.report_id = r.id and c.version = r.version))`,
  ],
  [
    'a withdrawn report without its recall, or the other way round',
    `select from intelligence.report r full join intelligence.recall c on c.report_id = r.id
     where (r.status = 'withdrawn') is distinct from (c.report_id is not null)`,
  ],
  [
    'a recall that a recipient was not told of',
    `select from intelligence.recall c join intelligence.delivery d on d.report_id = c.report_id
     where d.agency_id <> 0 and not exists (
       select from intelligence.recall_notice n where n.report_id = c.report_id and n.agency_id = d.agency_id)`,
  ],
  [
    'an identifier of a report that is a draft, withdrawn or not there',
    `select from deconfliction.identifier i left join intelligence.report r on r.id = i.report_id
     where r.id is null or r.status in ('draft', 'withdrawn')`,
  ],
  [
    'a value that two agencies hold without a match',
    `select i.kind, i.key, i.agency_id, o.agency_id from deconfliction.identifier i
     join deconfliction.identifier o on (o.kind, o.key) = (i.kind, i.key) and o.agency_id > i.agency_id
     where not exists (select from deconfliction.common_value c where (c.kind, c.key) = (i.kind, i.key))
       and not exists (select from deconfliction.match m
                       where (m.kind, m.key, m.agency_a, m.agency_b) = (i.kind, i.key, i.agency_id, o.agency_id))`,
  ],
  [
    'a report that its match does not know, though both sides hold the value',
    `select from deconfliction.match m
     join deconfliction.identifier i on (i.kind, i.key) = (m.kind, m.key) and i.agency_id in (m.agency_a, m.agency_b)
     where not m.common
       and exists (select from deconfliction.identifier o
                   where (o.kind, o.key) = (m.kind, m.key) and o.agency_id in (m.agency_a, m.agency_b) and o.agency_id <> i.agency_id)
       and not exists (select from deconfliction.match_side s where s.match_id = m.id and s.report_id = i.report_id and s.held)`,
  ],
  [
    'a match with a report that does not hold its value',
    `select from deconfliction.match_side s join deconfliction.match m on m.id = s.match_id
     where s.held and m.kind <> 'person' and m.key not like 'sealed:%'
       and not exists (select from deconfliction.identifier i
                       where i.report_id = s.report_id and (i.kind, i.key) = (m.kind, m.key))`,
  ],
  [
    'a pair with a report that names neither of its two persons',
    `select from deconfliction.match_side s join deconfliction.person_match pm on pm.match_id = s.match_id
     where s.held and not exists (select from deconfliction.person_mention m
                       where m.report_id = s.report_id and m.person_id in (pm.person_a, pm.person_b))`,
  ],
  [
    'a word without its time, or a word taken back that still says something',
    `select from deconfliction.match_word w where w.at is null or (w.word is null and (w.reason is not null or w.closed_at is not null))`,
  ],
  [
    'an event that is neither numbered nor waiting for its number, or both',
    `select from ledger.event e
     left join ledger.entry n on n.event_id = e.id left join ledger.pending p on p.event_id = e.id
     where (n.event_id is null) = (p.event_id is null)`,
  ],
  [
    'an event that is held though its hour ended long ago',
    `select from ledger.held_event where hour < now() - interval '3 hours'`,
  ],
  [
    'a gap in the order of the ledger',
    `select from (select sequence, row_number() over (order by sequence) as place from ledger.entry) as numbered
     where sequence <> place`,
  ],
]

/** How many events the ledger has, and how many of them have their number. */
export async function ledgerCount(admin: Admin): Promise<{ events: number; numbered: number }> {
  const [row] = await admin<{ events: number; numbered: number }>(
    `select (select count(*)::int from ledger.event) as events, (select count(*)::int from ledger.entry) as numbered`,
  )
  return row ?? { events: -1, numbered: -1 }
}
