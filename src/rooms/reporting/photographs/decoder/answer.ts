/** What the decoding process says about one file: a line of JSON, then the picture's bytes. */
import { z } from 'zod'

/** Why a file is kept away from everybody's eyes, though it may be a picture. */
export const quarantineReason = z.enum([
  'heic', // iPhones' own format; nothing here can decode it
  'video',
  'animation',
  'too-many-pixels', // of a kind that is not decoded at a lower scale
  'damaged', // it is a picture by its first bytes, and not all of it is well
  'other-picture', // GIF, TIFF, raw files and whatever else is a picture elsewhere
  'unknown', // it broke, outlasted or confused the process that decodes
])
export type QuarantineReason = z.output<typeof quarantineReason>

/** Why a file is not taken at all. */
export const refusalReason = z.enum(['too-big', 'too-many-pixels', 'not-a-picture', 'damaged', 'empty'])
export type RefusalReason = z.output<typeof refusalReason>

export const foundSchema = z
  .strictObject({
    position: z
      .strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
      .optional(),
    taken: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
      .optional(),
  })
  .nullable()

/** Where and when a photograph was taken, by its own account. */
export type Found = z.output<typeof foundSchema>

const side = z.number().int().min(1)

export const answerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('safe'), width: side, height: side, found: foundSchema }),
  z.strictObject({ state: z.literal('quarantined'), why: quarantineReason, found: foundSchema }),
  z.strictObject({ state: z.literal('refused'), why: refusalReason, found: foundSchema }),
])
export type Answer = z.output<typeof answerSchema>

/** clean: decode, and read place and time; place: read place and time alone */
export type Task = 'clean' | 'place'
