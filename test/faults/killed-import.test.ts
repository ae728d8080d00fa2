/** SIGKILL in the middle of an import; running it again comes to the same end as if nothing had happened. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { EXPORT_FILES, generateExercise } from '../../exercise/generate.ts'
import pg from 'pg'
import { seedPeople } from '../../exercise/seed-people.ts'
import { openDatabase } from '../../src/platform/database/perform.ts'
import { sequenceLedger } from '../../src/platform/ledger/sequence.ts'
import { createLog } from '../../src/platform/log.ts'
import { compareWaitingPersons } from '../../src/rooms/matches/index.ts'
import { guessMapping, importFile } from '../../src/rooms/intelligence/index.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'
import { endStateOf } from './end-state.ts'
import { runNode } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'
import { faultsOf, ledgerCount } from './whole-database.ts'

const AGENCIES = ['sussex-police', 'nca'] as const

void describe('kill -9 in the middle of an import', () => {
  let folder: string
  let undisturbed: TestDatabase
  let cluster: OwnCluster
  const undisturbedLists = new Map<string, string>()

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-import-'))
    await chmod(folder, 0o755)
    await generateExercise(folder, { seed: 11, reports: 9_000 })
    undisturbed = await testDatabase()
    cluster = await ownCluster()
    const database = openDatabase(cluster.url, 2, () => new Date())
    await seedPeople(database)
    await database.close()
  })
  after(async () => {
    await cluster.close()
    await undisturbed.close()
    await rm(folder, { recursive: true, force: true })
  })

  const fileOf = (agency: (typeof AGENCIES)[number]) => path.join(folder, EXPORT_FILES[agency])

  /** `seamark import` as an operator runs it. */
  function startImport(agency: (typeof AGENCIES)[number]) {
    const child = runNode(['src/cli/main.ts', 'import', '--agency', agency, fileOf(agency)], {
      NODE_ENV: 'test',
      DATA_DIR: folder,
      DATABASE_URL: cluster.url,
      MIGRATION_DATABASE_URL: cluster.adminUrl,
    })
    let said = ''
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
    child.stdout?.resume()
    const end = once(child, 'exit').then(([code]) => code as number | null)
    return { child, end, said: () => said }
  }

  /**
   * Strikes in the middle of a transaction: the first batches are kept, and the next has written reports
   * and waits for a lock that this test holds.
   * @returns what the import said on its way
   */
  async function strikeWhileImporting(
    agency: (typeof AGENCIES)[number],
    strike: (kill: () => void) => Promise<void>,
  ): Promise<string> {
    const gate = new pg.Client({ connectionString: cluster.adminUrl })
    gate.on('error', () => undefined)
    await gate.connect()
    const close = 'begin; lock table search.entry in share mode'
    await gate.query(close)
    const running = startImport(agency)
    try {
      await until('the first batch', () => somebodyWaits())
      assert.equal(await keptOf(agency), 0)
      // Locks are given in the order of asking: who waits now goes on to the end, and then it is closed again.
      await gate.query(`commit; ${close}`)
      await until('a later batch', () => somebodyWaits())
      assert.ok((await keptOf(agency)) > 0)
      await strike(() => running.child.kill('SIGKILL'))
    } finally {
      await gate.end().catch(() => undefined)
    }
    assert.notEqual(await running.end, 0)
    return running.said()
  }

  async function somebodyWaits(): Promise<boolean> {
    const rows = await cluster.admin(
      `select from pg_locks where relation = 'search.entry'::regclass and not granted`,
    )
    return rows.length > 0
  }

  async function keptOf(agency: string): Promise<number> {
    const [row] = await cluster.admin<{ kept: number }>(
      `select count(*)::int as kept from access.record r
       join identity.agency a on a.id = r.agency_id where a.slug = $1`,
      [agency],
    )
    return row?.kept ?? 0
  }

  async function importToTheEnd(agency: (typeof AGENCIES)[number]): Promise<void> {
    const running = startImport(agency)
    assert.equal(await running.end, 0, running.said())
  }

  const refusedOf = async (agency: (typeof AGENCIES)[number]) => {
    const list = `${fileOf(agency)}.refused.csv`
    return existsSync(list) ? await readFile(list, 'utf8') : ''
  }

  void test('the undisturbed import, to compare with', async () => {
    for (const agency of AGENCIES) {
      const file = fileOf(agency)
      const mapping = await guessMapping(file)
      assert.ok(mapping)
      const counts = await importFile(undisturbed.database, {
        agencySlug: agency,
        file,
        mapping,
        dryRun: false,
      })
      assert.ok(counts.kept > 500, `${agency} kept ${String(counts.kept)}`)
      undisturbedLists.set(agency, await refusedOf(agency))
      assert.notEqual(undisturbedLists.get(agency), '')
    }
    // As the command does at its end.
    await compareWaitingPersons(undisturbed.database)
    assert.deepEqual(await faultsOf(undisturbed.admin), [])
  })

  void test('the process is killed: nothing is half-done', async () => {
    await strikeWhileImporting('sussex-police', (kill) => {
      kill()
      return Promise.resolve()
    })
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })

  void test('PostgreSQL is killed: the import ends with a message, and nothing is half-done', async () => {
    const said = await strikeWhileImporting('nca', () => cluster.kill())
    await cluster.start()
    assert.match(said, /run the same command again/)
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })

  void test('run again, the end is exactly that of an undisturbed import', async () => {
    for (const agency of AGENCIES) await importToTheEnd(agency)
    const wanted = await endStateOf(undisturbed.admin)
    const found = await endStateOf(cluster.admin)
    assert.ok((wanted['matches']?.length ?? 0) > 0, 'the exercise has matches')
    for (const part of Object.keys(wanted)) {
      const missing = wanted[part]?.filter((line) => !new Set(found[part]).has(line)) ?? []
      assert.deepEqual(missing.slice(0, 3), [], `missing of the ${part}`)
      assert.equal(found[part]?.length, wanted[part]?.length, part)
    }
    for (const agency of AGENCIES) assert.equal(await refusedOf(agency), undisturbedLists.get(agency))
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })

  void test('once more, nothing is added, and the same rows are refused', async () => {
    const before = await endStateOf(cluster.admin)
    const list = await refusedOf('sussex-police')
    await importToTheEnd('sussex-police')
    assert.equal(await refusedOf('sussex-police'), list)
    assert.deepEqual(await endStateOf(cluster.admin), before)
  })

  void test('the ledger of all of it is numbered without a gap', async () => {
    const database = openDatabase(cluster.url, 2, () => new Date())
    try {
      await sequenceLedger({ database, log: createLog('silent') }, {})
    } finally {
      await database.close()
    }
    const { events, numbered } = await ledgerCount(cluster.admin)
    assert.equal(numbered, events)
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })
})
