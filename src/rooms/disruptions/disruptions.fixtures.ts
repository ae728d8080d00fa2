/** What the tests that walk the whole program need of this room. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import type { RecordId } from '../../wire/ids.ts'
import { disruptionBody } from './disruptions.test-support.ts'
import { halfDone } from './fixtures/half-done.ts'
import { leak } from './fixtures/leak.ts'
import { records } from './fixtures/records.ts'
import { tables } from './fixtures/tables.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

export const fixtures: RoomFixtures = {
  kinds: [
    {
      kind: 'disruption',
      rows: (id, owner) => [
        {
          sql: `insert into disruptions.disruption (id, agency_id, happened_on, about_kind, about, done, what, strand,
                  before_words, after_words, level_proposed, level_reason, effect_due_on, state)
                values ($1, $2, '2026-01-01', 'group', 'A group', 'arrest', 'What', 'pursue', 'Before', 'After', 'minor',
                  'Reason', '2026-04-01', 'claimed')`,
          values: [id, owner],
        },
        {
          sql: `insert into disruptions.side (disruption_id, agency_id, part) values ($1, $2, 'claims')`,
          values: [id, owner],
        },
        {
          sql: `insert into disruptions.claim (disruption_id, agency_id, words, person_id) values ($1, $2, 'We did', $1)`,
          values: [id, owner],
        },
        {
          sql: `insert into disruptions.evidence (id, disruption_id, side, kind, exhibit, agency_id, person_id)
                values ($1, $1, 'before', 'exhibit', 'A/1', $2, $1)`,
          values: [id, owner],
        },
      ],
      tables: [
        { table: 'disruptions.disruption', column: 'id', readBy: 'full sight' },
        { table: 'disruptions.side', column: 'disruption_id', readBy: 'full sight' },
        { table: 'disruptions.claim', column: 'disruption_id', readBy: 'full sight' },
        { table: 'disruptions.evidence', column: 'disruption_id', readBy: 'full sight' },
      ],
    },
  ],
  tables,
  idsToInsert: ['disruption', 'disruptionPart', 'otherDisruption'],
  halfDone,
  leak,
  pages: { records, noPage: ['/disruptions.csv'] },
  addresses: async (node) => {
    const send = async (path: string, body: object) => {
      const made = await node.api(OFFICER, 'POST', path, body)
      return made.json<{ id: RecordId }>().id
    }
    const id = await send('/disruptions', disruptionBody())
    await send(`/disruptions/${id}/evidence`, { side: 'before', kind: 'exhibit', reference: 'AB/1' })
    const [evidence] = await node.admin<{ id: string }>(
      'select id from disruptions.evidence where disruption_id = $1',
      [id],
    )
    return {
      '/disruptions/:id/evidence/:evidence': () => Promise.resolve(evidence?.id ?? ''),
      '/disruptions/:id': () => Promise.resolve(id),
    }
  },
}
