/** Questions, answers and promises of a meeting. A promise comes back on every agenda until it is kept. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import { listDuties } from '../progress/duty-store.ts'
import { ownMeeting } from './hold-meeting.ts'
import * as store from './meeting-store.ts'
import type { Meeting } from './meeting-store.ts'

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
const idOrNone = z
  .union([z.uuid(), z.literal('')])
  .default('')
  .transform((id) => (id === '' ? null : id))

export const questionSchema = z.object({
  areaId: idOrNone,
  dutyId: idOrNone,
  question: words(2_000, 'Write the question'),
  answer: optional(5_000),
  publish: z.enum(['yes', 'no']).default('no'),
})
export const answerSchema = z.object({
  version,
  question: words(2_000, 'Write the question'),
  answer: optional(5_000),
  publish: z.enum(['yes', 'no'], { error: 'Say whether it is published' }),
})

/**
 * Asks a question at a meeting.
 * @param meetingId - of it
 * @param input - question and answer, and what they are about
 */
export async function ask(
  scope: MemberScope,
  meetingId: string,
  input: z.output<typeof questionSchema>,
): Promise<void> {
  const meeting = await openMeeting(scope, meetingId)
  const { areaId, dutyId } = await aboutOf(scope, meeting, input)
  await scope.tx.run(
    `insert into oversight.question (id, meeting_id, body_id, agency_id, own_area_id, duty_id, question, answer, is_public, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[newId(), meetingId, meeting.bodyId, meeting.agencyId, areaId, dutyId, input.question, input.answer],
      ...[input.publish === 'yes', scope.now],
    ],
  )
  scope.record({
    kind: 'collection',
    subject: { kind: 'meeting', id: meetingId },
    detail: { part: 'question' },
  })
}

/**
 * Writes the answer to a question.
 * @param id - of the question
 * @param input - question and answer as they are from now on
 * @returns the id of the meeting
 * @throws not-found; conflict `stale`
 */
export async function answer(
  scope: MemberScope,
  id: string,
  input: z.output<typeof answerSchema>,
): Promise<string> {
  const question = await store.findQuestion(scope, id)
  if (!question) throw notFound()
  await ownMeeting(scope, question.meetingId)
  const changed = await scope.tx.run(
    `update oversight.question set question = $2, answer = $3, is_public = $4, version = version + 1
     where id = $1 and version = $5`,
    [id, input.question, input.answer, input.publish === 'yes', input.version],
  )
  if (changed !== 1) throw stale()
  const { meetingId } = question
  scope.record({
    kind: 'alteration',
    subject: { kind: 'meeting', id: meetingId },
    detail: { part: 'answer' },
  })
  return meetingId
}

export const promiseSchema = z.object({
  areaId: idOrNone,
  dutyId: idOrNone,
  text: words(1_000, 'Write what was promised'),
  byPost: words(150, 'Enter who promised it, by their post'),
  dueOn: day('Enter by when it was promised, like 16 12 2026'),
  publish: z.enum(['yes', 'no']).default('no'),
})

/**
 * Notes a promise. It comes back on every agenda until it is kept.
 * @param meetingId - at which it was made
 * @param input - what, who, by when
 */
export async function promise(
  scope: MemberScope,
  meetingId: string,
  input: z.output<typeof promiseSchema>,
): Promise<void> {
  const meeting = await openMeeting(scope, meetingId)
  const { areaId, dutyId } = await aboutOf(scope, meeting, input)
  await scope.tx.run(
    `insert into oversight.promise (id, meeting_id, body_id, agency_id, own_area_id, duty_id, text, by_post, due_on, is_public,
       at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[newId(), meetingId, meeting.bodyId, meeting.agencyId, areaId, dutyId, input.text, input.byPost],
      ...[input.dueOn, input.publish === 'yes', scope.now],
    ],
  )
  scope.record({
    kind: 'collection',
    subject: { kind: 'meeting', id: meetingId },
    detail: { part: 'promise' },
  })
}

export const keepSchema = z.object({
  version,
  kept: z.enum(['yes', 'no'], { error: 'Say whether it is kept' }),
  keptWords: optional(1_000),
  publish: z.enum(['yes', 'no'], { error: 'Say whether it is published' }),
})

/**
 * Says that a promise is kept, or that it is not after all.
 * @param id - of the promise
 * @param input - as the form gives it
 * @returns the id of the meeting at which it was made
 * @throws not-found; conflict `stale`
 */
export async function keepPromise(
  scope: MemberScope,
  id: string,
  input: z.output<typeof keepSchema>,
): Promise<string> {
  const before = await store.findPromise(scope, id)
  if (!before) throw notFound()
  await ownMeeting(scope, before.meetingId)
  const keptOn = input.kept === 'yes' ? (before.keptOn ?? londonDay(scope.now)) : null
  const changed = await scope.tx.run(
    `update oversight.promise set kept_on = $2, kept_words = $3, is_public = $4, version = version + 1
     where id = $1 and version = $5`,
    [id, keptOn, input.keptWords, input.publish === 'yes', input.version],
  )
  if (changed !== 1) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'meeting', id: before.meetingId },
    detail: { part: 'promise', kept: input.kept === 'yes' },
  })
  return before.meetingId
}

/** What is asked or promised belongs to a meeting that is planned, or was held. */
async function openMeeting(scope: MemberScope, id: string): Promise<Meeting> {
  const meeting = await ownMeeting(scope, id)
  if (meeting.state === 'cancelled')
    throw conflict('cancelled', 'This meeting was cancelled. Plan another one.')
  return meeting
}

/** An area is one of the body's own; areas of the inspection itself stand in no question. */
async function aboutOf(
  scope: MemberScope,
  meeting: Meeting,
  { areaId, dutyId }: { areaId: string | null; dutyId: string | null },
): Promise<{ areaId: string | null; dutyId: string | null }> {
  const area =
    areaId === null
      ? null
      : await scope.tx.maybe<{ id: string }>(
          'select id from oversight.own_area where id = $1 and body_id = $2 and inspection_id = $3',
          [areaId, meeting.bodyId, meeting.inspectionId],
        )
  const duty =
    dutyId === null
      ? null
      : ((await listDuties(scope, { inspectionId: meeting.inspectionId, agencyId: meeting.agencyId })).find(
          ({ id }) => id === dutyId,
        ) ?? null)
  if (dutyId !== null && duty === null) throw invalid({ dutyId: 'Choose a recommendation from the list' })
  return { areaId: area?.id ?? null, dutyId: duty?.id ?? null }
}
