/** Takes rows of a file into an inspection: the good ones go in, the others come back with line and reason. */
import type { Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { blank, keptBy } from './enter-inspection.ts'
import type { Recommendation } from './inspection.ts'
import * as store from './inspection-store.ts'
import { readRecommendations, type ReadRecommendation } from './read-recommendations.ts'

export type Imported = {
  added: number
  changed: number
  /** stood there as the file has them */
  same: number
  refused: { line: number; reason: string }[]
}

/**
 * Imports a table of recommendations. It fills in what is not entered yet, and never overwrites what somebody entered.
 * @param inspectionId - of an inspection that the viewer's agency keeps
 * @param content - the file's whole text
 * @returns how it went; the same file a second time changes nothing
 * @throws not-found
 */
export async function importRecommendations(
  scope: Scope,
  inspectionId: string,
  content: string,
): Promise<Imported> {
  const inspection = await keptBy(scope, inspectionId)
  if (!inspection) throw notFound()
  const rows = readRecommendations(content, await store.listAreas(scope, inspectionId))
  const there = new Map(
    (await store.listRecommendations(scope, inspectionId)).map((one) => [one.number, one]),
  )
  const imported: Imported = { added: 0, changed: 0, same: 0, refused: [] }
  for (const row of rows) {
    const reason = 'reason' in row ? row.reason : await takeOne(row.read)
    if (reason !== null) imported.refused.push({ line: row.line, reason })
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'inspection', id: inspectionId },
    detail: { added: imported.added, changed: imported.changed, refused: imported.refused.length },
  })
  return imported

  async function takeOne(read: ReadRecommendation): Promise<string | null> {
    if (read.dueOn !== null && read.dueOn < (inspection?.publishedOn ?? ''))
      return 'It is due before the report was published'
    const before = there.get(read.number)
    if (!before) {
      await store.insertRecommendation(scope, { ...blank(inspectionId, read.number), ...read, id: newId() })
      imported.added += 1
      return null
    }
    const after = filledIn(before, read)
    if (after === null) return 'Something else is entered here already. Change it on its own page'
    if (isSame(before, after)) imported.same += 1
    else {
      await store.updateRecommendation(scope, after)
      imported.changed += 1
    }
    return null
  }
}

const fields = ['text', 'addressedTo', 'source', 'dueOn', 'areaId'] as const

/** @returns null where the file says something else than what is entered */
function filledIn(before: Recommendation, read: ReadRecommendation): Recommendation | null {
  const differs = fields.some(
    (field) => before[field] !== null && read[field] !== null && before[field] !== read[field],
  )
  if (differs) return null
  return {
    ...before,
    ...Object.fromEntries(fields.map((field) => [field, before[field] ?? read[field]])),
  }
}

const isSame = (one: Recommendation, other: Recommendation): boolean =>
  fields.every((field) => one[field] === other[field])
