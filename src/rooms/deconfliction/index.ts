/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task } from '../../platform/jobs/worker.ts'

export { holdIdentifiers, type IdentifierRow } from './hold-identifiers.ts'
export {
  identifiersOf,
  isNeverMatched,
  type HeldIdentifier,
  type MatchableSubject,
} from './identifiers-of.ts'
export { normaliseIdentifier, type Normalised } from './identifiers/normalise.ts'
export { findIdentifiers } from './identifiers/find-identifiers.ts'
export { identifierKeys } from './identifiers/query.ts'
export { deconflictionCounts, deconflictionTasks, type DeconflictionTask } from './tasks.ts'

export const tasks: Record<string, Task> = {}
export const clockwork: Clockwork[] = []

export function pages(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}

export function api(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
