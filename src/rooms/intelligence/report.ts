/**
 * The pure rules of an intelligence report (3x5x2): what a report is, and what is refused.
 *
 * Sources: College of Policing APP on intelligence management (3x5x2, read in copies), DPA 2018
 * s.38(2) (fact or assessment) and s.38(3) (category of a person; there is no default).
 */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import { NOT_UNDERSTOOD, readBirth } from '../../wire/births/read-birth.ts'
import * as codes from '../../wire/codes.ts'
import { isRealDate } from '../../wire/written-day.ts'
import { itemEvent, MOST_EVENTS, withEventRead } from './item-event.ts'

/** The longest text of one item, in characters. A report is a report, not a file. */
export const LONGEST_TEXT = 20_000
const LONGEST_TITLE = 200
const LONGEST_BIRTH = 60
const LONGEST_NOTE = 500
const MOST_ITEMS = 50
const MOST_SUBJECTS = 200
/** Of finds that are left out: as many as the table takes. */
export const MOST_LEFT_OUT = 500

// PostgreSQL cannot hold NUL, and no field of a report has a use for other control characters.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const text = (longest: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(longest, `Must be ${longest.toLocaleString('en-GB')} characters or fewer`)
    .refine(
      (value) => value.isWellFormed() && !CONTROL_CHARACTER.test(value),
      'Contains a character that cannot be stored',
    )

const isoDate = z
  .string({ error: 'Choose when this is to be reviewed' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter a date, like 2027-11-22')
  .refine(isRealDate, 'This date does not exist')

const item = z
  .strictObject({
    text: text(LONGEST_TEXT, 'Enter what the item says'),
    source_evaluation: z.enum(codes.codesOf(codes.sourceEvaluation), {
      error: 'Choose how reliable the source is (1, 2 or 3)',
    }),
    intelligence_assessment: z.enum(codes.codesOf(codes.intelligenceAssessment), {
      error: 'Choose how the intelligence is known (A to E)',
    }),
    basis: z.enum(codes.codesOf(codes.statementBasis), {
      error: 'Say whether this is a fact or an assessment',
    }),
    events: z
      .array(itemEvent)
      .max(MOST_EVENTS, `An item may hold ${String(MOST_EVENTS)} events at most`)
      .optional()
      .describe(
        'where and when something happened that this item tells of; part of the item, as its text is',
      ),
  })
  .meta({ id: 'ReportItem' })

const today = () => new Date().toISOString().slice(0, 10)

/** As somebody wrote it: a day, a month, a year, about a year, between two; parseReport keeps what was read. */
const born = z
  .string()
  .max(LONGEST_BIRTH, NOT_UNDERSTOOD)
  .superRefine((text, context) => {
    const read = readBirth(text, today())
    if ('fault' in read) context.addIssue({ code: 'custom', message: read.fault })
  })

const itemNumber = z.int('Say which item this belongs to').min(1, 'Say which item this belongs to')

const person = z.strictObject({
  kind: z.literal('person'),
  item: itemNumber,
  category: z.enum(codes.codesOf(codes.personCategory), {
    error: 'Choose the category of this person; there is no default',
  }),
  names: z.array(text(200, 'Enter a name')).min(1, 'Enter a name, or "unknown"').max(20),
  born: born.optional(),
  note: text(LONGEST_NOTE, 'Enter a note').optional(),
})

const valueKinds = codes.codesOf(codes.subjectKind).filter((kind) => kind !== 'person') as [
  Exclude<codes.SubjectKind, 'person'>,
  ...Exclude<codes.SubjectKind, 'person'>[],
]

const thing = z.strictObject({
  kind: z.enum(valueKinds),
  item: itemNumber,
  value: text(500, 'Enter the value as it was written'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Enter a country as two letters, like GB')
    .optional(),
  note: text(500, 'Enter a note').optional(),
  /** Whose it is: the number of a person in `subjects`, counted from 1. What belongs to a victim, a
   *  witness or a child is withheld with them and never matched. */
  belongs_to: z.int('Say which person this belongs to').min(1, 'Say which person this belongs to').optional(),
})

const subject = z
  .discriminatedUnion('kind', [person, thing], {
    error: `Kind must be one of: ${codes.codesOf(codes.subjectKind).join(', ')}`,
  })
  .meta({ id: 'ReportSubject' })

/** The body of a report as the API takes it: every field on its own. Unknown fields are refused. */
export const reportSchema = z.strictObject({
  title: text(LONGEST_TITLE, 'Enter a title'),
  classification: z.enum(codes.codesOf(codes.classification), {
    error: 'Classification must be OFFICIAL or OFFICIAL-SENSITIVE; nothing above is accepted',
  }),
  handling: z.enum(codes.codesOf(codes.handling), { error: 'Choose a handling code, P or C' }),
  conditions: text(2_000, 'Enter the conditions').nullish(),
  action_code: z
    .enum(codes.codesOf(codes.actionCode), { error: 'Action code must be A1, A2 or A3' })
    .nullish(),
  sanitisation_code: z
    .enum(codes.codesOf(codes.sanitisationCode), { error: 'Sanitisation code must be S1 or S2' })
    .nullish(),
  discoverable: z.boolean({ error: 'Say whether partners may learn that you hold this' }).default(true),
  review_on: isoDate,
  agency_reference: text(100, "Enter your own system's reference").nullish(),
  items: z
    .array(item, { error: 'A report needs at least one item' })
    .min(1, 'A report needs at least one item')
    .max(MOST_ITEMS),
  subjects: z.array(subject).max(MOST_SUBJECTS).default([]),
  left_out: z
    .array(
      z.strictObject({ kind: z.enum(valueKinds), value: text(500, 'Enter the value as it was written') }),
    )
    .max(MOST_LEFT_OUT)
    .optional()
    .describe('found in the texts and left unnamed on purpose; its owner’s alone'),
  compartment: z.uuid().nullish(),
  original_grade: text(20, 'Enter the grade as it was').nullish(),
})

/** The rules between fields. They look at raw input, so that one answer names every fault at once. */
function faultsBetweenFields(input: Record<string, unknown>): FieldErrors {
  const faults: FieldErrors = {}
  const given = (field: string) => input[field] !== undefined && input[field] !== null && input[field] !== ''
  if (input['handling'] === 'C') {
    if (!given('conditions')) faults['conditions'] = 'Handling code C needs its conditions'
    if (!given('action_code')) faults['action_code'] = 'Handling code C needs an action code (A1, A2 or A3)'
    if (!given('sanitisation_code'))
      faults['sanitisation_code'] = 'Handling code C needs a sanitisation code (S1 or S2)'
  }
  if (input['handling'] === 'P') {
    if (given('conditions')) faults['conditions'] = 'Handling code P has no conditions'
    if (given('action_code')) faults['action_code'] = 'Handling code P has no action code'
    if (given('sanitisation_code')) faults['sanitisation_code'] = 'Handling code P has no sanitisation code'
  }
  const { items, subjects } = input
  if (Array.isArray(items) && Array.isArray(subjects)) {
    subjects.forEach((one: unknown, index) => {
      const number = typeof one === 'object' && one !== null && 'item' in one ? one.item : undefined
      if (typeof number === 'number' && number > items.length)
        faults[`subjects.${String(index)}.item`] = `There is no item ${String(number)}`
      const owner =
        typeof one === 'object' && one !== null && 'belongs_to' in one ? one.belongs_to : undefined
      if (typeof owner === 'number' && !isPerson(subjects[owner - 1]))
        faults[`subjects.${String(index)}.belongs_to`] = `Subject ${String(owner)} is not a person`
    })
  }
  return faults
}

const isPerson = (one: unknown) =>
  typeof one === 'object' && one !== null && 'kind' in one && one.kind === 'person'

/** A report as it may be filed. */
export type Report = z.output<typeof reportSchema>
export type ReportItem = Report['items'][number]
export type Subject = Report['subjects'][number]
export type PersonSubject = Extract<Subject, { kind: 'person' }>
export type ThingSubject = Exclude<Subject, PersonSubject>

/** What is wrong with a report: field path (`items.0.text`) to what to do about it. */
export type FieldErrors = Record<string, string>

/**
 * Parses a report from outside.
 * @param input anything: a parsed JSON body, a row of an import, a finished draft
 * @returns the report, or `fields`: the path of each wrong field and what is wrong with it
 */
export function parseReport(input: unknown): { report: Report } | { fields: FieldErrors } {
  const parsed = reportSchema.safeParse(input)
  const between =
    typeof input === 'object' && input !== null ? faultsBetweenFields(input as Record<string, unknown>) : {}
  const fields = { ...between, ...(parsed.error ? fieldErrors(parsed.error, 'report') : {}) }
  if (parsed.success && Object.keys(fields).length === 0)
    return {
      report: {
        ...parsed.data,
        items: parsed.data.items.map(withEventsRead),
        subjects: parsed.data.subjects.map(withBirthRead),
      },
    }
  return { fields }
}

/** An item as it is kept; a list of no events is none. */
function withEventsRead({ events, ...item }: ReportItem): ReportItem {
  return events === undefined || events.length === 0 ? item : { ...item, events: events.map(withEventRead) }
}

/** A birth as it is kept. Where another calendar was read, or none could be, the note says so with what was written. */
function withBirthRead(subject: Subject): Subject {
  if (subject.kind !== 'person' || subject.born === undefined) return subject
  const read = readBirth(subject.born, today())
  if ('fault' in read) return subject
  const { born, said } = read
  const note = [subject.note, said].filter(Boolean).join('. ')
  const told = said === null || subject.note?.includes(said) === true || note.length > LONGEST_NOTE
  return { ...subject, born, ...(told ? {} : { note }) }
}
