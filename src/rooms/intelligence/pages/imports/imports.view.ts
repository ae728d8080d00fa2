/** Runs of imports in words: how they went, and why rows were refused. */
import { plural, ukNumber } from '../../../../design/words.ts'
import type { PersonsCompared } from '../../../matches/index.ts'
import { wordsOfRefusal } from '../../import/workbook/refusals.ts'
import type { ImportRun, Unread } from '../../import-run-store.ts'

export type Tag = { text: string; colour: string }

/**
 * Says how a run went, in a word.
 * @param run - its state, and how many rows it refused
 * @returns the tag
 */
export function stateOf(run: Pick<ImportRun, 'state' | 'refused'>): Tag {
  switch (run.state) {
    case 'running':
      return { text: 'Running', colour: 'blue' }
    case 'failed':
      return { text: 'Not finished', colour: 'red' }
    case 'done':
      return run.refused > 0
        ? { text: 'Done, some refused', colour: 'yellow' }
        : { text: 'Done', colour: 'green' }
  }
}

const STOPPED =
  'It stopped half-way: the person who asked for it may not file reports any more. What was taken is kept. A colleague can import the same file again, and the rest follows.'

const faults: Record<string, string> = {
  'mapping-unknown':
    'No mapping fits this file: its columns are not those of any export that is known here. Your administrator can have one written.',
  'of-another-agency': 'This is the export of another agency. Each agency imports its own.',
  'mapping-does-not-fit': 'The columns of the file are not those that your agency’s mapping names.',
  'upload-gone': 'The uploaded file is no longer here. Upload it again: what was taken is not taken twice.',
  'machine-gone':
    'The machine with the uploaded file has not been heard of for a week. Upload the file again: what was taken is not taken twice.',
  'not-active': STOPPED,
  'importer-stopped': STOPPED,
  unexpected: 'It stopped half-way. What was taken is kept: import the same file again and the rest follows.',
}

const AWAY =
  'The machine that has the uploaded file does not answer. The import goes on when it runs again. If whoever runs it says that it does not come back, upload the file again: what was taken is not taken twice.'

/** How far persons are compared, in a sentence; none where the import brought nobody who is. */
function comparedWords({ persons, waiting }: PersonsCompared): string {
  if (persons === 0) return ''
  const all = `${plural(persons, 'person')} of this import ${persons === 1 ? 'is' : 'are'}`
  return ` ${ukNumber(persons - waiting)} of ${all} compared with those of other agencies.`
}

/**
 * Says why a run ended before its file did.
 * @param fault - the code that is kept of it
 * @returns the words; null where there was no fault
 */
export function faultWords(fault: string | null): string | null {
  return fault === null ? null : (faults[fault] ?? wordsOfRefusal(fault) ?? faults['unexpected'] ?? fault)
}

export const runsHead = [
  'File',
  'Started',
  'State',
  { text: 'Read', numeric: true },
  { text: 'Imported', numeric: true },
  { text: 'Already held', numeric: true },
  { text: 'Refused', numeric: true },
]

/**
 * Makes the row of a run in the list of imports.
 * @param run - of the agency
 * @returns one cell for each head
 */
export function runRow(run: ImportRun) {
  return [
    { text: run.fileName, href: `/imports/${run.id}` },
    { time: run.startedAt },
    { tag: stateOf(run) },
    { number: run.read },
    { number: run.kept },
    { number: run.already },
    { number: run.refused },
  ]
}

export const refusalsHead = [{ text: 'Line', numeric: true }, 'Reference', 'Why it was refused']

/**
 * Makes the table of values that were kept as they are written, with their lines; only how many for whoever does
 * not read them.
 * @param run - how many there are
 * @param unread - those that this person reads; empty for none
 * @returns heads and rows, and how many more there are
 */
export function unreadView({ notUnderstood }: Pick<ImportRun, 'notUnderstood'>, unread: readonly Unread[]) {
  return {
    notUnderstood,
    unreadHead: [{ text: 'Line', numeric: true }, 'Column', 'As written', 'What to do'],
    unread: unread.map(({ line, column, value, why }) => [
      { number: line },
      column,
      value,
      why.charAt(0).toUpperCase() + why.slice(1),
    ]),
    moreUnread: unread.length === 0 ? 0 : notUnderstood - unread.length,
  }
}

/**
 * Makes what one import's page prints: how far it is or how it ended, and every refused row with its line.
 * @param run - the import
 * @param compared - how far its persons are compared with those of other agencies
 * @param fragment - only the progress is put into a page that was opened before: it says where the rest is
 * @returns the progress, the fault, and the refused rows that are kept
 */
export function runView(run: ImportRun, compared: PersonsCompared, fragment = false) {
  const running = run.state === 'running'
  const underWay = running || compared.waiting > 0
  const here = `/imports/${run.id}`
  return {
    progress: {
      label: running ? 'Importing' : run.state === 'done' ? 'The import is finished' : 'The import stopped',
      text:
        running && run.read === 0
          ? 'Waiting for its turn'
          : `${plural(run.read, 'report')} read: ${ukNumber(run.kept)} imported, ${ukNumber(run.already)} already held, ${ukNumber(run.refused)} refused.${comparedWords(compared)}`,
      finished: !underWay,
      ...(underWay ? { url: here, refreshHref: here } : {}),
      ...(fragment && !underWay ? { result: { text: 'See the result, row by row', href: here } } : {}),
    },
    fault: run.isAway ? AWAY : faultWords(run.fault),
    refusals: run.refusals.map(({ line, reference, reason }) => [
      { number: line },
      reference ?? '',
      reason.charAt(0).toUpperCase() + reason.slice(1),
    ]),
    moreRefused: run.refused - run.refusals.length,
  }
}
