/** Short ways through actions for tests. All of it is invented. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'
import { parseAction, type NewAction } from './action.ts'
import type { ActionId } from './ids.ts'
import { moveAction, type Step } from './move-action.ts'
import { raiseAction } from './raise-action.ts'
import { readAction } from './read-actions.ts'

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The body of an action as the API takes it. */
export const actionBody = (changes: object = {}): Record<string, unknown> => ({
  ...{
    kind: 'enquiry',
    about: 'group',
    what: 'Ask the marina who paid for the engines',
    why: 'Three were sold for cash',
  },
  ...{ wanted: 'A day and a description of the van', priority: 'high', due_on: inDays(10) },
  ...changes,
})

/** @throws Error with what is wrong */
export function actionOf(changes: object = {}): NewAction {
  const parsed = parseAction(actionBody(changes), inDays(0))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.action
}

/** Raises an action. @returns its id and its number */
export const raise = (
  scope: MemberScope,
  operation: OperationId,
  changes: object = {},
): Promise<{ id: ActionId; number: number }> => raiseAction(scope, operation, actionOf(changes))

/** Brings an action a step on, as it stands. */
export async function step(scope: MemberScope, id: ActionId, to: Step): Promise<void> {
  const { action } = await readAction(scope, id)
  await moveAction(scope, id, action.revision, to)
}
