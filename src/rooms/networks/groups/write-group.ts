/** Files a group, and writes its next version. */
import { conflict, invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import type { Group } from './group.ts'
import {
  insertGroup,
  insertRecord,
  keepStretches,
  keepWords,
  KEPT_FOR_DAYS,
  lockOwn,
  updateGroup,
} from './group-store.ts'
import { daysAfter, todayOf } from '../../../platform/london-day.ts'

export type FiledGroup = { id: RecordId; reference: string; version: number }

/** A new group is looked at as a whole within so many days, unless somebody says otherwise. */
export const FIRST_REVIEW_DAYS = 90

/**
 * Files a group of the signed-in person's agency. Nobody else learns of it before its release.
 * @param group - checked by parseGroup
 * @param more - `as`: id and reference, where they are chosen beforehand: the same id twice files it once; `lead`: who leads
 * @returns its id and reference
 * @throws forbidden `wrong-role`; invalid with `classification`, `compartment`, `stretches`, `lead` or `form`
 */
export async function writeGroup(
  scope: MemberScope,
  group: Group,
  more: { as?: { id: RecordId; reference: string } | undefined; lead?: PersonId | null } = {},
): Promise<FiledGroup> {
  mustBeOneWho(scope, 'keepsGroups')
  await checkReach(scope, group)
  const lead = more.lead ?? null
  if (lead !== null) await mustBeColleague(scope, lead, 'lead')
  const as = more.as ?? { id: newId<RecordId>(), reference: newReference() }
  if (!(await insertRecord(scope, as, group, daysAfter(todayOf(scope), KEPT_FOR_DAYS))))
    return await filedBefore(scope, as.id)
  await insertGroup(scope, as.id, group, { lead, nextReviewOn: daysAfter(todayOf(scope), FIRST_REVIEW_DAYS) })
  await keepStretches(scope, as.id, group.stretches)
  await keepWords(scope, as.id)
  scope.record({ kind: 'collection', subject: { kind: 'group', id: as.id }, detail: { version: 1 } })
  scope.wake([scope.actor.agencyId])
  return { ...as, version: 1 }
}

/**
 * Writes version n + 1 of an own group. Recipients keep the group; under code C each of their people accepts again.
 * @param id - of the group
 * @param revision - of the group that was on the page
 * @param group - all that it says from now on, checked by parseGroup
 * @throws forbidden `wrong-role`; not-found; conflict `stale`; invalid as writeGroup
 */
export async function changeGroup(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  group: Group,
): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  const own = await lockOwn(scope, id)
  if (own.revision !== revision) throw stale()
  await checkReach(scope, group)
  await updateGroup(scope, id, group, daysAfter(todayOf(scope), KEPT_FOR_DAYS))
  await keepStretches(scope, id, group.stretches)
  await keepWords(scope, id)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'group', id },
    recipients: own.releasedTo,
    detail: { version: own.version + 1 },
  })
  scope.wake([scope.actor.agencyId, ...own.releasedTo])
}

/** A form that was sent twice: the first has filed it. */
async function filedBefore(scope: MemberScope, id: RecordId): Promise<FiledGroup> {
  const filed = await scope.tx.maybe<FiledGroup>(
    `select id, reference, version from access.record where id = $1 and kind = 'group' and author_id = $2`,
    [id, scope.actor.personId],
  )
  if (!filed) throw invalid({ form: 'This page cannot be sent any more. Open it again, and send it then' })
  return filed
}

/** The database would refuse it too, but could not say which field is at fault. */
async function checkReach(scope: MemberScope, group: Group): Promise<void> {
  const fields: Record<string, string> = {}
  if (group.classification !== 'OFFICIAL' && scope.actor.clearance !== group.classification)
    fields['classification'] = 'You are not cleared for this classification'
  if (group.compartment) {
    const found = await scope.tx.maybe('select id from access.compartment where id = $1', [group.compartment])
    if (!found) fields['compartment'] = 'Choose an operation that you are a member of'
  }
  if (group.stretches.length > 0) {
    const { all } = await scope.tx.one<{ all: boolean }>(
      'select bool_and(coast.is_own_stretch(one)) as all from unnest($1::uuid[]) one',
      [group.stretches],
    )
    if (!all) fields['stretches'] = 'Choose stretches of your agency’s own coastal plan'
  }
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

/**
 * Asks whether somebody may lead what is done about a group, or own a line of its plan.
 * @param person - of an account
 * @param field - the field of the form in which they were chosen
 * @throws invalid with that field
 */
export async function mustBeColleague(scope: MemberScope, person: PersonId, field: string): Promise<void> {
  const { may } = await scope.tx.one<{ may: boolean }>('select networks.is_a_colleague($1) as may', [person])
  if (!may) throw invalid({ [field]: 'Choose somebody of your agency who reads intelligence' })
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
