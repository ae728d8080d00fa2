/** A planned event and its conflicts, as pages print them. */
import { ukDateTime, ukMonth } from '../../../../design/dates.ts'
import type { PersonId } from '../../../../wire/ids.ts'
import { conflictWord, type Conflict } from '../conflicts.ts'
import type { PlannedEvent } from '../list-events.ts'
import { disclosureWords, groundWords, groupWords, kindWords, stateWords } from '../words.ts'
import { placeInWords } from './read-form.ts'

export const eventHead = ['What', 'Operation', 'Begins', 'Ends', 'State']

/** A row of the list. */
export const eventRow = (event: PlannedEvent) => [
  { text: kindWords[event.kind], href: `/operations/events/${event.id}` },
  event.codename,
  event.startsAt === null ? monthOf(event) : { time: event.startsAt },
  event.endsAt === null ? '' : { time: event.endsAt },
  stateWords[event.state],
]

const monthOf = ({ coarse }: PlannedEvent) => (coarse === null ? '' : ukMonth(`${coarse.month}-01`))

export const conflictHead = ['With whom', 'Hours', 'What came of it']

/** What one side calls a conflict: as much as it has learned. */
export const headingOf = ({ agency, group, learned }: Conflict): string =>
  learned === 'told' || agency === null
    ? 'Somebody whom the duty post knows'
    : `${agency}${group === null ? '' : `, ${groupWords[group].toLowerCase()}`}`

/** A row of the event's page and of the list. */
export const conflictRow = (one: Conflict) => [
  { text: headingOf(one), href: `/operations/conflicts/${one.id}` },
  hoursOf(one),
  one.endedAt !== null ? 'It is over' : one.word === null ? 'Not answered yet' : conflictWord[one.word],
]

/** Whole hours, or what is known instead. */
export const hoursOf = ({ from, until }: Pick<Conflict, 'from' | 'until'>): string =>
  from === null || until === null ? 'Not known' : `${ukDateTime(from)} to ${ukDateTime(until)}`

/** What the page of an event prints. */
export function eventView(event: PlannedEvent, me: PersonId) {
  const isLive = event.state === 'lodged' || event.state === 'changed'
  const needsRing =
    (isLive || event.state === 'draft') &&
    event.rungAt === null &&
    (event.disclosure === 'silent' || event.group === 'enforcement')
  return {
    event,
    title: kindWords[event.kind],
    state: stateWords[event.state],
    facts: factsOf(event),
    isLive,
    needsRing,
    mayAgree: event.state === 'draft' && event.personId !== me,
    waitsForAnother: event.state === 'draft' && event.personId === me,
    mayGo: isLive && event.group === 'enforcement' && event.goAt === null && event.rungAt !== null,
  }
}

function factsOf(event: PlannedEvent) {
  const { coarse, place } = event
  return [
    { key: 'Operation', text: event.codename },
    { key: 'Purpose', text: event.purpose },
    ...(place === null ? [] : [{ key: 'Place', text: placeInWords(place) }]),
    ...(coarse === null
      ? []
      : [{ key: 'Place, to 10 km', text: `${String(coarse.lat)}, ${String(coarse.lon)}` }]),
    {
      key: 'Ground and buffer',
      text: `${groundWords[event.ground]}, ${event.bufferM.toLocaleString('en-GB')} m`,
    },
    { key: 'Begins', text: event.startsAt === null ? monthOf(event) : ukDateTime(event.startsAt) },
    ...(event.endsAt === null ? [] : [{ key: 'Ends', text: ukDateTime(event.endsAt) }]),
    { key: 'Who may learn of it', text: disclosureWords[event.disclosure] },
    ...(event.silentReason === null ? [] : [{ key: 'Why it is silent', text: event.silentReason }]),
    { key: 'Desk', text: `${event.desk}, ${event.telephone}` },
    ...(event.note === null ? [] : [{ key: 'Note', text: event.note }]),
    {
      key: 'Duty post rung',
      text:
        event.rungAt === null
          ? 'Not yet'
          : `${ukDateTime(event.rungAt)}, answered by ${event.rungAnswered ?? ''}`,
    },
    ...(event.goAt === null
      ? []
      : [
          {
            key: 'Go',
            text: `${ukDateTime(event.goAt)}: ${event.goReason ?? ''}${event.goDecision === null ? '' : ` (decision ${event.goDecision})`}`,
          },
        ]),
  ]
}
