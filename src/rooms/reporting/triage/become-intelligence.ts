/** Makes the draft of an intelligence report out of a public one, in an officer's own words. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import {
  codesOf,
  classification,
  intelligenceAssessment,
  sourceEvaluation,
  statementBasis,
} from '../../../wire/codes.ts'
import { startDraft } from '../../intelligence/index.ts'
import { expiresOn } from '../arrival/retention.ts'
import { refuseDetails } from './close-report.ts'
import { readEnvelope } from './opened-report.ts'
import { draftOf } from './sanitised-draft.ts'

export const intelligenceBody = z.object({
  title: z.string().trim().min(1, 'Enter a title').max(200, 'Must be 200 characters or fewer'),
  classification: z.enum(codesOf(classification), { error: 'Choose a classification' }),
  text: z
    .string()
    .trim()
    .min(1, 'Write what was reported, in your own words')
    .max(20_000, 'Must be 20,000 characters or fewer'),
  source_evaluation: z.enum(codesOf(sourceEvaluation), { error: 'Choose how reliable the source is' }),
  intelligence_assessment: z.enum(codesOf(intelligenceAssessment), {
    error: 'Choose how the intelligence is known',
  }),
  basis: z.enum(codesOf(statementBasis), { error: 'Say whether this is a fact or an assessment' }),
})
export type IntelligenceBody = z.output<typeof intelligenceBody>

/**
 * Starts the draft. The public report stays open until the draft is filed, and waits as before when it is deleted: the
 * database sees to both (db/code/reporting/became.sql). Nothing in the draft leads back: the public report remembers the draft, and only
 * whoever may read the public report is shown beside the draft where it came from (`photographs-beside.ts`).
 * @param session - SHA-256 of the session's secret, by which unlocked keys are found
 * @param id - of the public report
 * @param input - title, text and grades, as the form gives them
 * @returns the draft's id
 * @throws invalid where a detail of the reporter stands; conflict `already-closed`, `draft-begun`; forbidden `desk-key-locked`
 */
export async function becomeIntelligence(
  scope: MemberScope,
  session: Buffer,
  id: string,
  input: IntelligenceBody,
): Promise<string> {
  const { reference } = await readEnvelope(scope, id)
  await refuseDetails(scope, session, id, { title: input.title, text: input.text })
  refuseReference(reference, input)
  const draft = await startDraft(scope, draftOf(input))
  await noteDraft(scope, id, draft.id)
  return draft.id
}

/** A report that was referred to safeguarding, and closed with that, can become intelligence all the same. */
async function noteDraft(scope: MemberScope, id: string, draftId: string): Promise<void> {
  const noted = await scope.tx.run(
    `update reporting.public_report
     set became_report_id = $2, state = 'open', outcome = null, outcome_at = null, outcome_reason = null, expires_on = $3
     where id = $1 and agency_id = $4 and destroyed_at is null and became_report_id is null
       and (state <> 'closed' or outcome = 'safeguarding')`,
    [id, draftId, expiresOn('open', scope.now), scope.actor.agencyId],
  )
  if (noted === 0) {
    const { state } = await readEnvelope(scope, id)
    throw state === 'closed'
      ? conflict('already-closed', 'Somebody has closed this report meanwhile. Open the report to see why.')
      : conflict(
          'draft-begun',
          'Somebody has begun a draft of this report already. Open the report to see who. Your text is kept on this page.',
        )
  }
  scope.record({ kind: 'alteration', subject: { kind: 'public-report', id }, detail: { draft: 'begun' } })
  scope.wake([scope.actor.agencyId])
}

/** A report or draft that was made of a public one. */
export type Became = {
  id: string
  /** null where this person may not see it, or where it was deleted */
  status: string | null
  /** it is what the public report is made into now; else it was deleted, or the public report was reopened */
  current: boolean
  /** who began the draft, by name; null where that is not known */
  begunBy: string | null
  at: Date
}

/**
 * Lists what was made of a public report, also before it was taken up again.
 * @param publicReportId - of the public report
 * @returns the first first; `current` marks the one that counts now
 */
export const becameOf = (scope: MemberScope, publicReportId: string) =>
  scope.tx.many<Became>(
    `select b.report_id as id, r.status, p.became_report_id is not distinct from b.report_id as current,
            w.name as "begunBy", b.at
     from reporting.became b join reporting.public_report p on p.id = b.public_report_id
     left join access.record r on r.id = b.report_id and r.agency_id = $2
     left join identity.person w on w.id = b.begun_by
     where b.public_report_id = $1 order by b.at`,
    [publicReportId, scope.actor.agencyId],
  )

const bare = (text: string) => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

function refuseReference(reference: string, typed: { title: string; text: string }): void {
  const faults: Record<string, string> = {}
  for (const field of ['title', 'text'] as const)
    if (bare(typed[field]).includes(bare(reference)))
      faults[field] = 'Take out the reference of the public report: partners must not be led back to it'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
