/** A named person assesses the threat of a group, names who leads, and looks at the group as a whole. */
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { GroupGrade } from '../../../wire/codes.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import { faultOfDayPast, faultOfDayToCome } from './group.ts'
import { lockOwn } from './group-store.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { mustBeColleague, stale } from './write-group.ts'

export type NewAssessment = {
  grade: GroupGrade
  words: string
  basis: string
  /** YYYY-MM-DD */
  madeOn: string
  /** a result that was made elsewhere, as it was read there; nothing here computes one */
  morile: { result: string; by: string; on: string } | null
}

/**
 * Keeps a threat assessment of an own group. It stays as it was typed; the newest counts.
 * @param id - of the group
 * @param assessment - what this person says, on what basis and of which day
 * @throws forbidden `wrong-role`; not-found; invalid with `made_on` or `morile_on`
 */
export async function assessGroup(
  scope: MemberScope,
  id: RecordId,
  assessment: NewAssessment,
): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  const own = await lockOwn(scope, id)
  const today = todayOf(scope)
  const { morile } = assessment
  const faults = Object.entries({
    made_on: faultOfDayPast(assessment.madeOn, today, '2000-01-01'),
    morile_on: morile === null ? null : faultOfDayPast(morile.on, today, '2000-01-01'),
  }).filter((one): one is [string, string] => one[1] !== null)
  if (faults.length > 0) throw invalid(Object.fromEntries(faults))
  await scope.tx.run(
    `insert into networks.group_assessment (id, group_id, person_id, at, made_on, grade, words, basis, morile_result,
       morile_by, morile_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[newId(), id, scope.actor.personId, scope.now, assessment.madeOn, assessment.grade],
      ...[assessment.words, assessment.basis, morile?.result ?? null, morile?.by ?? null, morile?.on ?? null],
    ],
  )
  scope.record({
    kind: 'alteration',
    subject: { kind: 'group', id },
    recipients: own.releasedTo,
    detail: { assessed: true },
  })
  scope.wake([scope.actor.agencyId, ...own.releasedTo])
}

/**
 * Names who leads what is done about an own group.
 * @param id - of the group
 * @param revision - of the group that was on the page
 * @param lead - a colleague who reads intelligence
 * @throws forbidden `wrong-role`; not-found; conflict `stale`; invalid with `lead`
 */
export async function nameLead(
  scope: MemberScope,
  id: RecordId,
  revision: number,
  lead: PersonId | undefined,
): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  const own = await lockOwn(scope, id)
  if (lead === undefined) throw invalid({ lead: 'Choose who leads' })
  if (own.leadId === lead) return
  if (own.revision !== revision) throw stale()
  await mustBeColleague(scope, lead, 'lead')
  await scope.tx.run('update networks.crime_group set lead_id = $2, revision = revision + 1 where id = $1', [
    id,
    lead,
  ])
  scope.record({ kind: 'alteration', subject: { kind: 'group', id }, detail: { lead: true } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Notes that somebody looked at an own group as a whole, and when that is to be done again.
 * @param id - of the group
 * @param review - what they found, and the day of the next review: YYYY-MM-DD
 * @throws forbidden `wrong-role`; not-found; invalid with `next_on`
 */
export async function reviewGroup(
  scope: MemberScope,
  id: RecordId,
  review: { words: string; nextOn: string },
): Promise<void> {
  mustBeOneWho(scope, 'keepsGroups')
  await lockOwn(scope, id)
  const late = faultOfDayToCome(review.nextOn, todayOf(scope))
  if (late !== null) throw invalid({ next_on: late })
  await scope.tx.run(
    `insert into networks.group_review (id, group_id, person_id, at, words, next_on) values ($1, $2, $3, $4, $5, $6)`,
    [newId(), id, scope.actor.personId, scope.now, review.words, review.nextOn],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'group', id }, detail: { reviewed: true } })
  scope.wake([scope.actor.agencyId])
}

export type Assessment = {
  grade: GroupGrade
  words: string
  basis: string
  /** YYYY-MM-DD */
  madeOn: string
  at: Date
  /** by name in their own agency, else by role */
  by: string | null
  morileResult: string | null
  morileBy: string | null
  morileOn: string | null
}

/**
 * Lists what was assessed of a group.
 * @param id - of a group in full sight
 * @returns the newest first, twenty at most
 */
export const assessmentsOf = (scope: MemberScope, id: RecordId): Promise<Assessment[]> =>
  scope.tx.many<Assessment>(
    `select grade, words, basis, made_on::text as "madeOn", at, identity.person_label(person_id) as by,
            morile_result as "morileResult", morile_by as "morileBy", morile_on::text as "morileOn"
     from networks.group_assessment where group_id = $1 order by made_on desc, at desc, id limit 20`,
    [id],
  )

export type GroupReview = { words: string; at: Date; by: string | null; nextOn: string }

/**
 * Lists the reviews of an own group.
 * @param id - of the group
 * @returns the newest first, twenty at most; none of another agency's
 */
export const reviewsOf = (scope: MemberScope, id: RecordId): Promise<GroupReview[]> =>
  scope.tx.many<GroupReview>(
    `select words, at, identity.person_label(person_id) as by, next_on::text as "nextOn"
     from networks.group_review where group_id = $1 order by at desc, id limit 20`,
    [id],
  )
