/** The door of this room: what an agency needs to know, whom it asks, and what answers it. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { requirementsApi } from './api/requirements.ts'
import { figures } from './figures.ts'
import { answersAtFiling } from './offer-at-filing.ts'
import { figureTables } from './figure-tables.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { requirementKind } from './requirement-kind.ts'
import { showRequirements } from './requirements-of-report.ts'
import { sentences } from './sentences.ts'
import { subjectRights } from './subject-rights.ts'
import { waiting } from './waiting.ts'

export { answerRequirement } from './answer-requirement.ts'
export { requirementsOf } from './answers-of.ts'
export { changeState } from './change-state.ts'
export { linesOf, type Line } from './line-store.ts'
export { acceptLine, declineLine } from './plan.ts'
export { readRequirement } from './read-requirement.ts'
export { parseRequirement } from './requirement.ts'
export { requirementKind } from './requirement-kind.ts'
export { requirementTasks } from './tasks.ts'
export { writeRequirement } from './write-requirement.ts'

export const room: Room = {
  name: 'requirements',
  operations,
  sentences,
  pages: (app, { house }) => {
    pages(app, house.linkedRecords)
  },
  api: (app) => {
    requirementsApi(app)
  },
  records: [requirementKind],
  filingOffers: [answersAtFiling],
  linkedRecords: [showRequirements],
  waiting,
  figures,
  figureTables,
  subjectRights,
  navigation: [
    {
      ...{ place: 25, text: 'Requirements', href: '/requirements', key: 'requirements' },
      roles: whoever.readsContent,
      under: ['/requirements'],
    },
  ],
}
