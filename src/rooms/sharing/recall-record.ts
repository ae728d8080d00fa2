/** Recalls a record: every agency that had it is told and asked to acknowledge. */
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import { conflict } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import { lockOwnRecord } from './own-record.ts'
import { checkReason } from './reason.ts'
import { recipientsOf } from './recipients-of.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Recalls an own record for good: nobody but its owner sees it any more, and each agency that had it finds a notice.
 * What else ends with it, its kind knows (`onRecall`).
 * @param kind - of the record
 * @param id - of the record
 * @param reason - goes to the agencies that had it, unless the kind has it say less (`toldOfRecall`)
 * @returns how many agencies were told: none where it was not released
 * @throws forbidden `wrong-role`; not-found unless it is an own record; conflict `is-draft`, `is-recalled`; invalid
 *   with `reason`
 */
export async function recallRecord(
  scope: MemberScope,
  kind: RecordKind,
  id: RecordId,
  reason: string,
): Promise<number> {
  mustBeOneWho(scope, 'decides')
  const record = await lockOwnRecord(scope, kind, id)
  if (record.status === 'draft') throw conflict('is-draft', 'A draft is not recalled. Discard it.')
  if (record.status === 'withdrawn')
    throw conflict('is-recalled', `This ${kind.words.one} was recalled already.`)
  const text = checkReason(reason)
  const recipients = record.status === 'disseminated' ? await recipientsOf(scope, record) : []
  const told = recipients.length === 0 ? text : ((await kind.toldOfRecall?.(scope, id, text)) ?? text)
  await scope.tx.run(`update access.record set status = 'withdrawn', revision = revision + 1 where id = $1`, [
    id,
  ])
  await scope.tx.run(`insert into access.recall (record_id, reason, person_id, at) values ($1, $2, $3, $4)`, [
    id,
    text,
    scope.actor.personId,
    scope.now,
  ])
  await scope.tx.run(
    `insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, compartment_id, reason, at)
     select $1, a, $3, $4, $5, $6, $7, $8 from unnest($2::integer[]) a`,
    [
      id,
      recipients,
      scope.actor.agencyId,
      record.reference,
      record.classification,
      record.compartment_id,
      told,
      scope.now,
    ],
  )
  await kind.onRecall?.(scope, id)
  scope.record({
    kind: 'alteration',
    subject: { kind: kind.kind, id },
    recipients,
    detail: { recalled: true, version: record.version },
  })
  scope.wake([scope.actor.agencyId, ...recipients])
  return recipients.length
}
