/** Who opened a record. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'

/**
 * Notes that this person opened a version of a record. The owner may ask who did; the kind says so whenever it shows
 * one in full.
 * @param id - of the record
 * @param version - its number
 */
export async function noteReading(scope: MemberScope, id: RecordId, version: number): Promise<void> {
  await scope.tx.run(
    `insert into access.reading (record_id, version, person_id, agency_id, first_at, last_at)
     values ($1, $2, $3, $4, $5, $5)
     on conflict (record_id, person_id, version) do update set last_at = excluded.last_at`,
    [id, version, scope.actor.personId, scope.actor.agencyId, scope.now],
  )
}
