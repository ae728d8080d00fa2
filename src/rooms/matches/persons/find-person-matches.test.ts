import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { newId } from '../../../platform/identifiers.ts'
import { ARABIC, fileNamed, LATIN } from './persons.test-support.ts'
import { readWritten, comparePersonRecords } from '../../../library/linkage/persons/index.ts'
import { offeredPairs, compareWaitingPersons } from './find-person-matches.ts'
import type { WrittenPersonId } from '../../../wire/ids.ts'

const letters = 'abcdefghijklmnopqrst'
const givenName = (index: number) =>
  `R${letters.charAt(index % 20)}z${letters.charAt(Math.floor(index / 20) % 20)}m${letters.charAt((index * 7) % 20)}`

void describe('finding matches of persons', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('a key that hundreds share is passed over and counted, and others still find whom they should', async () => {
    const many = Array.from({ length: 350 }, (_, index) => ({
      names: [`${givenName(index)} Haddad`],
      born: '1987',
      category: 'suspected' as const,
    }))
    await fileNamed(base, { agency: 'nca', persons: [...many, ARABIC] })
    await compareWaitingPersons(base.database)
    await fileNamed(base, { agency: 'sussex-police', persons: [LATIN] })
    const { compared, passedOver } = await compareWaitingPersons(base.database)
    assert.equal(compared, 1)
    assert.ok(passedOver > 0)
    const found = await base.admin(
      `select from deconfliction.person_match m join deconfliction.person p on p.id in (m.person_a, m.person_b)
       where $1 = any (p.names)`,
      [ARABIC.names[0]],
    )
    assert.equal(found.length, 1)
  })

  void test('two that compare at once open each pair once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => ({
      names: [`${givenName(index)} Kastrati`],
      born: `19${String(60 + (index % 30))}-0${String(1 + (index % 9))}-17`,
      category: 'suspected' as const,
    }))
    await fileNamed(base, { agency: 'kent-police', persons: names })
    await fileNamed(base, { agency: 'border-force', persons: names })
    await Promise.all(
      [true, false, true].map((atOnce) => compareWaitingPersons(base.database, undefined, atOnce)),
    )
    const twice = await base.admin(
      'select from deconfliction.person_match group by person_a, person_b having count(*) > 1',
    )
    assert.equal(twice.length, 0)
    const waiting = await base.admin('select from deconfliction.person where compared_at is null')
    assert.equal(waiting.length, 0)
    const events = await base.admin(
      `select m.id from deconfliction.match m left join ledger.event e on e.subject_id = m.id
       where m.kind = 'person' group by m.id having count(e.id) <> 1`,
    )
    assert.equal(events.length, 0)
  })
})

void describe('what waits to be compared', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('what somebody files by hand is compared before all that an import has left', async () => {
    const ofImport = newId()
    const names = Array.from({ length: 900 }, (_, index) => ({
      names: [`${givenName(index)} ${givenName(index + 13)}ov`],
      born: `${String(1950 + Math.floor(index / 20))}-05-17`,
      category: 'suspected' as const,
    }))
    await fileNamed(base, { agency: 'kent-police', persons: names, ofImport })
    const [again] = names
    await fileNamed(base, { agency: 'kent-police', persons: again ? [again] : [] })
    await fileNamed(base, { agency: 'nca', persons: [LATIN] })
    // An import that names somebody who was just filed by hand does not put them back.
    await fileNamed(base, { agency: 'nca', persons: [LATIN], ofImport: newId() })
    await compareWaitingPersons(base.database)
    const rows = await base.admin<{ first: boolean; by_hand: boolean }>(
      `select compared_at = min(compared_at) over (partition by get_byte(uuid_send(id), 15) & 1) as first,
              came_with is null as by_hand
       from deconfliction.person`,
    )
    assert.ok(rows.filter(({ first }) => !first).length > 300, 'there is a backlog')
    const byHand = rows.filter(({ by_hand }) => by_hand)
    assert.equal(byHand.length, 2)
    assert.ok(byHand.every(({ first }) => first))
  })
})

void describe('candidates', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  const birth = fc
    .record({
      year: fc.constantFrom(1966, 1969, 1979, 1996, 2001),
      month: fc.constantFrom(1, 2, 10, 11, 12),
      day: fc.constantFrom(1, 2, 10, 11, 12, 21),
      known: fc.constantFrom(4, 7, 10, 10, 10),
    })
    .map(({ year, month, day, known }) =>
      [year, month, day]
        .map((part) => String(part).padStart(2, '0'))
        .join('-')
        .slice(0, known),
    )

  void test('no birth that the model would take is passed over by its digits', async () => {
    const two = (part: number) => String(part).padStart(2, '0')
    const births = [1966, 1969, 1979, 1996, 2001].flatMap((year) =>
      [0, 1, 2, 10, 11, 12].flatMap((month) =>
        [0, 1, 2, 10, 11, 12, 21].map((day) =>
          [
            String(year),
            ...(month > 0 ? [two(month)] : []),
            ...(month > 0 && day > 0 ? [two(day)] : []),
          ].join('-'),
        ),
      ),
    )
    const agreeing = await base.admin<{ a: string; b: string }>(
      `select a, b from unnest($1::text[]) as x (a) cross join unnest($1::text[]) as y (b)
       where deconfliction.births_may_agree(deconfliction.birth_digits(a), deconfliction.birth_digits(b))`,
      [[...new Set(births)]],
    )
    const told = new Set(agreeing.map(({ a, b }) => `${a} ${b}`))
    const named = (born: string) => readWritten({ id: '', names: ['Xhevahir Kastrati'], born })
    let taken = 0
    for (const a of births)
      for (const b of births) {
        if (comparePersonRecords(named(a), named(b), false) === null) continue
        taken++
        assert.ok(told.has(`${a} ${b}`), `${a} / ${b}`)
      }
    assert.ok(taken > 1_000)
    assert.ok(told.size < births.length ** 2 / 4, 'and few others are fetched')
  })

  void test('property: a batch finds for each of its persons what each finds alone', async () => {
    const agencies = ['kent-police', 'nca', 'border-force', 'sussex-police'] as const
    const name = fc.constantFrom(
      'Mohamed Haddad',
      'Muhammad Hadad',
      'Zoran Petrovic',
      'Zoran Petrovich',
      'Ali Haddad',
    )
    const person = fc.record({ agency: fc.constantFrom(...agencies), name, born: birth })
    let most = 0
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 20, maxLength: 60 }), async (persons) => {
        for (const agency of agencies)
          await fileNamed(base, {
            agency,
            persons: persons
              .filter((one) => one.agency === agency)
              .map(({ name: written, born }) => ({ names: [written], born, category: 'suspected' })),
          })
        await compareWaitingPersons(base.database)
        // As if nobody had met: the pairs are looked for anew.
        await base.admin('delete from deconfliction.person_match')
        const rows = await base.admin<{
          id: WrittenPersonId
          agency_id: number
          names: string[]
          born: string | null
          revision: number
        }>('select id, agency_id, names, born, revision from deconfliction.person order by id limit 150')
        const all = rows.map((row) => ({ ...row, keyed: true, written: readWritten(row) }))
        const found = (some: typeof all) =>
          base.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
            const { pairs } = await offeredPairs(scope, some)
            return pairs.map((pair) => JSON.stringify(pair)).sort()
          })
        const together = await found(all)
        const alone: string[] = []
        for (const one of all) alone.push(...(await found([one])))
        most = Math.max(most, together.length)
        assert.deepEqual(together, alone.sort())
      }),
      { numRuns: 8, endOnFailure: true },
    )
    assert.ok(most > 20, 'they did not meet')
  })
})

void describe('a report that is filed over HTTP', () => {
  let node: TestNode
  before(async () => {
    node = await testNode({ jobs: true })
  })
  after(() => node.close())

  const file = async (email: string, person: object) => {
    const answer = await node.api(email, 'POST', '/intelligence/reports', {
      title: 'A meeting at the slipway',
      classification: 'OFFICIAL',
      handling: 'P',
      review_on: '2029-11-22',
      items: [
        { text: 'He was seen there.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' },
      ],
      subjects: [{ kind: 'person', item: 1, ...person }],
    })
    assert.equal(answer.status, 201, answer.text)
  }

  void test('is compared right after it', async () => {
    await file('intelligence-officer@nca.example', ARABIC)
    await file('intelligence-officer@sussex-police.example', LATIN)
    for (let tries = 0; ; tries++) {
      const [{ pairs } = { pairs: 0 }] = await node.admin<{ pairs: number }>(
        'select count(*)::integer as pairs from deconfliction.person_match',
      )
      if (pairs === 1) break
      assert.ok(tries < 200, 'no pair was opened')
      await sleep(100)
    }
  })
})
