import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { ARABIC, fileNamed, LATIN } from './persons.test-support.ts'
import { weighWaitingPersons } from './weigh-persons.ts'

const letters = 'abcdefghijklmnopqrst'
const givenName = (index: number) =>
  `R${letters.charAt(index % 20)}z${letters.charAt(Math.floor(index / 20) % 20)}m${letters.charAt((index * 7) % 20)}`

void describe('weighing persons', () => {
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
    await weighWaitingPersons(base.database)
    await fileNamed(base, { agency: 'sussex-police', persons: [LATIN] })
    const { weighed, passedOver } = await weighWaitingPersons(base.database)
    assert.equal(weighed, 1)
    assert.ok(passedOver > 0)
    const found = await base.admin(
      `select from deconfliction.person_match m join deconfliction.person p on p.id in (m.person_a, m.person_b)
       where $1 = any (p.names)`,
      [ARABIC.names[0]],
    )
    assert.equal(found.length, 1)
  })

  void test('two that weigh at once open each pair once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => ({
      names: [`${givenName(index)} Kastrati`],
      born: `19${String(60 + (index % 30))}-0${String(1 + (index % 9))}-17`,
      category: 'suspected' as const,
    }))
    await fileNamed(base, { agency: 'kent-police', persons: names })
    await fileNamed(base, { agency: 'border-force', persons: names })
    await Promise.all([1, 2, 3].map(() => weighWaitingPersons(base.database)))
    const twice = await base.admin(
      'select from deconfliction.person_match group by person_a, person_b having count(*) > 1',
    )
    assert.equal(twice.length, 0)
    const waiting = await base.admin('select from deconfliction.person where weighed_at is null')
    assert.equal(waiting.length, 0)
    const events = await base.admin(
      `select m.id from deconfliction.match m left join ledger.event e on e.subject_id = m.id
       where m.kind = 'person' group by m.id having count(e.id) <> 1`,
    )
    assert.equal(events.length, 0)
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

  void test('is weighed right after it', async () => {
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
