/** The list of matches as the page shows it: one line for each value or person of ours and partner. */
import { plural, ukNumber } from '../../../design/words.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { COUNTED_UP_TO, type CommonValue } from '../common-values.ts'
import { fromList, matchesAddress, type LineQuery } from '../line-filters.ts'
import { LINES_A_PAGE, type LineChoices, type MatchLine } from '../list-lines.ts'
import type { SilentHit } from '../silent-hits.ts'
import { inSentence, lineTags, stateItems } from './words.ts'

/**
 * Makes the tabs: all matches, the queue of persons with how many wait in it, and what the agency shares as tokens
 * only.
 * @param here - which of them is open
 * @param persons - how many rows wait in the queue of persons
 * @returns the tabs
 */
export function matchTabs(here: 'all' | 'people' | 'sealed', persons: number) {
  return [
    { text: 'All matches', href: '/matches', here: here === 'all' },
    {
      text: 'Person matches',
      href: '/matches/people',
      here: here === 'people',
      count: persons === 0 ? null : ukNumber(persons),
    },
    { text: 'Sealed records', href: '/matches/sealed', here: here === 'sealed' },
  ]
}

/** Reports named under one line; the line's own page lists more. */
const MOST_NAMED = 2

/**
 * Shows one line for each value or person of ours and partner.
 * @param lines - of one page of the list
 * @param query - its filters
 * @param page - its number, from 1
 * @returns a row for each
 */
export function lineRows(lines: readonly MatchLine[], query: LineQuery, page: number) {
  return lines.map((line, index) => {
    const place = (page - 1) * LINES_A_PAGE + index
    const [newest] = line.reports
    const named = line.reports.slice(0, MOST_NAMED)
    const rest = line.reports.length - named.length
    return [
      {
        choose: {
          name: 'line',
          value: line.id,
          id: `line-${String(index + 1)}`,
          label: `Choose ${inSentence(line.kind, line.value)} with ${line.partner.name}`,
        },
      },
      {
        text: capital(line.value),
        href: `/matches/${line.id}${fromList(query, place)}`,
        hidden: `with ${line.partner.name}`,
        ...tagsOf(line),
        detail: detailOf(line),
      },
      line.partner.name,
      {
        ...(newest ? { text: newest.title } : {}),
        detail:
          named.map(({ reference }) => reference).join(', ') + (rest > 0 ? ` and ${String(rest)} more` : ''),
      },
      line.grade ? { grade: line.grade } : 'Not graded here',
      { tags: lineTags(line.pairs) },
    ]
  })
}

function tagsOf({ fresh, taken }: MatchLine) {
  const tags = [
    ...(fresh > 0 ? [{ text: 'New to you', colour: 'purple' }] : []),
    ...(taken ? [{ text: taken.mine ? 'Taken by you' : `Taken by ${taken.name}`, colour: 'grey' }] : []),
  ]
  return tags.length > 0 ? { tags } : {}
}

function detailOf({ kind, alsoWritten, pairs, operation }: MatchLine): string {
  return [
    subjectKind[kind],
    ...(alsoWritten.length > 0 ? [`also written ${alsoWritten.slice(0, MOST_NAMED).join(', ')}`] : []),
    ...(pairs.length > 1 ? [`${String(pairs.length)} of their records`] : []),
    ...(operation === null ? [] : [operation]),
  ].join('; ')
}

/** A value begins a line here; `sealed by your agency` is written to stand in a sentence. */
const capital = (text: string) => text.replace(/^sealed /, 'Sealed ')

/**
 * Shows common values.
 * @param values - common ones
 * @returns a row for each
 */
export function commonRows(values: readonly CommonValue[]) {
  return values.map(({ kind, value, reports }) => [
    { text: capital(value), detail: subjectKind[kind] },
    { text: commonWords(reports) },
  ])
}

/**
 * Says that a value is common.
 * @param reports - in how many a value stands
 * @returns `Common, 214 reports`
 */
export function commonWords(reports: number): string {
  const number = reports.toLocaleString('en-GB')
  return `Common, ${reports >= COUNTED_UP_TO ? `${number} or more` : number} reports`
}

/**
 * Lists the filters in use, each with the address of the list without it.
 * @param query - the filters in use
 * @param choices - what they offer, for their names
 * @returns each with its words and the address
 */
export function chosenFilters(query: LineQuery, choices: LineChoices) {
  const words: Partial<Record<keyof LineQuery, { label: string; text: string | undefined }>> = {
    partner: {
      label: 'Partner',
      text: choices.partners.find(({ slug }) => slug === query.partner)?.name ?? query.partner,
    },
    state: { label: 'Answer', text: stateItems.find(({ value }) => value === query.state)?.text },
    kind: { label: 'Kind', text: query.kind && subjectKind[query.kind] },
    new: { label: 'Opened', text: freshItems.find(({ value }) => value === query.new)?.text },
    mine: { label: 'Mine', text: 'Written or taken by me' },
    operation: {
      label: 'Operation',
      text: choices.operations.find(({ id }) => id === query.operation)?.name ?? 'Not one of yours',
    },
    q: { label: 'Words', text: query.q },
  }
  return (Object.keys(words) as (keyof LineQuery)[])
    .filter((name) => query[name] !== undefined)
    .map((name) => ({
      label: words[name]?.label ?? '',
      text: words[name]?.text ?? '',
      removeHref: matchesAddress({ ...query, [name]: undefined, page: undefined }),
    }))
}

export const freshItems = [
  { value: '1', text: 'New to me' },
  { value: '0', text: 'Opened by me, or answered' },
]
export const orderItems = [
  { value: 'newest', text: 'Newest first' },
  { value: 'oldest', text: 'Oldest first' },
  { value: 'partner', text: 'Partner' },
  { value: 'kind', text: 'Kind' },
]

/**
 * Says where a page of the list stands in the whole.
 * @param query - the filters
 * @param found - how many lines are shown and found, and which page it is
 * @returns words, and the pages before and behind
 */
export function placeOf(query: LineQuery, found: { shown: number; total: number; page: number }) {
  const { shown, total, page } = found
  const to = (page: number) => matchesAddress({ ...query, page })
  const first = (page - 1) * LINES_A_PAGE + 1
  return {
    words:
      total === 0
        ? null
        : total <= LINES_A_PAGE
          ? plural(total, 'match', 'matches')
          : `${first.toLocaleString('en-GB')} to ${(first + shown - 1).toLocaleString('en-GB')} of ${plural(total, 'match', 'matches')}`,
    previousHref: page > 1 ? to(page - 1) : null,
    nextHref: first + shown - 1 < total ? to(page + 1) : null,
  }
}

/**
 * Shows silent hits.
 * @param hits - of the agency
 * @returns a row for each
 */
export function silentRows(hits: readonly SilentHit[]) {
  return hits.map((hit) => ({
    id: hit.id,
    askedBy: hit.askedBy,
    value: hit.value,
    kind: subjectKind[hit.kind],
    times: hit.times,
    at: hit.at,
    seen: hit.seenAt !== null,
    report: hit.report,
  }))
}
