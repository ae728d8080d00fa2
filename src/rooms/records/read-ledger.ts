/** A records manager reads the agency's own events. Looking is itself an event. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { identifierKeys } from '../../library/identifiers/index.ts'
import { lookedFor } from '../../platform/ledger/looked-for.ts'
import { codesOf, eventKind, ledgerUse } from '../../wire/codes.ts'
import { writtenDay } from '../../wire/written-day.ts'
import { sentenceOf, serviceNamed, type LedgerWords } from './sentences.ts'
import type { House } from '../../platform/rooms/fold-rooms.ts'
import { readReference } from '../../platform/identifiers.ts'
import * as store from './ledger-store.ts'

const blankIsNone = (value: unknown) => (value === '' ? undefined : value)
/** A link holds a day in one piece, also as somebody wrote it: `1 May 2026`. */
const dayOrNone = (value: unknown) =>
  typeof value === 'string' ? (writtenDay({ day: value, month: '', year: '' }) ?? blankIsNone(value)) : value
const day = z.preprocess(dayOrNone, z.iso.date('Enter a real date').optional())

const LONGEST_TYPED = 200
/** Where a page ended: the time of an event to the microsecond, and its number. */
const place = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_\d{1,18}$/)
  .optional()

/** The filters of the page, as a query string brings them. */
export const ledgerQuery = z.object({
  /** for what it is read; without it nothing is */
  use: z.enum(codesOf(ledgerUse), 'Say what you read the ledger for'),
  kind: z.preprocess(
    (value) => (value === undefined || value === '' ? [] : [value].flat()),
    z.array(z.enum(codesOf(eventKind))),
  ),
  person: z.preprocess(blankIsNone, z.uuid().optional()),
  record: z.preprocess(blankIsNone, z.uuid('Enter the id of a record').optional()),
  /** a record by what people call it */
  reference: z.preprocess(blankIsNone, z.string().trim().max(LONGEST_TYPED).optional()),
  /** an identifier that somebody looked for */
  sought: z.preprocess(
    blankIsNone,
    z.string().trim().max(LONGEST_TYPED, 'Enter one number, plate, name of a vessel or address').optional(),
  ),
  from: day,
  to: day,
  /** the page of events before this one; or, instead, that of events after it */
  before: place,
  after: place,
})

export type LedgerQuery = z.output<typeof ledgerQuery>
/** The words of events, and the kinds of record that they name. */
export type LedgerHouse = LedgerWords & Pick<House, 'records'>

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
  /** what the record is called, and where it may be opened; null where it is no record, or not known here */
  record: { reference: string; href: string | null } | null
  /** the place in the tree, for a proof; null of several events, and of one that has none yet */
  place: number | null
}

export type LedgerPage = {
  lines: LedgerLine[]
  /** cursor of the next (older) page, for `before` */
  next: string | null
  /** cursor of the page before this one (newer), for `after`; null on the first */
  previous: string | null
  total: number
  /** counting stopped there */
  atLeast: boolean
  people: { id: string; name: string }[]
  /** what of the filter names nothing that is known here */
  unknown: { reference: boolean; sought: boolean }
}

const PAGE = 50
/** So many events are looked at to fill a page with lines. */
const READ = 2_000
const COUNTED = 10_000
const EXPORTED = 10_000

type Found = { filter: store.LedgerFilter; unknown: LedgerPage['unknown'] }

function placeOf(cursor: string | undefined): store.LedgerPlace | null {
  const [at = '', id = ''] = cursor?.split('_') ?? []
  return cursor === undefined ? null : { at, id }
}

/** What was typed, as the statements take it: a reference becomes the record, an identifier its digests. */
async function filterOf(scope: MemberScope, query: LedgerQuery): Promise<Found> {
  const written =
    query.reference === undefined ? null : (readReference(query.reference) ?? query.reference.toUpperCase())
  const called = written === null ? [] : await store.recordsCalled(scope, written)
  const keys = query.sought === undefined ? [] : identifierKeys(query.sought)
  const subjectIds = written === null ? (query.record === undefined ? null : [query.record]) : called
  return {
    filter: {
      kinds: query.kind,
      personId: query.person ?? null,
      subjectIds,
      lookedFor: query.sought === undefined ? null : await lookedFor(scope, keys),
      from: query.from ?? null,
      to: query.to ?? null,
      before: placeOf(query.before),
      after: placeOf(query.after),
    },
    unknown: {
      reference: written !== null && called.length === 0,
      sought: query.sought !== undefined && keys.length === 0,
    },
  }
}

/**
 * Reads one page of the agency's events, newest first. The reading is an event too, with what it is for.
 * @param query - the use, the filter, and the cursor of the page
 * @param house - the words of all rooms, and their kinds of record
 * @returns the lines, where events in a row that say the same are one; the cursor; the count; the agency's people
 */
export async function readLedger(
  scope: MemberScope,
  query: LedgerQuery,
  house: LedgerHouse,
): Promise<LedgerPage> {
  await store.stateUse(scope, query.use)
  const { filter, unknown } = await filterOf(scope, query)
  const page = await pageOf(scope, filter, house)
  // Of a record there are mostly so few that all of them have been read.
  const total = page.all ?? (await store.countEvents(scope, filter, COUNTED))
  scope.record({ kind: 'consultation', detail: { ledger: true, use: query.use, shown: page.used } })
  return {
    lines: page.lines,
    next: page.next,
    previous: page.previous,
    total,
    atLeast: total === COUNTED,
    people: await store.listAgencyPeople(scope),
    unknown,
  }
}

/** `used`: events that stand in the lines; `all`: how many fit the filter, where that is known by now */
type Page = Pick<LedgerPage, 'lines' | 'next' | 'previous'> & { used: number; all: number | null }

async function pageOf(scope: MemberScope, filter: store.LedgerFilter, house: LedgerHouse): Promise<Page> {
  const { after } = filter
  const rows = await store.listEvents(scope, filter, READ + 1)
  const further = rows.length > READ
  const read = await linesOf(scope, rows.slice(0, READ), house)
  if (after === null) {
    const { lines, used } = fold(read, PAGE)
    return {
      ...{ lines, used, all: further || filter.before !== null ? null : rows.length },
      next: rows.length > used ? cursorOf(rows[used - 1]) : null,
      previous: filter.before === null ? null : cursorOf(rows[0]),
    }
  }
  // They come nearest first. What fills less than a page is the beginning of the list, which grows while it is read.
  const { used } = fold(read, PAGE)
  if (used === read.length && !further) return await pageOf(scope, { ...filter, after: null }, house)
  const { lines } = fold(read.slice(0, used).reverse(), PAGE)
  return { lines, used, all: null, next: cursorOf(rows[0]), previous: cursorOf(rows[used - 1]) }
}

const cursorOf = (row: store.LedgerRow | undefined): string | null =>
  row === undefined ? null : `${row.exactly}_${row.id}`

/**
 * Reads the events that fit the filter, for an export; at most 10,000, newest first. The export is an event too.
 * @param query - the use and the filter
 * @param house - the words of all rooms, and their kinds of record
 * @returns one line for each event
 */
export async function exportLedger(
  scope: MemberScope,
  query: LedgerQuery,
  house: LedgerHouse,
): Promise<LedgerLine[]> {
  await store.stateUse(scope, query.use)
  const { filter } = await filterOf(scope, query)
  const rows = await store.listEvents(scope, filter, EXPORTED)
  scope.record({ kind: 'consultation', detail: { ledger: true, use: query.use, exported: rows.length } })
  return await linesOf(scope, rows, house)
}

/**
 * Reads who opened some records, took them along or received them, for the integrity and security of personal data
 * (DPA 2018 s.62(4)(c)). The reading is an event too.
 * @param records - ids of records, 200 at most
 * @param house - the words of all rooms, and their kinds of record
 * @returns lines, newest first, where events in a row that say the same are one; whether there are more than 500
 */
export async function readWhoSaw(
  scope: MemberScope,
  records: readonly string[],
  house: LedgerHouse,
): Promise<{ lines: LedgerLine[]; more: boolean }> {
  await store.stateUse(scope, 'integrity')
  const filter: store.LedgerFilter = {
    ...{ kinds: ['consultation', 'disclosure', 'combination'], subjectIds: records },
    ...{ personId: null, lookedFor: null, from: null, to: null, before: null, after: null },
  }
  const rows = records.length === 0 ? [] : await store.listEvents(scope, filter, READ + 1)
  const { lines, used } = fold(await linesOf(scope, rows.slice(0, READ), house), 500)
  scope.record({ kind: 'consultation', detail: { ledger: true, use: 'integrity', shown: used } })
  return { lines, more: rows.length > used }
}

async function linesOf(
  scope: MemberScope,
  rows: readonly store.LedgerRow[],
  house: LedgerHouse,
): Promise<LedgerLine[]> {
  const names = await store.agencyNames(scope)
  const ids = new Set(rows.flatMap(({ subjectId }) => subjectId ?? []))
  const records = await store.nameRecords(scope, [...ids])
  const places = await store.placesOf(
    scope,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const named = records.get(row.subjectId ?? '')
    return {
      ...lineOf(scope, row, names, house),
      record: named === undefined ? null : { reference: named.reference, href: hrefOf(row, named, house) },
      place: places.get(row.id) ?? null,
    }
  })
}

/** Where the record is opened, by whoever may. */
function hrefOf(row: store.LedgerRow, named: store.NamedRecord, { records }: LedgerHouse): string | null {
  const id = row.subjectId
  if (!named.inSight || id === null) return null
  if (row.subjectKind === 'public-report') return `/triage/${id}`
  return records.get(row.subjectKind ?? '')?.href(id) ?? null
}

/**
 * Makes one line of events in a row that say the same, until there are `most` lines.
 * @param all - lines in the order of the page
 * @param most - how many lines may come of them
 * @returns the lines, and how many of `all` stand in them
 */
export function fold(all: readonly LedgerLine[], most: number): { lines: LedgerLine[]; used: number } {
  const lines: LedgerLine[] = []
  let used = 0
  for (const line of all) {
    const last = lines.at(-1)
    if (last && saysTheSame(last, line)) {
      last.times += line.times
      last.since = line.since
      last.place = null
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
  one.record?.reference === other.record?.reference &&
  one.recipients.join() === other.recipients.join()

function lineOf(
  { actor }: MemberScope,
  row: store.LedgerRow,
  names: ReadonlyMap<number, string>,
  words: LedgerWords,
): Omit<LedgerLine, 'record' | 'place'> {
  const askedBy = row.detail['asked_by']
  const others = [...row.recipients, ...(typeof askedBy === 'number' ? [askedBy] : [])]
  return {
    at: row.at,
    byHour: row.service === 'public',
    times: 1,
    since: row.at,
    kind: eventKind[row.kind],
    sentence: sentenceOf(words, row),
    who:
      row.who ?? (row.service === null ? 'Somebody who was not signed in' : serviceNamed(words, row.service)),
    purpose: row.purpose,
    recipients: others
      .filter((id) => id !== actor.agencyId)
      .map((id) => (id === 0 ? 'All partners' : (names.get(id) ?? 'An agency'))),
  }
}
