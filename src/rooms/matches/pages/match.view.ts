/** A line of matches as its page shows it. */
import { ukDateTime, ukMonth } from '../../../design/dates.ts'
import { birthWords } from '../../../wire/births/known-birth.ts'
import { handling, subjectKind } from '../../../wire/codes.ts'
import type { Standing } from '../give-word.ts'
import { likenessWords } from '../likeness.ts'
import type { LineView, MatchOfLine } from '../read-line.ts'
import { MOST_REPORTS, type OwnReport } from '../reports-on-match.ts'
import type { PastWord } from '../take-back-word.ts'
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
 * Everything the template of a line prints.
 * @param agency - the viewer's own, by name
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
      ({ words }) => words.ours?.word === 'confirmed' && words.theirs?.word === 'confirmed',
    ),
    theySeeAll: matches.every(({ theySee }) => theySee),
    person: view.kind === 'person',
    tierWords:
      view.tier === 'valid' || view.mine.some((report) => report.sealed)
        ? null
        : 'This value has no check digit. Compare it with the partner before you act.',
    words: wordRows(view, agency),
    past: matches.flatMap((match, index) =>
      match.past.map((past) => (matches.length > 1 ? `${recordName(index)}. ` : '') + pastText(past)),
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

const standing = ({ state, words }: MatchOfLine) => ({
  state,
  ours: words.ours?.word ?? null,
  theirs: words.theirs?.word ?? null,
})

function monthsOf(matches: readonly MatchOfLine[]): string {
  return [...new Set(matches.map(({ month }) => month))].toSorted().map(ukMonth).join(', ')
}

/** Each side's answer: of one match side by side, of several a row for each. */
function wordRows({ matches, partner }: LineView, agency: string) {
  const [only, ...more] = matches
  if (more.length === 0)
    return [
      { key: `${agency} (your agency)`, text: wordText(only.standings.ours) },
      { key: partner.name, text: wordText(only.standings.theirs, partner.name) },
    ]
  // What is said of several records alike is said once.
  const said = matches.map(({ standings }) => [
    `${agency} (your agency): ${wordText(standings.ours)}`,
    `${partner.name}: ${wordText(standings.theirs, partner.name)}`,
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

/** The desk is who to ask; what a desk has not filled in is left out. */
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

/** Which other records count as the same person, each with where it is read. */
function sameAsView({ sameAs }: LineView) {
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

/** Why two persons may be one, how to read that, and whether they count as one: once for records that are alike. */
function pairCards(view: LineView) {
  const several = view.matches.length > 1
  const cards = view.matches.flatMap((match) => {
    const { pair, words } = match
    if (!pair) return []
    const { text, reading } = likenessWords[pair.likeness]
    return [
      {
        heading: text,
        tags: several ? standingTags(standing(match)) : [],
        reading,
        reasons: pair.reasons.map(capital),
        rejectedAlike: match.rejectedAlike,
        counts: countsWords({ words, partner: view.partner }),
      },
    ]
  })
  return alike(cards).map(({ one, indexes }) =>
    several ? { ...one, heading: `${recordNames(indexes)}: ${one.heading.toLowerCase()}` } : one,
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether the two records count as the same person, and what that hangs on. */
export function countsWords({
  words,
  partner,
}: Pick<MatchOfLine, 'words'> & Pick<LineView, 'partner'>): string {
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
  const answered = view.matches.every(({ words }) => words.ours)
  const closed = view.matches.every(({ words }) => words.ours?.closedAt)
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
  const words = view.matches.map(({ words }) => words.ours)
  const not = (word: 'confirmed' | 'rejected') => words.some((ours) => ours?.word !== word)
  const someAnswered = words.some((ours) => ours !== null)
  const someOpen = words.some((ours) => ours !== null && ours.closedAt === null)
  const newOnes = view.thread.length > 0 && view.matches.some(({ contacted }) => !contacted)
  const action = (text: string, name: string) => ({ text, href: `${address}/${name}${suffix}` })
  return [
    ...(not('confirmed') && view.next !== 'decide' ? [action('Confirm the match', 'confirm')] : []),
    ...(not('rejected') ? [action('Reject the match', 'reject')] : []),
    ...(newOnes ? [action('Write about the further records too', 'contact')] : []),
    ...(someAnswered ? [action('Take the answer back', 'take-back')] : []),
    ...(someOpen && (view.next !== 'close' || around.next) ? [action('Close the match', 'close')] : []),
    ...(around.next && !around.inList && words.includes(null)
      ? [{ text: 'Next pair', href: around.next }]
      : []),
  ]
}

/** What the partner sees of this, in words, for the page that says it and the warning before a contact. */
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
