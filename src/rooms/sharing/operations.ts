/** The words of what this room does: with a record of any kind, and with the lists over all of them. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'intelligence.report.inbox': opened('the list of reports from partners'),
  'intelligence.recall.show': opened('a recall'),
  'intelligence.recall.list': opened('the list of recalls'),
  'intelligence.recall.acknowledge': ['Acknowledged', 'acknowledge', 'a recall'],
}

/**
 * The words of release, conditions, recall, and who holds it.
 * @param kind - whose records they are
 * @returns words by operation; their names begin as the kind's do
 */
export function operationsOfKind({ operationPrefix, words }: RecordKind): Record<string, OperationWords> {
  const it = `${/^[aeiou]/.test(words.one) ? 'an' : 'a'} ${words.one}`
  const named: Readonly<Record<string, OperationWords>> = {
    release: ['Released', 'release', it],
    'confirm-release': opened(`the page to confirm a release`),
    'show-release': opened(`the page to release ${it}`),
    'preview-release': ['Looked at', 'look at', `who would see ${it}`],
    audience: ['Looked at', 'look at', `who sees ${it}`],
    history: ['Read', 'read', `the history of ${it}`],
    holders: ['Looked at', 'look at', `who holds ${it}`],
    accept: ['Accepted', 'accept', `the conditions of ${it}`],
    recall: ['Recalled', 'recall', it],
    'show-recall': opened(`the page to recall ${it}`),
  }
  return Object.fromEntries(
    Object.entries(named).map(([verb, told]) => [`${operationPrefix}.${verb}`, told] as const),
  )
}
