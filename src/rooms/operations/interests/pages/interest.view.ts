/** An interest in a row, and its facts on its page. */
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { birthWords } from '../../../../wire/births/known-birth.ts'
import { subjectKind } from '../../../../wire/codes.ts'
import type { Cell } from '../../pages/words.ts'
import type { Interest } from '../read-interests.ts'
import { CATEGORIES, DISCLOSED, DISCLOSURES } from '../words.ts'

export const interestHead = ['What', 'Kind', 'Who may learn of it', 'Review', 'State'] as const

/** @param one - of the viewer’s agency */
export const interestRow = (one: Interest): Cell[] => [
  { text: one.written, href: `/operations/interests/${one.id}`, detail: one.reference },
  subjectKind[one.kind],
  DISCLOSED[one.disclosure],
  ukDate(one.reviewOn),
  { tag: one.state === 'open' ? { text: 'Open', colour: 'green' } : { text: 'Closed', colour: 'grey' } },
]

/** @returns rows of its page */
export function factsOf(one: Interest): { key: string; text: string }[] {
  return [
    { key: 'What', text: one.written },
    { key: 'Kind', text: subjectKind[one.kind] },
    ...(one.country === null ? [] : [{ key: 'Country', text: one.country }]),
    ...(one.born === null ? [] : [{ key: 'Born', text: birthWords(one.born) }]),
    { key: 'Whose it is', text: CATEGORIES[one.category] },
    { key: 'Basis', text: one.basis },
    { key: 'Who may learn of it', text: DISCLOSURES[one.disclosure] },
    { key: 'Desk', text: `${one.desk}, ${one.telephone}` },
    { key: 'Review', text: ukDate(one.reviewOn) },
    { key: 'Added', text: `${one.addedBy}, ${ukDateTime(one.addedAt)}` },
    ...(one.closedAt === null
      ? []
      : [
          {
            key: 'Closed',
            text: `${one.closedBy ?? 'The clock'}, ${ukDateTime(one.closedAt)}: ${one.closedWhy ?? ''}`,
          },
        ]),
  ]
}
