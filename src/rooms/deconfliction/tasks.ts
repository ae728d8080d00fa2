/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { subjectKind, type Classification, type SubjectKind } from '../../wire/codes.ts'
import { unseenAlerts } from './check-alerts.ts'
import { displayOf } from './list-matches.ts'
import { countWaitingPairs } from './person-queue.ts'
import { silentHits } from './silent-hits.ts'
import { unreadThreads } from './unread-threads.ts'

export type DeconflictionTaskKind = 'match' | 'pair' | 'message' | 'silent-hit' | 'check-alert'

export type DeconflictionTask = {
  kind: DeconflictionTaskKind
  text: string
  /** the agency it comes from */
  from: string | null
  /** exact, or the first moment of a month: what a partner filed is dated no closer */
  since: Date
  href: string
  classification: Classification
  count?: number
}

/** More of one kind are reached through their room. */
const MOST_TASKS = 50
/** Of one partner's matches; home says "10 or more" then. */
const MOST_OF_A_PARTNER = 10
const COUNTED_UP_TO = 100

const readers: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']
const has = (scope: MemberScope, roles: readonly Role[]) =>
  scope.actor.roles.some((role) => roles.includes(role))

/** What waits, at most fifty of each kind, oldest first. */
export async function deconflictionTasks(scope: MemberScope): Promise<DeconflictionTask[]> {
  const tasks: DeconflictionTask[] = []
  if (has(scope, readers)) {
    tasks.push(...(await unanswered(scope)), ...(await pairsLine(scope)))
    for (const thread of await unreadThreads(scope, MOST_TASKS))
      tasks.push({
        kind: 'message',
        text: `Message about ${subjectKind[thread.kind].toLowerCase()} ${thread.value}`,
        from: thread.partner,
        since: thread.at,
        href: `/matches/${thread.id}`,
        classification: thread.classification,
      })
    for (const hit of await silentHits(scope, { unseen: true, most: MOST_TASKS }))
      tasks.push({
        kind: 'silent-hit',
        text: `${hit.askedBy} asked about ${subjectKind[hit.kind].toLowerCase()} ${hit.value}, which you hold silently`,
        from: hit.askedBy,
        since: hit.at,
        href: '/matches/silent-hits',
        classification: hit.report.classification,
        count: hit.times,
      })
  }
  if (has(scope, ['records_manager']))
    for (const alert of await unseenAlerts(scope, MOST_TASKS))
      tasks.push({
        kind: 'check-alert',
        text: `${alert.person} made ${String(alert.checks)} checks in a day`,
        from: null,
        since: alert.at,
        href: '/check/alerts',
        classification: 'OFFICIAL',
      })
  return tasks
}

/** All pairs of persons are one line: they are answered one after the other, the most useful first. */
async function pairsLine(scope: MemberScope): Promise<DeconflictionTask[]> {
  const { pairs, since, classification } = await countWaitingPairs(scope)
  if (pairs === 0 || since === null) return []
  const number = pairs >= COUNTED_UP_TO ? `${String(COUNTED_UP_TO)} or more` : String(pairs)
  return [
    {
      kind: 'pair',
      text:
        pairs === 1
          ? '1 pair of persons waits: is it one person?'
          : `${number} pairs of persons wait; begin with the most useful`,
      from: null,
      since,
      href: '/matches/people',
      classification,
    },
  ]
}

/** What else nobody of ours has answered, of each partner the oldest; home folds many into a line. */
async function unanswered(scope: MemberScope): Promise<DeconflictionTask[]> {
  const rows = await scope.tx.many<{
    side_id: string
    kind: SubjectKind
    key: string
    partner_name: string
    since: Date
    classification: Classification
  }>(
    `select side_id, kind, key, partner_name, since, classification from deconfliction.things_unanswered_by_partner($1)`,
    [MOST_OF_A_PARTNER],
  )
  return rows.map((row) => ({
    kind: 'match',
    text: `${subjectKind[row.kind]} ${displayOf(row.kind, row.key)} is held by a partner too`,
    from: row.partner_name,
    since: row.since,
    href: `/matches/${row.side_id}`,
    classification: row.classification,
  }))
}
