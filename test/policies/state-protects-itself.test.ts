/**
 * A rule belongs to the state that it protects, and not to the page at which it is asked first. So each is
 * tried here as plain SQL of a signed-in person, past every use case.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import { recallReport, releaseReport } from '../../src/rooms/intelligence/share-report.ts'
import {
  acting,
  approveAsSeen,
  kent,
  sussex,
  sussexSecond,
  underCodeC,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { beginSanitised } from '../../src/rooms/intelligence/sanitise.ts'
import { saveDraft } from '../../src/rooms/intelligence/drafts.ts'
import { submitDraft } from '../../src/rooms/intelligence/submit-draft.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { ownSql, refused, type OwnSql } from './own-sql.ts'
import type { RecordId } from '../../src/wire/ids.ts'

const ANALYST = 'analyst@sussex-police.example'
const COORDINATOR = 'coordinator@sussex-police.example'
const OVERSEER = 'overseer@sussex-pcc.example'

void describe('a signed-in person’s own SQL', () => {
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

  const toKent = () => ({ agencies: [db.agency('kent-police')] })

  async function derivative(original: string): Promise<{ id: RecordId; waiting: string }> {
    const draft = await as(sussex, (scope) => beginSanitised(scope, original))
    const saved = await as(sussex, (scope) =>
      saveDraft(scope, draft.id, draft.revision, {
        ...draft.document,
        title: 'Engines',
        classification: 'OFFICIAL',
        handling: 'P',
        review_on: '2029-01-01',
      }),
    )
    await as(sussex, (scope) => submitDraft(scope, draft.id, saved.revision))
    return { id: draft.id, waiting: draft.id }
  }

  void test('cannot release a report as an analyst', async () => {
    const id = await file()
    await refused(
      sql(ANALYST, id, [
        `update access.record set released_to_all = true, status = 'disseminated' where id = $1`,
        [id],
      ]),
      'update',
    )
    await assert.rejects(
      as(kent, (scope) => readReport(scope, id)),
      { code: 'not-found' },
    )
  })

  void test('cannot release a report without the release: to whom, by whom and why', async () => {
    const id = await file()
    const agencies = [db.agency('kent-police')]
    const update: [string, unknown[]] = [
      `update access.record set status = 'disseminated', released_to = $2 where id = $1`,
      [id, agencies],
    ]
    await refused(sql(sussex, id, update), 'no release')
    const release = (to: number[]): [string, unknown[]] => [
      `insert into access.release (id, record_id, version, to_all, agencies, reason, person_id)
       values ($1, $2, 1, false, $3, 'x', $4)`,
      [newId(), id, to, db.person(sussex).id],
    ]
    await refused(sql(sussex, id, update, release([db.agency('nca')])), 'a release to somebody else')
    await refused(sql(sussex, id, release(agencies)), 'a release without a released report')
    assert.equal(await sql(sussex, id, update, release(agencies)), 2)
  })

  void test('cannot take a release back in silence, nor withdraw without recall and notices', async () => {
    const id = await file()
    await as(sussex, (scope) => releaseReport(scope, id, { to: toKent(), reason: 'Theirs' }))
    await refused(
      sql(sussex, id, [`update access.record set released_to = '{}' where id = $1`, [id]]),
      'taken back',
    )
    await refused(
      sql(sussex, id, [`update access.record set status = 'submitted' where id = $1`, [id]]),
      'set back',
    )
    await refused(
      sql(sussex, id, [`update access.record set status = 'withdrawn' where id = $1`, [id]]),
      'withdrawn',
    )
    await refused(
      sql(
        sussex,
        id,
        [`update access.record set status = 'withdrawn' where id = $1`, [id]],
        [
          `insert into access.recall (record_id, reason, person_id) values ($1, 'x', $2)`,
          [id, db.person(sussex).id],
        ],
      ),
      'nobody is told',
    )
  })

  void test('cannot change a recalled report, what a filed one says, or who wrote it', async () => {
    const id = await file()
    for (const column of [
      `title = 'Other'`,
      `classification = 'OFFICIAL-SENSITIVE'`,
      `discoverable = false`,
      `filed_at = now()`,
      `version = 5`,
      `author_id = gen_random_uuid()`,
    ])
      await refused(sql(sussex, id, [`update access.record set ${column} where id = $1`, [id]]), column)
    for (const column of ['needs_evaluation = true', `original_grade = 'E41'`, 'created_at = now()'])
      await refused(sql(sussex, id, [`update intelligence.report set ${column} where id = $1`, [id]]), column)
    await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
    await refused(sql(sussex, id, [`update access.record set revision = 99 where id = $1`, [id]]), 'recalled')
  })

  void test('reaches no report outside its sight with an UPDATE or DELETE that names none', async () => {
    const draft = newId()
    await as(sussex, async (scope) => {
      await insertDraft(scope, draft)
      scope.record({ kind: 'collection', subject: { kind: 'report', id: draft } })
    })
    await file({ classification: 'OFFICIAL-SENSITIVE' })
    const visible = await as(COORDINATOR, (scope) =>
      scope.tx.many(`select id from access.record where agency_id = $1 and status <> 'withdrawn'`, [
        scope.actor.agencyId,
      ]),
    )
    const undone = new Error('undone')
    let touched = -1
    const whole = as(COORDINATOR, async (scope) => {
      touched = await scope.tx.run('update access.record set revision = 7 where true')
      throw undone
    })
    await assert.rejects(whole, (fault) => fault === undone || (fault as { code?: string }).code === 'SM003')
    if (touched >= 0) assert.ok(touched <= visible.length, `${String(touched)} of ${String(visible.length)}`)
    await refused(sql(COORDINATOR, draft, [`delete from access.record`]), 'a colleague’s draft')
    assert.equal((await db.admin('select from access.record where id = $1', [draft])).length, 1)
  })

  void test('cannot file for a role that writes nothing, nor file a report that is released already', async () => {
    const insert = (agency: number, author: string, more: string): [string, unknown[]] => [
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling, review_on, created_at, released_to_all)
       values ($1, 'report', $2, $3, $4, ${more.split('|')[0] ?? ''}, 'x', 'OFFICIAL', 'P', '2030-01-01', now(), ${more.split('|')[1] ?? ''})`,
      [newId(), newReference(), agency, author],
    ]
    const overseer = db.person(OVERSEER)
    await refused(
      sql(OVERSEER, newId(), insert(overseer.agencyId, overseer.id, `'disseminated'|false`)),
      'overseer',
    )
    const analyst = db.person(ANALYST)
    await refused(
      sql(ANALYST, newId(), insert(analyst.agencyId, analyst.id, `'disseminated'|true`)),
      'released',
    )
    await refused(
      sql(ANALYST, newId(), insert(analyst.agencyId, analyst.id, `'disseminated'|true`)),
      'release list',
    )
  })

  void test('cannot approve a sanitised version: not its writer, not an analyst, not without filing it', async () => {
    const original = await file({ agency_reference: `SP-${newReference()}` })
    const { id } = await derivative(original)
    for (const who of [sussex, ANALYST, COORDINATOR, sussexSecond])
      await refused(
        sql(who, id, [
          `update intelligence.derivation set state = 'approved', checked_by = $2 where derivative_id = $1`,
          [id, db.person(who).id],
        ]),
        who,
      )
    await refused(
      sql(sussex, id, [
        `update intelligence.derivation set state = 'approved' where derivative_id = $1`,
        [id],
      ]),
      'nobody',
    )
    await refused(
      sql(sussex, id, [
        `update access.record set status = 'disseminated', review_on = '2030-01-01' where id = $1`,
        [id],
      ]),
      'filed past the check',
    )
    await refused(
      sql(sussex, id, [`select intelligence.rewrite_draft($1, '{}', now())`, [id]]),
      'changed while it waits',
    )
  })

  void test('cannot make a version of a sanitised report that nobody else has checked', async () => {
    const original = await file()
    const { id } = await derivative(original)
    await as(sussexSecond, (scope) => approveAsSeen(scope, id))
    await as(sussex, (scope) => releaseReport(scope, id, { to: toKent(), reason: 'Theirs' }))
    const raw = { title: 'RAW', classification: 'OFFICIAL', handling: 'P', items: [], subjects: [] }
    const version: [string, unknown[]] = [
      `select intelligence.write_version($1, 2, $2, $3)`,
      [id, JSON.stringify(raw), db.person(sussex).id],
    ]
    const step: [string, unknown[]] = [
      `update access.record set version = 2, title = 'RAW' where id = $1`,
      [id],
    ]
    const check = (by: string): [string, unknown[]] => [
      `insert into intelligence.version_check (report_id, version, written_by, checked_by) values ($1, 2, $2, $3)`,
      [id, db.person(sussexSecond).id, db.person(by).id],
    ]
    await refused(sql(sussex, id, version, step), 'no check')
    await refused(sql(sussex, id, version), 'a version ahead of its report')
    await refused(sql(sussex, id, version, step, check(sussex)), 'checked by its writer, in another’s name')
    await refused(sql(sussex, id, version, step, check(COORDINATOR)), 'in another’s name')
    const seen = await as(kent, (scope) => readReport(scope, id))
    assert.deepEqual([seen.version, seen.title], [1, 'Engines'])
  })

  void test('is held to the same as the program itself where a sanitised version is concerned', async () => {
    const original = await file()
    const { id } = await derivative(original)
    await as(sussexSecond, (scope) => approveAsSeen(scope, id))
    const act = db.database.performAsService(
      { service: 'test', operation: 'test', agencyId: db.agency('sussex-police') },
      async (scope) => {
        await scope.tx.run(`select intelligence.write_version($1, 2, '{}')`, [id])
        await scope.tx.run(`update access.record set version = 2 where id = $1`, [id])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
      },
    )
    await assert.rejects(act, { code: 'SM003' })
  })

  void test('adds no withheld subject to a version that was filed, and no version to a colleague’s report as an analyst', async () => {
    const id = await file()
    await refused(
      sql(sussex, id, [
        `insert into intelligence.withheld_subject (report_id, version, number, subject) values ($1, 1, 9, '{}')`,
        [id],
      ]),
      'withheld',
    )
    for (const version of [2, 99])
      await refused(
        sql(ANALYST, id, [
          `select intelligence.write_version($1, $2, '{}', $3)`,
          [id, version, db.person(ANALYST).id],
        ]),
        String(version),
      )
  })

  void test('notes no reading of a version that is not there, and accepts no conditions that nobody asks', async () => {
    const id = await file()
    const reading = (who: string, version: number): [string, unknown[]] => [
      `insert into access.reading (record_id, version, person_id, agency_id) values ($1, $2, $3, $4)`,
      [id, version, db.person(who).id, db.person(who).agencyId],
    ]
    await refused(sql(sussex, id, reading(sussex, 7)), 'no such version')
    await refused(sql(kent, id, reading(kent, 1)), 'hidden')
    const conditioned = await file(underCodeC)
    await as(sussex, (scope) => releaseReport(scope, conditioned, { to: toKent(), reason: 'Theirs' }))
    const accept = (version: number): [string, unknown[]] => [
      `insert into access.acceptance (record_id, version, person_id, agency_id) values ($1, $2, $3, $4)`,
      [conditioned, version, db.person(kent).id, db.person(kent).agencyId],
    ]
    await refused(sql(kent, conditioned, accept(2)), 'of a version to come')
    assert.equal(await sql(kent, conditioned, accept(1)), 1)
  })

  void test('empties no report’s identifiers or persons but with a change of that report', async () => {
    const id = await file()
    const hold = (name: string) =>
      sql(sussex, id, [
        name === 'replace_persons'
          ? `select deconfliction.replace_persons(array[$1::uuid], '{}', '{}', '{}', '{}', '{}')`
          : `select deconfliction.replace_identifiers(array[$1::uuid], '{}', '{}', '{}', '{}', 'test')`,
        [id],
      ])
    for (const name of ['replace_identifiers', 'replace_persons']) await refused(hold(name), name)
    const held = await db.admin('select from deconfliction.identifier where record_id = $1', [id])
    assert.equal(held.length, 1)
  })
})

async function insertDraft(scope: MemberScope, id: string): Promise<void> {
  await scope.tx.run(
    `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling, created_at)
     values ($1, 'report', $2, $3, $4, 'draft', 'A draft', 'OFFICIAL', 'P', now())`,
    [id, newReference(), scope.actor.agencyId, scope.actor.personId],
  )
  await scope.tx.run('insert into intelligence.report (id, agency_id, created_at) values ($1, $2, now())', [
    id,
    scope.actor.agencyId,
  ])
  await scope.tx.run(`select intelligence.write_version($1, 1, '{}', $2)`, [id, scope.actor.personId])
}
