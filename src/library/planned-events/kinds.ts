/**
 * What our own people plan, and how near two plans may come before both sides should speak. No UK rule was found
 * (similar systems abroad have numbers of their own), so every number is configuration: these are the defaults.
 */

/** Kinds that are planned, each with its group. */
export const plannedKind = {
  'premises-search': 'enforcement',
  arrest: 'enforcement',
  'vehicle-stop': 'enforcement',
  'vessel-boarding': 'enforcement',
  observation: 'protected',
  meeting: 'protected',
  patrol: 'visible',
  'port-visit': 'visible',
  engagement: 'visible',
  rescue: 'safety',
  drill: 'safety',
  demolition: 'safety',
} as const

export type PlannedKind = keyof typeof plannedKind

/** As much of a kind as another side may ever learn. */
export type PlannedGroup = (typeof plannedKind)[PlannedKind]

/** Hours by which the time of an event of the group is widened on both sides. */
export const marginHours: Readonly<Record<PlannedGroup, number>> = {
  enforcement: 2,
  protected: 4,
  visible: 0,
  safety: 0,
}

/** Metres by which a place is widened, by the ground that it lies on. */
export const usualBuffer = { premises: 500, street: 1_000, coast: 2_000, sea: 5_000 } as const

export type Ground = keyof typeof usualBuffer

/** No buffer is smaller: a tight one would make a conflict say where the other side is. */
export const LEAST_BUFFER = 200
/** No buffer is larger: a wide one would hear of everything. */
export const MOST_BUFFER = 20_000

/** Who may learn of an event in a conflict. `broker`: the duty post alone, which rings both sides. */
export type PlannedDisclosure = 'open' | 'broker' | 'silent'

/**
 * Do two groups concern each other? Two patrols in one street do not.
 * @param one - group of an event
 * @param other - group of another
 * @returns the same whichever stands first
 */
export const groupsMatter = (one: PlannedGroup, other: PlannedGroup): boolean =>
  !(one === 'visible' && other === 'visible')
