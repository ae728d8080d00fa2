/** Who and what stands one or two steps from a subject, within sight. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import type { SubjectInSight } from '../subjects/subject-in-sight.ts'
import { cardsOf, MOST_STEPS, stepsFrom, type Card, type Step } from './steps.ts'

/** So many are shown; the rest is counted. */
export const MOST_SHOWN = 500

export type Neighbour = Card & {
  /** how it is come to, each way once */
  how: Step['how'][]
  /** of two steps: over whom */
  over: SubjectId | null
}

export type Neighbours = {
  shown: Neighbour[]
  /** within sight, besides those that are shown */
  more: number
  /** more may be there than were looked for */
  bounded: boolean
}

/**
 * Finds the neighbours of a subject.
 * @param subject - in sight, with what it was joined with
 * @param steps - 1, or 2 for those behind them as well
 * @param most - so many are shown
 * @returns them by kind and words; what was joined with the subject is the subject itself
 */
export async function neighboursOf(
  scope: MemberScope,
  subject: Pick<SubjectInSight, 'same'>,
  steps: 1 | 2,
  most: number = MOST_SHOWN,
): Promise<Neighbours> {
  const first = await stepsFrom(scope, subject.same)
  const known = new Set<SubjectId>(subject.same)
  const found = new Map<SubjectId, { how: Set<Step['how']>; over: SubjectId | null }>()
  const keep = (step: Step, over: SubjectId | null) => {
    if (known.has(step.to)) return
    const entry = found.get(step.to) ?? { how: new Set(), over }
    if (entry.over === over) entry.how.add(step.how)
    found.set(step.to, entry)
  }
  for (const step of first) keep(step, null)
  let bounded = first.length >= MOST_STEPS
  if (steps === 2) {
    const second = await stepsFrom(scope, [...found.keys()].slice(0, MOST_SHOWN), { each: 50 })
    bounded ||= second.length >= MOST_STEPS
    for (const step of second) keep(step, step.from)
  }
  // By id, which says nothing: so which of very many are shown depends on nothing about them.
  const ids = [...found.keys()]
  const nearFirst = ids.toSorted(
    (one, other) => Number(found.get(one)?.over !== null) - Number(found.get(other)?.over !== null),
  )
  const cards = await cardsOf(scope, nearFirst.slice(0, most))
  return {
    shown: cards.map((card) => {
      const entry = found.get(card.id)
      return { ...card, how: [...(entry?.how ?? [])], over: entry?.over ?? null }
    }),
    more: Math.max(0, ids.length - most),
    bounded,
  }
}
