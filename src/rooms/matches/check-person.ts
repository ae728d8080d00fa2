/** Does a partner hold this person? The same question as for a value, by a name and a birth. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '../../platform/database/perform.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { mayBeChild } from '../../wire/births/known-birth.ts'
import { NOT_UNDERSTOOD, readBirth } from '../../wire/births/read-birth.ts'
import { bug } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import { keepCheck, purposeGiven, type CheckAnswer } from './check-value.ts'
import { isNeverMatched, asWritten } from '../../library/matchable/index.ts'
import { likelihoodOf } from './likelihood.ts'
import type { Partner } from './list-matches.ts'
import { lookUpPersons, type Meant, type PersonQuestion } from './look-up-persons.ts'
import { plainText } from './write-message.ts'
import type { AgencyId, WrittenPersonId } from '../../wire/ids.ts'

const LONGEST_NAME = 200
const LONGEST_BIRTH = 60

export const TOO_COMMON =
  'A name alone is too common to say anything. Add a birth date, or at least the year of birth'
export const UNDER_AGE =
  'Whoever may be under 18 is never compared, so nothing was looked up. Speak to the partner’s desk'

const today = () => new Date().toISOString().slice(0, 10)

/** Who may be a child by a calendar that was taken for granted: both are said. */
const saidOfChild = ({ born, said }: { born: string; said: string | null }): string | null =>
  said !== null && mayBeChild(born, today()) ? `${said}. ${UNDER_AGE}` : null

/** A birth in any form; what comes out is as it is kept. */
export const bornGiven = z
  .string({ error: TOO_COMMON })
  .trim()
  .min(1, TOO_COMMON)
  .max(LONGEST_BIRTH, NOT_UNDERSTOOD)
  .superRefine((text, context) => {
    const read = readBirth(text, today())
    const fault = 'fault' in read ? read.fault : saidOfChild(read)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
  })
  .overwrite((text) => {
    const read = readBirth(text, today())
    return 'fault' in read ? text : read.born
  })

export const checkPersonBody = z
  .strictObject({
    kind: z.literal('person'),
    value: plainText('Enter the name you want to check', LONGEST_NAME),
    born: bornGiven,
    purpose: purposeGiven,
  })
  .superRefine(({ value, born }, context) => {
    const fault = faultOf({ name: value, born }, new Date())
    if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message })
  })
export type CheckPersonInput = z.output<typeof checkPersonBody>

/**
 * Says why a person cannot be looked up at all: before anything is looked up, and not counted.
 * @param question - a name and a birth
 * @param today - by which an age is counted
 * @returns the field that is wrong, and what to say; null where the question may be asked
 */
export function faultOf(
  { name, born }: PersonQuestion,
  today: Date,
): { field: 'value' | 'born'; message: string } | null {
  if (isNeverMatched({ kind: 'person', born }, today)) return { field: 'born', message: UNDER_AGE }
  return asWritten([name], born) === null
    ? { field: 'value', message: 'This cannot be read as a name' }
    : null
}

/** What was found for a question, before anybody asked the rule of sight. */
export type LookedUp = { question: PersonQuestion; found: { meant: Meant[]; common: boolean } }

/**
 * Looks the questions up as the program, each on its own. What silent and higher records would have said is
 * not looked at, and answers leave on a beat, so that their time says nothing either.
 * @param questions - names and births
 * @param asker - the agency that asks, and how high its person is cleared
 * @returns what was found, in the order of the questions
 */
export async function lookUp(
  database: Database,
  questions: readonly PersonQuestion[],
  asker: { agencyId: AgencyId; clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE' },
): Promise<LookedUp[]> {
  const found = await lookUpPersons(database, questions, asker)
  return questions.map((question, index) => ({
    question,
    found: found[index] ?? { meant: [], common: false },
  }))
}

/**
 * Answers one question that was looked up, within the day's quota.
 * @param lookedUp - a question, and what was found for it
 * @param purpose - why it is asked
 * @param place - of a list's line, as in checkValue
 * @returns partners by name, each with the likeliest class of its records
 * @throws QuotaUsed (429 `quota`)
 */
export async function checkPerson(
  scope: MemberScope,
  { question, found }: LookedUp,
  purpose: string,
  place = 0,
): Promise<CheckAnswer> {
  const probabilities = new Map(found.meant.map(({ personId, probability }) => [personId, probability]))
  const rows = await scope.tx.many<{ person_id: WrittenPersonId; partner: Partner }>(PARTNERS, [
    [...probabilities.keys()],
  ])
  const best = new Map<string, { partner: Partner; probability: number }>()
  for (const { person_id: id, partner } of rows) {
    const probability = probabilities.get(id) ?? 0
    if (probability > (best.get(partner.slug)?.probability ?? 0))
      best.set(partner.slug, { partner, probability })
  }
  const partners = [...best.values()].map(({ partner, probability }) => ({
    ...partner,
    likeness: likelihoodOf(probability),
  }))
  const left = await keepCheck(scope, {
    id: newId(scope.now.getTime() + place),
    kind: 'person',
    key: keyOf(question),
    asTyped: question.name,
    born: question.born,
    purpose,
    held: partners.length > 0,
  })
  return { held: partners.length > 0, partners, common: found.common, tier: 'possible', checks_left: left }
}

/**
 * Checks one person, from looking up to the answer.
 * @param perform - runs work as the person who asks
 * @param input - a name, a birth and the purpose
 * @returns the answer
 * @throws QuotaUsed (429 `quota`)
 */
export async function checkOnePerson(
  database: Database,
  perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>,
  { value, born, purpose }: CheckPersonInput,
): Promise<CheckAnswer> {
  const began = performance.now()
  const asker = await perform((scope) => Promise.resolve(scope.actor))
  const [looked] = await lookUp(database, [{ name: value, born }], asker)
  if (!looked) throw bug('A question was not looked up')
  const answer = await perform((scope) => checkPerson(scope, looked, purpose))
  await onTheBeat(began)
  return answer
}

/** One question in one spelling, for the agency's own count of what it asked. */
function keyOf({ name, born }: PersonQuestion): string {
  return createHash('sha256')
    .update(asWritten([name], born)?.fold ?? '')
    .digest('base64url')
}

const PARTNERS = `
  select p.person_id, json_build_object('slug', a.slug, 'name', a.name, 'desk', json_build_object(
           'name', a.desk_name, 'phone', a.desk_phone, 'email', a.desk_email, 'hours', a.desk_hours)) as partner
  from deconfliction.partners_naming($1::uuid[]) p join identity.agency a on a.id = p.agency_id
  order by a.name, p.person_id`

/** Milliseconds. */
const BEAT = 50

/**
 * Waits for the next beat: what is read for a name costs some microseconds more or less with what lies beside
 * it in the index, silent records among it, and a beat hides that. Waited outside any transaction.
 * @param began - when the work began, from performance.now()
 */
export async function onTheBeat(began: number): Promise<void> {
  const spent = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, Math.ceil(spent / BEAT) * BEAT - spent))
}
