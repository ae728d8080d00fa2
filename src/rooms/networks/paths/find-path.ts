/** The shortest way between two subjects, within sight: at most six steps, from both ends at once. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import type { SubjectInSight } from '../subjects/subject-in-sight.ts'
import { MOST_STEPS, stepsFrom, type Step } from './steps.ts'

export const MOST_STEPS_OF_A_PATH = 6
/** So many subjects of one end are gone on from. */
const MOST_AT_ONCE = 1_000
/** Reports of each that are looked through: as many of a hub as of anything else. */
const REPORTS_EACH = 50

export type Path = {
  /** the steps in order, from the one to the other; null where none was found */
  steps: Step[] | null
  /** not everything was looked at, because there was too much */
  bounded: boolean
}

type Side = { reached: Map<SubjectId, Step | null>; edge: SubjectId[] }

/**
 * Looks for a way.
 * @param one - a subject in sight, with what it was joined with
 * @param other - the other, likewise
 * @returns the shortest that was found: none goes over what this person may not see
 */
export async function findPath(
  scope: MemberScope,
  one: Pick<SubjectInSight, 'id' | 'same'>,
  other: Pick<SubjectInSight, 'id' | 'same'>,
): Promise<Path> {
  if (one.same.includes(other.id)) return { steps: await joinedPath(scope, one, other), bounded: false }
  const near = begin(one.same)
  const far = begin(other.same)
  let bounded = false
  for (let length = 0; length < MOST_STEPS_OF_A_PATH; length += 1) {
    // From the end where there is less to look at.
    const [side, opposite] = near.edge.length <= far.edge.length ? [near, far] : [far, near]
    if (side.edge.length === 0) return { steps: null, bounded }
    if (side.edge.length > MOST_AT_ONCE) bounded = true
    const steps = await stepsFrom(scope, side.edge.slice(0, MOST_AT_ONCE), { each: REPORTS_EACH })
    if (steps.length >= MOST_STEPS) bounded = true
    side.edge = []
    for (const step of steps) {
      if (side.reached.has(step.to)) continue
      side.reached.set(step.to, step)
      side.edge.push(step.to)
      if (opposite.reached.has(step.to))
        return { steps: [...chain(near, step.to).reverse(), ...chain(far, step.to).map(turned)], bounded }
    }
  }
  return { steps: null, bounded }
}

const begin = (ids: readonly SubjectId[]): Side => ({
  reached: new Map(ids.map((id) => [id, null])),
  edge: [...ids],
})

/** The steps from where the two ends met back to where this end began. */
function chain({ reached }: Side, from: SubjectId): Step[] {
  const steps: Step[] = []
  for (let step = reached.get(from); step; step = reached.get(step.from)) steps.push(step)
  return steps
}

const turned = (step: Step): Step => ({ ...step, from: step.to, to: step.from })

/** Within what was joined every step is a decision. */
async function joinedPath(
  scope: MemberScope,
  one: Pick<SubjectInSight, 'id' | 'same'>,
  other: Pick<SubjectInSight, 'id'>,
): Promise<Step[]> {
  const steps = (await stepsFrom(scope, one.same)).filter(({ how }) => how === 'same')
  const side = begin([one.id])
  for (let grew = true; grew;) {
    grew = false
    for (const step of steps)
      if (side.reached.has(step.from) && !side.reached.has(step.to)) {
        side.reached.set(step.to, step)
        grew = true
      }
  }
  return chain(side, other.id).reverse()
}
