/** Requirements as a kind of record: what the rooms sharing and search ask of them. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { whoever } from '../../platform/identity/roles.ts'
import type { RecordEvent, RecordKind } from '../../platform/rooms/record-kind.ts'
import { sentenceList } from '../../design/words.ts'
import { codesOf, requirementState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { foundRequirements, noteExported } from './found-requirements.ts'
import { linesOf } from './line-store.ts'
import { readRequirement } from './read-requirement.ts'

export const requirementKind: RecordKind = {
  kind: 'requirement',
  words: { one: 'requirement', many: 'requirements' },
  href: (id) => `/requirements/${id}`,
  apiHref: (id) => `/requirements/${id}`,
  operationPrefix: 'requirements.requirement',
  begin: { text: 'Write a requirement', href: '/requirements/new' },
  lists: [
    { key: 'asked', text: 'Asked of us', href: '/requirements', access: whoever.readsContent },
    {
      key: 'own-requirements',
      text: 'What we ask',
      href: '/requirements/ours',
      access: whoever.readsContent,
    },
  ],
  heading: readRequirement,
  beforeRelease,
  sentenceOf,
  search: { found: foundRequirements, noteExported },
}

/** A question shows what one does not know; and whoever is asked in the plan learns of it by the release. */
async function beforeRelease(scope: MemberScope, id: RecordId) {
  const heading = await readRequirement(scope, id)
  const asked = (await linesOf(scope, id)).filter(
    ({ source, state }) => source === 'partner' && (state === 'proposed' || state === 'accepted'),
  )
  const given = new Set(heading.released?.agencies.map((one) => one.id))
  const names = asked.filter(({ agency }) => !given.has(agency.id)).map(({ agency }) => agency.name)
  return {
    heading,
    care: {
      keptApart: 0,
      notes: [
        'A question shows what your agency does not know. Look at who will read it.',
        ...(names.length === 0 || heading.released?.toAll === true
          ? []
          : [`The plan asks ${sentenceList([...new Set(names)])}. They learn of it by the release.`]),
        'Each agency sees of the plan only what it is asked itself.',
      ],
      above: null,
      below: null,
      question: null,
    },
  }
}

/** @returns what an event of a requirement alone says in its history; null for one that every kind has */
function sentenceOf({ kind, detail, recipients }: RecordEvent): string | null {
  const line = typeof detail['line'] === 'number' ? `line ${String(detail['line'])}` : 'a line'
  if (detail['answered'] === true)
    return recipients.length === 0 ? 'Answered it with a report.' : 'Said that a report answers it.'
  if (kind !== 'alteration') return null
  if (detail['answered'] === false) return 'Took an answer back.'
  if (detail['proposed'] === true) return `Added ${line} to the plan.`
  if (detail['accepted'] === true) return `Accepted ${line}.`
  if (typeof detail['declined'] === 'string') return `Declined ${line}.`
  if (detail['nothing'] === true) return `Found nothing for ${line}.`
  if (detail['dropped'] === true) return `Dropped ${line}.`
  if (detail['owner'] === true) return 'Changed who answers for it.'
  const state = codesOf(requirementState).find((one) => one === detail['state'])
  if (state !== undefined) return `Said where it stands: ${requirementState[state].toLowerCase()}.`
  return null
}
