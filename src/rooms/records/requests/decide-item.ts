/** What the officer who is named for a request decides: is it them, which parts are given, what is done about a record. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { PartOfRecord, RetentionRule, SubjectRights } from '../../../platform/rooms/accountability.ts'
import { readerOf } from './read-part.ts'
import { requestOf, type RequestId, type RequestRow } from './request-store.ts'
import { itemOf, type ItemId, type ItemRow } from './search-for-subject.ts'
import { notOpen } from './take-in-request.ts'
import { groundWords, type Ground, type Right } from './words.ts'

/** At once so many. */
const MOST_AT_ONCE = 200

export type DecisionRow = {
  right: Right
  part: string | null
  version: number | null
  outcome: 'given' | 'left-out' | 'done' | 'refused'
  ground: Ground | null
  reason: string | null
}

/** What is decided of one part. */
export type PartDecision = { part: string; given: boolean; ground: Ground | null; reason: string | null }
/** What is decided of a record where another right is asked for. */
export type RightDecision = {
  right: Exclude<Right, 'access'>
  outcome: 'done' | 'refused'
  reason: string | null
}

/** An open request of which this person is the officer. @throws wrong-role; not-found; conflict `not-open` */
async function ownRequest(scope: MemberScope, id: RequestId): Promise<RequestRow> {
  mustBeOneWho(scope, 'decides')
  const row = await requestOf(scope, id)
  if (row.officerId !== scope.actor.personId) throw notFound()
  if (row.state !== 'open') throw notOpen()
  return row
}

/**
 * Says of records that they are not about whoever asks: a name that many bear.
 * @param id - of the request
 * @param items - 200 at most; what is absent or hidden is as if it had not been chosen
 * @returns how many
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`; invalid with `item`
 */
export async function sayNotThem(
  scope: MemberScope,
  id: RequestId,
  items: readonly ItemId[],
): Promise<number> {
  await ownRequest(scope, id)
  if (items.length === 0) throw invalid({ item: 'Choose at least one record' })
  if (items.length > MOST_AT_ONCE)
    throw invalid({ item: `Choose ${String(MOST_AT_ONCE)} records or fewer at once` })
  const said = await scope.tx.run(
    `update records.subject_request_item set about = 'not-them', decided_by = $3, decided_at = $4
     where request_id = $1 and id = any ($2::uuid[])`,
    [id, items, scope.actor.personId, scope.now],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'subject-request', id },
    detail: { step: 'not-them', records: said },
  })
  return said
}

/**
 * Reads one record for a request, in parts. The record's own reading is an event too.
 * @param rights - of all rooms
 * @param id - of the request
 * @param itemId - of what was found
 * @param session - whose unlocked keys open what lies sealed; left out, nothing sealed is read
 * @returns it, its parts as they stand, and what was decided of them
 * @throws forbidden `wrong-role`, or while a key is locked; not-found
 */
export async function readItem(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  id: RequestId,
  itemId: ItemId,
  session?: Buffer,
): Promise<{
  request: RequestRow
  item: ItemRow
  version: number
  parts: readonly PartOfRecord[]
  decisions: DecisionRow[]
}> {
  mustBeOneWho(scope, 'decides')
  const request = await requestOf(scope, id)
  const item = request.officerId === scope.actor.personId ? await itemOf(scope, id, itemId) : null
  const read = item === null ? undefined : readerOf(rights, item.kind, session)
  if (item === null || read === undefined) throw notFound()
  const { version, parts } = await read(scope, item.recordId)
  return { request, item, version, parts, decisions: await decisionsOf(scope, item.id) }
}

/**
 * Reads what was decided of a record.
 * @param itemId - of what was found
 * @returns of each part, and of each right
 */
export const decisionsOf = (scope: MemberScope, itemId: string): Promise<DecisionRow[]> =>
  scope.tx.many<DecisionRow>(
    `select asked_right as right, part, version, outcome, ground, reason
     from records.subject_request_decision where item_id = $1 order by asked_right, part limit 1000`,
    [itemId],
  )

/**
 * Decides one record: what of it is given, and what is done about it where they asked for more than access.
 * @param rights - of all rooms
 * @param rules - of all rooms: how records of each kind are set aside
 * @param id - of the request
 * @param itemId - of what was found
 * @param input - is it them; one decision for each part; one for each other right that was asked for
 * @param session - whose unlocked keys open what lies sealed
 * @returns how many partners were told
 * @throws forbidden `wrong-role`; not-found; conflict `not-open`, `held`, `not-corrected`, `stays-as-sent`,
 *   `destroy-first`; invalid by the field
 */
export async function decideItem(
  scope: MemberScope,
  rights: readonly SubjectRights[],
  rules: ReadonlyMap<string, RetentionRule>,
  id: RequestId,
  itemId: ItemId,
  input: { about: 'them' | 'not-them'; parts: readonly PartDecision[]; others: readonly RightDecision[] },
  session?: Buffer,
): Promise<number> {
  await ownRequest(scope, id)
  const { request, item, version, parts } = await readItem(scope, rights, id, itemId, session)
  await scope.tx.run(
    `update records.subject_request_item set about = $3, decided_by = $4, decided_at = $5
     where id = $2 and request_id = $1`,
    [id, itemId, input.about, scope.actor.personId, scope.now],
  )
  let told = 0
  if (input.about === 'them') {
    if (request.rights.includes('access')) {
      checkParts(parts, input.parts)
      for (const one of input.parts)
        await keep(scope, id, item, {
          right: 'access',
          ...{ part: one.part, version, outcome: one.given ? 'given' : 'left-out' },
          ground: one.given ? null : one.ground,
          reason: one.given ? null : one.reason,
        })
    }
    const asked = request.rights.filter((right) => right !== 'access')
    for (const right of asked) {
      const said = input.others.find((one) => one.right === right)
      if (said === undefined) throw invalid({ [right]: 'Choose what is done' })
      if (said.outcome === 'refused' && said.reason === null)
        throw invalid({ [`${right}_reason`]: 'Say why: they are told, unless that would do harm' })
      if (said.outcome === 'done') told += await carryOut(scope, rules, item, request, right)
      await keep(scope, id, item, { ...said, part: null, version: null, ground: null })
    }
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'subject-request', id },
    detail: { step: 'decided', about: input.about },
  })
  return told
}

function checkParts(parts: readonly PartOfRecord[], said: readonly PartDecision[]): void {
  const fields: Record<string, string> = {}
  for (const { part, words } of parts) {
    const one = said.find((decision) => decision.part === part)
    if (one === undefined) fields[part] = `Choose whether ${words.toLowerCase()} is given`
    else if (!one.given && (one.ground === null || !Object.hasOwn(groundWords, one.ground)))
      fields[`${part}_ground`] = `Choose why ${words.toLowerCase()} is left out`
    else if (!one.given && one.ground !== 'not-theirs' && one.reason === null)
      fields[`${part}_reason`] = `Enter the reason why ${words.toLowerCase()} is left out`
    if ((one?.reason?.length ?? 0) > 2_000) fields[`${part}_reason`] = 'Must be 2,000 characters or fewer'
  }
  if (said.some((one) => !parts.some(({ part }) => part === one.part)))
    throw conflict('stale', 'A new version was filed meanwhile. Read the record again.')
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

async function keep(scope: MemberScope, id: RequestId, item: ItemRow, one: DecisionRow): Promise<void> {
  await scope.tx.run(
    `insert into records.subject_request_decision (request_id, item_id, agency_id, asked_right, part, version, outcome,
       ground, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (item_id, asked_right, part) do update set outcome = excluded.outcome, ground = excluded.ground,
       reason = excluded.reason, version = excluded.version, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
    [
      ...[id, item.id, scope.actor.agencyId, one.right, one.part, one.version, one.outcome, one.ground],
      ...[one.reason, scope.actor.personId, scope.now],
    ],
  )
}

/** Does what was granted by the ways that there are; those who hold copies are told by them. */
async function carryOut(
  scope: MemberScope,
  rules: ReadonlyMap<string, RetentionRule>,
  item: ItemRow,
  request: RequestRow,
  right: Exclude<Right, 'access'>,
): Promise<number> {
  const about = { kind: item.kind, id: item.recordId }
  if (item.kind === 'public-report') return await mustBeDoneAtDesk(scope, item, right)
  if (right === 'rectification') {
    const corrected = await scope.tx.maybe(
      `select from access.correction where record_id = $1 and at >= $2 limit 1`,
      [item.recordId, request.takenAt],
    )
    if (corrected === null)
      throw conflict(
        'not-corrected',
        'Nobody has said since this request came that a version of the record was wrong. File a new version and say so first.',
      )
    return 0
  }
  if (right === 'erasure') {
    const { asked } = await scope.tx
      .one<{ asked: string | null }>(`select access.ask_erasure($1, 'legal-obligation') as asked`, [
        item.recordId,
      ])
      .catch(heldInWords)
    if (asked !== null)
      scope.record({ kind: 'alteration', subject: about, detail: { reviewed: 'erase', request: true } })
    return 0
  }
  const { told } = await scope.tx
    .one<{ told: number[] | null }>(`select records.restrict_for_request($1, 'accuracy-contested') as told`, [
      item.id,
    ])
    .catch(heldInWords)
  if (told === null) return 0
  await [...rules.values()].find(({ kind }) => kind === item.kind)?.setAside(scope, [item.recordId])
  scope.record({
    kind: 'alteration',
    subject: about,
    recipients: told,
    detail: { reviewed: 'restrict', request: true },
  })
  scope.wake([scope.actor.agencyId, ...told])
  return told.length
}

/** What the public sent stays as it was sent. It is destroyed at its desk, by who may, and in no other way. */
async function mustBeDoneAtDesk(
  scope: MemberScope,
  item: ItemRow,
  right: Exclude<Right, 'access'>,
): Promise<number> {
  if (right !== 'erasure')
    throw conflict(
      'stays-as-sent',
      'A report of the public stays as it was sent. Refuse and say why, or have it destroyed at the desk.',
    )
  const { destroyed } = await scope.tx.one<{ destroyed: boolean }>(
    'select reporting.is_destroyed($1) as destroyed',
    [item.recordId],
  )
  if (!destroyed)
    throw conflict(
      'destroy-first',
      'Have the report destroyed at the desk first. Then say here that it is erased.',
    )
  return 0
}

function heldInWords(fault: unknown): never {
  if (fault instanceof Error && 'code' in fault && fault.code === 'SM031')
    throw conflict('held', 'A legal hold stands on this record. Lift it first, or refuse and say why.')
  if (fault instanceof Error && 'code' in fault && fault.code === 'SM035')
    throw conflict('at-work', 'It is worked on. It is closed before it is erased: ask whoever leads it.')
  throw fault
}

/** The form in which what was chosen among found records comes. */
export const notThemSchema = z.object({
  item: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid())),
})
