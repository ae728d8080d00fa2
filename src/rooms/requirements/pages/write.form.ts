/** The form of a requirement: what was typed, as the rules read it. */
import { readDateField, faultOfDate } from '../../../design/fields.ts'
import { typedList, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { LONGEST, parseRequirement, type Requirement } from '../requirement.ts'

const TEXTS = [
  'question',
  'why',
  'decision',
  'priority',
  'about_kind',
  'about',
  'classification',
  'handling',
] as const
const OF_A_PERSON = ['person_category', 'person_basis'] as const
const UNDER_C = ['conditions', 'action_code', 'sanitisation_code'] as const

/**
 * Reads the form. What stands under a choice that was not made is left out: it was hidden from whoever chose.
 * @param typed - the form
 * @param today - YYYY-MM-DD, in London
 * @returns the requirement, or what is wrong with which field
 */
export function readForm(
  typed: Typed,
  today: string,
): { requirement: Requirement } | { fields: Record<string, string> } {
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, typedText(typed, name)] as const))
  const ask = typedList(typed, 'ask').filter((slug) => slug !== '')
  const read = parseRequirement(
    {
      ...given(TEXTS),
      ...(typedText(typed, 'about_kind') === 'person'
        ? { ...given(OF_A_PERSON), person_is_adult: typedText(typed, 'person_is_adult') === 'yes' || undefined }
        : {}),
      ...(typedText(typed, 'handling') === 'C' ? given(UNDER_C) : {}),
      valuable_until: readDateField(typed, 'valuable_until'),
      ...given(['owner', 'compartment']),
      ask,
      ...(ask.length > 0 ? given(['ask_basis']) : {}),
    },
    today,
  )
  if ('requirement' in read) return read
  const noDay = faultOfDate(typed, 'valuable_until', 'Latest time of value')
  return { fields: { ...read.fields, ...(noDay === undefined ? {} : { valuable_until: noDay }) } }
} // prettier-ignore

/** The longest of each text, for the counters below the boxes. */
export const longest = LONGEST
