/** What is sent of an encounter and of its parts, and what is refused of it. Pure. */
import { z } from 'zod'
import { codesOf } from '../../wire/codes.ts'
import { LONGEST, moment, noPerson, parseWith, people, words, type Parsed } from './fields.ts'
import {
  AGES,
  ANSWERS,
  GUARDIAN,
  HOW_FOUND,
  IDENTIFIED,
  INNERSTE,
  OFFENCES,
  OPPORTUNITIES,
  POWERS,
  RECIPIENTS,
  ROUTES,
} from './words.ts'
import type { StepNumber } from './ids.ts'

/** Place, time and counts: all that an encounter begins with. */
export const encounterSchema = z.strictObject({
  found_at: moment('Enter when the people were found'),
  place: words(LONGEST.place, 'Enter where the people were found'),
  how_found: z.enum(codesOf(HOW_FOUND), { error: 'Choose how the people were found' }),
  adults: people('adults'),
  may_be_children: people('may be under 18').describe(
    'everybody who may be under 18, or whose age is disputed',
  ),
  age_unknown: people('whose age nobody knows'),
  injured: people('are injured'),
  no_person: noPerson,
})
export type NewEncounter = z.output<typeof encounterSchema>

/** @returns the encounter, or faults by field */
export function parseEncounter(body: unknown, now: Date): Parsed<NewEncounter> {
  return parseWith(encounterSchema, body, now, {
    moment: 'found_at',
    watched: { place: 'place' },
    more: ({ adults, may_be_children: children, age_unknown: unknown, injured }) => {
      const all = adults + children + unknown
      return {
        ...(all === 0 ? { adults: 'Count at least one person' } : {}),
        ...(all > 2_000 ? { adults: 'Count at most 2,000 people; record more in another encounter' } : {}),
        ...(injured > all ? { injured: 'Must not be more than the people who were found' } : {}),
      }
    },
  })
}

const optional = (longest: number, missing: string) => words(longest, missing).optional()

const identified = z
  .partialRecord(z.enum(codesOf(IDENTIFIED)), people('adults'))
  .optional()
  .describe('of step 7: how many adults were identified, and of the others why not')

/** An answer to a step. */
export const answerSchema = z.strictObject({
  answer: z.enum(codesOf(ANSWERS), { error: 'Choose whether it is done' }),
  at: moment('Enter when it was done').optional(),
  by_whom: optional(LONGEST.by_whom, 'Enter by whom').describe('a role or a number of staff, never a name'),
  reference: optional(LONGEST.reference, 'Enter a reference').describe('in another system'),
  reason: optional(LONGEST.reason, 'Enter why not'),
  note: optional(LONGEST.note, 'Enter a note'),
  routes: z
    .array(z.enum(codesOf(ROUTES)))
    .max(4)
    .default([])
    .describe('of step 5'),
  identified,
  no_person: noPerson,
})
export type NewAnswer = z.output<typeof answerSchema>

/** @returns the answer, or faults by field */
export function parseAnswer(step: StepNumber, body: unknown, now: Date): Parsed<NewAnswer> {
  return parseWith(answerSchema, body, now, {
    moment: 'at',
    watched: { by_whom: 'text', reference: 'reference', reason: 'text', note: 'text' },
    more: (said) => ({ ...faultsOfAnswer(said), ...faultsOfStep(step, said) }),
  })
}

function faultsOfAnswer({ answer, at, by_whom: by, reason, reference }: NewAnswer): Record<string, string> {
  if (answer === 'done')
    return {
      ...(at === undefined ? { at: 'Enter when it was done' } : {}),
      ...(by === undefined ? { by_whom: 'Enter by whom: a role or a number, not a name' } : {}),
      ...(reason === undefined ? {} : { reason: 'Leave the reason out: it is done' }),
    }
  const left = 'Leave it out: it was not done'
  return {
    ...(reason === undefined
      ? { reason: answer === 'not-needed' ? 'Enter why it is not needed' : 'Enter why it is not possible' }
      : {}),
    ...(at === undefined ? {} : { at: left }),
    ...(by === undefined ? {} : { by_whom: left }),
    ...(reference === undefined ? {} : { reference: left }),
  }
}

const faultsOfStep = (step: StepNumber, { routes, identified: numbers, reason, note }: NewAnswer) => ({
  ...(step !== 5 && routes.length > 0 ? { routes: 'Leave it out: it belongs to step 5' } : {}),
  ...(new Set(routes).size < routes.length ? { routes: 'Name each way once' } : {}),
  ...(step !== 7 && numbers !== undefined ? { identified: 'Leave it out: it belongs to step 7' } : {}),
  ...(step === 7 && (numbers?.other ?? 0) > 0 && note === undefined && reason === undefined
    ? { note: 'Say for which other reason some adults were not identified' }
    : {}),
})

/** Possible children who take the child path. */
export const childrenSchema = z.strictObject({
  how_many: people('take the child path together', 1),
  told_at: moment('Enter when children’s services were told'),
  services_reference: optional(LONGEST.reference, 'Enter the reference of children’s services'),
  place_of_safety: optional(LONGEST.place, 'Enter the place of safety'),
  guardian: z.enum(codesOf(GUARDIAN), { error: 'Choose whether the guardian service is told' }),
  innerste: z.enum(codesOf(INNERSTE), { error: 'Choose whether the Innerste form is made' }),
  reason: optional(LONGEST.why, 'Enter why not').describe('why the Innerste form is not made'),
  no_person: noPerson,
})
export type NewChildren = z.output<typeof childrenSchema>

/** @returns the entry, or faults by field */
export function parseChildren(body: unknown, now: Date): Parsed<NewChildren> {
  return parseWith(childrenSchema, body, now, {
    moment: 'told_at',
    watched: { services_reference: 'reference', place_of_safety: 'place', reason: 'text' },
    more: ({ innerste, reason }): Record<string, string> =>
      innerste === 'not-made' && reason === undefined
        ? { reason: 'Enter why the Innerste form is not made' }
        : {},
  })
}

/** An opportunity of step 7, of one adult. */
export const opportunitySchema = z.strictObject({
  adult: people('adult it is', 1).describe('1 for the first adult, 2 for the second: nobody has a name here'),
  age: z
    .enum(codesOf(AGES), { error: 'Say whether the person is an adult' })
    .describe('only `adult` is taken'),
  kind: z.enum(codesOf(OPPORTUNITIES), { error: 'Choose what it was' }),
  code: z
    .enum([...codesOf(OFFENCES), ...codesOf(POWERS)])
    .optional()
    .describe('an offence or a power'),
  taken: z.boolean({ error: 'Say whether it was taken' }),
  at: moment('Enter when'),
  officer: z.email('Enter an address').max(200).optional().describe('of a colleague; without it, you'),
  grounds: optional(LONGEST.grounds, 'Enter the grounds'),
  reason: optional(LONGEST.reason, 'Enter why not'),
  s45_considered: z.boolean().optional(),
  s45_by: optional(LONGEST.by_whom, 'Enter by whom').describe('a role or a number of staff, never a name'),
  no_person: noPerson,
})
export type NewOpportunity = z.output<typeof opportunitySchema>

/** @returns the entry, or faults by field */
export function parseOpportunity(body: unknown, now: Date): Parsed<NewOpportunity> {
  return parseWith(opportunitySchema, body, now, {
    moment: 'at',
    watched: { grounds: 'text', reason: 'text', s45_by: 'text' },
    more: faultsOfOpportunity,
  })
}

/** Said to whoever would enter somebody who may be a child. */
export const CHILD_PATH =
  'Nothing of crime or evidence is recorded about somebody who may be under 18. Take the child path in step 4'

function faultsOfOpportunity(said: NewOpportunity): Record<string, string> {
  const { age, kind, code, taken, grounds, reason, officer, s45_considered: s45, s45_by: by } = said
  const suspected = kind === 'offence' && taken
  const list = kind === 'offence' ? OFFENCES : POWERS
  const fits = kind === 'conversation' ? code === undefined : code !== undefined && Object.hasOwn(list, code)
  return {
    ...(age === 'adult' ? {} : { age: CHILD_PATH }),
    ...(fits ? {} : { code: kind === 'conversation' ? 'Leave it out' : `Choose the ${kind}` }),
    ...(taken && kind !== 'conversation' && grounds === undefined
      ? { grounds: 'Enter the grounds, for this person' }
      : {}),
    ...(!taken && reason === undefined ? { reason: 'Enter why it was not taken' } : {}),
    ...(officer !== undefined && (kind !== 'power' || !taken)
      ? { officer: 'Leave it out: no power was used' }
      : {}),
    ...(suspected && s45 === undefined
      ? { s45_considered: 'Say whether the defence of s.45 was considered' }
      : {}),
    ...(!suspected && s45 !== undefined ? { s45_considered: 'Leave it out: nobody is suspected' } : {}),
    ...((s45 === true) === (by !== undefined)
      ? {}
      : { s45_by: s45 === true ? 'Enter by whom: a role or a number, not a name' : 'Leave it out' }),
  }
}

/** To whom some of the people were handed over. */
export const handoverSchema = z.strictObject({
  recipient: z.enum(codesOf(RECIPIENTS), { error: 'Choose to whom' }),
  how_many: people('people', 1),
  at: moment('Enter when'),
  reference: optional(LONGEST.reference, 'Enter the reference').describe(
    'a custody record or another reference only',
  ),
  receipts: optional(LONGEST.receipts, 'Enter the receipts').describe('numbers of property receipts'),
  property_return: optional(LONGEST.property, 'Enter how owners will be reached'),
  no_person: noPerson,
})
export type NewHandover = z.output<typeof handoverSchema>

/** @returns the entry, or faults by field */
export function parseHandover(body: unknown, now: Date): Parsed<NewHandover> {
  return parseWith(handoverSchema, body, now, {
    moment: 'at',
    watched: { reference: 'reference', receipts: 'reference', property_return: 'text' },
    more: ({ receipts, property_return: back }): Record<string, string> =>
      receipts !== undefined && back === undefined
        ? { property_return: 'Enter how the owners of the property will be reached' }
        : {},
  })
}
