/** As `table.ts`, for places and times of planned events. */
import * as planned from '../../../src/library/planned-events/index.ts'
import { parseChange, parseLodging } from '../../../src/rooms/operations/index.ts'
import { LINE, of, WORD, type Reading } from './table.ts'

/** As many points as a text has signs. */
const points = (text: string) => Array.from(text, (_, at) => ({ lat: 50 + (at % 97) / 1e3, lon: at / 1e5 }))

export const ofPlannedEvents: Readonly<Record<string, Reading>> = {
  // A hundred times the usual is beyond what it takes: it refuses before it looks at a single corner.
  'library/planned-events: readPlace': of(WORD, (text) =>
    planned.readPlace({ kind: 'polygon', corners: points(text), stretch: text }),
  ),
  'library/planned-events: readLocalTime': of(LINE, (text) =>
    planned.readLocalTime(text, text, 'Europe/London'),
  ),
  'rooms/operations: parseChange': of(WORD, (text) =>
    parseChange(
      {
        ground: text,
        desk: text,
        note: text,
        starts_at: text,
        place: { kind: 'polygon', corners: points(text) },
      },
      new Date('2026-11-22T12:00:00Z'),
    ),
  ),
  'rooms/operations: parseLodging': of(WORD, (text) =>
    parseLodging(
      {
        purpose: text,
        desk: text,
        note: text,
        starts_at: text,
        place: { kind: 'route', points: points(text) },
      },
      new Date('2026-11-22T12:00:00Z'),
    ),
  ),
}
