/** The operator's gauges: what they say of ledger, jobs, schema and disk, and that the rules over them name what exists. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { makeExerciseDesks } from '../../../exercise/reporting/desks.ts'
import { ROOT } from '../../../test/support/database.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { until } from '../../../test/support/until.ts'
import { publicServices, report } from '../../rooms/reporting/arrival/arrival.test-support.ts'
import { sequenceLedger } from '../ledger/sequence.ts'
import { createLog } from '../log.ts'
import { readFigures } from './figures.ts'

const run = promisify(execFile)
const RULES = path.join(ROOT, 'deploy', 'alerts.yml')

/** Prometheus' own tool, where it is installed; a machine without it says so. */
async function promtool(t: TestContext, args: string[], input?: string): Promise<string | null> {
  const asked = run('promtool', args)
  if (input !== undefined) asked.child.stdin?.end(input)
  try {
    const { stdout, stderr } = await asked
    return stdout + stderr
  } catch (fault) {
    const { code, stdout = '', stderr = '' } = fault as { code?: unknown; stdout?: string; stderr?: string }
    if (code !== 'ENOENT') throw new Error(`promtool ${args.join(' ')}: ${stdout}${stderr}`, { cause: fault })
    t.skip('NOT TRIED: there is no promtool on this machine (Debian: apt-get install prometheus)')
    return null
  }
}

void describe('the operator’s gauges', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
  })
  after(() => node.close())

  const text = async () => await (await fetch(`${node.operatorBase}/metrics`)).text()
  /** Jobs that enter the ledger and number it, as the clock starts them. */
  const number = async () => {
    await until('the ledger is numbered', async () => {
      await sequenceLedger({ database: node.database, log: createLog('silent') }, {})
      return (await readFigures(node.database)).ledgerPending === 0
    })
  }

  void test('tell how far behind the ledger is', async () => {
    await number()
    const officer = 'intelligence-officer@sussex-police.example'
    assert.equal((await node.api(officer, 'POST', '/intelligence/reports', reportBody({}))).status, 201)
    const { ledgerPending, ledgerOldest } = await readFigures(node.database)
    assert.ok(ledgerPending > 0)
    assert.equal(ledgerOldest, 0)
    await node.admin(`alter table ledger.event disable trigger event_is_append_only`)
    await node.admin(`update ledger.event set at = at - interval '30 minutes'`)
    await node.admin(`alter table ledger.event enable trigger event_is_append_only`)
    const later = await readFigures(node.database)
    assert.ok(later.ledgerOldest >= 1800 && later.ledgerOldest % 60 === 0)
    await number()
    assert.equal((await readFigures(node.database)).ledgerOldest, 0)
  })

  void test('tell of jobs that fail, that were given up, and that wait', async () => {
    const was = await readFigures(node.database)
    const add = async (change: string) => {
      const [job] = await node.admin<{ id: string }>(`select (graphile_worker.add_job('test.nobody')).id`)
      await node.admin(`update graphile_worker._private_jobs set ${change} where id = $1`, [job?.id])
    }
    await add(`attempts = 3, last_error = 'failed; see the log', run_at = now() + interval '1 hour'`)
    await add(`attempts = 25, max_attempts = 25, last_error = 'failed; see the log'`)
    await add(`run_at = now() - interval '20 minutes'`)
    const figures = await readFigures(node.database)
    assert.equal(figures.jobsFailed, was.jobsFailed + 1)
    assert.equal(figures.jobsGivenUp, was.jobsGivenUp + 1)
    assert.equal(figures.jobsOldestDue, 1200)
  })

  void test('do not move when somebody of the public reports', async () => {
    await number()
    const was = await readFigures(node.database)
    await report(publicServices(node.database))
    assert.deepEqual(await readFigures(node.database), was)
  })

  void test('stand in the text, with the version and the schema that runs', async () => {
    const said = await text()
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string
    }
    assert.match(said, new RegExp(`^seamark_build_info\\{version="${version}",node="\\d+`, 'm'))
    assert.match(said, /^seamark_schema_info\{change="\d{4}-[a-z-]+",files="[0-9a-f]{16}"\} 1$/m)
    assert.match(said, /^seamark_schema_differs 0$/m)
    assert.match(said, /^seamark_database_answers 1$/m)
    assert.match(said, /^seamark_jobs_given_up 1$/m)
    const [, free] = /^seamark_data_disk_free_bytes (\S+)$/m.exec(said) ?? []
    const [, size] = /^seamark_data_disk_size_bytes (\S+)$/m.exec(said) ?? []
    assert.ok(Number(free) >= 0 && Number(size) > Number(free))
  })

  void test('keep Prometheus’ rules of names', async () => {
    const said = await text()
    const types = [...said.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
      name,
      type,
    }))
    assert.ok(types.length > 20)
    for (const { name, type } of types) {
      assert.match(said, new RegExp(`^# HELP ${name} \\S`, 'm'))
      if (name.startsWith('seamark_'))
        assert.equal(name.endsWith('_total'), type === 'counter', `${name} is a ${type}`)
    }
  })

  void test('are what the rules of deploy/alerts.yml are about, each of them', async () => {
    const said = await text()
    const rules = await readFile(RULES, 'utf8')
    const kinds = new Map(
      [...said.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    )
    const named = new Set(rules.match(/\b(?:seamark|nodejs|process)_[a-z0-9_]+/g) ?? [])
    assert.ok(named.size > 12)
    for (const name of named) {
      const base = name.replace(/_(?:count|sum|bucket)$/, '')
      assert.ok(kinds.has(name) || kinds.get(base) === 'histogram', `${name} is in no answer of /metrics`)
    }
    for (const [, alert = ''] of rules.matchAll(/- alert: (\S+)/g)) assert.match(alert, /^Seamark[A-Z]/)
    const manual = await readFile(path.join(ROOT, 'docs/operators/monitor.md'), 'utf8')
    for (const name of kinds.keys())
      if (name.startsWith('seamark_')) assert.ok(manual.includes(name), `${name} is not in monitor.md`)
  })

  void test('are in order, and the rules over them, for Prometheus itself', async (t) => {
    await promtool(t, ['check', 'metrics'], await text())
    await promtool(t, ['check', 'rules', RULES])
  })

  void test('ring when they should, and are silent on a node that is well, for Prometheus itself', async (t) => {
    await promtool(t, ['test', 'rules', RULES.replace(/\.yml$/, '.test.yml')])
  })
})
