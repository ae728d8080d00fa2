/** Deciding reviews: one, or up to 200 at once with one event each. */
import { invalid } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RetentionRule } from '../../../platform/rooms/accountability.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import type { ReviewId } from './list-reviews.ts'
import {
  criterionWords,
  decisionWords,
  erasureWords,
  groupWords,
  restrictionWords,
  type Criterion,
  type Decision,
  type RetentionGroup,
} from './words.ts'

/** At once so many. */
export const MOST_AT_ONCE = 200

/** A review with the revision that the person had before their eyes. */
export type SeenReview = { id: ReviewId; revision: number }

export type DecisionInput = {
  decision: Decision
  /** the group in which it is kept; where none is said, the one that was suggested */
  group: RetentionGroup | null
  /** of keeping: one at least */
  criteria: readonly Criterion[]
  reason: string | null
  /** of restricting and erasing: a code of `restrictionWords` or `erasureWords` */
  ground: string | null
}

/** Why a review stays as it was. */
export type Left = 'decided' | 'changed' | 'held' | 'at-work' | 'not-corrected' | 'not-theirs'
export type Outcome = { done: number; left: Partial<Record<Left, number>> }

type Row = {
  review: ReviewId
  record_id: RecordId
  kind: string
  outcome: 'done' | Left
  /** agencies that were told of it */
  told: number[]
}

/**
 * Decides reviews. Two who decide the same at once wait for each other, and the second is told; a legal hold outranks
 * restricting and erasing.
 * @param rules - of all rooms: how records of each kind are set aside
 * @param chosen - 200 at most; what is absent or hidden is as if it had not been chosen
 * @param input - one decision for all of them
 * @returns how many were decided, and how many stay as they were, by why
 * @throws forbidden `wrong-role`; invalid with `review`, `decision`, `group`, `criteria`, `reason` or `ground`
 */
export async function decideReviews(
  scope: MemberScope,
  rules: ReadonlyMap<string, RetentionRule>,
  chosen: readonly SeenReview[],
  input: DecisionInput,
): Promise<Outcome> {
  mustBeOneWho(scope, 'reviewsRecords')
  mustBeSome(chosen)
  const { decision, group, criteria, reason, ground } = checkDecision(input)
  const rows = await scope.tx.many<Row>(
    `select review, record_id, kind, outcome, told
     from records.decide_reviews($1::uuid[], $2::integer[], $3, $4, $5::text[], $6, $7, $8::date)`,
    [
      chosen.map(({ id }) => id),
      chosen.map(({ revision }) => revision),
      decision,
      group,
      criteria,
      reason,
      ground,
      scope.now.toISOString().slice(0, 10),
    ],
  )
  const done = rows.filter(({ outcome }) => outcome === 'done')
  if (decision === 'restrict') await setAside(scope, rules, done)
  for (const { record_id: id, kind, told } of done)
    scope.record({
      kind: 'alteration',
      subject: { kind, id },
      recipients: told,
      detail: { reviewed: decision },
    })
  if (done.length > 0) scope.wake([scope.actor.agencyId, ...done.flatMap(({ told }) => told)])
  return outcomeOf(rows)
}

async function setAside(
  scope: MemberScope,
  rules: ReadonlyMap<string, RetentionRule>,
  rows: readonly Row[],
): Promise<void> {
  for (const rule of rules.values()) {
    const ids = rows.filter(({ kind }) => kind === rule.kind).map(({ record_id }) => record_id)
    if (ids.length > 0) await rule.setAside(scope, ids)
  }
}

/**
 * Names somebody else for reviews. Whoever manages records may be named for any; somebody who decides, for a record
 * that they may see.
 * @param chosen - 200 at most
 * @param person - of the same agency
 * @param toCorrect - they are asked for a version that puts the record right; the review waits for it
 * @returns how many they are named for now, and how many stay as they were, by why
 * @throws forbidden `wrong-role`; invalid with `review`
 */
export async function nameReviewer(
  scope: MemberScope,
  chosen: readonly SeenReview[],
  person: PersonId,
  toCorrect: boolean,
): Promise<Outcome> {
  mustBeOneWho(scope, 'managesRecords')
  mustBeSome(chosen)
  const rows = await scope.tx.many<Omit<Row, 'told'>>(
    'select review, record_id, kind, outcome from records.name_reviewer($1::uuid[], $2::integer[], $3, $4)',
    [chosen.map(({ id }) => id), chosen.map(({ revision }) => revision), person, toCorrect],
  )
  for (const { record_id: id, kind, outcome } of rows)
    if (outcome === 'done')
      scope.record({
        kind: 'alteration',
        subject: { kind, id },
        detail: toCorrect ? { correctionAsked: true } : { reviewerNamed: true },
      })
  scope.wake([scope.actor.agencyId])
  return outcomeOf(rows)
}

/**
 * Lists whom a review may be given to.
 * @returns the agency's active people who manage records or decide, by name
 */
export async function possibleReviewers(
  scope: MemberScope,
): Promise<{ id: PersonId; name: string; corrects: boolean; manages: boolean }[]> {
  const people = await scope.tx.many<{
    id: PersonId
    name: string
    roles: MemberScope['actor']['roles']
  }>(
    `select id, name, roles from identity.person where agency_id = $1 and active order by name, id limit 500`,
    [scope.actor.agencyId],
  )
  return people
    .map(({ id, name, roles }) => ({
      ...{ id, name },
      corrects: may(roles, 'decides'),
      manages: may(roles, 'managesRecords'),
    }))
    .filter(({ corrects, manages }) => corrects || manages)
}

function mustBeSome(chosen: readonly SeenReview[]): void {
  if (chosen.length === 0) throw invalid({ review: 'Choose at least one record' })
  if (chosen.length > MOST_AT_ONCE)
    throw invalid({ review: `Choose ${String(MOST_AT_ONCE)} records or fewer at once` })
}

/**
 * Looks at a decision as it was typed.
 * @param input - from a form or over the API
 * @returns it, with nothing in it that the decision does not ask for
 * @throws invalid with every field that is wrong
 */
export function checkDecision(input: DecisionInput): DecisionInput {
  const fields: Record<string, string> = {}
  const { decision, group } = input
  const reason = input.reason?.trim() ? input.reason.trim() : null
  if (!Object.hasOwn(decisionWords, decision)) fields['decision'] = 'Choose what to do'
  if (group !== null && !Object.hasOwn(groupWords, group)) fields['group'] = 'Choose a group'
  if (reason !== null && reason.length > 2_000) fields['reason'] = 'Must be 2,000 characters or fewer'
  const criteria = decision === 'keep' ? [...new Set(input.criteria)] : []
  if (decision === 'keep') {
    if (group === null) fields['group'] = 'Choose the group in which it is kept'
    if (criteria.length === 0 || !criteria.every((one) => Object.hasOwn(criterionWords, one)))
      fields['criteria'] = 'Choose at least one ground on which it is kept'
    if (reason === null) fields['reason'] = 'Enter a reason'
  }
  const grounds = decision === 'restrict' ? restrictionWords : decision === 'erase' ? erasureWords : null
  const ground = grounds === null ? null : input.ground
  if (grounds !== null && (ground === null || !Object.hasOwn(grounds, ground)))
    fields[`${decision}_ground`] = 'Choose a ground'
  if (Object.keys(fields).length > 0) throw invalid(fields)
  return { decision, group, criteria, reason, ground }
}

function outcomeOf(rows: readonly Pick<Row, 'outcome'>[]): Outcome {
  const left: Outcome['left'] = {}
  for (const { outcome } of rows) if (outcome !== 'done') left[outcome] = (left[outcome] ?? 0) + 1
  return { done: rows.filter(({ outcome }) => outcome === 'done').length, left }
}
