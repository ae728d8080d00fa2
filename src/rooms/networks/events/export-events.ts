/** Events as a file: CSV for a spreadsheet, GeoJSON (RFC 7946) for a map. Each with its marking in it. */
import { eventWords, placeWords, timeWords, whatWords } from '../../../design/event-words.ts'
import { highest } from '../../../design/highest-marking.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { handling } from '../../../wire/codes.ts'
import { BYTE_ORDER_MARK, csvRow } from '../../../wire/csv.ts'
import { reportKind } from '../../intelligence/index.ts'
import type { EventFilter } from './asked.ts'
import { listEvents, recordLooking, type EventRow } from './list-events.ts'
import { saidOf } from './said-event.ts'

/** Rows of one file. Who needs more asks for less at once: a file is a copy that nobody can recall. */
export const MOST_ROWS = 5_000

export type EventFile = 'csv' | 'geojson'

/**
 * Writes the events that a filter finds, as far as the viewer may read their reports. The ledger says how many; should
 * a partner recall one of the reports, who has the file is found.
 * @param filter - which
 * @param as - the kind of file
 * @returns the file
 */
export async function exportEvents(scope: MemberScope, filter: EventFilter, as: EventFile): Promise<string> {
  const { rows, older } = await listEvents(scope, filter, { limit: MOST_ROWS })
  await reportKind.search.noteExported(scope, [...new Set(rows.map(({ report }) => report))])
  recordLooking(scope, filter, rows.length, true)
  const about = `${String(rows.length)} events${older === null ? '' : ', the first of more'}, as seen at ${scope.now.toISOString()}`
  return as === 'csv' ? asCsv(rows, about) : asGeoJson(rows, about)
}

function asCsv(rows: readonly EventRow[], about: string): string {
  const marking = highest(rows)
  const head = [
    ...[
      'report',
      'item',
      'title',
      'owner',
      'classification',
      'handling',
      'what',
      'when',
      'from (UTC)',
      'until (UTC)',
    ],
    ...['place', 'position', 'how sure', 'within metres'],
  ]
  const lines = rows.map((row) => [
    ...[row.reference, String(row.item), row.title, row.owner.name, row.classification],
    ...[`${row.handling}: ${handling[row.handling]}`, whatWords(row.kind), timeWords(row.when)],
    ...[row.from?.toISOString() ?? '', row.until?.toISOString() ?? '', row.place ?? ''],
    // With letters: a cell that begins with a minus is one that a spreadsheet would run.
    ...[saidOf(row).where ?? '', row.sure ?? '', row.withinM?.toString() ?? ''],
  ])
  return BYTE_ORDER_MARK + [[marking, about], head, ...lines, [marking]].map(csvRow).join('')
}

/** One feature an event and no line between any two: nothing here is anybody's way. */
function asGeoJson(rows: readonly EventRow[], about: string): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    marking: highest(rows),
    about,
    features: rows.map((row) => ({
      type: 'Feature',
      id: row.id,
      geometry:
        row.lat === null || row.lon === null ? null : { type: 'Point', coordinates: [row.lon, row.lat] },
      properties: {
        ...{ marking: row.classification, handling: row.handling, report: row.reference, item: row.item },
        ...{ title: row.title, owner: row.owner.name, kind: row.kind, words: eventWords(saidOf(row)) },
        ...{ when: row.when, from: row.from?.toISOString() ?? null, until: row.until?.toISOString() ?? null },
        ...{ where: placeWords(saidOf(row)), sure: row.sure, within_m: row.withinM },
      },
    })),
  })
}
