/** A search's result as a file for a spreadsheet, with its marking in it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { handling, subjectKind, type SubjectKind } from '../../wire/codes.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv.ts'
import { filtersOf, recordSearch, understand, type SearchQuery } from './search-reports.ts'
import { selectFound, searchPage, type FoundRow } from './search-store.ts'

/** Rows of one file. Who needs more asks for less at once: a file is a copy that nobody can recall. */
const MOST_ROWS = 5_000

/** Rows whose texts are fetched by one statement. */
const AT_ONCE = 500

/**
 * Writes what a search finds, as far as the viewer may read it, as CSV (RFC 4180, UTF-8 with a byte
 * order mark). Its first and last line carry the highest classification in it.
 * @throws invalid as `searchReports`
 */
export async function exportSearch(scope: MemberScope, query: SearchQuery): Promise<string> {
  const parsed = await understand(scope, query.q ?? '')
  const page = await searchPage(scope, {
    ...filtersOf(query),
    parsed,
    after: null,
    size: MOST_ROWS,
    most: MOST_ROWS,
  })
  const rows: ExportRow[] = []
  for (let at = 0; at < page.rows.length; at += AT_ONCE) {
    const part = page.rows.slice(at, at + AT_ONCE)
    const found = await selectFound(
      scope,
      part.map(({ id }) => id),
    )
    for (const { id, grades, kinds } of part) {
      const row = found.get(id)
      if (row !== undefined) rows.push({ ...row, grades, kinds })
    }
  }
  await noteExported(
    scope,
    rows.map(({ id }) => id),
  )
  await recordSearch(scope, query, rows.length, { exported: true })
  return asCsv(rows, page.next, scope.now, parsed.notUnderstood)
}

/** A file is a copy: should a partner recall a report in it, whoever has the file is found. */
async function noteExported(scope: MemberScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await scope.tx.run(
    `insert into intelligence.exported (report_id, version, person_id, agency_id, at)
     select r.id, r.version, $2, $3, $4
     from intelligence.report r join intelligence.version v on v.report_id = r.id and v.version = r.version
     where r.id = any ($1::uuid[]) and r.agency_id <> $3
     on conflict do nothing`,
    [ids, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
}

type ExportRow = FoundRow & { grades: string[]; kinds: string[] }

function asCsv(rows: readonly ExportRow[], more: boolean, now: Date, left: string[]): string {
  const sensitive = rows.some(({ classification }) => classification === 'OFFICIAL-SENSITIVE')
  const marking = sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
  const about = `${String(rows.length)} reports${more ? ', the first of more' : ''}, as seen at ${now.toISOString()}${left.length > 0 ? `; not understood and left out: ${left.join(' ')}` : ''}`
  const head = [
    'reference',
    'title',
    'owner',
    'classification',
    'handling',
    'created (UTC)',
    'state',
    'grades',
    'names',
    'text',
  ]
  const lines = [
    [marking, about],
    head,
    ...rows.map((row) => [
      row.reference,
      row.title,
      row.owner.name,
      row.classification,
      `${row.handling}: ${handling[row.handling]}`,
      row.createdAt.toISOString(),
      row.status,
      row.grades.join('; '),
      row.kinds.map((kind) => subjectKind[kind as SubjectKind]).join('; '),
      row.texts,
    ]),
    [marking],
  ]
  return BYTE_ORDER_MARK + lines.map(csvRow).join('')
}
