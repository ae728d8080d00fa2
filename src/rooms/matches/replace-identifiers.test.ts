import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import {
  changeReport,
  fileReport,
  phone,
  withdrawReport,
  type Value,
} from '../../../test/support/plain-reports.ts'
import type { RecordId } from '../../wire/ids.ts'

const THRESHOLD = 3
const AGENCIES = ['sussex-police', 'kent-police', 'nca']

type Step =
  | { act: 'file'; agency: number; values: number[]; open: boolean; sensitive: boolean }
  | { act: 'change'; which: number; values: number[]; open: boolean }
  | { act: 'withdraw'; which: number }

type Model = Map<RecordId, { agency: string; keys: string[]; open: boolean; sensitive: boolean }>

/** For whom a value is counted, and by which column a match rests for them. */
const countings = [
  { clearance: 'OFFICIAL-SENSITIVE', rests: 'common' },
  { clearance: 'OFFICIAL', rests: 'common_official' },
] as const
type Counting = (typeof countings)[number]

void describe('holding identifiers', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    await base.admin('update deconfliction.setting set common_threshold = $1', [THRESHOLD])
  })
  after(() => base.close())

  /** Matches as their two sides stand for those cleared so high, one line each. */
  async function matchesOf(keys: readonly string[], counting: Counting = countings[0]): Promise<string[]> {
    const rows = await base.admin<{ line: string }>(
      `select m.key || ' ' || m.agency_a || '-' || m.agency_b || ' ' || string_agg(s.record_id::text, ',' order by s.record_id) as line
       from deconfliction.match m join deconfliction.match_side s on s.match_id = m.id
       join access.record r on r.id = s.record_id
       where not m.${counting.rests} and s.held and m.key = any ($1) and r.classification <= $2
       group by m.id having count(distinct s.agency_id) = 2`,
      [keys, counting.clearance],
    )
    return rows.map((row) => row.line).sort()
  }

  function expectedMatches(reports: Model, keys: readonly string[]): { lines: string[]; common: string[] } {
    const lines: string[] = []
    const common: string[] = []
    for (const key of keys) {
      const holders = [...reports].filter(([, report]) => report.keys.includes(key))
      if (holders.filter(([, report]) => report.open).length > THRESHOLD) {
        common.push(key)
        continue
      }
      for (const one of AGENCIES)
        for (const other of AGENCIES) {
          const [a, b] = [base.agency(one), base.agency(other)]
          if (a >= b) continue
          const sides = [one, other].map((slug) => holders.filter(([, report]) => report.agency === slug))
          if (sides.some((side) => side.length === 0)) continue
          const ids = sides.flat().map(([id]) => id)
          lines.push(`${key} ${String(a)}-${String(b)} ${ids.sort().join(',')}`)
        }
    }
    return { lines: lines.sort(), common: common.sort() }
  }

  async function take(step: Step, reports: Model, keys: readonly string[]): Promise<void> {
    const valuesOf = (picked: number[]): Value[] =>
      picked.map((index) => ({ kind: 'phone', key: keys[index] ?? '' }))
    if (step.act === 'file') {
      const agency = AGENCIES[step.agency] ?? ''
      const { open, sensitive } = step
      const id = await fileReport(base, {
        agency,
        values: valuesOf(step.values),
        discoverable: open,
        classification: sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
      })
      reports.set(id, { agency, keys: step.values.map((index) => keys[index] ?? ''), open, sensitive })
      return
    }
    const [id, report] = [...reports][step.which % Math.max(reports.size, 1)] ?? []
    if (id === undefined || report === undefined) return
    if (step.act === 'withdraw') {
      await withdrawReport(base, id, report.agency)
      reports.delete(id)
      return
    }
    await changeReport(base, id, {
      agency: report.agency,
      values: valuesOf(step.values),
      discoverable: step.open,
    })
    report.keys = step.values.map((index) => keys[index] ?? '')
    report.open = step.open
  }

  void test('property: any sequence of filing, changing and withdrawing ends in the matches of what is held, and for those cleared for OFFICIAL as if nothing higher were', async () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 3 })
    const open = fc.oneof({ arbitrary: fc.constant(true), weight: 3 }, fc.constant(false))
    const agency = fc.integer({ min: 0, max: 2 })
    const sensitive = fc.boolean()
    const step: fc.Arbitrary<Step> = fc.oneof(
      {
        arbitrary: fc.record({ act: fc.constant('file' as const), agency, values, open, sensitive }),
        weight: 5,
      },
      {
        arbitrary: fc.record({ act: fc.constant('change' as const), which: fc.nat(50), values, open }),
        weight: 2,
      },
      { arbitrary: fc.record({ act: fc.constant('withdraw' as const), which: fc.nat(50) }), weight: 2 },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        run += 1
        const keys = [0, 1, 2].map((index) => `run-${String(run)}-${String(index)}`)
        const reports: Model = new Map()
        for (const one of steps) await take(one, reports, keys)
        for (const counting of countings) {
          const counted: Model = new Map(
            [...reports].filter(
              ([, report]) => counting.clearance === 'OFFICIAL-SENSITIVE' || !report.sensitive,
            ),
          )
          const expected = expectedMatches(counted, keys)
          const common = await base.admin<{ key: string }>(
            'select key from deconfliction.common_value where key = any ($1) and clearance = $2 order by key',
            [keys, counting.clearance],
          )
          assert.deepEqual(
            common.map((row) => row.key),
            expected.common,
          )
          assert.deepEqual(await matchesOf(keys, counting), expected.lines)
        }
        const wrong = await base.admin(
          `select from deconfliction.match_side where state <> deconfliction.state_of(match_id, agency_id)`,
        )
        assert.equal(wrong.length, 0, 'a side does not know how its match stands')
      }),
      { numRuns: 100 },
    )
  })

  void test('the sequences did meet values that became common and ceased to be', async () => {
    const rows = await base.admin<{ common: string; events: number }>(
      `select detail->>'common' as common, count(*)::int as events from ledger.event
       where subject_kind = 'match' and detail ? 'common' group by 1 order by 1`,
    )
    assert.deepEqual(
      rows.map((row) => row.common),
      ['false', 'true'],
    )
  })

  void test('two agencies that file one value at the same moment always meet', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `race-${String(index)}`)
    for (const key of keys)
      await Promise.all(
        ['sussex-police', 'nca', 'kent-police'].map((agency) =>
          fileReport(base, { agency, values: [{ kind: 'phone', key }] }),
        ),
      )
    assert.equal((await matchesOf(keys)).length, keys.length * 3)
  })

  void test('batches over the same values in opposite orders do not stop one another', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `crossing-${String(index)}`)
    const values = keys.map((key) => ({ kind: 'phone', key }))
    await Promise.all([
      fileReport(base, { agency: 'sussex-police', values }),
      fileReport(base, { agency: 'nca', values: values.toReversed() }),
    ])
    assert.equal((await matchesOf(keys)).length, keys.length)
  })

  void test('a draft and a recalled report hold nothing, whatever they are said to hold', async () => {
    const value = phone('0301')
    await fileReport(base, { agency: 'nca', values: [value] })
    await fileReport(base, { agency: 'sussex-police', values: [value], status: 'draft' })
    await fileReport(base, { agency: 'sussex-police', values: [value], status: 'withdrawn' })
    assert.deepEqual(await matchesOf([value.key]), [])
  })

  void test('nobody holds identifiers of another agency’s report', async () => {
    const theirs = await fileReport(base, { agency: 'nca', values: [phone('0302')] })
    const act = (reports: string[], of: string[]) =>
      base.database.performAs(
        {
          personId: base.person('intelligence-officer@sussex-police.example').id,
          operation: 'test',
          purpose: null,
        },
        (scope) =>
          scope.tx.one(
            `select deconfliction.replace_identifiers($1::uuid[], $2::uuid[], '{phone}', '{x}', '{valid}', 'test')`,
            [reports, of],
          ),
      )
    await assert.rejects(act([theirs], [theirs]), { code: 'SM003' })
    const mine = await fileReport(base, { agency: 'sussex-police', values: [] })
    await assert.rejects(act([mine], [theirs]), { code: 'SM003' })
  })
})
