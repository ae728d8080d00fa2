/** A request as its page prints it: what was asked, by whom each step was done, and what happens next. */
import { ukDate, ukDateTime } from '../../../design/dates.ts'
import { correctHref, tellHref } from '../corroborate.ts'
import type { NamedRecord, RequestView, WrongRecord } from '../read-requests.ts'
import { CATEGORIES, needsSafeguarding, NOT_ALONE, OUTCOMES, REFUSED_FOR } from '../words.ts'

export type Row = { key: string; text: string }
const row = (key: string, text: string | null | undefined): Row[] =>
  text === null || text === undefined || text === '' ? [] : [{ key, text }]
const byAt = (who: string | null, at: Date | null) =>
  who === null || at === null ? null : `${who}, ${ukDateTime(at)}`

/** What is asked. */
export const asksOf = (one: RequestView): Row[] => [
  ...row('System', one.systemName),
  ...row('Operation', one.operationId === null ? null : (one.codename ?? 'One that you are not in')),
  ...row('Matter', one.matter),
  ...row('About', `${one.subject} (${CATEGORIES[one.category].toLowerCase()})`),
  ...row('What is asked', one.asked),
  ...row('Power', one.power),
  ...row('Purpose', one.purpose),
  ...row('Necessity', one.necessity),
  ...row('Proportionality', one.proportionality),
  ...row('Less intrusive ways', one.lessIntrusive),
  ...row('Sensitive processing', one.sensitive ? `Yes. ${one.condition ?? ''}` : 'No'),
  ...row('Review', ukDate(one.reviewOn)),
]

/** Who did what: the line of responsibility. */
export const lineOf = (one: RequestView): Row[] => [
  ...row('Written by', byAt(one.requester, one.draftedAt)),
  ...row(
    'Safeguarding decision',
    one.safeguarding === null
      ? null
      : `${one.safeguarding.person}, ${ukDateTime(one.safeguarding.at)}: ${one.safeguarding.decision}`,
  ),
  ...row('Asked of', one.askedAt === null ? null : `${one.authoriser ?? ''}, ${ukDateTime(one.askedAt)}`),
  ...row(
    one.state === 'refused' ? 'Refused by' : 'Authorised by',
    one.decidedAt === null ? null : byAt(one.authoriser, one.decidedAt),
  ),
  ...row('Why', one.refusedFor === null ? null : `${REFUSED_FOR[one.refusedFor]}. ${one.reason ?? ''}`),
  ...row(one.lapsed ? 'Lapsed' : 'Valid until', one.validUntil === null ? null : ukDateTime(one.validUntil)),
  ...row('Made by', byAt(one.madeBy, one.madeAt)),
  ...row('Through', one.desk),
  ...row('Their reference', one.reference),
  ...row('Answer entered by', byAt(one.outcomeBy, one.outcomeAt)),
  ...row('Closed', one.closedAt === null ? null : ukDateTime(one.closedAt)),
  ...row('Legal hold', one.holdReason),
]

/** What came of it. */
export const cameOf = (one: RequestView): Row[] =>
  one.outcome === null
    ? []
    : [
        {
          key: 'Answer',
          text: one.outcome === 'possible' ? `${OUTCOMES.possible}. ${NOT_ALONE}` : OUTCOMES[one.outcome],
        },
        ...row('In words', one.outcomeText),
        ...(one.corroboration === null
          ? []
          : row(
              'Corroborated by',
              `${one.corroboration.person}, ${ukDateTime(one.corroboration.at)}: ${one.corroboration.words}`,
            )),
      ]

const HIDDEN = 'A record that you do not see'

/** Records, each with its page where the reader sees it. */
export const recordsOf = (records: readonly NamedRecord[]) =>
  records.map(({ id, reference, kind }) => ({
    text: reference ?? HIDDEN,
    href: reference === null || kind !== 'report' ? undefined : `/reports/${id}`,
  }))

const STANDS = {
  open: 'not corrected yet',
  tell: 'corrected; partners that have it are not told yet',
  done: 'corrected',
} as const

/**
 * Records of our own that were about the wrong person, with what is next for each.
 * @param decides - may the reader write a version, and tell partners?
 */
export const wrongOf = (records: readonly WrongRecord[], decides: boolean) =>
  records.map(({ id, reference, kind, stands }) => {
    const seen = reference !== null && kind === 'report'
    const does = seen && decides && stands !== 'done'
    return {
      text: reference ?? HIDDEN,
      href: seen ? `/reports/${id}` : undefined,
      note: STANDS[stands],
      next: does
        ? stands === 'open'
          ? { text: `Write a new version of ${reference}`, href: correctHref(id) }
          : { text: `Tell partners about ${reference}`, href: tellHref(id) }
        : undefined,
    }
  })

/** @returns one sentence: whose turn it is */
export function nextOf(one: RequestView): string {
  if (one.lapsed)
    return one.askedAgain === null
      ? 'It was not made in time. Whoever asked may ask again.'
      : 'It was not made in time, and was asked again.'
  switch (one.state) {
    case 'drafted':
      return needsSafeguarding(one.category) && one.safeguarding === null
        ? 'A colleague writes a safeguarding decision. Then somebody is asked to authorise it.'
        : 'Whoever wrote it asks somebody to authorise it.'
    case 'asked':
      return `${one.authoriser ?? 'Somebody'} authorises it, or refuses it with a reason.`
    case 'authorised':
      return one.hasAccess
        ? 'An accredited colleague makes it in the system, and enters the reference here.'
        : 'Whoever asked gives it to the desk that asks for your agency, and enters the reference here.'
    case 'refused':
      return 'Nothing more is done with it.'
    case 'made':
      return 'Whoever made it or asked enters the answer.'
    case 'outcome':
      if (one.wrongRecords.some(({ stands }) => stands !== 'done'))
        return 'The records below are corrected first. Whoever wrote them finds it on their first page.'
      return one.outcome === 'possible'
        ? `${NOT_ALONE}. A colleague who did not enter the answer writes what corroborates it.`
        : 'It is closed when nothing more follows from it.'
    case 'closed':
      return one.outcome === 'possible' ? `It is closed. ${NOT_ALONE}.` : 'It is closed.'
  }
}

/** What its reader may do now. */
export function canOf(one: RequestView) {
  const { is } = one
  const works = is.requester || is.authoriser || is.maker
  const valid = one.state === 'authorised' && !one.lapsed
  const needs = one.state === 'drafted' && needsSafeguarding(one.category) && one.safeguarding === null
  return {
    change: one.state === 'drafted' && is.requester,
    ask: one.state === 'drafted' && is.requester && !needs,
    safeguard: needs && !is.requester,
    takeBack: one.state === 'asked' && is.requester,
    decide: one.state === 'asked' && is.authoriser,
    make: valid && !is.authoriser && (one.hasAccess ? is.operator : is.requester),
    again: one.lapsed && one.askedAgain === null && one.asks,
    answer: one.state === 'made' && (is.maker || is.requester),
    corroborate: one.outcome === 'possible' && !is.answerer,
    wrong: one.outcome === 'possible' || one.outcome === 'corroborated',
    link: one.outcome !== null && one.codename !== null,
    close: one.state === 'outcome' && works,
    review: one.state !== 'drafted',
  }
}
