/** Reading fields of a small form one by one, so that one answer names every fault at once. */
import { invalid } from '../../../platform/errors.ts'
import { typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { text } from '../operation.ts'

/** Faults of a form, and readers that note theirs. */
export type Fields = {
  /** @returns the text, or an empty one with a fault */
  words: (name: string, longest: number, missing: string) => string
  /** @returns what was chosen, or undefined with a fault */
  chosen: <Value>(name: string, value: Value | undefined, missing: string) => Value | undefined
  /** @throws invalid with every fault, where there is one */
  check: () => void
}

/**
 * Begins to read a form.
 * @param typed - the form
 * @returns readers of its fields
 */
export function fieldsOf(typed: Typed): Fields {
  const faults: Record<string, string> = {}
  return {
    words: (name, longest, missing) => {
      const read = text(longest, missing).safeParse(typedText(typed, name) ?? '')
      if (!read.success) faults[name] = read.error.issues[0]?.message ?? missing
      return read.success ? read.data : ''
    },
    chosen: (name, value, missing) => {
      if (value === undefined) faults[name] = missing
      return value
    },
    check: () => {
      if (Object.keys(faults).length > 0) throw invalid(faults)
    },
  }
}
