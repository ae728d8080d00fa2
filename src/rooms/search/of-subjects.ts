/** What search does for the requests of data subjects: the words of a request, and which own records hold them. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FoundOnSubject, SubjectRights } from '../../platform/rooms/accountability.ts'
import type { RecordId } from '../../wire/ids.ts'
import { parseQuery, type Term } from './search-query.ts'

/** What `search.query` takes. */
export type SubjectQuery = { any: Term[][]; none: Term[] }

/**
 * Makes a query of whom to look for. Any of the names with all its words, or any of the identifiers, in every spelling
 * that search knows.
 * @param names - 10 at most, of 200 characters each
 * @param identifiers - telephones, plates, addresses; 20 at most, of 200 characters each
 * @returns as the request keeps it; nothing is excluded by it
 */
export function subjectQuery(names: readonly string[], identifiers: readonly string[]): SubjectQuery {
  // A name may be a word that search takes for an operator: in quotation marks it is none.
  const quoted = (name: string) =>
    (name.match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).map((word) => `"${word.replaceAll('"', '')}"`).join(' ')
  return {
    any: [...names.map(quoted), ...identifiers].flatMap((text) => parseQuery(text).any),
    none: [],
  }
}

async function find(scope: MemberScope, request: string, most: number): Promise<FoundOnSubject[]> {
  const rows = await scope.tx.many<{ id: RecordId }>(
    'select r as id from search.records_of_subject($1, $2) r',
    [request, most],
  )
  return rows.map(({ id }) => ({ id, foundIn: ['text'], categories: [], born: 'unknown' }))
}

/** Records of every kind, by what search reads of them. */
export const subjectRights: SubjectRights = { find }
