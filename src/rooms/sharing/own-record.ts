/** The envelope of an own record, as deciding about it needs it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { notFound } from '../../platform/errors.ts'
import type { RecordKind, RecordStatus } from '../../platform/rooms/record-kind.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'

export type OwnRecord = {
  reference: string
  status: RecordStatus
  version: number
  classification: Classification
  compartment_id: string | null
  released_to_all: boolean
  released_to: number[]
}

/**
 * Reads an own record that this person may read in full, and locks it until the transaction ends.
 * @param kind - of the record
 * @param id - of the record
 * @returns what deciding about it needs
 * @throws not-found for what is absent, hidden or another agency's: the three look alike
 */
export async function lockOwnRecord(scope: MemberScope, kind: RecordKind, id: RecordId): Promise<OwnRecord> {
  const record = await scope.tx.maybe<OwnRecord>(
    `select reference, access.stage_of(r) as status, version, classification, compartment_id, released_to_all, released_to
     from access.record r where id = $1 and agency_id = $2 and kind = $3 for update`,
    [id, scope.actor.agencyId, kind.kind],
  )
  if (!record) throw notFound()
  return record
}
