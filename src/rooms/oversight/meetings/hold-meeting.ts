/** A body plans, moves, cancels and holds meetings with an agency that it holds to account; asks, and notes what is promised. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { areasOf, type OwnArea } from '../areas.ts'
import { daysAfter, londonDay } from '../../../platform/london-day.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import { findInspection } from '../inspections/inspection-store.ts'
import { listDuties } from '../progress/duty-store.ts'
import type { Duty } from '../standing.ts'
import { agendaOf, type Agenda } from './agenda.ts'
import * as store from './meeting-store.ts'
import type { Meeting, Pledge, Question } from './meeting-store.ts'

const words = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`)
const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`)
    .default('')
const version = z.coerce.number().int().min(1).max(2_000_000_000)
export const planSchema = z.object({
  agencyId: z.coerce.number({ error: 'Choose with whom you meet' }).int(),
  inspectionId: z.uuid({ error: 'Choose the inspection' }),
  onDay: day('Enter the day of the meeting, like 3 12 2026'),
})

/**
 * Plans a meeting.
 * @param input - with whom, about which inspection, on which day
 * @returns its id
 * @throws invalid where the body does not hold the agency to account, or they meet on that day already
 */
export async function planMeeting(scope: MemberScope, input: z.output<typeof planSchema>): Promise<string> {
  const held = await listHeld(scope)
  if (!held.some(({ id }) => id === input.agencyId))
    throw invalid({ agencyId: 'Choose an agency that you hold to account' })
  if (!(await findInspection(scope, input.inspectionId)))
    throw invalid({ inspectionId: 'Choose an inspection from the list' })
  const id = newId()
  await orTwice(() =>
    scope.tx.run(
      `insert into oversight.meeting (id, body_id, agency_id, inspection_id, on_day, state)
       values ($1, $2, $3, $4, $5, 'planned')`,
      [id, scope.actor.agencyId, input.agencyId, input.inspectionId, input.onDay],
    ),
  )
  scope.record({ kind: 'collection', subject: { kind: 'meeting', id } })
  return id
}

/**
 * Lists whom the viewer's agency holds to account.
 * @returns by name
 */
export const listHeld = (scope: MemberScope) =>
  scope.tx.many<{ id: number; name: string; kind: string }>(
    `select a.id, a.name, a.kind from identity.held_to_account h join identity.agency a on a.id = h.agency_id
     where h.body_id = $1 order by a.name`,
    [scope.actor.agencyId],
  )

/** A meeting with everything that its page shows. */
export type WholeMeeting = {
  meeting: Meeting
  since: string | null
  areas: OwnArea[]
  agenda: Agenda
  questions: Question[]
  /** made at this meeting */
  promises: Pledge[]
  duties: Duty[]
  today: string
}

/**
 * Reads a meeting, and writes its agenda from what is there now.
 * @param id - of the meeting
 * @returns all of it
 * @throws not-found
 */
export async function readMeeting(scope: MemberScope, id: string): Promise<WholeMeeting> {
  const meeting = await store.findMeeting(scope, id)
  if (!meeting) throw notFound()
  const today = londonDay(scope.now)
  const before = await store.findHeldBefore(scope, meeting)
  const since = before?.onDay ?? null
  const areas = await areasOf(scope, meeting.inspectionId, meeting.bodyId)
  const duties = await listDuties(scope, { inspectionId: meeting.inspectionId, agencyId: meeting.agencyId })
  const promises = await store.listPromises(scope, meeting, since ?? meeting.onDay)
  const earlier = promises.filter((one) => one.madeOn < meeting.onDay)
  return {
    ...{ meeting, since, areas, duties, today },
    agenda: agendaOf(duties, earlier, areas, since, today),
    questions: await store.listQuestions(scope, id),
    promises: promises.filter((one) => one.meetingId === id),
  }
}

export const moveSchema = z.object({
  version,
  onDay: day('Enter the new day, like 3 12 2026'),
  why: words(500, 'Say why it is moved'),
})
export const cancelSchema = z.object({ version, why: words(500, 'Say why it is cancelled') })
export const minutesSchema = z.object({
  version,
  minutes: optional(60_000),
  publish: z.enum(['yes', 'no'], { error: 'Say whether the minutes are published' }),
})

/**
 * Moves a meeting that is planned.
 * @param id - of it
 * @param input - to which day, and why
 */
export async function moveMeeting(
  scope: MemberScope,
  id: string,
  { onDay, why, version: seen }: z.output<typeof moveSchema>,
): Promise<void> {
  await changeMeeting(scope, id, seen, 'moved', (meeting) => ({
    ...{ onDay, why, movedFrom: meeting.movedFrom ?? meeting.onDay },
  }))
}

/**
 * Cancels a meeting that is planned. Its promises and questions stay.
 * @param id - of it
 * @param input - why
 */
export async function cancelMeeting(
  scope: MemberScope,
  id: string,
  { why, version: seen }: z.output<typeof cancelSchema>,
): Promise<void> {
  await changeMeeting(scope, id, seen, 'cancelled', () => ({ state: 'cancelled', why }))
}

/**
 * Notes that a meeting was held, and plans the next one a week later where none is planned.
 * @param id - of it
 * @param seen - the version that the person was looking at
 * @throws conflict `held-twice`, or where its day has not come
 */
export async function holdMeeting(scope: MemberScope, id: string, seen: number): Promise<void> {
  const meeting = await changeMeeting(scope, id, seen, 'held', (one) => {
    if (one.onDay > londonDay(scope.now))
      throw conflict(
        'not-yet',
        'The day of this meeting has not come. Move the meeting to today if it takes place now.',
      )
    return { state: 'held' }
  })
  const next = daysAfter(meeting.onDay, 7)
  const planned = await scope.tx.maybe(
    `select from oversight.meeting where body_id = $1 and agency_id = $2 and inspection_id = $3 and on_day > $4
       and state = 'planned' limit 1`,
    [meeting.bodyId, meeting.agencyId, meeting.inspectionId, meeting.onDay],
  )
  if (!planned)
    await planMeeting(scope, {
      ...{ agencyId: meeting.agencyId, inspectionId: meeting.inspectionId, onDay: next },
    })
  scope.wake([meeting.bodyId, meeting.agencyId])
}

/**
 * Writes the minutes.
 * @param id - of the meeting
 * @param input - the minutes, and whether they are published
 * @throws conflict `stale`
 */
export async function writeMinutes(
  scope: MemberScope,
  id: string,
  input: z.output<typeof minutesSchema>,
): Promise<void> {
  const meeting = await ownMeeting(scope, id)
  const after = { ...meeting, minutes: input.minutes, minutesPublic: input.publish === 'yes' }
  if (!(await store.updateMeeting(scope, { ...after, version: input.version }))) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'meeting', id },
    detail: { part: 'minutes', published: after.minutesPublic },
  })
}

async function changeMeeting(
  scope: MemberScope,
  id: string,
  seen: number,
  what: string,
  change: (meeting: Meeting) => Partial<Meeting>,
): Promise<Meeting> {
  const meeting = await ownMeeting(scope, id)
  if (meeting.state === 'held')
    throw conflict('held-twice', 'This meeting was held already. Open the next one.')
  if (meeting.state === 'cancelled')
    throw conflict('cancelled', 'This meeting was cancelled. Plan another one.')
  const after = { ...meeting, ...change(meeting), version: seen }
  if (!(await orTwice(() => store.updateMeeting(scope, after)))) throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'meeting', id }, detail: { what } })
  return after
}

/**
 * Finds a meeting of the viewer's own agency.
 * @param id - of it
 * @returns the meeting
 * @throws not-found
 */
export async function ownMeeting(scope: MemberScope, id: string): Promise<Meeting> {
  const meeting = await store.findMeeting(scope, id)
  if (meeting?.bodyId !== scope.actor.agencyId) throw notFound()
  return meeting
}

/** Two people may plan one day at the same moment; the database lets one of them. */
async function orTwice<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === '23505')
      throw invalid({ onDay: 'There is a meeting about this inspection on that day already' })
    throw fault
  }
}
