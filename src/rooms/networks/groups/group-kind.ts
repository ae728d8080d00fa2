/** Groups as a kind of record: what the rooms sharing and search ask of them. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { RecordEvent, RecordKind } from '../../../platform/rooms/record-kind.ts'
import { codesOf, groupLineState } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { foundGroups, noteExported } from './found-groups.ts'
import { readGroup } from './read-group.ts'

export const groupKind: RecordKind = {
  kind: 'group',
  words: { one: 'group', many: 'groups' },
  content: 'What it says, its members and its plan',
  href: (id) => `/groups/${id}`,
  apiHref: (id) => `/groups/${id}`,
  operationPrefix: 'networks.group',
  begin: { text: 'Write a group', href: '/groups/new' },
  lists: [
    { key: 'own-groups', text: 'Our groups', href: '/groups', access: whoever.readsContent },
    {
      key: 'partners-groups',
      text: 'Groups of partners',
      href: '/groups/partners',
      access: whoever.readsContent,
    },
    {
      key: 'groups-attention',
      text: 'Groups that need attention',
      href: '/groups/attention',
      access: whoever.readsContent,
    },
  ],
  heading: readGroup,
  beforeRelease,
  sentenceOf,
  search: { found: foundGroups, noteExported },
}

/** What goes out with a group besides its own words. */
async function beforeRelease(scope: MemberScope, id: RecordId) {
  return {
    heading: await readGroup(scope, id),
    care: {
      keptApart: 0,
      notes: [
        'Its members, its plan and its assessments go out with it, and so does what is added to them later.',
        'Reports and requirements that are linked with it do not. A partner sees of them what was released to that partner.',
        'Stretches of your coastal plan and your reviews stay with your agency.',
      ],
      above: null,
      below: null,
      question: null,
    },
  }
}

/** @returns what an event of a group alone says in its history; null for one that every kind has */
function sentenceOf({ kind, detail }: RecordEvent): string | null {
  const line = typeof detail['line'] === 'number' ? `line ${String(detail['line'])}` : 'a line'
  if (detail['linked'] === 'report') return 'Said that a report belongs to it.'
  if (detail['linked'] === 'requirement') return 'Said that a requirement serves it.'
  if (detail['unlinked'] === 'report') return 'Took back that a report belongs to it.'
  if (detail['unlinked'] === 'requirement') return 'Took back that a requirement serves it.'
  if (kind !== 'alteration') return null
  if (detail['member'] === true) return 'Added a statement on a member.'
  if (detail['member'] === false) return 'Took a statement on a member back.'
  if (detail['planned'] === true) return `Added ${line} to the plan.`
  if (detail['replanned'] === true) return `Changed who owns ${line} of the plan, or when it is due.`
  if (detail['accepted'] === true) return `Took ${line} of the plan: a partner that was asked.`
  if (detail['accepted'] === false) return `Declined ${line} of the plan: a partner that was asked.`
  if (detail['assessed'] === true) return 'Assessed the threat.'
  if (detail['lead'] === true) return 'Named who leads.'
  if (detail['reviewed'] === true) return 'Reviewed it.'
  const state = codesOf(groupLineState).find((one) => one === detail['state'])
  if (state !== undefined) return `Said of ${line} of the plan: ${groupLineState[state].toLowerCase()}.`
  return null
}
