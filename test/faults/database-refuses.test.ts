/**
 * A database that answers some and not others: it does not take the program's password any more while old connections
 * work on, it has no connection left, or its disk is full. Nobody is told of a bug, and the node does not say that it is ready.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { databaseUser } from '../../src/platform/database/binaries.ts'
import type { Answer, Desk } from '../support/callers.ts'
import { reportBody } from '../support/reports.ts'
import { until } from '../support/until.ts'
import { startNodeProcess, type NodeProcess } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'

const run = promisify(execFile)
const OFFICER = 'intelligence-officer@sussex-police.example'

void describe('PostgreSQL refuses', () => {
  let cluster: OwnCluster
  let node: NodeProcess
  let browser: Desk

  before(async () => {
    cluster = await ownCluster()
    node = await startNodeProcess(cluster)
    browser = await node.signIn(OFFICER)
  })
  after(async () => {
    await node.stop()
    await cluster.close()
  })

  const ready = async () => {
    const answer = await fetch(`${node.operatorBase}/readyz`)
    return {
      status: answer.status,
      retry: answer.headers.get('retry-after'),
      said: (await answer.json()) as { status: string; code?: string },
    }
  }
  const isReady = async () => (await ready()).status === 200
  let filed = 0
  const file = () =>
    node.api(
      OFFICER,
      'POST',
      '/intelligence/reports',
      reportBody({ agency_reference: `REFUSED-${String(filed++)}` }),
    )
  const many = (ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 24 }, ask))
  /** Ends what the program has open, as a busy hour does by asking for more than there is. */
  const newConnections = () =>
    cluster.admin(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'seamark_login' and state like 'idle%'`,
    )

  for (const [what, refuse, allow, code, words] of [
    [
      'the program’s password was changed under it',
      `alter role seamark_login password 'another'`,
      `alter role seamark_login password 'only-for-tests'`,
      '28P01',
      /does not let this node in/,
    ],
    [
      'it has no connection left for the program',
      'alter role seamark_login connection limit 0',
      'alter role seamark_login connection limit -1',
      '53300',
      /no room, memory or connection/,
    ],
  ] as const)
    void test(`${what}: 503 with Retry-After, not ready, and all goes on by itself afterwards`, async () => {
      await until('ready', isReady)
      await cluster.admin(refuse)
      try {
        await newConnections()
        const answers = [...(await many(() => browser.get('/'))), ...(await many(file))]
        const failed = answers.filter(({ status }) => status >= 400)
        assert.ok(failed.length > 0)
        for (const answer of failed) {
          assert.equal(answer.status, 503, answer.text.slice(0, 300))
          assert.ok(Number(answer.headers.get('retry-after')) > 0)
          assert.match(answer.text, /Try again in a minute/)
        }
        const { status, retry, said } = await ready()
        assert.deepEqual([status, Number(retry) > 0, said.code], [503, true, code])
        assert.match(said.status, words)
      } finally {
        await cluster.admin(allow)
      }
      await until('ready again', isReady)
      assert.equal((await browser.get('/')).status, 200)
      assert.equal((await file()).status, 201)
    })

  void test('its disk is full: 503 that says so, not ready, nothing acknowledged is lost; with room it goes on', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seamark-full-'))
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]).then(
      () => true,
      () => false,
    )
    if (!mounted) {
      await rmdir(folder)
      t.skip('NOT TRIED: this user may not mount a small disk')
      return
    }
    try {
      const user = await databaseUser()
      if (user) await chown(folder, user.uid, user.gid)
      await cluster.admin(`create tablespace small location '${folder}'`)
      // What filing writes lies on the small disk from now on.
      for (const table of ['ledger.event', 'intelligence.version', 'intelligence.version_content'])
        await cluster.admin(`alter table ${table} set tablespace small`)
      await cluster.admin(`create table public.filler (text text) tablespace small`)
      const fill = () =>
        cluster.admin(
          `insert into public.filler select string_agg(gen_random_uuid()::text, '') from generate_series(1, 2000) a, generate_series(1, 40) b group by b`,
        )
      await until('the disk is full', () =>
        fill().then(
          () => false,
          () => true,
        ),
      )
      const kept: string[] = []
      const refused = await until('a filing is refused', async () => {
        const answer = await file()
        if (answer.status === 201) kept.push(answer.json<{ id: string }>().id)
        return answer.status === 201 ? null : answer
      })
      assert.equal(refused.status, 503, refused.text)
      assert.match(refused.text, /"code":"database-full"/)
      assert.match(refused.text, /no room left.*Tell your operator/)
      assert.deepEqual([(await ready()).status, (await ready()).said.code], [503, '53100'])
      await cluster.admin(`drop table public.filler`)
      await cluster.admin('checkpoint')
      await until('ready again', isReady)
      assert.equal((await file()).status, 201)
      for (const id of kept)
        assert.equal((await node.api(OFFICER, 'GET', `/intelligence/reports/${id}`)).status, 200)
    } finally {
      await node.stop()
      await cluster.stop()
      await run('umount', ['-l', folder]).catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    }
  })
})
