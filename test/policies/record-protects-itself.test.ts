/**
 * What a record carries cannot be reached past it: as plain SQL of a signed-in person, each of these was accepted once.
 * What is hidden, absent and another agency's is refused alike.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { startDraft } from '../../src/rooms/intelligence/drafts.ts'
import {
  acting,
  checked,
  kent,
  kentAnalyst,
  kentSecond,
  sussex,
} from '../../src/rooms/intelligence/reports.test-support.ts'
import { beginSanitised } from '../../src/rooms/intelligence/sanitise.ts'
import { recallReport, releaseReport } from '../../src/rooms/intelligence/share-report.ts'
import { exhibits } from '../../src/rooms/sharing/kind.test-support.ts'
import { acknowledgeRecall } from '../../src/rooms/sharing/recall-notices.ts'
import type { RecordId } from '../../src/wire/ids.ts'
import { enterCompartment } from '../support/compartments.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { inventKind } from '../support/invented-kind.ts'

void describe('a record that one may not see, or that is of another kind', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    await inventKind(db)
    as = acting(db)
  })
  after(() => db.close())

  /** One statement of a person, with the event that it asks for. */
  const act = (who: string, about: string, sql: string, values: unknown[]) =>
    as(who, async (scope) => {
      const rows = await scope.tx.run(sql, values)
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: about } })
      return rows
    })
  const denied = { code: '42501' }
  const insertRecord = (scope: MemberScope, id: string, kind: string, status: string, next: string | null) =>
    scope.tx.run(
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
         review_on, created_at, next_version_of)
       values ($1, $2, $3, $4, $5, $6, 'x', 'OFFICIAL', 'P', '2030-01-01', now(), $7)`,
      [id, kind, newReference(), scope.actor.agencyId, scope.actor.personId, status, next],
    )
  const draftAfter = (who: string, next: string) => {
    const id = newId()
    return as(who, async (scope) => {
      await insertRecord(scope, id, 'report', 'draft', next)
      scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    })
  }
  const sealedRecord = async (status: string): Promise<string> => {
    const id = newId()
    await db.admin(
      `insert into access.record (id, kind, agency_id, agency_reference, title, status, classification, handling,
         review_on, created_at)
       values ($1, 'sealed', $2, $3, 'Sealed record', $4, 'OFFICIAL', 'P', '2030-01-01', now())`,
      [id, db.agency('kent-police'), randomBytes(16).toString('base64url'), status],
    )
    return id
  }
  /** A report that only its writer's operation sees, of an agency whose second officer is outside it. */
  const inOperation = async (): Promise<RecordId> => {
    const compartment = newId()
    await enterCompartment(db.database, {
      id: compartment,
      name: `Operation ${compartment}`,
      agencyId: db.agency('kent-police'),
      members: [db.person(kent).id],
    })
    const filed = await as(kent, (scope) => fileReport(scope, checked({ compartment })))
    return filed.id
  }
  const plantEntry = (who: string, record: string) =>
    as(who, (scope) =>
      scope.tx.run(
        `insert into search.entry (record_id, created_at, agency_id, handling, readers, grades, kinds, words)
         values ($1, now(), $2, 'P', '{}', '{}', '{}', to_tsvector('simple', 'planted'))`,
        [record, scope.actor.agencyId],
      ),
    )

  void test('is not said to have a next version, whether it is hidden or absent', async () => {
    const { id } = await as(kent, (scope) => fileReport(scope, checked()))
    const mine = await as(kent, (scope) => startDraft(scope, { title: 'Mine', classification: 'OFFICIAL' }))
    for (const next of [id, mine.id, newId()]) await assert.rejects(draftAfter(sussex, next), denied)
    for (const next of [mine.id, newId()]) await assert.rejects(draftAfter(kent, next), denied)
    await draftAfter(kent, id)
  })

  void test('is released and recalled only where its kind is, and to somebody', async () => {
    const [live, ended] = [await sealedRecord('disseminated'), await sealedRecord('withdrawn')]
    const { id: report } = await as(kent, (scope) => fileReport(scope, checked()))
    const release = `insert into access.release (id, record_id, version, to_all, agencies, reason, person_id)
                     values ($1, $2, 1, false, '{}', 'x', $3)`
    for (const record of [live, ended, report])
      await assert.rejects(act(kent, record, release, [newId(), record, db.person(kent).id]), denied)
    const recall = `insert into access.recall (record_id, reason, person_id) values ($1, 'x', $2)`
    await assert.rejects(act(kent, ended, recall, [ended, db.person(kent).id]), denied)
  })

  void test('is not put into search by who does not see it, nor where search knows no such kind', async () => {
    const hidden = await inOperation()
    const draft = await as(kent, (scope) => beginSanitised(scope, hidden))
    const sealed = await sealedRecord('disseminated')
    for (const record of [hidden, draft.id, sealed, newId()]) {
      await assert.rejects(plantEntry(kentSecond, record), denied)
      await assert.rejects(plantEntry(kentAnalyst, record), denied)
      await assert.rejects(plantEntry(sussex, record), denied)
    }
  })

  void test('is not sanitised by who does not see it', async () => {
    const hidden = await inOperation()
    const draft = await as(kentSecond, (scope) =>
      startDraft(scope, { title: 'Mine', classification: 'OFFICIAL' }),
    )
    for (const original of [hidden, newId()])
      await assert.rejects(
        act(
          kentSecond,
          draft.id,
          `insert into intelligence.derivation (derivative_id, original_id, agency_id, sanitised_by, state)
           values ($1, $2, $3, $4, 'being-written')`,
          [draft.id, original, db.agency('kent-police'), db.person(kentSecond).id],
        ),
        { code: 'SM003' },
      )
  })

  void test('says nothing of itself through what is made of it', async () => {
    const hidden = await inOperation()
    const draft = await as(kent, (scope) => beginSanitised(scope, hidden))
    for (const said of ['access.history_of', 'intelligence.ancestors_of']) {
      const asked = (who: string) =>
        as(who, (scope) => scope.tx.many(`select * from ${said}($1)`, [draft.id]))
      assert.deepEqual(await asked(kentSecond), [], said)
      assert.notDeepEqual(await asked(kent), [], said)
    }
  })

  void test('has no history of what somebody did who never had it', async () => {
    const { id } = await as(sussex, (scope) => fileReport(scope, checked({})))
    const note = (who: string) =>
      as(who, (scope) => {
        scope.record({ kind: 'consultation', subject: { kind: 'report', id } })
        return Promise.resolve()
      })
    const actors = async () => {
      const rows = await as(sussex, (scope) =>
        scope.tx.many<{ agency_id: number | null }>('select agency_id from access.history_of($1)', [id]),
      )
      return rows.map(({ agency_id }) => agency_id)
    }
    await note(kentAnalyst)
    assert.ok(!(await actors()).includes(db.agency('kent-police')))
    await as(sussex, (scope) =>
      releaseReport(scope, id, { to: { agencies: [db.agency('kent-police')] }, reason: 'Theirs too' }),
    )
    await note(kentAnalyst)
    assert.ok((await actors()).includes(db.agency('kent-police')))
  })

  void test('of an operation: how many may read in it is told to its members', async () => {
    const compartment = newId()
    await enterCompartment(db.database, {
      id: compartment,
      name: `Operation ${compartment}`,
      agencyId: db.agency('kent-police'),
      members: [db.person(kent).id],
    })
    const asked = (who: string) =>
      as(who, (scope) => scope.tx.many(`select * from access.readership('OFFICIAL', $1)`, [compartment]))
    assert.deepEqual(await asked(sussex), [])
    assert.deepEqual(await asked(kent), [{ agency_id: db.agency('kent-police'), readers: 1 }])
  })

  void test('keeps what its kind says: a row is not moved to another record', async () => {
    const note = newId()
    const { id: report } = await as(kent, (scope) => fileReport(scope, checked()))
    await as(kent, async (scope) => {
      await insertRecord(scope, note, 'note', 'disseminated', null)
      await scope.tx.run(`insert into scratch.note (id, aim) values ($1, 'Aim')`, [note])
      scope.record({ kind: 'collection', subject: { kind: 'note', id: note } })
    })
    await assert.rejects(act(kent, report, 'update scratch.note set id = $2 where id = $1', [note, report]), {
      code: 'SM003',
    })
  })

  void test('is told as recalled only to who had it, and answered for as what it was', async () => {
    const notice = `insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, reason)
                    select id, $2, agency_id, reference, classification, 'x' from access.record where id = $1`
    const { id: kept } = await as(kent, (scope) => fileReport(scope, checked()))
    await as(kent, (scope) => recallReport(scope, kept, 'Wrong'))
    await assert.rejects(act(kent, kept, notice, [kept, db.agency('sussex-police')]), denied)
    const { id } = await as(kent, (scope) => fileReport(scope, checked()))
    const to = { agencies: [db.agency('sussex-police')] }
    await as(kent, (scope) => releaseReport(scope, id, { to, reason: 'Theirs too' }))
    await as(kent, (scope) => recallReport(scope, id, 'Wrong'))
    await assert.rejects(
      as(sussex, (scope) => acknowledgeRecall(scope, exhibits(), id, { copies: 'none', note: null })),
      { kind: 'not-found' },
    )
  })
})
