/** What a request says, and what is refused of it. Pure. */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import { codesOf } from '../../wire/codes.ts'
import { CANNOT_BE_STORED, isKept } from '../../wire/typed-text.ts'
import { systemCode } from './ids.ts'
import { ANSWERS, CATEGORIES, REFUSED_FOR } from './words.ts'

/** Characters of a text that somebody types; the database holds the same. */
export const LONGEST = {
  ...{ matter: 100, power: 300, purpose: 300, subject: 200, text: 500, condition: 300, reference: 60 },
  ...{ desk: 120, hold: 500 },
} as const

const NO_SENTENCE = /\S{80}/
const SCORE = /\d\s*(?:%|per ?cent\b)|\bscor(?:e|es|ed|ing)\b|\btemplates?\b|\bsimilarity\b|data:[a-z]+\//i

/**
 * A text that somebody typed.
 * @param longest - in characters
 * @param missing - what is said where there is none
 */
const words = (longest: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${String(longest)} characters or fewer`)
    .refine(isKept, CANNOT_BE_STORED)
    .refine((text) => !NO_SENTENCE.test(text), 'Write it in words. Nothing is copied out of a system')

/** The same of what a system answered. */
const answerWords = (missing: string) =>
  words(LONGEST.text, missing).refine(
    (text) => !SCORE.test(text),
    'Leave out scores, percentages and templates. They are not kept here, and are no reason to act',
  )

const reviewOn = z.iso.date({ error: 'Enter the day on which somebody looks at it again' })

export const requestSchema = z.strictObject({
  system: systemCode,
  operation: z.uuid({ error: 'Choose an operation' }).optional(),
  matter: words(LONGEST.matter, 'Enter a reference').optional(),
  power: words(LONGEST.power, 'Enter the power by which you ask'),
  purpose: words(LONGEST.purpose, 'Enter the purpose'),
  category: z.enum(codesOf(CATEGORIES), { error: 'Choose whom it is about' }),
  subject: words(LONGEST.subject, 'Enter the person or the thing, one only').refine(
    (text) => !/[\n\r\t;|]/.test(text),
    'Enter one person or one thing, on one line. Make a request for each',
  ),
  asked: words(LONGEST.text, 'Write what is asked'),
  necessity: words(LONGEST.text, 'Write why it is necessary'),
  proportionality: words(LONGEST.text, 'Write why it is proportionate'),
  less_intrusive: words(
    LONGEST.text,
    'Write which less intrusive ways there are, and why they are not enough',
  ),
  sensitive: z.boolean({ error: 'Choose whether it is sensitive processing' }),
  condition: words(LONGEST.condition, 'Enter the condition').optional(),
  review_on: reviewOn,
})
export type NewRequest = z.output<typeof requestSchema>
export type Parsed<Value> = { value: Value } | { fields: Record<string, string> }

/** How far ahead a review may lie, in days. */
export const REVIEW_DAYS = 366

/**
 * Checks a request.
 * @param body - as it was sent
 * @param today - YYYY-MM-DD, in London
 * @returns the request, or faults by field
 */
export function parseRequest(body: unknown, today: string): Parsed<NewRequest> {
  const read = requestSchema.safeParse(body)
  if (!read.success) return { fields: fieldErrors(read.error) }
  const { value, fields } = { value: read.data, fields: {} as Record<string, string> }
  if (value.operation === undefined && value.matter === undefined)
    fields['matter'] = 'Enter a reference, or choose an operation'
  if (value.sensitive && value.condition === undefined)
    fields['condition'] = 'Enter the condition of Schedule 8 that allows sensitive processing'
  if (!value.sensitive && value.condition !== undefined)
    fields['condition'] = 'Leave this empty where it is no sensitive processing'
  const fault = faultOfReview(value.review_on, today)
  if (fault !== null) fields['review_on'] = fault
  return Object.keys(fields).length > 0 ? { fields } : { value }
}

/** @returns what is wrong with the day of a review, or null */
export function faultOfReview(day: string, today: string): string | null {
  if (day <= today) return 'Must be after today'
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000
  return days > REVIEW_DAYS ? 'Must be within a year' : null
}

const record = z.string().trim().min(1).max(60)
const records = z
  .array(record)
  .max(20, 'Name 20 records or fewer')
  .describe('references or ids of records that you read')

export const safeguardingSchema = z.strictObject({
  decision: words(LONGEST.text, 'Write the decision, and why'),
})
export const refusalSchema = z.strictObject({
  refused_for: z.enum(codesOf(REFUSED_FOR), { error: 'Choose why' }),
  reason: words(LONGEST.text, 'Write the reason'),
})
export const madeSchema = z.strictObject({
  reference: words(LONGEST.reference, 'Enter their reference'),
  desk: words(LONGEST.desk, 'Enter which desk asks for you').optional(),
})
export const outcomeSchema = z.strictObject({
  outcome: z.enum(codesOf(ANSWERS), { error: 'Choose what came of it' }),
  outcome_text: answerWords('Write what was answered').optional(),
  wrong: records.default([]),
})
export const corroborationSchema = z.strictObject({
  words: answerWords('Write what corroborates it'),
  records: records.min(1, 'Name at least one record on which it rests'),
})
export const wrongSchema = z.strictObject({
  words: answerWords('Write what was wrong'),
  wrong: records.default([]),
})
/** Whom a request is asked of. */
export const authoriserSchema = z.strictObject({
  authoriser: z
    .string({ error: 'Choose who authorises it' })
    .trim()
    .min(3, 'Choose who authorises it')
    .max(254),
})

/**
 * Reads one of the bodies above.
 * @returns the value, or faults by field
 */
export function parseWith<Schema extends z.ZodType>(schema: Schema, body: unknown): Parsed<z.output<Schema>> {
  const read = schema.safeParse(body)
  return read.success ? { value: read.data } : { fields: fieldErrors(read.error) }
}
