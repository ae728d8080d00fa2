/** What the tests that walk the whole program need of this room. */
import { reportBody } from '../../../test/support/reports.ts'
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import type { RecordId } from '../../wire/ids.ts'
import { halfDone } from './fixtures/half-done.ts'
import { leak } from './fixtures/leak.ts'
import { records } from './fixtures/records.ts'
import { tables } from './fixtures/tables.ts'
import { requirementBody } from './requirements.test-support.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

export const fixtures: RoomFixtures = {
  kinds: [
    {
      kind: 'requirement',
      rows: (id, owner) => [
        {
          sql: `insert into requirements.requirement (id, agency_id, created_at, why, decision, priority, about_kind, about,
                  valuable_until, owner_id)
                values ($1, $2, now(), 'Why', 'Decision', 'First', 'supply', 'Engines', '2030-01-01', $1)`,
          values: [id, owner],
        },
        {
          sql: `insert into requirements.line (id, requirement_id, number, owner_id, agency_id, source, basis, by_when)
                values ($1, $1, 1, $2, $2, 'own-reports', 'Basis', '2030-01-01')`,
          values: [id, owner],
        },
      ],
      tables: [
        { table: 'requirements.requirement', column: 'id', readBy: 'full sight' },
        { table: 'requirements.line', column: 'requirement_id', readBy: 'owner in full sight' },
      ],
    },
  ],
  tables,
  idsToInsert: ['requirement', 'requirementLine', 'requirementAnswer'],
  halfDone,
  leak,
  pages: { records },
  addresses: async (node) => {
    const send = async (path: string, body: object) => {
      const made = await node.api(OFFICER, 'POST', path, body)
      return made.json<{ id: RecordId }>().id
    }
    const id = await send('/requirements', requirementBody({ ask: ['kent-police'], ask_basis: 'Agreed' }))
    const person = node.person(OFFICER).id
    const line = await send(`/requirements/${id}/lines`, {
      ...{ source: 'own-reports', basis: 'Our own', by_when: '2028-01-01', person },
    })
    const report = await send('/intelligence/reports', reportBody())
    await send(`/requirements/${id}/answers`, { report })
    const [answer] = await node.admin<{ id: string }>(
      'select id from requirements.answer where requirement_id = $1',
      [id],
    )
    return {
      '/requirements/lines/:id': () => Promise.resolve(line),
      '/requirements/answers/:id': () => Promise.resolve(answer?.id ?? ''),
      '/requirements/:id': () => Promise.resolve(id),
    }
  },
}
