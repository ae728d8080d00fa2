/** A records manager reads the agency's own events. Looking is itself an event. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { codesOf, eventKind } from '../../wire/codes.ts'
import { writtenDay } from '../../wire/written-day.ts'
import { sentenceOf, serviceNamed } from './sentences.ts'
import * as store from './ledger-store.ts'

const blankIsNone = (value: unknown) => (value === '' ? undefined : value)
/** A link holds a day in one piece, also as somebody wrote it: `1 May 2026`. */
const dayOrNone = (value: unknown) =>
  typeof value === 'string' ? (writtenDay({ day: value, month: '', year: '' }) ?? blankIsNone(value)) : value
const day = z.preprocess(dayOrNone, z.iso.date('Enter a real date').optional())

/** The filters of the page, as a query string brings them. */
export const ledgerQuery = z.object({
  kind: z.preprocess(
    (value) => (value === undefined || value === '' ? [] : [value].flat()),
    z.array(z.enum(codesOf(eventKind))),
  ),
  person: z.preprocess(blankIsNone, z.uuid().optional()),
  record: z.preprocess(blankIsNone, z.uuid('Enter the id of a record').optional()),
  from: day,
  to: day,
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})

export type LedgerQuery = z.output<typeof ledgerQuery>

export type LedgerLine = {
  at: Date
  /** an event of the public: its hour is known, and nothing nearer */
  byHour: boolean
  /** how many events in a row this line stands for; an import leaves thousands that say the same */
  times: number
  /** when the first of them was */
  since: Date
  kind: string
  sentence: string
  who: string
  purpose: string | null
  recipients: string[]
}

export type LedgerPage = {
  lines: LedgerLine[]
  /** cursor of the next (older) page */
  next: string | null
  total: number
  /** counting stopped there */
  atLeast: boolean
  people: { id: string; name: string }[]
}

const PAGE = 50
/** So many events are looked at to fill a page with lines. */
const READ = 2_000
const COUNTED = 10_000
const EXPORTED = 10_000

function filterOf(query: LedgerQuery): store.LedgerFilter {
  return {
    kinds: query.kind,
    personId: query.person ?? null,
    subjectId: query.record ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
    before: query.before ?? null,
  }
}

/** One page of the agency's events, newest first. */
export async function readLedger(scope: MemberScope, query: LedgerQuery): Promise<LedgerPage> {
  const filter = filterOf(query)
  const rows = await store.listEvents(scope, filter, READ + 1)
  const names = await store.agencyNames(scope)
  const total = await store.countEvents(scope, filter, COUNTED)
  const { lines, used } = fold(
    rows.slice(0, READ).map((row) => lineOf(scope, row, names)),
    PAGE,
  )
  scope.record({ kind: 'consultation', detail: { ledger: true, shown: used } })
  return {
    lines,
    next: rows.length > used ? (rows[used - 1]?.id ?? null) : null,
    total,
    atLeast: total === COUNTED,
    people: await store.listAgencyPeople(scope),
  }
}

/** The events that fit the filter, for an export; at most 10,000, newest first. */
export async function exportLedger(scope: MemberScope, query: LedgerQuery): Promise<LedgerLine[]> {
  const rows = await store.listEvents(scope, filterOf(query), EXPORTED)
  const names = await store.agencyNames(scope)
  scope.record({ kind: 'consultation', detail: { ledger: true, exported: rows.length } })
  return rows.map((row) => lineOf(scope, row, names))
}

/** Makes one line of events in a row that say the same, until there are `most` lines. */
export function fold(all: readonly LedgerLine[], most: number): { lines: LedgerLine[]; used: number } {
  const lines: LedgerLine[] = []
  let used = 0
  for (const line of all) {
    const last = lines.at(-1)
    if (last && saysTheSame(last, line)) {
      last.times += line.times
      last.since = line.since
    } else {
      if (lines.length === most) break
      lines.push({ ...line })
    }
    used++
  }
  return { lines, used }
}

const saysTheSame = (one: LedgerLine, other: LedgerLine) =>
  one.sentence === other.sentence &&
  one.who === other.who &&
  one.kind === other.kind &&
  one.purpose === other.purpose &&
  one.recipients.join() === other.recipients.join()

function lineOf(
  { actor }: MemberScope,
  row: store.LedgerRow,
  names: ReadonlyMap<number, string>,
): LedgerLine {
  const askedBy = row.detail['asked_by']
  const others = [...row.recipients, ...(typeof askedBy === 'number' ? [askedBy] : [])]
  return {
    at: row.at,
    byHour: row.service === 'public',
    times: 1,
    since: row.at,
    kind: eventKind[row.kind],
    sentence: sentenceOf(row),
    who: row.who ?? (row.service === null ? 'Somebody who was not signed in' : serviceNamed(row.service)),
    purpose: row.purpose,
    recipients: others
      .filter((id) => id !== actor.agencyId)
      .map((id) => (id === 0 ? 'All partners' : (names.get(id) ?? 'An agency'))),
  }
}
