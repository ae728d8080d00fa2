/** The decision log: gapless whatever happens, never changed, read by those who may, and proved when it is printed. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { checked } from '../../intelligence/reports.test-support.ts'
import { fileReport } from '../../intelligence/index.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_ANALYST, LEAD, operationsOf } from '../operations.test-support.ts'
import { endPost } from '../people/posts.ts'
import { decisionTasks } from './tasks.ts'
import { enter } from './decisions.test-support.ts'

import { findLog, narrowLogs, openNarrowLog, peopleOfLog } from './logs.ts'
import { digestedText, linksOf, listDecisions, readDecision, readersOf } from './read-log.ts'
import { acknowledgeDecision, sayOfDecision } from './say-of-decision.ts'

const SUSSEX_ANALYST = 'analyst@sussex-police.example'
const STRANGER = 'intelligence-officer@nca.example'

void describe('a decision log', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  before(async () => {
    db = await testDatabase({ connections: 24 })
    at = operationsOf(db)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'member')
    await at.enter(operation, KENT_ANALYST, 'observer')
    await at.enter(operation, SUSSEX_ANALYST, 'loggist')
  })
  after(() => db.close())

  const numbers = async (of: OperationId = operation) =>
    (
      await db.admin<{ number: number }>(
        `select d.number from operations.decision d where d.operation_id = $1 and d.compartment_id is null order by d.number`,
        [of],
      )
    ).map(({ number }) => number)
  const tasksOf = async (who: string) => (await at.as(who, decisionTasks)).map(({ kind }) => kind)

  void test('takes decisions of those who act in the operation, and of nobody else', async () => {
    const { id, number } = await at.as(LEAD, (scope) => enter(scope, operation))
    assert.equal(number, 1)
    const read = await at.as(KENT, (scope) => readDecision(scope, id))
    assert.equal(read.says?.decision, 'Search the yard on Friday')
    assert.equal(read.state, 'own')
    await at.as(KENT_ANALYST, (scope) => readDecision(scope, id))
    await assert.rejects(
      at.as(KENT_ANALYST, (scope) => enter(scope, operation)),
      { code: 'may-not-act' },
    )
    await assert.rejects(
      at.as(STRANGER, (scope) => enter(scope, operation)),
      { code: 'not-found' },
    )
    await assert.rejects(
      at.as(STRANGER, (scope) => readDecision(scope, id)),
      { code: 'not-found' },
    )
    const [event] = await db.admin<{ detail: object }>(
      `select detail from ledger.event where subject_id = $1 and detail ? 'entry_sha256'`,
      [id],
    )
    assert.deepEqual(event?.detail, {
      ...{
        entry_sha256: read.digest.toString('hex'),
        links: 0,
        must_read: false,
        by_loggist: false,
        corrects: false,
      },
    })
  })

  void test('has a digest that whoever reads an entry can work out again', async () => {
    const { id } = await at.as(LEAD, (scope) => enter(scope, operation))
    const { entry, text } = await at.as(KENT, async (scope) => ({
      entry: await readDecision(scope, id),
      text: await digestedText(scope, id),
    }))
    assert.ok(text !== null && entry.salt !== null)
    assert.equal(
      createHash('sha256').update(entry.salt).update(text).digest('hex'),
      entry.digest.toString('hex'),
    )
    assert.match(text, /"number": 2/)
  })

  void test('is gapless when twenty write at once and half of them are cut off in the middle', async () => {
    const own = await at.open({ codename: 'Quiet Anchor' })
    const writers = Array.from({ length: 20 }, (_, writer) =>
      at.as(LEAD, async (scope) => {
        await enter(scope, own, { decision: `Decision of writer ${String(writer)}` })
        if (writer % 2 === 0) return
        const { pid } = await scope.tx.one<{ pid: number }>('select pg_backend_pid() as pid')
        await db.admin('select pg_terminate_backend($1)', [pid])
        await scope.tx.run('select 1')
      }),
    )
    const done = await Promise.allSettled(writers)
    assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 10)
    assert.deepEqual(await numbers(own), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    await at.as(LEAD, (scope) => enter(scope, own))
    assert.equal((await numbers(own)).at(-1), 11)
  })

  void test('is changed by no role: not by a member, the program, the owner of the tables or a superuser', async () => {
    const { reference } = await at.as(LEAD, (scope) => fileReport(scope, checked()))
    const { id } = await at.as(LEAD, (scope) => enter(scope, operation, { rests_on: [{ reference }] }))
    const statements = [
      `update operations.decision set number = number + 1 where id = '${id}'`,
      `update operations.decision set digest = digest where id = '${id}'`,
      `delete from operations.decision where id = '${id}'`,
      'truncate operations.decision cascade',
      `update operations.decision_content set says = '{}' where decision_id = '${id}'`,
      `delete from operations.decision_content where decision_id = '${id}'`,
      'truncate operations.decision_content',
      `update operations.decision_log set entries = entries - 1 where operation_id = '${operation}'`,
      `delete from operations.decision_log where operation_id = '${operation}'`,
      'delete from operations.decision_word',
      'delete from operations.decision_read',
      'delete from operations.decision_link',
      'delete from operations.log_print',
    ]
    const before = await db.admin('select * from operations.decision order by id')
    for (const statement of statements) {
      await assert.rejects(
        at.as(LEAD, (scope) => scope.tx.run(statement)),
        /permission denied|42501|SM003|not changed/,
        `member: ${statement}`,
      )
      await assert.rejects(
        db.database.performAsService({ service: 'test', operation: 'test' }, (scope) =>
          scope.tx.run(statement),
        ),
        /permission denied|42501|SM003|not changed|one number after/,
        `service: ${statement}`,
      )
      await assert.rejects(
        db.admin(statement),
        /not changed|one number after|content/,
        `superuser: ${statement}`,
      )
      await assert.rejects(
        db.admin(
          `do $$ begin set local role seamark_owner; ${statement}; if not found then raise 'nothing to see, not changed'; end if; end $$`,
        ),
        /not changed|one number after|nothing to see/,
        `owner: ${statement}`,
      )
    }
    assert.deepEqual(await db.admin('select * from operations.decision order by id'), before)
  })

  void test('takes no number of anybody’s choice, no other moment, and nothing of the future', async () => {
    const insert = (columns: string) =>
      db.admin(
        `insert into operations.decision (id, log_id, operation_id, number, agency_id, maker_id, recorder_id, decided_at,
           entered_at, classification, digest)
         select gen_random_uuid(), l.id, l.operation_id, ${columns}, 'OFFICIAL', sha256('')
         from operations.decision_log l where l.operation_id = '${operation}' and l.compartment_id is null`,
      )
    const lead = `'${db.person(LEAD).id}'::uuid`
    const agency = String(db.agency('sussex-police'))
    await assert.rejects(insert(`900, ${agency}, ${lead}, ${lead}, now(), now()`), { code: 'SM003' })
    await assert.rejects(insert(`l.entries, ${agency}, ${lead}, ${lead}, now(), now()`), { code: '23505' })
    await assert.rejects(insert(`l.entries, ${agency}, ${lead}, ${lead}, now(), now() - interval '1 day'`), {
      code: 'SM003',
    })
    await assert.rejects(insert(`l.entries, ${agency}, ${lead}, ${lead}, now() + interval '1 day', now()`), {
      code: '23514',
    })
    await assert.rejects(
      db.admin(
        `update operations.decision_log set entries = entries + 1 where operation_id = '${operation}'`,
      ),
      { code: 'SM003' },
      'a number without an entry',
    )
  })

  void test('takes of a loggist what others decided, until they confirm or object; a day later both are told', async () => {
    const maker = db.person(KENT).id
    await assert.rejects(
      at.as(LEAD, (scope) => enter(scope, operation, { maker })),
      { code: 'no-loggist' },
    )
    const observer = db.person(STRANGER).id
    await assert.rejects(
      at.as(SUSSEX_ANALYST, (scope) => enter(scope, operation, { maker: observer })),
      { code: 'invalid' },
    )
    const first = await at.as(SUSSEX_ANALYST, (scope) => enter(scope, operation, { maker }))
    const second = await at.as(SUSSEX_ANALYST, (scope) => enter(scope, operation, { maker }))
    assert.deepEqual(await tasksOf(KENT), ['decision-confirm', 'decision-confirm'])
    assert.deepEqual(await tasksOf(SUSSEX_ANALYST), [])
    await db.admin(`begin; set local session_replication_role = replica;
      update operations.decision set entered_at = now() - interval '25 hours', decided_at = now() - interval '26 hours'
      where id in ('${first.id}', '${second.id}'); commit`)
    assert.deepEqual(await tasksOf(SUSSEX_ANALYST), ['decision-unconfirmed', 'decision-unconfirmed'])
    await assert.rejects(
      at.as(LEAD, (scope) => sayOfDecision(scope, first.id, { word: 'confirmed' })),
      { code: 'not-found' },
    )
    await at.as(KENT, (scope) => sayOfDecision(scope, first.id, { word: 'confirmed' }))
    await assert.rejects(
      at.as(KENT, (scope) => sayOfDecision(scope, first.id, { word: 'confirmed' })),
      { code: 'said-already' },
    )
    await at.as(KENT, (scope) =>
      sayOfDecision(scope, second.id, { word: 'objected', why: 'I said Saturday' }),
    )
    const states = await at.as(LEAD, async (scope) => [
      (await readDecision(scope, first.id)).state,
      (await readDecision(scope, second.id)).objection,
    ])
    assert.deepEqual(states, ['confirmed', 'I said Saturday'])
    assert.deepEqual([await tasksOf(KENT), await tasksOf(SUSSEX_ANALYST)], [[], []])
  })

  void test('is corrected by another entry, which points back and is pointed to', async () => {
    const first = await at.as(LEAD, (scope) => enter(scope, operation))
    const second = await at.as(LEAD, (scope) => enter(scope, operation, { corrects: first.id }))
    const [one, other] = await at.as(KENT, async (scope) => [
      await readDecision(scope, first.id),
      await readDecision(scope, second.id),
    ])
    assert.deepEqual(one.correctedBy, [{ id: second.id, number: second.number }])
    assert.deepEqual(other.corrects, { id: first.id, number: first.number })
    const elsewhere = await at.open({ codename: 'Slow Ferry' })
    await assert.rejects(
      at.as(LEAD, (scope) => enter(scope, elsewhere, { corrects: first.id })),
      { code: 'invalid' },
    )
  })

  void test('asks all to read what all must read, and shows the lead who has not', async () => {
    const { id } = await at.as(LEAD, (scope) => enter(scope, operation, { must_read: true }))
    assert.deepEqual(await tasksOf(KENT), ['decision-read'])
    await at.as(KENT, (scope) => acknowledgeDecision(scope, id))
    await at.as(KENT, (scope) => acknowledgeDecision(scope, id))
    assert.deepEqual(await tasksOf(KENT), [])
    const unread = await at.as(LEAD, async (scope) => {
      const read = await readersOf(scope, id)
      const log = await findLog(scope, operation, null)
      return (await peopleOfLog(scope, log.id)).filter(
        (one) => !read.some(({ personId }) => personId === one.id),
      ).length
    })
    assert.equal(unread, 3, 'the lead, the loggist and the observer')
    assert.equal(
      (await at.as(KENT_ANALYST, (scope) => readersOf(scope, id))).length,
      0,
      'nobody else sees it',
    )
  })

  void test('opens the version of a record that was read, to those who may know of the record', async () => {
    const filed = await at.as(LEAD, (scope) => fileReport(scope, checked()))
    const { id } = await at.as(LEAD, (scope) =>
      enter(scope, operation, { rests_on: [{ reference: filed.reference, version: 1 }] }),
    )
    const [link] = await at.as(LEAD, (scope) => linksOf(scope, [id]))
    assert.deepEqual([link?.id, link?.version, link?.standing], [filed.id, 1, 1])
    assert.deepEqual(await at.as(KENT, (scope) => linksOf(scope, [id])), [], 'it is not released to Kent')
    const hidden = await at.as(STRANGER, (scope) => fileReport(scope, checked()))
    for (const reference of [hidden.reference, 'SM-0000-0000-0'])
      await assert.rejects(
        at.as(LEAD, (scope) => enter(scope, operation, { rests_on: [{ reference }] })),
        { code: 'invalid' },
        reference,
      )
    await assert.rejects(
      at.as(LEAD, (scope) =>
        enter(scope, operation, { rests_on: [{ reference: filed.reference, version: 2 }] }),
      ),
      { code: 'invalid' },
    )
  })

  void test('has narrower logs with numbers of their own, of which nobody else learns anything', async () => {
    const before = await numbers()
    const readsOf = async () =>
      (await tasksOf(SUSSEX_ANALYST)).filter((kind) => kind === 'decision-read').length
    const asked = await readsOf()
    const log = await at.as(LEAD, (scope) =>
      openNarrowLog(scope, operation, { name: 'Second Shelf', persons: [db.person(KENT).id] }),
    )
    const narrow = await at.as(KENT, (scope) => enter(scope, operation, { must_read: true }, log))
    assert.equal(narrow.number, 1)
    assert.deepEqual(await numbers(), before)
    const next = await at.as(LEAD, (scope) => enter(scope, operation))
    assert.equal(next.number, (before.at(-1) ?? 0) + 1, 'no number is missing in the main log')
    for (const who of [SUSSEX_ANALYST, KENT_ANALYST, STRANGER]) {
      await assert.rejects(
        at.as(who, (scope) => findLog(scope, operation, log)),
        { code: 'not-found' },
      )
      await assert.rejects(
        at.as(who, (scope) => readDecision(scope, narrow.id)),
        { code: 'not-found' },
      )
      await assert.rejects(
        at.as(who, (scope) => acknowledgeDecision(scope, narrow.id)),
        { code: 'not-found' },
      )
      assert.deepEqual(await at.as(who, (scope) => narrowLogs(scope, operation)), [])
    }
    assert.equal(await readsOf(), asked)
    await assert.rejects(
      at.as(LEAD, (scope) => enter(scope, operation, { corrects: narrow.id })),
      { code: 'invalid' },
      'no entry of the main log points to one of the narrower log',
    )
    await assert.rejects(
      at.as(KENT, (scope) =>
        openNarrowLog(scope, operation, { name: 'Other', persons: [db.person(LEAD).id] }),
      ),
      { code: 'wrong-post' },
    )
    await assert.rejects(
      at.as(LEAD, (scope) =>
        openNarrowLog(scope, operation, { name: 'Other', persons: [db.person(STRANGER).id] }),
      ),
      { code: 'invalid' },
    )
  })

  void test('is listed by its numbers, both ways', async () => {
    const own = await at.open({ codename: 'Long Tide' })
    for (let one = 0; one < 52; one++) await at.as(LEAD, (scope) => enter(scope, own))
    const pages = await at.as(LEAD, async (scope) => {
      const log = await findLog(scope, own, null)
      const first = await listDecisions(scope, log, {})
      const second = await listDecisions(scope, log, { before: first.older ?? 0 })
      return { first, second, back: await listDecisions(scope, log, { after: second.newer ?? 0 }) }
    })
    const of = ({ rows }: { rows: { number: number }[] }) => [
      rows.at(0)?.number,
      rows.at(-1)?.number,
      rows.length,
    ]
    assert.deepEqual(
      [of(pages.first), of(pages.second), of(pages.back)],
      [
        [52, 3, 50],
        [2, 1, 2],
        [52, 3, 50],
      ],
    )
    assert.deepEqual([pages.first.newer, pages.second.older], [null, null])
  })

  void test('shows nothing to who has left the operation', async () => {
    const own = await at.open({ codename: 'Grey Ladder' })
    await at.join(own, 'kent-police')
    const post = await at.enter(own, KENT)
    const { id } = await at.as(LEAD, (scope) => enter(scope, own))
    await at.as(KENT, (scope) => readDecision(scope, id))
    await at.as(KENT, (scope) => endPost(scope, post, 'Needed elsewhere'))
    await assert.rejects(
      at.as(KENT, (scope) => readDecision(scope, id)),
      { code: 'not-found' },
    )
  })
})
