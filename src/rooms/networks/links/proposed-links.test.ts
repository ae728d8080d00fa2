/** Which links a report's own structure proposes: of one item, to its owner, until somebody has decided. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import { joinSubjects } from '../joining/joinings.ts'
import { KENT, networksOf, person, phone, SUSSEX } from '../networks.test-support.ts'
import { readPair } from '../read-pair.ts'
import { readSubject } from '../subjects/read-subject.ts'
import { decideLink } from './decide-link.ts'
import { linksOf } from './links-of.ts'
import { proposedLinks } from './proposed-links.ts'

const ANALYST = 'analyst@sussex-police.example'
const item = { text: 'An item.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }
const two = { items: [item, item] }
const undated = { fromOn: null, toOn: null, note: null } as const

void describe('links that a report proposes', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
  })
  after(() => db.close())

  const proposed = (who: string, id: SubjectId) =>
    net.as(who, async (scope) =>
      (await proposedLinks(scope, [id])).map(({ kind, from, to }) => ({ kind, from, to })),
    )
  const thing = (kind: string, value: string) => ({ kind, item: 1, value, belongs_to: 1 })

  void test('by kind of what belongs to a person, of one item and no other, and of an address nothing', async () => {
    const report = await net.file(
      SUSSEX,
      [
        person('Jo Owner'),
        phone(601, { belongs_to: 1 }),
        thing('vehicle', 'AB51 ABC'),
        thing('address', '1 Test Street, Testham'),
        phone(602),
        phone(603, { belongs_to: 1, item: 2 }),
      ],
      two,
    )
    await net.gather()
    const at = await Promise.all([1, 2, 3].map((number) => net.subject(SUSSEX, report, number)))
    const [jo, number, car] = at as [SubjectId, SubjectId, SubjectId]
    const both = [
      { kind: 'uses', from: jo, to: number },
      { kind: 'owns', from: jo, to: car },
    ]
    assert.deepEqual(await proposed(SUSSEX, jo), both)
    assert.deepEqual(await proposed(SUSSEX, number), both.slice(0, 1))
    await net.release(SUSSEX, report, 'kent-police')
    assert.deepEqual(await proposed(KENT, jo), [], 'the owner alone decides')
    assert.deepEqual(await net.as(SUSSEX, (scope) => linksOf(scope, [jo])), [], 'nothing is linked by itself')
  })

  void test('what was accepted, refused or linked in another way is not proposed again on that item', async () => {
    const report = await net.file(SUSSEX, [
      person('Al Decided'),
      phone(611, { belongs_to: 1 }),
      phone(612, { belongs_to: 1 }),
      phone(613, { belongs_to: 1 }),
    ])
    await net.gather()
    const at = await Promise.all([1, 2, 3, 4].map((number) => net.subject(SUSSEX, report, number)))
    const [al, one, other, third] = at as [SubjectId, SubjectId, SubjectId, SubjectId]
    const link = { record: report, item: 1, ...undated } as const
    await net.as(SUSSEX, async (scope) => {
      await decideLink(scope, { ...link, from: al, to: one, kind: 'uses', state: 'accepted' })
      await decideLink(scope, { ...link, from: al, to: other, kind: 'uses', state: 'refused' })
      await decideLink(scope, { ...link, from: third, to: al, kind: 'registered-to', state: 'accepted' })
    })
    assert.deepEqual(await proposed(SUSSEX, al), [])
    const next = await net.file(SUSSEX, [person('Al Decided'), phone(611, { belongs_to: 1 })])
    await net.gather()
    assert.equal((await proposed(SUSSEX, one)).length, 1, 'another report is decided by itself')
    assert.equal((await proposed(SUSSEX, await net.subject(SUSSEX, next, 1))).length, 1)
  })

  void test('the page of a pair and of a subject show it to whoever decides, and to nobody else; a joining counts', async () => {
    const report = await net.file(SUSSEX, [person('Bo Shown'), phone(621, { belongs_to: 1 }), phone(622)])
    const again = await net.file(SUSSEX, [person('Bo Shown', { born: '1984' })])
    await net.gather()
    const [bo, number, other] = [
      await net.subject(SUSSEX, report, 1),
      await net.subject(SUSSEX, report, 2),
      await net.subject(SUSSEX, report, 3),
    ]
    const same = await net.subject(SUSSEX, again, 1)
    const pair = (who: string, a: SubjectId, b: SubjectId) =>
      net.as(who, async (scope) => (await readPair(scope, a, b)).proposed.length)
    assert.equal(await pair(SUSSEX, number, bo), 1)
    assert.equal(await pair(SUSSEX, other, bo), 0)
    assert.equal(await pair(ANALYST, number, bo), 0)
    await net.as(SUSSEX, (scope) => joinSubjects(scope, bo, same, 'The same scar'))
    assert.equal(await pair(SUSSEX, number, same), 1)
    const onPage = await net.as(SUSSEX, async (scope) => (await readSubject(scope, same)).proposed)
    assert.deepEqual(
      onPage.map(({ from, to, kind }) => [from, kind, to]),
      [[bo, 'uses', number]],
    )
  })
})
