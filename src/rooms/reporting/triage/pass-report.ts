/** Passes a report to another desk: opened here, sealed anew to the other desk's keys, closed here. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { deskOfAgency, type Purpose } from '../arrival/desks.ts'
import { newPublicReference } from '../arrival/reference.ts'
import { expiresOn } from '../arrival/retention.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { openSealed, seal } from '../sealing/seal.ts'
import { refuseDetails } from './close-report.ts'
import { readEnvelope } from './opened-report.ts'

export const passBody = z.object({
  agency: z.coerce
    .number({ error: 'Choose whom to pass it to' })
    .int('Choose whom to pass it to')
    .positive('Choose whom to pass it to'),
  reason: z.string().trim().min(1, 'Say why it is passed on').max(1_000, 'Must be 1,000 characters or fewer'),
})

export type OtherDesk = { id: number; name: string; offered: boolean }

/**
 * Lists the other desks that take public reports.
 * @param offeredAgencyId - the desk that lies near, as the route found it; null: none
 * @returns that one first, then by name
 */
export async function otherDesks(scope: MemberScope, offeredAgencyId: number | null): Promise<OtherDesk[]> {
  const rows = await scope.tx.many<{ id: number; name: string }>(
    `select a.id, a.name from reporting.desk d join identity.agency a on a.id = d.agency_id
     where d.open and d.agency_id <> $1 order by a.name`,
    [scope.actor.agencyId],
  )
  return rows
    .map((row) => ({ ...row, offered: row.id === offeredAgencyId }))
    .toSorted((left, right) => Number(right.offered) - Number(left.offered))
}

/** Which key a part is sealed to. */
const purposeOf: Record<string, Purpose> = {
  body: 'desk',
  file: 'desk',
  message: 'desk',
  contact: 'source',
  original: 'evidence',
}

type Part = {
  part: string
  number: number
  header: Uint8Array
  payload: Uint8Array
  media: string | null
  bytes: number
}

/**
 * Passes a report on.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - to which agency, and why
 * @returns whether parts stayed behind, because this officer does not hold the key they are sealed to
 * @throws not-found; invalid; conflict `cannot-pass`; forbidden `desk-key-locked`
 */
export async function passReport(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: z.output<typeof passBody>,
): Promise<{ left: number }> {
  const envelope = await readEnvelope(scope, id)
  await refuseDetails(scope, session, id, { reason: input.reason })
  const desks = await otherDesks(scope, envelope.offeredAgencyId)
  if (!desks.some((desk) => desk.id === input.agency)) throw invalid({ agency: 'Choose whom to pass it to' })
  const theirs = await deskOfAgency(scope, input.agency)
  // A photograph that comes in while the others are sealed anew would stay behind.
  await scope.tx.run('select from reporting.public_report where id = $1 for update', [id])
  const parts = await scope.tx.many<Part>(
    `select part, number, header, payload, media, bytes from reporting.sealed_part
     where report_id = $1 and reader = 'desk' and header is not null order by part, number`,
    [id],
  )
  const passed: (Part & { key: string })[] = []
  for (const part of parts) {
    const purpose = purposeOf[part.part] ?? 'desk'
    const identities = unlockedIdentities(session, scope.actor.agencyId, purpose)
    if (identities.length === 0) continue
    const key = theirs.keys[purpose]
    const sealed = await seal(await openSealed(part, identities), key.recipients)
    passed.push({ ...part, ...sealed, key: key.id })
  }
  const newReportId = randomUUID()
  const column = <Value>(pick: (part: Part & { key: string }) => Value) => passed.map((part) => pick(part))
  const { done } = await scope.tx.one<{ done: boolean }>(
    `select reporting.pass_on($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as done`,
    [
      id,
      newReportId,
      newPublicReference(),
      input.agency,
      expiresOn('new', scope.now),
      column((part) => part.part),
      column((part) => part.number),
      column((part) => part.key),
      column((part) => Buffer.from(part.header)),
      column((part) => Buffer.from(part.payload)),
      column((part) => part.media),
      column((part) => part.bytes),
    ],
  )
  if (!done)
    throw conflict('cannot-pass', 'This report can no longer be passed on. Open it again to see why.')
  await scope.tx.run(
    `update reporting.public_report set outcome_reason = $2, expires_on = $3 where id = $1`,
    [id, input.reason, expiresOn('closed', scope.now)],
  )
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'public-report', id },
    recipients: [input.agency],
    detail: { passed: true, parts: passed.length },
  })
  scope.wake([scope.actor.agencyId, input.agency])
  return { left: parts.length - passed.length }
}
