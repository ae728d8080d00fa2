/** A line of matches as its page shows it. */
import { ukDateTime, ukMonth } from '../../../design/dates.ts'
import { birthWords } from '../../../wire/births/known-birth.ts'
import { handling, subjectKind } from '../../../wire/codes.ts'
import type { Standing } from '../answer-match.ts'
import { likelihoodWords } from '../likelihood.ts'
import type { LineView, MatchOfLine } from '../read-line.ts'
import { MOST_REPORTS, type OwnReport } from '../reports-on-match.ts'
import { addressOfOwn } from '../record-address.ts'
import type { EarlierAnswer } from '../withdraw-answer.ts'
import { recordName, recordNames } from './choose-matches.ts'
import { inSentence, lineTags, sightWords, standingTags } from './words.ts'

/** Where a line stands: the addresses before and behind it, and how its own addresses carry the list on. */
export type Around = {
  previous?: string | null
  next?: string | null
  /** it was opened from a list; otherwise `next` is the next pair of persons that waits */
  inList?: boolean
  suffix?: string
  listHref?: string
}

/**
 * Makes everything the template of a line prints.
 * @param view - the line
 * @param agency - the viewer's own, by name
 * @param around - the lines before and behind it in the list from which it was opened
 * @returns what the template prints
 */
export function matchPage(view: LineView, agency: string, around: Around = {}) {
  const address = `/matches/${view.id}`
  const suffix = around.suffix ?? ''
  const { matches } = view
  return {
    title: `Match on ${inSentence(view.kind, view.value)}`,
    classification: view.classification,
    back: { text: 'Back to matches', href: around.listHref ?? '/matches' },
    id: view.id,
    // The room networks has a page for what the match is about; a sealed record names nothing here.
    subjectHref: view.mine.some(({ sealed, interest }) => !sealed && !interest)
      ? `/subjects/of-match/${view.id}`
      : null,
    suffix,
    value: view.value,
    tags: lineTags(matches.map((match) => standing(match))),
    partner: view.partner,
    reports: view.mine.map((report) => reportCard(report, view)),
    moreReports: view.mine.length === MOST_REPORTS,
    theirs: [
      { key: 'Agency', text: view.partner.name },
      { key: 'Kind', text: subjectKind[view.kind] },
      ...(matches.length > 1 ? [{ key: 'Records', text: String(matches.length) }] : []),
      { key: 'Month', text: monthsOf(matches) },
      ...deskRows(view),
    ],
    released: view.released.map(({ id, reference, title }) => ({ href: `/reports/${id}`, reference, title })),
    records: matches.length,
    pairs: pairCards(view),
    several: matches.length > 1,
    anyBoth: matches.some(
      ({ answers }) => answers.ours?.answer === 'confirmed' && answers.theirs?.answer === 'confirmed',
    ),
    theySeeAll: matches.every(({ theySee }) => theySee),
    person: view.kind === 'person',
    tierWords:
      view.tier === 'valid' || view.mine.some((report) => report.sealed)
        ? null
        : 'This value has no check digit. Compare it with the partner before you act.',
    answers: answerRows(view, agency),
    earlier: matches.flatMap((match, index) =>
      match.earlier.map(
        (earlier) => (matches.length > 1 ? `${recordName(index)}. ` : '') + earlierText(earlier),
      ),
    ),
    thread: messagesOf(view, agency),
    next: nextWords(view, address, around),
    actions: actionsOf(view, address, around),
    around: around.inList ? { previous: around.previous ?? null, next: around.next ?? null } : null,
    sameAs: sameAsView(view),
    taken: view.taken,
    mayReply: view.thread.length > 0,
    nobodyWrote: view.theySee.match
      ? 'They know already that your agency holds this. Your message tells them who asks.'
      : 'They do not know that your agency holds this. The first message tells them.',
    ...seenByThem(view),
  }
}

const standing = ({ state, answers }: MatchOfLine) => ({
  state,
  ours: answers.ours?.answer ?? null,
  theirs: answers.theirs?.answer ?? null,
})

function monthsOf(matches: readonly MatchOfLine[]): string {
  return [...new Set(matches.map(({ month }) => month))].toSorted().map(ukMonth).join(', ')
}

/** Each side's answer: of one match side by side, of several a row for each. */
function answerRows({ matches, partner }: LineView, agency: string) {
  const [only, ...more] = matches
  if (more.length === 0)
    return [
      { key: `${agency} (your agency)`, text: answerText(only.standings.ours) },
      { key: partner.name, text: answerText(only.standings.theirs, partner.name) },
    ]
  // What is said of several records alike is said once.
  const said = matches.map(({ standings }) => [
    `${agency} (your agency): ${answerText(standings.ours)}`,
    `${partner.name}: ${answerText(standings.theirs, partner.name)}`,
  ])
  return alike(said).map(({ one, indexes }) => ({ key: recordNames(indexes), lines: one }))
}

/** What is the same for several records, with their places. */
function alike<T>(values: readonly T[]): { one: T; indexes: number[] }[] {
  const groups = Map.groupBy(values.keys(), (index) => JSON.stringify(values[index]))
  return [...groups.values()].flatMap((indexes) => {
    const one = values[indexes[0] ?? 0]
    return one === undefined ? [] : [{ one, indexes }]
  })
}

/**
 * Shows the desk, which is who to ask; what a desk has not filled in is left out.
 * @param view - the partner of a line
 * @returns a row for each way to reach the desk
 */
export function deskRows(view: Pick<LineView, 'partner'>) {
  const { desk } = view.partner
  return [
    { key: 'Ask', text: desk.name },
    { key: 'Telephone', text: desk.phone },
    { key: 'E-mail', text: desk.email },
    { key: 'Hours', text: desk.hours },
  ].filter((row) => row.text !== '')
}

function reportCard(report: OwnReport, { id, matches, partner }: LineView) {
  if (report.sealed) return sealedCard(report)
  if (report.interest) return interestCard(report)
  const { pair } = matches[0]
  return {
    ...report,
    href: `/reports/${report.id}`,
    release:
      report.status === 'withdrawn'
        ? null
        : `/reports/${report.id}/release?to=named&agency=${String(partner.id)}&match=${id}`,
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

/** What an operation works on: of the own agency its people alone read this, so it may say so. */
function interestCard(report: OwnReport) {
  return {
    ...report,
    href: addressOfOwn(report),
    release: null,
    rows: [
      { key: 'Reference', text: report.reference },
      { key: 'Classification', text: report.classification },
    ],
    note:
      report.status === 'withdrawn'
        ? 'This interest was closed.'
        : `An interest of an operation that you are in. Your colleagues who are not in it do not see it. ${report.discoverable ? 'Partners see a match as they see one on a report: your agency and its desk.' : 'Partners cannot see that you hold it.'}`,
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
        : `Your agency keeps this record and shared only tokens of it.${report.discoverable ? '' : ' Partners cannot see that you hold it.'} Find the handle with “seamark seal hits” and open the record in your own system.`,
  }
}

function noteOn(report: OwnReport): string | null {
  if (report.status === 'withdrawn') return 'This report was recalled.'
  if (!report.held) return 'A newer version of this report does not hold the value any more.'
  return report.discoverable ? null : 'Partners cannot see that you hold this report.'
}

/**
 * Says an answer as a sentence, with who gave it and when.
 * @param standing - of one agency; null where it never answered
 * @param partner - given for the partner's answer: its people are known by role, and the agency stands beside
 * @returns several lines of text
 */
export function answerText(standing: Standing | null, partner?: string): string {
  if (!standing) return 'No answer yet'
  const { answer, takenBackAt, openedAgain } = standing
  if (!answer) {
    const why = openedAgain ? 'something new is known since the last one' : 'the last one was taken back'
    return `No answer: ${why}${takenBackAt ? `, ${ukDateTime(takenBackAt)}` : ''}`
  }
  const said = answer.answer === 'confirmed' ? 'Confirmed' : 'Rejected'
  const by = answer.by === null ? '' : ` by ${withoutAgency(answer.by, partner)}`
  const reason = answer.reason === null ? '' : `\n${answer.reason}`
  const closed = answer.closedAt ? `\nClosed, ${ukDateTime(answer.closedAt)}` : ''
  return `${said}${by}, ${ukDateTime(answer.at)}${reason}${closed}`
}

/** Which other records count as the same person, each with where it is read. */
function sameAsView({ sameAs }: LineView) {
  return (sameAs?.others ?? []).map((other) =>
    other.kind === 'partner'
      ? { text: `A record of ${other.partner}`, links: [{ text: 'See the match', href: other.matchHref }] }
      : {
          text: `${other.value}, in your own reports`,
          links: other.reports.map((report) => ({ text: report.reference, href: addressOfOwn(report) })),
        },
  )
}

function earlierText(earlier: EarlierAnswer): string {
  const said = earlier.answer === 'confirmed' ? 'Confirmed' : 'Rejected'
  const reason = earlier.reason === null ? '' : `\n${earlier.reason}`
  const end = `Ended by ${earlier.endedBy ?? 'the program'}, ${ukDateTime(earlier.endedAt)}`
  return `${said} by ${earlier.by ?? 'the program'}, ${ukDateTime(earlier.at)}${reason}\n${end}`
}

/** Why two persons may be one, how to read that, and whether they count as one: once for records that are alike. */
function pairCards(view: LineView) {
  const several = view.matches.length > 1
  const cards = view.matches.flatMap((match) => {
    const { pair, answers } = match
    if (!pair) return []
    const { text, reading } = likelihoodWords[pair.likelihood]
    return [
      {
        heading: text,
        tags: several ? standingTags(standing(match)) : [],
        reading,
        reasons: pair.reasons.map(capital),
        rejectedAlike: match.rejectedAlike,
        counts: countsWords({ answers, partner: view.partner }),
      },
    ]
  })
  return alike(cards).map(({ one, indexes }) =>
    several ? { ...one, heading: `${recordNames(indexes)}: ${one.heading.toLowerCase()}` } : one,
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Says whether the two records count as the same person, and on what that depends.
 * @param match - the answers of both agencies, and the partner
 * @returns a sentence
 */
export function countsWords({
  answers,
  partner,
}: Pick<MatchOfLine, 'answers'> & Pick<LineView, 'partner'>): string {
  const ours = answers.ours?.answer
  const theirs = answers.theirs?.answer
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

function messagesOf(view: LineView, agency: string) {
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
function nextWords(view: LineView, address: string, around: Around) {
  const suffix = around.suffix ?? ''
  const answered = view.matches.every(({ answers }) => answers.ours)
  const closed = view.matches.every(({ answers }) => answers.ours?.closedAt)
  // What is answered leaves the list, and the next one is what there is to do.
  if (around.next && answered && !closed)
    return {
      text: around.inList
        ? 'Your agency has answered. Go on with the next match.'
        : 'Your agency has answered. The next pair waits.',
      button: { text: around.inList ? 'Next match' : 'Next pair', href: around.next },
    }
  switch (view.next) {
    case 'contact':
      return {
        text: 'Neither desk has written yet.',
        button: { text: `Contact ${view.partner.name}`, href: `${address}/contact${suffix}` },
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
        text:
          view.kind === 'person'
            ? 'You have spoken with the partner. Do both of you hold the same person?'
            : 'You have spoken with the partner. Do both of you hold the same?',
        button: { text: 'Confirm the match', href: `${address}/confirm${suffix}` },
      }
    case 'close':
      return {
        text: 'Your agency has answered. Close the match when nothing is left to do.',
        button: { text: 'Close the match', href: `${address}/close${suffix}` },
      }
    case 'nothing':
      return { text: 'Your agency has closed this match.', button: null }
  }
}

function actionsOf(view: LineView, address: string, around: Around) {
  const suffix = around.suffix ?? ''
  const answers = view.matches.map(({ answers }) => answers.ours)
  const not = (answer: 'confirmed' | 'rejected') => answers.some((ours) => ours?.answer !== answer)
  const someAnswered = answers.some((ours) => ours !== null)
  const someOpen = answers.some((ours) => ours !== null && ours.closedAt === null)
  const newOnes = view.thread.length > 0 && view.matches.some(({ contacted }) => !contacted)
  const action = (text: string, name: string) => ({ text, href: `${address}/${name}${suffix}` })
  return [
    ...(not('confirmed') && view.next !== 'decide' ? [action('Confirm the match', 'confirm')] : []),
    ...(not('rejected') ? [action('Reject the match', 'reject')] : []),
    ...(newOnes ? [action('Write about the further records too', 'contact')] : []),
    ...(someAnswered ? [action('Take the answer back', 'take-back')] : []),
    ...(someOpen && (view.next !== 'close' || around.next) ? [action('Close the match', 'close')] : []),
    ...(around.next && !around.inList && answers.includes(null)
      ? [{ text: 'Next pair', href: around.next }]
      : []),
  ]
}

/**
 * Says what the partner sees of this, for the page that says it and the warning before a contact.
 * @param view - the line
 * @returns what the partner sees of each of our records, and of the whole
 */
export function seenByThem(view: LineView) {
  const byReport = new Map(view.mine.map((report) => [report.id, report]))
  return {
    theySee: view.theySee.match,
    theySeeRows: view.theySee.match
      ? [
          { key: 'Kind', text: subjectKind[view.kind] },
          ...(view.matches[0].pair
            ? [{ key: 'How alike the records are', text: 'The same words as you read, and the same reasons' }]
            : []),
          { key: 'Month', text: monthsOf(view.matches) },
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
                ...(report.sealed ? {} : { href: addressOfOwn(report) }),
                detail: report.title,
              },
              sightWords[sight],
            ],
          ]
        : []
    }),
  }
}
