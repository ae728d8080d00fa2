/** What a record's history says of how long it is kept: reviews, holds, restrictions, corrections, erasures. */
import type { RecordEvent } from '../../../../platform/rooms/record-kind.ts'

type Detail = RecordEvent['detail']

const reviewed: Readonly<Record<string, string>> = {
  keep: 'Reviewed it: it is kept.',
  correct: 'Reviewed it: it was corrected.',
  restrict: 'Reviewed it: it is restricted.',
  erase: 'Reviewed it, and asked for its erasure.',
}

/**
 * Says what was done to keep a record, or to let it go.
 * @param detail - of an alteration; numbers and flags, never content
 * @returns the sentence; null where the event speaks of something else
 */
export function keptWords(detail: Detail): string | null {
  const decision = detail['reviewed']
  if (typeof decision === 'string') return reviewed[decision] ?? 'Reviewed it.'
  if (detail['reviewDue'] === true) return 'Its review date came.'
  if (detail['reviewerNamed'] === true) return 'Named somebody else for its review.'
  if (detail['correctionAsked'] === true) return 'Asked for a version that corrects it.'
  if (detail['hold'] === 'placed') return 'Placed a legal hold on it.'
  if (detail['hold'] === 'lifted') return 'Lifted a legal hold.'
  if (detail['restriction'] === 'lifted') return 'Lifted the restriction.'
  if (detail['erasure'] === 'refused') return 'Refused its erasure.'
  if (typeof detail['wrong'] === 'number') return `Said that version ${String(detail['wrong'])} was wrong.`
  if (detail['noticeAcknowledged'] === true) return 'Said what became of its copies after a notice.'
  return null
}

/**
 * The same of what was looked at.
 * @param detail - of a consultation
 * @returns the sentence; null where the event speaks of something else
 */
export function lookedAtWords(detail: Detail): string | null {
  if (detail['review'] === true) return 'Looked at its review.'
  return typeof detail['notice'] === 'string' ? 'Opened a notice about it.' : null
}
