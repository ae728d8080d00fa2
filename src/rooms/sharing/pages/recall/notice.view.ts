/** A recall as an agency that had the record reads it. */
import { ukDateTime } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { copiesWords, type HadIt, type RecallView, type Stated } from '../../recall-notices.ts'

type Cell = string | { text: string; detail?: string }

/**
 * Makes the table of who of this agency had the record: each person once.
 * @param had - every opening and export
 * @returns heads and rows, and how many persons
 */
export function hadTable(had: readonly HadIt[]) {
  const persons = [...Map.groupBy(had, ({ reader }) => reader).values()]
  return {
    head: ['Person', 'Opened', 'Exported'],
    count: plural(persons.length, 'person', 'people'),
    rows: persons.map((theirs): Cell[] => [
      theirs[0]?.who ?? '',
      ...(['opened', 'exported'] as const).map(timesOf(theirs)),
    ]),
  }
}

const timesOf =
  (theirs: readonly HadIt[]) =>
  (what: HadIt['what']): Cell => {
    const times = theirs.filter((one) => one.what === what)
    if (times.length === 0) return 'No'
    return {
      text: 'Yes',
      detail: times.map(({ version, at }) => `version ${String(version)}, ${ukDateTime(at)}`).join('; '),
    }
  }

/**
 * Writes what was said of the copies, as events of a history.
 * @param stated - the first first
 * @returns the newest first
 */
export const statedSentences = (stated: readonly Stated[]) =>
  stated
    .toReversed()
    .map(({ copies, note, who, at }) => ({ at, by: who, text: statedWords({ copies, note }) }))

/**
 * Writes one statement as a sentence.
 * @param stated - what became of the copies, and the note
 * @returns the sentence, with the note behind it where there is one
 */
export const statedWords = ({ copies, note }: Pick<Stated, 'copies' | 'note'>): string =>
  `${copiesWords[copies]}.${note === null ? '' : ` ${note}`}`

/** The choices of the form. */
export const copiesChoices = [
  {
    value: 'destroyed',
    text: copiesWords.destroyed,
    hint: 'Printed pages, exported files, notes and e-mails',
  },
  { value: 'kept', text: copiesWords.kept, hint: 'For example, a court case needs the copy. Say why below' },
  {
    value: 'none',
    text: copiesWords.none,
    hint: 'Nobody here opened it, or nobody kept anything of it',
  },
]

/**
 * Writes the title of a notice.
 * @param kind - of the record, for its words
 * @param recall - `title` is null where nobody of this agency had the record
 * @returns the record's title, or its reference where there is none
 */
export const noticeTitle = (
  { words }: Pick<RecordKind, 'words'>,
  { reference, title }: Pick<RecallView, 'reference' | 'title'>,
): string => (title === null ? `Recalled ${words.one} ${reference}` : `Recalled: ${title}`)
