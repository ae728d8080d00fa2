/** A commissioner responds to an inspection of a force: invites, writes, signs, publishes. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { areasOf } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { invitationClock, responseClock } from '../clocks.ts'
import { day, stale } from '../inspections/enter-inspection.ts'
import type { Inspection } from '../inspections/inspection.ts'
import { findInspection, listRecommendations } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { listActions, listDuties, type Action } from '../progress/duty-store.ts'
import type { Duty } from '../standing.ts'
import { letterOf, type Letter } from './letter.ts'
import * as store from './response-store.ts'
import type { Response } from './response-store.ts'

const version = z.coerce.number().int().min(1).max(2_000_000_000)
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`)
    .default('')

export const beginSchema = z.object({
  agencyId: z.coerce.number({ error: 'Choose the force' }).int(),
  until: day('Enter until when the chief officer may comment, like 12 6 2025'),
})

/**
 * Begins the response to an inspection of a force, and invites its chief officer to comment.
 * @param inspectionId - of it
 * @param input - which force, and until when
 * @returns the id of the response
 * @throws not-found; invalid where the force is not one's own, or there is a response already
 */
export async function beginResponse(
  scope: MemberScope,
  inspectionId: string,
  input: z.output<typeof beginSchema>,
): Promise<string> {
  const inspection = await findInspection(scope, inspectionId)
  const kind = await scope.tx.maybe<{ kind: string }>('select kind from identity.agency where id = $1', [
    scope.actor.agencyId,
  ])
  if (!inspection || kind?.kind !== 'commissioner') throw notFound()
  if (!(await listHeld(scope)).some(({ id }) => id === input.agencyId))
    throw invalid({ agencyId: 'Choose a force that you hold to account' })
  if (input.until < inspection.publishedOn)
    throw invalid({ until: 'This lies before the publication of the report' })
  const there = await scope.tx.maybe(
    'select from oversight.response where inspection_id = $1 and body_id = $2 and agency_id = $3',
    [inspectionId, scope.actor.agencyId, input.agencyId],
  )
  if (there) throw invalid({ agencyId: 'There is a response for this force already' })
  const id = newId()
  await scope.tx.run(
    'insert into oversight.response (id, inspection_id, body_id, agency_id) values ($1, $2, $3, $4)',
    [id, inspectionId, scope.actor.agencyId, input.agencyId],
  )
  await scope.tx.run(
    `insert into oversight.invitation (response_id, inspection_id, body_id, agency_id, until, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, inspectionId, scope.actor.agencyId, input.agencyId, input.until, scope.now],
  )
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'response', id },
    recipients: [input.agencyId],
    detail: { part: 'invitation' },
  })
  scope.wake([input.agencyId])
  return id
}

/**
 * Proposes a day for the chief officer's comments: four weeks from publication, or where that is past a week from today,
 * and never later than the response itself is due.
 * @param inspection - published when
 * @param today - YYYY-MM-DD
 * @returns YYYY-MM-DD
 */
export function proposedUntil({ publishedOn }: Pick<Inspection, 'publishedOn'>, today: string): string {
  const due = responseClock.lastDay(publishedOn)
  const wanted = invitationClock.lastDay(publishedOn)
  if (wanted >= today) return wanted
  return due > today ? due : today
}

/** A response with everything that its pages show. */
export type WholeResponse = {
  response: Response
  inspection: Inspection
  letter: Letter
  duties: Duty[]
  areas: { id: string; title: string }[]
  paragraphs: Map<string, { words: string; version: number }>
  invitation: store.Invitation | null
  comments: { id: string; words: string; at: Date }[]
  today: string
}

/**
 * Reads a response. What was signed stands as it was signed; a draft's facts are those of now.
 * @param id - of the response
 * @returns all of it
 * @throws not-found
 */
export async function readResponse(scope: MemberScope, id: string): Promise<WholeResponse> {
  const response = await store.findResponse(scope, id)
  const inspection = response && (await findInspection(scope, response.inspectionId))
  if (!response || !inspection) throw notFound()
  const today = londonDay(scope.now)
  const { inspectionId, agencyId, bodyId } = response
  const duties = await listDuties(scope, { inspectionId, agencyId })
  const areas = await areasOf(scope, inspectionId, bodyId)
  const paragraphs = await store.readParagraphs(scope, id)
  const comments = await store.listComments(scope, id)
  const actions = new Map<string, readonly Action[]>()
  if (response.facts === null)
    for (const duty of duties) actions.set(duty.id, await listActions(scope, duty.id))
  const letter =
    response.facts ??
    letterOf({
      ...{ body: response.bodyName, agency: response.agencyName, inspection, duties, actions, areas, today },
      ...{ opening: response.opening, closing: response.closing },
      recommendations: await listRecommendations(scope, inspectionId),
      words: new Map([...paragraphs].map(([subject, paragraph]) => [subject, paragraph.words])),
      chiefOfficer: comments[0] ?? null,
    })
  return {
    ...{ response, inspection, letter, duties, areas, paragraphs, comments, today },
    invitation: await store.findInvitation(scope, id),
  }
}

export const wordsSchema = z.object({ version, opening: words(10_000), closing: words(10_000) })

/**
 * Writes how the letter begins and ends.
 * @param id - of the response
 * @param input - as the form gives it
 * @throws conflict `stale`, `signed`
 */
export async function writeWords(
  scope: MemberScope,
  id: string,
  input: z.output<typeof wordsSchema>,
): Promise<void> {
  await ownDraft(scope, id)
  const changed = await scope.tx.run(
    `update oversight.response set opening = $2, closing = $3, version = version + 1 where id = $1 and version = $4`,
    [id, input.opening, input.closing, input.version],
  )
  if (changed !== 1) throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'response', id }, detail: { part: 'words' } })
}

export const paragraphSchema = z.object({
  // 0: nothing was written here yet
  version: z.coerce.number().int().min(0).max(2_000_000_000),
  words: words(10_000),
})

/**
 * Writes a paragraph: on an area of the commissioner's, or the answer to a recommendation.
 * @param id - of the response
 * @param subjectId - of the area or of the force's line
 * @param input - as the form gives it, with the version that the person was looking at
 * @throws not-found; conflict `stale`, `signed`
 */
export async function writeParagraph(
  scope: MemberScope,
  id: string,
  subjectId: string,
  input: z.output<typeof paragraphSchema>,
): Promise<void> {
  const response = await ownDraft(scope, id)
  const about = await aboutOf(scope, response, subjectId)
  if (about === null) throw notFound()
  const there = (await store.readParagraphs(scope, id)).get(subjectId)
  if ((there?.version ?? 0) !== input.version) throw stale()
  const written = there
    ? await scope.tx.run(
        `update oversight.paragraph set words = $3, version = version + 1
         where response_id = $1 and subject_id = $2 and version = $4`,
        [id, subjectId, input.words, input.version],
      )
    : await scope.tx.run(
        `insert into oversight.paragraph (response_id, body_id, agency_id, about, subject_id, words)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, response.bodyId, response.agencyId, about.kind, subjectId, input.words],
      )
  if (written !== 1) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'response', id },
    detail: { part: about.kind },
  })
}

/**
 * Says what a paragraph is about.
 * @param response - to which it belongs
 * @param subjectId - of an area or of a line
 * @returns null where it is neither of this response
 */
export async function aboutOf(
  scope: MemberScope,
  response: Response,
  subjectId: string,
): Promise<{ kind: 'area' | 'recommendation'; title: string } | null> {
  const areas = await areasOf(scope, response.inspectionId, response.bodyId)
  const area = areas.find(({ id }) => id === subjectId)
  if (area) return { kind: 'area', title: area.title }
  const { inspectionId, agencyId } = response
  const duty = (await listDuties(scope, { inspectionId, agencyId })).find(({ id }) => id === subjectId)
  return duty ? { kind: 'recommendation', title: `Recommendation ${String(duty.number)}` } : null
}

export const signSchema = z.object({
  version,
  read: z.literal('yes', { error: 'Say that you have read the letter and sign it' }),
})

/**
 * Signs the response. Its facts are kept as they stand now; the force and the inspectorate read it from now on.
 * @param id - of the response
 * @param seen - the version that the person has read
 * @throws conflict `stale`, `signed`
 */
export async function signResponse(scope: MemberScope, id: string, seen: number): Promise<void> {
  const response = await ownDraft(scope, id)
  const { letter } = await readResponse(scope, id)
  const signed = await scope.tx.run(
    `update oversight.response set signed_by = $2, signed_at = $3, facts = $4, version = version + 1
     where id = $1 and version = $5 and signed_at is null`,
    [id, scope.actor.personId, scope.now, JSON.stringify(letter), seen],
  )
  if (signed !== 1) throw stale()
  const others = await scope.tx.many<{ id: number }>(
    'select body_id as id from identity.held_to_account where agency_id = $1 and body_id <> $2',
    [response.agencyId, response.bodyId],
  )
  const recipients = [response.agencyId, ...others.map((one) => one.id)]
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'response', id },
    recipients,
    detail: { unanswered: letter.unanswered },
  })
  scope.wake(recipients)
}

export const publishSchema = z.object({ version, publish: z.enum(['yes', 'no'], { error: 'Choose one' }) })

/**
 * Puts the signed response on the public page, or takes it off.
 * @param id - of the response
 * @param input - which of both
 * @throws not-found; conflict `not-signed`, `stale`
 */
export async function publishResponse(
  scope: MemberScope,
  id: string,
  input: z.output<typeof publishSchema>,
): Promise<void> {
  const response = await ownResponse(scope, id)
  if (response.signedAt === null)
    throw conflict('not-signed', 'A response is published when it is signed. Sign it first.')
  const changed = await scope.tx.run(
    `update oversight.response set published_at = $2, version = version + 1 where id = $1 and version = $3`,
    [id, input.publish === 'yes' ? scope.now : null, input.version],
  )
  if (changed !== 1) throw stale()
  scope.record({
    kind: input.publish === 'yes' ? 'disclosure' : 'alteration',
    subject: { kind: 'response', id },
    detail: { public: input.publish === 'yes' },
  })
}

export const commentSchema = z.object({
  words: z.string().trim().min(1, 'Write your comments').max(10_000, 'Must be 10,000 characters or fewer'),
})

/**
 * A chief officer comments. The newest comments count; they stand in the letter as they are.
 * @param responseId - to which they were invited
 * @param input - the comments
 * @throws not-found; conflict `too-late` after the day that the commissioner set
 */
export async function comment(
  scope: MemberScope,
  responseId: string,
  input: z.output<typeof commentSchema>,
): Promise<void> {
  const invitation = await store.findInvitation(scope, responseId)
  if (invitation?.agencyId !== scope.actor.agencyId) throw notFound()
  if (invitation.until < londonDay(scope.now))
    throw conflict('too-late', 'The day for comments has passed. Ask the commissioner to set another.')
  const { bodyId } = await scope.tx.one<{ bodyId: number }>(
    'select body_id as "bodyId" from oversight.invitation where response_id = $1',
    [responseId],
  )
  await scope.tx.run(
    `insert into oversight.chief_comment (id, response_id, body_id, agency_id, words, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[newId(), responseId, bodyId, scope.actor.agencyId, input.words],
      ...[scope.actor.personId, scope.now],
    ],
  )
  scope.record({ kind: 'disclosure', subject: { kind: 'response', id: responseId }, recipients: [bodyId] })
  scope.wake([bodyId])
}

/** @throws not-found where it is another body's */
async function ownResponse(scope: MemberScope, id: string): Promise<Response> {
  const response = await store.findResponse(scope, id)
  if (response?.bodyId !== scope.actor.agencyId) throw notFound()
  return response
}

async function ownDraft(scope: MemberScope, id: string): Promise<Response> {
  const response = await ownResponse(scope, id)
  if (response.signedAt !== null)
    throw conflict('signed', 'This response is signed. What was signed is not changed.')
  return response
}
