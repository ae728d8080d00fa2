/** The rule of sight, case by case, through the real sign-in, the real pages and the real database. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { readCases } from '../../src/cli/access-cases/read-cases.ts'
import { runCommandLine } from '../../src/cli/main.ts'
import { ROOT, testCluster } from '../support/database.ts'
import { accessCases, accessCasesFile, factsOf, type Situation } from './make-access-cases.ts'
import { rules, sightOf } from './rule.ts'

const OWN = path.join(import.meta.dirname, 'access-cases.csv')
const SPECIFIED = path.join(ROOT, '..', 'shared', 'spec', 'access-cases.csv')

void describe('the cases of the rule of sight', () => {
  void test('stand in the file as the script writes them', async () => {
    assert.equal(await readFile(OWN, 'utf8'), accessCasesFile())
  })

  void test('reach every rule, and each way it can end', () => {
    const reached = new Set(
      accessCases().map((one) => {
        const { rule, sight } = sightOf(factsOf(one))
        return `${String(rule)} ${sight}`
      }),
    )
    for (const rule of rules)
      assert.ok(
        [...reached].some((one) => one.startsWith(`${String(rule.number)} `)),
        `rule ${String(rule.number)}`,
      )
    for (const way of ['2 full', '2 none', '5 full', '5 none', '7 conditions', '7 full'])
      assert.ok(reached.has(way), way)
  })

  void test(
    'the model that gives their sights agrees with the specification’s table',
    {
      skip: existsSync(SPECIFIED) ? false : 'the specification is not beside the project',
    },
    async () => {
      const yesNo = (value: boolean) => (value ? 'yes' : 'no')
      for (const one of await readCases(SPECIFIED)) {
        const situation = Object.fromEntries(
          Object.entries(one).map(([name, value]) => [
            name,
            typeof value === 'boolean' ? yesNo(value) : value,
          ]),
        ) as Situation
        assert.equal(sightOf(factsOf(situation)).sight, one.sight, `case ${one.case}`)
      }
    },
  )
})

void describe('seamark access-cases', () => {
  for (const [name, file] of [
    ['the project’s own cases', OWN],
    ['the specification’s cases', SPECIFIED],
  ] as const)
    void test(
      `${name} all pass`,
      {
        timeout: 300_000,
        skip: existsSync(file) ? false : 'the specification is not beside the project',
      },
      async () => {
        const { status, out } = await seamark(file)
        const cases = await readCases(file)
        assert.deepEqual(out, [`${String(cases.length)} passed, 0 failed`])
        assert.equal(status, 0)
      },
    )

  void test('says which case differs, and that the answer is no', { timeout: 180_000 }, async () => {
    // A table that is wrong on purpose: a harness that cannot fail proves nothing.
    const folder = await mkdtemp(path.join(tmpdir(), 'seamark-cases-test-'))
    try {
      const [header, ...rows] = (await readFile(OWN, 'utf8')).trim().split('\n')
      const wrong: Record<string, string> = { full: 'none', none: 'full', conditions: 'full', hit: 'none' }
      const chosen = Object.keys(wrong).flatMap((sight) =>
        rows.filter((row) => row.endsWith(`,${sight}`)).slice(0, 2),
      )
      const lies = chosen.map((row) => row.replace(/\w+$/, (sight) => wrong[sight] ?? sight))
      const file = path.join(folder, 'wrong.csv')
      await writeFile(file, [header, ...lies, ''].join('\n'))
      const { status, out } = await seamark(file)
      assert.equal(status, 1)
      assert.equal(out.at(-1), `0 passed, ${String(chosen.length)} failed`)
      chosen.forEach((row, index) => {
        const [number = ''] = row.split(',')
        const truth = row.slice(row.lastIndexOf(',') + 1)
        assert.equal(out[index], `case ${number}: expected ${wrong[truth] ?? ''}, got ${truth}`)
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  void test('refuses a table with a column that it would leave untested', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seamark-cases-test-'))
    try {
      const file = path.join(folder, 'unknown.csv')
      const lines = (await readFile(OWN, 'utf8')).trim().split('\n').slice(0, 2)
      await writeFile(file, [`${lines[0] ?? ''},viewer_shoe_size`, `${lines[1] ?? ''},9`, ''].join('\n'))
      const { status, said } = await seamark(file)
      assert.equal(status, 2)
      assert.match(said.join('\n'), /line 2: viewer_shoe_size/)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** The command as a person runs it, against the tests' own cluster. */
async function seamark(file: string): Promise<{ status: number; out: string[]; said: string[] }> {
  const out: string[] = []
  const said: string[] = []
  const { adminUrl } = await testCluster()
  const status = await runCommandLine(['access-cases', file], {
    env: { DATABASE_URL: adminUrl('postgres') },
    out: (line) => out.push(line),
    say: (line) => said.push(line),
    progress: () => undefined,
    endProgress: () => undefined,
  })
  return { status, out, said }
}
