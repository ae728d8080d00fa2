/** What somebody has answered so far. It is kept sealed under the key in their cookie, for an hour. */
import { z } from 'zod'
import { answersSchema, contactSchema } from '../body.ts'

const { when, where, what, vessel, vehicle, people, still_happening } = answersSchema.shape

/** Every answer may still be missing; what was never asked is missing too. */
export const draftSchema = z.object({
  kind: answersSchema.shape.kind.optional(),
  /** the name that was searched for, so that the list of places has no name in its address */
  search: z.string().optional(),
  where: where.optional(),
  /** they were asked once for the nearest town */
  nearAsked: z.boolean().optional(),
  when: when.optional(),
  what: what.optional(),
  vessel,
  vehicle,
  people,
  know: z.object({ code: z.string().optional(), words: z.string().optional() }).optional(),
  still_happening,
  regular: still_happening,
  contact: contactSchema.optional(),
})
export type Draft = z.output<typeof draftSchema>

/**
 * Reads a draft that was kept.
 * @param content - as it was kept
 * @returns null when what was kept is no draft of this version of the program
 */
export function readStoredDraft(content: unknown): Draft | null {
  const parsed = draftSchema.safeParse(content)
  return parsed.success ? parsed.data : null
}
