/** How reports are reviewed: what a group is suggested by, and how a restricted report is set aside and put back. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import type { PersonsOfRecord, RetentionRule } from '../../platform/rooms/accountability.ts'
import type { RecordId } from '../../wire/ids.ts'
import { replaceIdentifiers, replacePersons } from '../matches/index.ts'
import { keepEntries } from '../search/index.ts'
import { readReport } from './read-report.ts'
import { identifierRows, personRows, prepareReport } from './stored-report.ts'
import { wholeReport } from './whole-report.ts'

export const reportRetention: RetentionRule = {
  name: 'intelligence.reports',
  words: 'A report is reviewed on its date, in the group of what it says of persons.',
  kind: 'report',
  persons: personsIn,
  setAside,
  putBack,
  erase,
}

/** Of the current version, with those who are withheld. Somebody who may be a child counts as what the report says. */
async function personsIn(
  scope: Scope,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<string, PersonsOfRecord>> {
  const rows = await scope.tx.many<PersonsOfRecord & { id: string }>(
    `select v.report_id as id,
       count(*) filter (where s.category = 'suspected')::integer as suspected,
       count(*) filter (where s.category = 'convicted')::integer as convicted,
       count(*) filter (where s.category = 'victim')::integer as victims,
       count(*) filter (where s.category = 'witness')::integer as others
     from unnest($1::uuid[]) as wanted (id)
     join access.record r on r.id = wanted.id
     join intelligence.version_content v on v.report_id = r.id and v.version = r.version
     cross join lateral (
       select x ->> 'category' as category from jsonb_array_elements(v.document -> 'subjects') x
       union all
       select w.subject ->> 'category' from intelligence.withheld_subject w
       where w.report_id = v.report_id and w.version = v.version) s
     group by v.report_id`,
    [ids],
  )
  return new Map(rows.map(({ id, ...persons }) => [id, persons]))
}

async function setAside(scope: MemberScope, ids: readonly RecordId[]): Promise<void> {
  await replaceIdentifiers(scope, ids, [])
  await replacePersons(scope, ids, [])
}

/** As the version stands now: searched again by its owner and by whom it is released to, and matched. */
async function putBack(scope: MemberScope, id: RecordId): Promise<void> {
  const view = await readReport(scope, id)
  if (!view.own || view.filedAt === null || view.reference === null) throw notFound()
  const prepared = prepareReport(wholeReport(view), view.filedAt.toISOString().slice(0, 10), view.reference)
  await scope.tx.run(
    `with input as materialized (
       select * from jsonb_to_recordset($1::jsonb) as x (id uuid, created_at timestamptz, handling text, title text,
         body text, names text, exact text[], grades text[], kinds text[]))${keepEntries('input', '$2::integer')}`,
    [
      JSON.stringify([{ id, created_at: view.createdAt, handling: view.handling, ...prepared.search }]),
      scope.actor.agencyId,
    ],
  )
  // A recalled report is matched by nothing, restricted or not.
  if (view.status === 'withdrawn') return
  await replaceIdentifiers(scope, [id], identifierRows(id, prepared))
  await replacePersons(scope, [id], personRows(id, prepared))
}

/** Versions keep number, times, author and a digest; the drafts that began with what it says go with it. */
async function erase(scope: MemberScope, id: RecordId): Promise<readonly RecordId[]> {
  const { drafts } = await scope.tx.one<{ drafts: RecordId[] }>(
    'select intelligence.erase_report($1) as drafts',
    [id],
  )
  return drafts
}
