/** What a version says is a row of its own: nobody changes it, and only an erasure by two persons takes it away. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { refused } from '../../../../test/policies/own-sql.ts'
import { fileReport, readReport, saveDraft, startDraft, writeVersion } from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { manager, officer, reviewOf, rules, second } from '../records.test-support.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { agreeToErasure, awaitingErasures } from './erase-record.ts'
import type { RecordId } from '../../../wire/ids.ts'

void describe('what a version says', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const standing = (id: string) =>
    base.admin<{ version: number; digest: string; at: Date; document: object | null }>(
      `select version, encode(v.digest, 'hex') as digest, v.written_at as at, c.document
       from intelligence.version v left join intelligence.version_content c using (report_id, version)
       where v.report_id = $1 order by version`,
      [id],
    )
  const filedTwice = async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    await as(officer, (scope) =>
      writeVersion(scope, id, { version: 1 }, checked({ title: 'Two vans' }), { reason: 'Two were seen' }),
    )
    return id
  }
  const asked = async (id: RecordId) => {
    await as(manager, async (scope) =>
      decideReviews(scope, rules, [await reviewOf(base, id)], {
        ...{ decision: 'erase', ground: 'no-longer-needed', group: null, criteria: [], reason: null },
      }),
    )
    const found = (await as(manager, awaitingErasures)).find((one) => one.recordId === id)
    assert.ok(found)
    return found.id
  }
  const byMember = (who: string, id: string, text: string) =>
    as(who, async (scope) => {
      const touched = await scope.tx.run(text, [id])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
      return touched
    })
  const byService = (id: string, text: string) =>
    base.database.performAsService(
      { service: 'test', operation: 'test', agencyId: base.agency('sussex-police') },
      async (scope) => {
        const touched = await scope.tx.run(text, [id])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
        return touched
      },
    )
  // As whoever owns the tables; a constraint that is deferred is asked at once.
  const byOwner = (id: string, text: string) =>
    base.admin<{ touched: number }>(text, [id]).then(({ length }) => length)

  const WAYS = [
    `update intelligence.version_content set document = '{}' where report_id = $1 returning 1`,
    `update intelligence.version_content set salt = sha256('') where report_id = $1 returning 1`,
    `update intelligence.version_content set version = 9 where report_id = $1 and version = 2 returning 1`,
    `delete from intelligence.version_content where report_id = $1 returning 1`,
    `update intelligence.version set written_at = now() where report_id = $1 returning 1`,
    `update intelligence.version set digest = sha256('') where report_id = $1 returning 1`,
    `update intelligence.version set version = 9 where report_id = $1 and version = 2 returning 1`,
    `delete from intelligence.version where report_id = $1 returning 1`,
  ]

  void test('is changed and taken away by nobody: its author, a colleague, the program, the owner of the tables', async () => {
    const id = await filedTwice()
    const before = await standing(id)
    assert.equal(before.length, 2)
    for (const way of WAYS) {
      for (const who of [officer, second, manager]) await refused(byMember(who, id, way), `${who}: ${way}`)
      await refused(byService(id, way), `the program: ${way}`)
      await refused(byOwner(id, way), `the owner: ${way}`)
    }
    for (const table of ['intelligence.version', 'intelligence.version_content'])
      await assert.rejects(base.admin(`truncate ${table} cascade`), { code: 'SM003' })
    assert.deepEqual(await standing(id), before)
  })

  void test('goes by an erasure, and number, times and digest stay; nothing is written back', async () => {
    const id = await filedTwice()
    const before = await standing(id)
    const kept = await base.admin<{ document: object; salt: Buffer }>(
      'select document, salt from intelligence.version_content where report_id = $1 and version = 2',
      [id],
    )
    const erasure = await asked(id)
    // Asked by one person: nothing goes yet.
    await refused(
      byService(id, `delete from intelligence.version_content where report_id = $1`),
      'one person',
    )
    await as(second, (scope) => agreeToErasure(scope, rules, erasure))
    const gone = await standing(id)
    assert.deepEqual(
      gone,
      before.map((one) => ({ ...one, document: null })),
    )
    // From a copy, with its salt: as whoever owns the tables.
    await assert.rejects(
      base.admin(
        `insert into intelligence.version_content (report_id, version, document, salt) values ($1, 2, $2, $3)`,
        [id, JSON.stringify(kept[0]?.document), kept[0]?.salt],
      ),
      { code: 'SM003' },
    )
    for (const way of WAYS.filter((one) => one.includes('intelligence.version set')))
      await refused(byOwner(id, way), way)
    await assert.rejects(
      as(officer, (scope) => readReport(scope, id)),
      { code: 'not-found' },
    )
  })

  void test('comes with its version and is what its digest says; a version without a text is not kept', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    const says = JSON.stringify({ title: 'Other' })
    for (const [what, statement] of [
      [
        'without a text',
        `insert into intelligence.version (report_id, version, digest) values ($1, 2, sha256(''))`,
      ],
      [
        'another text',
        `with v as (insert into intelligence.version (report_id, version, digest) values ($1, 2, sha256('')))
         insert into intelligence.version_content values ($1, 2, '${says}', intelligence.new_salt())`,
      ],
      [
        'a second text',
        `insert into intelligence.version_content values ($1, 1, '${says}', intelligence.new_salt())`,
      ],
    ] as const)
      await assert.rejects(byService(id, statement), /SM003|has its text|with its version|duplicate/, what)
    assert.equal((await standing(id)).length, 1)
  })

  void test('of a draft is its writer’s to write anew, and has its digest each time', async () => {
    const draft = await as(officer, (scope) => startDraft(scope, { title: 'A van' }))
    const [first] = await standing(draft.id)
    const saved = await as(officer, (scope) =>
      saveDraft(scope, draft.id, draft.revision, { title: 'Two vans' }),
    )
    const [then] = await standing(draft.id)
    assert.deepEqual([saved.document, then?.document], [{ title: 'Two vans' }, { title: 'Two vans' }])
    assert.notEqual(first?.digest, then?.digest)
    // A draft is not left without a text either.
    await refused(
      byMember(officer, draft.id, `delete from intelligence.version_content where report_id = $1`),
      'a draft without a text',
    )
    await refused(
      byMember(
        officer,
        draft.id,
        `update intelligence.version_content set document = '{}' where report_id = $1`,
      ),
      'changed past the way to write it',
    )
  })
})
