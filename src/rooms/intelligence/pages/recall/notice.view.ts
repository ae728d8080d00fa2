/** A recall as an agency that had the report reads it. */
import { ukDateTime } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import { copiesWords, type HadIt, type RecallView, type Stated } from '../../recall-notices.ts'

type Cell = string | { text: string; detail?: string }

/** Who of this agency had the report: each person once. */
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

/** What was said of the copies, as events of a history, the newest first. */
export const statedSentences = (stated: readonly Stated[]) =>
  stated
    .toReversed()
    .map(({ copies, note, who, at }) => ({ at, by: who, text: statedWords({ copies, note }) }))

/** One statement as a sentence. */
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
    hint: 'Nobody here opened the report, or nobody kept anything of it',
  },
]

export const noticeTitle = ({ reference, title }: Pick<RecallView, 'reference' | 'title'>): string =>
  title === null ? `Recalled report ${reference}` : `Recalled: ${title}`
