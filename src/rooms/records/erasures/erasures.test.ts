/** After an erasure the content is nowhere; the number, the times and a digest are, and the ledger verifies. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { createLog } from '../../../platform/log.ts'
import {
  beginNewVersion,
  fileReport,
  readReport,
  recallReport,
  releaseReport,
  reportKind,
  writeVersion,
} from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { compareWaitingPersons } from '../../matches/index.ts'
import { exportSearch } from '../../search/index.ts'
import { listNotices } from '../corrections/notices.ts'
import { correctRecord } from '../corrections/correct-record.ts'
import { kent, manager, officer, reviewOf, rules, second } from '../records.test-support.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { placeHold } from '../reviews/holds.ts'
import { agreeToErasure, awaitingErasures, refuseErasure } from './erase-record.ts'
import type { RecordId } from '../../../wire/ids.ts'

void describe('an erasure', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  const logged: string[] = []
  before(async () => {
    node = await testNode({ log: createLog('debug', { write: (line: string) => void logged.push(line) }) })
    as = acting(node)
  })
  after(() => node.close())

  const ask = async (id: RecordId) => {
    const review = await reviewOf(node, id)
    const outcome = await as(manager, (scope) =>
      decideReviews(scope, rules, [review], {
        ...{ decision: 'erase', ground: 'no-longer-needed', group: null, criteria: [], reason: null },
      }),
    )
    assert.equal(outcome.done, 1)
    const found = (await as(manager, awaitingErasures)).find((one) => one.recordId === id)
    assert.ok(found)
    return found
  }
  const agree = (who: string, id: Awaited<ReturnType<typeof ask>>['id']) =>
    as(who, (scope) => agreeToErasure(scope, rules, id))

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
    return found
  }
  const filesWith = async (folder: string, word: string): Promise<string[]> => {
    const found: string[] = []
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (file.isFile() && (await readFile(path.join(file.parentPath, file.name))).includes(word))
        found.push(file.name)
    return found
  }

  void test('leaves no trace of what a report said: tables, search, jobs, files; and its digest stays', async () => {
    const word = 'zqcanaryxw'
    const body = {
      title: `Boat ${word}`,
      handling: 'C',
      conditions: `Ask before using ${word}`,
      action_code: 'A1',
      sanitisation_code: 'S1',
      items: [
        {
          text: `A van met ${word} at the slipway.`,
          source_evaluation: '2',
          intelligence_assessment: 'C',
          basis: 'fact',
        },
      ],
      subjects: [
        { kind: 'person', item: 1, names: [`Vera ${word}`], category: 'suspected', born: '1980' },
        { kind: 'person', item: 1, names: [`Ines ${word}`], category: 'victim', born: '1981' },
        { kind: 'email', item: 1, value: `${word}@ferry.example` },
        { kind: 'phone', item: 1, value: '+447700900444', note: `Of ${word}` },
      ],
    }
    const { id, reference } = await as(officer, (scope) => fileReport(scope, checked(body)))
    await as(officer, (scope) =>
      releaseReport(scope, id, {
        to: { agencies: [node.agency('kent-police')] },
        reason: `For the work on ${word}`,
      }),
    )
    await as(officer, (scope) =>
      writeVersion(scope, id, { version: 1 }, checked({ ...body, title: `Boats ${word}` }), {
        reason: `Two boats of zqother, and the rest`,
      }),
    )
    await as(officer, (scope) => correctRecord(scope, reportKind, id, 1, 'One boat of zqother was two'))
    await as(second, (scope) => beginNewVersion(scope, id))
    await compareWaitingPersons(node.database, () => undefined)
    // As the node seals what it holds in clear: what the owner calls the value stands beside the token.
    await node.admin(
      `insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind, shown)
       values ($1, sha256('token'), $2, 1, true, true, false, 'email', $3)`,
      [id, node.agency('sussex-police'), `${word}@ferry.example`],
    )
    assert.ok((await tablesWith(word)).length > 5, 'there is something to erase')
    const before = await node.admin<{ version: number; digest: string; at: Date }>(
      `select version, encode(digest, 'hex') as digest, written_at as at from intelligence.version
       where report_id = $1 order by version`,
      [id],
    )

    const asked = await ask(id)
    const desk = await node.signIn(second)
    await desk.get('/erasures')
    assert.equal((await desk.post(`/erasures/${asked.id}/agree`, {})).status, 303)
    assert.match(textOf((await desk.get('/erasures')).text), /1 partner told\. 1 draft that began with it/)
    assert.ok(logged.length > 0, 'there is a log to look through')
    assert.ok(!logged.some((line) => line.includes(word)), 'no line of the log holds it')

    for (const gone of [word, 'zqother', '447700900444']) assert.deepEqual(await tablesWith(gone), [], gone)
    assert.deepEqual(await filesWith(node.dataFolder, word), [])
    assert.deepEqual(
      await node.admin(
        `select version, encode(digest, 'hex') as digest, written_at as at from intelligence.version
         where report_id = $1 order by version`,
        [id],
      ),
      before,
      'numbers, times and digests stay',
    )
    for (const who of [officer, kent]) {
      await assert.rejects(
        as(who, (scope) => readReport(scope, id)),
        { code: 'not-found' },
      )
      const found = await as(who, (scope) => exportSearch(scope, [reportKind], { q: reference }))
      assert.ok(!found.includes(reference))
    }
    const { rows } = await as(kent, (scope) => listNotices(scope))
    assert.equal(rows.find((one) => one.recordId === id && one.what === 'erased')?.reference, reference)
  })

  void test('the digest proves a text to who has it and the salt; the salt goes', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    const [row] = await node.admin<{ text: string; salt: Buffer; digest: Buffer }>(
      `select c.document::text as text, c.salt, v.digest
       from intelligence.version v join intelligence.version_content c using (report_id, version) where v.report_id = $1`,
      [id],
    )
    assert.ok(row)
    assert.deepEqual(createHash('sha256').update(row.salt).update(row.text).digest(), row.digest)
    await agree(officer, (await ask(id)).id)
    const left = await node.admin<{ salt: null; digest: Buffer }>(
      `select c.salt, v.digest from intelligence.version v
       left join intelligence.version_content c using (report_id, version) where v.report_id = $1`,
      [id],
    )
    assert.deepEqual(left, [{ salt: null, digest: row.digest }])
  })

  void test('what the ledger said of it stays, without a word of it, and in one order', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    const before = await node.admin('select id, at, kind, operation, detail from ledger.event order by id')
    await agree(officer, (await ask(id)).id)
    const now = await node.admin('select id, at, kind, operation, detail from ledger.event order by id')
    assert.deepEqual(now.slice(0, before.length), before)
    const erasures = await node.admin(`select from ledger.event where subject_id = $1 and kind = 'erasure'`, [
      id,
    ])
    assert.equal(erasures.length, 1)
  })

  void test('takes two persons, whoever asks, in the pages and by SQL', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    const asked = await ask(id)
    await assert.rejects(agree(manager, asked.id), { code: 'own-request' })
    await assert.rejects(
      as(manager, (scope) => scope.tx.run('select access.agree_erasure($1)', [asked.id])),
      { code: '23514' },
    )
    await assert.rejects(agree(kent, asked.id), { code: 'not-found' })
    const one = [id]
    for (const sql of [
      `update access.erasure set agreed_by = asked_by, agreed_at = now() where record_id = $1`,
      `update access.record set erased_at = now() where id = $1`,
      `delete from intelligence.version_content where report_id = $1`,
      `delete from intelligence.version where report_id = $1`,
      `delete from access.record where id = $1`,
      `select intelligence.erase_report($1)`,
      // One person asks and another agrees, and nothing is erased.
      `update access.erasure set agreed_by = (select id from identity.person where id <> asked_by limit 1), agreed_at = now()
       where record_id = $1`,
    ])
      await assert.rejects(
        node.admin(sql, one),
        /SM00|23514|by_two_persons|two persons|not deleted|transaction/,
        sql,
      )
    assert.equal((await as(officer, (scope) => readReport(scope, id))).id, id, 'it is all there')
    await as(second, (scope) => refuseErasure(scope, asked.id))
    await assert.rejects(agree(second, asked.id), { code: 'decided-already' })
  })

  void test('a hold that comes after the request stops it', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    const review = await reviewOf(node, id)
    const asked = await ask(id)
    await as(manager, (scope) => placeHold(scope, review.id, 'Inquiry 4 of 2026'))
    await assert.rejects(agree(second, asked.id), { code: 'held' })
    assert.equal((await as(officer, (scope) => readReport(scope, id))).id, id)
  })

  void test('what was recalled is erased too, and nobody had it who was not told', async () => {
    const { id } = await as(officer, (scope) => fileReport(scope, checked()))
    await as(officer, (scope) => recallReport(scope, id, 'The source was mistaken about zqrecall'))
    await agree(second, (await ask(id)).id)
    assert.deepEqual(await tablesWith('zqrecall'), [])
  })
})
