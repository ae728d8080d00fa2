/** Releases a record to named agencies or to all partners. */
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import { conflict, invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import { lockOwnRecord } from './own-record.ts'
import { checkReason } from './reason.ts'
import { recipientsOf } from './recipients-of.ts'
import type { RecordId } from '../../wire/ids.ts'

export type ReleaseInput = {
  /** agencies by id */
  to: { all: true } | { agencies: readonly number[] }
  reason: string
}

/** In a delivery, all partners. */
const ALL_PARTNERS = 0

/**
 * Releases an own record. Whoever had it before keeps it: a release adds recipients.
 * @param kind - of the record
 * @param id - of the record
 * @param input - to whom, and why (kept for the owner)
 * @throws forbidden `wrong-role`; not-found unless it is an own record; conflict `is-draft`, `is-recalled`,
 *   `not-checked`; invalid with `agencies` or `reason`
 */
export async function releaseRecord(
  scope: MemberScope,
  kind: RecordKind,
  id: RecordId,
  input: ReleaseInput,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const record = await lockOwnRecord(scope, kind, id)
  if (record.status === 'draft') throw conflict('is-draft', 'A draft cannot be released. Submit it first.')
  if (record.status === 'withdrawn')
    throw conflict(
      'is-recalled',
      `This ${kind.words.one} was recalled, so it cannot be released again. File a new one.`,
    )
  if (kind.isChecked !== undefined && !(await kind.isChecked(scope, id, record.version)))
    throw conflict(
      'not-checked',
      `No second officer has checked this version of a sanitised ${kind.words.one}. Write a new version: a second officer checks it, and then it can be released.`,
    )
  const reason = checkReason(input.reason)
  const toAll = 'all' in input.to
  const agencies = 'agencies' in input.to ? await knownPartners(scope, input.to.agencies) : []
  const recipients = toAll ? await recipientsOf(scope, { released_to_all: true, released_to: [] }) : agencies

  await scope.tx.run(
    `update access.record set revision = revision + 1, released_to_all = released_to_all or $2,
       released_to = (select coalesce(array_agg(distinct a order by a), '{}') from unnest(released_to || $3::integer[]) a)
     where id = $1`,
    [id, toAll, agencies],
  )
  await scope.tx.run(
    `insert into access.release (id, record_id, version, to_all, agencies, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, record.version, toAll, agencies, reason, scope.actor.personId, scope.now],
  )
  await scope.tx.run(
    `insert into access.delivery (agency_id, record_id, at) select a, $1, $3 from unnest($2::integer[]) a
     on conflict do nothing`,
    [id, toAll ? [ALL_PARTNERS] : agencies, scope.now],
  )
  scope.record({
    kind: 'disclosure',
    subject: { kind: kind.kind, id },
    recipients,
    detail: { version: record.version, toAll },
  })
  scope.wake([scope.actor.agencyId, ...recipients])
}

async function knownPartners(scope: MemberScope, wanted: readonly number[]): Promise<number[]> {
  const partners = [...new Set(wanted)].filter((one) => one !== scope.actor.agencyId).sort((a, b) => a - b)
  if (partners.length === 0) throw invalid({ agencies: 'Choose at least one agency other than your own' })
  const known = await scope.tx.many('select id from identity.agency where id = any ($1::integer[])', [
    partners,
  ])
  if (known.length !== partners.length) throw invalid({ agencies: 'One of these agencies is not known here' })
  return partners
}
