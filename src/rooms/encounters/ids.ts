/** Ids of encounters and of their entries. */
import { z } from 'zod'
import { idOf } from '../../platform/http/input.ts'
import type { Id } from '../../wire/ids.ts'

/** Of an encounter. */
export type EncounterId = Id<'encounter'>
/** Of an entry in one: possible children, an opportunity, a handover. */
export type EntryId = Id<'encounter-entry'>

const encounterId = idOf<EncounterId>()
const entryId = idOf<EntryId>()
/** The path of an encounter: `/encounters/:encounter`. */
export const encounterPath = z.object({ encounter: encounterId })
/** The path of one of its eight steps. What is no step is not there. */
export const stepPath = z.object({
  encounter: encounterId,
  step: z
    .string()
    .regex(/^[1-8]$/)
    .transform((digit) => Number(digit) as StepNumber),
})
/** The path of one of its entries. */
export const entryPath = z.object({ encounter: encounterId, mistake: entryId })

/** Eight steps; the ninth is the check by another person. */
export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
