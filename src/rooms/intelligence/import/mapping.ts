/**
 * A mapping file says how one agency's system writes its exports: which column or key means what, in
 * which words, in which encoding. It is data, so that a new agency needs a file and not a program.
 * README.md beside this file has a worked example.
 */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { SeamarkError } from '../../../platform/errors.ts'
import * as codes from '../../../wire/codes.ts'
import { DATE_FORMATS } from './dates.ts'

/** Encodings a mapping may declare. A byte order mark in the file wins over the declaration. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/**
 * Months from the day a report was made to its review when a mapping says nothing: six years, the
 * shortest period for which MoPI (Code of Practice on the Management of Police Information, 2005)
 * keeps a person's record before the review. `unverified`: an agency sets its own.
 */
export const REVIEW_MONTHS = 72

const column = z.string().trim().min(1)
const words = <T extends z.ZodType>(meaning: T) => z.record(z.string().min(1), meaning)

/** A regular expression with named groups, compiled once so that a wrong one is told at once. */
const pattern = z.string().refine((source) => {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}, 'Not a regular expression')

/** Where the parts of one subject stand: columns of a row, or keys of an object. */
const entryColumns = {
  type: column.optional(),
  value: column.optional(),
  name: column.optional(),
  forename: column.optional(),
  surname: column.optional(),
  born: column.optional(),
  status: column.optional(),
  country: column.optional(),
}

const kind = z.enum(codes.codesOf(codes.subjectKind))

/** A cell that lists subjects. The groups of `pattern` are named as the parts of a subject above. */
const cell = z.strictObject({
  column,
  separator: z.string().min(1),
  kind: kind.optional(),
  pattern: pattern.optional(),
})

const common = {
  name: z.string().min(1),
  agency: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** What the agency calls such files, with `*` for anything: `sussex-police*.csv`. */
  files: z.string().min(1),
  encoding: z.enum(ENCODINGS).default('utf-8'),
  /** IANA zone of every time that carries none. */
  time_zone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'Not a time zone')
    .default('Europe/London'),
  created: z.array(z.enum(DATE_FORMATS)).min(1),
  /** Once narrowed how a birth may be written; every form is read now (wire/births/), and old mappings stay right. */
  born: z.array(z.enum(DATE_FORMATS)).min(1).default(['yyyy-mm-dd', 'yyyy']),
  born_unknown: z.array(z.string()).default(['NK', 'N/K', 'UNKNOWN']),
  grade: z.strictObject({ system: z.enum(['3x5x2', '5x5x5']), pattern: pattern.optional() }),
  /** Splits one cell that holds action and sanitisation code; groups `action` and `sanitisation`. */
  codes_pattern: pattern.optional(),
  /** Only for 5x5x5, which has no field for conditions: the word in the text that they follow. */
  conditions_after: z.string().min(1).optional(),
  classification_words: words(z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE', 'above'])).default({}),
  category_words: words(z.enum(codes.codesOf(codes.personCategory))),
  kind_words: words(kind).default({}),
  discoverable_words: words(z.boolean()).default({}),
  /** Words of the agency's system for what happened; those of Seamark's own list are known. */
  event_words: words(z.enum(codes.codesOf(codes.whatHappened))).default({}),
  /** Fact or assessment: no export says, the law asks (DPA 2018 s.38(2)), so the agency must. */
  basis: z.enum(codes.codesOf(codes.statementBasis)),
  review_months: z.int().min(1).max(1200).default(REVIEW_MONTHS),
  fields: z.strictObject({
    reference: column,
    created: column,
    title: column,
    text: column,
    classification: column,
    grade: column.optional(),
    source: column.optional(),
    information: column.optional(),
    handling: column.optional(),
    conditions: column.optional(),
    codes: column.optional(),
    action: column.optional(),
    sanitisation: column.optional(),
    discoverable: column.optional(),
    /** What the row tells of: what happened, when and where. Each in any notation; a row without them has no event. */
    event: column.optional(),
    event_when: column.optional(),
    event_position: column.optional(),
    event_within_m: column.optional(),
    event_place: column.optional(),
  }),
}

const delimiter = z.string().length(1)

/** The schema of a mapping file. Unknown keys are refused: a misspelt one would lose data in silence. */
export const mappingSchema = z.discriminatedUnion('shape', [
  z.strictObject({
    ...common,
    shape: z.literal('csv'),
    delimiter: delimiter.default(','),
    subjects: z.array(cell).default([]),
  }),
  z.strictObject({
    ...common,
    shape: z.literal('csv-subject-rows'),
    delimiter: delimiter.default(','),
    subject: z.strictObject(entryColumns),
  }),
  z.strictObject({
    ...common,
    shape: z.literal('delimited'),
    delimiter: delimiter.default('|'),
    subjects: z.array(cell).default([]),
  }),
  z.strictObject({
    ...common,
    shape: z.literal('json-lines'),
    subjects: z.strictObject({ list: column, ...entryColumns }),
  }),
  z.strictObject({
    ...common,
    shape: z.literal('xlsx'),
    sheet: z.string().min(1),
    subject_sheets: z
      .array(
        z.strictObject({
          sheet: z.string().min(1),
          reference: column,
          kind: kind.optional(),
          ...entryColumns,
        }),
      )
      .default([]),
  }),
])

export type Mapping = z.output<typeof mappingSchema>
export type MappingOf<S extends Mapping['shape']> = Extract<Mapping, { shape: S }>
export type FieldName = keyof Mapping['fields']
export type EntryColumns = MappingOf<'csv-subject-rows'>['subject']
export type ListCell = z.output<typeof cell>

/**
 * Reads and checks a mapping file.
 * @param file path of a JSON file
 * @returns the mapping, with defaults filled in
 * @throws SeamarkError `mapping-not-right` with the path of the file and of each wrong key, in words for the person who wrote it
 */
export async function loadMapping(file: string): Promise<Mapping> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new SeamarkError('invalid', 'mapping-not-right', `The mapping ${file} cannot be read as JSON.`, {
      cause,
    })
  }
  const parsed = mappingSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new SeamarkError(
    'invalid',
    'mapping-not-right',
    `The mapping ${file} is not right:\n${z.prettifyError(parsed.error)}`,
  )
}
