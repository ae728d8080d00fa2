/** Erasure: one person asks, another agrees or refuses. Then nothing of what the record said is kept. */
import { conflict, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import type { RetentionRule } from '../../../platform/rooms/accountability.ts'
import type { Id, PersonId, RecordId } from '../../../wire/ids.ts'
import type { ErasureGround } from '../reviews/words.ts'

export type ErasureId = Id<'erasure'>

export type ErasureRow = {
  id: ErasureId
  recordId: RecordId
  kind: string
  reference: string
  ground: ErasureGround
  askedBy: string
  askedById: PersonId
  askedAt: Date
  agreedBy: string | null
  agreedAt: Date | null
  refusedBy: string | null
  refusedAt: Date | null
}

const ERASURES = `
  select e.id, e.record_id as "recordId", e.kind, e.reference, e.ground,
         identity.person_label(e.asked_by) as "askedBy", e.asked_by as "askedById", e.asked_at as "askedAt", ${placedAt('e.asked_at')},
         identity.person_label(e.agreed_by) as "agreedBy", e.agreed_at as "agreedAt",
         identity.person_label(e.refused_by) as "refusedBy", e.refused_at as "refusedAt"
  from access.erasure e where e.agency_id = $1`

/**
 * Lists the erasures that this agency was asked for, as its register.
 * @param at - where the page begins
 * @returns the newest first, 50 at a time; cursors of the pages beside it, null where there is none
 * @throws invalid when the cursor is none
 */
export async function listErasures(
  scope: MemberScope,
  at: ListPlace = {},
): Promise<{ rows: ErasureRow[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const order = back ? '' : 'desc'
  const rows = await scope.tx.many<ErasureRow & Placed>(
    `${ERASURES} and ($2::timestamptz is null or (e.asked_at, e.id) ${back ? '>' : '<'} ($2, $3::uuid))
     order by e.asked_at ${order}, e.id ${order} limit $4`,
    [scope.actor.agencyId, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(rows, at, ({ cursorAt, id }) => writeCursor(cursorAt, id))
}

/**
 * Lists the erasures that wait for a second person.
 * @returns the oldest first, 100 at most, also those that this person asked for
 */
export async function awaitingErasures(scope: MemberScope): Promise<ErasureRow[]> {
  return await scope.tx.many<ErasureRow>(
    `${ERASURES} and e.agreed_at is null and e.refused_at is null order by e.asked_at, e.id limit 100`,
    [scope.actor.agencyId],
  )
}

/** @throws not-found; conflict `decided-already`, `own-request` */
async function lockErasure(scope: MemberScope, id: ErasureId): Promise<ErasureRow> {
  const row = await scope.tx.maybe<ErasureRow>(`${ERASURES} and e.id = $2`, [scope.actor.agencyId, id])
  if (!row) throw notFound()
  if (row.agreedAt !== null || row.refusedAt !== null)
    throw conflict('decided-already', 'Somebody has decided this already.')
  return row
}

/**
 * Agrees to an erasure that somebody else asked for, and does it: what the record said is gone from here, and every
 * partner that was given it is told.
 * @param rules - of all rooms: how records of each kind are erased
 * @param id - of the request
 * @returns how many agencies were told, and how many drafts went with it
 * @throws forbidden `wrong-role`; not-found; conflict `decided-already`, `own-request`, `held`
 */
export async function agreeToErasure(
  scope: MemberScope,
  rules: ReadonlyMap<string, RetentionRule>,
  id: ErasureId,
): Promise<{ told: number; drafts: number }> {
  mustBeOneWho(scope, 'reviewsRecords')
  const { recordId, kind, askedById } = await lockErasure(scope, id)
  if (askedById === scope.actor.personId)
    throw conflict('own-request', 'You asked for this erasure. Another person has to agree.')
  const rule = [...rules.values()].find((one) => one.kind === kind)
  if (rule === undefined) throw notFound()
  const { told } = await scope.tx
    .one<{ told: number[] | null }>('select access.agree_erasure($1) as told', [id])
    .catch(saidInWords)
  if (told === null) throw conflict('decided-already', 'Somebody has decided this already.')
  await rule.setAside(scope, [recordId])
  const drafts = await rule.erase(scope, recordId)
  for (const draft of drafts)
    scope.record({ kind: 'erasure', subject: { kind, id: draft }, detail: { draftOfErased: true } })
  scope.record({
    kind: 'erasure',
    subject: { kind, id: recordId },
    recipients: told,
    detail: { erased: true, drafts: drafts.length },
  })
  scope.wake([scope.actor.agencyId, ...told])
  return { told: told.length, drafts: drafts.length }
}

/**
 * Refuses an erasure. It may be asked for again.
 * @param id - of the request
 * @throws forbidden `wrong-role`; not-found; conflict `decided-already`
 */
export async function refuseErasure(scope: MemberScope, id: ErasureId): Promise<void> {
  mustBeOneWho(scope, 'reviewsRecords')
  const { recordId, kind } = await lockErasure(scope, id)
  const { refused } = await scope.tx.one<{ refused: boolean }>(
    'select access.refuse_erasure($1) as refused',
    [id],
  )
  if (!refused) throw conflict('decided-already', 'Somebody has decided this already.')
  scope.record({ kind: 'alteration', subject: { kind, id: recordId }, detail: { erasure: 'refused' } })
  scope.wake([scope.actor.agencyId])
}

/** Says the database's refusal in words. */
function saidInWords(fault: unknown): never {
  const code = fault instanceof Error && 'code' in fault ? fault.code : null
  if (code === 'SM031') throw conflict('held', 'A legal hold stands on this record. Lift it first.')
  throw fault
}
