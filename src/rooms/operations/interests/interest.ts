/** What an interest holds, and by what it is matched. Pure; a value is read as a report's is. */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import {
  identifiersOf,
  isNeverMatched,
  notUnderstoodIn,
  personsOf,
  type HeldIdentifier,
  type PersonInReport,
} from '../../../library/matchable/index.ts'
import { readBirth } from '../../../wire/births/read-birth.ts'
import { codesOf, subjectKind, type SubjectKind } from '../../../wire/codes.ts'
import { day, words } from '../decisions/decision.ts'
import { CATEGORIES, DISCLOSURES, KINDS, type Category, type Disclosure } from './words.ts'

/** How long each text may be. */
export const LONGEST = { written: 300, basis: 1_000, desk: 100, telephone: 40, born: 40, why: 1_000 } as const

/** What no form and no call adds, in the words of whoever is refused. */
export const NEVER =
  'Victims, witnesses and whoever may be under 18 are never matched, and neither is what belongs to them. They cannot be an interest'

const TELEPHONE = /^[0-9+() ext.]{3,40}$/

/** As the API takes it. */
export const interestSchema = z.strictObject({
  kind: z
    .enum(codesOf(subjectKind), { error: 'Choose what it is' })
    .refine((kind) => KINDS.includes(kind), 'Choose what can be matched'),
  value: words(LONGEST.written, 'Enter the value, or the name of the person'),
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/, 'Enter two letters, like GB')
    .toUpperCase()
    .optional()
    .describe('of a value whose reading depends on it'),
  born: words(LONGEST.born, 'Enter the birth').optional().describe('of a person, in any spelling'),
  category: z
    .enum(codesOf(CATEGORIES), { error: 'Say whose it is' })
    .describe('whose it is; of a person suspected or convicted'),
  basis: words(LONGEST.basis, 'Say on what basis the operation works on it'),
  disclosure: z.enum(codesOf(DISCLOSURES), { error: 'Choose who may learn of it' }),
  desk: words(LONGEST.desk, 'Enter the desk that answers for it'),
  telephone: z
    .string({ error: 'Enter the telephone of the desk' })
    .trim()
    .regex(TELEPHONE, 'Enter a telephone number of the desk, like 01632 960101'),
  review_on: day('Enter the day on which it is reviewed'),
})

/** What an interest is, and by what the matcher holds it. */
export type NewInterest = {
  kind: SubjectKind
  written: string
  country: string | null
  /** as it is kept (wire/births/known-birth.ts) */
  born: string | null
  category: Category
  basis: string
  disclosure: Disclosure
  desk: string
  telephone: string
  reviewOn: string
  identifiers: HeldIdentifier[]
  persons: PersonInReport[]
}

/**
 * Reads an interest.
 * @param input - as the API gives it
 * @param now - by which an age is counted
 * @param today - YYYY-MM-DD in London
 * @returns the interest, or what is wrong, by field
 */
export function parseInterest(
  input: unknown,
  now: Date,
  today: string,
): { interest: NewInterest } | { fields: Record<string, string> } {
  const read = interestSchema.safeParse(input)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { kind, value: written, country, category, review_on: reviewOn, ...said } = read.data
  const fields: Record<string, string> = {}
  if (reviewOn <= today) fields['review_on'] = 'Must be after today'
  if (kind !== 'person' && said.born !== undefined) fields['born'] = 'Only of a person'
  if (kind === 'person' && category === 'not-known')
    fields['category'] = `A person is suspected or convicted. ${NEVER}`
  const birth = said.born === undefined ? null : readBirth(said.born, today)
  if (birth !== null && 'fault' in birth) fields['born'] = birth.fault
  const born = birth === null || 'fault' in birth ? null : birth.born
  if (Object.keys(fields).length > 0) return { fields }
  // What belongs to nobody known is matched as a report's value is that belongs to nobody.
  const subject =
    kind === 'person'
      ? {
          kind,
          names: [written],
          ...(category === 'not-known' ? {} : { category }),
          ...(born === null ? {} : { born }),
        }
      : { kind, value: written, ...(country === undefined ? {} : { country }) }
  if (isNeverMatched(subject, now)) return { fields: { born: NEVER } }
  const [fault] = notUnderstoodIn([subject])
  if (fault) return { fields: { value: `This value is not understood: ${fault.why}` } }
  const identifiers = kind === 'person' ? [] : identifiersOf([subject], now)
  const persons = kind === 'person' ? personsOf([subject], now) : []
  if (identifiers.length + persons.length === 0)
    return {
      fields: { value: kind === 'person' ? 'This cannot be read as a name' : 'Nothing here can be matched' },
    }
  const { basis, disclosure, desk, telephone } = said
  return {
    interest: {
      ...{ kind, written, country: country ?? null, born, category, basis, disclosure, desk, telephone },
      ...{ reviewOn, identifiers, persons },
    },
  }
}
