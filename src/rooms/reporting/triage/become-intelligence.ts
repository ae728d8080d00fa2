/** Makes the draft of an intelligence report out of a public one, in an officer's own words. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import {
  codesOf,
  classification,
  intelligenceAssessment,
  sourceEvaluation,
  statementBasis,
} from '../../../wire/codes.ts'
import { startDraft } from '../../intelligence/index.ts'
import { closeAs, refuseDetails } from './close-report.ts'
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
 * Starts the draft and closes the public report as one that became intelligence. Nothing in the draft leads
 * back: the public report remembers the draft, for its own desk, and not the other way round.
 * @returns the draft's id
 * @throws invalid where a detail of the reporter stands; conflict `already-closed`; forbidden `desk-key-locked`
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
  await closeAs(scope, id, 'intelligence', null, draft.id)
  return draft.id
}

/** A report or draft that was made of a public one; `status` is null where this person may not see it. */
export type Became = { id: string; status: string | null }

/** What was made of a public report, also before it was taken up again, the first first. */
export const becameOf = (scope: MemberScope, publicReportId: string) =>
  scope.tx.many<Became>(
    `select b.report_id as id, r.status
     from reporting.became b left join intelligence.report r on r.id = b.report_id and r.agency_id = $2
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
