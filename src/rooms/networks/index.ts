/** The door of this room: who and what hangs together, as reports say it. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { subjectsApi } from './api/subjects.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { gatherTask } from './subjects/gather-mentions.ts'

export { findPath } from './paths/find-path.ts'
export { neighboursOf } from './paths/neighbours.ts'
export { readSubject } from './subjects/read-subject.ts'
export { subjectInSight } from './subjects/subject-in-sight.ts'
export { gatherMentions } from './subjects/gather-mentions.ts'
export { readSuggestions } from './suggestions/suggestions.ts'
export { reportsOfSuggestion, type SuggestionId } from './suggestions/suggestions.ts'

export const room: Room = {
  name: 'networks',
  operations,
  actors: { networks: 'The program, from filed reports' },
  pages,
  api: (app) => {
    subjectsApi(app)
  },
  tasks: () => ({ 'networks.gather': gatherTask }),
  // What was filed just now: within a second, so that filing does not wait for it.
  loops: [{ task: 'networks.gather', pauseMs: 1_000 }],
  navigation: [
    {
      ...{ place: 35, text: 'Networks', href: '/networks', key: 'networks' },
      roles: whoever.readsContent,
      under: ['/networks', '/subjects'],
    },
  ],
}
