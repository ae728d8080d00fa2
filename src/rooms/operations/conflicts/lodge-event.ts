/** Lodging, changing and standing down what our own people plan. Each is answered alike, whatever will be found. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { EventKind } from '../../../wire/codes.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Box, PlannedDisclosure } from '../../../library/planned-events/index.ts'
import type { OperationId } from '../ids.ts'
import type { ConflictId, PlannedEventId } from './ids.ts'
import { boxToLookIn, type ChangedEvent, type NewEvent } from './planned-event.ts'

type Told =
  | 'done'
  | 'too-many-live'
  | 'too-many-changes'
  | 'wrong-state'
  | 'say-why'
  | 'name-conflicts'
  | 'no-such-decision'

const boxText = ({ west, south, east, north }: Box) =>
  `(${String(west)},${String(south)}),(${String(east)},${String(north)})`

/** Calls a function of the schema, and says what it answers. */
async function act(
  scope: MemberScope,
  id: PlannedEventId,
  call: { sql: string; values: readonly unknown[] },
  kind: EventKind,
): Promise<void> {
  const row = await scope.tx.maybe<{ told: Told | null }>(call.sql, call.values)
  refuse(row?.told ?? null)
  scope.record({ kind, subject: { kind: 'planned_event', id } })
  scope.wake([scope.actor.agencyId])
}

function refuse(told: Told | null): void {
  switch (told) {
    case 'done':
      return
    case null:
      throw notFound()
    case 'too-many-live':
      throw conflict('too-many-live', 'The operation has as many live events as it may. Stand one down, or wait until one is over.') // prettier-ignore
    case 'too-many-changes':
      throw conflict('too-many-changes', 'You have changed as many events today as you may. Ask a colleague, or ring the duty post.') // prettier-ignore
    case 'wrong-state':
      throw conflict(
        'wrong-state',
        'The event has changed meanwhile, or it is not ready for this. Look at it again.',
      )
    case 'say-why':
      throw invalid({
        reason: 'A conflict was shown to you. Say why; the other side is told that something changed',
      })
    case 'name-conflicts':
      throw invalid({
        decision: 'Enter the number of the decision, and name every conflict that you know of',
      })
    case 'no-such-decision':
      throw invalid({
        decision:
          'The decision log has no entry with this number. Enter the decision there first, then its number here',
      })
  }
}

/**
 * Lodges an event in an operation. A silent one waits for a second person.
 * @param id - its new id
 * @throws not-found; conflict `too-many-live`
 */
export const lodgeEvent = (
  scope: MemberScope,
  id: PlannedEventId,
  operation: OperationId,
  { event }: { event: NewEvent },
): Promise<void> =>
  act(
    scope,
    id,
    {
      sql: 'select operations.lodge_planned($1, $2, $3, $4::box) as told',
      values: [id, operation, event, boxText(boxToLookIn(event, event.disclosure))],
    },
    'collection',
  )

/**
 * A second person of the agency agrees that an event is silent.
 * @throws not-found; conflict `wrong-state` for whoever asked for it
 */
export const agreeSilence = (scope: MemberScope, id: PlannedEventId): Promise<void> =>
  act(scope, id, { sql: 'select operations.agree_silence($1) as told', values: [id] }, 'collection')

/**
 * Changes place, time or desk: a new version, which is looked at anew.
 * @param revision - that was read
 * @param reason - asked for once a conflict was shown
 * @throws not-found; conflict `wrong-state`, `too-many-changes`; invalid `reason`
 */
export async function changeEvent(
  scope: MemberScope,
  id: PlannedEventId,
  revision: number,
  { event, reason }: { event: ChangedEvent; reason: string | null },
): Promise<void> {
  const was = await scope.tx.maybe<{ disclosure: PlannedDisclosure }>(
    'select disclosure from operations.planned_event where id = $1',
    [id],
  )
  if (!was) throw notFound()
  await act(
    scope,
    id,
    {
      sql: 'select operations.change_planned($1, $2, $3, $4::box, $5) as told',
      values: [id, revision, event, boxText(boxToLookIn(event, was.disclosure)), reason],
    },
    'alteration',
  )
}

/**
 * Stands an event down.
 * @param reason - asked for once a conflict was shown
 * @throws not-found; conflict `wrong-state`, `too-many-changes`; invalid `reason`
 */
export const standDown = (scope: MemberScope, id: PlannedEventId, reason: string | null): Promise<void> =>
  act(
    scope,
    id,
    { sql: 'select operations.stand_down_planned($1, $2) as told', values: [id, reason] },
    'alteration',
  )

/**
 * Notes when the duty post was rung, and who answered.
 * @throws not-found; conflict `wrong-state` for a time ahead, or an event that is over
 */
export const noteRing = (
  scope: MemberScope,
  id: PlannedEventId,
  { at, answered }: { at: Date; answered: string },
): Promise<void> =>
  act(
    scope,
    id,
    { sql: 'select operations.note_planned_ring($1, $2, $3) as told', values: [id, at, answered] },
    'alteration',
  )

/**
 * Says go for an enforcement, once the duty post was rung. A command post does.
 * @param decision - number of the entry of the decision log; needed where there is a conflict
 * @param named - the conflicts that it names: all that this side knows of
 * @throws not-found; conflict `wrong-state`; invalid `decision`
 */
export async function sayGo(
  scope: MemberScope,
  id: PlannedEventId,
  { reason, decision, named }: { reason: string; decision: string | null; named: readonly ConflictId[] },
): Promise<void> {
  await act(
    scope,
    id,
    {
      sql: 'select operations.go_planned($1, $2, $3, $4::uuid[]) as told',
      values: [id, reason, decision, named],
    },
    'alteration',
  )
  for (const one of named) scope.record({ kind: 'alteration', subject: { kind: 'conflict', id: one } })
}
