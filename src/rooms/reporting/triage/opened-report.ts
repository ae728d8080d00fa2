/** Opens a sealed report in an officer's session. Every opening is an event of the ledger. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { forbidden, notFound } from '../../../platform/errors.ts'
import { readMessages, type DeskMessage } from '../arrival/messages.ts'
import { expiresOn } from '../arrival/retention.ts'
import { bodySchema, jsonOfBytes, type ReportBody } from '../body.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { openSealed } from '../sealing/seal.ts'
import type { Outcome, ReportState } from './queue.ts'
import { hoursSince } from './urgency.ts'

/** The envelope of a report of the viewer's own desk. */
export type Envelope = {
  id: string
  reference: string
  kind: ReportBody['kind']
  hour: Date
  state: ReportState
  outcome: Outcome | null
  outcomeReason: string | null
  outcomeAt: Date | null
  cellLat: number | null
  cellLon: number | null
  area: string | null
  offeredAgencyId: number | null
  offeredTo: string | null
  passedFrom: string | null
  incidentId: string | null
  openedFirstMinutes: number | null
  becameReportId: string | null
  doubtful: boolean
  happeningNow: boolean
  withdrawn: boolean
  destroyed: boolean
  /** the reporter can still be asked: they have their receipt, and the report is not destroyed */
  canBeAsked: boolean
  hasContact: boolean
}

/** A photograph, or a file that could not be made safe. */
export type FilePart = { number: number; media: string | null; bytes: number; destroyed: boolean }

export type OpenedReport = {
  envelope: Envelope
  body: ReportBody
  files: FilePart[]
  originals: number
  messages: DeskMessage[]
}

/**
 * Reads what stands outside the seal.
 * @param id - of the public report
 * @returns the envelope
 * @throws not-found for what is absent, another desk's, or not for this role: one answer
 */
export async function readEnvelope(scope: MemberScope, id: string): Promise<Envelope> {
  const row = await scope.tx.maybe<Envelope>(
    `select r.id, r.reference, r.kind, r.hour, r.state, r.outcome, r.outcome_reason as "outcomeReason",
            r.outcome_at as "outcomeAt", r.cell_lat as "cellLat", r.cell_lon as "cellLon", r.area,
            r.offered_agency_id as "offeredAgencyId", o.name as "offeredTo", r.passed_from as "passedFrom",
            r.incident_id as "incidentId", r.opened_first_minutes as "openedFirstMinutes",
            r.became_report_id as "becameReportId", r.doubtful, r.happening_now as "happeningNow", r.withdrawn_at is not null as withdrawn,
            r.destroyed_at is not null as destroyed,
            r.lookup_hash is not null and r.destroyed_at is null and r.withdrawn_at is null as "canBeAsked",
            exists (select from reporting.sealed_part p
                    where p.report_id = r.id and p.part = 'contact' and p.header is not null) as "hasContact"
     from reporting.public_report r left join identity.agency o on o.id = r.offered_agency_id
     where r.id = $1 and r.agency_id = $2`,
    [id, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  return row
}

/** The desk's key is not unlocked in this session. */
export const LOCKED = 'desk-key-locked'
const locked = () => forbidden(LOCKED, 'Unlock the desk’s key first: reports are sealed to it.')
/** There is nothing left to open. */
export const DESTROYED = 'report-destroyed'

/**
 * Opens the words of a report, without an event: for a use case that opens it and records what it does.
 * @param session - whose unlocked keys are used
 * @param id - of the public report
 * @returns the words and answers
 * @throws not-found; forbidden `desk-key-locked`, `report-destroyed`
 */
export async function openBody(scope: MemberScope, session: Buffer, id: string): Promise<ReportBody> {
  const envelope = await readEnvelope(scope, id)
  if (envelope.destroyed)
    throw forbidden(DESTROYED, 'This report has been destroyed. Nobody can open it any more.')
  const identities = unlockedIdentities(session, scope.actor.agencyId, 'desk')
  if (identities.length === 0) throw locked()
  const part = await scope.tx.maybe<{ header: Uint8Array | null; payload: Uint8Array | null }>(
    `select header, payload from reporting.sealed_part where report_id = $1 and part = 'body' and reader = 'desk'`,
    [id],
  )
  if (!part) throw notFound()
  return jsonOfBytes(bodySchema, await openSealed(part, identities))
}

/**
 * Opens a report to be read.
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @returns envelope, words, files and thread
 * @throws not-found; forbidden `purpose-needed`, `desk-key-locked`, `report-destroyed`
 */
export async function openReport(scope: MemberScope, session: Buffer, id: string): Promise<OpenedReport> {
  const envelope = await readEnvelope(scope, id)
  if (scope.purpose === null)
    throw forbidden(
      'purpose-needed',
      'Set your purpose first. The ledger notes your purpose each time you open a report.',
    )
  const body = await openBody(scope, session, id)
  const parts = await scope.tx.many<FilePart & { part: string }>(
    `select part, number, media, bytes, header is null as destroyed from reporting.sealed_part
     where report_id = $1 and part in ('file', 'original') order by part, number`,
    [id],
  )
  const messages = await readMessages(scope, id, unlockedIdentities(session, scope.actor.agencyId, 'desk'))
  scope.record({ kind: 'consultation', subject: { kind: 'public-report', id }, detail: { opened: true } })
  await noteFirstLook(scope, envelope, messages)
  return {
    envelope: { ...envelope, state: envelope.state === 'new' ? 'open' : envelope.state },
    body,
    files: parts.filter(({ part }) => part === 'file'),
    originals: parts.filter(({ part, destroyed }) => part === 'original' && !destroyed).length,
    messages,
  }
}

/**
 * The time to a first look is counted from hour to hour. From the exact arrival, which is inside the seal, and
 * the event of this opening the arrival could be reckoned back.
 */
async function noteFirstLook(
  scope: MemberScope,
  envelope: Envelope,
  messages: readonly DeskMessage[],
): Promise<void> {
  const last = Math.max(0, ...messages.filter((one) => one.fromReporter).map(({ number }) => number))
  const isFirst = envelope.state === 'new'
  const hours = hoursSince(envelope.hour, scope.now)
  const changed = await scope.tx.run(
    `update reporting.public_report
     set state = case when state = 'new' then 'open' else state end,
         opened_first_minutes = coalesce(opened_first_minutes, $2),
         messages_read = greatest(messages_read, $3),
         expires_on = case when state = 'new' then $4 else expires_on end
     where id = $1 and (state = 'new' or opened_first_minutes is null or messages_read < $3)`,
    [
      envelope.id,
      hours * 60,
      last,
      isFirst ? expiresOn('open', scope.now) : expiresOn(envelope.state, scope.now),
    ],
  )
  if (changed > 0) scope.wake([scope.actor.agencyId])
}
