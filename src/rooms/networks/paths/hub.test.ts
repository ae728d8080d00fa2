/**
 * A value with thousands of links, a link to itself, and circles of links: looks end, and what is counted is in sight.
 * Loaded as SQL, and smaller than the 100,000 that one may meet: bounds are met all the same, and a run takes seconds.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import { decideLink } from '../links/decide-link.ts'
import { linksOf } from '../links/links-of.ts'
import { KENT, networksOf, person, phone, SUSSEX } from '../networks.test-support.ts'
import { readSubject } from '../subjects/read-subject.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'
import { findPath } from './find-path.ts'
import { MOST_SHOWN, neighboursOf } from './neighbours.ts'

const HUB = 6_000
const EACH = 100
/** Far more than such a look takes here: it says that it ends, and is no measure. */
const LONGEST_MS = 10_000

void describe('a hub', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  let report: RecordId
  let hub: SubjectId
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
    report = await net.file(SUSSEX, [phone(801), phone(802)])
    await net.gather()
    hub = await net.subject(SUSSEX, report, 1)
    // Reports that each name the hub and a hundred others, each of them linked with it. Constraints that ask for an event
    // at commit look away: who decided thousands of links is nobody.
    await db.admin(
      `set session_replication_role = 'replica';
       create temporary table made as
         select gen_random_uuid() as id, gen_random_uuid() as subject, (n - 1) / ${String(EACH)} as report,
                (n - 1) % ${String(EACH)} + 2 as number
         from generate_series(1, ${String(HUB)}) n;
       create temporary table reports as
         select m.report, case when m.report = 0 then '${report}'::uuid else gen_random_uuid() end as id
         from (select distinct report from made) m;
       insert into access.record
         select (jsonb_populate_record(r, jsonb_build_object('id', x.id, 'reference', 'SM-TEST-' || lpad(x.report::text, 4, '0') || '-0'))).*
         from reports x cross join access.record r where r.id = '${report}' and x.report > 0;
       delete from networks.mention where record_id = '${report}' and number > 1;
       delete from networks.reach where record_id = '${report}' and number > 1;
       insert into networks.subject (id, kind, key) select subject, 'phone', 'made ' || id from made;
       insert into networks.mention
         select (jsonb_populate_record(m, jsonb_build_object('record_id', x.id))).*
         from reports x cross join networks.mention m where m.record_id = '${report}' and x.report > 0;
       insert into networks.mention
         select (jsonb_populate_record(m, jsonb_build_object('record_id', x.id, 'number', k.number, 'subject_id', k.subject))).*
         from made k join reports x on x.report = k.report cross join networks.mention m
         where m.record_id = '${report}' and m.number = 1;
       insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
         select m.record_id, m.number, m.agency_id, m.version, m.subject_id, m.agency_id, m.kind, m.item, m.said_at, '{}'
         from networks.mention m on conflict do nothing;
       insert into networks.link (id, record_id, version, item, agency_id, from_id, to_id, kind, state, decided_by)
         select gen_random_uuid(), r.id, r.version, 1, r.agency_id, '${hub}', k.subject, 'calls', 'accepted', r.author_id
         from made k join reports x on x.report = k.report join access.record r on r.id = x.id;
       drop table made, reports;
       set session_replication_role = 'origin'`,
    )
    await db.admin('analyze networks.subject, networks.mention, networks.reach, networks.link')
  })
  after(() => db.close())

  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const from = Date.now()
    const done = await work()
    assert.ok(Date.now() - from < LONGEST_MS, `${String(Date.now() - from)} ms`)
    return done
  }
  const near = (who: string, id: SubjectId, steps: 1 | 2) =>
    net.as(who, async (scope) => neighboursOf(scope, await subjectInSight(scope, id), steps))

  void test('has a page, one step and two, each within its bound, and says that there is more', async () => {
    const view = await timed(() => net.as(SUSSEX, (scope) => readSubject(scope, hub)))
    assert.ok(view.links.length <= 500 && view.neighbours.shown.length <= 60)
    assert.ok(view.neighbours.more > 0)
    for (const steps of [1, 2] as const) {
      const { shown, bounded } = await timed(() => near(SUSSEX, hub, steps))
      assert.equal(shown.length, MOST_SHOWN)
      assert.equal(bounded, true)
    }
  })

  void test('counts what is within sight: nothing for a partner, and what is released once it is', async () => {
    await assert.rejects(near(KENT, hub, 1), { kind: 'not-found' })
    await net.release(SUSSEX, report, 'kent-police')
    const { shown, more } = await timed(() => near(KENT, hub, 1))
    assert.deepEqual([shown.length, more], [EACH, 0])
    const links = await net.as(KENT, (scope) => linksOf(scope, [hub]))
    assert.equal(links.length, EACH)
  })
})

void describe('odd links', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
  })
  after(() => db.close())

  const undated = { fromOn: null, toOn: null, note: null, state: 'accepted' } as const

  void test('to itself is refused by the program and by the database', async () => {
    const report = await net.file(SUSSEX, [person('Odd Link'), phone(811)])
    await net.gather()
    const odd = await net.subject(SUSSEX, report, 1)
    const link = { ...undated, record: report, item: 1, from: odd, to: odd, kind: 'other' } as const
    await assert.rejects(
      net.as(SUSSEX, (scope) => decideLink(scope, link)),
      { kind: 'invalid' },
    )
    await assert.rejects(
      db.admin(
        `insert into networks.link (id, record_id, version, item, agency_id, from_id, to_id, kind, state, decided_by)
         select gen_random_uuid(), r.id, 1, 1, r.agency_id, $2, $2, 'other', 'accepted', r.author_id
         from access.record r where r.id = $1`,
        [report, odd],
      ),
      { code: '23514' },
    )
  })

  void test('in a circle, and both ways at once, end; each subject is met once and never as its own neighbour', async () => {
    const report = await net.file(SUSSEX, [phone(821), phone(822), phone(823), phone(824)])
    const alone = await net.file(SUSSEX, [phone(825)])
    await net.gather()
    const ids = await Promise.all([1, 2, 3, 4].map((number) => net.subject(SUSSEX, report, number)))
    const [a, b, c, d] = ids as [SubjectId, SubjectId, SubjectId, SubjectId]
    const apart = await net.subject(SUSSEX, alone, 1)
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
      [b, a],
      [c, d],
    ] as const)
      await net.as(SUSSEX, (scope) =>
        decideLink(scope, { ...undated, record: report, item: 1, from, to, kind: 'calls' }),
      )
    for (const steps of [1, 2] as const) {
      const met = await net.as(SUSSEX, async (scope) =>
        (await neighboursOf(scope, await subjectInSight(scope, a), steps)).shown.map(({ id }) => id),
      )
      assert.deepEqual(met.toSorted(), [b, c, d].toSorted())
    }
    const none = await net.as(SUSSEX, async (scope) =>
      findPath(scope, await subjectInSight(scope, a), await subjectInSight(scope, apart)),
    )
    assert.equal(none.steps, null)
  })

  void test('of 1066 and of 2099 are kept as they were typed, and cannot end before they begin', async () => {
    const report = await net.file(SUSSEX, [phone(831), phone(832)])
    await net.gather()
    const [from, to] = [await net.subject(SUSSEX, report, 1), await net.subject(SUSSEX, report, 2)]
    const link = { ...undated, record: report, item: 1, from, to, kind: 'calls' } as const
    await net.as(SUSSEX, (scope) => decideLink(scope, { ...link, fromOn: '1066-10-14', toOn: '2099-12-31' }))
    const [kept] = await net.as(SUSSEX, (scope) => linksOf(scope, [from]))
    assert.deepEqual([kept?.fromOn, kept?.toOn], ['1066-10-14', '2099-12-31'])
    await assert.rejects(
      net.as(SUSSEX, (scope) => decideLink(scope, { ...link, fromOn: '2099-12-31', toOn: '1066-10-14' })),
      { kind: 'invalid' },
    )
  })
})
