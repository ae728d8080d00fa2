/** What the deconfliction room found for a report, as far as this person may know of it. */
import { labelFrom, plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { subjectKind } from '../../../wire/codes.ts'
import {
  addressOfOwn,
  heldToo,
  matchesOfReport,
  type HeldToo,
  type MatchedValue,
  type SameAs,
} from '../../matches/index.ts'
import type { RecordId } from '../../../wire/ids.ts'

export type ReportMatches = {
  /** how many matches with each partner, the most first */
  partners: { name: string; count: number; rows: { href: string; what: string }[] }[]
  /** one line for each value and partner */
  rows: { href: string; partner: string; what: string; state: string }[]
  /** by kind and key of a value: its matches, for the card of what the report names */
  marks: ReadonlyMap<string, { href: string; partner: string; state: string }[]>
  /** values so common that they open no match */
  common: string[]
}

/**
 * Reads what a report is matched with.
 * @param reportId - of a report of this agency; of any other there is nothing to say
 * @returns the matches that this person may know of
 */
export async function matchesOf(scope: MemberScope, reportId: RecordId): Promise<ReportMatches> {
  return matchesView(await matchesOfReport(scope, reportId))
}

const stateWords: Record<MatchedValue['partners'][number]['state'], string> = {
  open: 'Not asked yet',
  contacted: 'In contact',
  confirmed: 'Confirmed by us',
  rejected: 'Rejected by us',
  closed: 'Closed',
}

/** Whose word it is: a colleague who reads "confirmed" must not take one agency's for both. */
function standsAs({ state, theirs }: Pick<MatchedValue['partners'][number], 'state' | 'theirs'>): string {
  if (state === 'confirmed' && theirs === 'confirmed') return 'Confirmed by both'
  if (state === 'rejected' && theirs === 'rejected') return 'Rejected by both'
  const partner = theirs === 'confirmed' ? ', they confirm' : theirs === 'rejected' ? ', they reject' : ''
  return `${stateWords[state]}${partner}`
}

/**
 * Makes what a page prints of a report's matches.
 * @param values - that are matched, or common
 * @returns the matches by partner, line by line and by value
 */
export function matchesView(values: readonly MatchedValue[]): ReportMatches {
  const rows = values.flatMap(({ kind, value, partners: with_ }) =>
    with_.map(({ id, name, state, theirs, records }) => ({
      href: `/matches/${id}`,
      partner: name,
      what: `${labelFrom(subjectKind)(kind).toLowerCase()} ${value}${records > 1 ? ` (${plural(records, 'record')})` : ''}`,
      state: standsAs({ state, theirs }),
    })),
  )
  return {
    partners: [...Map.groupBy(rows, ({ partner }) => partner)]
      .map(([name, own]) => ({ name, count: own.length, rows: own }))
      .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name)),
    rows,
    marks: new Map(
      values.map(({ kind, key, partners: with_ }) => [
        `${kind} ${key}`,
        with_.map(({ id, name, state }) => ({
          href: `/matches/${id}`,
          partner: name,
          state: stateWords[state],
        })),
      ]),
    ),
    common: values.flatMap(({ kind, value, common }) =>
      common === null
        ? []
        : [
            `${labelFrom(subjectKind)(kind)} ${value} is common: it stands in ${plural(common, 'report')} and opens no match`,
          ],
    ),
  }
}

export type HeldTooView = {
  rows: { href: string; what: string; state: string; reports: { reference: string; href: string }[] }[]
  /** where the partner is asked about the report */
  askHref: string | null
}

/**
 * Reads what our agency holds of that which a received report names, and where to ask about it.
 * @param reportId - of a partner's report
 * @returns what the page prints
 */
export async function heldTooOf(scope: MemberScope, reportId: RecordId): Promise<HeldTooView> {
  return heldTooView(await heldToo(scope, reportId))
}

/**
 * Makes what a page prints of what our agency holds too.
 * @param held - values of the received report
 * @returns one row for each, and where the partner is asked; a conversation that has begun is gone on with
 */
export function heldTooView(held: readonly HeldToo[]): HeldTooView {
  // A conversation that has begun is gone on with.
  const asked = held.find(({ state }) => state !== 'open') ?? held[0]
  return {
    rows: held.map(({ sideId, kind, value, state, reports }) => ({
      href: `/matches/${sideId}`,
      what: `${labelFrom(subjectKind)(kind).toLowerCase()} ${value}`,
      state: stateWords[state].toLowerCase(),
      reports: reports.map(({ id, reference }) => ({ reference, href: `/reports/${id}` })),
    })),
    askHref:
      asked === undefined
        ? null
        : asked.state === 'open'
          ? `/matches/${asked.sideId}/contact`
          : `/matches/${asked.sideId}#message`,
  }
}

/**
 * Lists each person of the report that counts as the same as another record, with where that is read.
 * @param persons - as the room `matches` answers them
 * @param reportId - of the report on the page, which is not listed as another
 * @returns one entry for each person
 */
export function samePersonsView(persons: readonly SameAs[], reportId: RecordId) {
  return persons.map(({ value, others }) => ({
    value,
    others: others.flatMap((other) =>
      other.kind === 'partner'
        ? [{ text: `a record of ${other.partner}`, href: other.matchHref }]
        : other.reports
            .filter(({ id }) => id !== reportId)
            .map((one) => ({ text: `${other.value}, ${one.reference}`, href: addressOfOwn(one) })),
    ),
  }))
}
