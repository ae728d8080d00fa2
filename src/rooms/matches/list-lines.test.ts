import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport, phone } from '../../../test/support/plain-reports.ts'
import { newId } from '../../platform/identifiers.ts'
import { LINES_A_PAGE, listLines } from './list-lines.ts'
import type { LineQuery } from './line-filters.ts'
import { listMatches } from './list-matches.ts'
import { fileNamed } from './persons/persons.test-support.ts'
import { readMatch } from './read-match.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import type { SideId } from '../../wire/ids.ts'

const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

void describe('the list of matches', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  const as = <T>(email: string, work: Parameters<TestDatabase['database']['performAs']>[1]) =>
    base.database.performAs(
      { personId: base.person(email).id, operation: 'test', purpose: null },
      work,
    ) as Promise<T>
  const lines = (email: string, query: LineQuery = {}) =>
    as<Awaited<ReturnType<typeof listLines>>>(email, (scope) => listLines(scope, query))

  void test('a person of ours with six matches at a partner is one line, with all six in it', async () => {
    for (let day = 1; day <= 6; day++)
      await fileNamed(base, {
        agency: 'sussex-police',
        // Six records of theirs, each with another alias.
        persons: [
          {
            names: ['Viktor Quigley', `Vik Alias${String.fromCharCode(64 + day)}`],
            born: '1992-04-12',
            category: 'suspected',
          },
        ],
      })
    await fileNamed(base, {
      agency: 'kent-police',
      persons: [{ names: ['Viktor Quigley'], born: '1992-04-12', category: 'suspected' }],
    })
    await compareWaitingPersons(base.database)
    const kent = await lines(KENT, { kind: 'person' })
    assert.equal(kent.total, 1)
    assert.equal(kent.items[0]?.pairs.length, 6)
    assert.match(kent.items.map(({ value }) => value).join(), /^Viktor Quigley/)
    // Each of Sussex's records is its own; none of them learns of the others' number.
    const sussex = await lines(SUSSEX, { kind: 'person' })
    assert.equal(sussex.total, 6)
    assert.ok(sussex.items.every(({ pairs }) => pairs.length === 1))
  })

  void test('filters by partner, words, mine, new and state, each by its address', async () => {
    for (const [agency, digits] of [
      ['sussex-police', '0811'],
      ['nca', '0812'],
    ] as const) {
      await fileReport(base, { agency, values: [phone(digits)] })
      await fileReport(base, { agency: 'kent-police', values: [phone(digits)] })
    }
    const keys = async (query: LineQuery) =>
      (await lines(KENT, { kind: 'phone', ...query })).items.map(({ value }) => value.slice(-4)).toSorted()
    assert.deepEqual(await keys({}), ['0811', '0812'])
    assert.deepEqual(await keys({ partner: 'nca' }), ['0812'])
    assert.deepEqual(await keys({ partner: 'nobody' }), [])
    assert.deepEqual(await keys({ q: '07700 900811' }), ['0811'])
    assert.deepEqual(await keys({ q: '%' }), [])
    assert.deepEqual(await keys({ mine: '1' }), [])
    assert.deepEqual(await keys({ state: 'confirmed' }), [])
    assert.deepEqual(await keys({ new: '1' }), ['0811', '0812'])
    const { items } = await lines(KENT, { partner: 'nca', kind: 'phone' })
    await as(KENT, (scope) => readMatch(scope, items[0]?.id ?? ('' as SideId)))
    assert.deepEqual(await keys({ new: '1' }), ['0811'])
    assert.deepEqual(await keys({ new: '0' }), ['0812'])
    // What a colleague has opened is still new to this one.
    const analyst = await lines('analyst@kent-police.example', { kind: 'phone', new: '1' })
    assert.equal(analyst.total, 2)
  })

  void test('words are found each by itself, with accents or without', async () => {
    await fileNamed(base, {
      agency: 'border-force',
      persons: [{ names: ['Nadège Dupont'], born: '1979-02-03', category: 'suspected' }],
    })
    await fileNamed(base, {
      agency: 'kent-police',
      persons: [{ names: ['Nadège Dupont'], born: '1979-02-03', category: 'suspected' }],
    })
    await compareWaitingPersons(base.database)
    const found = async (q: string) => (await lines(KENT, { q, partner: 'border-force' })).total
    for (const q of ['Nadège', 'nadege', 'NADEGE DUPONT', 'dupont  nadège', 'Dupont report'])
      assert.equal(await found(q), 1, q)
    for (const q of ['nadine', 'nadege dupond', '%', '\\']) assert.equal(await found(q), 0, q)
  })

  void test('a value is found in any spelling', async () => {
    for (const value of [phone('0815'), { kind: 'vehicle', key: 'GB:QX54TYW' }])
      for (const agency of ['border-force', 'kent-police'])
        await fileReport(base, { agency, values: [value] })
    const found = async (q: string) =>
      (await lines(KENT, { q, partner: 'border-force' })).items.map(({ value }) => value)
    for (const q of [
      ...['07700 900815', '07700900815', '+44 7700 900815', '+44 (0)7700 900815', '0044 7700-900815'],
      ...['tel: 07700 900 815', '٠٧٧٠٠٩٠٠٨١٥', '900815'],
    ])
      assert.deepEqual(await found(q), ['+44 7700 900815'], q)
    for (const q of ['QX54 TYW', 'qx54tyw', 'QX54-TYW', 'VRM QX54 TYW', 'QX54 TYW (GB)', '54TYW'])
      assert.deepEqual(await found(q), ['QX54 TYW'], q)
    for (const q of ['07700 900816', 'QX54 TYV', 'QX54 TYW (FR)']) assert.deepEqual(await found(q), [], q)
  })

  void test('a line holds no match, and no line stands, that single matches do not show this viewer', async () => {
    const compartmentId = newId()
    await enterCompartment(base.database, {
      id: compartmentId,
      name: 'Operation Sandbar',
      agencyId: base.agency('kent-police'),
      members: [base.person(KENT).id],
    })
    await fileReport(base, { agency: 'sussex-police', values: [phone('0821')] })
    await fileReport(base, { agency: 'kent-police', values: [phone('0821')], compartmentId })
    await fileReport(base, { agency: 'sussex-police', values: [phone('0822')], discoverable: false })
    await fileReport(base, { agency: 'kent-police', values: [phone('0822')] })
    await fileReport(base, {
      agency: 'sussex-police',
      values: [phone('0823')],
      classification: 'OFFICIAL-SENSITIVE',
    })
    await fileReport(base, { agency: 'kent-police', values: [phone('0823')] })
    for (const email of [
      KENT,
      SUSSEX,
      NCA,
      'analyst@kent-police.example',
      'administrator@kent-police.example',
    ]) {
      const inLines = (await lines(email, { state: 'any' })).items.flatMap(({ pairs }) =>
        pairs.map(({ matchId }) => matchId),
      )
      const single = await as<{ items: { matchId: string }[] }>(email, (scope) =>
        listMatches(scope, { limit: 500 }),
      )
      assert.deepEqual(
        inLines.toSorted(),
        [...new Set(single.items.map(({ matchId }) => matchId))].sort(),
        email,
      )
    }
    assert.deepEqual(
      (await lines(KENT, { operation: compartmentId })).items.map(({ operation }) => operation),
      ['Operation Sandbar'],
    )
    assert.equal((await lines('analyst@kent-police.example', { operation: compartmentId })).total, 0)
  })

  void test('counts all, and pages both ways', async () => {
    for (let one = 0; one < LINES_A_PAGE + 3; one++) {
      const value = { kind: 'vehicle', key: `GB PAGE${String(one).padStart(2, '0')}` }
      await fileReport(base, { agency: 'nca', values: [value] })
      await fileReport(base, { agency: 'sussex-police', values: [value] })
    }
    const first = await lines(NCA, { kind: 'vehicle' })
    const second = await lines(NCA, { kind: 'vehicle', page: 2 })
    assert.deepEqual(
      [first.total, first.items.length, second.items.length],
      [LINES_A_PAGE + 3, LINES_A_PAGE, 3],
    )
    assert.equal(new Set([...first.items, ...second.items].map(({ id }) => id)).size, LINES_A_PAGE + 3)
    const oldest = await lines(NCA, { kind: 'vehicle', sort: 'oldest' })
    assert.equal(oldest.items[0]?.id, second.items.at(-1)?.id)
    assert.equal((await lines(NCA, { kind: 'vehicle', page: 99 })).page, 1)
  })

  void test('looking into one line costs that line, however many matches there are', async () => {
    const [row] = await base.admin<{ plan: string }>(
      `select 1 as plan from deconfliction.match having count(*) > 30`,
    )
    assert.ok(row, 'there are others')
    const plan = await as<{ 'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number } }[] }[]>(NCA, (scope) =>
      scope.tx.many(
        `explain (analyze, buffers, format json)
         select * from deconfliction.pairs_of_line('vehicle', 'GB PAGE07', ${String(base.agency('sussex-police'))})`,
        [],
      ),
    )
    const blocks = plan[0]?.['QUERY PLAN'][0]?.Plan['Shared Hit Blocks'] ?? Infinity
    assert.ok(blocks < 120, `${String(blocks)} pages`)
  })
})
