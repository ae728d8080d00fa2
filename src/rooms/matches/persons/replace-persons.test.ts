import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { phone } from '../../../../test/support/plain-reports.ts'
import { asWritten } from '../../../library/matchable/index.ts'
import {
  ARABIC,
  changeNamed,
  fileNamed,
  LATIN,
  withdrawNamed,
  type NamedReport,
} from './persons.test-support.ts'
import { readWritten, comparePersonRecords } from '../../../library/linkage/persons/index.ts'
import { compareWaitingPersons } from './find-person-matches.ts'
import type { RecordId } from '../../../wire/ids.ts'

const AGENCIES = ['sussex-police', 'kent-police', 'nca']
const suspected = 'suspected' as const
const POOL = [
  ARABIC,
  LATIN,
  { names: ['HADDAD, Muhammad'], born: '1987', category: suspected },
  { names: ['Zoran Petrović'], born: '1990-05-01', category: suspected },
  { names: ['Zoran Petrovich'], born: '1990-01-05', category: suspected },
  { names: ['Xhevahir Kastrati'], category: suspected },
  { names: ['Kastrati Xhevahir'], category: 'convicted' as const },
  { names: ['Xhevahir Kastrati'], born: '1979-06-05', category: suspected },
  { names: ['Xhevahir Kastrati'], born: '1983-09-27', category: suspected },
  { names: ['Xhevahir Kastrati'], born: '1979-06-05', category: 'victim' as const },
]

type Step =
  | { act: 'file'; agency: number; persons: number[]; values: number[] }
  | { act: 'change'; which: number; persons: number[]; values: number[] }
  | { act: 'withdraw'; which: number }
  | { act: 'compare' }
type Held = { agency: string; persons: number[]; values: number[] }

void describe('holding persons', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  const compare = () => compareWaitingPersons(base.database)

  void test('the database itself keeps nobody who may be under 18, in any form of birth', async () => {
    const year = new Date().getUTCFullYear()
    const keep = (born: string) =>
      base.admin(
        `insert into deconfliction.person (agency_id, fold, names, born) values (${String(base.agency('nca'))}, $1, '{A Name}', $1)`,
        [born],
      )
    for (const born of [
      `${String(year - 15)}-08-03`,
      String(year - 18),
      `${String(year - 20)}~`,
      `1990/${String(year - 18)}`,
      '1390-05-12',
      '12/05/1412',
      'soon',
    ])
      // prettier-ignore
      await assert.rejects(keep(born), /nobody_under_18/, born)
    for (const born of ['1987', '1987-03', '1987-03-14', '1987~', '1985/1990']) await keep(born)
    await base.admin("delete from deconfliction.person where names = '{A Name}'")
  })

  /** Matches of persons as their two sides stand, one line each. */
  async function matches(): Promise<string[]> {
    const rows = await base.admin<{ line: string }>(
      `select m.agency_a || ' ' || a.fold || ' ' || m.agency_b || ' ' || b.fold || ' '
              || string_agg(s.record_id::text, ',' order by s.record_id) as line
       from deconfliction.match m
       join deconfliction.person_match pm on pm.match_id = m.id
       join deconfliction.person a on a.id = pm.person_a
       join deconfliction.person b on b.id = pm.person_b
       join deconfliction.match_side s on s.match_id = m.id and s.held
       where m.kind = 'person' and m.key = a.id || ':' || b.id and a.agency_id = m.agency_a and b.agency_id = m.agency_b
       group by m.id, a.fold, b.fold having count(distinct s.agency_id) = 2`,
    )
    return rows.map((row) => row.line).sort()
  }

  /** The same by looking at every pair of persons, as slowly as one likes. */
  function expected(reports: ReadonlyMap<RecordId, Held>): string[] {
    type Person = { agency: number; fold: string; index: number; reports: Map<RecordId, Held> }
    const persons = new Map<string, Person>()
    for (const [id, held] of reports)
      for (const index of held.persons) {
        const one = POOL[index]
        if (one === undefined || one.category === 'victim') continue
        const fold = asWritten(one.names, 'born' in one ? one.born : null)?.fold ?? ''
        const agency = base.agency(held.agency)
        const key = `${String(agency)} ${fold}`
        const person = persons.get(key) ?? { agency, fold, index, reports: new Map() }
        person.reports.set(id, held)
        persons.set(key, person)
      }
    const read = (index: number) => {
      const one = POOL[index]
      const born = one && 'born' in one ? one.born : null
      return readWritten({ id: '', names: one?.names ?? [], born })
    }
    const lines: string[] = []
    for (const a of persons.values())
      for (const b of persons.values()) {
        if (a.agency >= b.agency) continue
        const share = (one: Held, other: Held) => one.values.some((value) => other.values.includes(value))
        const [mine, theirs] = [[...a.reports], [...b.reports]]
        const sharing = mine.some(([, one]) => theirs.some(([, other]) => share(one, other)))
        const pair = comparePersonRecords(read(a.index), read(b.index), sharing)
        if (pair === null) continue
        const among = (some: typeof mine, others: typeof mine) =>
          some
            .filter(([, one]) => pair.bornBoth || others.some(([, other]) => share(one, other)))
            .map(([id]) => id)
        const sides = [...among(mine, theirs), ...among(theirs, mine)].sort().join(',')
        lines.push(`${String(a.agency)} ${a.fold} ${String(b.agency)} ${b.fold} ${sides}`)
      }
    return lines.sort()
  }

  function asReport({ agency, persons, values }: Held): NamedReport {
    return {
      agency,
      persons: persons.flatMap((index) => POOL[index] ?? []),
      values: values.map((value) => phone(`07${String(value)}0`)),
    }
  }

  async function take(step: Step, reports: Map<RecordId, Held>): Promise<void> {
    if (step.act === 'compare') {
      await compare()
      return
    }
    if (step.act === 'file') {
      const held = { agency: AGENCIES[step.agency] ?? '', persons: step.persons, values: step.values }
      reports.set(await fileNamed(base, asReport(held)), held)
      return
    }
    const [id, held] = [...reports][step.which % Math.max(reports.size, 1)] ?? []
    if (id === undefined || held === undefined) return
    if (step.act === 'withdraw') {
      await withdrawNamed(base, id, held.agency)
      reports.delete(id)
      return
    }
    Object.assign(held, { persons: step.persons, values: step.values })
    await changeNamed(base, id, asReport(held))
  }

  void test('property: any sequence of filing, changing, withdrawing and comparing ends in the pairs of what is held', async () => {
    const persons = fc.uniqueArray(fc.integer({ min: 0, max: POOL.length - 1 }), { maxLength: 3 })
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 2 })
    const step: fc.Arbitrary<Step> = fc.oneof(
      {
        arbitrary: fc.record({
          act: fc.constant('file' as const),
          agency: fc.integer({ min: 0, max: 2 }),
          persons,
          values,
        }),
        weight: 6,
      },
      {
        arbitrary: fc.record({ act: fc.constant('change' as const), which: fc.nat(50), persons, values }),
        weight: 2,
      },
      { arbitrary: fc.record({ act: fc.constant('withdraw' as const), which: fc.nat(50) }), weight: 2 },
      { arbitrary: fc.constant({ act: 'compare' as const }), weight: 2 },
    )
    let most = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
        const reports = new Map<RecordId, Held>()
        try {
          for (const one of steps) await take(one, reports)
          await compare()
          const found = await matches()
          most = Math.max(most, found.length)
          assert.deepEqual(found, expected(reports))
        } finally {
          for (const [id, held] of reports) await withdrawNamed(base, id, held.agency)
          await compare()
        }
        const left = await base.admin(`select from deconfliction.person
          union all select from deconfliction.person_key union all select from deconfliction.person_mention
          union all select from deconfliction.person_match
          union all select from deconfliction.match_side where kind = 'person'`)
        assert.equal(left.length, 0, 'something of the persons stayed')
      }),
      { numRuns: 60, endOnFailure: true },
    )
    assert.ok(most > 3, 'the sequences did not meet')
  })

  void test('a report that is recalled and filed again leaves exactly what was there', async () => {
    const file = () => fileNamed(base, { agency: 'nca', persons: [ARABIC], values: [phone('0801')] })
    const mine = await fileNamed(base, { agency: 'sussex-police', persons: [LATIN] })
    const first = await file()
    await compare()
    const were = await matches()
    assert.equal(were.length, 1)
    await withdrawNamed(base, first, 'nca')
    await compare()
    assert.deepEqual(await matches(), [])
    const again = await file()
    await compare()
    const withoutReport = (lines: string[], id: string) => lines.map((line) => line.replace(id, '*')).sort()
    assert.deepEqual(withoutReport(await matches(), again), withoutReport(were, first))
    await withdrawNamed(base, again, 'nca')
    await withdrawNamed(base, mine, 'sussex-police')
  })

  void test('agencies that file one person at the same moment always meet, whoever compares', async () => {
    for (let round = 0; round < 15; round++) {
      const ids = await Promise.all(
        AGENCIES.map(async (agency, index) => {
          const id = await fileNamed(base, { agency, persons: [index === 1 ? ARABIC : LATIN] })
          await compare()
          return id
        }),
      )
      await compare()
      assert.equal((await matches()).length, 3)
      await Promise.all(ids.map((id, index) => withdrawNamed(base, id, AGENCIES[index] ?? '')))
    }
  })

  void test('a mention that comes while a match is opened is a side of it', async () => {
    for (let round = 0; round < 15; round++) {
      const first = await fileNamed(base, { agency: 'nca', persons: [ARABIC] })
      const second = await fileNamed(base, { agency: 'kent-police', persons: [LATIN] })
      const [, third, fourth] = await Promise.all([
        compare(),
        fileNamed(base, { agency: 'nca', persons: [ARABIC, LATIN] }),
        fileNamed(base, { agency: 'kent-police', persons: [LATIN] }),
        compare(),
      ])
      await compare()
      const lines = await matches()
      assert.equal(lines.length, 2)
      for (const line of lines)
        assert.ok(
          [third, second, fourth].every((id) => line.includes(id)),
          line,
        )
      for (const id of [first, third]) await withdrawNamed(base, id, 'nca')
      for (const id of [second, fourth]) await withdrawNamed(base, id, 'kent-police')
    }
  })

  void test('nobody holds persons of another agency’s report', async () => {
    const theirs = await fileNamed(base, { agency: 'nca', persons: [] })
    const act = (reports: string[], of: string[]) =>
      base.database.performAs(
        {
          personId: base.person('intelligence-officer@sussex-police.example').id,
          operation: 'test',
          purpose: null,
        },
        (scope) =>
          scope.tx.one(
            `select deconfliction.replace_persons($1::uuid[], $2::uuid[], '{1}', '{x}', '{x}', '{}')`,
            [reports, of],
          ),
      )
    await assert.rejects(act([theirs], [theirs]), { code: 'SM003' })
    const mine = await fileNamed(base, { agency: 'sussex-police', persons: [] })
    await assert.rejects(act([mine], [theirs]), { code: 'SM003' })
  })
})
