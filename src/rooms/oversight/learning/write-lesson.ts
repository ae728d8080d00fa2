/** An agency identifies a lesson, shows what it did, and another agency says whether it is learned. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { codesOf } from '../../../wire/codes.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import { outcomeWords, verdictWords, type Lesson } from './lesson.ts'
import { findLesson, listOtherAgencies, mayCheck } from './lesson-store.ts'

const words = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Must be ${String(most)} characters or fewer`)
const version = z.coerce.number().int().min(1).max(2_000_000_000)

export const lessonSchema = z.object({
  title: words(200, 'Enter what the lesson is called'),
  happened: words(5_000, 'Say what happened'),
  verdict: z.enum(codesOf(verdictWords), { error: 'Say whether it is kept or changed' }),
  follows: words(2_000, 'Say what is kept or changed'),
  ownerPost: words(150, 'Enter the post that answers for it, like “Head of Intelligence”'),
  dueOn: day('Enter by when it is to be learned, like 16 11 2026'),
})
const jolReference = z
  .string()
  .trim()
  .regex(/^([A-Za-z0-9][A-Za-z0-9 /._-]{0,59})?$/, 'Use letters, digits, spaces and / . _ - only')
  .default('')
/** What a lesson says. Of one of a debrief it stays as the agencies agreed. */
const saysSchema = lessonSchema.pick({ title: true, happened: true, verdict: true, follows: true })
export const lessonChangeSchema = lessonSchema
  .partial({ title: true, happened: true, verdict: true, follows: true })
  .extend({ version, jolReference })
export const lessonEvidenceSchema = z.object({
  version,
  evidence: words(5_000, 'Say what shows that it was done'),
  askedAgencyId: z.coerce
    .number({ error: 'Choose which agency looks' })
    .int()
    .min(1, 'Choose which agency looks'),
})
export const lessonCheckSchema = z.object({
  outcome: z.enum(codesOf(outcomeWords), { error: 'Say whether it is learned' }),
  words: words(2_000, 'Say what you looked at, and what you found'),
})

/**
 * Identifies a lesson of the viewer's own agency.
 * @param input - as the form gives it
 * @returns its id
 */
export async function identifyLesson(
  scope: MemberScope,
  input: z.output<typeof lessonSchema>,
): Promise<string> {
  const id = newId()
  const { title, happened, verdict, follows, ownerPost, dueOn } = input
  await scope.tx.run(
    `insert into oversight.lesson (id, agency_id, title, happened, verdict, what, owner_post, due_on, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
    [
      ...[id, scope.actor.agencyId, title, happened, verdict, follows, ownerPost, dueOn],
      scope.actor.personId,
    ],
  )
  scope.record({ kind: 'collection', subject: { kind: 'lesson', id } })
  return id
}

/**
 * Takes on a lesson that a debrief identified for a post of the viewer's own agency. To take it on twice changes nothing.
 * @param id - of an own lesson
 * @throws not-found; conflict `learned`
 */
export async function acceptLesson(scope: MemberScope, id: string): Promise<void> {
  const { fromDebrief } = await openLesson(scope, id)
  if (!fromDebrief) throw notFound()
  const taken = await scope.tx.run(
    `update oversight.lesson set accepted_by = $2, accepted_at = now(), version = version + 1
     where id = $1 and accepted_at is null`,
    [id, scope.actor.personId],
  )
  if (taken > 0)
    scope.record({ kind: 'alteration', subject: { kind: 'lesson', id }, detail: { accepted: true } })
}

/**
 * Changes a lesson that is not learned yet.
 * @param id - of an own lesson
 * @param input - as the form gives it
 * @throws not-found; conflict `stale`, `learned`
 */
export async function changeLesson(
  scope: MemberScope,
  id: string,
  input: z.output<typeof lessonChangeSchema>,
): Promise<void> {
  const { fromDebrief } = await openLesson(scope, id)
  const { version: seen, ownerPost, dueOn, jolReference: jol } = input
  const read = fromDebrief ? null : saysSchema.safeParse(input)
  if (read?.success === false) throw invalid(fieldErrors(read.error))
  const says = read?.data
  const changed = await scope.tx.run(
    `update oversight.lesson set owner_post = $3, due_on = $4, jol_reference = nullif($5, ''), title = coalesce($6, title),
       happened = coalesce($7, happened), verdict = coalesce($8, verdict), what = coalesce($9, what), version = version + 1
     where id = $1 and version = $2`,
    [
      ...[id, seen, ownerPost, dueOn, jol],
      ...[says?.title ?? null, says?.happened ?? null, says?.verdict ?? null, says?.follows ?? null],
    ],
  )
  if (changed !== 1) throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'lesson', id } })
}

/**
 * Shows what was done, and asks another agency to look.
 * @param id - of an own lesson
 * @param input - the evidence, and which agency looks
 * @throws not-found; invalid; conflict `stale`, `learned`, `not-taken-on`
 */
export async function showEvidence(
  scope: MemberScope,
  id: string,
  { evidence, askedAgencyId, version: seen }: z.output<typeof lessonEvidenceSchema>,
): Promise<void> {
  const { fromDebrief, acceptedAt } = await openLesson(scope, id)
  if (fromDebrief && acceptedAt === null)
    throw conflict('not-taken-on', 'Take the lesson on first. Then show what was done about it.')
  const others = await listOtherAgencies(scope)
  if (!others.some((one) => one.id === askedAgencyId))
    throw invalid({ askedAgencyId: 'Choose another agency. Nobody checks their own lesson' })
  const changed = await scope.tx.run(
    `update oversight.lesson set evidence = $3, evidence_by = $4, evidence_at = now(), asked_agency_id = $5,
       version = version + 1 where id = $1 and version = $2`,
    [id, seen, evidence, scope.actor.personId, askedAgencyId],
  )
  if (changed !== 1) throw stale()
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'lesson', id },
    recipients: [askedAgencyId],
    detail: { part: 'evidence' },
  })
  scope.wake([askedAgencyId])
}

/**
 * Says whether another agency's lesson is learned.
 * @param id - of a lesson that the viewer's agency may check
 * @param input - what was found
 * @throws not-found; conflict `own-lesson`
 */
export async function checkLesson(
  scope: MemberScope,
  id: string,
  input: z.output<typeof lessonCheckSchema>,
): Promise<void> {
  const lesson = await findLesson(scope, id)
  if (!lesson || !(await mayCheck(scope, id))) throw notFound()
  const { identified } = await scope.tx.one<{ identified: boolean }>(
    'select person_id = $2 as identified from oversight.lesson where id = $1',
    [id, scope.actor.personId],
  )
  if (lesson.fromDebrief && identified)
    throw conflict('own-lesson', 'You identified this lesson. Ask a colleague to check it.')
  await scope.tx.run(
    `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [
      ...[newId(), id, lesson.agencyId, scope.actor.agencyId, input.outcome, input.words],
      scope.actor.personId,
    ],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'lesson', id },
    recipients: [lesson.agencyId],
    detail: { outcome: input.outcome },
  })
  scope.wake([lesson.agencyId])
}

/**
 * Finds an own lesson that can still be changed.
 * @param id - of it
 * @returns the lesson
 * @throws not-found; conflict `learned`
 */
export async function openLesson(scope: MemberScope, id: string): Promise<Lesson> {
  const lesson = await findLesson(scope, id)
  if (lesson?.agencyId !== scope.actor.agencyId) throw notFound()
  if (lesson.learned)
    throw conflict('learned', 'This lesson is learned. It stays as it was checked. Enter a new lesson.')
  return lesson
}
