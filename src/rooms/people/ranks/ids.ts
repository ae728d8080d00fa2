/** Ids of ranks. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import { personId } from '../../../platform/http/ids.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of an attestation that somebody holds a rank. */
export type AttestationId = Id<'rank attestation'>
/** Of a grade that an agency has. */
export type GradeId = Id<'grade'>

export const attestationId = idOf<AttestationId>()
export const gradeId = idOf<GradeId>()
/** The path of an attestation: `/people/ranks/:attestation/end`. */
export const attestationPath = z.object({ attestation: attestationId })
/** The path of a person’s rank: `/people/:id/rank`. */
export const rankPath = z.object({ id: personId })
