/** The form of a planned event, read into what the API takes: positions in any notation, days in three boxes. */
import { readDateField } from '../../../../design/fields.ts'
import { typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { MOST_POINTS, type Place } from '../../../../library/planned-events/index.ts'
import { parsePosition, writePosition } from '../../../coast/index.ts'
import type { PlannedEvent } from '../list-events.ts'

export const placeKinds = {
  premises: 'Premises: one position',
  circle: 'A circle: its middle, and how far it reaches',
  polygon: 'An area: its corners, one a line',
  route: 'A route: its points, one a line, and its width',
} as const

/** Much more than 200 positions are long. */
const LONGEST_WHERE = 20_000

/**
 * Reads the form.
 * @param typed - as it came
 * @returns what the API would be sent; `where` and `size` stand in `place`
 */
export function bodyOfForm(typed: Typed): { body: Record<string, unknown>; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const moment = (name: string) =>
    `${readDateField(typed, `${name}_day`) ?? ''}T${clockOf(typedText(typed, `${name}_time`) ?? '')}`
  const buffer = typedText(typed, 'buffer_m')
  const body = {
    ground: typedText(typed, 'ground'),
    place: placeOf(typed, fields),
    ...(buffer === undefined ? {} : { buffer_m: Number(buffer) }),
    ...{ starts_at: moment('starts'), starts_which: typedText(typed, 'starts_which') ?? null },
    ...{ ends_at: moment('ends'), ends_which: typedText(typed, 'ends_which') ?? null },
    zone: typedText(typed, 'zone') ?? 'Europe/London',
    ...{
      desk: typedText(typed, 'desk'),
      telephone: typedText(typed, 'telephone'),
      note: typedText(typed, 'note') ?? null,
    },
  }
  return { body, fields }
}

/** What only a lodging says. */
export const lodgingOf = (typed: Typed): Record<string, unknown> => ({
  ...{ kind: typedText(typed, 'kind'), purpose: typedText(typed, 'purpose') },
  ...{ disclosure: typedText(typed, 'disclosure'), silent_reason: typedText(typed, 'silent_reason') ?? null },
})

/** Faults of the API's fields, at the fields of the form. */
export const atFormFields = (faults: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [
      ({ place: 'where', starts_at: 'starts_time', ends_at: 'ends_time' } as Record<string, string>)[field] ??
        field,
      fault,
    ]),
  )

/** 5:10, 0510 and 5.10 are 05:10. */
function clockOf(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed) ?? []
  return hour === undefined || minute === undefined ? typed.slice(0, 5) : `${hour.padStart(2, '0')}:${minute}`
}

function placeOf(typed: Typed, fields: Record<string, string>): unknown {
  const where = typedText(typed, 'where') ?? ''
  const lines = where.slice(0, LONGEST_WHERE).split('\n').map((line) => line.trim()).filter((line) => line !== '') // prettier-ignore
  const points = lines.slice(0, MOST_POINTS + 1).map((line) => {
    const read = parsePosition(line)
    return read && 'position' in read ? read.position : null
  })
  const wrong = points.indexOf(null)
  if (wrong >= 0)
    fields['where'] =
      `Line ${String(wrong + 1)} was not understood. Write a position like 50°55.2′N 0°57.9′E, or a grid reference`
  const size = typedText(typed, 'size')
  const metres = size === undefined ? undefined : Number(size)
  const [first] = points
  switch (typedCode(typed, 'place_kind', placeKinds)) {
    case 'premises':
      return { kind: 'premises', at: first }
    case 'circle':
      return { kind: 'circle', centre: first, radius: metres }
    case 'polygon':
      return { kind: 'polygon', corners: points }
    case 'route':
      return { kind: 'route', points, width: metres }
    case undefined:
      return undefined
  }
}

/** What the form begins with when an event is changed. */
export function valuesOf(event: PlannedEvent): Record<string, unknown> {
  const at = (moment: Date | null) => {
    if (moment === null) return ['', '']
    const said = new Intl.DateTimeFormat('sv-SE', {
      timeZone: event.zone,
      dateStyle: 'short',
      timeStyle: 'short',
    })
    return said.format(moment).split(' ')
  }
  const [startsDay, startsTime] = at(event.startsAt)
  const [endsDay, endsTime] = at(event.endsAt)
  return {
    ...{
      ground: event.ground,
      buffer_m: event.bufferM,
      zone: event.zone,
      desk: event.desk,
      telephone: event.telephone,
    },
    ...{
      starts_day: startsDay,
      starts_time: startsTime,
      ends_day: endsDay,
      ends_time: endsTime,
      note: event.note ?? '',
    },
    ...(event.place === null ? {} : placeValues(event.place)),
    revision: event.revision,
  }
}

function placeValues(place: Place): Record<string, unknown> {
  const write = (points: readonly { lat: number; lon: number }[]) =>
    points.map(({ lat, lon }) => `${String(lat)}, ${String(lon)}`).join('\n')
  switch (place.kind) {
    case 'premises':
      return { place_kind: 'premises', where: write([place.at]) }
    case 'circle':
      return { place_kind: 'circle', where: write([place.centre]), size: place.radius }
    case 'polygon':
      return { place_kind: 'polygon', where: write(place.corners) }
    case 'route':
    case 'stretch':
      return { place_kind: 'route', where: write(place.points), size: place.width }
  }
}

/** A place in words. */
export function placeInWords(place: Place): string {
  const at = (point: { lat: number; lon: number }) => writePosition(point).mariners
  switch (place.kind) {
    case 'premises':
      return `Premises at ${at(place.at)}`
    case 'circle':
      return `${place.radius.toLocaleString('en-GB')} m around ${at(place.centre)}`
    case 'polygon':
      return `An area of ${String(place.corners.length)} corners: ${place.corners.slice(0, 6).map(at).join('; ')}${place.corners.length > 6 ? '; …' : ''}`
    case 'route':
    case 'stretch':
      return `${place.kind === 'route' ? 'A route' : 'A stretch of the coast'}, ${place.width.toLocaleString('en-GB')} m wide: ${place.points.slice(0, 6).map(at).join('; ')}${place.points.length > 6 ? '; …' : ''}`
  }
}
