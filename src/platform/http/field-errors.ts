import type { z } from 'zod'

/** So many faults are told, and so much of a field's name: names come from whoever sent them. */
const MOST_FAULTS = 200
const LONGEST_NAME = 200

/** Faults by field, the first of a field wins, bounded whatever was sent. */
export type Faults = {
  /** null prototype: a field may have any name */
  fields: Record<string, string>
  /** Notes what is wrong at a path. @returns false once no more are told */
  add: (path: readonly PropertyKey[], what: string) => boolean
}

/**
 * Makes an empty list of faults.
 * @param whole - the name where the fault is in no field
 * @returns nothing is wrong yet; at most two hundred faults are taken
 */
export function newFaults(whole: string): Faults {
  const fields = Object.create(null) as Record<string, string>
  let count = 0
  return {
    fields,
    add: (path, what) => {
      if (count >= MOST_FAULTS) return false
      const name = nameOf(path) || whole
      if (!(name in fields)) count += 1
      fields[name] ??= what
      return count < MOST_FAULTS
    },
  }
}

/** A path in dots (`items.0.text`), cut before it is put together: its names may each be as long as a body. */
function nameOf(path: readonly PropertyKey[]): string {
  let name = ''
  for (const [at, part] of path.entries()) {
    if (name.length >= LONGEST_NAME) break
    name += (at === 0 ? '' : '.') + String(part).slice(0, LONGEST_NAME)
  }
  return name.slice(0, LONGEST_NAME)
}

/**
 * Flattens a schema's complaints to one message a field path; the first of a field wins.
 * @param error - what zod found
 * @param whole - the name where the fault is in no field
 * @returns path in dots to its message
 */
export function fieldErrors(error: z.ZodError, whole = 'body'): Record<string, string> {
  const { fields, add } = newFaults(whole)
  for (const issue of error.issues) {
    const goesOn =
      issue.code === 'unrecognized_keys'
        ? issue.keys.every((key) => add([...issue.path, key], 'This field is not known'))
        : add(issue.path, issue.message)
    if (!goesOn) break
  }
  return fields
}
