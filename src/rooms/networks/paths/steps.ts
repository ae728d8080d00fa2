/** One step from subjects to subjects, within sight; and what a card says of each that is met. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../../wire/codes.ts'
import type { Id, RecordId, SubjectId } from '../../../wire/ids.ts'

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
    'select id, kind, written, classification from networks.cards_of($1::uuid[])',
    [ids],
  )
  const place = ({ kind, written }: Card) => `${kind} ${written.join(', ').toLowerCase()}`
  return rows.sort((one, other) => place(one).localeCompare(place(other), 'en-GB'))
}
