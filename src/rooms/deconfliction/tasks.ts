/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { subjectKind, type Classification } from '../../wire/codes.ts'
import { unseenAlerts } from './check-alerts.ts'
import { matchesInSight, type MatchRowInside } from './list-matches.ts'
import { silentHits } from './silent-hits.ts'
import { countUnread, unreadThreads } from './unread-threads.ts'

export type DeconflictionTaskKind = 'match' | 'message' | 'silent-hit' | 'check-alert'

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
/** A match has a row for each of our reports; home folds many matches with one partner into a line. */
const MOST_ROWS = 300
const COUNTED_UP_TO = 100

const readers: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']
const has = (scope: MemberScope, roles: readonly Role[]) =>
  scope.actor.roles.some((role) => roles.includes(role))

/** What waits, at most fifty of each kind, oldest first. */
export async function deconflictionTasks(scope: MemberScope): Promise<DeconflictionTask[]> {
  const tasks: DeconflictionTask[] = []
  if (has(scope, readers)) {
    const rows = await matchesInSight(scope, { state: 'open', most: MOST_ROWS, oldestFirst: true })
    tasks.push(...openMatches(rows))
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

/** Rows of one match become one task; it is as old as its oldest row. */
export function openMatches(rows: readonly MatchRowInside[]): DeconflictionTask[] {
  const byMatch = new Map<string, DeconflictionTask>()
  for (const row of rows) {
    const known = byMatch.get(row.matchId)
    if (known) {
      known.count = (known.count ?? 1) + 1
      if (row.classification === 'OFFICIAL-SENSITIVE') known.classification = row.classification
    } else {
      byMatch.set(row.matchId, {
        kind: 'match',
        text: `${subjectKind[row.kind]} ${row.value} is held by a partner too`,
        from: row.partner.name,
        since: row.since,
        href: `/matches/${row.id}`,
        classification: row.classification,
      })
    }
  }
  return [...byMatch.values()]
}

/** How many wait of each kind, counted up to 100; `matches` is what the navigation shows for this room. */
export async function deconflictionCounts(
  scope: MemberScope,
): Promise<Record<DeconflictionTaskKind | 'matches', number>> {
  const counts = { match: 0, message: 0, 'silent-hit': 0, 'check-alert': 0, matches: 0 }
  if (has(scope, readers)) {
    const { waiting } = await scope.tx.one<{ waiting: number }>(
      'select deconfliction.matches_waiting($1) as waiting',
      [COUNTED_UP_TO],
    )
    counts.match = waiting
    counts.message = await countUnread(scope, COUNTED_UP_TO)
    counts['silent-hit'] = (await silentHits(scope, { unseen: true, most: COUNTED_UP_TO })).length
    counts.matches = Math.min(counts.match + counts.message + counts['silent-hit'], COUNTED_UP_TO)
  }
  if (has(scope, ['records_manager']))
    counts['check-alert'] = (await unseenAlerts(scope, COUNTED_UP_TO)).length
  return counts
}
