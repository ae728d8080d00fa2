/** What waits for a person in this room; home puts it in one list with the other rooms'. */
import type { Remember, WaitingItem } from '../../platform/rooms/waiting.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import { plural } from '../../design/words.ts'
import { subjectKind } from '../../wire/codes.ts'
import { unseenAlerts } from './check-alerts.ts'
import { newestMatches, openByPartner, type NewestMatch, type OpenWithPartner } from './open-matches.ts'
import { countWaitingPersons, type PersonsWaiting } from './person-queue.ts'
import { silentHits } from './silent-hits.ts'
import { countUnreadThreads, unreadThreads } from './unread-threads.ts'

/** More of one kind are reached through their room. */
const MOST_TASKS = 50
/** New matches that get a line each. */
const MOST_NEW = 10
/** Of a partner with no more than so many, each has its line. */
const FEW = 3

/**
 * Says what waits for this person.
 * @param after - since when something is new to this person
 * @param remember - numbers of the backlog are the same for all who see the same
 * @returns a line for each kind of thing that waits, with how many
 */
export async function deconflictionTasks(
  scope: MemberScope,
  after: Date = new Date(),
  remember: Remember = (_name, ask) => ask(),
): Promise<WaitingItem[]> {
  const tasks: WaitingItem[] = []
  if (may(scope.actor.roles, 'readsContent'))
    tasks.push(
      ...(await matches(scope, after, remember)),
      ...personsLine(await remember('persons', () => countWaitingPersons(scope))),
      ...(await messages(scope)),
      ...(await hits(scope)),
    )
  if (may(scope.actor.roles, 'managesRecords'))
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

/** What is new one by one; and of each partner one line with all that are open, or each where they are few. */
async function matches(scope: MemberScope, after: Date, remember: Remember): Promise<WaitingItem[]> {
  const all = await remember('open', () => openByPartner(scope, null))
  if (all.length === 0) return []
  const newest = await newestMatches(scope, after)
  const fresh = newest.filter((one) => one.fresh)
  const counts =
    fresh.length === 0
      ? new Map<string, number>()
      : new Map((await openByPartner(scope, after)).map((one) => [one.slug, one.lines]))
  const more = [...counts.values()].reduce((sum, one) => sum + one, 0) - Math.min(fresh.length, MOST_NEW)
  const last = fresh[MOST_NEW - 1]
  return [
    ...fresh.slice(0, MOST_NEW).map(matchLine),
    ...(more > 0 && last ? [moreLine(more, last)] : []),
    ...all.flatMap((partner) => {
      const listed = newest.filter(({ slug }) => slug === partner.slug)
      if (partner.lines > FEW || listed.length < partner.lines)
        return [partnerLine(partner, counts.get(partner.slug) ?? 0)]
      // Persons are said in the line of their queue.
      return listed.filter((one) => !one.fresh && one.kind !== 'person').map(matchLine)
    }),
  ]
}

function matchLine(match: NewestMatch): WaitingItem {
  const { kind, value, partner } = match
  return {
    kind: 'match',
    text:
      kind === 'person'
        ? `${partner} may hold the same person: ${value}`
        : `${partner} also holds ${inSentence(subjectKind[kind])} ${value}`,
    from: null,
    // The place in the list is the true one; what is said of it is no closer than the month.
    ...{ since: match.at, shown: monthOf(match.since) },
    href: `/matches/${match.id}`,
    classification: match.classification,
    ...{ count: match.pairs, fresh: match.fresh },
  }
}

function moreLine(more: number, last: NewestMatch): WaitingItem {
  return {
    kind: 'match',
    text: `${more.toLocaleString('en-GB')} more new ${more === 1 ? 'match' : 'matches'}`,
    from: null,
    ...{ since: new Date(last.at.getTime() - 1), shown: '' },
    href: `/matches?${new URLSearchParams({ state: 'open' }).toString()}`,
    classification: 'OFFICIAL',
    fresh: true,
  }
}

function partnerLine(one: OpenWithPartner, fresher: number): WaitingItem {
  const number = one.lines.toLocaleString('en-GB')
  return {
    kind: 'matches',
    text: `${number} open ${one.lines === 1 ? 'match' : 'matches'} with ${one.partner}`,
    from: null,
    ...{ since: one.since, shown: monthOf(one.since) },
    href: `/matches?${new URLSearchParams({ partner: one.slug, state: 'open' }).toString()}`,
    classification: one.classification,
    ...{ total: one.lines, fresher, fresh: false },
  }
}

/** All persons that wait are one line: they are answered one after the other, the most useful first. */
function personsLine({ lines, since, classification }: PersonsWaiting): WaitingItem[] {
  if (lines === 0 || since === null) return []
  return [
    {
      kind: 'pair',
      text: `${plural(lines, 'possible person match', 'possible person matches')} to review`,
      from: null,
      ...{ since, shown: monthOf(since) },
      href: '/matches/people',
      classification,
      ...{ total: lines, fresh: false },
    },
  ]
}

/** Newest first, because those that nobody has opened for long are reached through the list. */
async function messages(scope: MemberScope): Promise<WaitingItem[]> {
  const threads = await unreadThreads(scope, MOST_TASKS)
  const totals = threads.length < MOST_TASKS ? null : await countUnreadThreads(scope)
  return threads.map((thread) => ({
    kind: 'message',
    text: `Message about ${inSentence(subjectKind[thread.kind])} ${thread.value}`,
    from: thread.partner,
    since: thread.at,
    href: `/matches/${thread.id}`,
    classification: thread.classification,
    ...(totals ? { total: totals.get(thread.partner) ?? 1 } : {}),
  }))
}

async function hits(scope: MemberScope): Promise<WaitingItem[]> {
  const unseen = await silentHits(scope, { unseen: true, most: MOST_TASKS })
  return unseen.map((hit) => ({
    kind: 'silent-hit',
    text: `${hit.askedBy} asked about ${inSentence(subjectKind[hit.kind])} ${hit.value}, which you hold but partners cannot see`,
    from: null,
    since: hit.at,
    href: '/matches/silent-hits',
    classification: hit.report.classification,
    count: hit.times,
  }))
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
})

/**
 * Writes a moment that stands for its whole month as the month, any other as its day.
 * @param moment - when something came
 * @returns `2026-11`, or `2026-11-29`
 */
export function monthOf(moment: Date): string {
  const part = Object.fromEntries(LONDON.formatToParts(moment).map(({ type, value }) => [type, value]))
  const month = `${part['year'] ?? ''}-${part['month'] ?? ''}`
  const begins =
    part['day'] === '01' && `${part['hour'] ?? ''}${part['minute'] ?? ''}`.replace(/^24/, '00') === '0000'
  return begins ? month : `${month}-${part['day'] ?? ''}`
}
