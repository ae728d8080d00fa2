/** How requirements serve the rights of data subjects: search finds them; here is what one says, in parts. */
import type { RecordId } from '../../wire/ids.ts'
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { PartOfRecord, SubjectRights } from '../../platform/rooms/accountability.ts'
import { readRequirement } from './read-requirement.ts'

/** A requirement has one version: what is asked does not change once it was asked. */
async function read(
  scope: MemberScope,
  id: RecordId,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const { own, version, title, body } = await readRequirement(scope, id)
  if (!own || body === null) throw notFound()
  const parts = [
    ['Question', title],
    ['What it is about', body.about],
    ['Why it is asked', body.why],
    ['For which decision', body.decision],
    ['Basis', body.personBasis],
    ['Why it was closed', body.closingWords],
  ] as const
  return {
    version,
    parts: parts.flatMap(([words, text], index) =>
      text === null || text === '' ? [] : [{ part: `field-${String(index + 1)}`, words, text }],
    ),
  }
}

export const subjectRights: SubjectRights = { kind: 'requirement', read }
