/**
 * What somebody tries who should not know: another agency's member, a colleague who is not in the operation, whoever was in
 * it, the duty post, an administrator. Each was found by reading the code as they would, and has its mend beside it.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { createLog } from '../../../platform/log.ts'
import { newId } from '../../../platform/identifiers.ts'
import { leaveWithAgency } from '../agencies/participation.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_COORDINATOR, LEAD } from '../operations.test-support.ts'
import { proposePost } from '../people/posts.ts'
import { BROKER, eventsOn, inHours, typedEvent } from './conflicts.test-support.ts'
import { beginChange, findDraft, keepDraft, listDrafts } from './drafts.ts'
import { brokerCards, tellSide } from './duty-post.ts'
import type { PlannedDraftId } from './ids.ts'
import { readEvent } from './list-events.ts'
import { noteRing } from './lodge-event.ts'
import { endTask, lookTask } from './look.ts'
import { valuesOf } from './pages/read-form.ts'

const kents = { kind: 'meeting', ground: 'street', desk: 'Kent duty desk', telephone: '01632 960202' }
const NCA = 'intelligence-officer@nca.example'

void describe('who tries to learn what another agency plans', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  let ours: OperationId
  let theirs: OperationId
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
    ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
    theirs = await at.openOf('kent-police', { codename: 'Quiet Harbour' })
    await at.join(ours, 'kent-police')
    await at.enter(ours, KENT)
  })
  after(() => db.close())
  beforeEach(async () => {
    await db.admin(
      'truncate operations.planned_event, operations.planned_version, operations.planned_look, operations.planned_draft cascade',
    )
  })

  void test('counts nothing of the others in one operation: how many may be lodged does not depend on them', async () => {
    await db.admin('update operations.planned_setting set live_most = 2')
    try {
      await at.lodge(KENT, ours, kents)
      await at.lodge(KENT, ours, {
        ...kents,
        kind: 'observation',
        disclosure: 'silent',
        silent_reason: 'A source',
      })
      await at.lodge(LEAD, ours)
      await at.lodge(LEAD, ours)
      await assert.rejects(at.lodge(LEAD, ours), { code: 'too-many-live' })
    } finally {
      await db.admin('update operations.planned_setting set live_most = 20')
    }
  })

  void test('learns from the end of a conflict nothing of when the other ends', async () => {
    const clock = { database: db.database, log: createLog('silent') }
    const long = { starts_at: inHours(24), ends_at: inHours(60) }
    const search = await at.lodge(LEAD, ours, long)
    await at.lodge(KENT, theirs, {
      ...kents,
      disclosure: 'broker',
      starts_at: inHours(25),
      ends_at: inHours(27),
    })
    await at.look()
    const { pairs } = await at.as(BROKER, (scope) => brokerCards(scope))
    const card = pairs.flat().find(({ agency }) => agency === 'Sussex Police')
    assert.ok(card)
    await at.as(BROKER, (scope) =>
      tellSide(scope, card.side, { answered: 'The desk', words: 'Something is near' }),
    )
    // The hours of theirs pass; those of ours go on.
    await db.admin(`set session_replication_role = replica;
      update operations.planned_event set starts_at = starts_at - interval '30 hours', ends_at = ends_at - interval '29 hours',
        during = tstzrange(lower(during) - interval '30 hours', upper(during) - interval '29 hours');
      set session_replication_role = origin`)
    await lookTask(clock, {})
    const [still] = await at.conflictsOf(LEAD, search)
    assert.deepEqual([still?.learned, still?.endedAt], ['told', null])
    await db.admin(`set session_replication_role = replica;
      update operations.planned_event set starts_at = starts_at - interval '3 days', ends_at = ends_at - interval '3 days',
        during = tstzrange(lower(during) - interval '3 days', upper(during) - interval '3 days') where id = '${search}';
      set session_replication_role = origin`)
    await lookTask(clock, {})
    assert.equal((await at.conflictsOf(LEAD, search))[0]?.endedWhy, 'finished')
  })

  void test('cannot take the duty post away by asking for its people', async () => {
    await at.join(ours, 'taskforce').catch(() => undefined)
    const [task] = await db.admin<{ slug: string }>(
      `select slug from identity.agency where kind = 'task-force'`,
    )
    const joined = await db.admin<{ n: number }>(
      `select count(*)::int as n from operations.participation where operation_id = $1 and agency_id = $2 and state = 'accepted'`,
      [ours, db.agency(task?.slug ?? '')],
    )
    if (joined[0]?.n === 0) await at.join(ours, task?.slug ?? '')
    await at.as(LEAD, (scope) => proposePost(scope, ours, { address: BROKER, post: 'member' }))
    await at.as(BROKER, (scope) => brokerCards(scope))
  })

  void test('finds with the duty post’s event its cell of about 10 km, and nothing finer', async () => {
    // Two places in one cell, eight kilometres apart: whoever lodges beside either of them is told the same.
    const search = { kind: 'arrest', disclosure: 'open' }
    const place = (lat: number, lon: number) => ({ kind: 'premises', at: { lat, lon } })
    await at.lodge(LEAD, ours, { ...search, place: place(50.91, 0.01) })
    await at.lodge(LEAD, ours, { ...search, place: place(50.98, 0.1) })
    await at.lodge(LEAD, ours, { ...search, place: place(51.3, 0.1) })
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'broker', place: place(50.911, 0.011) })
    await at.look()
    const { pairs } = await at.as(BROKER, (scope) => brokerCards(scope))
    assert.equal(pairs.length, 2)
    assert.ok(pairs.flat().every((card) => !JSON.stringify(card).includes('50.9')))
  })

  void test('the finder never sees where an event lies for which the duty post is rung', async () => {
    const event = await at.lodge(KENT, theirs, { ...kents, disclosure: 'broker' })
    const [seen] = await db.admin<{ place: unknown; slack_m: number }>(
      'select place, slack_m from operations.planned_candidates($1, false)',
      [event],
    )
    assert.deepEqual(seen?.place, { kind: 'premises', at: { lat: 50.95, lon: 0.075 } })
    await assert.rejects(
      db.admin(
        `update operations.planned_event set place_box = box(point(0.02, 50.93), point(-0.02, 50.89)) where id = $1`,
        [event],
      ),
      /box does not hold/,
    )
  })

  void test('a pair of which nobody learns stands nowhere', async () => {
    await at.enter(ours, 'analyst@sussex-police.example').catch(() => undefined)
    const silent = await at.lodge(LEAD, ours, {
      kind: 'observation',
      disclosure: 'silent',
      silent_reason: 'A source',
    })
    await db.admin(`set session_replication_role = replica;
      update operations.planned_event set state = 'lodged', silent_by = gen_random_uuid(), silent_at = now() where id = '${silent}';
      insert into operations.planned_look (event_id, quiet) values ('${silent}', false), ('${silent}', true);
      set session_replication_role = origin`)
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'broker' })
    await at.look()
    assert.deepEqual(await db.admin('select from operations.planned_pair'), [])
    // Open: the silent side learns, by the list of its own, and the open side has no row that was shown.
    await at.lodge(KENT, theirs, { ...kents, disclosure: 'open' })
    await at.look()
    assert.deepEqual([(await at.conflictsOf(LEAD)).length, (await at.conflictsOf(KENT)).length], [1, 0])
  })

  void test('waits for nobody who looks: that a pair is being kept does not hold up who changes an event', async () => {
    const mine = await at.lodge(LEAD, ours)
    const other = await at.lodge(KENT, theirs, kents)
    await db.database.performAsService({ service: 'planned-events', operation: 'test' }, async (scope) => {
      // The quiet look has found a pair and has not committed yet.
      await scope.tx.one('select operations.keep_planned_pairs($1, $2::uuid[], false)', [other, [mine]])
      await at.as(LEAD, async (asLead) => {
        await asLead.tx.run(`set local lock_timeout = '5s'`)
        await noteRing(asLead, mine, { at: new Date(), answered: 'Duty coordinator' })
      })
    })
  })

  void test('a draft is its writer’s alone, and nobody’s who has left the operation', async () => {
    const draft = newId<PlannedDraftId>()
    const typed = typedEvent({ operation: ours, note: 'By the side door' })
    await at.as(KENT, (scope) => keepDraft(scope, draft, { operation: ours, typed }))
    const event = await at.lodge(KENT, ours, { ...kents, note: 'By the front door' })
    const changing = newId<PlannedDraftId>()
    await at.as(KENT, async (scope) => {
      const read = await readEvent(scope, event)
      await beginChange(scope, changing, { event, revision: read.revision, typed: valuesOf(read) })
    })
    for (const who of [
      LEAD,
      KENT_COORDINATOR,
      NCA,
      BROKER,
      'administrator@kent-police.example',
      'records-manager@kent-police.example',
    ]) {
      assert.deepEqual(await at.as(who, listDrafts), [], who)
      assert.equal(await at.as(who, (scope) => findDraft(scope, draft)), null)
      await assert.rejects(
        at.as(who, (scope) => keepDraft(scope, draft, { operation: null, typed: {} })),
        { code: 'no-draft' },
      )
      await assert.rejects(
        at.as(who, (scope) => beginChange(scope, newId(), { event, revision: 1, typed: {} })),
        { code: 'not-found' },
      )
    }
    assert.equal((await at.as(KENT, listDrafts)).length, 2)
    const [part] = await db.admin<{ id: string }>(
      `select id from operations.participation where operation_id = $1 and agency_id = $2`,
      [ours, db.agency('kent-police')],
    )
    await at.as(KENT_COORDINATOR, (scope) => leaveWithAgency(scope, part?.id as never, 'Our part is done'))
    assert.deepEqual(await at.as(KENT, listDrafts), [])
    await assert.rejects(
      at.as(KENT, (scope) => keepDraft(scope, draft, { operation: ours, typed: {} })),
      { code: 'no-draft' },
    )
    // Nobody is left who could answer for what it had lodged: it was stood down as the agency left.
    await endTask({ database: db.database, log: createLog('silent') }, {})
    const [left] = await db.admin<{ state: string }>(
      'select state from operations.planned_event where id = $1',
      [event],
    )
    assert.equal(left?.state, 'stood-down')
  })
})
