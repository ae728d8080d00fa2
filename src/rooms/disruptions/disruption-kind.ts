/** Disruptions as a kind of record: what the rooms sharing and search ask of them. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { whoever } from '../../platform/identity/roles.ts'
import type { RecordEvent, RecordKind } from '../../platform/rooms/record-kind.ts'
import { codesOf, disruptionEffect, moderationOutcome, type ModerationOutcome } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { foundDisruptions, noteExported } from './found-disruptions.ts'
import { readDisruption } from './read-disruption.ts'

export const disruptionKind: RecordKind = {
  kind: 'disruption',
  words: { one: 'disruption', many: 'disruptions' },
  content: 'What it says, its claims and its moderation',
  href: (id) => `/disruptions/${id}`,
  apiHref: (id) => `/disruptions/${id}`,
  operationPrefix: 'disruptions.disruption',
  begin: { text: 'Draft a disruption', href: '/disruptions/new' },
  lists: [
    { key: 'own-disruptions', text: 'Our disruptions', href: '/disruptions', access: whoever.readsContent },
    {
      key: 'partners-disruptions',
      text: 'Disruptions of partners',
      href: '/disruptions/partners',
      access: whoever.readsContent,
    },
  ],
  heading: readDisruption,
  beforeRelease,
  sentenceOf,
  search: { found: foundDisruptions, noteExported },
}

/** What goes out with a disruption besides its own words. */
async function beforeRelease(scope: MemberScope, id: RecordId) {
  return {
    heading: await readDisruption(scope, id),
    care: {
      keptApart: 0,
      notes: [
        'Its claims, its moderation and what became of its effect go out with it, also what is added later.',
        'The group, reports, decisions and actions that it is linked with do not. A partner sees of them what that partner may read. Labels of exhibits go out.',
        'Whoever reads it may claim it with you, or moderate it if their agency does not claim it.',
      ],
      above: null,
      below: null,
      question: null,
    },
  }
}

const MODERATED: Record<ModerationOutcome, string> = {
  accepted: 'Accepted it.',
  returned: 'Returned it with a question.',
  refused: 'Refused it.',
}

/** @returns what an event of a disruption alone says in its history; null for one that every kind has */
function sentenceOf({ kind, detail }: RecordEvent): string | null {
  if (detail['same'] === true) return 'Said that it is the same as another, and claimed that one.'
  if (kind !== 'alteration') return null
  if (detail['claimed'] === true) return 'Claimed it.'
  if (detail['evidence'] === true) return 'Added what shows it.'
  if (detail['evidence'] === false) return 'Took back what shows it.'
  if (detail['asked'] === true) return 'Asked an agency to moderate it.'
  if (detail['asked'] === false) return 'Asked nobody to moderate it any more.'
  if (detail['answered'] === true) return 'Answered the question with which it came back.'
  const moderated = codesOf(moderationOutcome).find((one) => one === detail['moderated'])
  if (moderated !== undefined) return MODERATED[moderated]
  const effect = codesOf(disruptionEffect).find((one) => one === detail['effect'])
  if (effect !== undefined) return `Looked at its effect: ${disruptionEffect[effect].toLowerCase()}.`
  return null
}
