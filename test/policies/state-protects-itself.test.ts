/**
 * A rule belongs to the state that it protects, and not to the page at which it is asked first. So each is
 * tried here as plain SQL of a signed-in person, past every use case.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import { recallReport } from '../../src/rooms/intelligence/recall-report.ts'
import { releaseReport } from '../../src/rooms/intelligence/release-report.ts'
import {
  acting,
  approveAsSeen,
  checked,
  kent,
  sussex,
  sussexSecond,
  underCodeC,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { beginSanitised } from '../../src/rooms/intelligence/sanitise.ts'
import { saveDraft } from '../../src/rooms/intelligence/drafts.ts'
import { submitDraft } from '../../src/rooms/intelligence/submit-draft.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const ANALYST = 'analyst@sussex-police.example'
const COORDINATOR = 'coordinator@sussex-police.example'
const OVERSEER = 'overseer@sussex-pcc.example'

void describe('a signed-in person’s own SQL', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const file = (changes: Record<string, unknown> = {}) =>
    as(sussex, (scope) => fileReport(scope, checked(changes))).then(({ id }) => id)
  const toKent = () => ({ agencies: [db.agency('kent-police')] })

  /** Runs statements in one transaction, with the event that would account for them. */
  async function sql(who: string, id: string, ...statements: [string, unknown[]?][]): Promise<number> {
    return await as(who, async (scope) => {
      let touched = 0
      for (const [text, values] of statements) touched += await scope.tx.run(text, values ?? [])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
      return touched
    })
  }

  async function refused(work: Promise<number>, what: string): Promise<void> {
    const outcome = await work.then(
      (touched) => (touched === 0 ? 'refused' : `it touched ${String(touched)}`),
      (fault: unknown) =>
        ['SM003', '42501', '23514', '23503'].includes((fault as { code?: string }).code ?? '')
          ? 'refused'
          : fault,
    )
    assert.equal(outcome, 'refused', what)
  }

  async function derivative(original: string): Promise<{ id: string; waiting: string }> {
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
        `update intelligence.report set released_to_all = true, status = 'disseminated' where id = $1`,
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
      `update intelligence.report set status = 'disseminated', released_to = $2 where id = $1`,
      [id, agencies],
    ]
    await refused(sql(sussex, id, update), 'no release')
    const release = (to: number[]): [string, unknown[]] => [
      `insert into intelligence.release (id, report_id, version, to_all, agencies, reason, person_id)
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
      sql(sussex, id, [`update intelligence.report set released_to = '{}' where id = $1`, [id]]),
      'taken back',
    )
    await refused(
      sql(sussex, id, [`update intelligence.report set status = 'submitted' where id = $1`, [id]]),
      'set back',
    )
    await refused(
      sql(sussex, id, [`update intelligence.report set status = 'withdrawn' where id = $1`, [id]]),
      'withdrawn',
    )
    await refused(
      sql(
        sussex,
        id,
        [`update intelligence.report set status = 'withdrawn' where id = $1`, [id]],
        [
          `insert into intelligence.recall (report_id, reason, person_id) values ($1, 'x', $2)`,
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
      `needs_evaluation = true`,
      `filed_at = now()`,
      `version = 5`,
      `author_id = gen_random_uuid()`,
    ])
      await refused(sql(sussex, id, [`update intelligence.report set ${column} where id = $1`, [id]]), column)
    await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
    await refused(
      sql(sussex, id, [`update intelligence.report set revision = 99 where id = $1`, [id]]),
      'recalled',
    )
  })

  void test('reaches no report outside its sight with an UPDATE or DELETE that names none', async () => {
    const draft = newId()
    await as(sussex, async (scope) => {
      await insertDraft(scope, draft)
      scope.record({ kind: 'collection', subject: { kind: 'report', id: draft } })
    })
    await file({ classification: 'OFFICIAL-SENSITIVE' })
    const visible = await as(COORDINATOR, (scope) =>
      scope.tx.many(`select id from intelligence.report where agency_id = $1 and status <> 'withdrawn'`, [
        scope.actor.agencyId,
      ]),
    )
    const undone = new Error('undone')
    let touched = -1
    const whole = as(COORDINATOR, async (scope) => {
      touched = await scope.tx.run('update intelligence.report set revision = 7 where true')
      throw undone
    })
    await assert.rejects(whole, (fault) => fault === undone || (fault as { code?: string }).code === 'SM003')
    if (touched >= 0) assert.ok(touched <= visible.length, `${String(touched)} of ${String(visible.length)}`)
    await refused(sql(COORDINATOR, draft, [`delete from intelligence.report`]), 'a colleague’s draft')
    assert.equal((await db.admin('select from intelligence.report where id = $1', [draft])).length, 1)
  })

  void test('cannot file for a role that writes nothing, nor file a report that is released already', async () => {
    const insert = (agency: number, author: string, more: string): [string, unknown[]] => [
      `insert into intelligence.report (id, reference, agency_id, author_id, status, title, classification, handling, review_on, created_at, released_to_all)
       values ($1, $2, $3, $4, ${more.split('|')[0] ?? ''}, 'x', 'OFFICIAL', 'P', '2030-01-01', now(), ${more.split('|')[1] ?? ''})`,
      [newId(), newReference(), agency, author],
    ]
    const overseer = db.person(OVERSEER)
    await refused(
      sql(OVERSEER, newId(), insert(overseer.agencyId, overseer.id, `'submitted'|false`)),
      'overseer',
    )
    const analyst = db.person(ANALYST)
    await refused(
      sql(ANALYST, newId(), insert(analyst.agencyId, analyst.id, `'disseminated'|true`)),
      'released',
    )
    await refused(
      sql(ANALYST, newId(), insert(analyst.agencyId, analyst.id, `'submitted'|true`)),
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
        `update intelligence.report set status = 'submitted', review_on = '2030-01-01' where id = $1`,
        [id],
      ]),
      'filed past the check',
    )
    await refused(
      sql(sussex, id, [`update intelligence.version set document = '{}' where report_id = $1`, [id]]),
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
      `insert into intelligence.version (report_id, version, document, author_id) values ($1, 2, $2, $3)`,
      [id, JSON.stringify(raw), db.person(sussex).id],
    ]
    const step: [string, unknown[]] = [
      `update intelligence.report set version = 2, title = 'RAW' where id = $1`,
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
        await scope.tx.run(
          `insert into intelligence.version (report_id, version, document) values ($1, 2, '{}')`,
          [id],
        )
        await scope.tx.run(`update intelligence.report set version = 2 where id = $1`, [id])
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
          `insert into intelligence.version (report_id, version, document, author_id) values ($1, $2, '{}', $3)`,
          [id, version, db.person(ANALYST).id],
        ]),
        String(version),
      )
  })

  void test('notes no reading of a version that is not there, and accepts no conditions that nobody asks', async () => {
    const id = await file()
    const reading = (who: string, version: number): [string, unknown[]] => [
      `insert into intelligence.reading (report_id, version, person_id, agency_id) values ($1, $2, $3, $4)`,
      [id, version, db.person(who).id, db.person(who).agencyId],
    ]
    await refused(sql(sussex, id, reading(sussex, 7)), 'no such version')
    await refused(sql(kent, id, reading(kent, 1)), 'hidden')
    const conditioned = await file(underCodeC)
    await as(sussex, (scope) => releaseReport(scope, conditioned, { to: toKent(), reason: 'Theirs' }))
    const accept = (version: number): [string, unknown[]] => [
      `insert into intelligence.acceptance (report_id, version, person_id, agency_id) values ($1, $2, $3, $4)`,
      [conditioned, version, db.person(kent).id, db.person(kent).agencyId],
    ]
    await refused(sql(kent, conditioned, accept(2)), 'of a version to come')
    assert.equal(await sql(kent, conditioned, accept(1)), 1)
  })

  void test('empties no report’s identifiers or persons but with a change of that report', async () => {
    const id = await file()
    const hold = (name: string) =>
      sql(sussex, id, [
        name === 'hold_persons'
          ? `select deconfliction.hold_persons(array[$1::uuid], '{}', '{}', '{}', '{}', '{}')`
          : `select deconfliction.hold_identifiers(array[$1::uuid], '{}', '{}', '{}', '{}', 'test')`,
        [id],
      ])
    for (const name of ['hold_identifiers', 'hold_persons']) await refused(hold(name), name)
    const held = await db.admin('select from deconfliction.identifier where report_id = $1', [id])
    assert.equal(held.length, 1)
  })

  void test('acknowledges a recall only where the notice may be read, once, and by name', async () => {
    const operation = newId()
    await db.database.performAsService(
      { service: 'test', operation: 'test', agencyId: db.agency('sussex-police') },
      async (scope) => {
        await scope.tx.run(
          `insert into access.compartment (id, name, agency_id) values ($1, 'Operation Example', $2)`,
          [operation, db.agency('sussex-police')],
        )
        await scope.tx.run(
          'insert into access.compartment_member (compartment_id, person_id) values ($1, $2), ($1, $3)',
          [operation, db.person(sussex).id, db.person(kent).id],
        )
        scope.record({ kind: 'administration', subject: { kind: 'compartment', id: operation } })
      },
    )
    const id = await file({ compartment: operation })
    await as(sussex, (scope) => releaseReport(scope, id, { to: toKent(), reason: 'Theirs' }))
    await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
    const acknowledge = (who: string, by: string): Promise<number> =>
      sql(who, id, [
        `update intelligence.recall_notice set acknowledged_at = now(), acknowledged_by = $1`,
        [db.person(by).id],
      ])
    const outsider = 'intelligence-officer-2@kent-police.example'
    await refused(acknowledge(outsider, outsider), 'outside the operation')
    await refused(acknowledge(kent, outsider), 'in another’s name')
    assert.equal(await acknowledge(kent, kent), 1)
    await refused(acknowledge(kent, kent), 'again')
  })

  void test('gives no word on a match in a colleague’s name, and closes none in it', async () => {
    const value = { subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900456' }] }
    await file(value)
    await as(kent, (scope) => fileReport(scope, checked(value)))
    const [match] = await db.admin<{ id: string }>(
      `select id from deconfliction.match where key like '%7700900456'`,
    )
    assert.ok(match)
    const word = (who: string, by: string): [string, unknown[]] => [
      `insert into deconfliction.match_word (match_id, agency_id, word, person_id) values ($1, $2, 'confirmed', $3)`,
      [match.id, db.person(who).agencyId, db.person(by).id],
    ]
    await refused(sql(sussex, match.id, word(sussex, sussexSecond)), 'in a colleague’s name')
    assert.equal(await sql(sussex, match.id, word(sussex, sussex)), 1)
    await refused(
      sql(sussexSecond, match.id, [
        `update deconfliction.match_word set word = 'rejected', reason = 'x' where match_id = $1`,
        [match.id],
      ]),
      'another answer under the first one’s name',
    )
    await refused(
      sql(sussexSecond, match.id, [
        `update deconfliction.match_word set closed_at = now(), closed_by = $2 where match_id = $1`,
        [match.id, db.person(sussex).id],
      ]),
      'closed in a colleague’s name',
    )
  })

  void test('writes to no reporter for a role that is not the desk’s, and takes up no report that was passed on', async () => {
    const agency = db.agency('sussex-police')
    const id = randomUUID()
    await db.admin(`set session_replication_role = replica;
      insert into reporting.desk (agency_id) values (${String(agency)}) on conflict do nothing;
      insert into reporting.public_report (id, reference, agency_id, hour, kind, expires_on, state, outcome, outcome_at)
      values ('${id}', 'PR-TEST-0000-2', ${String(agency)}, date_trunc('hour', now(), 'UTC'), 'boat', current_date, 'closed', 'passed', now());
      reset session_replication_role`)
    await refused(
      sql(ANALYST, id, [
        `insert into reporting.message (report_id, number, agency_id, from_reporter, hour, template, written_by)
         values ($1, 1, $2, false, date_trunc('hour', now(), 'UTC'), 'boat', $3)`,
        [id, agency, db.person(ANALYST).id],
      ]),
      'an analyst',
    )
    await refused(
      sql(sussex, id, [
        `update reporting.public_report set state = 'open', outcome = null, outcome_at = null where id = $1`,
        [id],
      ]),
      'passed on',
    )
  })

  void test('tells no partner of a recall that did not happen', async () => {
    const theirs = await as(kent, (scope) => fileReport(scope, checked()))
    await as(kent, (scope) => recallReport(scope, theirs.id, 'Wrong'))
    await refused(
      sql(sussex, theirs.id, [
        `insert into intelligence.recall_notice (report_id, agency_id, owner_id, reference, classification, reason)
         values ($1, $2, $3, 'SM-FORGED', 'OFFICIAL', 'x')`,
        [theirs.id, db.agency('nca'), db.agency('sussex-police')],
      ]),
      'forged',
    )
  })
})

async function insertDraft(scope: MemberScope, id: string): Promise<void> {
  await scope.tx.run(
    `insert into intelligence.report (id, reference, agency_id, author_id, status, title, classification, handling, created_at)
     values ($1, $2, $3, $4, 'draft', 'A draft', 'OFFICIAL', 'P', now())`,
    [id, newReference(), scope.actor.agencyId, scope.actor.personId],
  )
  await scope.tx.run(
    `insert into intelligence.version (report_id, version, document, author_id) values ($1, 1, '{}', $2)`,
    [id, scope.actor.personId],
  )
}
