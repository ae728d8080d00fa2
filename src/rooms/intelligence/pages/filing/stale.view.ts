import type { DraftDocument } from '../../drafts.ts'
import { documentLines, type DocumentLine } from './document-lines.ts'

/** One part of two versions, for the component `sideBySide`. */
export type ComparedRow = { label: string; left: string; right: string }

/** Two versions part by part, in the order in which a report is written. */
export function compareDocuments(one: DraftDocument, other: DraftDocument): ComparedRow[] {
  const left = documentLines(one)
  const right = documentLines(other)
  const labels = new Set([...left, ...right].map(({ label }) => label))
  return [...labels].map((label) => ({ label, left: textOf(left, label), right: textOf(right, label) }))
}

/**
 * Two versions of a draft where they differ. What is the same is left out: the question is only what to
 * keep of the rest.
 * @param mine - theirs with what this person typed put over it
 */
export function staleRows(mine: DraftDocument, theirs: DraftDocument): ComparedRow[] {
  return compareDocuments(mine, theirs).filter((row) => row.left !== row.right)
}

function textOf(lines: readonly DocumentLine[], label: string): string {
  return lines.find((line) => line.label === label)?.text ?? ''
}
