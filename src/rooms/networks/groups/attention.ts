/** Which groups of this agency need attention, and what says so. Counts are reasons, never a measure: nothing is ordered by them. */
import { ukDate } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Classification, GroupAttention } from '../../../wire/codes.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'

export type NeedsAttention = {
  id: RecordId
  name: string
  classification: Classification
  leadId: PersonId | null
  /** in the order of the code list */
  reasons: GroupAttention[]
  since: Date
  /** YYYY-MM-DD: when the plan last changed */
  stillSince: string | null
  /** YYYY-MM-DD */
  nextReviewOn: string
  /** reports in this person's sight that were linked in the last days, and in as many before */
  recent: number
  earlier: number
}

/**
 * Reads them by the clock of the scope.
 * @returns by the first of their reasons, then by name: in no order of reports
 */
export const needingAttention = (scope: MemberScope): Promise<NeedsAttention[]> =>
  scope.tx.many<NeedsAttention>(
    `select id, name, classification, lead_id as "leadId", reasons, since, still_since::text as "stillSince",
            next_review_on::text as "nextReviewOn", recent, earlier
     from networks.groups_needing_attention($1)
     order by array_position(array['no-lead', 'no-plan', 'plan-still', 'review-overdue', 'review-due'], reasons[1]),
              lower(name), id`,
    [scope.now],
  )

export type GroupSettings = { risingDays: number; risingLeast: number; stillDays: number }

/**
 * Reads when a group needs attention, as its operator set it.
 * @returns days and reports
 */
export const groupSettings = (scope: Pick<MemberScope, 'tx'>): Promise<GroupSettings> =>
  scope.tx.one<GroupSettings>(
    `select rising_days as "risingDays", rising_least as "risingLeast", still_days as "stillDays" from networks.group_setting`,
  )

/**
 * Says in a sentence each why a group needs attention.
 * @param group - that needs it
 * @param settings - by which it does
 * @param lead - what the field calls who leads, as in `Lead responsible officer`
 * @returns one sentence for each reason
 */
export function reasonSentences(group: NeedsAttention, settings: GroupSettings, lead: string): string[] {
  return group.reasons.map((reason) => {
    switch (reason) {
      case 'no-lead':
        return `It has no ${lead.charAt(0).toLowerCase()}${lead.slice(1)}.`
      case 'no-plan':
        return 'It has no plan.'
      case 'plan-still':
        return `Its plan stands still: no line has changed since ${ukDate(group.stillSince ?? '')}.`
      case 'review-overdue':
        return `Its review was due on ${ukDate(group.nextReviewOn)}.`
      case 'review-due':
        return `Review due: ${plural(group.recent, 'report')} that you may read were linked in the last ${plural(settings.risingDays, 'day')}, and ${String(group.earlier)} in the ${plural(settings.risingDays, 'day')} before.`
    }
  })
}
