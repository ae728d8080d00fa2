/** The form by which reviews are decided, alike for one and for many. */
import { z } from 'zod'
import { idOf } from '../../../../platform/http/input.ts'
import {
  numberOf,
  typedCode,
  typedList,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import type { DecisionInput, SeenReview } from '../decide-reviews.ts'
import type { ReviewId } from '../list-reviews.ts'
import {
  criterionWords,
  decisionWords,
  erasureWords,
  groupWords,
  restrictionWords,
  type Criterion,
  type Decision,
  type RetentionGroup,
} from '../words.ts'

const seen = z.string().regex(/^[0-9a-f-]{36}:[1-9]\d{0,8}$/)
const reviewIdSchema = idOf<ReviewId>()

/**
 * Says which review a box stands for, and as what it was seen.
 * @param review - id and revision
 * @returns the value of the box
 */
export const choiceOf = ({ id, revision }: SeenReview): string => `${id}:${String(revision)}`

/**
 * Reads which reviews were ticked.
 * @param typed - the form
 * @returns those that can be one; anything else is as if it had not been sent
 */
export function chosenReviews(typed: Typed): SeenReview[] {
  return typedList(typed, 'review').flatMap((value) => {
    if (!seen.safeParse(value).success) return []
    const [id = '', revision] = value.split(':')
    const parsed = reviewIdSchema.safeParse(id)
    return parsed.success ? [{ id: parsed.data, revision: numberOf(revision) }] : []
  })
}

/**
 * Reads the decision.
 * @param typed - the form
 * @returns what was typed; `decideReviews` looks whether it is whole
 */
export function readDecision(typed: Typed): DecisionInput {
  const decision = typedCode(typed, 'decision', decisionWords)
  const group = typedText(typed, 'group')
  return {
    // Where nothing is chosen the use case says so.
    decision: decision ?? ('' as Decision),
    group: group === undefined ? null : (numberOf(group) as RetentionGroup),
    criteria: typedList(typed, 'criteria') as Criterion[],
    reason: typedText(typed, 'reason') ?? null,
    ground:
      (decision === 'erase' ? typedText(typed, 'erase_ground') : typedText(typed, 'restrict_ground')) ?? null,
  }
}

const items = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/**
 * The choices of the form.
 * @param correcting - a version that puts it right was asked for: then it may be said that it is there
 * @returns lists for the fields
 */
export const decisionChoices = (correcting: boolean) => ({
  decisions: decisionWords,
  correcting,
  groups: items(groupWords),
  criteria: items(criterionWords),
  restrictGrounds: items(restrictionWords),
  eraseGrounds: items(erasureWords),
})
