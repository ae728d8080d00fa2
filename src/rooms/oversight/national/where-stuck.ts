/** Where sharing is stuck, over all agencies: counts by pair of agencies, and nothing of what any record holds. */
import type { MemberScope } from '../../../platform/database/scope.ts'

/** Matches between two agencies; null: a number that is not said. */
export type PairCount = {
  nameA: string
  nameB: string
  /** nobody has said anything, for so many days */
  days7: number | null
  days28: number | null
  older: number | null
  bothSaid: number | null
  every: number | null
}

/** Somebody waits for an agency: for an answer on matches, or to a requirement. */
export type Owed = { owes: string; waits: string; count: number; late: number; oldestDays: number }

export type OpenNotices = { name: string; recalls: number; corrections: number; oldestDays: number }

export type CoastalPlan = {
  name: string
  miles: number
  gaps: number
  gapMiles: number
  withoutLead: number
  overdue: number
}

/** Groups of an agency; null: a number from one to four, which is not said. */
export type GroupsOfAgency = {
  name: string
  active: number | null
  withoutLead: number | null
  withoutPlan: number | null
  planStill: number | null
  reviewOverdue: number | null
  reviewDue: number | null
}

/** An agency that has nobody accredited for a system of record; null: a number from one to four, which is not said. */
export type LackOfAccess = {
  name: string
  system: string
  asked: number | null
  lapsed: number | null
  refused: number | null
  /** whole hours from authorisation to answer, of all that were answered */
  hours: number | null
}

/** Accepted disruptions of twelve months; null: a number that is not said. The last is of all agencies, each once. */
export type DisruptionsOfAgency = {
  name: string
  major: number | null
  moderate: number | null
  minor: number | null
}

export type WhereStuck = {
  /** when the matches were counted: once a week; null before the first time */
  countedAt: Date | null
  pairs: PairCount[]
  answers: Owed[]
  notices: OpenNotices[]
  requirements: Owed[]
  plans: CoastalPlan[]
  groups: GroupsOfAgency[]
  lacks: LackOfAccess[]
  disruptions: DisruptionsOfAgency[]
  jointGaps: { nameA: string; nameB: string; miles: number }[]
}

/**
 * Reads it.
 * @returns all by name; nothing for anybody but a coordinator of the task force, as each function says itself
 */
export async function whereStuck({ tx }: MemberScope): Promise<WhereStuck> {
  const counted = await tx.one<{ at: Date | null }>('select deconfliction.pairs_counted_at() as at')
  return {
    countedAt: counted.at,
    pairs: await tx.many<PairCount>(
      `select name_a as "nameA", name_b as "nameB", days7, days28, older, both_said as "bothSaid", every
       from deconfliction.matches_by_pair()`,
    ),
    answers: await tx.many<Owed>(
      `select owes_name as owes, waits_name as waits, matches as count, 0 as late, oldest_days as "oldestDays"
       from deconfliction.answers_due()`,
    ),
    notices: await tx.many<OpenNotices>(
      `select agency_name as name, recalls, corrections, oldest_days as "oldestDays" from access.notices_open()`,
    ),
    requirements: await tx.many<Owed>(
      `select asked_name as owes, by_name as waits, lines as count, late, oldest_days as "oldestDays"
       from requirements.unanswered_by_pair()`,
    ),
    plans: await tx.many<CoastalPlan>(
      `select agency_name as name, miles::float8, gaps, gap_miles::float8 as "gapMiles",
              without_lead as "withoutLead", overdue
       from coast.plans_of_all()`,
    ),
    groups: await tx.many<GroupsOfAgency>(
      `select agency_name as name, active, without_lead as "withoutLead", without_plan as "withoutPlan",
              plan_still as "planStill", review_overdue as "reviewOverdue", review_due as "reviewDue"
       from networks.groups_by_agency()`,
    ),
    lacks: await tx.many<LackOfAccess>(
      `select agency_name as name, system_name as system, asked, lapsed, refused, hours
       from system_requests.lack_of_access()`,
    ),
    disruptions: await tx.many<DisruptionsOfAgency>(
      'select agency_name as name, major, moderate, minor from disruptions.by_agency()',
    ),
    jointGaps: await tx.many<{ nameA: string; nameB: string; miles: number }>(
      'select name_a as "nameA", name_b as "nameB", miles::float8 from coast.joint_gaps()',
    ),
  }
}
