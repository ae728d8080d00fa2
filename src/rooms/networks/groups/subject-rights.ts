/** How groups serve the rights of data subjects: search finds them; here is what one says, in parts. */
import type { RecordId } from '../../../wire/ids.ts'
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { PartOfRecord, SubjectRights } from '../../../platform/rooms/accountability.ts'
import { membersOf } from './members.ts'
import { readGroup } from './read-group.ts'

/** The version that stands, with who is said to be of the group: each statement is a part of its own. */
async function read(
  scope: MemberScope,
  id: RecordId,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const { own, version, title, body } = await readGroup(scope, id)
  if (!own || body === null) throw notFound()
  const fields = [
    ['name', 'Name', [title, ...body.aliases].join('\n')],
    ['basis', 'What makes it a group', body.basis],
    ['does', 'What it does', [...body.routes, ...body.methods, ...body.commodities].join('\n')],
    ['areas', 'Areas', body.areas.join('\n')],
  ] as const
  const members = await membersOf(scope, id)
  return {
    version,
    parts: [
      ...fields.flatMap(([part, words, text]) => (text === '' ? [] : [{ part, words, text }])),
      ...members.map((one) => ({
        part: `member-${one.id}`,
        words: 'A statement on a member',
        text: [`${one.name}: ${one.role}`, one.words ?? ''].filter((text) => text !== '').join('\n'),
      })),
    ],
  }
}

export const groupSubjectRights: SubjectRights = { kind: 'group', read }
