/** One step from subjects to subjects, within sight; and what a card says of each that is met. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../../wire/codes.ts'
import type { Id, RecordId, SubjectId } from '../../../wire/ids.ts'
import { readersOf } from '../subjects/mentions-in-sight.ts'

/** How one is come to from the other: one item names both, somebody linked them, or decided that they are the same. */
export type How = 'named' | 'link' | 'same'

export type Step = {
  from: SubjectId
  to: SubjectId
  how: How
  /** of a link or a joining */
  decision: Id<'link'> | Id<'joining'> | null
  /** of what is named together, the newest report that names both; of a link its own */
  record: RecordId | null
}

/**
 * A value on more reports than this in sight is passed on by its newest ones alone: who is named with a taxi firm's number
 * has nothing to do with everybody else who is.
 */
export const MOST_REPORTS_EACH = 200
/** Steps of one look. */
export const MOST_STEPS = 5_000

/**
 * Looks for steps.
 * @param starts - subjects in sight
 * @param bounds - how many reports of each start are looked through, and how many steps are found at most
 * @returns each with its two ends; `MOST_STEPS` of them mean that there may be more
 */
export async function stepsFrom(
  scope: MemberScope,
  starts: readonly SubjectId[],
  bounds: { each?: number; most?: number } = {},
): Promise<Step[]> {
  if (starts.length === 0) return []
  return await scope.tx.many<Step>(
    `select from_id as "from", to_id as "to", how, link_id as decision, record_id as record
     from networks.steps_from($1::uuid[], $2, $3)`,
    [starts, bounds.each ?? MOST_REPORTS_EACH, bounds.most ?? MOST_STEPS],
  )
}

/** A subject as a card shows it: by the newest report in sight. */
export type Card = {
  id: SubjectId
  kind: SubjectKind
  written: string[]
  classification: Classification
}

/**
 * Reads cards of subjects.
 * @param ids - of subjects, at most some hundreds
 * @returns those in sight, by kind and then by what is written: in no order that says anything of them
 */
export async function cardsOf(scope: MemberScope, ids: readonly SubjectId[]): Promise<Card[]> {
  if (ids.length === 0) return []
  const rows = await scope.tx.many<Card>(
    `select wanted.id, m.kind, m.written, r.classification
     from unnest($1::uuid[]) as wanted (id)
     cross join lateral (
       select h.record_id, h.number from networks.reach h
       where h.subject_id = wanted.id and h.reader = any ($2)
       order by h.said_at desc, h.record_id, h.number limit 1) h
     join networks.mention m on m.record_id = h.record_id and m.number = h.number
     join access.record r on r.id = m.record_id`,
    [ids, readersOf(scope)],
  )
  const place = ({ kind, written }: Card) => `${kind} ${written.join(', ').toLowerCase()}`
  return rows.sort((one, other) => place(one).localeCompare(place(other), 'en-GB'))
}
