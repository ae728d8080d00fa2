/**
 * What the sign-in service's groups say otherwise than an account does. An administrator accepts it or declines it; groups
 * alone give nobody anything and take nothing away.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { roleWords, type Role } from '../../wire/codes.ts'
import type { Id, PersonId } from '../../wire/ids.ts'
import { changePerson } from './change-people.ts'
import { findPersonOfAgency } from './people-store.ts'
import { mayStandTogether, NOT_TOGETHER } from './roles.ts'

export type ProposalId = Id<'role proposal'>

export type Proposal = {
  id: ProposalId
  personId: PersonId
  person: string
  email: string
  roles: Role[]
  role: Role
  /** the groups have it and the account has not; else the other way round */
  gained: boolean
  at: Date
  /** about the viewer themself: another administrator's */
  own: boolean
}

const OPEN = `
  select r.id, r.person_id as "personId", p.name as person, p.email, p.roles, r.role, r.gained, r.at,
         r.person_id = identity.viewer_person() as own
  from identity.role_proposal r join identity.person p on p.id = r.person_id
  where r.agency_id = $1 and r.settled_at is null`

const ON_A_PAGE = 50

/**
 * What is proposed in the viewer's agency and not decided yet.
 * @param page - from 1
 * @returns the oldest first, how many there are, and whether another page follows
 */
export async function listProposals(
  scope: MemberScope,
  page = 1,
): Promise<{ proposals: Proposal[]; total: number; more: boolean }> {
  const { agencyId } = scope.actor
  const proposals = await scope.tx.many<Proposal>(`${OPEN} order by r.at, r.id limit $2 offset $3`, [
    ...[agencyId, ON_A_PAGE, (page - 1) * ON_A_PAGE],
  ])
  const { total } = await scope.tx.one<{ total: number }>(
    `select count(*)::integer as total from identity.role_proposal where agency_id = $1 and settled_at is null`,
    [agencyId],
  )
  return { proposals, total, more: page * ON_A_PAGE < total }
}

/**
 * What waits for this administrator's word: not what is proposed for themself.
 * @param most - how many at most
 * @returns the oldest first
 */
export const proposalsToDecide = (scope: MemberScope, most: number) =>
  scope.tx.many<Proposal>(
    `${OPEN} and r.person_id <> identity.viewer_person() order by r.at, r.id limit $2`,
    [scope.actor.agencyId, most],
  )

/**
 * Says what is proposed.
 * @param proposal - the role, and whether it would come or go
 * @returns as in `give the role Analyst`
 */
export const proposalTold = ({ role, gained }: Pick<Proposal, 'role' | 'gained'>): string =>
  gained ? `give the role ${roleWords[role]}` : `take away the role ${roleWords[role]}`

/**
 * Accepts or declines a proposal. Accepting changes the roles as the form of the account does, with all its rules and its
 * own event.
 * @param id - of the proposal
 * @param accepted - false: it stays declined for as long as the groups say the same
 * @returns what was proposed
 * @throws not-found for what was decided, and for one's own; invalid `roles` for roles that nobody holds together, and for
 *   an account without any
 */
export async function settleProposal(
  scope: MemberScope,
  id: ProposalId,
  accepted: boolean,
): Promise<Proposal> {
  const { actor, tx } = scope
  const proposal = await tx.maybe<Proposal>(`${OPEN} and r.id = $2`, [actor.agencyId, id])
  if (proposal === null || proposal.own) throw notFound()
  const { personId, role, gained } = proposal
  if (accepted) {
    const person = await findPersonOfAgency(scope, personId)
    if (!person) throw notFound()
    const others = person.roles.filter((one) => one !== role)
    const roles = gained ? [...others, role] : others
    if (roles.length === 0)
      throw invalid({
        roles: 'This is the only role of the account. If the person has left, stop the account',
      })
    if (!mayStandTogether(roles)) throw invalid({ roles: NOT_TOGETHER })
    const { name, clearance, version } = person
    await changePerson(scope, personId, {
      ...{ name, clearance, version, roles },
      active: person.active ? 'yes' : 'no',
    })
  }
  const settled = await tx.run(
    `update identity.role_proposal set accepted = $2, settled_by = $3, settled_at = now()
     where id = $1 and settled_at is null`,
    [id, accepted, actor.personId],
  )
  if (settled === 0) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { proposal: accepted ? 'accepted' : 'declined', role, gained },
  })
  scope.wake([actor.agencyId])
  return proposal
}
