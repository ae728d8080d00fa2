/** What a plan lacks. Pure: the page says it in words before it shows anything else. */
import type { Plan, Site, Stretch } from './plan.ts'

/** Miles of the coast that belong to no stretch. */
export type Gap = { fromMile: number; toMile: number; before: Stretch | null; after: Stretch | null }

export type Missing = {
  gaps: Gap[]
  withoutLead: Stretch[]
  sitesWithoutContact: Site[]
  overdue: Stretch[]
  /** never reviewed, or without a day for the next review */
  withoutReview: Stretch[]
  withoutCover: Stretch[]
  /** the line is shorter than the stretch says */
  beyondTheEnd: Stretch[]
}

/** Miles; less is how two people read one mark. */
const NOTHING = 0.05
/** Ends are written in tenths, so the last one may be a little behind the line’s. */
const A_TENTH = 0.1

/**
 * @param stretches - in any order
 * @param miles - length of the coast
 * @returns the gaps in order of chainage; slivers of less than 0.05 miles are none
 */
export function gapsOf(stretches: readonly Stretch[], miles: number): Gap[] {
  const gaps: Gap[] = []
  let before: Stretch | null = null
  const inOrder = stretches.toSorted((one, other) => one.fromMile - other.fromMile)
  for (const stretch of inOrder) {
    const from: number = before?.toMile ?? 0
    if (Math.min(stretch.fromMile, miles) - from > NOTHING)
      gaps.push({ fromMile: from, toMile: Math.min(stretch.fromMile, miles), before, after: stretch })
    before = stretch
  }
  const from = before?.toMile ?? 0
  if (miles - from > NOTHING) gaps.push({ fromMile: from, toMile: miles, before, after: null })
  return gaps
}

/**
 * Does nobody lead it, or somebody whose account is closed?
 * @param stretch - of the plan
 * @returns true when it lacks a lead
 */
export const lacksLead = (stretch: Stretch): boolean => stretch.leadId === null || !stretch.leadActive

/**
 * Is its review overdue?
 * @param stretch - of the plan
 * @param today - calendar day, like 2026-11-22
 * @returns false when no review is arranged
 */
export const isOverdue = ({ reviewOn }: Stretch, today: string): boolean =>
  reviewOn !== null && reviewOn < today

/**
 * Looks for what is missing.
 * @param plan - of the agency
 * @param today - calendar day, like 2026-11-22
 * @returns each kind of lack, with what it is about
 */
export function missingOf({ line, stretches, sites }: Plan, today: string): Missing {
  const miles = line?.chainage.miles ?? 0
  return {
    gaps: gapsOf(stretches, miles),
    withoutLead: stretches.filter(lacksLead),
    sitesWithoutContact: sites.filter(({ contact, telephone }) => contact === '' && telephone === ''),
    overdue: stretches.filter((one) => isOverdue(one, today)),
    withoutReview: stretches.filter(({ reviewOn }) => reviewOn === null),
    withoutCover: stretches.filter(({ cover }) => cover === ''),
    beyondTheEnd: line ? stretches.filter(({ toMile }) => toMile - miles > A_TENTH) : [],
  }
}

/**
 * Adds up miles.
 * @param parts - of the coast
 * @returns miles of all of them together
 */
export const milesOf = (parts: readonly { fromMile: number; toMile: number }[]): number =>
  parts.reduce((sum, { fromMile, toMile }) => sum + toMile - fromMile, 0)
