/**
 * What a new version changed, as places in it: for readers who had an earlier one. No word of an earlier version is
 * kept here, because a partner reads the current one alone (access.md): what its owner took out stays out.
 */
import { differingPart } from '../../design/words.ts'
import type { StoredDocument } from './stored-report.ts'

/** Parts of which there is one. */
export type SinglePart =
  'title' | 'classification' | 'handling' | 'conditions' | 'action_code' | 'sanitisation_code' | 'review_on'

/** One change. Numbers of items and subjects are those of the new version, except of an item that is gone. */
export type ChangedPart =
  | { part: SinglePart }
  /** the characters of the text from `from` up to `to` are not in the version before; none: words were taken out */
  | { part: 'item'; number: number; from: number; to: number }
  | { part: 'new-item' | 'item-gone' | 'grade' | 'events'; number: number }
  | { part: 'subjects'; numbers: number[]; gone: boolean }

const singles: readonly SinglePart[] = [
  'title',
  'classification',
  'handling',
  'conditions',
  'action_code',
  'sanitisation_code',
  'review_on',
]

/**
 * Compares two versions as their readers have them: withheld subjects are in neither.
 * @param before - the version before
 * @param now - the new one
 * @returns in the order in which a report is read; empty when a reader sees no difference
 */
export function whatChanged(before: StoredDocument, now: StoredDocument): ChangedPart[] {
  return [
    ...singles
      .filter((part) => (before[part] ?? null) !== (now[part] ?? null))
      .map((part): ChangedPart => ({ part })),
    ...changedItems(before.items, now.items),
    ...changedSubjects(before.subjects, now.subjects),
  ]
}

type Items = StoredDocument['items']

/** What begins and ends alike is the same; what is between is compared in its order. */
function changedItems(before: Items, now: Items): ChangedPart[] {
  const shorter = Math.min(before.length, now.length)
  const alike = (left: number, right: number) => before[left]?.text === now[right]?.text
  let start = 0
  while (start < shorter && alike(start, start)) start += 1
  let end = 0
  while (end < shorter - start && alike(before.length - 1 - end, now.length - 1 - end)) end += 1
  const changes: ChangedPart[] = []
  now.forEach((item, index) => {
    const number = index + 1
    const inTail = index >= now.length - end
    const was = inTail
      ? before[index - now.length + before.length]
      : index < before.length - end
        ? before[index]
        : undefined
    if (was === undefined) return changes.push({ part: 'new-item', number })
    if (was.text !== item.text) {
      const { before: same, changed } = differingPart(item.text, was.text)
      changes.push({ part: 'item', number, from: same.length, to: same.length + changed.length })
    }
    if (gradeOf(was) !== gradeOf(item)) changes.push({ part: 'grade', number })
    if (eventsOf(was) !== eventsOf(item)) changes.push({ part: 'events', number })
    return undefined
  })
  for (let index = now.length - end; index < before.length - end; index += 1)
    changes.push({ part: 'item-gone', number: index + 1 })
  return changes
}

const gradeOf = (item: Items[number]) =>
  [item.source_evaluation, item.intelligence_assessment, item.basis].join(' ')

const eventsOf = ({ events = [] }: Items[number]) =>
  JSON.stringify(events.map((event) => Object.entries(event).toSorted()))

type Subjects = StoredDocument['subjects']

function changedSubjects(before: Subjects, now: Subjects): ChangedPart[] {
  const had = new Set(before.map((one) => wordsOf(one, before)))
  const has = new Set(now.map((one) => wordsOf(one, now)))
  const numbers = now.filter((one) => !had.has(wordsOf(one, now))).map(({ number }) => number)
  const gone = [...had].some((words) => !has.has(words))
  return numbers.length === 0 && !gone ? [] : [{ part: 'subjects', numbers, gone }]
}

/** A subject without the numbers, which move when another one comes or goes. */
function wordsOf(subject: Subjects[number], all: Subjects): string {
  const { number: _number, item: _item, ...rest } = subject
  if (rest.kind === 'person') return JSON.stringify(Object.entries(rest).toSorted())
  const { belongs_to: owner, ...thing } = rest
  const person = all.find((one) => owner !== undefined && one.number === owner)
  return JSON.stringify([Object.entries(thing).toSorted(), person?.kind === 'person' ? person.names : null])
}
