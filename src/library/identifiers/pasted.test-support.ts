import assert from 'node:assert/strict'
import type { SubjectKind } from '../../wire/codes.ts'
import { understandIdentifier } from './understand.ts'

export const keys = (kind: SubjectKind, value: string, country?: string) =>
  understandIdentifier(kind, value, country).understood.map(({ key }) => key)

/** Each value holds these identifiers and no others. */
export function are(kind: SubjectKind, rows: Record<string, string[]>): void {
  for (const [value, expected] of Object.entries(rows)) assert.deepEqual(keys(kind, value), expected, value)
}

/** Nothing is understood, and a sentence says why. */
export function none(kind: SubjectKind, value: string, why: RegExp): void {
  const { understood, reasons } = understandIdentifier(kind, value)
  assert.deepEqual(understood, [], value)
  assert.match(reasons.join('; '), why, value)
}
