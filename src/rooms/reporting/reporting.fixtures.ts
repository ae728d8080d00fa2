/** What the tests that walk the whole program need of this room. */
import { makeExerciseDesks } from '../../../exercise/reporting/desks.ts'
import { secretOf } from '../../../test/policies/leak-walk/secret.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { answersOf } from './arrival/arrival.test-support.ts'
import { publicForms, triageForms } from './fixtures/forms.ts'
import { plant } from './fixtures/plant.ts'
import { publicReport } from './fixtures/public-report.ts'
import { tables } from './fixtures/tables.ts'

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['publicReport', 'deskKey'],
  leak: {
    settle: async (world, _secrets, ids) => {
      await makeExerciseDesks(world.database, null)
      ids['own public report'] = (await publicReport(world)).id
    },
    plant,
    ownIds: ['own public report'],
    idsOfPaths: [[/^\/triage\//, (name) => /public report$|^silent report$/.test(name)]],
    parameters: { uid: (canary) => [secretOf(canary).title] },
    forms: { ...publicForms, ...triageForms },
    leftEmpty: {
      'reporting.draft_file':
        'ciphertext under a reporter’s cookie, which no signed-in person has; gone in two hours',
      'reporting.draft_piece': 'as draft_file',
    },
  },
  pages: {
    noPage: ['/triage/:id/files/:number'],
    records: async (node) => {
      await makeExerciseDesks(node.database, null)
      const told = await publicReport(node, {
        answers: answersOf({ what: { seen: [], words: `${LONG_WORD} <b>no bold</b>` } }),
        contact: { name: LONG_WORD.slice(0, 190) },
      })
      return { '/triage/:id': told.id }
    },
  },
}
