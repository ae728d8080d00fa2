import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport } from '../../../test/support/plain-reports.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../../test/support/sealed.ts'
import { storeSealedRecords, readSealedInput, takeBackSealed } from './store-sealed-records.ts'

const AGENCIES = ['sussex-police', 'kent-police', 'nca'] as const

/** What is held now: by a record's name, its agency, whether in clear, and the values. */
type Holding = { agency: string; clear: boolean; values: Set<string>; id: string }

void describe('sealed and clear records, in any order', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    await setUpSealing(base)
  })
  after(() => base.close())

  const act = (agency: string) => ({
    personId: base.person(`intelligence-officer@${agency}.example`).id,
    operation: 'deconfliction.sealed.keep',
    purpose: null,
  })

  async function keep(agency: string, name: string, values: readonly string[]): Promise<void> {
    const tokens = values.map((value) => ({ kind: 'phone' as const, element: tokenOf(value).element }))
    const input = await readSealedInput({
      epoch: 1,
      records: [
        {
          handle: handleFor(name),
          classification: 'OFFICIAL',
          discoverable: true,
          expires_on: dayIn(100),
          tokens,
        },
      ],
    })
    await base.database.performAs(act(agency), (scope) => storeSealedRecords(scope, input))
  }

  /** As the job that seals what is held in clear does. */
  async function sealClear(id: string, values: readonly string[]): Promise<void> {
    await base.database.performAsService({ service: 'sealing', operation: 'test' }, (scope) =>
      scope.tx.one('select deconfliction.replace_tokens($1, $2, $3, $4, $5, 1, $6)', [
        [id],
        values.map(() => id),
        values.map(() => 'phone'),
        values.map((value) => tokenOf(value).bytes),
        values,
        'test',
      ]),
    )
  }

  /** Matches with both sides, as the database has them. */
  async function found(): Promise<string[]> {
    const rows = await base.admin<{ match: string }>(
      `select deconfliction.sealed_key(deconfliction.element_of(m.key)) || ' ' || a.slug || ' ' || b.slug || ' ' ||
              (select string_agg(s.record_id::text, ',' order by s.record_id::text) from deconfliction.match_side s
               where s.match_id = m.id and s.held) as match
       from deconfliction.match m join identity.agency a on a.id = m.agency_a join identity.agency b on b.id = m.agency_b
       where m.key like 'sealed:%'
         and (select count(distinct s.agency_id) from deconfliction.match_side s where s.match_id = m.id and s.held) = 2`,
    )
    return rows.map(({ match }) => match).sort()
  }

  /** The same by the rule alone. */
  function expected(held: readonly Holding[]): string[] {
    const matches: string[] = []
    for (const value of new Set(held.flatMap(({ values }) => [...values])))
      for (const one of AGENCIES)
        for (const other of AGENCIES) {
          if (base.agency(one) >= base.agency(other)) continue
          const of = (agency: string) => held.filter((all) => all.agency === agency && all.values.has(value))
          const pairs = (mine: Holding) => (theirs: Holding) => !(mine.clear && theirs.clear)
          const sides = [
            ...of(one).filter((mine) => of(other).some(pairs(mine))),
            ...of(other).filter((mine) => of(one).some(pairs(mine))),
          ]
          if (sides.length > 0)
            matches.push(
              `sealed:${tokenOf(value).bytes.toString('hex')} ${one} ${other} ${sides
                .map(({ id }) => id)
                .sort()
                .join(',')}`,
            )
        }
    return matches.sort()
  }

  void test('property: whatever is kept, replaced and taken back, the matches are those of what is held', async () => {
    const step = fc.record({
      agency: fc.constantFrom(...AGENCIES),
      record: fc.integer({ min: 1, max: 2 }),
      clear: fc.boolean(),
      values: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        run += 1
        const held = new Map<string, Holding>()
        for (const { agency, record, clear, values } of steps) {
          const name = `${String(run)} ${agency} ${String(record)} ${String(clear)}`
          const words = values.map((value) => `${String(run)} ${String(value)}`)
          const there = held.get(name)
          if (clear) {
            const id = there?.id ?? (await fileReport(base, { agency, values: [] }))
            await sealClear(id, words)
            held.set(name, { agency, clear, values: new Set(words), id })
          } else if (words.length === 0) {
            await base.database.performAs(act(agency), (scope) => takeBackSealed(scope, handleFor(name)))
            held.delete(name)
          } else {
            await keep(agency, name, words)
            const [row] = await base.admin<{ id: string }>(
              `select id from access.record where kind = 'sealed' and agency_reference = $1`,
              [handleFor(name)],
            )
            held.set(name, { agency, clear, values: new Set(words), id: row?.id ?? '' })
          }
        }
        const own = (await found()).filter((match) =>
          [1, 2, 3].some((value) =>
            match.includes(tokenOf(`${String(run)} ${String(value)}`).bytes.toString('hex')),
          ),
        )
        assert.deepEqual(own, expected([...held.values()]))
      }),
      { numRuns: 25 },
    )
  })

  void test('two agencies that seal one value at the same moment always meet', async () => {
    for (let round = 0; round < 8; round++) {
      const value = `race ${String(round)}`
      await Promise.all(AGENCIES.map((agency) => keep(agency, `${value} ${agency}`, [value])))
      const hex = tokenOf(value).bytes.toString('hex')
      assert.equal((await found()).filter((match) => match.includes(hex)).length, 3)
    }
  })

  void test('a token that many hold says nothing: its matches rest, it is said once, and new ones are refused', async () => {
    await base.admin('update deconfliction.setting set common_threshold = 3')
    await keep('sussex-police', 'c1', ['common'])
    await keep('kent-police', 'c2', ['common'])
    const hex = tokenOf('common').bytes.toString('hex')
    const listed = async () => (await found()).filter((match) => match.includes(hex)).length
    assert.equal(await listed(), 1)
    for (const name of ['c3', 'c4']) await keep('nca', name, ['common'])
    const states = await base.admin<{ common: boolean }>(
      'select common from deconfliction.match where key = $1',
      [`sealed:${hex}`],
    )
    assert.ok(states.length > 0 && states.every(({ common }) => common))
    const input = await readSealedInput({
      epoch: 1,
      records: [
        {
          ...{
            handle: handleFor('c5'),
            classification: 'OFFICIAL',
            discoverable: true,
            expires_on: dayIn(9),
          },
          tokens: [{ kind: 'phone', element: tokenOf('common').element }],
        },
      ],
    })
    const refused = await base.database.performAs(act('nca'), (scope) => storeSealedRecords(scope, input))
    assert.deepEqual(refused.refused, [{ handle: handleFor('c5'), code: 'common-value', kind: 'phone' }])
    // Sent again, a record that holds it keeps it: nothing flickers.
    await keep('sussex-police', 'c1', ['common'])
    assert.deepEqual(await base.admin('select clearance from deconfliction.sealed_common order by 1'), [
      { clearance: 'OFFICIAL' },
      { clearance: 'OFFICIAL-SENSITIVE' },
    ])
    await base.database.performAs(act('nca'), (scope) => takeBackSealed(scope, handleFor('c3')))
    assert.equal((await base.admin('select from deconfliction.sealed_common')).length, 0)
    assert.equal(await listed(), 3)
  })
})
