/** The words of searching. */
import type { OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'intelligence.search': ['Searched', 'search', 'the reports'],
  'intelligence.search.export': ['Exported', 'export', 'a search'],
}
