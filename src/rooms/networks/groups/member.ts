/**
 * The pure rules of a statement that somebody, a company or another group is of a group.
 *
 * Sources: DPA 2018 s.38(2) (fact or assessment) and s.38(3) (category of a person). That nobody but a suspected or convicted
 * adult is named is a decision of this project (docs/philosophy.md).
 */
import { z } from 'zod'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import * as codes from '../../../wire/codes.ts'
import { isRealDate } from '../../../wire/written-day.ts'
import { day, faultOfDayPast, LONGEST, text } from './group.ts'

/** As everybody who names somebody reads it. */
export const NEVER_NAMED =
  'Never name a victim, a possible victim, a witness or a child as a member. Name a person only if they are suspected or convicted.'

/** A statement as the API takes it. Unknown fields are refused. */
export const memberSchema = z.strictObject({
  kind: z.enum(codes.codesOf(codes.groupMemberKind), { error: 'Choose what it is' }),
  name: text(LONGEST.name, 'Enter the name').refine((value) => !/[\r\n]/.test(value), 'Write it on one line'),
  role: text(LONGEST.role, 'Enter the role in the group').refine(
    (value) => !/[\r\n]/.test(value),
    'Write it on one line',
  ),
  category: z
    .enum(codes.codesOf(codes.requirementPerson), {
      error: 'Choose whether the person is suspected or convicted. Nobody else is named',
    })
    .nullish(),
  is_adult: z
    .literal(true, { error: 'Confirm that the person is 18 or over. A child is never named' })
    .nullish(),
  member_group: z
    .string()
    .max(40)
    .nullish()
    .describe('the reference of a group that is held here, where it is one'),
  from_on: day('Enter a date, like 2026-11-22').nullish(),
  until_on: day('Enter a date, like 2026-11-22').nullish(),
  report: z.string().max(100).nullish().describe('the reference of the report on which it rests'),
  item: z.int('Enter the number of the item').min(1).max(50).nullish().describe('of that report'),
  basis: z
    .enum(codes.codesOf(codes.statementBasis), { error: 'Say whether this is a fact or an assessment' })
    .nullish(),
  source_evaluation: z
    .enum(codes.codesOf(codes.sourceEvaluation), { error: 'Choose how reliable the source is' })
    .nullish(),
  intelligence_assessment: z
    .enum(codes.codesOf(codes.intelligenceAssessment), { error: 'Choose how it is known' })
    .nullish(),
  words: text(LONGEST.statement, 'Enter what is said').nullish(),
})

export type NewMember = z.output<typeof memberSchema>

/**
 * Reads a statement that nobody vouched for. It rests on an item of a report, whose grading it takes over; or it is graded here.
 * @param input - as a form or a program sent it
 * @param today - YYYY-MM-DD, in London
 * @returns the statement, or what is wrong with which field
 */
export function parseMember(
  input: unknown,
  today: string,
): { member: NewMember } | { fields: Record<string, string> } {
  const parsed = memberSchema.safeParse(input)
  const raw = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
  const fields = { ...between(raw, today), ...(parsed.error ? fieldErrors(parsed.error) : {}) }
  if (parsed.success && Object.keys(fields).length === 0) return { member: parsed.data }
  const places = Object.keys(memberSchema.shape)
  return {
    fields: Object.fromEntries(
      Object.entries(fields).toSorted(([one], [other]) => places.indexOf(one) - places.indexOf(other)),
    ),
  }
}

function between(input: Readonly<Record<string, unknown>>, today: string): Record<string, string> {
  const faults: Record<string, string> = {}
  const isGiven = (field: string) => ![undefined, null, '', false].includes(input[field] as never)
  const is = (field: string, wanted: boolean, missing: string, other: string) => {
    if (wanted !== isGiven(field)) faults[field] = wanted ? missing : other
  }
  const isPerson = input['kind'] === 'person'
  is(
    'category',
    isPerson,
    'Choose whether the person is suspected or convicted. Nobody else is named',
    'Only for a person',
  )
  is(
    'is_adult',
    isPerson,
    'Confirm that the person is 18 or over. A child is never named',
    'Only for a person',
  )
  if (input['kind'] !== 'group' && isGiven('member_group')) faults['member_group'] = 'Only for another group'
  const rests = isGiven('report')
  is('item', rests, 'Enter the number of the item on which it rests', 'Enter the reference of its report too')
  is('basis', !rests, 'Say whether this is a fact or an assessment', 'The item of the report says it')
  is('source_evaluation', !rests, 'Choose how reliable the source is', 'The item of the report says it')
  is('intelligence_assessment', !rests, 'Choose how it is known', 'The item of the report says it')
  const [from, until] = [input['from_on'], input['until_on']]
  if (typeof from === 'string' && isRealDate(from)) {
    const past = faultOfDayPast(from, today)
    if (past !== null) faults['from_on'] = past
  }
  if (typeof until === 'string' && isRealDate(until)) {
    const past = faultOfDayPast(until, today)
    if (past !== null) faults['until_on'] = past
    else if (typeof from === 'string' && isRealDate(from) && until < from)
      faults['until_on'] = 'Must be the same as or after the first day'
  }
  return faults
}
