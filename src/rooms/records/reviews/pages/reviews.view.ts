/** Reviews as their pages print them. */
import { ukDate } from '../../../../design/dates.ts'
import { plural, sentenceList } from '../../../../design/words.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import type { Outcome } from '../decide-reviews.ts'
import type { ReviewRow } from '../list-reviews.ts'
import {
  criterionWords,
  decisionWords,
  erasureWords,
  groupWords,
  restrictionWords,
  suggestedWords,
  whyWords,
} from '../words.ts'
import { choiceOf } from './decision.form.ts'

/**
 * Says what stands in the way of restricting or erasing a record, and what was asked of it, as tags.
 * @param review - of the record
 * @returns tags; none where there is nothing to say
 */
export const tagsOf = ({ holds, restricted, state, status }: ReviewRow) => [
  ...(holds > 0 ? [{ text: 'Legal hold', colour: 'red' }] : []),
  ...(restricted ? [{ text: 'Restricted', colour: 'purple' }] : []),
  ...(status === 'withdrawn' ? [{ text: 'Recalled', colour: 'grey' }] : []),
  ...(state === 'correcting' ? [{ text: 'To be corrected', colour: 'yellow' }] : []),
]

/**
 * Counts whom a record names.
 * @param review - of the record
 * @returns as in `1 suspect, 2 victims`; `No person` where it names nobody
 */
export function personsOf({ suspected, convicted, victims, others }: ReviewRow): string {
  const said = [
    ...(suspected > 0 ? [plural(suspected, 'suspect')] : []),
    ...(convicted > 0 ? [`${String(convicted)} convicted`] : []),
    ...(victims > 0 ? [plural(victims, 'victim')] : []),
    ...(others > 0 ? [plural(others, 'witness or other', 'witnesses or others')] : []),
  ]
  return said.length === 0 ? 'No person' : said.join(', ')
}

/**
 * Makes the rows of the list.
 * @param rows - the reviews
 * @param kindOf - the kind of a record by its name
 * @param ticked - values of boxes that stay ticked
 * @returns cells, in the order of `reviewHead`
 */
export const reviewRows = (
  rows: readonly ReviewRow[],
  kindOf: (kind: string) => RecordKind | undefined,
  ticked: readonly string[],
) =>
  rows.map((one) => [
    {
      text: one.reference,
      href: `/reviews/${one.id}`,
      detail: `${capital(kindOf(one.kind)?.words.one ?? one.kind)}, ${one.classification}`,
      tags: tagsOf(one),
    },
    { day: one.dueOn },
    {
      text: personsOf(one),
      detail: one.received === 0 ? 'Given to nobody' : `Given to ${plural(one.received, 'partner')}`,
    },
    {
      text: `${suggestedWords[one.suggested]}, group ${String(one.suggestedGroup)}`,
      detail: whyWords[one.why],
    },
    one.reviewer ?? 'Nobody yet',
    {
      choose: {
        name: 'review',
        value: choiceOf(one),
        id: `review-${one.id}`,
        label: `Choose ${one.reference}`,
        checked: ticked.includes(choiceOf(one)),
      },
    },
  ])

export const reviewHead = ['Record', 'Due', 'Names', 'Suggested', 'Named for it', 'Choose'] as const

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * The facts of one review, as a summary list.
 * @param review - the review
 * @param kind - of its record
 * @param readable - this person may read the record
 * @returns keys and values
 */
export function factsOf(review: ReviewRow, kind: RecordKind | undefined, readable: boolean) {
  const row = (key: string, text: string, href?: string) => ({ key, text, href })
  return [
    row(
      capital(kind?.words.one ?? review.kind),
      readable ? `Read ${review.reference}` : review.reference,
      readable ? kind?.href(review.recordId) : undefined,
    ),
    row('Marking', review.classification),
    row('Date of the record', ukDate(review.createdAt)),
    row('Filed', ukDate(review.filedAt)),
    row('Version', String(review.version)),
    row('Review due', ukDate(review.dueOn)),
    row('Names', personsOf(review)),
    row('Given to', review.received === 0 ? 'No partner' : plural(review.received, 'partner')),
    row('Suggested group', groupWords[review.suggestedGroup]),
    row('Suggested', `${suggestedWords[review.suggested]}. ${whyWords[review.why]}`),
    row('Named for it', review.reviewer ?? 'Nobody yet'),
  ]
}

/**
 * Says what was decided.
 * @param review - a decided one
 * @returns sentences
 */
export function decidedWords(review: ReviewRow): string {
  if (review.decision === null) return ''
  const grounds = { ...restrictionWords, ...erasureWords } as Readonly<Record<string, string>>
  return [
    `${decisionWords[review.decision]}.`,
    ...(review.retentionGroup === null ? [] : [`${groupWords[review.retentionGroup]}.`]),
    ...review.criteria.map((one) => `${criterionWords[one]}.`),
    ...(review.ground === null ? [] : [`${grounds[review.ground] ?? review.ground}.`]),
    ...(review.reason === null ? [] : [review.reason]),
    ...(review.nextReviewOn === null ? [] : [`Next review ${ukDate(review.nextReviewOn)}.`]),
  ].join(' ')
}

const leftWords: Readonly<Record<keyof Outcome['left'], (count: number) => string>> = {
  decided: (count) => `${plural(count, 'record')} decided by somebody else already`,
  changed: (count) => `${plural(count, 'record')} changed since you opened the page`,
  held: (count) => `${plural(count, 'record')} under a legal hold`,
  'at-work': (count) => `${plural(count, 'record')} that is worked on: it is closed before it is erased`,
  'not-corrected': (count) => `${plural(count, 'record')} without a new version`,
  'not-theirs': (count) => `${plural(count, 'record')} that this person may not see`,
}

/**
 * Says what a decision did.
 * @param outcome - of deciding or naming
 * @param did - as in `decided`
 * @returns one or two sentences for the next page, and whether all was done
 */
export function outcomeWords({ done, left }: Outcome, did: string): { message: string; all: boolean } {
  const stayed = Object.entries(left).map(([why, count]) => leftWords[why as keyof Outcome['left']](count))
  const what = done === 0 ? `Nothing was ${did}.` : `${plural(done, 'record')} ${did}.`
  return {
    message: stayed.length === 0 ? what : `${what} Not done: ${sentenceList(stayed)}.`,
    all: stayed.length === 0 && done > 0,
  }
}
