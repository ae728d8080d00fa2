/** What a room says that has a page for each thing and person that reports name, so that others can lead there. */
import type { RecordId } from '../../wire/ids.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { MemberScope } from '../database/scope.ts'

/** A subject as one report in the viewer's sight writes it. */
export type SubjectPage = { number: number; kind: SubjectKind; written: readonly string[]; href: string }

/** All of it is asked in the viewer's own scope: what no report in their full sight names has no page. */
export type SubjectPages = {
  /**
   * @param values - kind and canonical key of each
   * @returns the address of each that has a page, by kind and key: `phone +447700900123`
   */
  ofValues: (
    scope: MemberScope,
    values: readonly { kind: SubjectKind; key: string }[],
  ) => Promise<Map<string, string>>
  /**
   * @param records - some hundreds of any kind; with a number only that subject of it
   * @returns by record the first subjects that it names, in its own order
   */
  ofRecords: (
    scope: MemberScope,
    records: readonly { id: RecordId; number?: number | null }[],
  ) => Promise<Map<RecordId, SubjectPage[]>>
}
