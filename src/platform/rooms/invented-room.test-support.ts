/** A small room that nobody needs, with something in every slot: a slot that no room of today uses is tried with it. */
import type { MemberScope, Scope } from '../database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { RecordKind } from './record-kind.ts'
import type { Room } from './room.ts'

/** What the folding needs of a kind; rooms that serve all kinds need more, and are not tried here. */
const lamp: Pick<RecordKind, 'kind' | 'words' | 'href'> = {
  kind: 'lamp',
  words: { one: 'lamp', many: 'lamps' },
  href: (id) => `/lamps/${id}`,
}

/** The room of lighthouses. */
export const lighthouses: Room = {
  name: 'lighthouses',
  operations: {
    'lighthouses.lamp.light': ['Lit', 'light', 'a lamp'],
    'lighthouses.lamp.show': ['Opened', 'open', 'a lamp'],
  },
  sentences: [({ detail }) => (detail['storm'] === true ? 'Lit a lamp in a storm' : null)],
  details: [
    ({ detail }) => (typeof detail['lamps'] === 'number' ? `: ${String(detail['lamps'])} lamps` : null),
  ],
  actors: { keeper: 'The keeper' },
  pages: (app) => {
    app.get('/lamps', { config: { operation: 'lighthouses.lamp.show', access: 'signed-in' } }, () => 'lamps')
  },
  publicPages: () => ({
    ...{ prefixes: ['/lamp'], css: '', errorPage: () => 'The lamp is out', pages: () => Promise.resolve() },
  }),
  files: () => undefined,
  api: () => Promise.resolve(),
  commands: {
    lamps: {
      help: { usage: 'lamps list', does: ['say which lamps burn'] },
      read: () => Promise.resolve(() => Promise.resolve(0 as const)),
    },
  },
  tasks: () => ({ 'lighthouses.trim': () => Promise.resolve() }),
  slowTasks: () => ({ 'lighthouses.paint': () => Promise.resolve() }),
  schedule: [{ task: 'lighthouses.trim', pattern: '* * * * *' }],
  loops: [{ task: 'lighthouses.trim', pauseMs: 1_000 }],
  prepare: () => Promise.resolve(),
  says: () => Promise.resolve({ lamps: () => 3 }),
  readiness: () => 'other processes have other lamps',
  navigation: [{ place: 15, text: 'Lamps', href: '/lamps', key: 'lamps', roles: ['analyst'] }],
  frameNotice: () => () => Promise.resolve(null),
  frameAction: { text: 'Light a lamp', href: '/lamps/new', roles: ['analyst'] },
  waiting: {
    schema: 'lighthouses',
    ask: 'lighthouses.waiting()',
    kinds: [{ kind: 'lamp-out', tag: { text: 'Lamp', colour: 'red' }, whose: 'anybody', newBy: 'moment' }],
    list: () => Promise.resolve([]),
  },
  records: [lamp as RecordKind],
  filingGuards: [() => Promise.resolve()],
  filingOffers: [{ offer: () => Promise.resolve(null), take: () => Promise.resolve() }],
  subjectPages: {
    ofValues: () => Promise.resolve(new Map()),
    ofRecords: () => Promise.resolve(new Map()),
  },
  besideRecords: [() => Promise.resolve([])],
  linkedRecords: [() => Promise.resolve(null)],
  settings: { wicks: { least: 1, most: 9, what: 'wicks of a lamp', told: 'wicks of a lamp' } },
  figures: [
    {
      name: 'lighthouses.lit',
      words: 'Lamps lit',
      count: (_scope: Scope, { from, until }) => Promise.resolve(from < until ? 12 : 0),
    },
  ],
  figureTables: [
    {
      ...{ name: 'lighthouses.lamps', title: 'Lamps', counted: 'Lamps that were lit.', about: 'duty' },
      rows: [{ key: 'lit', text: 'Lit' }],
      sql: "select 'lit' as key, 1 as count where $1::integer > 0 and $2::date < $3::date",
    },
  ],
  retention: [
    {
      name: 'lighthouses.lamps',
      words: 'A lamp that is out is kept for a year.',
      kind: 'lamp',
      persons: (_scope, ids) =>
        Promise.resolve(
          new Map(ids.map((id) => [id, { suspected: 0, convicted: 0, victims: 0, others: 1 }] as const)),
        ),
      setAside: () => Promise.resolve(),
      putBack: () => Promise.resolve(),
      erase: () => Promise.resolve([]),
    },
  ],
  subjectRights: {
    find: (_scope: MemberScope, request) =>
      Promise.resolve([
        { id: request as RecordId, foundIn: ['subject'], categories: ['witness'], born: 'unknown' },
      ]),
    spokenOf: (_scope, request) => Promise.resolve(`Log ${request} speaks of them.`),
    unsearched: () => Promise.resolve('Two lamps are locked.'),
    kind: 'lamp',
    read: (_scope, id) =>
      Promise.resolve({ version: 1, parts: [{ part: 'item-1', words: 'Item 1', text: id }] }),
  },
}
