/** Beside a report: the requirements that it answers, for everybody who reads both. */
import { may } from '../../platform/identity/roles.ts'
import type { ShowLinked } from '../../platform/rooms/filing.ts'
import { requirementState } from '../../wire/codes.ts'
import { requirementsOf } from './answers-of.ts'

export const showRequirements: ShowLinked = async (scope, { kind, id, own }) => {
  if (kind !== 'report') return null
  const rows = await requirementsOf(scope, id)
  const mayAnswer = own && may(scope.actor.roles, 'filesIntelligence') && may(scope.actor.roles, 'readsContent')
  if (rows.length === 0 && !mayAnswer) return null
  return {
    heading: 'Requirements that it answers',
    items: rows.map(({ id: requirement, question, classification, owner, state }) => ({
      text: question,
      href: `/requirements/${requirement}`,
      note: `${owner}, ${requirementState[state].toLowerCase()}`,
      classification,
    })),
    next: mayAnswer ? { text: 'Say that it answers a requirement', href: '/requirements' } : null,
  }
} // prettier-ignore
