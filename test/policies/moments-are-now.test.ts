/** When something was done is read by the other side, and decides what is new to them: it is not for its doer to choose. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/platform/identifiers.ts'
import { recallReport, releaseReport } from '../../src/rooms/intelligence/share-report.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import {
  acting,
  checked,
  kent,
  sussex,
  underCodeC,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { ownSql, refused, type OwnSql } from './own-sql.ts'

const OTHER = [`now() - interval '1 day'`, `now() + interval '1 year'`, `'-infinity'`]

void describe('the moment of an act', () => {
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

  const released = async (change: Record<string, unknown> = {}) => {
    const id = await file(change)
    await as(sussex, (scope) =>
      releaseReport(scope, id, { to: { agencies: [db.agency('kent-police')] }, reason: 'Theirs too' }),
    )
    return id
  }
  const values = (who: string, id: string) => [id, db.person(who).id, db.person(who).agencyId]
  const eachRefused = async (write: (at: string) => Promise<number>) => {
    for (const at of OTHER) await refused(write(at), at)
    assert.equal(await write('now()'), 1)
  }

  void test('is now, of a reading and of accepted conditions', async () => {
    const plain = await released()
    await eachRefused((at) =>
      sql(kent, plain, [
        `insert into access.reading (record_id, version, person_id, agency_id, first_at, last_at)
         values ($1, 1, $2, $3, ${at}, now())`,
        values(kent, plain),
      ]),
    )
    await eachRefused((at) =>
      sql(kent, plain, [`update access.reading set last_at = ${at} where record_id = $1`, [plain]]),
    )
    const under = await released(underCodeC)
    await eachRefused((at) =>
      sql(kent, under, [
        `insert into access.acceptance (record_id, version, person_id, agency_id, at) values ($1, 1, $2, $3, ${at})`,
        values(kent, under),
      ]),
    )
  })

  void test('of what was done with copies after a recall, and of its acknowledgement', async () => {
    const id = await released()
    await as(sussex, (scope) => recallReport(scope, id, 'Wrong'))
    await eachRefused((at) =>
      sql(kent, id, [
        `insert into access.recall_statement (record_id, person_id, agency_id, what, at) values ($1, $2, $3, 'destroyed', ${at})`,
        values(kent, id),
      ]),
    )
    await eachRefused((at) =>
      sql(kent, id, [
        `update access.recall_notice set acknowledged_at = ${at}, acknowledged_by = $2 where record_id = $1`,
        values(kent, id).slice(0, 2),
      ]),
    )
  })

  void test('of an arrival: it stands before nothing that came before it', async () => {
    const id = await file()
    const to = [db.agency('kent-police')]
    const release = async (at: string) =>
      (await sql(
        sussex,
        id,
        [`update access.record set status = 'disseminated', released_to = $2 where id = $1`, [id, to]],
        [
          `insert into access.release (id, record_id, version, to_all, agencies, reason, person_id)
           values ($1, $2, 1, false, $3, 'x', $4)`,
          [newId(), id, to, db.person(sussex).id],
        ],
        [
          `insert into access.delivery (agency_id, record_id, at) select unnest($2::integer[]), $1, ${at}`,
          [id, to],
        ],
      )) - 2
    await eachRefused(release)
  })

  void test('of a message: it is unread until somebody reads it, and not for ever', async () => {
    await file()
    await as(kent, (scope) => fileReport(scope, checked()))
    const [match] = await as(sussex, (scope) =>
      scope.tx.many<{ id: string }>('select id from deconfliction.match limit 1'),
    )
    assert.ok(match)
    await eachRefused((at) =>
      as(sussex, async (scope) => {
        const written = await scope.tx.run(
          `insert into deconfliction.message (id, match_id, agency_id, person_id, text, at) values ($1, $2, $3, $4, 'x', ${at})`,
          [newId(), match.id, scope.actor.agencyId, scope.actor.personId],
        )
        scope.record({ kind: 'disclosure', subject: { kind: 'match', id: match.id } })
        return written
      }),
    )
  })
})
