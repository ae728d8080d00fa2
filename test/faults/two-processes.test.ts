/** Two processes with a data folder each on one database, and a proxy that sends each request to the other one. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { EXPORT_FILES, generateExercise } from '../../exercise/generate.ts'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { openDatabase } from '../../src/platform/database/perform.ts'
import { answerOf, callersOf, desk, signIn, type Callers, type Desk } from '../support/callers.ts'
import { freePort } from '../support/node.ts'
import { dramaNumber, reportBody } from '../support/reports.ts'
import { until } from '../support/until.ts'
import { lostOf, startBusyClients, type BusyClients } from './busy-clients.ts'
import { startNodeProcess, type NodeProcess, type Place } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'
import { proxyBefore, type Proxy } from './proxy.ts'
import { faultsOf } from './whole-database.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const TRIAGE = 'triage-officer@sussex-police.example'
const WORDS = 'A grey boat was carried over the shingle'
const FILED = 40

type Process = NodeProcess & { place: Place }

void describe('two processes on one database', () => {
  let cluster: OwnCluster
  let proxy: Proxy
  let one: Process
  let two: Process
  let callers: Callers
  let recovery: string
  const works: BusyClients[] = []
  let env: NodeJS.ProcessEnv = {}

  before(async () => {
    cluster = await ownCluster()
    const places: Place[] = []
    for (const name of ['one', 'two'])
      places.push({
        port: await freePort(),
        operatorPort: await freePort(),
        dataFolder: await mkdtemp(path.join(tmpdir(), `seamark-${name}-`)),
      })
    const [first, second] = places as [Place, Place]
    await loadOtherLayers(second.dataFolder)
    const port = await freePort()
    env = { PUBLIC_URL: `http://localhost:${String(port)}`, DRAIN_SECONDS: '3' }
    proxy = await proxyBefore(port, places)
    one = await startNodeProcess(cluster, env, first)
    two = await startNodeProcess(cluster, env, second)
    callers = callersOf(proxy.url, first.dataFolder, 'seamark-api')
    const database = openDatabase(cluster.url, 2, () => new Date())
    recovery = (await makeExerciseDesks(database, null)) ?? ''
    await database.close()
    await until('both are ready', () => Promise.resolve(proxy.ready.every((is) => is)))
  })
  after(async () => {
    for (const work of works) work.stop()
    await proxy.close()
    await Promise.all([one.stop(), two.stop()])
    await cluster.close()
  })

  /** The same browser, past the proxy. */
  const at = (node: Process, browser: Desk): Desk => {
    const direct = desk(node.base)
    for (const [name, value] of browser.cookies) direct.cookies.set(name, value)
    return direct
  }
  const to = ({ headers }: { headers: Headers }) => headers.get('location')

  void test('say at /readyz that their layers of the coast are not the same, and answer', async () => {
    for (const { operatorBase } of [one, two])
      await until('it has heard of the other', async () => {
        const answer = await fetch(`${operatorBase}/readyz`)
        assert.equal(answer.status, 200)
        return JSON.stringify(await answer.json()).includes('other layers of the coast')
      })
  })

  void test('do the main job together: file, match, release, read, recall', async () => {
    const ask = async <T>(email: string, method: string, where: string, body?: unknown): Promise<T> => {
      const answer = await callers.api(email, method, where, body, { 'idempotency-key': randomUUID() })
      assert.ok(answer.status < 300, `${where}: ${String(answer.status)} ${answer.text}`)
      return answer.text === '' ? (null as T) : answer.json<T>()
    }
    const before = [...proxy.given]
    const subjects = [{ kind: 'phone', item: 1, value: dramaNumber(7) }]
    const { id } = await ask<{ id: string }>(NCA, 'POST', '/intelligence/reports', reportBody({ subjects }))
    await ask(SUSSEX, 'POST', '/intelligence/reports', reportBody({ subjects }))
    const list = await ask<object>(SUSSEX, 'GET', '/deconfliction/matches')
    assert.match(JSON.stringify(list), /nca/)
    const report = `/intelligence/reports/${id}`
    assert.equal((await callers.api(SUSSEX, 'GET', report)).status, 404)
    await ask(NCA, 'POST', `${report}/release`, { agencies: ['sussex-police'], reason: 'One gang' })
    for (let n = 0; n < 2; n++) assert.match(JSON.stringify(await ask(SUSSEX, 'GET', report)), /tarpaulin/)
    await ask(NCA, 'POST', `${report}/recall`, { reason: 'The source withdrew' })
    for (let n = 0; n < 2; n++) {
      const read = await ask<{ status: string }>(NCA, 'GET', report)
      assert.equal(read.status, 'withdrawn')
    }
    for (const [node, given] of proxy.given.entries()) assert.ok(given > (before[node] ?? 0) + 2)
  })

  void test('take a report of the public from the first page to the receipt, each page at the other', async () => {
    const browser = desk(proxy.url)
    assert.equal((await browser.get('/report')).status, 200)
    await browser.post('/report/start', {})
    assert.equal(to(await browser.post('/report/kind', { kind: 'boat' })), '/report/where')
    await browser.post('/report/where/position', { position: 'TQ 954 180' })
    await browser.post('/report/when', { when: 'now' })
    await browser.post('/report/seen', { words: WORDS })
    const check = await browser.get('/report/check')
    assert.ok(check.text.includes(WORDS))
    const shown = /name="shown" value="([^"]+)"/.exec(check.text)?.[1] ?? ''
    assert.equal(to(await browser.post('/report/send', { shown })), '/report/sent')
    // What one has signed the other believes: nobody fills the form in so fast.
    const rows = await cluster.admin<{ doubtful: boolean }>(`select doubtful from reporting.public_report`)
    assert.deepEqual(rows, [{ doubtful: true }])
    const [first, second] = [await browser.get('/report/sent'), await browser.get('/report/sent')]
    assert.equal(first.text, second.text)
    assert.match(first.text, /receipt/i)
  })

  void test('unlock a desk key in one process only: the other asks for the passphrase', async () => {
    const officer = await signIn(proxy.url, TRIAGE)
    await officer.get('/purpose')
    await officer.post('/purpose', { purpose: 'Exercise' })
    const [row] = await cluster.admin<{ id: string }>(`select id from reporting.public_report`)
    const report = `/triage/${row?.id ?? ''}`
    const [here, there] = [at(one, officer), at(two, officer)]
    await here.get('/triage/unlock')
    const unlocked = await here.post('/triage/unlock', { passphrase: EXERCISE_PASSPHRASE })
    assert.equal(unlocked.status, 303)
    for (let n = 0; n < 2; n++) {
      assert.ok((await here.get(report)).text.includes(WORDS))
      const asked = await there.get(report)
      assert.match(asked.text, /Your passphrase/)
      assert.ok(!asked.text.includes(WORDS))
    }
    await here.get(`${report}/ask`)
    assert.equal(to(await here.post(`${report}/ask`, { question: 'how-many' })), report)

    await there.post('/triage/unlock', { passphrase: EXERCISE_PASSPHRASE })
    assert.ok((await there.get(report)).text.includes(WORDS))
    const secretKey = recovery.split('1')[0] ?? ''
    assert.match(secretKey, /SECRET-KEY/i)
    assert.notDeepEqual(await tablesWith('age1'), [], 'public halves are there, and found')
    for (const secret of [secretKey, secretKey.toLowerCase(), EXERCISE_PASSPHRASE, WORDS])
      assert.deepEqual(await tablesWith(secret), [])
    // Whichever ends it, both forget.
    await there.post('/sign-out', {})
    await until('the other has heard', async () => (await here.get(report)).status !== 200)
  })

  /** Tables that hold a text anywhere, as text or as bytes. */
  async function tablesWith(text: string): Promise<string[]> {
    const tables = await cluster.admin<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const searches = tables.map(
      ({ name }) =>
        `select '${name}' as name where exists (
           select from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0)`,
    )
    const found = await cluster.admin<{ name: string }>(searches.join(' union all '), [
      text,
      Buffer.from(text).toString('hex'),
    ])
    return found.map(({ name }) => name)
  }

  void test('leave an import to the machine that has its file, and say at the other that it is away', async () => {
    const exports = await mkdtemp(path.join(tmpdir(), 'seamark-exports-'))
    await generateExercise(exports, { seed: 11, reports: 60 })
    const file = await readFile(path.join(exports, EXPORT_FILES['sussex-police']))
    await rm(exports, { recursive: true })
    const officer = await signIn(proxy.url, SUSSEX)
    const gate = new pg.Client({ connectionString: cluster.adminUrl })
    gate.on('error', () => undefined)
    await gate.connect()
    await gate.query('begin; lock table search.entry in share mode')
    const run = await upload(at(two, officer), file)
    await until('the import waits at the gate', async () => {
      const waiting = await cluster.admin(
        `select from pg_locks where relation = 'search.entry'::regclass and not granted`,
      )
      return waiting.length > 0
    })
    await two.kill()
    await gate.end()
    // As a minute later: the job of the dead is free, and whoever can may take it.
    await cluster.admin(`update graphile_worker._private_jobs set locked_by = null, locked_at = null`)
    await cluster.admin(`update intelligence.import_run set file_seen_at = now() - interval '10 minutes'`)
    await cluster.admin(`select graphile_worker.add_job('ledger.sequence', '{}')`)
    const jobs = (task: string) =>
      cluster.admin(`select from graphile_worker.jobs where task_identifier like $1`, [task])
    await until('a later job is done', async () => (await jobs('ledger.sequence')).length === 0)
    assert.equal((await jobs('intelligence.import at %')).length, 1)
    const page = await at(one, officer).get(run)
    assert.match(page.text, /The machine that has the uploaded file does not answer/)
    assert.equal((await readdir(path.join(two.place.dataFolder, 'imports'))).length, 1)

    two = await startNodeProcess(cluster, env, two.place)
    await until('the import is done, and its page at the other says so', async () =>
      (await at(one, officer).get(run)).text.includes('The import is finished'),
    )
    const rows = await cluster.admin<{ kept: number }>(`select kept from intelligence.import_run`)
    assert.ok(rows.length === 1 && (rows[0]?.kept ?? 0) > 0)
    await until('the file goes', async () => {
      return (await readdir(path.join(two.place.dataFolder, 'imports'))).length === 0
    })
  })

  async function upload(officer: Desk, file: Uint8Array): Promise<string> {
    await officer.get('/imports/new')
    const form = new FormData()
    form.set('_csrf', officer.csrf())
    form.set('file', new Blob([Uint8Array.from(file)]), 'export.csv')
    const answer = await answerOf(
      await fetch(`${two.base}/imports/new`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { cookie: [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      }),
    )
    assert.equal(answer.status, 303, answer.text)
    return to(answer) ?? ''
  }

  /** Eight clients work through the proxy; resolves when they have filed some. */
  async function clientsAtWork(name: string): Promise<BusyClients> {
    const work = startBusyClients(callers, name)
    works.push(work)
    await until('filings', () => Promise.resolve(work.acknowledged.length >= FILED))
    assert.deepEqual(work.wrong, [])
    return work
  }

  void test('lose nothing when one is killed: the other goes on, and what got no answer is done once', async () => {
    const work = await clientsAtWork('KILLED')
    await two.kill()
    const before = work.acknowledged.length
    // Whoever is sent to the dead one until then gets no answer.
    await until('the proxy has noticed', () => Promise.resolve(proxy.ready[1] === false))
    const [given = 0] = proxy.given
    const later = startBusyClients(callers, 'LATER')
    works.push(later)
    await until('the other goes on', () =>
      Promise.resolve((proxy.given[0] ?? 0) > given + FILED && later.acknowledged.length > 0),
    )
    work.stop()
    later.stop()
    await Promise.all([work.done, later.done])
    assert.ok(work.acknowledged.length >= before)
    assert.deepEqual([...(await lostOf(callers, work)), ...(await lostOf(callers, later))], [])
    for (const { email, key, body, reference } of work.unanswered) {
      const filed = await callers.api(email, 'POST', '/intelligence/reports', body, {
        'idempotency-key': key,
      })
      assert.equal(filed.status, 201, filed.text)
      const rows = await cluster.admin(`select from access.record where agency_reference = $1`, [reference])
      assert.equal(rows.length, 1)
    }
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })

  void test('fail no request when one is drained: it says so first, and what is under way ends well', async () => {
    if (two.ended()) two = await startNodeProcess(cluster, env, two.place)
    await until('it is ready again', () => Promise.resolve(proxy.ready[1] === true))
    const given = proxy.given[1] ?? 0
    const work = await clientsAtWork('DRAINED')
    assert.ok((proxy.given[1] ?? 0) > given, 'it is asked too')
    await two.stop()
    const soFar = work.acknowledged.length
    await until('the other goes on', () => Promise.resolve(work.acknowledged.length > soFar + FILED))
    work.stop()
    await work.done
    assert.deepEqual([work.wrong, work.unanswered], [[], []])
    assert.deepEqual(await lostOf(callers, work), [])
    assert.ok([...(proxy.said[1] ?? [])].some((said) => said.includes('draining')))
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })
})

/** As if somebody had loaded layers on this machine alone. */
async function loadOtherLayers(dataFolder: string): Promise<void> {
  const folder = path.join(dataFolder, 'geo')
  await mkdir(folder)
  await writeFile(path.join(folder, 'attribution-0.txt'), 'Invented for a test')
  const layer = { kind: 'attribution', file: 'attribution-0.txt', from: 'a.txt', found: 'a line' }
  await writeFile(path.join(folder, 'layers.json'), JSON.stringify({ layers: [layer] }))
}
