/**
 * What is inside the seal: the report's words and answers, and, under a key of its own, how to reach the
 * person. Pure; the public's pages fill it in, the desk's pages show it.
 */
import { z } from 'zod'
import { codesOf } from '../../wire/codes.ts'

/** What a report is about. The codes stand outside the seal; the words a person reads are in wording/. */
export const publicKind = {
  boat: 'Boat',
  landing: 'Landing',
  equipment: 'Equipment left behind',
  harbour: 'Harbour or marina',
  vehicle: 'Vehicle or lorry',
  purchase: 'Purchase of boats or engines',
  online: 'Online advertisement',
  'something-else': 'Something else',
} as const
export type Kind = keyof typeof publicKind

export const kindSchema = z.enum(codesOf(publicKind))
export const languageSchema = z.enum(['en', 'cy'])
export type Language = z.output<typeof languageSchema>

const short = z.string().trim().max(200)
const line = z.string().trim().max(500)
const words = z.string().trim().max(5_000)

const position = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })

export const whereSchema = z.object({
  position: position.optional(),
  how: z.enum(['pin', 'place', 'position', 'words', 'described', 'photograph']),
  /** the position as the person wrote it, or the place's name */
  written: line.optional(),
  /** the town that somebody named for a place they could only describe: it leads to a desk, and says no nearer place */
  near: z.object({ written: line, position }).optional(),
  /** three words, kept as text: they are not looked up */
  words: short.optional(),
  description: words.optional(),
})

/** Everything a person may answer. Only the kind and the place are asked for; all else may be missing. */
export const answersSchema = z.object({
  kind: kindSchema,
  when: z.object({
    at: z.enum(['now', 'today', 'earlier']).nullable(),
    day: short.optional(),
    time: short.optional(),
    words: line.optional(),
  }),
  where: whereSchema,
  what: z.object({ seen: z.array(z.string().max(60)).max(60), words }),
  vessel: z
    .object({
      name: short,
      kind: short,
      colour: short,
      length: short,
      engines: short,
      markings: line,
      heading: short,
      aboard: short,
    })
    .partial()
    .optional(),
  vehicle: z.object({ registration: short, make: short, colour: short, trailer: line }).partial().optional(),
  people: z.object({ number: short, behaviour: words }).partial().optional(),
  how_known: line.optional(),
  still_happening: z.enum(['yes', 'no', 'unknown']).optional(),
  regular: line.optional(),
})
export type Answers = z.output<typeof answersSchema>

export const bodySchema = answersSchema.extend({
  v: z.literal(1),
  language: languageSchema,
  /** the exact moment; outside the seal stands only the hour */
  arrived: z.iso.datetime(),
  /** salted digests of every token of the contact details: see ./triage/contact-guards.ts */
  contact_guards: z.array(z.string()).max(2_000),
  guard_salt: z.string(),
  /** marks of the flood control: why the report may not be from a person */
  doubts: z.array(z.string().max(40)).max(10).optional(),
})
/** The sealed body of a report. */
export type ReportBody = z.output<typeof bodySchema>

export const contactSchema = z.object({
  name: short.optional(),
  phone: short.optional(),
  email: short.optional(),
  how: line.optional(),
})
/** How to reach the person; sealed to the source-protection key. */
export type Contact = z.output<typeof contactSchema>

/** Bytes to which a body is filled up, so that its length outside the seal says less about its words. */
const STEP = 1024

/**
 * Writes a body (or contact, or message) as bytes for the seal. Spaces at its end hide how long it is; to
 * JSON they mean nothing.
 * @param value - anything that JSON holds
 * @returns UTF-8, filled up to whole steps
 */
export function bytesOfJson(value: object): Uint8Array {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  const filled = Buffer.alloc(Math.ceil((text.length + 1) / STEP) * STEP, ' ')
  text.copy(filled)
  return filled
}

/**
 * Reads what `bytesOfJson` wrote.
 * @param schema - of the value
 * @param bytes - with the seal taken off
 * @returns what the schema makes of it
 * @throws SyntaxError or zod's error when the bytes are no such value
 */
export function jsonOfBytes<T extends z.ZodType>(schema: T, bytes: Uint8Array): z.output<T> {
  return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}
