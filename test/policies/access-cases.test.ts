/** The rule of sight, case by case, through the real sign-in, the real pages and the real database. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { isBeside } from '../support/beside.ts'
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

  void test('the model that gives their sights agrees with cases written by hand, from the rule’s words', () => {
    for (const [rule, change, sight] of byHand)
      assert.equal(sightOf(factsOf({ ...readable, ...change })).sight, sight, rule)
  })

  // The specification's own table, where it lies beside the checkout.
  if (isBeside(SPECIFIED))
    void test('the model that gives their sights agrees with the specification’s table', async () => {
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
    })
})

/** A partner's analyst and a report that was released to them: nothing stands in the way. */
const readable: Situation = {
  viewer_agency: 'partner',
  viewer_role: 'analyst',
  viewer_active: 'yes',
  viewer_clearance: 'OFFICIAL-SENSITIVE',
  viewer_is_author: 'no',
  record_classification: 'OFFICIAL-SENSITIVE',
  record_handling: 'P',
  record_release: 'viewer_agency',
  record_compartment: 'none',
  record_status: 'disseminated',
  conditions_accepted: 'no',
  match_exists: 'yes',
  discoverable: 'yes',
}

/** What differs from `readable`, and what is seen then: a second reading of access.md, by a person. */
const byHand: readonly [rule: string, change: Partial<Situation>, sight: string][] = [
  ['6: released under P', {}, 'full'],
  ['6: released to everybody', { record_release: 'all_partners' }, 'full'],
  ['1: not active', { viewer_active: 'no' }, 'none'],
  ['2: an overseer reads no content', { viewer_role: 'overseer' }, 'none'],
  ['2: nor does an investigator outside operations', { viewer_role: 'investigator' }, 'none'],
  [
    '2: an investigator reads in an operation that they are in',
    { viewer_role: 'investigator', record_compartment: 'viewer_inside' },
    'full',
  ],
  [
    '3: and in no other',
    { viewer_role: 'investigator', record_compartment: 'viewer_outside' },
    'none',
  ],
  ['2: a triage officer reads what they wrote', { viewer_agency: 'owner', viewer_role: 'triage_officer', viewer_is_author: 'yes' }, 'full'],
  ['3: an operation without the viewer', { record_compartment: 'viewer_outside' }, 'none'],
  ['3: an operation with the viewer', { record_compartment: 'viewer_inside' }, 'full'],
  ['4: cleared for less', { viewer_clearance: 'OFFICIAL' }, 'none'],
  ['5: the owner', { viewer_agency: 'owner', record_release: 'none' }, 'full'],
  ['5: a colleague’s draft', { viewer_agency: 'owner', record_status: 'draft', record_release: 'none' }, 'none'],
  ['5: a draft, for an intelligence officer', { viewer_agency: 'owner', viewer_role: 'intelligence_officer', record_status: 'draft', record_release: 'none' }, 'full'],
  ['7: under C, not accepted', { record_handling: 'C' }, 'conditions'],
  ['7: under C, accepted', { record_handling: 'C', conditions_accepted: 'yes' }, 'full'],
  ['8: withdrawn', { record_status: 'withdrawn' }, 'none'],
  ['9: a match', { record_release: 'none', record_status: 'submitted' }, 'hit'],
  ['9: a match that may not be discovered', { record_release: 'none', record_status: 'submitted', discoverable: 'no' }, 'none'],
  ['10: released to another agency, no match', { record_release: 'other_agency', match_exists: 'no' }, 'none'],
] // prettier-ignore

void describe('seamark access-cases', () => {
  for (const [name, file] of [
    ['the project’s own cases', OWN],
    ['the specification’s cases', SPECIFIED],
  ] as const)
    if (file === OWN || isBeside(file))
      void test(`${name} all pass`, { timeout: 900_000 }, async () => {
        const { status, out } = await seamark(file)
        const cases = await readCases(file)
        assert.deepEqual(out, [`${String(cases.length)} passed, 0 failed`])
        assert.equal(status, 0)
      })

  void test('says which case differs, and that the answer is no', { timeout: 600_000 }, async () => {
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

  void test('refuses a table with a column that it would leave untested', { timeout: 600_000 }, async () => {
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
