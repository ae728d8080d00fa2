/** Planned events to test with. All of it is invented; telephone numbers are Ofcom's for drama. */
import type { TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { acceptTerms } from '../agencies/participation.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, operationOf, operationsOf } from '../operations.test-support.ts'
import { proposeOperation } from '../propose-operation.ts'
import { lodgeEvent, noteRing } from './lodge-event.ts'
import { keepDraft, type TypedEvent } from './drafts.ts'
import { lookAtPlanned } from './look.ts'
import { listConflicts, type Conflict } from './conflicts.ts'
import { parseLodging } from './planned-event.ts'
import type { ConflictId, PlannedDraftId, PlannedEventId } from './ids.ts'

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

/** What somebody types into the form: a search of premises in two days. */
export const typedEvent = (changes: TypedEvent = {}): Record<string, string> => ({
  ...{ kind: 'premises-search', purpose: 'To search premises under a warrant', place_kind: 'premises' },
  ...{ ground: 'premises', where: '50.91, 0.0005', zone: 'UTC', disclosure: 'open' },
  ...{ desk: 'Sussex duty desk', telephone: '01632 960101' },
  ...dayAndTime('starts', inHours(48)),
  ...dayAndTime('ends', inHours(51)),
  ...changes,
})

function dayAndTime(name: string, at: string): Record<string, string> {
  const [day = '', time = ''] = at.split('T')
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    ...{ [`${name}_day-day`]: date, [`${name}_day-month`]: month, [`${name}_day-year`]: year },
    [`${name}_time`]: time,
  }
}

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
    look: async () => {
      for (const quiet of [false, true])
        await db.database.performAsService({ service: 'planned-events', operation: 'test' }, (scope) =>
          lookAtPlanned(scope, quiet),
        )
    },
    conflictsOf: (who: string, event: PlannedEventId | null = null): Promise<Conflict[]> =>
      at.as(
        who,
        async (scope: MemberScope) =>
          (await listConflicts(scope, { list: 'all', of: event ?? undefined })).rows,
      ),
  }
}

/**
 * A search of Sussex and two meetings of Kent near it: one that both know of, one that the duty post is to ring for.
 * @param operation - of Sussex, or a new one
 * @returns the search, which may go; the conflict that Sussex knows of; Sussex's side of the other; a draft of Sussex
 */
export async function conflictOnPages(
  db: TestDatabase,
  operation: OperationId | undefined,
  saying: object,
): Promise<{ event: PlannedEventId; conflict: ConflictId; side: ConflictId; draft: PlannedDraftId }> {
  const at = eventsOn(db)
  const ours = operation ?? (await at.openOf('sussex-police', { codename: 'Paper Lantern' }))
  const theirs = await at.openOf('kent-police', { codename: 'Paper Thimble' })
  const event = await at.lodge(LEAD, ours, saying)
  await at.lodge(KENT, theirs, { kind: 'meeting', desk: 'Kent duty desk' })
  const quiet = await at.lodge(KENT, theirs, { kind: 'meeting', disclosure: 'broker' })
  await at.look()
  await at.as(LEAD, (scope) => noteRing(scope, event, { at: new Date(), answered: 'Duty coordinator' }))
  const [conflict] = await at.conflictsOf(LEAD, event)
  const [side] = await db.admin<{ id: ConflictId }>(
    `select c.id from operations.conflict c join operations.conflict x on x.pair_id = c.pair_id
     where c.event_id = $1 and x.event_id = $2`,
    [event, quiet],
  )
  if (!conflict || !side) throw new Error('no conflict was found')
  const draft = newId<PlannedDraftId>()
  await at.as(LEAD, (scope) =>
    keepDraft(scope, draft, { operation: ours, typed: { ...typedEvent(), operation: ours } }),
  )
  return { event, conflict: conflict.id, side: side.id, draft } // prettier-ignore
}
