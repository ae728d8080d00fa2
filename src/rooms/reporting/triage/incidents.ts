/** Joins reports of one event, and parts them again. It is an officer's word, never the program's. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { readEnvelope } from './opened-report.ts'

const MOST_AT_ONCE = 200

export const incidentBody = z.object({
  report: z
    .preprocess(
      (value) => (value === undefined ? [] : [value].flat()),
      z.array(z.uuid('Choose from the list')).max(MOST_AT_ONCE, `At most ${String(MOST_AT_ONCE)} at once`),
    )
    .default([]),
})

type Row = { id: string; incident_id: string | null }

/** Those of the given reports that this desk has, locked. */
async function lockReports(scope: MemberScope, ids: readonly string[]): Promise<Row[]> {
  return await scope.tx.many<Row>(
    `select id, incident_id from reporting.public_report where id = any($1) and agency_id = $2 order by id for update`,
    [ids, scope.actor.agencyId],
  )
}

/**
 * Says that other reports are about the same event as this one.
 * @param id - of a public report of this desk
 * @param input - ids of the others
 * @throws not-found; invalid when none was chosen
 */
export async function joinReports(
  scope: MemberScope,
  id: string,
  input: z.output<typeof incidentBody>,
): Promise<void> {
  await readEnvelope(scope, id)
  const others = input.report.filter((one) => one !== id)
  if (others.length === 0) throw invalid({ report: 'Choose the reports that are about the same event' })
  const rows = await lockReports(scope, [id, ...others])
  // One that is not there, or not theirs: the same answer.
  if (rows.length !== new Set([id, ...others]).size) throw notFound()
  const known = rows.flatMap((row) => (row.incident_id === null ? [] : [row.incident_id]))
  const incident = rows.find((row) => row.id === id)?.incident_id ?? known[0] ?? randomUUID()
  const whole = await scope.tx.many<{ id: string }>(
    `update reporting.public_report set incident_id = $1
     where agency_id = $2 and (id = any($3) or incident_id = any($4)) and incident_id is distinct from $1 returning id`,
    [incident, scope.actor.agencyId, rows.map((row) => row.id), known],
  )
  for (const row of whole)
    scope.record({
      kind: 'combination',
      subject: { kind: 'public-report', id: row.id },
      detail: { joined: true, reports: rows.length },
    })
  scope.wake([scope.actor.agencyId])
}

/**
 * Says that a report is about an event of its own after all.
 * @param id - of a public report of this desk
 * @throws not-found
 */
export async function partReport(scope: MemberScope, id: string): Promise<void> {
  await readEnvelope(scope, id)
  const [row] = await lockReports(scope, [id])
  if (!row || row.incident_id === null) return
  const rest = await scope.tx.many<Row>(
    `select id, incident_id from reporting.public_report where incident_id = $1 and id <> $2 and agency_id = $3 for update`,
    [row.incident_id, id, scope.actor.agencyId],
  )
  // An incident of one report is none.
  for (const one of rest.length === 1 ? [row, ...rest] : [row]) {
    await scope.tx.run(`update reporting.public_report set incident_id = null where id = $1`, [one.id])
    scope.record({
      kind: 'combination',
      subject: { kind: 'public-report', id: one.id },
      detail: { joined: false },
    })
  }
  scope.wake([scope.actor.agencyId])
}
