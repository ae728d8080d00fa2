/** What the page of events prints: rows, what narrows them, and the map and the time line of the same rows. */
import { placeWords, timeWords, whatWords } from '../../../../design/event-words.ts'
import { ukDate } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import type { MapMark, NamedInPlan } from '../../../coast/index.ts'
import { addressOf, type Asked, type Understood } from '../asked.ts'
import { MOST_COUNTED, type EventRow } from '../list-events.ts'
import { saidOf } from '../said-event.ts'
import type { TimedEvent } from './time-line.ts'

export const head = ['Number', 'What happened', 'When', 'Where', 'Report']

/**
 * Makes the rows of the table.
 * @param rows - of the page
 * @returns one cell for each head; the first is the number that stands on the map and on the time line
 */
export function rowsOf(rows: readonly EventRow[]) {
  return rows.map((row, index) => [
    String(index + 1),
    whatWords(row.kind),
    row.when === null
      ? { text: 'Not said', detail: `Report of ${ukDate(row.listedAt)}` }
      : { text: upperFirst(timeWords(row.when)) },
    placeWords(saidOf(row)) || 'Not said',
    {
      text: row.title,
      href: `/reports/${row.report}#item-${String(row.item)}`,
      hidden: `, item ${String(row.item)}`,
      detail: `${row.reference}, item ${String(row.item)}. ${row.owner.name}. ${row.classification}`,
    },
  ])
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Of the breadth that the map shows: marks that are closer than this would hide each other. */
const CLOSE = 60

/**
 * Makes the marks of the map. Those that would hide each other are one mark with all their numbers.
 * @param rows - of the page
 * @returns one mark for each, where its first lies
 */
export function marksOf(rows: readonly EventRow[]): MapMark[] {
  const placed = rows.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]))
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const breadth = Math.max(span(placed.map(({ lon }) => lon)), 2 * span(placed.map(({ lat }) => lat)), 0.12)
  const place = (value: number) => Math.round((value / breadth) * CLOSE)
  const at = new Map<string, { lat: number; lon: number; numbers: number[] }>()
  rows.forEach(({ lat, lon }, index) => {
    if (lat === null || lon === null) return
    const key = `${String(place(lat * 1.6))} ${String(place(lon))}`
    const mark = at.get(key) ?? { lat, lon, numbers: [] }
    mark.numbers.push(index + 1)
    at.set(key, mark)
  })
  return [...at.values()].map(({ lat, lon, numbers }) => ({
    position: { lat, lon },
    label: numbers.length > 6 ? `${numbers.slice(0, 5).join(', ')} …` : numbers.join(', '),
    title: `In the table: ${numbers.join(', ')}`,
    kind: 'site',
  }))
}

/**
 * Picks what the time line draws.
 * @param rows - of the page
 * @returns those with a time, each with its number in the table
 */
export function timedOf(rows: readonly EventRow[]): TimedEvent[] {
  return rows.flatMap(({ from, until }, index) =>
    from === null || until === null ? [] : [{ number: index + 1, from, until }],
  )
}

/**
 * Says how many there are.
 * @param count - as it was counted
 * @returns like `12 events that you may read`
 */
export function countWords(count: number): string {
  if (count > MOST_COUNTED)
    return `More than ${MOST_COUNTED.toLocaleString('en-GB')} events that you may read`
  return `${plural(count, 'event')} that you may read`
}

/**
 * Lists what narrows the list at present, each with the link that takes it away.
 * @param asked - as it stands in the address
 * @param understood - what it was understood as
 * @returns one entry for each
 */
export function selectedOf(asked: Asked, { place, filter }: Understood) {
  const one = (label: string, text: string, change: Partial<Asked>) => ({
    ...{ label, text, removeHref: addressOf(asked, change) },
  })
  return [
    ...(place === null
      ? []
      : [one('Near', `${place}, within ${plural(filter.km, 'kilometre')}`, { near: '', at: '', km: '' })]),
    ...(filter.days === null ? [] : [one('In the last', plural(filter.days, 'day'), { days: '' })]),
    ...(filter.from === null ? [] : [one('From', ukDate(filter.from), { from: '' })]),
    ...(filter.to === null ? [] : [one('To', ukDate(filter.to), { to: '' })]),
    ...filter.kinds.map((kind) =>
      one('What', whatWords(kind), { kind: asked.kind.filter((code) => code !== kind) }),
    ),
  ]
}

/**
 * Lists the places that may be chosen.
 * @param plan - the names of the own plan
 * @returns for a select; a name that a site and a stretch share says which it is
 */
export const placesToChoose = (plan: readonly NamedInPlan[]) =>
  plan.map(({ id, name, is }) => ({ value: id, text: is === 'stretch' ? `${name} (stretch)` : name }))

export const spans = [
  { value: '7', text: 'The last 7 days' },
  { value: '14', text: 'The last 14 days' },
  { value: '30', text: 'The last 30 days' },
  { value: '90', text: 'The last 90 days' },
]
