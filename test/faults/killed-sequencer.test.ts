/**
 * The sequencer is killed at random moments, runs twice at once, and meets a disk that takes no more: no gap, no event
 * twice, and no checkpoint of what was not kept.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { addLeaves, emptyEdge, rootOfEdge } from '../../src/wire/ledger/edge.ts'
import { entryOf } from '../../src/wire/ledger/event.ts'
import { leafHash } from '../../src/wire/ledger/tree.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { exportAndVerify, ownFolder, publish, writeEvents } from '../support/ledger.ts'
import { until } from '../support/until.ts'

const SCRIPT = path.join(import.meta.dirname, 'publish-forever.ts')
const KILLS = 8

void describe('a sequencer', () => {
  let base: TestDatabase
  let own: Awaited<ReturnType<typeof ownFolder>>
  beforeEach(async () => {
    base = await testDatabase()
    own = await ownFolder()
  })
  afterEach(async () => {
    await base.close()
    await own.remove()
  })

  const start = (before: string[] = []): ChildProcess => {
    const [command = process.execPath, ...first] = before
    const rest = before.length === 0 ? [SCRIPT] : [...first, process.execPath, SCRIPT]
    return spawn(command, [...rest, base.url, own.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  }
  const kill = async (child: ChildProcess) => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const checkpoints = () =>
    base.admin<{ size: string; root: Buffer }>('select size, root from ledger.checkpoint order by size')

  /** Each event has one place, no place is empty, and every checkpoint that was ever signed is of these entries. */
  async function requireWhole(): Promise<void> {
    const entries = await base.admin<{ sequence: string; digest: Buffer }>(
      'select sequence, digest from ledger.entry order by sequence',
    )
    assert.deepEqual(
      entries.map(({ sequence }) => Number(sequence)),
      entries.map((_, at) => at),
    )
    const [counted] = await base.admin<{ events: number; waiting: number }>(
      'select (select count(*)::int from ledger.event) as events, (select count(*)::int from ledger.pending) as waiting',
    )
    assert.equal(counted?.events, entries.length + (counted?.waiting ?? 0))
    const edge = emptyEdge()
    for (const { size, root } of await checkpoints()) {
      const more = entries.slice(edge.size, Number(size))
      addLeaves(
        edge,
        more.map(({ sequence, digest }) => leafHash(Buffer.from(entryOf(Number(sequence), digest)))),
        () => undefined,
      )
      assert.deepEqual(Buffer.from(rootOfEdge(edge)), root, `the checkpoint of ${size}`)
    }
    const { said } = await exportAndVerify(base.database, own.folder)
    assert.match(said, /^YES/)
  }

  void test('that is killed at random moments leaves no gap, and nothing twice', async () => {
    const writing = new AbortController()
    const writer = (async () => {
      while (!writing.signal.aborted) {
        await writeEvents(base.database, 60)
        await pause(25)
      }
    })()
    for (let n = 0; n < KILLS; n++) {
      const child = start()
      await once(child.stdout ?? child, 'data')
      await pause(Math.random() * 400)
      await kill(child)
    }
    writing.abort()
    await writer
    await publish(base.database, own.folder)
    assert.ok((await checkpoints()).length > KILLS)
    await requireWhole()
  })

  void test('that runs twice at once, on one machine and on another, signs one history', async () => {
    await publish(base.database, own.folder)
    const both = [start(), start()]
    for (let n = 0; n < 20; n++) {
      await writeEvents(base.database, 300)
      await pause(50)
    }
    await until('all have their place', async () => {
      const [row] = await base.admin<{ waiting: number }>(
        'select count(*)::int as waiting from ledger.pending',
      )
      return row?.waiting === 0
    })
    for (const child of both) await kill(child)
    await publish(base.database, own.folder)
    await requireWhole()
    // Another machine has not the secret: it writes the same files, and signs nothing.
    const other = await ownFolder()
    const before = await checkpoints()
    await writeEvents(base.database, 3)
    await publish(base.database, other.folder)
    assert.deepEqual(await checkpoints(), before)
    for (const file of ['checkpoint', 'tile/0/000', 'tile/entries/003'])
      assert.deepEqual(
        await readFile(path.join(other.folder, file)),
        await readFile(path.join(own.folder, file)),
      )
    await other.remove()
  })

  void test('signs nothing while the disk takes no tile, and goes on when it does', async () => {
    await publish(base.database, own.folder)
    const before = await checkpoints()
    await writeEvents(base.database, 1_000)
    // A file may have four kilobytes: less than a tile, more than a checkpoint.
    const child = start(['/bin/bash', '-c', 'ulimit -f 4; exec "$@"', 'bash'])
    const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer]
    await kill(child)
    assert.match(said.toString(), /EFBIG|too large/)
    assert.deepEqual(await checkpoints(), before)
    await publish(base.database, own.folder)
    assert.equal((await checkpoints()).length, before.length + 1)
    await requireWhole()
  })

  void test('goes on in its order when the clock was set back, and the events stand in their own month', async () => {
    await writeEvents(base.database, 10)
    await publish(base.database, own.folder)
    // As a clock of a year ago would have written them.
    await base.database.performAsService({ service: 'ledger', operation: 'test.clock' }, ({ tx }) =>
      tx.run(
        `insert into ledger.event (at, kind, operation, agency_id, service)
         select now() - interval '1 year', 'collection', 'test.clock', 1, 'import' from generate_series(1, 10)`,
      ),
    )
    await writeEvents(base.database, 10)
    await publish(base.database, own.folder)
    await requireWhole()
    const parts = await base.admin<{ part: string }>(
      `select distinct tableoid::regclass::text as part from ledger.event where operation = 'test.clock'`,
    )
    assert.deepEqual(parts, [{ part: 'ledger.event_of_no_month' }])
    await base.admin('select ledger.make_months(14)')
    await requireWhole()
  })
})
