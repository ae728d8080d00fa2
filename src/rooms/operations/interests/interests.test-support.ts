/** Short ways through interests for tests. All of it is invented. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'
import { addInterest } from './add-interest.ts'
import type { InterestId } from './ids.ts'
import { parseInterest, type NewInterest } from './interest.ts'

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The body of an interest as the API takes it. */
export const interestBody = (changes: object = {}): Record<string, unknown> => ({
  ...{
    kind: 'phone',
    value: '07700 900771',
    category: 'suspected',
    basis: 'Named as the buyer’s in two reports',
  },
  ...{ disclosure: 'open', desk: 'Sussex duty desk', telephone: '01632 960101', review_on: inDays(30) },
  ...changes,
})

/** @throws Error with what is wrong */
export function interestOf(changes: object = {}): NewInterest {
  const parsed = parseInterest(interestBody(changes), new Date(), inDays(0))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.interest
}

/** Adds an interest. @returns its id */
export const add = (scope: MemberScope, operation: OperationId, changes: object = {}): Promise<InterestId> =>
  addInterest(scope, operation, interestOf(changes))
