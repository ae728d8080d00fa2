/** A requirement is partly answered, answered, withdrawn or overtaken; and somebody else answers for it. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'
import { lockOwn } from './own-requirement.ts'
import { stale } from './plan.ts'
import { OPEN_STATES, type NextState } from './requirement.ts'
import { isClosed, mustOwn } from './write-requirement.ts'

/**
 * Says where an own requirement stands. Whether its question is answered a person says, and never the program. Once it is
 * closed, lines that wait are asked no more.
 * @param id - of the requirement
 * @param revision - of the requirement that was on the page
 * @param to - what became of it; when that closes it, words for everybody who reads it
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `stale`; invalid with `words`
 */
export async function changeState(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  to: { state: NextState; words: string | null },
): Promise<void> {
  mustBeOneWho(scope, 'keepsRequirements')
  const { state, asked, ...own } = await lockOwn(scope, id)
  // A form that was sent twice: the first has done it.
  if (state === to.state && own.revision === revision + 1) return
  if (!OPEN_STATES.includes(state)) throw isClosed()
  if (own.revision !== revision) throw stale()
  if (state === to.state) return
  const closes = to.state !== 'partly-answered'
  if (closes && to.words === null) throw invalid({ words: 'Say what became of it' })
  if (closes)
    await scope.tx.run(
      `update requirements.line set state = 'dropped', changed_at = $2, revision = revision + 1
       where requirement_id = $1 and state in ('proposed', 'accepted')`,
      [id, scope.now],
    )
  await scope.tx.run(
    `update requirements.requirement
     set state = $2, closed_at = $3, closed_by = $4, closing_words = $5, revision = revision + 1
     where id = $1`,
    [id, to.state, closes ? scope.now : null, closes ? scope.actor.personId : null, closes ? to.words : null],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'requirement', id },
    recipients: asked,
    detail: { state: to.state },
  })
  scope.wake([scope.actor.agencyId, ...asked])
}

/**
 * Names who answers for an own requirement from now on.
 * @param id - of the requirement
 * @param revision - of the requirement that was on the page
 * @param owner - a colleague who keeps requirements
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`, `stale`; invalid with `owner`
 */
export async function changeOwner(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  owner: PersonId | undefined,
): Promise<void> {
  mustBeOneWho(scope, 'keepsRequirements')
  const own = await lockOwn(scope, id)
  if (!OPEN_STATES.includes(own.state)) throw isClosed()
  if (owner === undefined) throw invalid({ owner: 'Choose who answers for it' })
  if (own.ownerId === owner) return
  if (own.revision !== revision) throw stale()
  await mustOwn(scope, owner)
  await scope.tx.run(
    'update requirements.requirement set owner_id = $2, revision = revision + 1 where id = $1',
    [id, owner],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'requirement', id }, detail: { owner: true } })
  scope.wake([scope.actor.agencyId])
}
