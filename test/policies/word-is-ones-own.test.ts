/**
 * What somebody says to a partner or a reporter is theirs to say: an acknowledgement, an answer on a match, a message,
 * a recall. Tried as plain SQL of a signed-in person, past every use case.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/platform/identifiers.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { recallReport, releaseReport } from '../../src/rooms/intelligence/share-report.ts'
import {
  acting,
  checked,
  kent,
  sussex,
  sussexSecond,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { ownSql, refused, type OwnSql } from './own-sql.ts'

const ANALYST = 'analyst@sussex-police.example'

void describe('a signed-in person’s own SQL, to others,', () => {
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
        `update access.recall_notice set acknowledged_at = now(), acknowledged_by = $1`,
        [db.person(by).id],
      ])
    const outsider = 'intelligence-officer-2@kent-police.example'
    await refused(acknowledge(outsider, outsider), 'outside the operation')
    await refused(acknowledge(kent, outsider), 'in another’s name')
    assert.equal(await acknowledge(kent, kent), 1)
    await refused(acknowledge(kent, kent), 'again')
  })

  void test('gives no answer on a match in a colleague’s name, and closes none in it', async () => {
    const value = { subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900456' }] }
    await file(value)
    await as(kent, (scope) => fileReport(scope, checked(value)))
    const [match] = await db.admin<{ id: string }>(
      `select id from deconfliction.match where key like '%7700900456'`,
    )
    assert.ok(match)
    const answer = (who: string, by: string): [string, unknown[]] => [
      `insert into deconfliction.match_answer (match_id, agency_id, answer, person_id) values ($1, $2, 'confirmed', $3)`,
      [match.id, db.person(who).agencyId, db.person(by).id],
    ]
    await refused(sql(sussex, match.id, answer(sussex, sussexSecond)), 'in a colleague’s name')
    assert.equal(await sql(sussex, match.id, answer(sussex, sussex)), 1)
    await refused(
      sql(sussexSecond, match.id, [
        `update deconfliction.match_answer set answer = 'rejected', reason = 'x' where match_id = $1`,
        [match.id],
      ]),
      'another answer under the first one’s name',
    )
    await refused(
      sql(sussexSecond, match.id, [
        `update deconfliction.match_answer set closed_at = now(), closed_by = $2 where match_id = $1`,
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
        `insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, reason)
         values ($1, $2, $3, 'SM-FORGED', 'OFFICIAL', 'x')`,
        [theirs.id, db.agency('nca'), db.agency('sussex-police')],
      ]),
      'forged',
    )
  })
})
