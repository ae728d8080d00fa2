/** A search's result as a file for a spreadsheet, with its marking in it. */
import { highest } from '../../design/highest-marking.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import { wordsOfAll } from '../../platform/rooms/words-of-kinds.ts'
import { handling, subjectKind, type SubjectKind } from '../../wire/codes.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../wire/csv.ts'
import { foundRecords, type FoundOfKind } from './found-records.ts'
import { filtersOf, recordSearch, understand, type SearchQuery } from './search-records.ts'
import { searchPage } from './search-store.ts'

/** Rows of one file. Who needs more asks for less at once: a file is a copy that nobody can recall. */
const MOST_ROWS = 5_000

/** Rows whose texts are fetched by one statement. */
const AT_ONCE = 500

/**
 * Writes what a search finds, as far as the viewer may read it, as CSV (RFC 4180, UTF-8 with a byte
 * order mark). Its first and last line carry the highest classification in it.
 * @param kinds - of every record that is searched
 * @param query - as for `searchRecords`; its cursor and limit are not looked at
 * @returns the file
 * @throws invalid as `searchRecords`
 */
export async function exportSearch(
  scope: MemberScope,
  kinds: readonly RecordKind[],
  query: SearchQuery,
): Promise<string> {
  const parsed = await understand(scope, kinds, query.q ?? '')
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
    const found = await foundRecords(
      scope,
      kinds,
      part.map(({ id }) => id),
    )
    for (const { id, grades, kinds } of part) {
      const row = found.get(id)
      if (row !== undefined) rows.push({ ...row, grades, kinds })
    }
  }
  for (const kind of kinds) {
    const ids = rows.filter((row) => row.of === kind).map(({ id }) => id)
    await kind.search.noteExported(scope, ids)
  }
  await recordSearch(scope, query, rows.length, { exported: true })
  return asCsv(wordsOfAll(kinds), rows, page.next, scope.now, parsed.notUnderstood)
}

type ExportRow = FoundOfKind & { grades: string[]; kinds: string[] }

function asCsv(words: string, rows: readonly ExportRow[], more: boolean, now: Date, left: string[]): string {
  const marking = highest(rows)
  const about = `${String(rows.length)} ${words}${more ? ', the first of more' : ''}, as seen at ${now.toISOString()}${left.length > 0 ? `; not understood and left out: ${left.join(' ')}` : ''}`
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
