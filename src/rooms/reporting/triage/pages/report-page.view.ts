/** An opened report as its page shows it. */
import { mapPicture, pictureAddress, type Geography } from '../../../coast/index.ts'
import type { DeskMessage } from '../../arrival/messages.ts'
import { publicKind } from '../../body.ts'
import { isSafe } from '../open-parts.ts'
import type { Envelope, FilePart, OpenedReport } from '../opened-report.ts'
import { ukHour } from '../../../../design/dates.ts'
import { waited } from '../first-look.ts'
import { DRAFT_BEGUN, outcomeWords, stateTags } from './words.ts'

const MAP = { zoom: 11, width: 640, height: 360 }

/**
 * Draws the place on our own map, and says who answers for it.
 * @param geography - null where it could not be opened
 * @param position - WGS 84, degrees
 * @returns what the template prints; null where there is no position
 */
export function placeOf(geography: Geography | null, position: { lat: number; lon: number } | undefined) {
  if (geography === null || position === undefined) return null
  const { force, second, at } = geography.whoIsResponsible(position)
  const picture = mapPicture(geography, {
    ...MAP,
    centre: position,
    marks: [{ position, kind: 'pin', label: 'Reported place' }],
    language: 'en',
  })
  return {
    src: pictureAddress(picture),
    width: MAP.width,
    height: MAP.height,
    responsible:
      force === null
        ? 'Outside UK police areas'
        : `${force.name}${at === 'sea' ? ', by the nearest coast' : ''}${second === null ? '' : `. ${second.name} is nearly as near`}`,
    credits: [...new Set(geography.sources.map(({ attribution }) => attribution))],
  }
}

/**
 * Says the state of a report. Of one whose draft somebody writes it says that: nobody else need begin one.
 * @param envelope - of the report
 * @returns a tag
 */
export const stateOf = ({ state, becameReportId }: Envelope) =>
  state !== 'closed' && becameReportId !== null ? DRAFT_BEGUN : stateTags[state]

/**
 * Writes what is known of a report without opening it.
 * @param envelope - of the report
 * @returns rows of a summary list
 */
export function envelopeRows(envelope: Envelope) {
  return [
    { key: 'About', text: publicKind[envelope.kind] },
    { key: 'Received', text: ukHour(envelope.hour) },
    ...(envelope.happeningNow
      ? [{ key: 'Happening now', text: 'The reporter said so when they sent it' }]
      : []),
    ...(envelope.openedFirstMinutes === null
      ? []
      : [{ key: 'First look', text: `Within ${waited(envelope.openedFirstMinutes / 60 + 1)} of receipt` }]),
    { key: 'State', text: stateOf(envelope).text },
    ...(envelope.offeredTo === null ? [] : [{ key: 'Offered to', text: `${envelope.offeredTo} as well` }]),
    ...(envelope.passedFrom === null ? [] : [{ key: 'From', text: 'Passed here by another desk' }]),
    ...(envelope.outcome === null ? [] : [{ key: 'Outcome', text: outcomeWords[envelope.outcome] }]),
    ...(envelope.outcomeReason === null ? [] : [{ key: 'Reason', text: envelope.outcomeReason }]),
    ...(envelope.doubtful
      ? [{ key: 'Doubt', text: 'It was sent so quickly, or in such a way, that a machine may have sent it' }]
      : []),
    ...(envelope.withdrawn
      ? [
          {
            key: 'Taken back',
            text: 'The reporter has taken the report back. The desk keeps what it had read. The contact details are destroyed',
          },
        ]
      : []),
  ]
}

const sizeWords = (bytes: number) =>
  bytes < 1_000_000
    ? `${String(Math.max(1, Math.round(bytes / 1_000)))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`

/**
 * Lists photographs to be shown, and files that could not be made safe.
 * @param id - of the public report
 * @param files - its parts
 * @returns both, and how many were destroyed
 */
export function fileViews(id: string, files: readonly FilePart[]) {
  const kept = files.filter((file) => !file.destroyed)
  return {
    photographs: kept
      .filter((file) => isSafe(file.media))
      .map((file) => ({
        text: `Photograph ${String(file.number)}, ${sizeWords(file.bytes)}`,
        href: `/triage/${id}/files/${String(file.number)}`,
      })),
    quarantined: kept
      .filter((file) => !isSafe(file.media))
      .map(
        (file) =>
          `File ${String(file.number)}, ${sizeWords(file.bytes)}: this file could not be made safe, so it cannot be opened here`,
      ),
    destroyed: files.length - kept.length,
  }
}

const messageStates: Record<DeskMessage['state'], string | null> = {
  sent: null,
  'awaiting-second': 'waits for a second officer',
  refused: 'not sent: a second officer said no',
}

/**
 * Writes the thread with the reporter.
 * @param messages - in order
 * @param agency - name of the desk's agency
 * @param names - of colleagues, by id
 * @returns what the template prints
 */
export function threadOf(
  messages: readonly DeskMessage[],
  agency: string,
  names: ReadonlyMap<string, string>,
) {
  return messages.map((message) => {
    const author = message.writtenBy === null ? null : (names.get(message.writtenBy) ?? 'A colleague')
    const state = messageStates[message.state]
    return {
      mine: !message.fromReporter,
      agency: message.fromReporter ? 'The reporter' : agency,
      author: [author, state].filter((one) => one !== null).join(', ') || null,
      hour: message.hour,
      text: message.text ?? 'This message can no longer be opened.',
    }
  })
}

/**
 * Lists questions that wait for somebody else's agreement; one's own are not among them.
 * @param messages - of the thread
 * @param personId - of the viewer
 * @param names - of colleagues, by id
 * @returns number, text and writer
 */
export function approvalsOf(
  messages: readonly DeskMessage[],
  personId: string,
  names: ReadonlyMap<string, string>,
) {
  return messages
    .filter((one) => one.state === 'awaiting-second' && one.writtenBy !== personId && one.text !== null)
    .map((one) => ({
      number: one.number,
      text: one.text,
      by: one.writtenBy === null ? 'A colleague' : (names.get(one.writtenBy) ?? 'A colleague'),
    }))
}

/**
 * Lists what may be done with a report now.
 * @param envelope - of the report
 * @param mayDestroy - whether this person may destroy it; a records manager who works at no desk does it
 *   from the ledger
 * @returns links to what the state of the report allows
 */
export function actionsOf(
  { id, state, outcome, becameReportId, canBeAsked, hasContact, offeredTo }: Envelope,
  mayDestroy: boolean,
) {
  const at = (act: string) => `/triage/${id}/${act}`
  const ask = canBeAsked ? [{ text: 'Ask the reporter', href: at('ask') }] : []
  const contact = hasContact ? [{ text: 'Open the contact details', href: at('contact') }] : []
  const destroy = mayDestroy ? [{ text: 'Destroy the report', href: at('destroy') }] : []
  const safeguarding = { text: 'Refer to safeguarding', href: at('safeguarding') }
  const intelligence = { text: 'Make an intelligence report', href: at('intelligence'), primary: true }
  if (state === 'closed')
    return outcome === 'passed'
      ? []
      : [
          ...(outcome === 'safeguarding' ? [intelligence] : []),
          ...ask,
          ...contact,
          safeguarding,
          { text: 'Reopen the report', href: at('reopen') },
          ...destroy,
        ]
  return [
    // One draft at a time: while there is one, the page says who has begun it.
    ...(becameReportId === null ? [intelligence] : []),
    ...ask,
    ...contact,
    {
      text: offeredTo === null ? 'Pass the report to another desk' : `Pass the report to ${offeredTo}`,
      href: at('pass'),
    },
    safeguarding,
    { text: 'No further action', href: at('no-further-action') },
    ...destroy,
  ]
}

/**
 * Lists who wrote in a thread, to be named.
 * @param report - as it was opened
 * @returns ids, each once
 */
export const writersOf = ({ messages }: OpenedReport): string[] => [
  ...new Set(messages.flatMap((one) => [one.writtenBy, one.secondBy].filter((id) => id !== null))),
]
