/** A sanitised version must not lead back to its original: nobody but the owner may follow that link. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { FieldErrors, Report } from './report.ts'

/** What must not be named. `agencyReference` may be null. */
export type Original = { id: string; reference: string; agencyReference: string | null }

/**
 * Finds whatever leads back from a sanitised version: its original, the original of that one, and so on, by
 * each reference that any of them has had.
 * @param derivativeId - the sanitised version, or a draft of its next version
 * @param report - as it would be filed
 * @param reason - why there is this version, which partners read beside it
 * @returns each field that gives one of them away, and what to do about it
 */
export async function tracesOfAncestors(
  scope: MemberScope,
  derivativeId: string,
  report: Report,
  reason: string | null = null,
): Promise<FieldErrors> {
  const fields: FieldErrors = {}
  for (const original of await ancestorsOf(scope, derivativeId))
    Object.assign(fields, tracesOfOriginal(report, original, reason))
  return fields
}

/**
 * Looks for the names of originals in words about a report that stand outside it: why it was recalled.
 * @param id - of the report
 * @param words - for partners
 * @returns what to do about it, or null
 */
export async function tracesInWords(scope: MemberScope, id: string, words: string): Promise<string | null> {
  const ancestors = await ancestorsOf(scope, id)
  return ancestors.some((original) => namesOriginal(words, original)) ? TAKE_IT_OUT : null
}

const TAKE_IT_OUT = 'Take out the reference of the original report'

/** Each by each reference that it ever had. */
async function ancestorsOf(scope: MemberScope, id: string): Promise<Original[]> {
  const ancestors = await scope.tx.many<{ id: string; reference: string; agency_references: string[] }>(
    'select id, reference, agency_references from intelligence.ancestors_of($1)',
    [id],
  )
  return ancestors.flatMap(({ id, reference, agency_references }) =>
    [null, ...agency_references].map((agencyReference) => ({ id, reference, agencyReference })),
  )
}

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * Finds the original's references in a sanitised version, in any spelling.
 * @param report - the sanitised version as it would be filed
 * @param original - what must not be found
 * @param reason - why there is this version
 * @returns each field that gives the original away, and what to do about it
 */
export function tracesOfOriginal(
  report: Report,
  original: Original,
  reason: string | null = null,
): FieldErrors {
  const fields: FieldErrors = {}
  const seen = (path: string, text: string | null | undefined) => {
    if (text && namesOriginal(text, original)) fields[path] = TAKE_IT_OUT
  }
  seen('title', report.title)
  seen('conditions', report.conditions)
  seen('agency_reference', report.agency_reference)
  seen('original_grade', report.original_grade)
  seen('change_reason', reason)
  report.items.forEach((item, index) => {
    seen(`items.${String(index)}.text`, item.text)
    item.events?.forEach(({ place }, at) => {
      seen(`items.${String(index)}.events.${String(at)}.place`, place)
    })
  })
  report.subjects.forEach((subject, index) => {
    const path = `subjects.${String(index)}`
    seen(`${path}.note`, subject.note)
    if (subject.kind === 'person') seen(`${path}.names`, subject.names.join('\n'))
    else seen(`${path}.value`, subject.value)
  })
  return fields
}

function namesOriginal(text: string, original: Original): boolean {
  const plain = bare(text)
  if (plain.includes(bare(original.id)) || plain.includes(bare(original.reference))) return true
  const own = original.agencyReference
  if (own === null) return false
  // A short number such as "12" stands in many texts without being a reference: then only as a word.
  if (bare(own).length >= 6) return plain.includes(bare(own))
  const word = own.trim().replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}
