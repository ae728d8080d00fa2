/** How what was found is read in parts, whether it is a record or lies sealed. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { PartOfRecord, SubjectRights } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'

type Read = (
  scope: MemberScope,
  id: RecordId,
  version?: number,
) => Promise<{ version: number; parts: readonly PartOfRecord[] }>

/**
 * Finds how the room of a kind reads it.
 * @param rights - of all rooms
 * @param kind - of a record, or of what lies sealed
 * @param session - whose unlocked keys open what lies sealed
 * @returns undefined where no room reads it, or it is sealed and there is no session
 */
export function readerOf(
  rights: readonly SubjectRights[],
  kind: string,
  session: Buffer | undefined,
): Read | undefined {
  const sealed = rights.find((one) => one.sealed?.kind === kind)?.sealed
  if (sealed === undefined) return rights.find((one) => one.kind === kind)?.read
  return session === undefined ? undefined : (scope, id) => sealed.read(scope, session, id)
}
