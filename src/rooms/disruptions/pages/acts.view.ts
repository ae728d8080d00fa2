/** The page of each act on a disruption: who may not do it finds nothing there, and whoever comes too late learns why. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { pathOf } from '../../../platform/http/input.ts'
import type { Refused } from '../../../platform/http/or-again.ts'
import { disruptionLevel, type DisruptionState } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { candidatesOf } from '../candidates.ts'
import { LONGEST } from '../disruption.ts'
import { agenciesToAsk } from '../agencies-to-ask.ts'
import { partsOf, type PartsOfDisruption } from '../parts-of.ts'
import { readWhole, type WholeDisruption } from '../read-disruption.ts'
import { mustBeDone } from '../refusals.ts'
import { levelsOf } from '../terms.ts'

export type Step = 'claim' | 'moderator' | 'moderate' | 'answer' | 'effect' | 'same' | 'discard'

const TITLES: Record<Step, string> = {
  claim: 'Claim this disruption',
  moderator: 'Who is asked to moderate it?',
  moderate: 'Moderate this disruption',
  answer: 'Answer the question',
  effect: 'What became of its effect?',
  same: 'It is the same as another',
  discard: 'Throw this draft away',
}
const OPEN: readonly DisruptionState[] = ['drafted', 'claimed', 'returned']
/** The states in which each is done, and whose it is. */
const WHEN: Record<Step, { states: readonly DisruptionState[]; own: boolean | null }> = {
  claim: { states: OPEN, own: null },
  moderator: { states: OPEN, own: true },
  moderate: { states: ['claimed'], own: null },
  answer: { states: ['returned'], own: true },
  effect: { states: ['accepted', 'checked'], own: null },
  same: { states: ['claimed', 'returned'], own: true },
  discard: { states: ['drafted'], own: true },
}

/**
 * Shows the page of an act.
 * @param step - which
 * @param as - the other disruption, where it is said to be the same
 * @param refused - what was sent and did not fit
 * @returns the page
 */
export async function showAct(
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  as: RecordId | null,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const slug = request.signedIn?.agencySlug ?? ''
  const { view, parts, levels, agencies, others } = await request.perform(async (scope) => {
    const read = await readWhole(scope, id)
    const found = await partsOf(scope, id)
    mustFit(step, read, found, slug)
    return {
      view: read,
      parts: found,
      levels: await levelsOf(scope),
      agencies: step === 'moderator' ? await agenciesToAsk(scope, id) : [],
      others: step === 'same' ? await othersOf(scope, id) : [],
    }
  })
  const question = parts.moderations.findLast((one) => one.outcome === 'returned')
  return await reply.page(`rooms/disruptions/pages/${step}.njk`, {
    title: TITLES[step],
    classification: view.classification,
    back: { text: 'Back to the disruption', href: `/disruptions/${id}` },
    cancelHref: `/disruptions/${id}`,
    disruption: view,
    isDraft: view.body.state === 'drafted',
    happenedOn: ukDate(view.body.happenedOn),
    claims: parts.claims.map((one) => [one.agency.name, one.words, ukDate(one.at)]),
    question: question?.words ?? null,
    others,
    unverified: levels.unverified,
    levels: disruptionLevel.map((one) => ({ value: one, text: levels.words[one] })),
    levelProposed: levels.words[view.body.levelProposed],
    agencies: agencies.map((one) => ({ value: String(one.id), text: one.name })),
    longest: LONGEST,
    values: {
      agency: view.body.asked === null ? '' : String(view.body.asked.id),
      as,
      ...refused?.values,
      revision: view.body.revision,
    },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/** The database refuses it too; here whoever opens the page learns it before they type. */
function mustFit(step: Step, view: WholeDisruption, parts: PartsOfDisruption, slug: string): void {
  const { states, own } = WHEN[step]
  if (own !== null && own !== view.own) throw notFound()
  if (view.status === 'withdrawn' || !states.includes(view.body.state)) mustBeDone('closed')
  const claims = view.own || parts.claims.some((one) => one.agency.slug === slug)
  const moderated = parts.moderations.some((one) => one.agency.slug === slug)
  if (step === 'moderate' && claims) mustBeDone('claims')
  if (step === 'claim' && moderated) mustBeDone('moderates')
  if (step === 'claim' && parts.claims.some((one) => one.agency.slug === slug)) mustBeDone('claimed-before')
  if (step === 'effect' && !claims && !moderated) mustBeDone('no-part')
}

/** Those that still take a claim. */
async function othersOf(scope: MemberScope, id: RecordId) {
  const found = (await candidatesOf(scope, id)).filter(
    ({ state }) => state === 'claimed' || state === 'returned',
  )
  if (found.length === 0) throw notFound()
  return found.map((one) => ({
    value: one.id,
    text: one.title,
    hint: `${one.owner}, ${ukDate(one.happenedOn)}`,
  }))
}
