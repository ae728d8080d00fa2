/** What the ledger adds when a record was released or recalled: to how many agencies. */
import { ukNumber } from '../../design/words.ts'
import type { DetailRule } from '../../platform/rooms/operations.ts'

export const details: readonly DetailRule[] = [
  ({ kind, operation, recipients, detail }) => {
    if (kind !== 'disclosure' || !operation.includes('release')) return null
    return detail['toAll'] === true ? ' to all partners' : ` to ${agencies(recipients.length)}`
  },
  ({ recipients, detail }) =>
    detail['recalled'] === true && recipients.length > 0 ? ` that ${agencies(recipients.length)} had` : null,
]

const agencies = (count: number) => `${ukNumber(count)} ${count === 1 ? 'agency' : 'agencies'}`
