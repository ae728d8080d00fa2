/** What is planned as files of the own agency: iCalendar (RFC 5545) for a calendar, GeoJSON (RFC 7946) for a map. */
import { highest } from '../../../design/highest-marking.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Place, Point } from '../../../library/planned-events/index.ts'
import { liveEvents, type PlannedEvent } from './list-events.ts'
import { kindWords } from './words.ts'

/** More than any agency may have live: a file that left some out would say that nothing is there. */
const MOST_EXPORTED = 100_000

export type PlannedFile = 'ics' | 'geojson'

/**
 * Writes what is ahead or under way, as the viewer reads it. The ledger says how many.
 * @param as - the kind of file
 * @returns the file, with its marking in it
 */
export async function exportPlanned(scope: MemberScope, as: PlannedFile): Promise<string> {
  const events = await liveEvents(scope, null, MOST_EXPORTED)
  scope.record({ kind: 'consultation', detail: { exported: as, events: events.length } })
  return as === 'ics' ? calendarOf(events, scope.now) : geoJsonOf(events)
}

/** Commas, semicolons, backslashes and line breaks are the format's own. */
const escaped = (text: string) =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|[\r\n]/g, '\\n')

/** A line is 75 octets at most; what is longer goes on behind a space. Signs outside ASCII count for four. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > 73) {
      parts.push(part)
      ;[part, octets] = ['', 0]
    }
    part += sign
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

const stamp = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

function calendarOf(events: readonly PlannedEvent[], now: Date): string {
  const marking = highest(events)
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Seamark//Planned events//EN', `X-WR-CALNAME:${marking}`],
    ...events.flatMap((event) =>
      event.startsAt === null || event.endsAt === null
        ? []
        : [
            ...['BEGIN:VEVENT', `UID:${event.id}@seamark`, `DTSTAMP:${stamp(now)}`],
            ...[`SEQUENCE:${String(event.version - 1)}`, `DTSTART:${stamp(event.startsAt)}`],
            ...[
              `DTEND:${stamp(event.endsAt)}`,
              `SUMMARY:${escaped(`${event.classification}: ${kindWords[event.kind]}`)}`,
            ],
            ...[`DESCRIPTION:${escaped(`${event.codename}. ${event.desk}, ${event.telephone}`)}`],
            ...['CLASS:CONFIDENTIAL', 'END:VEVENT'],
          ],
    ),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const at = ({ lat, lon }: Point) => [lon, lat]

function geometryOf(place: Place): { type: string; coordinates: unknown } {
  switch (place.kind) {
    case 'premises':
      return { type: 'Point', coordinates: at(place.at) }
    case 'circle':
      return { type: 'Point', coordinates: at(place.centre) }
    case 'polygon':
      return { type: 'Polygon', coordinates: [[...place.corners, ...place.corners.slice(0, 1)].map(at)] }
    case 'route':
    case 'stretch':
      return { type: 'LineString', coordinates: place.points.map(at) }
  }
}

const geoJsonOf = (events: readonly PlannedEvent[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    marking: highest(events),
    features: events.map((event) => ({
      type: 'Feature',
      id: event.id,
      geometry: event.place === null ? null : geometryOf(event.place),
      properties: {
        ...{ marking: event.classification, kind: event.kind, operation: event.codename, state: event.state },
        ...{ from: event.startsAt?.toISOString() ?? null, until: event.endsAt?.toISOString() ?? null },
        ...{ buffer_m: event.bufferM, place: event.place?.kind ?? null },
        radius_m: event.place?.kind === 'circle' ? event.place.radius : null,
        width_m: event.place?.kind === 'route' || event.place?.kind === 'stretch' ? event.place.width : null,
      },
    })),
  })
