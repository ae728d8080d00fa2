/** A thousand open conflicts: both lists page both ways, what begins soonest first, and none is left out or shown twice. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { OperationId } from '../ids.ts'
import { LEAD } from '../operations.test-support.ts'
import { listConflicts, type ConflictList } from './conflicts.ts'
import { BROKER, eventsOn } from './conflicts.test-support.ts'
import { brokerCards } from './duty-post.ts'
import { listEvents } from './list-events.ts'

const MANY = 1_000

void describe('with a thousand open conflicts', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
    const ours = await at.openOf('sussex-police', { codename: 'Copper Lantern' })
    const theirs = await at.openOf('kent-police', { codename: 'Quiet Harbour' })
    await conflictsOf(db, ours, theirs)
  })
  after(() => db.close())

  const walk = async <Page extends { next: string | null; previous: string | null }>(
    read: (place: { cursor?: string; back?: boolean }) => Promise<Page>,
    idsOf: (page: Page) => string[],
  ) => {
    const [there, pages]: [string[], Page[]] = [[], []]
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page = await read(cursor === undefined ? {} : { cursor })
      there.push(...idsOf(page))
      pages.push(page)
      cursor = page.next
    }
    const back: string[] = []
    for (let cursor = pages.at(-1)?.previous ?? null; cursor !== null;) {
      const page: Page = await read({ cursor, back: true })
      back.unshift(...idsOf(page))
      cursor = page.previous
    }
    assert.equal(pages[0]?.previous, null)
    return { there, back: [...back, ...idsOf(pages.at(-1) ?? assert.fail())] }
  }

  for (const list of ['waiting', 'open', 'all'] as ConflictList[])
    void test(`the list of conflicts: ${list}`, async () => {
      const { there, back } = await walk(
        (place) => at.as(LEAD, (scope) => listConflicts(scope, { list, ...place })),
        ({ rows }) => rows.map(({ id }) => id),
      )
      assert.equal(new Set(there).size, MANY)
      assert.deepEqual(back, there)
      const [first] = (await at.as(LEAD, (scope) => listConflicts(scope, { list: 'waiting' }))).rows
      const [soonest] = await db.admin<{ at: Date }>(
        'select min(starts_at) as at from operations.planned_event',
      )
      assert.deepEqual(first?.beginsAt, soonest?.at)
    })

  void test('the cards of the duty post, two a pair', async () => {
    await db.admin(
      `begin; set local session_replication_role = replica; update operations.planned_event set disclosure = 'broker'; commit`,
    )
    const { there, back } = await walk(
      (place) => at.as(BROKER, (scope) => brokerCards(scope, { list: 'ring', ...place })),
      ({ pairs }) => pairs.map(([card]) => card?.pair ?? ''),
    )
    assert.equal(new Set(there).size, MANY)
    assert.deepEqual(back, there)
    const { pairs } = await at.as(BROKER, (scope) => brokerCards(scope))
    assert.ok(pairs.every((pair) => pair.length === 2))
    assert.deepEqual(
      pairs.map(([card]) => card?.sharedFrom.getTime()),
      pairs.map(([card]) => card?.sharedFrom.getTime()).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
  })

  void test('the list of planned events', async () => {
    for (const list of ['live', 'all'] as const) {
      const { there, back } = await walk(
        (place) => at.as(LEAD, (scope) => listEvents(scope, { list, ...place })),
        ({ rows }) => rows.map(({ id }) => id),
      )
      assert.equal(new Set(there).size, MANY)
      assert.deepEqual(back, there)
    }
  })

  void test('a cursor that is none is refused', async () => {
    for (const read of [
      () => at.as(LEAD, (scope) => listConflicts(scope, { list: 'open', cursor: 'x' })),
      () => at.as(LEAD, (scope) => listEvents(scope, { list: 'live', cursor: 'e30' })),
      () => at.as(BROKER, (scope) => brokerCards(scope, { cursor: 'x' })),
    ])
      await assert.rejects(read, { kind: 'invalid' })
  })
})

/** An id of version 4, the same for the same name. */
const idOf = (name: string) => `overlay(overlay(md5(${name}) placing '4' from 13) placing 'a' from 17)::uuid`

/** As the finder would have written them, without so many transactions: several begin and were shown in one moment. */
async function conflictsOf(db: TestDatabase, ours: OperationId, theirs: OperationId): Promise<void> {
  await db.admin(`begin; set local session_replication_role = replica;
    insert into operations.planned_event (id, operation_id, agency_id, person_id, kind, ground, purpose, state, disclosure,
      desk, telephone, starts_at, ends_at, zone, place, buffer_m, place_box, during, created_at)
    select ${idOf('o.side || n')}, o.operation, o.agency, p.id, 'meeting', 'street', 'x', 'lodged', 'open', 'Desk', '01632 960101',
      t.at, t.at + interval '2 hours', 'UTC', '{"kind":"premises","at":{"lat":51,"lon":1}}', 500,
      box(point(0.8, 50.8), point(1.2, 51.2)), tstzrange(t.at - interval '4 hours', t.at + interval '6 hours'),
      now() - make_interval(secs => n / 7)
    from generate_series(1, ${String(MANY)}) n
    cross join (values ('one', '${ours}'::uuid, ${String(db.agency('sussex-police'))}), ('two', '${theirs}'::uuid, ${String(db.agency('kent-police'))}))
      o (side, operation, agency)
    join lateral (select id from identity.person x where x.agency_id = o.agency order by id limit 1) p on true
    cross join lateral (select date_trunc('hour', now()) + make_interval(hours => 1 + n % 400) as at) t;
    insert into operations.planned_pair (id, one_event, other_event, one_version, other_version, shared, urgent)
    select ${idOf(`'pair' || n`)}, least(${idOf(`'one' || n`)}, ${idOf(`'two' || n`)}),
      greatest(${idOf(`'one' || n`)}, ${idOf(`'two' || n`)}), 1, 1, operations.whole_hours(e.during), false
    from generate_series(1, ${String(MANY)}) n join operations.planned_event e on e.id = ${idOf(`'one' || n`)};
    insert into operations.conflict (pair_id, event_id, operation_id, agency_id, shown_at, learned, other_agency_id, other_desk,
      other_telephone, other_group, shared)
    select ${idOf(`'pair' || n`)}, e.id, e.operation_id, e.agency_id, now() - make_interval(secs => n / 5), 'contact', e.agency_id,
      'Desk', '01632 960101', 'protected', p.shared
    from generate_series(1, ${String(MANY)}) n
    join operations.planned_event e on e.id in (${idOf(`'one' || n`)}, ${idOf(`'two' || n`)})
    join operations.planned_pair p on p.id = ${idOf(`'pair' || n`)};
    commit`)
}
