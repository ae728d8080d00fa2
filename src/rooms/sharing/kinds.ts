/** The kinds of record that are shared here. */
import type { RecordKind } from '../../platform/rooms/record-kind.ts'

/**
 * The kind of a row.
 * @param kinds - all that are shared here
 * @param row - `kind`: as in `access.record_kind`
 * @returns what its room says of it
 * @throws Error when there is no such kind
 */
export function kindOf(kinds: readonly RecordKind[], row: { kind: string }): RecordKind {
  const found = kinds.find(({ kind }) => kind === row.kind)
  if (found === undefined) throw new Error(`no kind of record is called ${row.kind}`)
  return found
}
