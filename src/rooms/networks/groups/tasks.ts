/** What of groups waits for a person: lines of plans that they own, and groups that need attention. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem } from '../../../platform/rooms/waiting.ts'
import {
  groupStrand,
  type Classification,
  type GroupLineState,
  type GroupStrand,
} from '../../../wire/codes.ts'
import { groupSettings, needingAttention, reasonSentences } from './attention.ts'
import type { GroupLineId } from './ids.ts'
import { groupTerms } from './terms.ts'
import { todayOf } from '../../../platform/london-day.ts'

const MOST = 50

type OwnLine = {
  id: GroupLineId
  name: string
  classification: Classification
  what: string
  strand: GroupStrand
  /** YYYY-MM-DD */
  dueOn: string
  state: GroupLineState
  since: Date
}

/**
 * Lists what waits for this person, by the clock of the scope.
 * @returns groups that need attention first, then lines that a partner asks this agency to own, then their own lines by the day on which they are due
 */
export async function groupTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'readsContent')) return []
  // Most people have none of it, and to look for it under the policies takes longer than all the rest of the room.
  const { lines, asked, groups } = await scope.tx.one<{ lines: boolean; asked: boolean; groups: boolean }>(
    `select has_lines as lines, is_asked as asked, answers_for_groups as groups from networks.viewer_and_groups()`,
  )
  return [
    ...(groups ? await attentionTasks(scope) : []),
    ...(asked ? await askedTasks(scope) : []),
    ...(lines ? await lineTasks(scope) : []),
  ]
}

async function attentionTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const all = await needingAttention(scope)
  const coordinates = may(scope.actor.roles, 'coordinatesGroups')
  const mine = all.filter(({ leadId }) => coordinates || leadId === scope.actor.personId)
  if (mine.length === 0) return []
  const [settings, { lead }] = [await groupSettings(scope), await groupTerms(scope)]
  return mine.slice(0, MOST).map((group) => ({
    kind: 'group-attention',
    text: `${group.name}: ${reasonSentences(group, settings, lead).join(' ')}`,
    from: null,
    since: group.since,
    href: `/groups/${group.id}`,
    classification: group.classification,
    total: mine.length,
  }))
}

async function lineTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const today = todayOf(scope)
  const lines = await scope.tx.many<OwnLine>(
    `select id, name, classification, what, strand, due_on::text as "dueOn", state, since
     from networks.own_group_lines() order by due_on, id`,
  )
  return lines.map(({ id, name, classification, what, strand, dueOn, since }) => ({
    ...(dueOn < today
      ? { kind: 'group-line-late', shown: dueOn, since: new Date(`${dueOn}T00:00:00Z`) }
      : { kind: 'group-line', since }),
    text: `${groupStrand[strand].split(':')[0] ?? ''}, due ${ukDate(dueOn)}: ${what} (${name})`,
    from: null,
    href: `/groups/lines/${id}`,
    classification,
  }))
}

async function askedTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const lines = await scope.tx.many<OwnLine & { asker: string }>(
    `select id, name, classification, what, strand, due_on::text as "dueOn", asker, since
     from networks.asked_group_lines() order by due_on, id`,
  )
  return lines.map(({ id, name, classification, what, strand, dueOn, asker, since }) => ({
    kind: 'group-line-asked',
    text: `${groupStrand[strand].split(':')[0] ?? ''}, due ${ukDate(dueOn)}: ${what} (${name})`,
    from: asker,
    since,
    href: `/groups/lines/${id}`,
    classification,
  }))
}
