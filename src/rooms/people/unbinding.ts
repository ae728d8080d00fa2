/**
 * The sign-in service knows somebody by another name than before: their account was made anew there, or Seamark was. Then
 * the account here may let go of the old one, and the next verified sign-in binds. Whoever could do that alone could hand
 * an account to somebody else, so one administrator asks and another one decides; the database says the same.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import type { Id, PersonId } from '../../wire/ids.ts'

export type UnbindingId = Id<'unbinding'>

/** What is asked of one account and not decided yet. */
export type Unbinding = {
  id: UnbindingId
  personId: PersonId
  person: string
  askedBy: string
  askedAt: Date
  /** asked by the viewer, who may take it back and not decide it */
  own: boolean
  /** about the viewer's own account, of which others decide */
  aboutMe: boolean
  /** asked too long ago to be decided */
  stale: boolean
}

const OPEN = `
  select u.id, u.person_id as "personId", p.name as person, a.name as "askedBy", u.asked_at as "askedAt",
         u.asked_by = identity.viewer_person() as own, u.person_id = identity.viewer_person() as "aboutMe",
         u.asked_at < now() - interval '7 days' as stale
  from identity.unbinding u join identity.person p on p.id = u.person_id join identity.person a on a.id = u.asked_by
  where u.agency_id = $1 and u.settled_at is null`

/**
 * What is asked of one account.
 * @param personId - of the account
 * @returns null where nothing is asked
 */
export const unbindingOf = (scope: MemberScope, personId: PersonId) =>
  scope.tx.maybe<Unbinding>(`${OPEN} and u.person_id = $2`, [scope.actor.agencyId, personId])

/**
 * What waits for this administrator's word: not of their own account, and not asked by themself.
 * @param most - how many at most
 * @returns the oldest first
 */
export const unbindingsToDecide = (scope: MemberScope, most: number) =>
  scope.tx.many<Unbinding>(
    `${OPEN} and u.person_id <> identity.viewer_person() and u.asked_by <> identity.viewer_person()
     order by u.asked_at, u.id limit $2`,
    [scope.actor.agencyId, most],
  )

/**
 * Asks that an account may bind again.
 * @param personId - of the account
 * @throws invalid `account` for one's own account and for one that is not bound; conflict `asked-already`
 */
export async function askUnbinding(scope: MemberScope, personId: PersonId): Promise<void> {
  const { actor, tx } = scope
  if (personId === actor.personId)
    throw invalid({
      account: 'Nobody asks it of their own account. Ask another administrator of your agency',
    })
  const bound = await tx.maybe<{ bound: boolean }>(
    'select subject is not null as bound from identity.person where id = $1',
    [personId],
  )
  if (bound === null) throw notFound()
  if (!bound.bound)
    throw invalid({ account: 'This account is not bound: the next sign-in with its address binds it' })
  const asked = await tx.run(
    `insert into identity.unbinding (id, agency_id, person_id, asked_by) values ($1, $2, $3, $4)
     on conflict (person_id) where settled_at is null do nothing`,
    [newId<UnbindingId>(), actor.agencyId, personId, actor.personId],
  )
  if (asked === 0)
    throw conflict(
      'asked-already',
      'Another administrator has asked this already. Open the account to decide it.',
    )
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { unbinding: 'asked' },
  })
  scope.wake([actor.agencyId])
}

/**
 * Decides what was asked. Letting go ends every session and token of the account.
 * @param id - of what was asked
 * @param outcome - `unbound` lets go; `left` leaves the account as it is, and is how whoever asked takes it back
 * @returns whose account it is
 * @throws not-found; conflict `own-request` when whoever asked would decide, `asked-too-long-ago` after seven days
 */
export async function settleUnbinding(
  scope: MemberScope,
  id: UnbindingId,
  outcome: 'unbound' | 'left',
): Promise<PersonId> {
  const { actor, tx } = scope
  const asked = await tx.maybe<Unbinding>(`${OPEN} and u.id = $2`, [actor.agencyId, id])
  if (asked === null || asked.aboutMe) throw notFound()
  if (outcome === 'unbound' && asked.own)
    throw conflict(
      'own-request',
      'You have asked this yourself. Another administrator of your agency decides it.',
    )
  if (outcome === 'unbound' && asked.stale)
    throw conflict(
      'asked-too-long-ago',
      'This was asked more than seven days ago. Leave the account as it is, and ask again.',
    )
  const settled = await tx.run(
    `update identity.unbinding set outcome = $2, settled_by = $3, settled_at = now()
     where id = $1 and settled_at is null`,
    [id, outcome, actor.personId],
  )
  if (settled === 0) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: asked.personId },
    detail: { unbinding: outcome },
  })
  scope.wake([actor.agencyId])
  return asked.personId
}
