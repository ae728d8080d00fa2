/** What the deconfliction room found for a report, as far as this person may know of it. */
import { labelFrom, plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { matchesOfReport, type MatchedValue, type SameAs } from '../../deconfliction/index.ts'

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

/** @param reportId - of a report of this agency; of any other there is nothing to say */
export async function matchesOf(scope: MemberScope, reportId: string): Promise<ReportMatches> {
  return matchesView(await matchesOfReport(scope, reportId))
}

const stateWords: Record<MatchedValue['partners'][number]['state'], string> = {
  open: 'Not asked yet',
  contacted: 'In contact',
  confirmed: 'Confirmed',
  rejected: 'Rejected',
  closed: 'Closed',
}

export function matchesView(values: readonly MatchedValue[]): ReportMatches {
  const rows = values.flatMap(({ kind, value, partners: with_ }) =>
    with_.map(({ id, name, state }) => ({
      href: `/matches/${id}`,
      partner: name,
      what: `${labelFrom(subjectKind)(kind).toLowerCase()} ${value}`,
      state: stateWords[state],
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

/** Each person of the report that counts as the same as another record, with where that is read. */
export function samePersonsView(persons: readonly SameAs[], reportId: string) {
  return persons.map(({ value, others }) => ({
    value,
    others: others.flatMap((other) =>
      other.kind === 'partner'
        ? [{ text: `a record of ${other.partner}`, href: other.matchHref }]
        : other.reports
            .filter(({ id }) => id !== reportId)
            .map(({ id, reference }) => ({ text: `${other.value}, ${reference}`, href: `/reports/${id}` })),
    ),
  }))
}
