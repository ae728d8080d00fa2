/** Searches what the viewer may read in full. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '../../platform/errors.ts'
import { recordId } from '../../platform/http/ids.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundRecord, RecordKind } from '../../platform/rooms/record-kind.ts'
import { identifierKeys } from '../../library/identifiers/index.ts'
import { lookedFor } from '../../platform/ledger/looked-for.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { excerptOf, isMarked, type Segment } from './excerpt.ts'
import { foundRecords, ownReferencesOf } from './found-records.ts'
import { parseQuery, withOwnReferences, wordsToMark, type ParsedQuery } from './search-query.ts'
import { digestOf, searchPage, type SearchPlace } from './search-store.ts'
import { foldForSearch } from './search-words.ts'

export type SearchQuery = {
  q?: string
  /** slugs */
  agencies?: string[]
  /** first and last day of filing in the agency's own system, YYYY-MM-DD, UTC */
  from?: string
  to?: string
  /** like `2C`; a record with any of them */
  grades?: string[]
  handling?: 'P' | 'C'
  /** a record that names any of them */
  kinds?: SubjectKind[]
  cursor?: string
  limit?: number
}

export type SearchRow = Omit<FoundRecord, 'texts' | 'names'> & {
  of: RecordKind
  /** like `2C` */
  grades: string[]
  kinds: string[]
  excerpt: Segment[]
}

export type SearchResult = {
  results: SearchRow[]
  /** how many there are within sight; the newest five hundred of them are counted and ranked */
  total: number
  /** more than these exist */
  more: boolean
  cursor: string | null
  /** what of the words was left out because it is not understood, as it was typed */
  notUnderstood: string[]
}

/** Results that are ranked: the newest of all that fit. */
export const MOST_RANKED = 500

const PAGE = 20
const LARGEST_PAGE = 100

/**
 * Searches. The words are not kept: the ledger gets how many results there were, which filters were
 * used, and a keyed digest by which a later question ("who searched for this?") can be answered.
 * @param kinds - of every record that is searched
 * @param query - anything; there are no syntax errors
 * @returns the results in order of rank, then newest first
 * @throws invalid with `from`, `to` or `cursor`
 */
export async function searchRecords(
  scope: MemberScope,
  kinds: readonly RecordKind[],
  query: SearchQuery,
): Promise<SearchResult> {
  const size = Math.max(1, Math.min(query.limit ?? PAGE, LARGEST_PAGE))
  const parsed = await understand(scope, kinds, query.q ?? '')
  const page = await searchPage(scope, {
    ...filtersOf(query),
    parsed,
    after: readPlace(query.cursor),
    size,
    most: MOST_RANKED,
  })
  const found = await foundRecords(
    scope,
    kinds,
    page.rows.map(({ id }) => id),
  )
  const wanted = wordsToMark(parsed)
  const results = page.rows.flatMap(({ id, grades, kinds }): SearchRow[] => {
    const row = found.get(id)
    if (row === undefined) return []
    const { texts, names, ...shown } = row
    const fromText = excerptOf(texts, wanted)
    const fromNames = isMarked(fromText) ? [] : excerptOf(names, wanted)
    return [{ ...shown, grades, kinds, excerpt: isMarked(fromNames) ? fromNames : fromText }]
  })
  await recordSearch(scope, query, page.total)
  const last = page.rows.at(-1)
  return {
    results,
    total: Math.min(page.total, MOST_RANKED),
    more: page.total > MOST_RANKED,
    cursor: page.next && last ? writePlace(last) : null,
    notUnderstood: parsed.notUnderstood,
  }
}

/**
 * Takes the words apart, and looks up which of them are references of the agency's own system.
 * @param kinds - of every record that is searched
 * @param typed - the words, as they were typed
 * @returns the query, with references of Seamark beside the agency's own
 */
export async function understand(
  scope: MemberScope,
  kinds: readonly RecordKind[],
  typed: string,
): Promise<ParsedQuery> {
  const parsed = parseQuery(typed)
  if (parsed.ownReferences.length === 0) return parsed
  return withOwnReferences(parsed, await ownReferencesOf(scope, kinds, parsed.ownReferences))
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ONE_DAY = 86_400_000

/**
 * Makes the filters as the database takes them.
 * @param query - what was asked for
 * @returns each filter, null where it leaves nothing out; days as instants, the last one as the day after it
 * @throws invalid with `from` or `to`
 */
export function filtersOf(query: SearchQuery) {
  return {
    agencies: query.agencies?.length ? query.agencies : null,
    since: instantOf('from', query.from, 0),
    until: instantOf('to', query.to, ONE_DAY),
    grades: query.grades?.length ? query.grades : null,
    handling: query.handling ?? null,
    kinds: query.kinds?.length ? query.kinds : null,
  }
}

function instantOf(field: string, day: string | undefined, later: number): Date | null {
  if (day === undefined || day === '') return null
  const at = DAY.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(NaN)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day)
    throw invalid({ [field]: 'Enter a day, like 2026-11-22' })
  return new Date(at.getTime() + later)
}

/**
 * Records a search in the ledger, with a keyed digest of its words and never with the words.
 * @param query - what was asked for
 * @param results - how many were found
 * @param more - `exported` where they left as a file
 */
export async function recordSearch(
  scope: MemberScope,
  query: SearchQuery,
  results: number,
  more: { exported?: true } = {},
): Promise<void> {
  const folded = foldForSearch(query.q ?? '')
    .trim()
    .replaceAll(/\s+/gu, ' ')
  const used = (['agencies', 'from', 'to', 'grades', 'handling', 'kinds'] as const).filter((name) =>
    Array.isArray(query[name]) ? query[name].length > 0 : Boolean(query[name]),
  )
  scope.record({
    kind: 'consultation',
    detail: {
      results,
      ...more,
      filters: used,
      words: folded !== '',
      // Hashed before it leaves this process: neither a statement's parameter nor a dump of the
      // database's activity shows what somebody looked for.
      ...(folded === '' ? {} : { digest: await digestOf(scope, sha256(folded)) }),
      ...(await identifiersLookedFor(scope, query.q ?? '')),
    },
  })
}

/** A search for an identifier is found again by the identifier, however it was spelled. */
async function identifiersLookedFor(scope: MemberScope, typed: string): Promise<{ looked_for?: string[] }> {
  const keys = identifierKeys(typed)
  return keys.length === 0 ? {} : { looked_for: await lookedFor(scope, keys) }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A cursor is only ours as long as nobody writes one: its rank must fit PostgreSQL's. */
const placeSchema = z.tuple([z.number().min(-1e9).max(1e9), z.iso.datetime(), recordId])

function writePlace(place: SearchPlace): string {
  return Buffer.from(JSON.stringify([place.rank, place.createdAt.toISOString(), place.id])).toString(
    'base64url',
  )
}

function readPlace(cursor: string | undefined): SearchPlace | null {
  if (cursor === undefined || cursor === '') return null
  try {
    const [rank, at, id] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { rank, createdAt: new Date(at), id }
  } catch {
    throw invalid({ cursor: 'This list cannot be continued here. Search again.' })
  }
}
