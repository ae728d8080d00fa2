/** Events are part of their items: seen, counted and gone with the version that says them. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  acceptConditions,
  fileReport,
  recallReport,
  releaseReport,
  submitDraft,
  startDraft,
  saveDraft,
  writeVersion,
} from '../../intelligence/index.ts'
import {
  acting,
  aReport,
  checked,
  kent,
  nca,
  sussex,
  underCodeC,
} from '../../intelligence/reports.test-support.ts'
import { codesOf, whatHappened } from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { askedQuery, understand } from './asked.ts'
import { exportEvents } from './export-events.ts'
import { countEvents, listEvents } from './list-events.ts'

const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)
const CAMBER = { where: '50.93200 N, 0.79600 E', where_sure: 'exact' }

const withEvents = (events: object[], more: Record<string, unknown> = {}) => {
  const [item] = aReport()['items'] as object[]
  return checked({ ...more, items: [{ ...item, events }] })
}

void describe('events of reports', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const file = (events: object[], more: Record<string, unknown> = {}) =>
    as(sussex, (scope) => fileReport(scope, withEvents(events, more)))
  const asked = async (scope: MemberScope, query: Record<string, string>) => {
    const { filter, errors } = await understand(scope, askedQuery.parse(query))
    assert.deepEqual(errors, {})
    return filter
  }
  const seenBy = (who: string, query: Record<string, string> = {}) =>
    as(who, async (scope) => {
      const filter = await asked(scope, query)
      const { rows } = await listEvents(scope, filter)
      assert.equal(await countEvents(scope, filter), rows.length, 'what is counted is what is seen')
      return rows
    })
  const ofReport = async (who: string, id: RecordId, query: Record<string, string> = {}) =>
    (await seenBy(who, query)).filter(({ report }) => report === id)
  const stored = (id: RecordId) =>
    db.admin<{ version: number; kind: string }>(
      'select version, kind from networks.event where record_id = $1 order by item, number',
      [id],
    )

  void test('are kept with their times in London, whatever entrance the report came by', async () => {
    const { id } = await file([
      { kind: 'landing', when: '2 July 2026 at 05:10', ...CAMBER, place: 'Camber Sands' },
      { kind: 'meeting', when: 'about July 2026' },
      {
        kind: 'transport',
        when: 'between 2 and 5 July 2026',
        where: 'TQ 95 15',
        where_sure: 'within',
        within_m: 700,
      },
      { kind: 'other', place: 'Somewhere on the Rother' },
    ])
    const rows = (await ofReport(sussex, id)).toSorted((one, other) => one.kind.localeCompare(other.kind))
    assert.deepEqual(
      rows.map(({ kind, from, until, sure, withinM, place }) => ({
        kind,
        from,
        until,
        sure,
        withinM,
        place,
      })),
      [
        {
          ...{ kind: 'landing', from: new Date('2026-07-02T04:10Z'), until: new Date('2026-07-02T04:11Z') },
          ...{ sure: 'exact', withinM: null, place: 'Camber Sands' },
        },
        {
          ...{ kind: 'meeting', from: new Date('2026-06-30T23:00Z'), until: new Date('2026-07-31T23:00Z') },
          ...{ sure: null, withinM: null, place: null },
        },
        {
          kind: 'other',
          from: null,
          until: null,
          sure: null,
          withinM: null,
          place: 'Somewhere on the Rother',
        },
        {
          ...{ kind: 'transport', from: new Date('2026-07-01T23:00Z'), until: new Date('2026-07-05T23:00Z') },
          ...{ sure: 'within', withinM: 700, place: null },
        },
      ],
    )
    const draft = await as(sussex, async (scope) => {
      const begun = await startDraft(scope)
      const events = [{ kind: 'landing', when: '3 July 2026', where: '', place: 'Rye' }]
      const [item] = aReport()['items'] as object[]
      return await saveDraft(scope, begun.id, begun.revision, { ...aReport(), items: [{ ...item, events }] })
    })
    assert.deepEqual(await stored(draft.id), [], 'a draft has none')
    await as(sussex, (scope) => submitDraft(scope, draft.id, draft.revision))
    assert.deepEqual(await stored(draft.id), [{ version: 1, kind: 'landing' }])
  })

  void test('are seen by those who read the report in full, and absent is as hidden for everybody else', async () => {
    const { id } = await file([{ kind: 'landing', when: daysAgo(2), ...CAMBER }])
    assert.equal((await ofReport(sussex, id)).length, 1)
    assert.deepEqual(await ofReport(kent, id), [])
    const kentNumber = db.agency('kent-police')
    await as(sussex, (scope) =>
      releaseReport(scope, id, { to: { agencies: [kentNumber] }, reason: 'For them' }),
    )
    assert.equal((await ofReport(kent, id)).length, 1)
    assert.deepEqual(await ofReport(nca, id), [])
  })

  void test('under code C are seen once the conditions are accepted, and again for each version', async () => {
    const { id } = await file([{ kind: 'landing', when: daysAgo(2), ...CAMBER }], underCodeC)
    await as(sussex, (scope) =>
      releaseReport(scope, id, { to: { agencies: [db.agency('kent-police')] }, reason: 'For them' }),
    )
    assert.deepEqual(await ofReport(kent, id), [])
    await as(kent, (scope) => acceptConditions(scope, id))
    assert.equal((await ofReport(kent, id)).length, 1)
    const next = withEvents([{ kind: 'meeting', when: daysAgo(1), ...CAMBER }], underCodeC)
    await as(sussex, (scope) => writeVersion(scope, id, { version: 1 }, next, { reason: 'More is known' }))
    assert.deepEqual(await ofReport(kent, id), [])
  })

  void test('go with their version, at once', async () => {
    const { id } = await file([{ kind: 'landing', when: daysAgo(2), ...CAMBER }])
    const second = withEvents([
      { kind: 'meeting', when: daysAgo(1) },
      { kind: 'other', place: 'Rye' },
    ])
    await as(sussex, (scope) => writeVersion(scope, id, { version: 1 }, second))
    assert.deepEqual(await stored(id), [
      { version: 2, kind: 'meeting' },
      { version: 2, kind: 'other' },
    ])
    await as(sussex, (scope) => writeVersion(scope, id, { version: 2 }, checked()))
    assert.deepEqual(await stored(id), [])
  })

  void test('go with a recall, and with a restriction for as long as it lasts', async () => {
    const { id } = await file([{ kind: 'landing', when: daysAgo(2), ...CAMBER }])
    // What else a restriction asks for (its ground, its event) is tried in the room records.
    const restrict = (at: string) =>
      db.admin(`begin; alter table access.record disable trigger user; alter table access.record enable trigger events_follow;
                update access.record set restricted_at = ${at} where id = '${id}';
                alter table access.record enable trigger user; commit`)
    await restrict('now()')
    assert.deepEqual(await stored(id), [])
    await restrict('null')
    assert.equal((await stored(id)).length, 1)
    await as(sussex, (scope) => recallReport(scope, id, 'It was wrong'))
    assert.deepEqual(await stored(id), [])
  })

  void test('a report without events has no row, and no statement more', async () => {
    const statements = async (events: object[]) =>
      await as(sussex, async (scope) => {
        let count = 0
        const counted: MemberScope = {
          ...scope,
          tx: new Proxy(scope.tx, {
            get: (tx, name) => {
              count += 1
              const value: unknown = Reflect.get(tx, name)
              return typeof value === 'function' ? (value.bind(tx) as unknown) : value
            },
          }),
        }
        await fileReport(counted, withEvents(events))
        return count
      })
    assert.equal(await statements([]), await statements([{ kind: 'landing', when: daysAgo(1) }]))
    const plain = await as(sussex, (scope) => fileReport(scope, checked()))
    assert.deepEqual(await stored(plain.id), [])
  })

  void test('of each kind are kept', async () => {
    const kinds = codesOf(whatHappened)
    const { id } = await file(kinds.slice(0, 20).map((kind) => ({ kind, place: 'Rye' })))
    assert.deepEqual(
      (await stored(id)).map(({ kind }) => kind),
      kinds,
    )
  })

  void test('nobody writes, changes or removes one by hand', async () => {
    for (const statement of [
      `insert into networks.event (record_id, version, item, number, kind, listed_at) select id, 1, 1, 9, 'other', now() from access.record limit 1`,
      `update networks.event set place = 'moved'`,
      'delete from networks.event',
    ])
      await assert.rejects(as(sussex, (scope) => scope.tx.run(statement)))
  })

  void test('are found near a place, in the last days, and by kind', async () => {
    const at = (where: string, more: object = {}) => ({ kind: 'landing', when: daysAgo(3), where, ...more })
    const { id } = await file([
      at('54.00000 N, 0.10000 E'),
      at('54.03000 N, 0.10000 E', { kind: 'meeting' }),
      at('54.00000 N, 0.10000 E', { when: daysAgo(40) }),
      at('54.90000 N, 0.10000 E'),
    ])
    const near = { at: '54.0 N, 0.1 E' }
    assert.equal((await ofReport(sussex, id, near)).length, 3)
    assert.equal((await ofReport(sussex, id, { ...near, km: '2' })).length, 2)
    assert.equal((await ofReport(sussex, id, { ...near, days: '14' })).length, 2)
    assert.equal((await ofReport(sussex, id, { ...near, days: '14', kind: 'meeting' })).length, 1)
    assert.equal((await ofReport(sussex, id, { ...near, from: daysAgo(41), to: daysAgo(39) })).length, 1)
  })

  void test('are found over the date line, from either side', async () => {
    const { id } = await file([
      { kind: 'other', where: '51.00000 N, 179.99000 E' },
      { kind: 'other', where: '51.00000 N, 179.99000 W' },
    ])
    for (const at of ['51.0 N, 180.0 E', '51.0 N, 180.0 W', '51.0 N, 179.999 W'])
      assert.equal((await ofReport(sussex, id, { at, km: '2' })).length, 2, at)
  })

  void test('page both ways by where a page ended', async () => {
    const { id } = await file(
      Array.from({ length: 7 }, (_, day) => ({
        kind: 'other',
        when: daysAgo(300 + day),
        where: '40.00000 N, 5.00000 W',
      })),
    )
    await as(sussex, async (scope) => {
      const filter = await asked(scope, { at: '40.0 N, 5.0 W' })
      const first = await listEvents(scope, filter, { limit: 3 })
      const second = await listEvents(scope, filter, { limit: 3, cursor: first.older ?? '' })
      const third = await listEvents(scope, filter, { limit: 3, cursor: second.older ?? '' })
      assert.deepEqual([first.newer, third.older, third.rows.length], [null, null, 1])
      const all = [first, second, third].flatMap(({ rows }) => rows.map(({ when }) => when))
      assert.deepEqual(
        all,
        Array.from({ length: 7 }, (_, day) => daysAgo(300 + day)),
      )
      const back = await listEvents(scope, filter, { limit: 3, newer: third.newer ?? '' })
      assert.deepEqual(back.rows, second.rows)
      assert.deepEqual((await listEvents(scope, filter, { limit: 3, newer: back.newer ?? '' })).newer, null)
    })
    assert.equal((await stored(id)).length, 7)
  })

  void test('say how many lie near a report that was filed: only what its reader may read', async () => {
    const place = { when: daysAgo(1), where: '57.00000 N, 2.00000 W' }
    const theirs = await as(kent, (scope) => fileReport(scope, withEvents([{ kind: 'landing', ...place }])))
    const ours = await file([{ kind: 'landing', ...place }])
    const near = () =>
      as(sussex, (scope) =>
        scope.tx.many<{ others: number }>('select others from networks.events_near_report($1, 5, 14, $2)', [
          ours.id,
          scope.now,
        ]),
      )
    assert.deepEqual(await near(), [{ others: 0 }])
    await as(kent, (scope) =>
      releaseReport(scope, theirs.id, { to: { agencies: [db.agency('sussex-police')] }, reason: 'For them' }),
    )
    assert.deepEqual(await near(), [{ others: 1 }])
  })

  void test('leave in a file with their marking, with an event in the ledger and no line between them', async () => {
    const { id } = await file([
      { kind: 'landing', when: daysAgo(1), where: '10.00000 N, 20.00000 W', place: '=HYPERLINK("x")' },
      { kind: 'landing', when: daysAgo(2), where: '10.01000 N, 20.00000 W' },
    ])
    const written = await as(sussex, async (scope) => {
      const filter = await asked(scope, { at: '10 N, 20 W' })
      return [await exportEvents(scope, filter, 'csv'), await exportEvents(scope, filter, 'geojson')]
    })
    const [csv = '', geojson = ''] = written
    assert.match(csv, /^\uFEFF"OFFICIAL","2 events/)
    assert.match(csv.trimEnd(), /\r\n"OFFICIAL"$/)
    assert.doesNotMatch(csv, /(?:^|,)"=HYPERLINK/m)
    const collection = JSON.parse(geojson) as { marking: string; features: { geometry: { type: string } }[] }
    assert.deepEqual(
      [collection.marking, collection.features.map(({ geometry }) => geometry.type)],
      ['OFFICIAL', ['Point', 'Point']],
    )
    const events = await db.admin<{ kind: string }>(
      `select kind from ledger.event where detail ->> 'exported' = 'true' and detail -> 'filters' ? 'place'`,
    )
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['consultation', 'consultation'],
    )
    assert.ok(id)
  })

  void test('have no column, filter or file for a person, a vehicle or a telephone', async () => {
    const columns = await db.admin<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'networks' and table_name = 'event'`,
    )
    const words = [...columns.map(({ name }) => name), ...Object.keys(askedQuery.shape)]
    assert.deepEqual(
      words.filter((name) => /person|subject|vehicle|phone|mention|name/.test(name)),
      [],
    )
  })
})
