/** What the API says of decisions. */
import { z } from 'zod'
import { classification, codesOf } from '../../../../wire/codes.ts'
import type { Decision, LinkedRecord } from '../read-log.ts'
import { HEADINGS } from '../words.ts'

const instant = z.iso.datetime().describe('UTC')
const other = z.object({ id: z.uuid(), number: z.int() })

const decision = z.object({
  id: z.uuid(),
  log: z.uuid(),
  number: z.int().describe('gapless in its log'),
  decided_at: instant,
  entered_at: instant,
  maker: z.object({ id: z.uuid(), name: z.string(), agency: z.string() }),
  recorder: z.object({ id: z.uuid(), name: z.string() }),
  classification: z.enum(codesOf(classification)),
  state: z.enum(['own', 'entered', 'confirmed', 'objected']),
  must_read: z.boolean(),
  acknowledged: z.boolean(),
  review_on: z.iso.date().nullable(),
  corrects: other.nullable(),
  corrected_by: z.array(other),
  says: z
    .object({
      decision: z.string(),
      reason: z.string(),
      options: z.string().nullable(),
      basis: z.string().nullable(),
      change: z.string().nullable(),
      headings: z
        .object({ model: z.enum(codesOf(HEADINGS)), parts: z.record(z.string(), z.string()) })
        .nullable(),
    })
    .nullable()
    .describe('null where it is erased, or above your clearance'),
  erased: z.boolean(),
  objection: z.string().nullable(),
  sha256: z
    .string()
    .describe('of the salt and the digested text; the event of entering holds it as entry_sha256'),
})

/** One entry, with what it rests on and what its digest is of. */
export const decisionDocument = decision.extend({
  rests_on: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        reference: z.string(),
        version: z.int(),
        standing: z.int(),
      }),
    )
    .describe('as far as the records are released to you'),
  digested: z
    .object({ text: z.string(), salt: z.string().describe('hexadecimal') })
    .nullable()
    .describe('sha256 = SHA-256(salt, then text in UTF-8)'),
})
export const listDocument = z.object({
  entries: z.int().describe('how many the log has'),
  items: z.array(decision).describe('the newest first'),
  older: z.int().nullable().describe('send it as before'),
  newer: z.int().nullable().describe('send it as after'),
})
export const enteredDocument = z.object({ id: z.uuid() })

/**
 * Writes an entry.
 * @param one - as it was read
 */
export const rowDocument = (one: Decision): z.input<typeof decision> => ({
  ...{ id: one.id, log: one.logId, number: one.number },
  ...{ decided_at: one.decidedAt.toISOString(), entered_at: one.enteredAt.toISOString() },
  maker: { id: one.makerId, name: one.maker, agency: one.agency },
  recorder: { id: one.recorderId, name: one.recorder },
  ...{ classification: one.classification, state: one.state, must_read: one.mustRead },
  ...{
    acknowledged: one.acknowledged,
    review_on: one.reviewOn,
    corrects: one.corrects,
    corrected_by: one.correctedBy,
  },
  says: one.says && {
    ...{ decision: one.says.decision, reason: one.says.reason, options: one.says.options ?? null },
    ...{
      basis: one.says.basis ?? null,
      change: one.says.change ?? null,
      headings: one.says.headings ?? null,
    },
  },
  ...{ erased: one.isErased, objection: one.objection, sha256: one.digest.toString('hex') },
})

/**
 * Writes one entry whole.
 * @param one - as it was read
 * @param links - on which it rests, within sight
 * @param text - of which its digest is
 */
export const entryDocument = (
  one: Decision,
  links: readonly LinkedRecord[],
  text: string | null,
): z.input<typeof decisionDocument> => ({
  ...rowDocument(one),
  rests_on: links.map(({ id, kind, reference, version, standing }) => ({
    id,
    kind,
    reference,
    version,
    standing,
  })),
  digested: text === null || one.salt === null ? null : { text, salt: one.salt.toString('hex') },
})
