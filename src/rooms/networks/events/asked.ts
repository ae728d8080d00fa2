/** Which events are asked for: the same in the address of the page, in a file and over HTTP. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { codesOf, whatHappened, type WhatHappened } from '../../../wire/codes.ts'
import { isRealDate, writtenDay } from '../../../wire/written-day.ts'
import {
  placesOfStretch,
  namesOfPlan,
  parsePosition,
  turnedRound,
  writePosition,
  type NamedInPlan,
  type Position,
} from '../../coast/index.ts'

/** Kilometres around a place where nothing is said, and at most. */
export const USUAL_KM = 5
export const MOST_KM = 100
const MOST_DAYS = 3_660

const one = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => ([value ?? []].flat().at(-1) ?? '').trim())

/** Forgiving on purpose: a link somebody kept must still work when a code in it is no more. */
export const askedQuery = z.object({
  /** of a site or a stretch of the own plan */
  near: one,
  /** a position in any notation */
  at: one,
  km: one,
  days: one,
  from: one,
  to: one,
  kind: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [value ?? []].flat().filter((code) => code !== '')),
  /** where the page before ended: older events follow, or newer ones stand before */
  cursor: one,
  newer: one,
})
export type Asked = z.output<typeof askedQuery>

/** What is looked for. `points`: near any of these; null: anywhere. `from` and `to`: days in London, both in it. */
export type EventFilter = {
  points: readonly Position[] | null
  km: number
  days: number | null
  from: string | null
  to: string | null
  kinds: readonly WhatHappened[]
}

export type Understood = {
  filter: EventFilter
  errors: Record<string, string>
  /** what is near, in words; null: anywhere */
  place: string | null
  /** the site or stretch of the own plan that it is near to */
  named: NamedInPlan | null
  /** a pair that may be turned round, the right way */
  turned: string | null
  /** what may be chosen */
  plan: NamedInPlan[]
}

/**
 * Reads what was asked for.
 * @param asked - as it stands in the address
 * @returns the filter; and what of it could not be understood, by field. A filter with errors is not to be used
 */
export async function understand(scope: MemberScope, asked: Asked): Promise<Understood> {
  const errors: Record<string, string> = {}
  const plan = await namesOfPlan(scope)
  const named = asked.near === '' ? null : (plan.find(({ id }) => id === asked.near) ?? null)
  if (asked.near !== '' && named === null) errors['near'] = 'Choose a place of your coastal plan'
  if (asked.near !== '' && asked.at !== '')
    errors['at'] = 'Choose a place of your plan or enter a position, not both'
  const typed = asked.at === '' || errors['at'] !== undefined ? null : positionIn(asked.at)
  if (typed !== null && 'fault' in typed) errors['at'] = typed.fault
  const point = typed !== null && 'position' in typed ? typed.position : null
  const turned = point === null ? null : turnedRound(point)
  const points =
    named?.is === 'stretch' ? await placesOfStretch(scope, named.id) : named ? [named.position] : null
  return {
    filter: {
      points: points ?? (point === null ? null : [point]),
      km: numberIn(asked.km, MOST_KM, USUAL_KM, 'km', 'kilometres', errors),
      days: asked.days === '' ? null : numberIn(asked.days, MOST_DAYS, 14, 'days', 'days', errors),
      ...daysOf(asked, errors),
      kinds: asked.kind.filter((code): code is WhatHappened => Object.hasOwn(whatHappened, code)),
    },
    errors,
    place: named?.name ?? (point === null ? null : writePosition(point).mariners),
    named,
    turned: turned === null ? null : writePosition(turned).decimal,
    plan,
  }
}

function positionIn(text: string): { position: Position } | { fault: string } {
  const read = parsePosition(text)
  if (read === null)
    return { fault: 'This position was not understood. Write it like 50.910, 0.775 or TQ 9512 1598' }
  if (!('position' in read))
    return { fault: 'Three words can be turned into a position by their owner only. Ask for a position' }
  return { position: read.position }
}

function numberIn(
  text: string,
  most: number,
  usual: number,
  field: string,
  unit: string,
  errors: Record<string, string>,
): number {
  if (text === '') return usual
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= most) return number
  errors[field] = `Enter ${unit} as a whole number from 1 to ${most.toLocaleString('en-GB')}`
  return usual
}

function daysOf(asked: Asked, errors: Record<string, string>): { from: string | null; to: string | null } {
  const day = (field: 'from' | 'to', words: string) => {
    const written = asked[field]
    if (written === '') return null
    const read = writtenDay({ day: written, month: '', year: '' })
    if (read !== null && isRealDate(read)) return read
    errors[field] = `${words} must be a real date`
    return null
  }
  const [from, to] = [day('from', 'The first day'), day('to', 'The last day')]
  if (from !== null && to !== null && from > to) errors['to'] = 'The last day must not be before the first'
  if (asked.days !== '' && (asked.from !== '' || asked.to !== ''))
    errors['days'] = 'Choose “any time”, or leave the first and the last day out'
  return { from, to }
}

/**
 * Writes the address of what is asked for with some of it changed; never with its place in the pages.
 * @param asked - as it stands
 * @param change - what is to be otherwise
 * @param path - of the page or the file
 * @returns the path, with a query where anything is asked for
 */
export function addressOf(asked: Asked, change: Partial<Asked> = {}, path = '/events'): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, cursor: '', newer: '', ...change }))
    for (const part of [value].flat()) if (part !== '') query.append(name, part)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The codes of what happened, for the strict query of the API. */
export const eventKinds = codesOf(whatHappened)
