/** Requests of data subjects as their pages print them. */
import { ukDate } from '../../../../design/dates.ts'
import { plural, sentenceList } from '../../../../design/words.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { personCategory } from '../../../../wire/codes.ts'
import { standingOf } from '../clock.ts'
import { referenceOf, type RequestCounts, type RequestRow } from '../request-store.ts'
import type { ItemRow } from '../search-for-subject.ts'
import type { PauseRow } from '../pause-clock.ts'
import { outsideWords, type SealedStanding } from '../search-sealed.ts'
import { bornWords, channelWords, closingWords, foundWords, rightNames } from '../words.ts'

/**
 * A list of words as choices of a field.
 * @param words - by code
 * @returns choices
 */
export const itemsOfWords = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/**
 * Says how far a request is.
 * @param row - the request
 * @param today - YYYY-MM-DD
 * @returns a tag
 */
export function stateTag(row: RequestRow, today: string) {
  if (row.state === 'answered')
    return row.dueOn !== null && row.answeredOn !== null && row.answeredOn > row.dueOn
      ? { text: 'Answered late', colour: 'red' }
      : { text: 'Answered', colour: 'green' }
  if (row.state === 'closed') return { text: 'Closed', colour: 'grey' }
  const { text, colour } = standingOf(row.dueOn, today)
  return { text, colour }
}

/**
 * Says what is done next, and by whom.
 * @param row - the request
 * @param counts - of what was found; left out while nobody has searched
 * @returns words
 */
export function stepOf(row: RequestRow, counts: RequestCounts | undefined): string {
  if (row.state === 'answered') return `Sent on ${ukDate(row.answeredOn)} by ${row.answeredBy ?? 'somebody'}`
  if (row.state === 'closed')
    return row.closedBecause === null || row.closedBecause === 'not-proven'
      ? 'It was not them, or nothing showed it'
      : closingWords[row.closedBecause]
  if (row.state === 'ready') return 'The answer is ready to be sent'
  if (row.identity === 'unchecked') return 'Who they are is not checked'
  if (row.identity === 'asked') return 'Proof of identity is awaited'
  if (row.officerId === null) return 'No officer is named'
  if (row.searchedAt === null) return 'Nobody has searched'
  const undecided = counts?.undecided ?? 0
  return undecided > 0 ? `${plural(undecided, 'record')} to decide` : 'Every record is decided'
}

/**
 * The rows of the list.
 * @param rows - requests
 * @param counts - by id
 * @param today - YYYY-MM-DD
 * @returns cells
 */
export const requestRows = (
  rows: readonly RequestRow[],
  counts: ReadonlyMap<string, RequestCounts>,
  today: string,
) =>
  rows.map((row) => [
    {
      text: referenceOf(row),
      href: `/requests/${row.id}`,
      detail: sentenceList(row.rights.map((right) => rightNames[right])),
    },
    { day: row.receivedOn },
    clockCell(row, today),
    stepOf(row, counts.get(row.id)),
    row.officer ?? 'Nobody yet',
  ])

/** A day that the tag says already is not said again. */
function clockCell(row: RequestRow, today: string) {
  const tag = stateTag(row, today)
  const day = row.dueOn === null ? '' : ukDate(row.dueOn)
  return { tag, detail: day === '' || tag.text.endsWith(day) ? '' : `Answer by ${day}` }
}

/**
 * The facts of a request.
 * @param row - the request
 * @param pauses - of its clock, the oldest first
 * @returns rows of a summary list
 */
export function factsOf(row: RequestRow, pauses: readonly PauseRow[] = []) {
  const running = pauses.at(-1)?.cameOn === null ? pauses.at(-1) : undefined
  const maybe = (key: string, text: string | null) => (text === null || text === '' ? [] : [{ key, text }])
  return [
    { key: 'Asks for', text: sentenceList(row.rights.map((right) => rightNames[right])) },
    { key: 'In their words', text: row.asks },
    { key: 'Name', text: row.names.join('\n') },
    ...maybe('Born', row.born),
    ...maybe('Identifiers', row.identifiers.join('\n')),
    { key: 'Received', text: `${ukDate(row.receivedOn)}, ${channelWords[row.channel].toLowerCase()}` },
    { key: 'The answer goes to', text: row.answerTo },
    ...maybe(
      'Proof of identity asked for',
      row.identityAskedOn === null ? null : ukDate(row.identityAskedOn),
    ),
    ...maybe(
      'Identity',
      row.identityNote === null
        ? 'Not checked yet'
        : `${row.identityNote}\nNoted by ${row.identityBy ?? 'somebody'}${row.identityOn === null ? '' : `, of ${ukDate(row.identityOn)}`}`,
    ),
    {
      key: 'Answer by',
      text:
        row.dueOn === null
          ? running === undefined
            ? 'The month begins when proof of identity comes (s.54(3))'
            : `The clock stands since ${ukDate(running.askedOn)}, until they send what you asked for (s.54(3C))`
          : `${ukDate(row.dueOn)}${row.extendedAt === null ? '' : ', with two further months (s.54(3A))'}`,
    },
    ...maybe('The clock stood', pauses.map(pauseText).join('\n')),
    ...maybe('Why it takes longer', row.extendedBecause),
    { key: 'Officer who reads', text: row.officer ?? 'Nobody yet' },
    ...maybe('Why it ended', row.closedNote),
    ...maybe('How it was sent', row.answeredHow),
  ]
}

/**
 * Counts as sentences: what a records manager learns of what was found.
 * @param counts - of one request
 * @returns rows of a summary list
 */
export const countRows = (counts: RequestCounts) => [
  { key: 'Records that may be about them', text: String(counts.found) },
  { key: 'Not decided yet', text: String(counts.undecided) },
  { key: 'About them', text: String(counts.theirs) },
  { key: 'Not about them', text: String(counts.notTheirs) },
  { key: 'Parts given', text: String(counts.given) },
  { key: 'Parts left out', text: String(counts.leftOut) },
  { key: 'Put right, restricted or to be erased', text: String(counts.done) },
  { key: 'Refused', text: String(counts.refused) },
]

/**
 * The rows of what was found.
 * @param rows - as this person may see them
 * @param kindOf - the kind of a record by its name
 * @param at - `request`: the request’s id, where this person decides; null: references only
 * @returns cells
 */
export const itemRows = (
  rows: readonly ItemRow[],
  kindOf: (kind: string) => RecordKind | undefined,
  at: string | null,
) =>
  rows.map((one) => [
    {
      text: one.reference,
      ...(at === null ? {} : { href: `/requests/${at}/items/${one.id}` }),
      detail: capital(kindOf(one.kind)?.words.one ?? sealedWords[one.kind] ?? one.kind),
    },
    {
      text: one.foundIn.map((where) => foundWords[where]).join('. '),
      detail: one.categories.map((category) => personCategory[category]).join('; '),
    },
    bornWords[one.born],
    one.about === null
      ? { tag: { text: 'To decide', colour: 'yellow' } }
      : {
          tag: {
            text: one.about === 'them' ? 'About them' : 'Not them',
            colour: one.about === 'them' ? 'blue' : 'grey',
          },
          detail: one.decidedBy ?? '',
        },
    ...(at === null
      ? []
      : [
          one.about === null
            ? {
                choose: {
                  name: 'item',
                  value: one.id,
                  id: `item-${one.id}`,
                  label: `Choose ${one.reference}`,
                },
              }
            : '',
        ]),
  ])

/** Who stopped the clock, why, and how long it stood. */
const pauseText = (one: PauseRow): string =>
  `From ${ukDate(one.askedOn)}${one.cameOn === null ? '' : ` to ${ukDate(one.cameOn)}`}: ${one.askedWhat} (${one.askedBy})${
    one.cameOn === null ? '' : `. ${one.cameWhat ?? ''} (${one.cameBy ?? 'somebody'})`
  }`

/** What lies sealed is of no kind of record. */
const sealedWords: Readonly<Record<string, string>> = { 'public-report': 'report of the public' }

/**
 * What was looked at of what lies sealed, and what was not, in sentences.
 * @param standing - of the request
 * @returns one sentence a line
 */
export function sealedLines({ progress, desk, outside }: SealedStanding): string[] {
  const reports = progress.find(({ kind }) => kind === 'public-report')
  const own = progress.find(({ kind }) => kind === 'sealed-record')
  const lines: string[] = []
  if (reports === undefined)
    lines.push(
      'Reports of the public were not looked through. The named officer does that with the desk’s key.',
    )
  else {
    const more =
      reports.finishedAt === null
        ? ' More are to be looked at.'
        : ` That was all that had come, without the hour that was running, on ${ukDate(reports.finishedAt)}.`
    lines.push(`${plural(reports.looked, 'report')} of the public looked through by ${reports.by}.${more}`)
    if (reports.notOpened > 0)
      lines.push(
        `${plural(reports.notOpened, 'report')} did not open whole: a key is not at hand. Contact details open with the source key only.`,
      )
    if (reports.destroyed > 0)
      lines.push(`${plural(reports.destroyed, 'report')} destroyed before. Nobody can look into them.`)
  }
  if (desk !== null)
    lines.push(
      `${plural(desk.kept, 'report')} of the public ${desk.kept === 1 ? 'is' : 'are'} kept at your desk now. Photographs are not searched: look at them at the desk.`,
    )
  if (own?.outcome)
    lines.push(
      `Records that your agency keeps itself: ${outsideWords[own.outcome].toLowerCase()}. Noted by ${own.by} on ${ukDate(own.at)}: ${own.note ?? ''}`,
    )
  else if (outside > 0)
    lines.push('Records that your agency keeps itself: nobody has noted yet what a search there found.')
  return lines
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
