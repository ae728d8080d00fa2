/** What a form of a report's draft needs besides: lists of fields, and what can be kept. */
import type { Typed } from '../../../../platform/http/typed-form.ts'
import type { DraftDocument } from '../../drafts.ts'

/**
 * Counts how many of `items.0.NAME`, `items.1.NAME` … a form holds.
 * @param typed - the form
 * @param list - `items`
 * @param name - of the field in each
 * @returns how many without a gap, from 0
 */
export function countTyped(typed: Typed, list: string, name: string): number {
  let count = 0
  while (typed[`${list}.${String(count)}.${name}`] !== undefined) count += 1
  return count
}

/**
 * Leaves out fields that are undefined: a document holds what was said, not what was not.
 * @param fields - any
 * @returns those that have a value
 */
export function said<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/**
 * Tells whether PostgreSQL can keep a document. It takes no NUL and no half of a surrogate pair; the report's rules
 * refuse other control characters by name, but a draft keeps those until its author mends them.
 * @param document - of a draft
 * @returns true when it can
 */
export function canBeKept(document: DraftDocument): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(document))
}
