/** What the tests that walk the whole program need of this room. */
import { draftReadyToFile } from '../../../test/support/drafts.ts'
import { reportBody } from '../../../test/support/reports.ts'
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { bodies, forms } from './fixtures/forms.ts'
import { halfDone } from './fixtures/half-done.ts'
import { plant } from './fixtures/plant.ts'
import { records } from './fixtures/records.ts'
import { settle } from './fixtures/settle.ts'
import { tables } from './fixtures/tables.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['report', 'derivative'],
  halfDone,
  kinds: [
    {
      kind: 'report',
      rows: (id, owner) => [
        {
          sql: 'insert into intelligence.report (id, agency_id, created_at) values ($1, $2, now())',
          values: [id, owner],
        },
        {
          sql: `select intelligence.write_version($1, 1, '{}')`,
          values: [id],
        },
      ],
      tables: [
        { table: 'intelligence.report', column: 'id', readBy: 'owner in full sight' },
        { table: 'intelligence.version', column: 'report_id', readBy: 'full sight' },
        { table: 'intelligence.version_content', column: 'report_id', readBy: 'full sight' },
      ],
    },
  ],
  leak: {
    settle,
    plant,
    ownIds: ['own report', 'own held silently', 'own draft', 'own received', 'own recalled'],
    idsOfPaths: [
      [/^\/reports\/drafts\//, (name) => /^(draft|silent) report$|version$|^own (draft|report)$/.test(name)],
      [
        /^(\/api\/v1\/intelligence)?\/(reports|recalls|checks)\//,
        (name) => /report$|version$|^own (report|held|draft|received|recalled)|side 1$/.test(name),
      ],
      [/^\/imports\//, (name) => /import|silent report/.test(name)],
    ],
    parameters: { page: () => ['text', 'subjects-person', 'events-1-new'], itemNumber: () => ['1'] },
    forms,
    bodies,
  },
  pages: {
    records,
  },
  addresses: async (node, officer) => {
    const made = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody())
    const { id } = made.json<{ id: string }>()
    const report = () => Promise.resolve(id)
    return {
      '/reports/drafts/:id': async () => await draftReadyToFile(await officer()),
      '/reports/:id': report,
      '/intelligence/reports/:id': report,
    }
  },
}
