/** The answer: made ready by the officer who read, sent by whoever manages records, and never by one person alone. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { readerOf } from './read-part.ts'
import type { SubjectRights } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { changeRequest, countsOf, requestOf, type RequestId, type RequestRow } from './request-store.ts'
import { changedMeanwhile, dayOfForm, notOpen, written } from './take-in-request.ts'
import type { Right } from './words.ts'

export const readySchema = z.object({
  tells: z.enum(['yes', 'no'], { error: 'Choose whether the answer says that something was left out' }),
})
export const sentSchema = z.object({
  answered_on: dayOfForm('Enter the day on which it was sent'),
  answered_how: written(500, 'Say how it was sent'),
})

/** One part that is given, as it stood in the version that was read. */
export type GivenPart = { words: string; text: string }
/** What an answer says. */
export type Answer = {
  request: RequestRow
  agency: string
  /** by reference; a record that was erased since gives nothing */
  records: { reference: string; parts: GivenPart[]; erased: boolean }[]
  /** rights besides access, with how many records each was done and refused for */
  others: { right: Right; done: number; refused: number; reasons: string[] }[]
  leftOut: number
}

type Decided = {
  recordId: RecordId
  kind: string
  reference: string
  right: Right
  part: string | null
  version: number | null
  outcome: 'given' | 'left-out' | 'done' | 'refused'
  reason: string | null
}

/**
 * Says that the answer is ready: every record is decided. From then on nothing of it changes.
 * @param id - of the request
 * @param tells - may the answer say that something was left out, or would that itself do harm? (s.45(5) and (6))
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `undecided`, `stale`
 */
export async function makeReady(scope: MemberScope, id: RequestId, tells: boolean): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const row = await requestOf(scope, id)
  if (row.officerId !== scope.actor.personId) throw notFound()
  if (row.state !== 'open') throw notOpen()
  const counts = (await countsOf(scope, [id])).get(id)
  if (row.searchedAt === null || counts === undefined || counts.undecided > 0)
    throw conflict('undecided', 'Some records are not decided yet, or nobody has searched.')
  const change = {
    state: 'ready',
    tells_of_left_out: tells,
    ready_by: scope.actor.personId,
    ready_at: scope.now,
  }
  if (!(await changeRequest(scope, row, change))) throw changedMeanwhile()
  scope.record({ kind: 'alteration', subject: { kind: 'subject-request', id }, detail: { step: 'ready' } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Puts the answer together from what was given, as it stood in the versions that were read. Only the officer sees it.
 * @param rights - of all rooms
 * @param id - of the request
 * @param session - whose unlocked keys open what lies sealed
 * @returns what the document prints
 * @throws forbidden `wrong-role`, or while a key is locked that it needs; not-found also while it is not ready
 */
export async function readAnswer(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  id: RequestId,
  session?: Buffer,
): Promise<Answer> {
  mustBeOneWho(scope, 'decides')
  const request = await requestOf(scope, id)
  if (request.readyById !== scope.actor.personId || request.officerId !== scope.actor.personId)
    throw notFound()
  const decided = await scope.tx.many<Decided>(
    `select coalesce(i.record_id, i.sealed_id) as "recordId", i.kind, i.reference, d.asked_right as right, d.part, d.version, d.outcome, d.reason
     from records.subject_request_decision d join records.subject_request_item i on i.id = d.item_id
     where d.request_id = $1 and i.about = 'them' order by i.reference, d.id limit 20000`,
    [id],
  )
  const records = []
  for (const [recordId, ofRecord] of Map.groupBy(
    decided.filter(({ outcome }) => outcome === 'given'),
    (one) => one.recordId,
  ))
    records.push(await givenOf(scope, rights, recordId, ofRecord, session))
  const { name } = await scope.tx.one<{ name: string }>('select name from identity.agency where id = $1', [
    scope.actor.agencyId,
  ])
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'subject-request', id },
    detail: { step: 'answer', records: records.length },
  })
  return {
    ...{ request, agency: name, records },
    others: request.rights
      .filter((right) => right !== 'access')
      .map((right) => {
        const of = decided.filter((one) => one.right === right)
        const refused = of.filter(({ outcome }) => outcome === 'refused')
        return {
          right,
          done: of.length - refused.length,
          refused: refused.length,
          reasons: [...new Set(refused.flatMap(({ reason }) => reason ?? []))],
        }
      }),
    leftOut: decided.filter(({ outcome }) => outcome === 'left-out').length,
  }
}

async function givenOf(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  id: RecordId,
  decided: readonly Decided[],
  session: Buffer | undefined,
): Promise<Answer['records'][number]> {
  const [{ kind, reference, version } = { kind: '', reference: '', version: null }] = decided
  const read = readerOf(rights, kind, session)
  if (read === undefined) throw notFound()
  try {
    const { parts } = await read(scope, id, version ?? undefined)
    // Of what lies sealed, nothing at all: it was destroyed.
    if (parts.length === 0) return { reference, parts: [], erased: true }
    return {
      reference,
      parts: parts.filter(({ part }) => decided.some((one) => one.part === part)),
      erased: false,
    }
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'not-found')
      return { reference, parts: [], erased: true }
    throw fault
  }
}

/**
 * Notes that the answer was sent. Another person does so than made it ready.
 * @param id - of the request
 * @param input - on which day, and how
 * @throws forbidden `wrong-role`; not-found; conflict `not-ready`, `same-person`, `stale`; invalid with `answered_on`
 */
export async function noteSent(
  scope: MemberScope,
  id: RequestId,
  input: z.output<typeof sentSchema>,
): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const row = await requestOf(scope, id)
  if (row.state !== 'ready') throw conflict('not-ready', 'The answer is not ready, or was sent already.')
  if (row.readyById === scope.actor.personId)
    throw conflict('same-person', 'You made this answer ready. Another person sends it.')
  if (input.answered_on > londonDay(scope.now)) throw invalid({ answered_on: 'Must be today or earlier' })
  if (input.answered_on < row.receivedOn)
    throw invalid({ answered_on: 'Must not be before the request came' })
  const sent = await changeRequest(scope, row, {
    state: 'answered',
    ...input,
    answered_by: scope.actor.personId,
    answered_at: scope.now,
  })
  if (!sent) throw changedMeanwhile()
  scope.record({ kind: 'disclosure', subject: { kind: 'subject-request', id }, detail: { step: 'answered' } })
  scope.wake([scope.actor.agencyId])
}
