/** Planned events to test with. All of it is invented; telephone numbers are Ofcom's for drama. */
import type { TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { acceptTerms } from '../agencies/participation.ts'
import type { OperationId } from '../ids.ts'
import { operationOf, operationsOf } from '../operations.test-support.ts'
import { proposeOperation } from '../propose-operation.ts'
import { lodgeEvent } from './lodge-event.ts'
import { lookAtPlanned } from './look.ts'
import { listConflicts, type Conflict } from './conflicts.ts'
import { parseLodging } from './planned-event.ts'
import type { PlannedEventId } from './ids.ts'

export const BROKER = 'coordinator@taskforce.example'

/** @returns a local time of London, so many hours from now, on the hour */
export const inHours = (hours: number): string => {
  const at = new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000)
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T')
}

/** A quay that does not exist. */
export const QUAY = { lat: 50.91, lon: 0.0005 }

/** The body of a lodging as the API takes it: a search of premises in two days. */
export const eventBody = (changes: object = {}): Record<string, unknown> => ({
  kind: 'premises-search',
  ground: 'premises',
  place: { kind: 'premises', at: QUAY },
  starts_at: inHours(48),
  ends_at: inHours(51),
  zone: 'UTC',
  desk: 'Sussex duty desk',
  telephone: '01632 960101',
  purpose: 'To search premises under a warrant',
  disclosure: 'open',
  ...changes,
})

/** What the tests do with planned events, on one database. */
export function eventsOn(db: TestDatabase) {
  const at = operationsOf(db)
  return {
    ...at,
    /** Proposes an operation of any agency and has its coordinator open it. */
    openOf: async (slug: string, changes: object = {}): Promise<OperationId> => {
      const { id } = await at.as(`intelligence-officer@${slug}.example`, (scope) =>
        proposeOperation(scope, operationOf(changes)),
      )
      const terms = await at.waitingTerms(id, slug)
      await at.as(`coordinator@${slug}.example`, (scope) => acceptTerms(scope, terms))
      return id
    },
    /** @throws Error with what is wrong with the body, or what the use case throws */
    lodge: async (who: string, operation: OperationId, changes: object = {}): Promise<PlannedEventId> => {
      const read = parseLodging(eventBody(changes), new Date())
      if ('fields' in read) throw new Error(JSON.stringify(read.fields))
      const id = newId<PlannedEventId>()
      await at.as(who, (scope) => lodgeEvent(scope, id, operation, read))
      return id
    },
    /** One beat of the clock. */
    look: () =>
      db.database.performAsService({ service: 'planned-events', operation: 'test' }, (scope) =>
        lookAtPlanned(scope),
      ),
    conflictsOf: (who: string, event: PlannedEventId | null = null): Promise<Conflict[]> =>
      at.as(who, (scope: MemberScope) => listConflicts(scope, event, 'all')),
  }
}
