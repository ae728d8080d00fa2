/** What a room says at its door is what the house says; what two rooms claim, nobody gets. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RecordId } from '../../wire/ids.ts'
import type { MemberScope, Scope } from '../database/scope.ts'
import { createServer } from '../http/server.ts'
import { createLog } from '../log.ts'
import { foldJobs } from './fold-jobs.ts'
import { foldRooms } from './fold-rooms.ts'
import { lighthouses } from './invented-room.test-support.ts'
import type { Room } from './room.ts'
import type { RoomServices } from './services.ts'

const harbours: Room = { name: 'harbours', operations: { 'harbours.show': ['Opened', 'open', 'a harbour'] } }
const with_ = (more: Partial<Room>): readonly Room[] => [lighthouses, { ...harbours, ...more }]
// No slot of the invented room touches what it is handed.
const services = {} as RoomServices
const scope = {} as Scope
const platform = { tasks: { 'ledger.sequence': () => Promise.resolve() }, schedule: [] }

void describe('the house', () => {
  const house = foldRooms(with_({}))

  void test('has the words of every room, and of what no room does', () => {
    assert.deepEqual(house.deedOf('lighthouses.lamp.light'), { did: 'Lit', toDo: 'light', what: 'a lamp' })
    assert.deepEqual(house.deedOf('harbours.show'), { did: 'Opened', toDo: 'open', what: 'a harbour' })
    assert.deepEqual(house.deedOf('identity.session.end'), { did: 'Signed out', toDo: 'sign out', what: '' })
    assert.equal(house.deedOf('harbours.sink'), null)
    assert.equal(house.actors.get('keeper'), 'The keeper')
    assert.equal(house.actors.get('operator'), 'The operator')
    assert.equal(house.settings.get('wicks')?.told, 'wicks of a lamp')
    assert.equal(house.commands.get('lamps')?.help.usage, 'lamps list')
  })

  void test('has the words of what a room does with records of every kind', () => {
    const { deedOf } = foldRooms(
      with_({
        operationsOfKind: ({ kind, words }) => ({
          [`harbours.${kind}.ship`]: ['Shipped', 'ship', `a ${words.one}`],
        }),
      }),
    )
    assert.deepEqual(deedOf('harbours.lamp.ship'), { did: 'Shipped', toDo: 'ship', what: 'a lamp' })
  })

  void test('has its entries from left to right, whatever the order of the rooms', () => {
    const entries = foldRooms(
      with_({
        navigation: [
          { place: 20, text: 'Harbours', href: '/harbours', key: 'harbours', roles: 'all' },
          { place: 5, text: 'Chart', href: '/chart', key: 'chart', roles: 'all' },
        ],
      }),
    ).navigation
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['Chart', 'Lamps', 'Harbours'],
    )
  })

  void test('has what a room offers to the others', () => {
    assert.equal(house.filingGuards.length, 1)
    assert.equal(house.filingOffers.length, 1)
    assert.equal(house.besideRecords.length, 1)
    assert.equal(house.linkedRecords.length, 1)
    assert.ok(house.subjectPages)
    assert.equal(foldRooms([harbours]).subjectPages, null)
    assert.equal(house.records.get('lamp')?.href('1'), '/lamps/1')
    assert.equal(house.waitingKinds.get('lamp-out')?.newBy, 'moment')
    assert.deepEqual(
      house.waiting.map(({ schema }) => schema),
      ['lighthouses'],
    )
    assert.equal(house.frameAction?.href, '/lamps/new')
    assert.equal(foldRooms([harbours]).frameAction, null)
  })

  void test('answers for figures, retention and the rights of a data subject', async () => {
    const lit = house.figures.get('lighthouses.lit')
    assert.equal(await lit?.count(scope, { from: '2026-01-01', until: '2026-02-01' }), 12)
    assert.equal(house.figureTables.get('lighthouses.lamps')?.title, 'Lamps')
    const rule = house.retention.get('lighthouses.lamps')
    const [id] = ['a'] as RecordId[]
    assert.equal((await rule?.persons(scope, id === undefined ? [] : [id]))?.get('a')?.others, 1)
    const [rights] = house.subjectRights
    const member = {} as MemberScope
    assert.deepEqual(
      (await rights?.find?.(member, 'a', 10))?.map(({ categories }) => categories),
      [['witness']],
    )
    assert.equal(await rights?.spokenOf?.(member, 'a'), 'Log a speaks of them.')
    assert.equal(await rights?.unsearched?.(member), 'Two lamps are locked.')
    assert.equal(rights?.kind, 'lamp')
  })

  void test('has the jobs of every room and of the platform; the slow ones are known', () => {
    const jobs = foldJobs(with_({}), services, platform)
    assert.deepEqual(Object.keys(jobs.tasks), ['ledger.sequence', 'lighthouses.trim', 'lighthouses.paint'])
    assert.deepEqual(jobs.slow, ['lighthouses.paint'])
    assert.deepEqual(
      jobs.schedule.map(({ task }) => task),
      ['lighthouses.trim'],
    )
  })
})

void describe('the start fails', () => {
  const refused = (more: Partial<Room>, words: RegExp) => {
    assert.throws(() => foldRooms(with_(more)), words)
  }

  void test('when two rooms claim one thing, and says which and whose', () => {
    refused(
      { operations: { 'lighthouses.lamp.light': ['Lit', 'light'] } },
      /operation "lighthouses\.lamp\.light" is claimed twice: by lighthouses and by harbours/,
    )
    refused(
      { operations: { 'identity.session.end': ['Left', 'leave'] } },
      /operation "identity\.session\.end" is claimed twice: by the platform and by harbours/,
    )
    const entry = { text: 'Harbours', href: '/harbours', roles: 'all' } as const
    refused({ navigation: [{ ...entry, place: 15, key: 'harbours' }] }, /navigation place "15"/)
    refused({ navigation: [{ ...entry, place: 16, key: 'lamps' }] }, /navigation key "lamps"/)
    refused({ frameAction: { text: 'Moor', href: '/moor', roles: 'all' } }, /action in the frame/)
    if (lighthouses.subjectPages) refused({ subjectPages: lighthouses.subjectPages }, /page of subjects/)
    refused({ records: lighthouses.records ?? [] }, /kind of record "lamp"/)
    refused({ actors: { keeper: 'Another keeper' } }, /service "keeper"/)
    refused({ settings: lighthouses.settings ?? {} }, /setting "wicks"/)
    refused({ figures: lighthouses.figures ?? [] }, /figure "lighthouses\.lit"/)
    refused({ figureTables: lighthouses.figureTables ?? [] }, /table of figures "lighthouses\.lamps"/)
    refused({ retention: lighthouses.retention ?? [] }, /rule of retention "lighthouses\.lamps"/)
    refused({ name: 'lighthouses' }, /name "lighthouses"/)
    if (lighthouses.waiting) refused({ waiting: lighthouses.waiting }, /kind of what waits "lamp-out"/)
  })

  void test('when two claim one job, or the clock is to start a job that nobody has', () => {
    const jobs = (more: Partial<Room>) => () => foldJobs(with_(more), services, platform)
    const nothing = () => Promise.resolve()
    assert.throws(
      jobs({ tasks: () => ({ 'lighthouses.paint': nothing }) }),
      /job "lighthouses\.paint" is claimed/,
    )
    assert.throws(jobs({ tasks: () => ({ 'ledger.sequence': nothing }) }), /by the platform and by harbours/)
    assert.throws(jobs({ schedule: [{ task: 'harbours.dredge', pattern: '* * * * *' }] }), /harbours\.dredge/)
    assert.throws(jobs({ loops: [{ task: 'harbours.dredge', pauseMs: 1 }] }), /harbours\.dredge/)
  })

  void test('when a route has no words, and names the route and the operation', async () => {
    const house = foldRooms(with_({}))
    const { app } = await createServer({
      ...{ log: createLog('silent'), proxyHops: 0, https: false, formTargets: [] },
      ...{ onAnswer: () => undefined, onPublicAnswer: () => undefined },
      hasWords: (operation) => house.deedOf(operation) !== null,
    })
    await lighthouses.pages?.(app, services)
    assert.throws(
      () => app.get('/harbours/:id', { config: { operation: 'harbours.read', access: 'public' } }, () => ''),
      /GET \/harbours\/:id: no room has words for "harbours\.read"/,
    )
    await app.close()
  })
})
