/** The door of this room: people who are found on arrival. Their welfare comes first. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { encountersApi } from './api/encounters.ts'
import { encounterBeside } from './begin-report.ts'
import { figureTables } from './figure-tables.ts'
import { FORGET, forgetTask } from './forget.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { encounterSettingsOfNode } from './settings.ts'
import { waiting } from './waiting.ts'

export { addChildren, addHandover, addOpportunity, answerStep } from './answer-step.ts'
export { parseAnswer, parseChildren, parseEncounter, parseHandover, parseOpportunity } from './encounter.ts'
export type { EncounterId, StepNumber } from './ids.ts'
export { moveEncounter } from './move-encounter.ts'
export { recordEncounter } from './record-encounter.ts'
export {
  changeEncounterSettings,
  encounterSettingsOfNode,
  readEncounterSettings,
  type EncounterSettingName,
} from './settings.ts'

export const room: Room = {
  name: 'encounters',
  operations,
  settings: encounterSettingsOfNode,
  actors: { encounters: 'The clock, when the time of an encounter was over' },
  tasks: () => ({ [FORGET]: forgetTask }),
  schedule: [{ task: FORGET, pattern: '35 3 * * *' }],
  waiting,
  figureTables,
  besideRecords: [encounterBeside],
  pages,
  api: encountersApi,
  frameAction: { text: 'People found', href: '/encounters/new', roles: whoever.recordsEncounters },
  navigation: [
    {
      ...{ place: 41, text: 'Encounters', href: '/encounters', key: 'encounters' },
      roles: whoever.recordsEncounters,
      under: ['/encounters'],
    },
  ],
}
