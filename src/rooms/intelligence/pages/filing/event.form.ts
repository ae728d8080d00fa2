/** Where and when something happened, as a form: read, written, and put into its item. */
import { eventWords, timeWords } from '../../../../design/event-words.ts'
import { positionSureness, whatHappened } from '../../../../wire/codes.ts'
import { readEventTime } from '../../../../wire/event-time.ts'
import { typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import type { DraftDocument, DraftEvent } from '../../drafts.ts'
import { itemEvent, MOST_EVENTS, withEventRead } from '../../item-event.ts'
import type { Read } from './reading.ts'
import { faultsOf, type Errors } from './steps.ts'
import { itemsOf } from './text.form.ts'
import { said } from './typed.ts'

/**
 * Writes an event as form fields, for changing it.
 * @param event - of the draft
 * @returns values by field
 */
export function eventValues(event: DraftEvent): Record<string, unknown> {
  return {
    kind: event.kind ?? '',
    when: readable(event.when ?? ''),
    where: event.where ?? '',
    where_sure: event.where_sure ?? '',
    within_m: event.within_m === undefined ? '' : String(event.within_m),
    place: event.place ?? '',
  }
}

/** In words, where they read back to the same time: an hour that came twice does not. */
function readable(when: string): string {
  const words = timeWords(when)
  const read = readEventTime(words, new Date())
  return 'when' in read && read.when === when ? words : when
}

/**
 * Reads an event as typed.
 * @param typed - the form
 * @returns the event, not checked yet
 */
export function typedEvent(typed: Typed): DraftEvent {
  const sure = typedCode(typed, 'where_sure', positionSureness)
  const metres =
    sure === 'within' ? typedText(typed, 'within_m')?.replace(/ ?m(?:et(?:er|re)s?)?$/i, '') : undefined
  const plain = metres?.replaceAll(/[ ,]/g, '')
  const where = typedText(typed, 'where')
  return said({
    kind: typedCode(typed, 'kind', whatHappened),
    when: typedText(typed, 'when'),
    where,
    // Nothing is said of a position that is not there; the box may be left from a change of mind.
    where_sure: where === undefined ? undefined : sure,
    within_m: where === undefined ? undefined : /^\d{1,6}$/.test(plain ?? '') ? Number(plain) : metres,
    place: typedText(typed, 'place'),
  })
}

/**
 * Puts an event into an item, in the place of another or at the end.
 * @param document - of the draft
 * @param item - its number, from 1
 * @param number - of the event in it, from 1; null adds it
 * @param event - as it was typed
 * @returns the draft; unchanged, with faults by form field, when the event is not right
 */
export function withEvent(
  document: DraftDocument,
  item: number,
  number: number | null,
  event: DraftEvent,
): Read {
  const items = itemsOf(document)
  const events = [...(items[item - 1]?.events ?? [])]
  if (number === null && events.length >= MOST_EVENTS)
    return { document, errors: { kind: `An item may hold ${String(MOST_EVENTS)} events at most` } }
  const index = number === null ? events.length : number - 1
  events[index] = event
  const next = withEvents(document, item, events)
  const faults = faultsOfEvent(next, item, index)
  if (Object.keys(faults).length > 0) return { document, errors: faults }
  // Kept as it was read, so that the page says at once what it was understood as.
  const read = itemEvent.safeParse(event)
  if (!read.success) return { document: next, errors: {} }
  return { document: withEvents(document, item, events.with(index, withEventRead(read.data))), errors: {} }
}

/**
 * Takes an event out of an item.
 * @param document - of the draft
 * @param item - its number, from 1
 * @param number - of the event, from 1
 * @returns the draft; unchanged where there is no such event
 */
export function withoutEvent(document: DraftDocument, item: number, number: number): DraftDocument {
  const events = itemsOf(document)[item - 1]?.events ?? []
  return events[number - 1] === undefined
    ? document
    : withEvents(document, item, events.toSpliced(number - 1, 1))
}

function withEvents(document: DraftDocument, number: number, events: DraftEvent[]): DraftDocument {
  const items = itemsOf(document).map((one, index) => {
    if (index !== number - 1) return one
    const { events: _before, ...item } = one
    return events.length === 0 ? item : { ...item, events }
  })
  return { ...document, items }
}

function faultsOfEvent(document: DraftDocument, item: number, index: number): Errors {
  const start = `items.${String(item - 1)}.events.${String(index)}`
  const faults: Errors = {}
  for (const [path, message] of Object.entries(faultsOf(document))) {
    if (path.startsWith(`${start}.`)) faults[path.slice(start.length + 1).split('.')[0] ?? 'kind'] ??= message
  }
  return faults
}

/**
 * Lists the events of each item, for the step of the text.
 * @param document - of the draft
 * @param draftId - of the draft
 * @returns for each item its events, each in words and with the page where it is changed
 */
export function eventLinks(document: DraftDocument, draftId: string) {
  return itemsOf(document).map(({ events = [] }, item) =>
    events.map((event, index) => ({
      words: eventWords(event),
      href: `/reports/drafts/${draftId}/events/${String(item + 1)}/${String(index + 1)}`,
    })),
  )
}
