/**
 * Which lines of the list of matches are asked for, as its address says it. The address is a promise: home and
 * other pages link to it, so that a number there leads to what it counts.
 */
import { z } from 'zod'
import type { SubjectKind } from '../../wire/codes.ts'
import { matchKinds, matchStates, type MatchState } from './list-matches.ts'

/** What is put away by the own agency is not in the list until somebody asks for it. */
export const lineStates = [...matchStates, 'any'] as const
export const lineOrders = ['newest', 'oldest', 'partner', 'kind'] as const

const LONGEST_WORDS = 200
const LAST_PAGE = 10_000

const blankIsNone = (value: unknown) => (value === '' ? undefined : value)
// A form of filters sends every field, chosen or not; and what an old address says wrongly is not asked for.
const asked = <T extends z.ZodType>(schema: T) =>
  z.preprocess(blankIsNone, schema.optional()).catch(undefined as never)

/** `/matches?partner=kent-police&state=open&kind=phone&new=1&mine=1&operation=ID&q=…&sort=oldest&page=2` */
export const lineQuery = z.object({
  /** the partner's slug */
  partner: asked(z.string().max(100)),
  state: asked(z.enum(lineStates)),
  kind: asked(z.enum(matchKinds)),
  /** `1`: open, and never opened by this person; `0`: the others */
  new: asked(z.enum(['0', '1'])),
  /** `1`: on a report that this person wrote, or taken by them */
  mine: asked(z.literal('1')),
  /** an operation of this person's, in which a report of ours on it stands */
  operation: asked(z.uuid()),
  /** words or a number in what we hold ourselves */
  q: asked(z.string().trim().max(LONGEST_WORDS)),
  sort: asked(z.enum(lineOrders)),
  page: asked(z.coerce.number().int().min(1).max(LAST_PAGE)),
})
export type LineQuery = {
  partner?: string | undefined
  state?: (typeof lineStates)[number] | undefined
  kind?: SubjectKind | undefined
  new?: '0' | '1' | undefined
  mine?: '1' | undefined
  operation?: string | undefined
  q?: string | undefined
  sort?: (typeof lineOrders)[number] | undefined
  page?: number | undefined
}

/** The place of a line in the list from which it was opened, from 0: with the filters, where to go on. */
export const placeQuery = z.object({ n: asked(z.coerce.number().int().min(0).max(1_000_000)) })

/**
 * Finds the states that a question means.
 * @param state - as an address says it; without it all but closed
 * @returns the states
 */
export function statesAsked(state: LineQuery['state']): MatchState[] {
  if (state === 'any') return [...matchStates]
  if (state === undefined) return matchStates.filter((one) => one !== 'closed')
  return [state]
}

/**
 * Makes the address of the list with these filters.
 * @param query - what is left out is not asked for
 * @returns a path with a query
 */
export function matchesAddress(query: LineQuery): string {
  const text = parametersOf(query).toString()
  return text === '' ? '/matches' : `/matches?${text}`
}

/**
 * Makes the end of the address of a match that was opened from a list: its filters and the place in it.
 * @param query - the filters of the list
 * @param place - of the line in the list, from 0
 * @returns a query with `?`
 */
export function fromList(query: LineQuery, place: number): string {
  const parameters = parametersOf({ ...query, page: undefined })
  parameters.set('n', String(place))
  return `?${parameters.toString()}`
}

/**
 * Writes the filters as an address has them, in one order.
 * @param query - the filters
 * @returns only those that are used
 */
export function parametersOf(query: LineQuery): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const name of Object.keys(lineQuery.shape) as (keyof LineQuery)[]) {
    const value = query[name]
    if (value !== undefined && value !== '' && !(name === 'page' && value === 1))
      parameters.set(name, String(value))
  }
  return parameters
}
