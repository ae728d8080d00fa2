/** A line of a collection plan as its reader sees it, and what they may do with it. */
import { labelFrom } from '../../../design/words.ts'
import { ukDate } from '../../../design/dates.ts'
import type { Role } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import { collectionSource, declineReason } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { Fact } from '../../sharing/index.ts'
import type { Line } from '../line-store.ts'
import { OPEN_STATES } from '../requirement.ts'
import { dueWords, lineTag } from './words.ts'

type Viewer = {
  /** it is their agency's to do */
  ours: boolean
  /** their agency asked it */
  owns: boolean
  roles: readonly Role[]
  me: PersonId
  /** YYYY-MM-DD */
  today: string
}

/**
 * Makes what the page prints.
 * @param line - in sight
 * @param viewer - who looks at it
 * @returns facts, and what may be done
 */
export function lineView(line: Line, viewer: Viewer) {
  const waits = line.state === 'proposed' || line.state === 'accepted'
  const isOpen = waits && OPEN_STATES.includes(line.requirementState)
  const keeps = may(viewer.roles, 'keepsRequirements')
  const answersForIt = viewer.ours && (keeps || line.personId === viewer.me)
  return {
    line,
    tag: lineTag(line.state),
    facts: factsOf(line, viewer.today, waits),
    accepts: isOpen && answersForIt,
    isAccepted: line.state === 'accepted',
    drops: isOpen && viewer.owns && keeps,
    answerHref:
      isOpen && viewer.ours && may(viewer.roles, 'filesIntelligence')
        ? `/requirements/${line.requirementId}/answer?line=${line.id}`
        : null,
    unreleased: viewer.owns && !viewer.ours && line.requirementStatus === 'submitted',
  }
}

function factsOf(line: Line, today: string, waits: boolean): Fact[] {
  return [
    { key: 'Asked by', text: line.owner.name },
    { key: 'Where an answer may come from', text: labelFrom(collectionSource)(line.source) },
    { key: 'Lawful basis', text: line.basis },
    { key: 'Who', lines: [line.agency.name, line.person ?? ''].filter((one) => one !== '') },
    { key: 'By when', text: dueWords(line.byWhen, today, waits) },
    { key: 'Asked', text: ukDate(line.askedAt) },
    ...(line.declineReason === null
      ? []
      : [{ key: 'Declined because', text: labelFrom(declineReason)(line.declineReason) }]),
    ...(line.words === null ? [] : [{ key: 'In words', text: line.words }]),
  ]
}
