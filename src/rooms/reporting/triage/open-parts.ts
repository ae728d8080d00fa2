/** Opens a photograph, or the contact details: each an act of its own. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { forbidden, notFound } from '../../../platform/errors.ts'
import { contactSchema, jsonOfBytes, type Contact } from '../body.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { openSealed } from '../sealing/seal.ts'
import { LOCKED, readEnvelope } from './opened-report.ts'

/** What was decoded and encoded anew; anything else is quarantined and never handed out. */
const SAFE_MEDIA: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])

/**
 * May this file be shown, or was it one that could not be made safe?
 * @param media - type of the part; null: unknown
 * @returns true for the types of pictures that are shown
 */
export const isSafe = (media: string | null): boolean => media !== null && SAFE_MEDIA.has(media)

type Part = { header: Uint8Array | null; payload: Uint8Array | null; media: string | null }

/**
 * Opens a photograph's safe copy.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param number - of the photograph, from 1
 * @returns the picture
 * @throws not-found also for a quarantined file; forbidden `desk-key-locked`
 */
export async function openPhotograph(
  scope: MemberScope,
  session: Buffer,
  id: string,
  number: number,
): Promise<{ bytes: Uint8Array; media: string }> {
  await readEnvelope(scope, id)
  const identities = unlockedIdentities(session, scope.actor.agencyId, 'desk')
  if (identities.length === 0)
    throw forbidden(LOCKED, 'Unlock the desk’s key first: photographs are sealed to it.')
  const part = await scope.tx.maybe<Part>(
    `select header, payload, media from reporting.sealed_part
     where report_id = $1 and part = 'file' and number = $2 and reader = 'desk'`,
    [id, number],
  )
  if (!part?.header || part.media === null || !isSafe(part.media)) throw notFound()
  const bytes = await openSealed(part, identities)
  scope.record({
    kind: 'consultation',
    subject: { kind: 'public-report', id },
    detail: { part: 'file', number },
  })
  return { bytes, media: part.media }
}

export const contactReason = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why you need to know how to reach this person')
    .max(300, 'Must be 300 characters or fewer'),
})

/**
 * Opens how to reach the person who reported: under the source-protection key, with a reason.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - why
 * @returns the details
 * @throws not-found; forbidden `source-key-locked`
 */
export async function openContact(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof contactReason>,
): Promise<Contact> {
  await readEnvelope(scope, id)
  const identities = unlockedIdentities(session, scope.actor.agencyId, 'source')
  if (identities.length === 0)
    throw forbidden(
      'source-key-locked',
      'Contact details are open only to those who hold the source-protection key and have unlocked it.',
    )
  const part = await scope.tx.maybe<Part>(
    `select header, payload, media from reporting.sealed_part
     where report_id = $1 and part = 'contact' and reader = 'desk' and header is not null`,
    [id],
  )
  if (!part) throw notFound()
  const contact = jsonOfBytes(contactSchema, await openSealed(part, identities))
  scope.record({
    kind: 'consultation',
    subject: { kind: 'public-report', id },
    detail: { part: 'contact', reason: input.reason },
  })
  return contact
}
