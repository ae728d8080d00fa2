/** Reading fields of a small form one by one, so that one answer names every fault at once. */
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import type { PersonId } from '../../../../wire/ids.ts'
import { text } from '../group.ts'
import type { LineOwner } from '../plan.ts'

/** Faults of a form, and readers that note theirs. */
export type Fields = {
  /** @returns the text, or an empty one with a fault */
  words: (name: string, longest: number, missing: string) => string
  /** @returns YYYY-MM-DD, or an empty text with a fault */
  day: (name: string, what: string, missing: string) => string
  /** @returns the account, or undefined with a fault */
  person: (name: string, missing: string) => PersonId | undefined
  /** @returns the account, an agency to ask (`agency:3`), or undefined with a fault */
  owner: (name: string, missing: string) => LineOwner | undefined
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
    day: (name, what, missing) => {
      const fault = faultOfDate(typed, name, what)
      const read = readDateField(typed, name)
      if (fault !== undefined || read === undefined) faults[name] = fault ?? missing
      return read ?? ''
    },
    person: (name, missing) => {
      const read = personId.safeParse(typedText(typed, name))
      if (!read.success) faults[name] = missing
      return read.data
    },
    owner: (name, missing) => {
      const [, agency] = /^agency:(\d{1,9})$/.exec(typedText(typed, name) ?? '') ?? []
      if (agency !== undefined) return { agency: Number(agency) }
      const read = personId.safeParse(typedText(typed, name))
      if (!read.success) faults[name] = missing
      return read.data
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
