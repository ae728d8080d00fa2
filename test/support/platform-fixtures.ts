/** What the tests that walk the whole program need of what no room does; see room-fixtures.ts. */
import { createLog } from '../../src/platform/log.ts'
import { sequenceLedger } from '../../src/platform/ledger/sequence.ts'
import { secretOf } from '../policies/leak-walk/secret.ts'
import type { HalfDone, ProtectedTable, RoomFixtures } from './room-fixtures.ts'

const tables: readonly ProtectedTable[] = [
  {
    name: 'access.compartment',
    subject: 'compartment',
    idColumn: 'id',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into access.compartment (id, agency_id, name) values ($1, $2, 'Operation')`,
      values: [p.compartment, p.owner],
    }),
  },
  {
    name: 'access.compartment_member',
    subject: 'compartment',
    idColumn: 'compartment_id',
    touch: 'person_id',
    deletable: true,
    insert: (p) => ({
      sql: `insert into access.compartment_member (compartment_id, person_id) values ($1, $2)`,
      values: [p.compartment, p.author],
    }),
  },
]

const halfDone: readonly HalfDone[] = [
  [
    'an event that is neither numbered nor waiting for its number, or both',
    `select from ledger.event e
     left join ledger.entry n on n.event_id = e.id left join ledger.pending p on p.event_id = e.id
     where (n.event_id is null) = (p.event_id is null)`,
  ],
  [
    'an event that is held though its hour ended long ago',
    `select from ledger.held_event where hour < now() - interval '3 hours'`,
  ],
  [
    'a gap in the order of the ledger',
    `select from (select sequence, row_number() over (order by sequence) as place from ledger.entry) as numbered
     where sequence <> place - 1`,
  ],
]

export const platformFixtures: RoomFixtures = {
  tables,
  idsToInsert: ['compartment'],
  halfDone,
  leak: {
    plant: ({ world }) => sequenceLedger({ database: world.database, log: createLog('silent') }, {}),
    parameters: {
      number: () => ['1'],
      '*': (canary) => [secretOf(canary).title],
    },
    forms: {
      'demo.person.choose': () => [{ email: 'nobody@nca.example' }],
      'demo.provider': () => [{}],
      'identity.session.end-by-provider': () => [{ logout_token: 'a.b.c' }],
      'identity.scim.users.add': () => [{ userName: 'analyst@nca.example' }],
      'identity.scim.users.stop': () => [{ Operations: [{ op: 'replace', path: 'active', value: 'False' }] }],
      'identity.purpose.set': (canary) => [
        { purpose: 'Exercise', return: `/reports/${canary.ids['silent report'] ?? ''}` },
      ],
    },
    elsewhere: {
      'platform.live.listen': 'a stream that does not end: it has a test of its own',
      'identity.session.end': 'it would end the walk; its page says nothing of any record',
    },
    notCompared: ['identity.sign-in.start', 'demo.provider'],
    leftEmpty: {
      'identity.kept_form':
        'sealed with a key that only the browser’s cookie holds; see expired-session.test.ts',
      'platform.exercise_step': 'written by the exercise, which a production node does not have',
    },
    passedThrough: {
      'platform.outbox_message': 'jobs on their way to the queue; no signed-in person may read it',
      'platform.woken': 'numbers of agencies whose pages are to be told; no signed-in person may read it',
    },
  },
  pages: {
    noPage: [
      ...['/live', '/sign-in/start', '/sign-in/callback', '/healthz', '/readyz'],
      ...['ServiceProviderConfig', 'ResourceTypes', 'Schemas', 'Users', 'Users/:id'].map(
        (name) => `/scim/v2/${name}`,
      ),
    ],
  },
}
