/** Lines of a plan that a partner asks this agency to own: what it answers. */
import { conflict, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { GroupLineId } from './ids.ts'
import { findLine, type PlanLine } from './plan.ts'
import { mustBeColleague, stale } from './write-group.ts'

/**
 * Takes a line that a partner asks this agency to own: for oneself, or, by those who keep groups, for a colleague. Who has
 * one may give it to a colleague in the same way.
 * @param id - of the line
 * @param revision - of what was asked, as it was on the page
 * @param owner - a person of this agency
 * @returns the line as it was
 * @throws not-found; forbidden `wrong-role`; conflict `is-done`, `stale`; invalid with `owner`
 */
export async function acceptLine(
  scope: MemberScope,
  id: GroupLineId,
  revision: number,
  owner: PersonId,
): Promise<PlanLine> {
  const line = await askedOfUs(scope, id, revision)
  const isOwn = owner === scope.actor.personId && line.partner?.personId === null
  if (!isOwn || !may(scope.actor.roles, 'readsContent')) mustBeOneWho(scope, 'keepsGroups')
  await mustBeColleague(scope, owner, 'owner')
  await answer(scope, line, { person: owner, words: null })
  return line
}

/**
 * Says that this agency does not own a line that it is asked to.
 * @param id - of the line
 * @param revision - of what was asked, as it was on the page
 * @param words - why not
 * @returns the line as it was
 * @throws not-found; forbidden `wrong-role`; conflict `is-done`, `stale`
 */
export async function declineLine(
  scope: MemberScope,
  id: GroupLineId,
  revision: number,
  words: string,
): Promise<PlanLine> {
  mustBeOneWho(scope, 'keepsGroups')
  const line = await askedOfUs(scope, id, revision)
  await answer(scope, line, { person: null, words })
  return line
}

async function answer(
  scope: MemberScope,
  line: PlanLine,
  { person, words }: { person: PersonId | null; words: string | null },
): Promise<void> {
  const changed = await scope.tx.run(
    `update networks.group_line_asked
     set person_id = $3, declined_words = $4, answered_at = $5, revision = revision + 1
     where line_id = $1 and revision = $2`,
    [line.id, line.partner?.revision, person, words, scope.now],
  )
  if (changed === 0) throw stale()
  scope.record({
    ...{ kind: 'alteration', subject: { kind: 'group', id: line.groupId }, recipients: [line.agencyId] },
    detail: { line: line.number, accepted: person !== null },
  })
  scope.wake([scope.actor.agencyId, line.agencyId])
}

/** @throws not-found; conflict `is-done`, `stale` */
async function askedOfUs(scope: MemberScope, id: GroupLineId, revision: number): Promise<PlanLine> {
  const line = await findLine(scope, id)
  if (line?.partner?.agencyId !== scope.actor.agencyId || line.isRecalled) throw notFound()
  if (line.state === 'done' || line.state === 'dropped' || line.partner.declinedWords !== null)
    throw conflict('is-done', 'This line has ended already, or was declined. Look at what came of it.')
  if (line.partner.revision !== revision) throw stale()
  return line
}
