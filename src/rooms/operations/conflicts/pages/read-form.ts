/** The form of a planned event, read into what the API takes: positions in any notation, days in three boxes. */
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { MOST_POINTS, thinned, type Place } from '../../../../library/planned-events/index.ts'
import { parsePosition, writePosition, type Position, type StretchLine } from '../../../coast/index.ts'
import type { TypedEvent } from '../drafts.ts'
import type { PlannedEvent } from '../list-events.ts'

export const placeKinds = {
  premises: 'Premises: one position',
  circle: 'A circle: its middle, and how far it reaches',
  polygon: 'An area: its corners',
  route: 'A route: its points, and how wide it is',
  stretch: 'A stretch of your coastal plan',
} as const
export type PlaceKind = keyof typeof placeKinds

/** Much more than 200 positions are long. */
const LONGEST_WHERE = 20_000
/** Metres: how wide a stretch is as long as nobody says otherwise. */
const USUAL_STRETCH = 1_000

/**
 * Reads the form.
 * @param typed - as it came, or as a draft holds it
 * @param stretches - of the own coastal plan, where one may be chosen
 * @returns what the API would be sent; `where`, `size` and `stretch` stand in `place`; and what is wrong already
 */
export function bodyOfForm(
  typed: Typed,
  stretches: readonly StretchLine[] = [],
): { body: Record<string, unknown>; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const buffer = typedText(typed, 'buffer_m')
  const body = {
    ground: typedText(typed, 'ground'),
    place: placeOf(typed, fields, stretches),
    ...(buffer === undefined ? {} : { buffer_m: metresOf(buffer) }),
    ...{ starts_at: momentOf(typed, 'starts', 'begins', fields), starts_which: typedText(typed, 'starts_which') ?? null },
    ...{ ends_at: momentOf(typed, 'ends', 'ends', fields), ends_which: typedText(typed, 'ends_which') ?? null },
    zone: typedText(typed, 'zone') ?? 'Europe/London',
    ...{
      desk: typedText(typed, 'desk'),
      telephone: typedText(typed, 'telephone'),
      note: typedText(typed, 'note') ?? null,
    },
  } // prettier-ignore
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
      field === 'place' && /^The (?:radius|width) /.test(fault) ? 'size' : (formField[field] ?? field),
      fault,
    ]),
  )

const formField: Readonly<Record<string, string>> = {
  ...{ place: 'where', starts_at: 'starts_time', ends_at: 'ends_time' },
}

/** "1,500", "1 500 m" and "1500" are as many metres. */
const metresOf = (typed: string): number => Number(typed.replaceAll(/[\s,]|m(?:etres?)?$/g, ''))

function momentOf(typed: Typed, name: string, what: string, fields: Record<string, string>): string {
  const day = readDateField(typed, `${name}_day`)
  const time = clockOf(typedText(typed, `${name}_time`) ?? '')
  const wrong = faultOfDate(typed, `${name}_day`, 'The day')
  if (day === undefined) fields[`${name}_day`] = `Enter the day on which it ${what}`
  else if (wrong !== undefined) fields[`${name}_day`] = wrong
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time))
    fields[`${name}_time`] = `Enter the time at which it ${what}, like 05:10`
  return `${day ?? ''}T${time}`
}

/** 5:10, 0510 and 5.10 are 05:10. */
function clockOf(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed) ?? []
  return hour === undefined || minute === undefined ? typed.slice(0, 5) : `${hour.padStart(2, '0')}:${minute}`
}

/**
 * Reads positions in any notation, one a line.
 * @param where - as typed
 * @returns a position for each line that is not empty; null where a line was not understood. 201 at most
 */
export function positionsOf(where: string): (Position | null)[] {
  const lines = where.slice(0, LONGEST_WHERE).split('\n').map((line) => line.trim()).filter((line) => line !== '') // prettier-ignore
  return lines.slice(0, MOST_POINTS + 1).map((line) => {
    const read = parsePosition(line)
    return read && 'position' in read ? read.position : null
  })
}

/**
 * Reads the place.
 * @param typed - the form
 * @param fields - in which what is wrong is noted
 * @param stretches - of the own coastal plan
 * @returns as the API takes it, right or wrong; undefined where no kind of place is chosen
 */
export function placeOf(
  typed: Typed,
  fields: Record<string, string>,
  stretches: readonly StretchLine[],
): unknown {
  const kind = typedCode(typed, 'place_kind', placeKinds)
  if (kind === undefined) fields['place_kind'] = 'Choose what kind of place it is'
  const size = typedText(typed, 'size')
  const metres = size === undefined ? undefined : metresOf(size)
  if (kind === 'stretch') return stretchOf(typed, fields, { stretches, width: metres ?? USUAL_STRETCH })
  const points = positionsOf(typedText(typed, 'where') ?? '')
  const wrong = points.indexOf(null)
  if (points.length === 0) fields['where'] = 'Enter where it is'
  if (wrong >= 0)
    fields['where'] =
      `Line ${String(wrong + 1)} was not understood. Write a position like 50°55.2′N 0°57.9′E, or a grid reference`
  if (size === undefined && (kind === 'circle' || kind === 'route'))
    fields['size'] = kind === 'circle' ? 'Enter how far the circle reaches, in metres' : 'Enter how wide the route is, in metres'
  const [first] = points
  switch (kind) {
    case 'premises':
      if (points.length > 1) fields['where'] = 'Premises are one position. Go back and choose an area for more'
      return { kind, at: first }
    case 'circle':
      if (points.length > 1) fields['where'] = 'A circle has one middle. Go back and choose an area for more'
      return { kind, centre: first, radius: metres }
    case 'polygon':
      return { kind, corners: points }
    case 'route':
      return { kind, points, width: metres }
    case undefined:
      return undefined
  }
} // prettier-ignore

function stretchOf(
  typed: Typed,
  fields: Record<string, string>,
  { stretches, width }: { stretches: readonly StretchLine[]; width: number },
): unknown {
  const chosen = stretches.find(({ id }) => id === typedText(typed, 'stretch'))
  if (!chosen) {
    fields['stretch'] = 'Choose a stretch of your coastal plan'
    return undefined
  }
  const { points, beside } = thinned(chosen.points, MOST_POINTS)
  // The shore itself lies in it, however many of its points were left out.
  return { kind: 'stretch', stretch: chosen.id, points, width: Math.max(width, 2 * beside) }
}

/** What the form begins with when an event is changed. */
export function valuesOf(event: PlannedEvent): TypedEvent {
  const at = (moment: Date | null, name: string): TypedEvent => {
    if (moment === null) return {}
    const said = new Intl.DateTimeFormat('sv-SE', {
      timeZone: event.zone,
      dateStyle: 'short',
      timeStyle: 'short',
    })
    const [day = '', time = ''] = said.format(moment).split(' ')
    const [year = '', month = '', date = ''] = day.split('-')
    return {
      ...{ [`${name}_day-day`]: date, [`${name}_day-month`]: month, [`${name}_day-year`]: year },
      [`${name}_time`]: time,
    }
  }
  return {
    ...{ ground: event.ground, buffer_m: String(event.bufferM), zone: event.zone },
    ...{ desk: event.desk, telephone: event.telephone },
    ...at(event.startsAt, 'starts'),
    ...at(event.endsAt, 'ends'),
    ...(event.note === null ? {} : { note: event.note }),
    ...(event.place === null ? {} : placeValues(event.place)),
  }
}

function placeValues(place: Place): TypedEvent {
  const write = (points: readonly Position[]) =>
    points.map(({ lat, lon }) => `${String(lat)}, ${String(lon)}`).join('\n')
  switch (place.kind) {
    case 'premises':
      return { place_kind: 'premises', where: write([place.at]) }
    case 'circle':
      return { place_kind: 'circle', where: write([place.centre]), size: String(place.radius) }
    case 'polygon':
      return { place_kind: 'polygon', where: write(place.corners) }
    case 'route':
      return { place_kind: 'route', where: write(place.points), size: String(place.width) }
    case 'stretch':
      return { place_kind: 'stretch', stretch: place.stretch, where: write(place.points), size: String(place.width) }
  }
} // prettier-ignore

/** A place in words. */
export function placeInWords(place: Place): string {
  const at = (point: Position) => writePosition(point).mariners
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
