import type { DraftDocument } from '../../drafts.ts'
import { documentLines, type DocumentLine } from './document-lines.ts'

/** One part of two versions, for the component `sideBySide`. */
export type ComparedRow = { label: string; left: string; right: string }

/**
 * Puts two versions beside each other, part by part.
 * @param one - for the left
 * @param other - for the right
 * @returns in the order in which a report is written
 */
export function compareDocuments(one: DraftDocument, other: DraftDocument): ComparedRow[] {
  const left = documentLines(one)
  const right = documentLines(other)
  const labels = new Set([...left, ...right].map(({ label }) => label))
  return [...labels].map((label) => ({ label, left: textOf(left, label), right: textOf(right, label) }))
}

/**
 * Puts two versions of a draft beside each other where they differ. What is the same is left out: the question is
 * only what to keep of the rest.
 * @param mine - theirs with what this person typed put over it
 * @param theirs - as it is kept now
 * @returns one row for each part that differs
 */
export function staleRows(mine: DraftDocument, theirs: DraftDocument): ComparedRow[] {
  return compareDocuments(mine, theirs).filter((row) => row.left !== row.right)
}

function textOf(lines: readonly DocumentLine[], label: string): string {
  return lines.find((line) => line.label === label)?.text ?? ''
}
