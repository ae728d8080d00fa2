/**
 * Why there is a new version, or a recall: texts that partners read, outside the report. So they are held against what
 * the report's own text is held against: its public reporter (the filing guards), the reports it comes from, whoever
 * stays back.
 */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { DraftSubject } from './drafts.ts'
import { namedInText } from './named-in-text.ts'
import type { Report } from './report.ts'
import type { WrittenWords } from './stored-report.ts'
import { splitSubjects, type WithheldSubject } from './withheld.ts'

const TAKE_IT_OUT = 'Take out what names somebody who stays with your agency: partners read these words'

/**
 * Checks what an author tells the readers of a new version; 2,000 characters at most.
 * @param reason - as it was typed
 * @returns the text, trimmed; null where nothing was said
 * @throws invalid with `change_reason`
 */
export function checkChangeReason(reason: string | undefined): string | null {
  const text = reason?.trim() ?? ''
  if (text.length > 2_000) throw invalid({ change_reason: 'Must be 2,000 characters or fewer' })
  return text === '' ? null : text
}

/**
 * Whether the reason of a new version names somebody who stays with the agency.
 * @param id - of the report; its version is not written yet
 * @param report - as the new version says it
 * @param reason - as checkChangeReason gave it
 * @returns what to do about it, or null
 */
export async function faultOfChangeReason(
  scope: MemberScope,
  id: string,
  report: Report,
  reason: string | null,
): Promise<string | null> {
  if (reason === null) return null
  const { withheld } = splitSubjects(report, scope.now.toISOString().slice(0, 10))
  return await faultOfNaming(scope, id, reason, withheld)
}

/**
 * Whether words for partners name somebody who stays with the agency, or what belongs to them: held back by any version
 * of the report, or by a report that it was sanitised from. A report's text may have to; a reason need not.
 * @param id - of a report of the viewer's agency
 * @param words - for partners
 * @param more - who is held back besides, by a version that is not written yet
 * @returns what to do about it, or null
 */
export async function faultOfNaming(
  scope: MemberScope,
  id: string,
  words: string,
  more: readonly WithheldSubject[] = [],
): Promise<string | null> {
  // An ancestor that this person may not read is not looked through: their policies are asked.
  const kept = await scope.tx.many<{ subject: DraftSubject }>(
    `select w.subject from intelligence.withheld_subject w
     where w.report_id = $1 or w.report_id in (select a.id from intelligence.ancestors_of($1) a)`,
    [id],
  )
  const subjects = [...kept, ...more].map(({ subject }) => withoutUnknown(subject))
  const today = scope.now.toISOString().slice(0, 10)
  const named = namedInText({ items: [{ text: words }], subjects }, today)
  return named.some(({ inText }) => inText) ? TAKE_IT_OUT : null
}

/** "Unknown" is nobody's name, and stands in many a reason. */
function withoutUnknown(subject: DraftSubject): DraftSubject {
  const names = subject.names?.filter((name) => !name.trim().toLowerCase().startsWith('unknown'))
  return { ...subject, ...(names && { names }) }
}

/**
 * Puts together all that is written with a version. Where nothing is told of why there is one, the words are as
 * they always were.
 * @param words - of the version
 * @param reason - checked; null for none
 * @returns the words, with the reason where there is one
 */
export const withReason = (words: WrittenWords, reason: string | null): WrittenWords =>
  reason === null ? words : { ...words, change_reason: reason }
