/** The collection plan: a line is proposed, accepted, declined, found empty, or dropped. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import { may } from '../../platform/identity/roles.ts'
import type { CollectionSource, DeclineReason } from '../../wire/codes.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'
import type { LineId } from './ids.ts'
import { findLine, insertLine, updateLine, type Line } from './line-store.ts'
import { agenciesBySlug } from './people-and-agencies.ts'
import { lockOwn } from './own-requirement.ts'
import { faultOfDayToCome, OPEN_STATES } from './requirement.ts'
import { todayOf } from '../../platform/london-day.ts'
import { isClosed } from './write-requirement.ts'

/** More lines than this are no plan. The table says the same. */
const MOST_LINES = 60

export type Proposal = {
  source: CollectionSource
  basis: string
  /** YYYY-MM-DD */
  byWhen: string
  /** the partner's slug, where one is asked */
  agency: string | null
  /** the colleague who is to do it, where nobody else is asked */
  person: PersonId | null
}

/**
 * Adds a line to the plan of an own requirement that is still asked.
 * @param requirement - of the requirement
 * @param proposal - where an answer may come from, on what basis, who and by when
 * @returns the line's id
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `plan-is-full`; invalid with `agency`, `person` or
 *   `by_when`
 */
export async function proposeLine(
  scope: MemberScope,
  requirement: RecordId,
  proposal: Proposal,
): Promise<LineId> {
  mustBeOneWho(scope, 'keepsRequirements')
  const { state, lines } = await lockOwn(scope, requirement)
  if (!OPEN_STATES.includes(state)) throw isClosed()
  if (lines >= MOST_LINES)
    throw conflict('plan-is-full', `This plan has ${String(MOST_LINES)} lines, which is the most. Write another requirement.`) // prettier-ignore
  const { source, basis, byWhen } = proposal
  const late = faultOfDayToCome(byWhen, todayOf(scope))
  if (late !== null) throw invalid({ by_when: late })
  const asks = source === 'partner'
  if (asks && proposal.agency === null) throw invalid({ agency: 'Choose whom you ask' })
  const [partner] = asks ? await agenciesBySlug(scope, [proposal.agency ?? '']).catch(chooseAnother) : []
  if (!asks && proposal.person === null) throw invalid({ person: 'Choose who does it' })
  if (!asks) await mustBeColleague(scope, proposal.person)
  const id = newId<LineId>()
  await insertLine(scope, requirement, {
    ...{ id, number: lines + 1, source, basis, byWhen },
    agencyId: partner ?? scope.actor.agencyId,
    personId: asks ? null : proposal.person,
  })
  const asked = partner === undefined ? [] : [partner]
  scope.record({
    kind: 'alteration',
    subject: { kind: 'requirement', id: requirement },
    recipients: asked,
    detail: { line: lines + 1, proposed: true },
  })
  scope.wake([scope.actor.agencyId, ...asked])
  return id
}

const chooseAnother = (): never => {
  throw invalid({ agency: 'Choose an agency other than your own' })
}

async function mustBeColleague(scope: MemberScope, person: PersonId | null): Promise<void> {
  const { may: isOne } = await scope.tx.one<{ may: boolean }>('select requirements.is_a_colleague($1) as may', [person])
  if (!isOne) throw invalid({ person: 'Choose somebody of your agency who reads intelligence' })
} // prettier-ignore

/**
 * Accepts a line for one's agency, or gives an accepted one to somebody else there.
 * @param id - of the line
 * @param revision - of the line that was on the page
 * @param person - who does it
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `is-done`, `stale`; invalid with `person`
 */
export async function acceptLine(
  scope: MemberScope,
  id: LineId,
  revision: number,
  person: PersonId,
): Promise<Line> {
  const line = await ours(scope, id)
  await mustBeColleague(scope, person)
  return await change(scope, line, revision, { state: 'accepted', personId: person }, { accepted: true })
}

/**
 * Declines a line for one's agency. Who asked reads the reason.
 * @param id - of the line
 * @param revision - of the line that was on the page
 * @param why - one of the reasons, and words
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `is-done`, `stale`
 */
export async function declineLine(
  scope: MemberScope,
  id: LineId,
  revision: number,
  why: { reason: DeclineReason; words: string },
): Promise<Line> {
  const line = await ours(scope, id)
  const said = { state: 'declined' as const, declineReason: why.reason, words: why.words }
  return await change(scope, line, revision, said, { declined: why.reason })
}

/**
 * Says that an accepted line found nothing.
 * @param id - of the line
 * @param revision - of the line that was on the page
 * @param words - where was looked, for who asked
 * @throws forbidden `wrong-role`; not-found; conflict `not-accepted`, `is-closed`, `is-done`, `stale`
 */
export async function noteNothing(
  scope: MemberScope,
  id: LineId,
  revision: number,
  words: string,
): Promise<Line> {
  const line = await ours(scope, id)
  if (line.state === 'proposed')
    throw conflict(
      'not-accepted',
      'Accept the line first: a named person looks, and then says what they found.',
    )
  return await change(scope, line, revision, { state: 'nothing', words }, { nothing: true })
}

/**
 * Asks a line no more. It stays in the plan.
 * @param id - of a line of an own requirement
 * @param revision - of the line that was on the page
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `is-done`, `stale`
 */
export async function dropLine(scope: MemberScope, id: LineId, revision: number): Promise<Line> {
  mustBeOneWho(scope, 'keepsRequirements')
  const line = await findLine(scope, id)
  if (line?.owner.id !== scope.actor.agencyId) throw notFound()
  return await change(scope, line, revision, { state: 'dropped' }, { dropped: true })
}

/** A line that this agency is asked, for those who answer for it: who keeps requirements, and who accepted it. */
async function ours(scope: MemberScope, id: LineId): Promise<Line> {
  const line = await findLine(scope, id)
  if (line?.agency.id !== scope.actor.agencyId) throw notFound()
  const isTheirs = line.personId === scope.actor.personId
  if (!isTheirs || !may(scope.actor.roles, 'readsContent')) mustBeOneWho(scope, 'keepsRequirements')
  return line
}

async function change(
  scope: MemberScope,
  line: Line,
  revision: number,
  to: Parameters<typeof updateLine>[2],
  detail: Record<string, string | boolean>,
): Promise<Line> {
  if (!OPEN_STATES.includes(line.requirementState)) throw isClosed()
  // A form that was sent twice: the first has done it.
  const isDone = line.state === to.state && (to.state !== 'accepted' || line.personId === to.personId)
  if (isDone && line.revision === revision + 1) return line
  if (line.state !== 'proposed' && line.state !== 'accepted')
    throw conflict('is-done', 'This line is done already. Look at what came of it.')
  if (!(await updateLine(scope, { id: line.id, revision }, to))) throw stale()
  const others = [line.owner.id, line.agency.id].filter((one) => one !== scope.actor.agencyId)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'requirement', id: line.requirementId },
    recipients: others,
    detail: { line: line.number, ...detail },
  })
  scope.wake([line.owner.id, line.agency.id])
  return line
}

/**
 * Makes the refusal of a change to what somebody else has changed.
 * @returns conflict `stale`
 */
export const stale = () =>
  conflict(
    'stale',
    'Somebody changed this meanwhile. Look at what is there now, then change it again if it is still needed.',
  )
