/** The list of matches as the page shows it: one entry for each value and partner. */
import { ukMonth } from '../../../design/dates.ts'
import type { Classification } from '../../../wire/codes.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { COUNTED_UP_TO, type CommonValue } from '../common-values.ts'
import type { MatchQuery, MatchRowInside } from '../list-matches.ts'
import { COUNTED_UP_TO as PAIRS_COUNTED_UP_TO } from '../person-queue.ts'
import type { SilentHit } from '../silent-hits.ts'
import { stateTags } from './words.ts'

/** All matches, the queue of persons with how many wait in it, and what the agency shares as tokens only. */
export function matchTabs(here: 'all' | 'people' | 'sealed', pairs: number) {
  return [
    { text: 'All matches', href: '/matches', here: here === 'all' },
    {
      text: 'Pairs of persons',
      href: '/matches/people',
      here: here === 'people',
      count:
        pairs === 0 ? null : pairs >= PAIRS_COUNTED_UP_TO ? `${String(PAIRS_COUNTED_UP_TO)}+` : String(pairs),
    },
    { text: 'Sealed records', href: '/matches/sealed', here: here === 'sealed' },
  ]
}

/** Reports named under one match; the match's own page lists more. */
const MOST_NAMED = 3

/** Rows of one value and one partner become one entry, in the place of the first of them. */
export function groupedRows(rows: readonly MatchRowInside[]) {
  const groups = new Map<string, MatchRowInside[]>()
  for (const row of rows) groups.set(row.matchId, [...(groups.get(row.matchId) ?? []), row])
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const named = group.slice(0, MOST_NAMED).map((row) => `${row.my_report.reference} ${row.title}`)
    const rest = group.length - named.length
    return [
      [
        {
          text: capital(first.value),
          href: `/matches/${first.id}`,
          hidden: `with ${first.partner.name}`,
          detail: subjectKind[first.kind],
        },
        first.partner.name,
        named.join('; ') + (rest > 0 ? ` and ${String(rest)} more` : ''),
        ukMonth(first.month),
        { tag: stateTags[first.state] },
      ],
    ]
  })
}

/** A value begins a line here; `sealed by your agency` is written to stand in a sentence. */
const capital = (text: string) => text.replace(/^sealed /, 'Sealed ')

export function commonRows(values: readonly CommonValue[]) {
  return values.map(({ kind, value, reports }) => [
    { text: capital(value), detail: subjectKind[kind] },
    { text: commonWords(reports) },
  ])
}

/** `Common, 214 reports`. */
export function commonWords(reports: number): string {
  const number = reports.toLocaleString('en-GB')
  return `Common, ${reports >= COUNTED_UP_TO ? `${number} or more` : number} reports`
}

/** The filters in use, each with the address of the list without it. */
export function chosenFilters(query: Pick<MatchQuery, 'state' | 'kind'>) {
  const chosen: { label: string; text: string; removeHref: string }[] = []
  if (query.state)
    chosen.push({
      label: 'State',
      text: stateTags[query.state].text,
      removeHref: listHref({ kind: query.kind }),
    })
  if (query.kind)
    chosen.push({
      label: 'Kind',
      text: subjectKind[query.kind],
      removeHref: listHref({ state: query.state }),
    })
  return chosen
}

export function listHref(query: {
  state?: string | undefined
  kind?: string | undefined
  cursor?: string | undefined
}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value)
  const text = parameters.toString()
  return text === '' ? '/matches' : `/matches?${text}`
}

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

export function highest(marked: readonly { classification: Classification }[]): Classification {
  return marked.some((one) => one.classification === 'OFFICIAL-SENSITIVE') ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
}
