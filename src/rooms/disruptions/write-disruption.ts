/** Drafts a disruption, changes what a draft or a returned one says, and throws a draft away. */
import { invalid } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId, newReference, readReference } from '../../platform/identifiers.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { Disruption } from './disruption.ts'
import {
  insertDraft,
  keepWords,
  lockOwn,
  updateDisruption,
  type DatedDisruption,
} from './disruption-store.ts'
import { isClosed, stale } from './refusals.ts'
import { effectDaysOf } from './settings.ts'
import { daysAfter } from '../../platform/london-day.ts'

export type DraftedDisruption = { id: RecordId; reference: string; revision: number }

/**
 * Drafts a disruption of the signed-in person's agency. A draft is shown to nobody else.
 * @param disruption - checked by parseDisruption
 * @param as - id and reference, where they are chosen beforehand: the same id twice drafts it once
 * @returns its id and reference
 * @throws forbidden `wrong-role`; invalid with `classification`, `compartment` or `form`
 */
export async function draftDisruption(
  scope: MemberScope,
  disruption: Disruption,
  as: { id: RecordId; reference: string } = { id: newId<RecordId>(), reference: newReference() },
): Promise<DraftedDisruption> {
  mustBeOneWho(scope, 'decides')
  await checkReach(scope, disruption)
  if (!(await insertDraft(scope, as, await withEffectDay(scope, disruption))))
    return await draftedBefore(scope, as.id)
  await nameGroup(scope, as.id, disruption)
  scope.record({ kind: 'collection', subject: { kind: 'disruption', id: as.id }, detail: { version: 1 } })
  scope.wake([scope.actor.agencyId])
  return { ...as, revision: 1 }
}

/**
 * Says anew what a draft says, or what one that came back with a question says: that is its next version.
 * @param id - of the disruption
 * @param revision - of the disruption that was on the page
 * @param disruption - all that it says from now on, checked by parseDisruption
 * @throws forbidden `wrong-role`; not-found; conflict `stale`, `is-closed`; invalid as draftDisruption
 */
export async function changeDisruption(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  disruption: Disruption,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const own = await lockOwn(scope, id)
  if (own.state !== 'drafted' && own.state !== 'returned') throw isClosed()
  if (own.revision !== revision) throw stale()
  await checkReach(scope, disruption)
  const isFiled = own.state === 'returned'
  await updateDisruption(scope, id, await withEffectDay(scope, disruption), isFiled)
  await nameGroup(scope, id, disruption)
  if (isFiled) await keepWords(scope, id)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'disruption', id },
    recipients: own.releasedTo,
    detail: { version: isFiled ? own.version + 1 : own.version },
  })
  scope.wake([scope.actor.agencyId, ...own.releasedTo])
}

/**
 * Throws a draft away, with all that belongs to it.
 * @param id - of the draft
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`
 */
export async function discardDraft(scope: MemberScope, id: RecordId): Promise<void> {
  mustBeOneWho(scope, 'decides')
  const own = await lockOwn(scope, id)
  if (own.state !== 'drafted') throw isClosed()
  await scope.tx.run('delete from access.record where id = $1', [id])
  scope.record({ kind: 'erasure', subject: { kind: 'disruption', id } })
  scope.wake([scope.actor.agencyId])
}

/** Where its writer enters no day, its effect is looked at so many days after it happened as the operator has set. */
async function withEffectDay(scope: MemberScope, disruption: Disruption): Promise<DatedDisruption> {
  const { happened_on: happened, effect_due_on: due } = disruption
  return { ...disruption, effect_due_on: due ?? daysAfter(happened, await effectDaysOf(scope)) }
}

/** What the writer may not read is as what is not there: it names no group, and the page says the same of both. */
async function nameGroup(
  scope: MemberScope,
  id: RecordId,
  { group }: Pick<Disruption, 'group'>,
): Promise<void> {
  const reference = group === undefined || group === null ? null : (readReference(group) ?? group)
  await scope.tx.run('select disruptions.name_group($1, $2)', [id, reference])
}

/** A form that was sent twice: the first has drafted it. */
async function draftedBefore(scope: MemberScope, id: RecordId): Promise<DraftedDisruption> {
  const drafted = await scope.tx.maybe<DraftedDisruption>(
    `select r.id, r.reference, d.revision from access.record r join disruptions.disruption d on d.id = r.id
     where r.id = $1 and r.author_id = $2`,
    [id, scope.actor.personId],
  )
  if (!drafted) throw invalid({ form: 'This page cannot be sent any more. Open it again, and send it then' })
  return drafted
}

/** The database would refuse it too, but could not say which field is at fault. */
async function checkReach(scope: MemberScope, disruption: Disruption): Promise<void> {
  const fields: Record<string, string> = {}
  if (disruption.classification !== 'OFFICIAL' && scope.actor.clearance !== disruption.classification)
    fields['classification'] = 'You are not cleared for this classification'
  if ((disruption.compartment ?? null) !== null) {
    const found = await scope.tx.maybe('select id from access.compartment where id = $1', [
      disruption.compartment,
    ])
    if (!found) fields['compartment'] = 'Choose an operation that you are a member of'
  }
  if (Object.keys(fields).length > 0) throw invalid(fields)
}
