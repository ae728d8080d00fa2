/** Two plans that come too near each other: what each side learns, and what nobody does. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { createLog } from '../../../platform/log.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_ANALYST, LEAD, LEAD_COORDINATOR } from '../operations.test-support.ts'
import { openForConflict, sayOfConflict } from './conflicts.ts'
import { BROKER, eventBody, eventsOn, inHours, QUAY } from './conflicts.test-support.ts'
import { brokerCards, tellSide } from './duty-post.ts'
import type { ConflictId, PlannedEventId } from './ids.ts'
import { listEvents, readEvent } from './list-events.ts'
import { endTask, lookTask } from './look.ts'
import { enter } from '../decisions/decisions.test-support.ts'
import { agreeSilence, changeEvent, noteRing, sayGo, standDown } from './lodge-event.ts'
import { parseChange } from './planned-event.ts'

const ANALYST = 'analyst@sussex-police.example'
const kents = { kind: 'meeting', ground: 'street', desk: 'Kent duty desk', telephone: '01632 960202' }

void describe('a conflict of planned events', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  let ours: OperationId
  let theirs: OperationId
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
    ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
    theirs = await at.openOf('kent-police', { codename: 'Quiet Harbour' })
    await at.enter(ours, ANALYST)
  })
  after(() => db.close())
  beforeEach(async () => {
    await db.admin(
      'truncate operations.planned_event, operations.planned_version, operations.planned_look cascade',
    )
  })

  const cardsOf = async () => (await at.as(BROKER, (scope) => brokerCards(scope))).pairs.flat()
  const change = async (who: string, id: PlannedEventId, changes: object, reason: string | null) => {
    const { kind: _kind, purpose: _purpose, disclosure: _disclosure, ...body } = eventBody()
    const read = parseChange({ ...body, ...changes }, new Date())
    if ('fields' in read) throw new Error(JSON.stringify(read.fields))
    await at.as(who, async (scope) => {
      const { revision } = await readEvent(scope, id)
      await changeEvent(scope, id, revision, { ...read, reason })
    })
  }

  void test('open and open: both learn on the next beat, by ids that differ, and not where the other is', async () => {
    const search = await at.lodge(LEAD, ours)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    assert.deepEqual(await at.conflictsOf(LEAD), [])
    await at.look()
    const [mine, second] = await at.conflictsOf(LEAD, search)
    const [kent] = await at.conflictsOf(KENT)
    assert.equal(second, undefined)
    assert.ok(mine && kent && mine.id !== kent.id)
    const told = {
      learned: 'contact',
      agency: 'Kent Police',
      desk: 'Kent duty desk',
      telephone: '01632 960202',
      group: 'protected',
    }
    assert.deepEqual(
      { ...told, ...Object.fromEntries(Object.keys(told).map((key) => [key, mine[key as 'desk']])) },
      told,
    )
    assert.equal(kent.agency, 'Sussex Police')
  })

  void test('duty post: neither learns until it rings, and each opens itself', async () => {
    await at.lodge(LEAD, ours)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'broker' })
    await at.look()
    assert.deepEqual([...(await at.conflictsOf(LEAD)), ...(await at.conflictsOf(KENT))], [])
    for (const who of [LEAD, LEAD_COORDINATOR])
      await assert.rejects(at.as(who, (scope) => brokerCards(scope)), { code: 'not-found' }) // prettier-ignore
    const cards = await cardsOf()
    assert.deepEqual(cards.map(({ agency, group }) => [agency, group]), [['Kent Police', 'protected'], ['Sussex Police', 'enforcement']]) // prettier-ignore
    const tell = (agency: string) =>
      at.as(BROKER, (scope) =>
        tellSide(scope, cards.find((card) => card.agency === agency)?.side as ConflictId, {
          answered: 'The duty desk',
          words: 'Somebody plans something near. Shall we connect you?',
        }),
      )
    await tell('Sussex Police')
    const [mine] = await at.conflictsOf(LEAD)
    assert.deepEqual([mine?.learned, mine?.agency, mine?.desk, mine?.from], ['told', null, null, null])
    assert.deepEqual(await at.conflictsOf(KENT), [])
    await at.as(LEAD, (scope) => openForConflict(scope, mine?.id as ConflictId))
    assert.deepEqual(await at.conflictsOf(KENT), [])
    await tell('Kent Police')
    const [kent] = await at.conflictsOf(KENT)
    assert.deepEqual([kent?.learned, kent?.agency], ['contact', 'Sussex Police'])
    assert.equal((await at.conflictsOf(LEAD))[0]?.learned, 'told')
    await at.as(KENT, (scope) => openForConflict(scope, kent?.id as ConflictId))
    assert.equal((await at.conflictsOf(LEAD))[0]?.agency, 'Kent Police')
    await at.as(LEAD, (scope) =>
      sayOfConflict(scope, mine?.id as ConflictId, { word: 'we-move', note: null }),
    )
    assert.deepEqual(
      (await cardsOf()).map(({ word }) => word),
      [null, 'we-move'],
    )
  })

  void test('silent: takes a second person, learns of the open one, and stands nowhere else', async () => {
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    const silent = await at.lodge(LEAD, ours, {
      kind: 'observation',
      disclosure: 'silent',
      silent_reason: 'A source is near',
    })
    await at.look()
    assert.deepEqual(await at.conflictsOf(LEAD), [])
    await assert.rejects(
      at.as(LEAD, (scope) => agreeSilence(scope, silent)),
      { code: 'wrong-state' },
    )
    await at.as(ANALYST, (scope) => agreeSilence(scope, silent))
    await at.look()
    const [mine] = await at.conflictsOf(LEAD)
    assert.deepEqual([mine?.learned, mine?.agency, mine?.group, mine?.telephone, mine?.from], ['desk', 'Kent Police', 'protected', null, null]) // prettier-ignore
    assert.deepEqual(await at.conflictsOf(KENT), [])
    assert.deepEqual(await cardsOf(), [])
    const [told] = await db.admin<{ count: number }>(
      `select count(*)::int as count from ledger.event where operation like 'operations.conflict.%' and agency_id = $1
         and subject_id = any (select id from operations.conflict where event_id = $2)`,
      [db.agency('kent-police'), silent],
    )
    assert.equal(told?.count, 0)
  })

  void test('whoever is not in the operation sees nothing, of the own agency too', async () => {
    const search = await at.lodge(LEAD, ours)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    await at.look()
    const [mine] = await at.conflictsOf(LEAD)
    for (const who of [
      LEAD_COORDINATOR,
      'intelligence-officer-2@sussex-police.example',
      KENT_ANALYST,
      BROKER,
    ]) {
      assert.deepEqual(await at.conflictsOf(who), [])
      assert.deepEqual((await at.as(who, (scope) => listEvents(scope, { list: 'all' }))).rows, [])
      await assert.rejects(
        at.as(who, (scope) => readEvent(scope, search)),
        { code: 'not-found' },
      )
      await assert.rejects(
        at.as(who, (scope) => standDown(scope, search, 'x')),
        { code: 'not-found' },
      )
      await assert.rejects(
        at.as(who, (scope) => sayOfConflict(scope, mine?.id as ConflictId, { word: 'talked', note: null })),
        { code: 'not-found' },
      )
    }
    // No column of the row leads to the other side.
    await assert.rejects(
      at.as(LEAD, (scope) => scope.tx.many('select pair_id from operations.conflict')),
      /permission denied/,
    )
    await assert.rejects(
      at.as(LEAD, (scope) => scope.tx.many('select from operations.planned_pair')),
      /permission denied/,
    )
  })

  void test('499 m, 501 m and touching hours are what they are; two agencies of one operation concern each other', async () => {
    const east = (metres: number) => ({
      lat: QUAY.lat,
      lon: QUAY.lon + metres / (111_194.93 * Math.cos((QUAY.lat * Math.PI) / 180)),
    })
    const search = await at.lodge(LEAD, ours)
    const kent = (metres: number, more: object = {}) =>
      at.lodge(KENT, theirs, {
        ...kents,
        ground: 'premises',
        disclosure: 'open',
        place: { kind: 'premises', at: east(metres) },
        ...more,
      })
    await kent(501)
    // The search's margin of two hours and the meeting's of four end where they touch.
    await kent(0, { starts_at: inHours(57), ends_at: inHours(59) })
    await at.look()
    assert.deepEqual(await at.conflictsOf(LEAD, search), [])
    await kent(499)
    await at.look()
    assert.equal((await at.conflictsOf(LEAD, search)).length, 1)
  })

  void test('a change asks why once a conflict was shown, and tells the other side that something changed', async () => {
    const search = await at.lodge(LEAD, ours)
    await change(LEAD, search, { note: 'Nothing was shown yet' }, null)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    await at.look()
    await assert.rejects(change(LEAD, search, { ends_at: inHours(50) }, null), { code: 'invalid' })
    await change(LEAD, search, { ends_at: inHours(50) }, 'The warrant came late')
    await at.look()
    const [changed] = await at.conflictsOf(KENT)
    assert.ok(changed?.otherChangedAt && !changed.endedAt)
    await at.as(LEAD, (scope) => standDown(scope, search, 'Stood down'))
    await at.look()
    const [ended] = await at.conflictsOf(KENT)
    assert.equal(ended?.endedWhy, 'stood-down')
    assert.ok(!JSON.stringify(ended).includes('warrant'))
  })

  void test('an enforcement goes once the duty post was rung and every conflict that was told is named', async () => {
    const search = await at.lodge(LEAD, ours)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    await at.look()
    const [mine] = await at.conflictsOf(LEAD)
    const go = (decision: string | null, named: ConflictId[]) =>
      at.as(LEAD, (scope) => sayGo(scope, search, { reason: 'The warrant is there', decision, named }))
    const { number } = await at.as(LEAD, (scope) => enter(scope, ours))
    const entry = String(number)
    await assert.rejects(go(entry, [mine?.id as ConflictId]), { code: 'wrong-state' })
    await at.as(LEAD, (scope) => noteRing(scope, search, { at: new Date(), answered: 'Duty coordinator' }))
    await assert.rejects(go(null, []), { code: 'invalid' })
    await assert.rejects(go(entry, []), { code: 'invalid' })
    await assert.rejects(go('12', [mine?.id as ConflictId]), { code: 'invalid' }, 'no entry has this number')
    await assert.rejects(
      db.admin(
        `update operations.planned_event set go_at = now(), go_by = person_id, go_reason = 'x' where id = $1`,
        [search],
      ),
      /not named/,
    )
    await go(entry, [mine?.id as ConflictId])
    assert.equal((await at.conflictsOf(LEAD))[0]?.namedIn, entry)
  })

  void test('a conflict that was not told blocks no go', async () => {
    const search = await at.lodge(LEAD, ours)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'broker' })
    await at.look()
    await at.as(LEAD, (scope) => noteRing(scope, search, { at: new Date(), answered: 'Duty coordinator' }))
    await at.as(LEAD, (scope) =>
      sayGo(scope, search, { reason: 'The warrant is there', decision: null, named: [] }),
    )
  })

  void test('the database refuses silence of enforcement, or by one person, and half an hour', async () => {
    const search = await at.lodge(LEAD, ours)
    const change_ = (set: string) =>
      db.admin(`update operations.planned_event set ${set} where id = $1`, [search])
    await assert.rejects(change_(`buffer_m = 199`), /check/)
    await assert.rejects(change_(`ends_at = starts_at + interval '59 minutes'`), /an_hour_at_least/)
    await assert.rejects(change_(`place_box = box(point(0, 50), point(0, 50))`), /box does not hold/)
    const copy = (changes: string) =>
      db.admin(
        `insert into operations.planned_event (id, operation_id, agency_id, person_id, kind, ground, purpose, state, disclosure,
           desk, telephone, starts_at, ends_at, zone, place, buffer_m, place_box, during, silent_reason, silent_by, silent_at)
         select gen_random_uuid(), operation_id, agency_id, person_id, ${changes}, desk, telephone,
           starts_at, ends_at, zone, place, buffer_m, box(point(2, 52), point(-2, 50)), during, 'x', silent_by, silent_at
         from operations.planned_event where id = $1`,
        [search],
      )
    await assert.rejects(copy(`'arrest', ground, purpose, 'draft', 'silent'`), /enforcement_is_not_silent/)
    await assert.rejects(copy(`'drill', ground, purpose, 'draft', 'broker'`), /safety_is_open/)
    await assert.rejects(copy(`'meeting', ground, purpose, 'lodged', 'silent'`), /silent_once_another/)
  })

  void test('so many live events and so many changes, and no more', async () => {
    await db.admin('update operations.planned_setting set live_most = 2, changes_most = 2')
    try {
      const first = await at.lodge(LEAD, ours)
      await at.lodge(LEAD, ours)
      await assert.rejects(at.lodge(LEAD, ours), { code: 'too-many-live' })
      await change(LEAD, first, {}, null)
      await change(LEAD, first, {}, null)
      await assert.rejects(change(LEAD, first, {}, null), { code: 'too-many-changes' })
      await assert.rejects(
        at.as(LEAD, (scope) => standDown(scope, first, null)),
        { code: 'too-many-changes' },
      )
    } finally {
      await db.admin('update operations.planned_setting set live_most = 20, changes_most = 10')
    }
  })

  void test('28 days after its end a place is a cell and a month; after two years it is gone', async () => {
    const search = await at.lodge(LEAD, ours, { note: 'By the side door' })
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    await at.look()
    const clock = { database: db.database, log: createLog('silent') }
    const end = () => endTask(clock, {})
    await db.admin(`set session_replication_role = replica;
      update operations.planned_event set starts_at = starts_at - interval '40 days', ends_at = ends_at - interval '40 days',
        during = tstzrange(lower(during) - interval '40 days', upper(during) - interval '40 days');
      set session_replication_role = origin`)
    await lookTask(clock, {})
    // The events are over with one beat, and their pair with it; the conflict ends with the next.
    await lookTask(clock, {})
    assert.equal((await at.conflictsOf(LEAD))[0]?.endedWhy, 'finished')
    await end()
    const coarse = await at.as(LEAD, (scope) => readEvent(scope, search))
    assert.deepEqual(
      [coarse.state, coarse.place, coarse.note, coarse.coarse?.lat],
      ['coarsened', null, null, 50.95],
    )
    const kept = await db.admin<{ document: unknown }>('select document from operations.planned_version')
    assert.deepEqual(
      kept.map(({ document }) => document),
      [{}, {}],
    )
    assert.equal((await at.conflictsOf(LEAD))[0]?.agency, null)
    await db.admin(`set session_replication_role = replica;
      update operations.planned_event set coarse_month = coarse_month - interval '3 years'; set session_replication_role = origin`)
    await end()
    await assert.rejects(
      at.as(LEAD, (scope) => readEvent(scope, search)),
      { code: 'not-found' },
    )
  })

  const [, ...cases] = readFileSync(path.resolve('src/library/planned-events/conflict-cases.csv'), 'utf8')
    .trim()
    .split('\n')
  void test('what a side learns is in the database what the table says', async () => {
    assert.equal(cases.length, 39)
    for (const line of cases) {
      const [mine, other, group, told, opened, learns, broker] = line.split(',')
      const [row] = await db.admin(
        'select operations.side_learns($1, $2, $3, $4, $5) as learns, operations.broker_sees($1, $2) as broker',
        [mine, other, group, told === 'yes', opened === 'yes'],
      )
      assert.deepEqual({ ...row }, { learns, broker: broker === 'yes' }, line)
    }
  })
})
