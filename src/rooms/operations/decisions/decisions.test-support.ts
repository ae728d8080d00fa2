/** Short ways through decision logs for tests. All of it is invented. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OperationId } from '../ids.ts'
import { parseDecision, type NewDecision } from './decision.ts'
import { enterDecision, type EnteredDecision } from './enter-decision.ts'
import type { LogId } from './ids.ts'

/** The body of an entry as the API takes it. */
export const decisionBody = (changes: object = {}): Record<string, unknown> => ({
  decision: 'Search the yard on Friday',
  reason: 'Engines leave it on Saturdays, and two reports agree on that.',
  decided_at: new Date(Date.now() - 3_600_000).toISOString(),
  classification: 'OFFICIAL',
  ...changes,
})

/** @throws Error with what is wrong */
export function decisionOf(changes: object = {}): NewDecision {
  const parsed = parseDecision(decisionBody(changes), new Date())
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.decision
}

/** Enters a decision. @returns its id and its number */
export const enter = (
  scope: MemberScope,
  operation: OperationId,
  changes: object = {},
  log: LogId | null = null,
): Promise<EnteredDecision> => enterDecision(scope, { operation, log }, decisionOf(changes))
