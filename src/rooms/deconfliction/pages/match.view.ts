/** A match as its page shows it. */
import { ukDateTime, ukMonth } from '../../../design/dates.ts'
import { birthWords } from '../../../wire/births/known-birth.ts'
import { handling, subjectKind } from '../../../wire/codes.ts'
import type { Standing } from '../give-word.ts'
import { likenessWords } from '../likeness.ts'
import type { MatchView } from '../read-match.ts'
import { MOST_REPORTS, type OwnReport } from '../reports-on-match.ts'
import type { PastWord } from '../take-back-word.ts'
import { inSentence, sightWords, stateTags } from './words.ts'

/**
 * Everything the template of a match prints.
 * @param agency - the viewer's own, by name
 */
export function matchPage(view: MatchView, agency: string, queue: QueuePlace | null = null) {
  const address = `/matches/${view.id}`
  return {
    title: `Match on ${inSentence(view.kind, view.value)}`,
    classification: view.classification,
    back: { text: 'Back to matches', href: '/matches' },
    id: view.id,
    value: view.value,
    tag: stateTags[view.state],
    partner: view.partner,
    reports: view.mine.map((report) => reportCard(report, view)),
    moreReports: view.mine.length === MOST_REPORTS,
    theirs: [
      { key: 'Agency', text: view.partner.name },
      { key: 'Kind', text: subjectKind[view.kind] },
      { key: 'Month', text: ukMonth(view.month) },
      ...deskRows(view),
    ],
    pair: pairCard(view),
    person: view.kind === 'person',
    tierWords:
      view.tier === 'valid' || view.mine.some((report) => report.sealed)
        ? null
        : 'Nothing in the value itself confirms that it was written down rightly. Compare it with the partner.',
    words: [
      { key: `${agency} (your agency)`, text: wordText(view.standings.ours) },
      { key: view.partner.name, text: wordText(view.standings.theirs, view.partner.name) },
    ],
    past: view.past.map((past) => pastText(past)),
    thread: threadOf(view, agency),
    next: nextWords(view, address, queue),
    actions: actionsOf(view, address, queue),
    sameAs: sameAsView(view),
    rejectedAlike: view.rejectedAlike,
    mayReply: view.thread.length > 0,
    ...seenByThem(view),
  }
}

/** The desk is who to ask; what a desk has not filled in is left out. */
export function deskRows(view: Pick<MatchView, 'partner'>) {
  const { desk } = view.partner
  return [
    { key: 'Ask', text: desk.name },
    { key: 'Telephone', text: desk.phone },
    { key: 'E-mail', text: desk.email },
    { key: 'Hours', text: desk.hours },
  ].filter((row) => row.text !== '')
}

function reportCard(report: OwnReport, { pair }: Pick<MatchView, 'pair'>) {
  if (report.sealed) return sealedCard(report)
  return {
    ...report,
    href: `/reports/${report.id}`,
    release: report.status === 'withdrawn' ? null : `/reports/${report.id}/release`,
    rows: [
      { key: 'Reference', text: report.reference },
      ...(report.agencyReference ? [{ key: 'Your own reference', text: report.agencyReference }] : []),
      { key: 'Classification', text: report.classification },
      { key: 'Handling', text: `${report.handling}, ${handling[report.handling].toLowerCase()}` },
      ...(report.written.length > 0 ? [{ key: 'Written as', lines: report.written }] : []),
      ...(pair ? [{ key: 'Born', text: pair.born === null ? 'Not known' : birthWords(pair.born) }] : []),
    ],
    note: noteOn(report),
  }
}

/** A record that the agency keeps: all there is of it here is the handle. */
function sealedCard(report: OwnReport) {
  return {
    ...report,
    href: null,
    release: null,
    rows: [
      { key: 'Handle', text: report.reference },
      { key: 'Classification', text: report.classification },
    ],
    note:
      report.status === 'withdrawn'
        ? 'This sealed record was taken back or has expired.'
        : `Your agency keeps this record and shared only tokens of it.${report.discoverable ? '' : ' You hold it silently.'} Find the handle with “seamark seal hits” and open the record in your own system.`,
  }
}

function noteOn(report: OwnReport): string | null {
  if (report.status === 'withdrawn') return 'This report was recalled.'
  if (!report.held) return 'A newer version of this report does not hold the value any more.'
  return report.discoverable ? null : 'You hold this report silently.'
}

/**
 * A word as a sentence, with who gave it and when.
 * @param partner - given for the partner's word: its people are known by role, and the agency stands beside
 */
export function wordText(standing: Standing | null, partner?: string): string {
  if (!standing) return 'No answer yet'
  const { word, takenBackAt, openedAgain } = standing
  if (!word) {
    const why = openedAgain ? 'something new is known since the last one' : 'the last one was taken back'
    return `No answer: ${why}${takenBackAt ? `, ${ukDateTime(takenBackAt)}` : ''}`
  }
  const said = word.word === 'confirmed' ? 'Confirmed' : 'Rejected'
  const by = word.by === null ? '' : ` by ${withoutAgency(word.by, partner)}`
  const reason = word.reason === null ? '' : `\n${word.reason}`
  const closed = word.closedAt ? `\nClosed, ${ukDateTime(word.closedAt)}` : ''
  return `${said}${by}, ${ukDateTime(word.at)}${reason}${closed}`
}

/** Where a pair stands in the queue: the address of the one to look at next. */
export type QueuePlace = { next: string | null }

/** Which other records count as the same person, each with where it is read. */
function sameAsView({ sameAs }: MatchView) {
  return (sameAs?.others ?? []).map((other) =>
    other.kind === 'partner'
      ? { text: `A record of ${other.partner}`, links: [{ text: 'See the match', href: other.matchHref }] }
      : {
          text: `${other.value}, in your own reports`,
          links: other.reports.map(({ id, reference }) => ({ text: reference, href: `/reports/${id}` })),
        },
  )
}

function pastText(past: PastWord): string {
  const said = past.word === 'confirmed' ? 'Confirmed' : 'Rejected'
  const reason = past.reason === null ? '' : `\n${past.reason}`
  const end = `Ended by ${past.endedBy ?? 'the program'}, ${ukDateTime(past.endedAt)}`
  return `${said} by ${past.by ?? 'the program'}, ${ukDateTime(past.at)}${reason}\n${end}`
}

/** Why two persons may be one, how to read that, and whether they count as one. */
function pairCard(view: MatchView) {
  const { pair } = view
  if (!pair) return null
  const { text, reading } = likenessWords[pair.likeness]
  const both = view.words.ours?.word === 'confirmed' && view.words.theirs?.word === 'confirmed'
  return { likeness: text, reading, reasons: pair.reasons.map(capital), counts: countsWords(view), both }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether the two records count as the same person, and what that hangs on. */
export function countsWords({ words, partner }: Pick<MatchView, 'words' | 'partner'>): string {
  const ours = words.ours?.word
  const theirs = words.theirs?.word
  const not = 'the two records do not count as the same person'
  if (ours === 'confirmed' && theirs === 'confirmed')
    return 'Both agencies have confirmed: the two records count as the same person, until either agency takes its answer back.'
  if (ours === 'rejected' && theirs === 'rejected') return `Both agencies have rejected this: ${not}.`
  if (ours === 'rejected') return `Your agency has rejected this: ${not}.`
  if (theirs === 'rejected') return `${partner.name} has rejected this: ${not}.`
  if (ours === 'confirmed') return `Your agency has confirmed; ${partner.name} has not answered: ${not} yet.`
  if (theirs === 'confirmed')
    return `${partner.name} has confirmed; your agency has not answered: ${not} yet.`
  return `Neither agency has answered: ${not}.`
}

/** A person of a partner is labelled `Analyst, Kent Police`; the agency need not be said twice. */
function withoutAgency(label: string, partner: string | undefined): string {
  return partner !== undefined && label.endsWith(`, ${partner}`) ? label.slice(0, -partner.length - 2) : label
}

function threadOf(view: MatchView, agency: string) {
  const partner = view.partner.name
  return view.thread.map((message) => ({
    mine: message.mine,
    author:
      message.author === null ? null : withoutAgency(message.author, message.mine ? undefined : partner),
    agency: message.mine ? agency : partner,
    at: message.at,
    text: message.text,
  }))
}

/** The one next step: what it is, and the button that does it. */
function nextWords(view: MatchView, address: string, queue: QueuePlace | null) {
  // A pair that is answered leaves the queue, and the next one is what there is to do.
  if (queue?.next && view.words.ours && !view.words.ours.closedAt)
    return {
      text: 'Your agency has answered. The next pair waits.',
      button: { text: 'Next pair', href: queue.next },
    }
  switch (view.next) {
    case 'contact':
      return {
        text: 'Neither desk has written yet.',
        button: { text: `Contact ${view.partner.name}`, href: `${address}/contact` },
      }
    case 'answer':
      return {
        text: `${view.partner.name} has written to you.`,
        button: { text: 'Answer', href: '#message' },
      }
    case 'await':
      return { text: `You wrote last. ${view.partner.name} has not answered since.`, button: null }
    case 'decide':
      return {
        text: view.pair
          ? 'You have spoken with the partner. Do both of you hold the same person?'
          : 'You have spoken with the partner. Do both of you hold the same?',
        button: { text: 'Confirm the match', href: `${address}/confirm` },
      }
    case 'close':
      return {
        text: 'Your agency has answered. Close the match when nothing is left to do.',
        button: { text: 'Close the match', href: `${address}/close` },
      }
    case 'nothing':
      return { text: 'Your agency has closed this match.', button: null }
  }
}

function actionsOf(view: MatchView, address: string, queue: QueuePlace | null) {
  const ours = view.words.ours?.word
  return [
    ...(ours !== 'confirmed' && view.next !== 'decide'
      ? [{ text: 'Confirm the match', href: `${address}/confirm` }]
      : []),
    ...(ours !== 'rejected' ? [{ text: 'Reject the match', href: `${address}/reject` }] : []),
    ...(ours !== undefined ? [{ text: 'Take the answer back', href: `${address}/take-back` }] : []),
    ...(queue?.next && ours !== undefined && !view.words.ours?.closedAt
      ? [{ text: 'Close the match', href: `${address}/close` }]
      : []),
    ...(queue?.next && ours === undefined ? [{ text: 'Next pair', href: queue.next }] : []),
  ]
}

/** What the partner sees of this, in words, for the page that says it and the warning before a contact. */
export function seenByThem(view: MatchView) {
  const byReport = new Map(view.mine.map((report) => [report.id, report]))
  return {
    theySee: view.theySee.match,
    theySeeRows: view.theySee.match
      ? [
          { key: 'Kind', text: subjectKind[view.kind] },
          ...(view.pair
            ? [{ key: 'How alike the records are', text: 'The same words as you read, and the same reasons' }]
            : []),
          { key: 'Month', text: ukMonth(view.month) },
          { key: 'Whom to ask', text: 'The desk of your agency, with its telephone and e-mail' },
        ]
      : [],
    theySeeReports: view.theySee.reports.flatMap(({ id, sight }) => {
      const report = byReport.get(id)
      return report
        ? [
            [
              {
                text: report.reference,
                ...(report.sealed ? {} : { href: `/reports/${id}` }),
                detail: report.title,
              },
              sightWords[sight],
            ],
          ]
        : []
    }),
  }
}
