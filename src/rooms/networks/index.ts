/** The door of this room: who and what hangs together, as reports say it. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { subjectsApi } from './api/subjects.ts'
import { showGroups } from './groups/beside-records.ts'
import { groupFigureTables } from './groups/figure-tables.ts'
import { groupKind } from './groups/group-kind.ts'
import { groupSentences } from './groups/sentences.ts'
import { groupSettingsOfNode } from './groups/settings.ts'
import { groupRetention } from './groups/retention.ts'
import { groupSubjectRights } from './groups/subject-rights.ts'
import { groupsApi } from './groups/api/groups.ts'
import { eventsApi } from './events/api.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { gatherTask } from './subjects/gather-mentions.ts'
import { subjectPages } from './subjects/subject-pages.ts'
import { waiting } from './waiting.ts'

export { findPath } from './paths/find-path.ts'
export { neighboursOf } from './paths/neighbours.ts'
export { readSubject } from './subjects/read-subject.ts'
export { subjectInSight } from './subjects/subject-in-sight.ts'
export { gatherMentions } from './subjects/gather-mentions.ts'
export { readSuggestions } from './suggestions/suggestions.ts'
export { assessGroup, nameLead, reviewGroup } from './groups/assess.ts'
export { parseGroup } from './groups/group.ts'
export { groupKind } from './groups/group-kind.ts'
export { linkReport, linkRequirement } from './groups/linked-reports.ts'
export { parseMember } from './groups/member.ts'
export { addMember } from './groups/members.ts'
export { addLine, planOf, sayOfLine } from './groups/plan.ts'
export {
  changeGroupSettings,
  groupSettingsOfNode,
  readGroupSettings,
  type GroupSettingName,
} from './groups/settings.ts'
export { startGroup } from './groups/start-group.ts'
export { changeTerm, listTerms, type GroupTerm } from './groups/terms.ts'
export { writeGroup } from './groups/write-group.ts'
export { reportsOfSuggestion, type SuggestionId } from './suggestions/suggestions.ts'

export const room: Room = {
  name: 'networks',
  operations,
  sentences: groupSentences,
  records: [groupKind],
  linkedRecords: [showGroups],
  subjectPages,
  settings: groupSettingsOfNode,
  commands: {
    'group-terms': {
      help: {
        usage: 'group-terms [list] [--json] | group-terms set CODE WORDS',
        does: [
          'words of the field that pages about groups use, and how far each was checked; each change is in',
          "every agency's ledger",
        ],
      },
      read: async () => (await import('./groups/terms-command.ts')).groupTerms,
    },
  },
  figureTables: groupFigureTables,
  retention: [groupRetention],
  subjectRights: groupSubjectRights,
  waiting,
  actors: { networks: 'The program, from filed reports' },
  pages,
  api: (app) => {
    subjectsApi(app)
    groupsApi(app)
    eventsApi(app)
  },
  tasks: () => ({ 'networks.gather': gatherTask }),
  // What was filed just now: within a second, so that filing does not wait for it.
  loops: [{ task: 'networks.gather', pauseMs: 1_000 }],
  navigation: [
    {
      ...{ place: 35, text: 'Networks', href: '/networks', key: 'networks' },
      roles: whoever.readsContent,
      under: ['/networks', '/subjects', '/groups', '/events'],
    },
  ],
}
