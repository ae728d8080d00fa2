/** What a version changed, in words: for its author, and for readers who had an earlier one. */
import { eventWords } from '../../../../design/event-words.ts'
import { sentenceList } from '../../../../design/words.ts'
import { ukDate } from '../../../../design/dates.ts'
import type { ReportView } from '../../read-report.ts'
import type { VersionChange } from '../../version-changes.ts'
import type { ChangedPart, SinglePart } from '../../what-changed.ts'
import { subjectLines } from '../filing/document-lines.ts'

/** The version that is shown: its words may be said. */
export type Shown = Pick<
  ReportView,
  'title' | 'classification' | 'handling' | 'reviewOn' | 'items' | 'subjects' | 'version'
>

const singleWords: Record<SinglePart, string> = {
  title: 'The title changed.',
  classification: 'The classification changed.',
  handling: 'The handling code changed.',
  conditions: 'The conditions changed.',
  action_code: 'What a reader may do with it changed.',
  sanitisation_code: 'What is said about sanitising changed.',
  review_on: 'The review date changed.',
}

/**
 * Writes in words what versions changed.
 * @param changes - the newest first
 * @param shown - the version on the page. Of versions before it only the places are said: their words are not on
 *   the page
 * @returns one entry for each version; `parts` is null where they must not be told
 */
export const changesView = (changes: readonly VersionChange[], shown: Shown) =>
  changes.map(({ version, reason, parts }) => ({
    version,
    reason,
    parts:
      parts?.map((part) => (version === shown.version ? wordsNow(part, shown) : wordsOfPlace(part))) ?? null,
  }))

function wordsOfPlace(part: ChangedPart): string {
  switch (part.part) {
    case 'item':
      return `The text of item ${String(part.number)} changed.`
    case 'new-item':
      return `Item ${String(part.number)} was new.`
    case 'item-gone':
      return 'An item was taken out.'
    case 'grade':
      return `The grade of item ${String(part.number)} changed.`
    case 'events':
      return `Where and when of item ${String(part.number)} changed.`
    case 'subjects':
      return 'Who and what the report names changed.'
    case 'title':
    case 'classification':
    case 'handling':
    case 'conditions':
    case 'action_code':
    case 'sanitisation_code':
    case 'review_on':
      return singleWords[part.part]
  }
}

function wordsNow(part: ChangedPart, shown: Shown): string {
  switch (part.part) {
    case 'title':
      return `The title is now “${shown.title}”.`
    case 'classification':
      return `The classification is now ${shown.classification}.`
    case 'handling':
      return `The handling code is now ${shown.handling}.`
    case 'review_on':
      return shown.reviewOn === null
        ? singleWords.review_on
        : `The review date is now ${ukDate(shown.reviewOn)}.`
    case 'item': {
      const words = shown.items[part.number - 1]?.text.slice(part.from, part.to).trim() ?? ''
      const item = `item ${String(part.number)}`
      return words === '' ? `Words were taken out of ${item}.` : `New in ${item}: “${words}”.`
    }
    case 'new-item':
      return `Item ${String(part.number)} is new.`
    case 'grade': {
      const item = shown.items[part.number - 1]
      const grade = `${item?.source_evaluation ?? ''} ${item?.intelligence_assessment ?? ''}`.trim()
      return `The grade of item ${String(part.number)} is now ${grade}.`
    }
    case 'events': {
      const said = (shown.items[part.number - 1]?.events ?? []).map(eventWords)
      const item = `item ${String(part.number)}`
      return said.length === 0
        ? `Where and when was taken out of ${item}.`
        : `Where and when of ${item} is now: ${said.join('; ')}.`
    }
    case 'subjects':
      return subjectsNow(part, shown)
    case 'conditions':
    case 'action_code':
    case 'sanitisation_code':
    case 'item-gone':
      return wordsOfPlace(part)
  }
}

function subjectsNow(part: Extract<ChangedPart, { part: 'subjects' }>, shown: Shown): string {
  const named = shown.subjects.filter((one) => !one.withheld && part.numbers.includes(one.number))
  const lines = named.map((one) => subjectLines({ subjects: [withoutNumbers(one)] })[0] ?? '')
  const added = lines.length === 0 ? '' : `New or changed: ${sentenceList(lines)}.`
  const gone = part.gone ? 'The report no longer names somebody or something as it did.' : ''
  return [added, gone].filter((one) => one !== '').join(' ')
}

/** Numbers of items and owners mean nothing in a line by itself. */
function withoutNumbers(subject: Shown['subjects'][number]) {
  const { number: _number, withheld: _withheld, item: _item, ...rest } = subject
  if (rest.kind === 'person') return rest
  const { belongs_to: _owner, ...thing } = rest
  return thing
}

/**
 * Says what a reader had before.
 * @param version - that they read last; null for the owner and for who had none
 * @param current - the version on the page
 * @param listed - of how many versions since it is said what they changed
 * @returns sentences; null where they had none
 */
export const hadBefore = (version: number | null, current: number, listed: number): string | null =>
  version === null
    ? null
    : `You last read version ${String(version)}. Words that were taken out are not shown.${
        listed < current - version
          ? ' Versions that you could not have read are not listed. Read the whole report again.'
          : ''
      }`
