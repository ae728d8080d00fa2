/** A kind of record that is no report: what sharing does with it, it does with any. */
import type { RecordKind } from '../../platform/rooms/record-kind.ts'

/** @param changes - in place of what it says otherwise; by itself it holds no record */
export function exhibits(changes: Partial<RecordKind> = {}): RecordKind {
  return {
    kind: 'exhibit',
    words: { one: 'exhibit', many: 'exhibits' },
    href: (id) => `/exhibits/${id}`,
    apiHref: (id) => `/evidence/exhibits/${id}`,
    operationPrefix: 'evidence.exhibit',
    begin: { text: 'Record an exhibit', href: '/exhibits/new' },
    lists: [{ key: 'store', text: 'In our store', href: '/exhibits/ours', access: ['analyst'] }],
    heading: () => Promise.reject(new Error('no exhibit is kept in this test')),
    search: { found: () => Promise.resolve(new Map()), noteExported: () => Promise.resolve() },
    ...changes,
  }
}
