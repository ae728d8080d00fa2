/** Rows of the inbox, as the component `dataTable` takes them. */
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import type { InboxRow } from '../../inbox.ts'

type Tag = { text: string; colour: string }
type Cell = string | { text: string; href: string; detail: string; tag?: Tag } | { time: Date }

/**
 * Writes the heads of the columns.
 * @param words - what the inbox lists, with a capital letter
 * @returns three heads
 */
export const inboxHead = (words: string): string[] => [words, 'From', 'Released']

/**
 * Writes the row of a released record: its title, and whether its conditions must be accepted or it was not read
 * yet.
 * @param kind - of the record, for its address
 * @param row - as the inbox answers it
 * @returns one cell for each head
 */
export function inboxRow({ href }: RecordKind, row: InboxRow): Cell[] {
  const tag: Tag | null =
    row.sight === 'conditions'
      ? { text: 'Conditions to accept', colour: 'yellow' }
      : row.read
        ? null
        : { text: 'Unread', colour: 'turquoise' }
  return [
    {
      text: row.title,
      href: href(row.id),
      detail: row.classification,
      ...(tag === null ? {} : { tag }),
    },
    row.owner.name,
    { time: row.releasedAt },
  ]
}
