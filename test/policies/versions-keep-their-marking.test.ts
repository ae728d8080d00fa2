/**
 * A version is read by those who could read it: its owner's people and, of what is told about it, a partner's too. That
 * a later one has a lower marking opens no earlier one. Each tried as plain SQL of a signed-in person.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newId } from '../../src/platform/identifiers.ts'
import { acceptConditions, recallReport, releaseReport } from '../../src/rooms/intelligence/share-report.ts'
import { listDrafts, readDraft, saveDraft, startDraft } from '../../src/rooms/intelligence/drafts.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { beginNewVersion } from '../../src/rooms/intelligence/new-version.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import {
  acting,
  checked,
  kent,
  kentAnalyst,
  nca,
  sussex,
  sussexSecond,
  underCodeC,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { beginSanitised } from '../../src/rooms/intelligence/sanitise.ts'
import { changesOf } from '../../src/rooms/intelligence/version-changes.ts'
import { writeVersion } from '../../src/rooms/intelligence/write-version.ts'
import { enterCompartment } from '../support/compartments.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { ownSql, refused, type OwnSql } from './own-sql.ts'
import type { RecordId } from '../../src/wire/ids.ts'

const ANALYST = 'analyst@sussex-police.example'
const COORDINATOR = 'coordinator@sussex-police.example'
const RECORDS = 'records-manager@sussex-police.example'
const high = { classification: 'OFFICIAL-SENSITIVE' }
const victim = { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] }

void describe('a version that was left behind', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  let file: OwnSql['file']
  let sql: OwnSql['sql']
  before(async () => {
    db = await testDatabase()
    as = acting(db)
    ;({ file, sql } = ownSql(db))
  })
  after(() => db.close())

  /** Writes versions, one after another; each says which it is. */
  async function versions(id: RecordId, ...changes: Record<string, unknown>[]): Promise<void> {
    for (const [index, change] of changes.entries())
      await as(sussex, (scope) =>
        writeVersion(scope, id, { version: index + 1 }, checked(change), {
          reason: `Why there is version ${String(index + 2)}`,
        }),
      )
  }
  const released = async (change: Record<string, unknown> = {}) => {
    const { id } = await as(sussex, (scope) => fileReport(scope, checked(change)))
    const to = { agencies: [db.agency('kent-police')] }
    await as(sussex, (scope) => releaseReport(scope, id, { to, reason: 'Theirs too' }))
    return id
  }
  const numbers = (who: string, table: string, id: string) =>
    as(who, async (scope) =>
      (
        await scope.tx.many<{ version: number }>(
          `select version from intelligence.${table} where report_id = $1 order by version`,
          [id],
        )
      ).map(({ version }) => version),
    )
  const told = (who: string, id: string) =>
    as(who, async (scope: MemberScope) => {
      await readReport(scope, id)
      return (await changesOf(scope, id)).map(({ version }) => version)
    })
  const clearance = (who: string, level: string) =>
    db.admin(
      `set session_replication_role = replica;
       update identity.person set clearance = '${level}' where id = '${db.person(who).id}';
       reset session_replication_role`,
    )

  void test('above their clearance is not read by the owner’s people, whatever the report is marked now', async () => {
    await clearance(ANALYST, 'OFFICIAL')
    const id = await file({ ...high, subjects: [victim] })
    await versions(id, { ...high, subjects: [victim], title: 'Second' }, { title: 'Third' })
    assert.deepEqual((await as(ANALYST, (scope) => readReport(scope, id))).versions, [3])
    for (const version of [1, 2])
      await assert.rejects(
        as(ANALYST, (scope) => readReport(scope, id, { version })),
        { code: 'not-found' },
      )
    assert.deepEqual(await numbers(ANALYST, 'version', id), [3])
    assert.deepEqual(await numbers(ANALYST, 'withheld_subject', id), [])
    assert.deepEqual(await numbers(ANALYST, 'version_change', id), [3])
    assert.deepEqual((await as(sussex, (scope) => readReport(scope, id))).versions, [1, 2, 3])
    assert.deepEqual(await numbers(sussexSecond, 'version_change', id), [2, 3])
    await clearance(ANALYST, 'OFFICIAL-SENSITIVE')
  })

  void test('in an operation is read by its members, after the report has left it too', async () => {
    const compartment = newId()
    await enterCompartment(db.database, {
      id: compartment,
      name: `Operation ${compartment}`,
      agencyId: db.agency('sussex-police'),
      members: [db.person(sussex).id],
    })
    const id = await file({ compartment })
    await versions(id, { title: 'For everybody' })
    assert.deepEqual((await as(sussexSecond, (scope) => readReport(scope, id))).versions, [2])
    assert.deepEqual((await as(sussex, (scope) => readReport(scope, id))).versions, [1, 2])
    const back = await file()
    await versions(back, { compartment }, {})
    assert.deepEqual((await as(sussexSecond, (scope) => readReport(scope, back))).versions, [1, 3])
  })

  void test('tells a partner why it was written only where they could have read it: not above their clearance', async () => {
    const id = await released()
    await as(kentAnalyst, (scope) => readReport(scope, id))
    await as(kent, (scope) => readReport(scope, id))
    await versions(id, high, {})
    assert.deepEqual(await told(kentAnalyst, id), [3])
    assert.deepEqual(await told(kent, id), [3, 2])
    assert.deepEqual(await numbers(kentAnalyst, 'version_change', id), [3])
    // Which parts a version changed tells of the one before it: that an item was there, that it was marked higher.
    const parts = (who: string) =>
      as(who, async (scope) => (await changesOf(scope, id)).map((one) => one.parts?.map(({ part }) => part)))
    assert.deepEqual(await parts(kentAnalyst), [undefined])
    assert.deepEqual(await parts(kent), [['classification'], ['classification']])
    await refused(
      as(kentAnalyst, (scope) => scope.tx.run('select parts from intelligence.version_change')),
      'by its column',
    )
    for (const [who, version, seen] of [
      [kentAnalyst, 3, false],
      [kentAnalyst, 2, false],
      [kent, 3, true],
      [kent, 2, true],
      [nca, 2, false],
      [sussex, 2, true],
    ] as const) {
      const [row] = await as(who, (scope) =>
        scope.tx.many<{ seen: boolean }>('select intelligence.parts_changed($1, $2) is not null as seen', [
          id,
          version,
        ]),
      )
      assert.equal(row?.seen, seen, `${who} ${String(version)}`)
    }
  })

  void test('nor where its conditions were never accepted', async () => {
    const id = await released()
    await as(kent, (scope) => readReport(scope, id))
    await versions(id, underCodeC, {})
    assert.deepEqual(await told(kent, id), [3])
    const both = await released(underCodeC)
    await as(kent, (scope) => acceptConditions(scope, both))
    await as(kent, (scope) => readReport(scope, both))
    await versions(both, { ...underCodeC, title: 'Second' })
    assert.deepEqual(await numbers(kent, 'version_change', both), [])
    await as(kent, (scope) => acceptConditions(scope, both))
    assert.deepEqual(await told(kent, both), [2])
  })

  void test('nor to somebody who read an earlier one for another agency', async () => {
    const id = await released()
    await as(kent, (scope) => readReport(scope, id))
    await versions(id, {})
    await db.admin(
      `set session_replication_role = replica;
       update access.reading set agency_id = ${String(db.agency('nca'))}
       where record_id = '${id}' and person_id = '${db.person(kent).id}';
       reset session_replication_role`,
    )
    assert.deepEqual(await numbers(kent, 'version_change', id), [])
  })

  void test('and nobody whose clearance was lowered since is told', async () => {
    const id = await released(high)
    await as(kent, (scope) => readReport(scope, id))
    await versions(id, { ...high, title: 'Second' }, {})
    await clearance(kent, 'OFFICIAL')
    assert.deepEqual(await told(kent, id), [3])
    await clearance(kent, 'OFFICIAL-SENSITIVE')
  })

  void test('is read by nobody else in a draft that is made of it, whatever the draft is marked', async () => {
    const compartment = newId()
    await enterCompartment(db.database, {
      id: compartment,
      name: `Operation ${compartment}`,
      agencyId: db.agency('sussex-police'),
      members: [db.person(sussex).id],
    })
    const inIt = await file({ compartment })
    const above = await file(high)
    await clearance(sussexSecond, 'OFFICIAL')
    try {
      for (const id of [inIt, above])
        for (const begin of [beginSanitised, beginNewVersion]) {
          const draft = await as(sussex, (scope) => begin(scope, id))
          const saved = await as(sussex, (scope) =>
            saveDraft(scope, draft.id, draft.revision, {
              ...draft.document,
              classification: 'OFFICIAL',
              compartment: null,
            }),
          )
          const what = `${begin.name} of ${id === above ? 'a sensitive report' : 'one in an operation'}`
          await assert.rejects(
            as(sussexSecond, (scope) => readDraft(scope, draft.id)),
            { code: 'not-found' },
            what,
          )
          const listed = await as(sussexSecond, (scope) => listDrafts(scope))
          assert.ok(!listed.some((one) => one.id === draft.id), what)
          assert.deepEqual(await numbers(sussexSecond, 'version', draft.id), [], what)
          await refused(
            sql(sussexSecond, draft.id, [
              'delete from access.record where next_version_of is not null or true',
            ]),
            what,
          )
          assert.equal((await as(sussex, (scope) => readDraft(scope, draft.id))).revision, saved.revision)
        }
      const own = await as(sussex, (scope) =>
        startDraft(scope, { title: 'Of its own', classification: 'OFFICIAL' }),
      )
      assert.equal((await as(sussexSecond, (scope) => readDraft(scope, own.id))).id, own.id)
    } finally {
      await clearance(sussexSecond, 'OFFICIAL-SENSITIVE')
    }
  })

  const leftOut = (version: number, value = '07700 900999'): [string, unknown[]] => [
    `insert into intelligence.left_out (report_id, version, finds) values ($1, ${String(version)}, $2)`,
    [JSON.stringify([{ kind: 'phone', value }])],
  ]
  const writes = (who: string, id: string, version: number) => {
    const [text, values] = leftOut(version)
    return sql(who, id, [text, [id, ...values]])
  }
  const changes = (who: string, id: string, where: string) =>
    sql(who, id, [`update intelligence.left_out set finds = '[]' where report_id = $1 and ${where}`, [id]])

  void test('is not said to leave anything out, nor is a report that was recalled, nor by who files nothing', async () => {
    const id = await file()
    await refused(writes(RECORDS, id, 1), 'a role that reads no report')
    await refused(writes(kent, id, 1), 'a partner')
    await refused(writes(sussex, id, 2), 'a version that is not there')
    for (const who of [sussex, ANALYST, COORDINATOR]) {
      const one = await file()
      assert.equal(await writes(who, one, 1), 1, who)
      assert.equal(await changes(who, one, 'version = 1'), 1, who)
    }
    assert.equal(await writes(sussex, id, 1), 1)
    await versions(id, {})
    await refused(changes(sussex, id, 'version = 1'), 'changed behind the current version')
    const other = await file()
    await versions(other, {})
    await refused(writes(sussex, other, 1), 'written behind the current version')
    assert.equal(await writes(sussex, other, 2), 1)
    for (const one of [id, other]) await as(sussex, (scope) => recallReport(scope, one, 'Wrong'))
    await refused(writes(sussex, id, 2), 'after a recall')
    await refused(changes(sussex, other, 'version = 2'), 'changed after a recall')
  })

  void test('is not written by its author once their role files nothing', async () => {
    const id = await file()
    const { id: person } = db.person(sussex)
    const roles = (list: string) =>
      db.admin(
        `set session_replication_role = replica;
         update identity.person set roles = '${list}' where id = '${person}';
         reset session_replication_role`,
      )
    await roles('{overseer}')
    try {
      await refused(writes(sussex, id, 1), 'its author, an overseer by now')
    } finally {
      await roles('{intelligence_officer}')
    }
  })

  void test('is told of in places and numbers, never in words', async () => {
    const parts = (json: unknown) => [
      `select intelligence.write_version(v.report_id, 2, c.document, v.author_id)
       from intelligence.version v join intelligence.version_content c using (report_id, version)
       where v.report_id = $1 and v.version = 1`,
      'update access.record set version = 2, revision = revision + 1 where id = $1',
      `insert into intelligence.version_change (report_id, version, parts) values ($1, 2, '${JSON.stringify(json)}')`,
    ]
    const all = (id: string, json: unknown) =>
      sql(sussex, id, ...parts(json).map((text): [string, unknown[]] => [text, [id]]))
    for (const json of [
      ['words'],
      [{ part: 'words' }],
      [{ part: 'title', words: 1 }],
      [{ part: 'item', number: 'words', from: 0, to: 1 }],
      [{ part: 'subjects', numbers: ['words'], gone: false }],
      [{ part: 'subjects', numbers: 'words', gone: true }],
      [{ part: 'subjects', numbers: [{ words: 1 }], gone: true }],
      [{ part: 'subjects', numbers: [], gone: 'words' }],
      [{ part: { words: 1 } }],
      [[{ part: 'title' }]],
      [[{ words: 'x' }]],
    ])
      await refused(all(await file(), json), JSON.stringify(json))
    const good = [
      { part: 'title' },
      { part: 'item', number: 1, from: 0, to: 3 },
      { part: 'subjects', numbers: [1, 2], gone: true },
    ]
    assert.equal(await all(await file(), good), 3)
  })
})
