/**
 * What the desk asks its reporter. A reporter must not be tasked, so a question is one of a list, or a
 * second officer reads it before it goes. Both copies are sealed at once: one for the desk, one that only
 * the receipt opens.
 */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { bytesOfJson, jsonOfBytes } from '../body.ts'
import { NotOpened, openSealed, seal } from '../sealing/seal.ts'
import { deskOfAgency } from './desks.ts'
import { expiresOn } from './retention.ts'
import { messageSchema } from './way-back.ts'

export type MessageState = 'sent' | 'awaiting-second' | 'refused'

export type DeskMessage = {
  number: number
  fromReporter: boolean
  hour: Date
  template: string | null
  state: MessageState
  writtenBy: string | null
  secondBy: string | null
  /** null when none of the keys opens it, or it was destroyed */
  text: string | null
}

const HOUR = 3_600_000
const LONGEST_QUESTION = 2_000
const subject = (id: string) => ({ kind: 'public-report', id })

/**
 * Asks the reporter.
 * @param reportId - of the public report
 * @param question - `template`: the code of a question of the list, whose words are `text`; null: free words,
 *   which wait for a second officer
 * @returns the message's number in the thread, and whether it went or waits
 * @throws invalid when the text is empty or longer than 2,000 characters; not-found; conflict `no-way-back`
 *   when the reporter withdrew or the report has gone
 */
export async function askReporter(
  scope: MemberScope,
  reportId: string,
  question: { template: string | null; text: string },
): Promise<{ number: number; state: MessageState }> {
  const text = question.text.trim()
  if (text === '' || text.length > LONGEST_QUESTION)
    throw invalid({ text: 'Write between 1 and 2,000 characters' })
  const report = await reachable(scope, reportId)
  const desk = await deskOfAgency(scope, scope.actor.agencyId)
  const plain = bytesOfJson({ text, at: scope.now.toISOString() })
  const forDesk = await seal(plain, desk.keys.desk.recipients)
  const forReporter = await seal(plain, [report.reporter])
  const state: MessageState = question.template === null ? 'awaiting-second' : 'sent'
  const { number } = await scope.tx.one<{ number: number }>(
    `insert into reporting.message (report_id, number, agency_id, from_reporter, hour, template, state, written_by)
     select $1::uuid, coalesce(max(number), 0) + 1, $2::integer, false, $3::timestamptz, $4::text, $5::text, $6::uuid
     from reporting.message where report_id = $1
     returning number`,
    [
      reportId,
      scope.actor.agencyId,
      new Date(Math.floor(scope.now.getTime() / HOUR) * HOUR),
      question.template,
      state,
      scope.actor.personId,
    ],
  )
  await scope.tx.run(
    `insert into reporting.sealed_part (report_id, agency_id, part, number, reader, desk_key_id, header, payload, bytes)
     values ($1, $2, 'message', $3, 'desk', $4, $5, $6, $9), ($1, $2, 'message', $3, 'reporter', null, $7, $8, $9)`,
    [
      reportId,
      scope.actor.agencyId,
      number,
      desk.keys.desk.id,
      forDesk.header,
      forDesk.payload,
      forReporter.header,
      forReporter.payload,
      plain.length,
    ],
  )
  await extend(scope, reportId, report.state)
  scope.record({
    kind: 'alteration',
    subject: subject(reportId),
    detail: { message: number, template: question.template, state },
  })
  scope.wake([scope.actor.agencyId])
  return { number, state }
}

/**
 * A second officer lets a question in free words go, or not.
 * @param reportId - of the public report
 * @param number - of the message in the thread
 * @param decision - whether it goes
 * @throws not-found when there is none that waits, or it is one's own (the policy shows neither); conflict
 *   `no-way-back` when it is to be sent and the reporter has withdrawn, or the report has gone
 */
export async function decideQuestion(
  scope: MemberScope,
  reportId: string,
  number: number,
  decision: 'send' | 'refuse',
): Promise<void> {
  if (decision === 'send') await reachable(scope, reportId)
  const changed = await scope.tx.run(
    `update reporting.message set state = $3, second_by = $4
     where report_id = $1 and number = $2 and state = 'awaiting-second' and written_by <> $4`,
    [reportId, number, decision === 'send' ? 'sent' : 'refused', scope.actor.personId],
  )
  if (changed === 0) throw notFound()
  scope.record({
    kind: 'alteration',
    subject: subject(reportId),
    detail: { message: number, decision },
  })
  scope.wake([scope.actor.agencyId])
}

/** Locks the report against a withdrawal or a passing on at the same moment, and says how to reach its reporter. */
async function reachable(
  scope: MemberScope,
  reportId: string,
): Promise<{ reporter: string; state: 'new' | 'open' | 'closed' }> {
  const report = await scope.tx.maybe<{ reporter: string | null; state: 'new' | 'open' | 'closed' }>(
    `select reporter_recipient as reporter, state from reporting.public_report where id = $1 for update`,
    [reportId],
  )
  if (!report) throw notFound()
  const { reporter, state } = report
  if (reporter === null)
    throw conflict('no-way-back', 'The reporter can no longer be reached about this report.')
  return { reporter, state }
}

/**
 * The thread as the desk sees it, with what its keys open.
 * @param reportId - of the public report
 * @param identities - AGE-SECRET-KEY-1…, unlocked in this session
 * @returns in order; the text is null where no key opens it
 */
export async function readMessages(
  scope: MemberScope,
  reportId: string,
  identities: readonly string[],
): Promise<DeskMessage[]> {
  const rows = await scope.tx.many<
    Omit<DeskMessage, 'text'> & { header: Buffer | null; payload: Buffer | null }
  >(
    `select m.number, m.from_reporter as "fromReporter", m.hour, m.template, m.state, m.written_by as "writtenBy",
            m.second_by as "secondBy", p.header, p.payload
     from reporting.message m
     left join reporting.sealed_part p on p.report_id = m.report_id and p.part = 'message' and p.number = m.number
       and p.reader = 'desk'
     where m.report_id = $1 order by m.number`,
    [reportId],
  )
  return await Promise.all(
    rows.map(async ({ header, payload, ...message }) => ({
      ...message,
      text: await openSealed({ header, payload }, identities).then(
        (plain) => jsonOfBytes(messageSchema, plain).text,
        (fault: unknown) => {
          if (fault instanceof NotOpened) return null
          throw fault
        },
      ),
    })),
  )
}

/** What happens in a thread keeps its report. */
async function extend(scope: MemberScope, reportId: string, state: 'new' | 'open' | 'closed') {
  await scope.tx.run(
    `update reporting.public_report set expires_on = greatest(expires_on, $2::date) where id = $1`,
    [reportId, expiresOn(state, scope.now)],
  )
}
