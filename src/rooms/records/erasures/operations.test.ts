/** Reviews and erasures of operations: nothing of what one said is left, its log goes on verifying, and a hold outranks. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { exportAndVerify, publish, verify } from '../../../../test/support/ledger.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { createLog } from '../../../platform/log.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import { room as intelligence } from '../../intelligence/index.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { room as operations, type OperationId } from '../../operations/index.ts'
import { closed, KENT, LEAD, saying, tasking } from '../../operations/whole-operation.test-support.ts'
import { filed, keeping, manager, second } from '../records.test-support.ts'
import { bringDue } from '../reviews/bring-due.ts'
import { decideReviews, nameReviewer } from '../reviews/decide-reviews.ts'
import { holdsOn, liftHold, placeHold } from '../reviews/holds.ts'
import { listReviews } from '../reviews/list-reviews.ts'
import { agreeToErasure, awaitingErasures } from './erase-record.ts'
import type { RecordId } from '../../../wire/ids.ts'

const rules = new Map(
  [...(intelligence.retention ?? []), ...(operations.retention ?? [])].map((rule) => [rule.name, rule]),
)
const erasing = {
  decision: 'erase',
  ground: 'no-longer-needed',
  group: null,
  criteria: [],
  reason: null,
} as const

void describe('an operation that is reviewed', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  let folder: string
  const logged: string[] = []
  before(async () => {
    node = await testNode({ log: createLog('debug', { write: (line: string) => void logged.push(line) }) })
    as = acting(node)
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-erased-'))
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await node.close()
  })

  const today = () => new Date().toISOString().slice(0, 10)
  const reviewOf = async (id: string) => {
    await bringDue(node.database, rules, today())
    const { rows } = await as(manager, (scope) => listReviews(scope, {}))
    const found = rows.find((one) => one.recordId === id)
    assert.ok(found, 'it is due as soon as it is closed')
    return found
  }
  const ask = async (id: string) => {
    const review = await reviewOf(id)
    assert.equal((await as(manager, (scope) => decideReviews(scope, rules, [review], erasing))).done, 1)
    const found = (await as(manager, awaitingErasures)).find((one) => one.recordId === id)
    assert.ok(found)
    return found.id
  }
  /** Every table of every schema, the queue's too, whose rows hold the word. */
  const tablesWith = async (word: string): Promise<string[]> => {
    const tables = await node.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const rows = await node.admin(`select 1 from ${name} t where t::text ilike '%' || $1 || '%' limit 1`, [
        word,
      ])
      if (rows.length > 0) found.push(name)
    }
    return found.sort()
  }
  const filesWith = async (word: string): Promise<string[]> => {
    const found: string[] = []
    for (const file of await readdir(node.dataFolder, { recursive: true, withFileTypes: true }))
      if (file.isFile() && (await readFile(path.join(file.parentPath, file.name))).includes(word))
        found.push(file.name)
    return found
  }
  const pageOf = async (desk: Desk, address: string) => {
    const answer = await desk.get(address)
    return { status: answer.status, text: textOf(answer.text) }
  }
  const fileOf = async (desk: Desk, address: string) => {
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return (await fetch(node.base + address, { headers: { cookie } })).text()
  }

  void test('comes when it is closed, in the highest group of what it serves, and nobody learns what it is', async () => {
    const { id: report } = await filed(node, {
      subjects: [{ kind: 'person', item: 1, names: ['Ada Brine'], category: 'suspected' }],
    })
    const id = await closed(node, 'zqserving', { rests: report })
    const review = await reviewOf(id)
    assert.deepEqual(
      [review.kind, review.suggestedGroup, review.suggested, review.why],
      ['operation', 2, 'keep', 'serves-in-period'],
    )
    const desk = await node.signIn(manager)
    const { text } = await pageOf(desk, `/reviews/${review.id}`)
    assert.match(text, /It serves records of this group/)
    assert.doesNotMatch(text, /zqserving/)
    assert.equal((await as(manager, (scope) => decideReviews(scope, rules, [review], keeping))).done, 1)
  })

  void test('is read by whoever leads it, where the records manager names them; nobody outside is named', async () => {
    const id = await closed(node, 'zqnamed')
    const review = await reviewOf(id)
    const outside = await as(manager, (scope) => nameReviewer(scope, [review], node.person(second).id, false))
    assert.deepEqual(outside, { done: 0, left: { 'not-theirs': 1 } })
    const inside = await as(manager, (scope) => nameReviewer(scope, [review], node.person(LEAD).id, false))
    assert.equal(inside.done, 1)
    const given = await reviewOf(id)
    assert.equal((await as(LEAD, (scope) => decideReviews(scope, rules, [given], keeping))).done, 1)
  })

  void test('is not erased while it is worked on', async () => {
    const id = await closed(node, 'zqopen', { state: 'open' })
    await bringDue(node.database, rules, '2031-01-01')
    const { rows } = await as(manager, (scope) => listReviews(scope, {}))
    const review = rows.find((one) => one.recordId === id)
    assert.ok(review)
    const { done, left } = await as(manager, (scope) => decideReviews(scope, rules, [review], erasing))
    assert.deepEqual({ done, left }, { done: 0, left: { 'at-work': 1 } })
  })

  void test('leaves no trace when two persons erase it, and its log goes on verifying; a hold outranks', async () => {
    const word = 'zqoperationcanary'
    const { id: report } = await filed(node)
    const id = await closed(node, word, { rests: report })
    const before = await tablesWith(word)
    for (const table of saying) assert.ok(before.includes(table), `${table} holds nothing to erase`)
    const frame = () =>
      node.admin(
        `select d.number, d.decided_at, d.entered_at, d.maker_id, encode(d.digest, 'hex') as digest
         from operations.decision d where d.operation_id = $1 order by d.log_id, d.number`,
        [id],
      )
    const kept = await frame()
    assert.ok(kept.length >= 3)

    const held = await reviewOf(id)
    await as(manager, (scope) => placeHold(scope, held.id, 'A trial waits'))
    const stays = await as(manager, (scope) => decideReviews(scope, rules, [held], erasing))
    assert.deepEqual(stays, { done: 0, left: { held: 1 } })
    const [hold] = await as(manager, (scope) => holdsOn(scope, id))
    assert.ok(hold)
    await as(manager, (scope) => liftHold(scope, held.id, hold.id, 'It is over'))

    const erasure = await ask(id)
    const lead = await node.signIn(LEAD)
    const desk = await node.signIn(manager)
    const address = `/operations/${id}/decisions`
    assert.equal((await pageOf(desk, address)).status, 404, 'who manages records reads nothing of it before')
    // Who asked, a colleague who is not in it, and a partner who is.
    for (const who of [manager, second, KENT])
      await assert.rejects(as(who, (scope) => agreeToErasure(scope, rules, erasure)))
    await refusedBySql(id)
    assert.deepEqual(await frame(), kept)
    await lead.get('/erasures')
    assert.equal((await lead.post(`/erasures/${erasure}/agree`, {})).status, 303)

    assert.deepEqual(await tablesWith(word), [])
    assert.deepEqual(await filesWith(word), [])
    assert.ok(!logged.some((line) => line.includes(word)), 'no line of the log holds it')
    assert.deepEqual(await frame(), kept, 'numbers, times, persons and digests stay')
    const [events] = await node.admin<{ actions: number; planned: number }>(
      `select count(*) filter (where subject_kind = 'action')::integer as actions,
              count(*) filter (where subject_kind = 'planned_event')::integer as planned
       from ledger.event where kind = 'erasure' and detail ? 'withItsOperation'`,
    )
    assert.ok(events && events.actions >= 1 && events.planned >= 1, 'what went with it is in the ledger')

    // What stays, for those who manage records and for those who were in it.
    for (const who of [desk, lead]) {
      const { status, text } = await pageOf(who, address)
      assert.equal(status, 200)
      assert.match(text, /Erased on/)
      assert.match(text, /Numbers, times and digests stay/)
    }
    assert.match((await pageOf(desk, '/erasures')).text, /what stays of it/)
    assert.equal((await pageOf(lead, `/operations/${id}`)).status, 404)
    for (const stranger of [second, 'intelligence-officer@nca.example'])
      assert.equal((await pageOf(await node.signIn(stranger), address)).status, 404, stranger)

    const ledger = ledgerFolder(node.dataFolder)
    await publish(node.database, ledger)
    const key = (await node.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? ''
    const html = await fileOf(desk, `${address}/file/html`)
    assert.match(html, /Erased by two persons/)
    assert.equal(
      [...html.matchAll(/<blockquote><p>c2sp\.org\/tlog-proof/g)].length,
      2,
      'a proof of each entry',
    )
    const [entry] = await node.admin<{ id: string }>(
      `select d.id from operations.decision d join operations.decision_log l on l.id = d.log_id
       where d.operation_id = $1 and l.compartment_id is null order by d.number limit 1`,
      [id],
    )
    const one = `/operations/decisions/${entry?.id ?? ''}`
    const proof = path.join(folder, 'entry.tlog-proof')
    await writeFile(proof, await fileOf(desk, `${one}/proof`))
    const proved = await verify(proof, { key })
    assert.equal(proved.status, 0, proved.said)
    const whole = await exportAndVerify(node.database, ledger)
    assert.equal(whole.status, 0, whole.said)
    assert.match((await pageOf(lead, one)).text, /is erased, by two persons/)
  })

  /** One person has asked: no role takes anything away. */
  async function refusedBySql(id: OperationId | RecordId): Promise<void> {
    for (const sql of [
      'delete from operations.decision_content where operation_id = $1',
      'delete from operations.decision_link where decision_id in (select id from operations.decision where operation_id = $1)',
      'delete from operations.action_comment where operation_id = $1',
      `update operations.action_brief set what = 'Erased' where operation_id = $1`,
      `update operations.decision_log set name = 'Erased' where operation_id = $1 and name is not null`,
      `update operations.operation set codename = 'Erased' where id = $1`,
      'select * from operations.erase_operation($1)',
    ]) {
      await assert.rejects(node.admin(sql, [id]), { code: 'SM003' }, `the owner: ${sql}`)
      await assert.rejects(
        node.database.performAsService(
          { service: 'test', operation: 'test', agencyId: node.agency('sussex-police') },
          async (scope) => {
            await scope.tx.run(sql, [id])
          },
        ),
        (fault: Error & { code?: string }) => ['SM003', '42501'].includes(fault.code ?? ''),
        `the program: ${sql}`,
      )
    }
    await assert.rejects(
      as(tasking, async (scope) => {
        await scope.tx.run('select * from operations.erase_operation($1)', [id])
      }),
      { code: 'SM003' },
    )
  }
})
