/** What each kind says of the records that were found. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundRecord, RecordKind } from '../../platform/rooms/record-kind.ts'
import type { RecordId } from '../../wire/ids.ts'

export type FoundOfKind = FoundRecord & { of: RecordKind }

/**
 * Asks each kind for what it may show.
 * @param kinds - of every record that is searched
 * @param ids - of found records
 * @returns by id, with their kind; without those that this person may not read in full
 */
export async function foundRecords(
  scope: MemberScope,
  kinds: readonly RecordKind[],
  ids: readonly RecordId[],
): Promise<Map<string, FoundOfKind>> {
  const all = new Map<string, FoundOfKind>()
  for (const kind of kinds)
    for (const [id, record] of await kind.search.found(scope, ids)) all.set(id, { ...record, of: kind })
  return all
}

/**
 * Looks up what references of the viewer's own system stand for.
 * @param kinds - of every record that is searched
 * @param own - as they were typed
 * @returns references of Seamark, by the agency's own
 */
export async function ownReferencesOf(
  scope: MemberScope,
  kinds: readonly RecordKind[],
  own: readonly string[],
): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>()
  for (const kind of kinds)
    for (const [reference, found] of (await kind.search.ownReferences?.(scope, own)) ?? [])
      all.set(reference, [...(all.get(reference) ?? []), ...found])
  return all
}
