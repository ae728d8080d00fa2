/** Figures of requirements. They count acts, and say nothing of anybody. */
import type { MemberScope, Scope } from '../../platform/database/scope.ts'
import type { OversightFigure } from '../../platform/rooms/accountability.ts'
import { codesOf, declineReason, type DeclineReason } from '../../wire/codes.ts'

type Period = { from: string; until: string }

/** Of a person's or an import's agency; of all where the program itself asks. */
const agencyOf = ({ actor }: Scope): number | null => actor.agencyId

async function counted(
  scope: Scope,
  { from, until }: Period,
  sql: string,
  more: unknown[] = [],
): Promise<number> {
  const { count } = await scope.tx.one<{ count: number }>(`select count(*)::integer as count from ${sql}`, [
    from,
    until,
    agencyOf(scope),
    ...more,
  ])
  return count
}

const within = (moment: string) =>
  `(${moment} at time zone 'Europe/London')::date >= $1::date and (${moment} at time zone 'Europe/London')::date < $2::date`

const closed = `requirements.requirement q where ${within('q.closed_at')} and ($3::integer is null or q.agency_id = $3)`
const declined = `requirements.line l where l.source = 'partner' and l.state = 'declined'
  and ${within('l.changed_at')} and ($3::integer is null or l.owner_id = $3)`

export const figures: readonly OversightFigure[] = [
  {
    name: 'requirements.written',
    words: 'Requirements written',
    count: (scope, period) =>
      counted(scope, period, `requirements.requirement q where ${within('q.created_at')} and ($3::integer is null or q.agency_id = $3)`), // prettier-ignore
  },
  {
    name: 'requirements.answered',
    words: 'Requirements answered',
    count: (scope, period) => counted(scope, period, `${closed} and q.state = 'answered'`),
  },
  {
    name: 'requirements.answered-in-time',
    words: 'Requirements answered by their latest time of value',
    count: (scope, period) =>
      counted(scope, period, `${closed} and q.state = 'answered' and (q.closed_at at time zone 'Europe/London')::date <= q.valuable_until`), // prettier-ignore
  },
  {
    name: 'requirements.overtaken',
    words: 'Requirements withdrawn or overtaken',
    count: (scope, period) => counted(scope, period, `${closed} and q.state in ('withdrawn', 'overtaken')`),
  },
  {
    name: 'requirements.declined',
    words: 'Lines that a partner declined',
    count: (scope, period) => counted(scope, period, declined),
  },
  ...codesOf(declineReason).map((reason): OversightFigure => ({
    name: `requirements.declined-${reason}`,
    words: `Lines that a partner declined: “${declineReason[reason]}”`,
    count: (scope, period) => counted(scope, period, `${declined} and l.decline_reason = $4`, [reason]),
  })),
]

export type DeclinedBy = { agency: string; reason: DeclineReason; count: number }

/**
 * Counts who declined lines of this agency's own plans, and why.
 * @param period - days, YYYY-MM-DD: from the first, until the day before the last
 * @returns by agency and reason
 */
export const declinedBy = (scope: MemberScope, { from, until }: Period): Promise<DeclinedBy[]> =>
  scope.tx.many<DeclinedBy>(
    `select a.name as agency, l.decline_reason as reason, count(*)::integer as count
     from requirements.line l join identity.agency a on a.id = l.agency_id
     where l.source = 'partner' and l.state = 'declined' and ${within('l.changed_at')} and l.owner_id = $3
     group by a.name, l.decline_reason order by a.name, l.decline_reason`,
    [from, until, scope.actor.agencyId],
  )
