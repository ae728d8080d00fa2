/** How disruptions serve the rights of data subjects: search finds them; here is what one says, in parts. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { PartOfRecord, SubjectRights } from '../../platform/rooms/accountability.ts'
import type { RecordId } from '../../wire/ids.ts'
import { partsOf } from './parts-of.ts'
import { readDisruption } from './read-disruption.ts'

/** The version that stands, with what agencies said of it: each statement is a part of its own. */
async function read(
  scope: MemberScope,
  id: RecordId,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const { own, version, title, body } = await readDisruption(scope, id)
  if (!own || body === null) throw notFound()
  const { claims, moderations, effects } = await partsOf(scope, id)
  const fields = [
    ['title', 'Title', title],
    ['about', 'Whom it is about', body.about],
    ['basis', 'Basis', body.personBasis],
    ['what', 'What was done', body.what],
    ['before', 'How it was before', body.before],
    ['after', 'How it was after', body.after],
    ['level', 'Why this level', body.levelReason],
  ] as const
  return {
    version,
    parts: [
      ...fields.flatMap(([part, words, text]) => (text === null ? [] : [{ part, words, text }])),
      ...claims.map(({ agency, words: text }) => ({
        part: `claim-${agency.slug}`,
        words: `What ${agency.name} says that it did`,
        text,
      })),
      ...moderations.map(({ words, answeredWords }, index) => ({
        part: `moderation-${String(index + 1)}`,
        words: 'What a moderator said',
        text: answeredWords === null ? words : `${words}\n${answeredWords}`,
      })),
      ...effects.map(({ basis, displacedTo }, index) => ({
        part: `effect-${String(index + 1)}`,
        words: 'What became of the effect',
        text: displacedTo === null ? basis : `${displacedTo}\n${basis}`,
      })),
    ],
  }
}

export const subjectRights: SubjectRights = { kind: 'disruption', read }
