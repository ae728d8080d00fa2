/** The door of this room: what changed for a group or a person, who claims it, who moderated it, and what became of it. */
import type { Room } from '../../platform/rooms/room.ts'
import { disruptionsApi } from './api/disruptions.ts'
import { showDisruptions } from './beside-records.ts'
import { disruptionKind } from './disruption-kind.ts'
import { figureTables } from './figure-tables.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { disruptionRetention } from './retention.ts'
import { sentences } from './sentences.ts'
import { disruptionSettingsOfNode } from './settings.ts'
import { subjectRights } from './subject-rights.ts'
import { waiting } from './waiting.ts'

export {
  answerQuestion,
  askModerator,
  checkEffect,
  claimDisruption,
  joinOther,
  moderateDisruption,
} from './act.ts'
export { addEvidence } from './evidence.ts'
export { parseDisruption } from './disruption.ts'
export { disruptionKind } from './disruption-kind.ts'
export { readWhole } from './read-disruption.ts'
export {
  changeDisruptionSettings,
  disruptionSettingsOfNode,
  readDisruptionSettings,
  type DisruptionSettingName,
} from './settings.ts'
export { draftDisruption } from './write-disruption.ts'

export const room: Room = {
  name: 'disruptions',
  operations,
  sentences,
  settings: disruptionSettingsOfNode,
  pages: (app, { house }) => {
    pages(app, house.linkedRecords)
  },
  api: (app) => {
    disruptionsApi(app)
  },
  commands: {
    'disruption-terms': {
      help: {
        usage: 'disruption-terms [list] [--json] | disruption-terms set CODE WORDS',
        does: ['what the levels of disruptions are called, and how far that was checked; each change is in', "every agency's ledger"], // prettier-ignore
      },
      read: async () => (await import('./terms-command.ts')).disruptionTerms,
    },
  },
  records: [disruptionKind],
  linkedRecords: [showDisruptions],
  waiting,
  figureTables,
  retention: [disruptionRetention],
  subjectRights,
}
