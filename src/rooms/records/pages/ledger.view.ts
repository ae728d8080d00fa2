/** What the ledger's page prints. */
import { ukDate, ukDateTime, ukHour } from '../../../design/dates.ts'
import { ukNumber } from '../../../design/words.ts'
import { eventKind, ledgerUse } from '../../../wire/codes.ts'
import type { LedgerLine, LedgerPage, LedgerQuery } from '../read-ledger.ts'

/** A query string as it was typed. */
export type Typed = Record<string, string | string[]>

/**
 * Writes an address with a query.
 * @param path - of the page
 * @param values - what is empty or undefined is left out
 * @returns the address
 */
export function withQuery(path: string, values: Record<string, string | string[] | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const one of [value ?? []].flat()) if (one !== '') query.append(name, one)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The four uses, for a form. */
export const useItems = Object.entries(ledgerUse).map(([value, text]) => ({ value, text }))

/**
 * Makes the rows of the table.
 * @param lines - of one page
 * @param use - for what the ledger is read; a proof is asked for under the same
 * @returns cells in the order of the heads
 */
export const rowsOf = (lines: readonly LedgerLine[], use: string) =>
  lines.map((line) => [
    line.byHour ? { text: ukHour(line.at), detail: 'Rounded to the hour' } : { time: line.at },
    { text: line.sentence, detail: detailOf(line) },
    recordCell(line),
    line.kind,
    { text: line.who, detail: line.purpose ? `Purpose: ${line.purpose}` : undefined },
    line.place === null
      ? ''
      : {
          ...{ text: 'Proof', href: withQuery('/proofs/event', { event: String(line.place), use }) },
          hidden: `that event ${String(line.place)} stands in the ledger`,
        },
  ])

function recordCell({ record }: LedgerLine) {
  if (record === null) return ''
  return record.href === null ? record.reference : { text: record.reference, href: record.href }
}

function detailOf({ times, since, recipients }: LedgerLine): string | undefined {
  const parts = [
    ...(times > 1 ? [`${ukNumber(times)} times, the first ${ukDateTime(since)}`] : []),
    ...(recipients.length > 0 ? [`Concerned: ${recipients.join(', ')}`] : []),
  ]
  return parts.length > 0 ? parts.join('. ') : undefined
}

/**
 * Says which filters are in use, each with the address without it.
 * @param typed - the query string, with whole days
 * @param query - the same, understood
 * @param people - of the agency
 * @returns tags in the order of the form
 */
export function selectedFilters(typed: Typed, query: LedgerQuery, people: LedgerPage['people']) {
  const without = (name: string, keep?: string[]) =>
    withQuery('/ledger', { ...typed, before: undefined, after: undefined, [name]: keep })
  const person = people.find((one) => one.id === query.person)
  const tag = (label: string, name: string, text: string | undefined) =>
    text === undefined ? [] : [{ label, text, removeHref: without(name) }]
  return [
    ...tag('Record', 'reference', query.reference),
    ...tag('Record', 'record', query.record && 'one record'),
    ...tag('Looked for', 'sought', query.sought),
    ...query.kind.map((kind) => ({
      ...{ label: 'Kind', text: eventKind[kind] },
      removeHref: without(
        'kind',
        query.kind.filter((other) => other !== kind),
      ),
    })),
    ...tag('Person', 'person', person?.name),
    ...tag('From', 'from', query.from && ukDate(query.from)),
    ...tag('To', 'to', query.to && ukDate(query.to)),
  ]
}

/**
 * Says why a list is empty, and what to do.
 * @param page - the list
 * @returns title and text
 */
export function nothingFits({ unknown }: LedgerPage): { title: string; text: string } {
  if (unknown.reference)
    return {
      title: 'No record of this reference is known here',
      text: 'Check the reference. It must be of a record that your agency owns, or was given.',
    }
  if (unknown.sought)
    return {
      title: 'This is no identifier',
      text: 'Enter a telephone number, a registration plate, an account or an address, in any spelling.',
    }
  return { title: 'No event fits', text: 'Widen the dates or take a filter away.' }
}
