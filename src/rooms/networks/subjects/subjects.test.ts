/** Subjects as reports speak of them: gathered, seen by the rule of sight, and gone with what said it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { KENT, networksOf, person, phone, SUSSEX } from '../networks.test-support.ts'

void describe('subjects of reports', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
  })
  after(() => db.close())

  void test('what has a key is one subject wherever it is written, and a person is one for each report', async () => {
    const one = await net.file(SUSSEX, [phone(201), person('Arun Test')])
    const two = await net.file(SUSSEX, [
      { kind: 'phone', item: 1, value: '+44 7700 900 201' },
      person('Arun Test'),
    ])
    await net.gather()
    const [first, second] = [await net.found(SUSSEX, one), await net.found(SUSSEX, two)]
    assert.equal(first.length, 2)
    assert.equal(first[0]?.subject_id, second[0]?.subject_id)
    assert.notEqual(first[1]?.subject_id, second[1]?.subject_id)
  })

  void test('a partner finds a subject with the report that is released to them, and not before', async () => {
    const report = await net.file(SUSSEX, [phone(202)])
    await net.gather()
    assert.deepEqual(await net.found(KENT, report), [])
    await net.release(SUSSEX, report, 'kent-police')
    assert.equal((await net.found(KENT, report)).length, 1)
    await net.recall(SUSSEX, report)
    assert.deepEqual(await net.found(KENT, report), [])
    assert.deepEqual(
      await net.found(SUSSEX, report),
      [],
      'recalled is gone from the network for its owner too',
    )
  })

  void test('an old mention never outlives its version', async () => {
    const report = await net.file(SUSSEX, [phone(203), person('Basil Test')])
    await net.gather()
    const [number, basil] = await net.found(SUSSEX, report)
    await net.rewrite(SUSSEX, report, 1, [person('Basil Test', { born: '1982' })])
    assert.deepEqual(await net.found(SUSSEX, report), [], 'gone in the transaction of the version')
    await net.gather()
    const now = await net.found(SUSSEX, report)
    assert.deepEqual(
      now.map((one) => one.subject_id),
      [basil?.subject_id],
      'the same words are the same subject',
    )
    assert.ok(number)
  })

  void test('who is suspect in one report and possible victim in another is found by nobody else', async () => {
    const suspect = await net.file(KENT, [
      person('Clare Invented'),
      phone(204, { belongs_to: 1 }),
      phone(205),
    ])
    await net.gather()
    await net.release(KENT, suspect, 'sussex-police')
    assert.equal((await net.found(SUSSEX, suspect)).length, 3)
    // No job between: it is so when the filing has committed.
    await net.file(KENT, [person('INVENTED, Clare', { category: 'victim' })])
    const seen = await net.found(SUSSEX, suspect)
    assert.deepEqual(
      seen.map((one) => one.number),
      [3],
      'neither the person nor what is theirs',
    )
    assert.equal((await net.found(KENT, suspect)).length, 3, 'their owner does')
  })

  void test('who is kept apart is matched with nobody either, whichever report came first', async () => {
    const own = (who: string) =>
      net.as(who, (scope) =>
        scope.tx.many<{ names: string[] }>(
          `select m.names from deconfliction.person_mention m where exists (
             select from unnest(m.names) n where n ilike '%apart%')`,
        ),
      )
    await net.file(KENT, [person('Olga Apart')])
    assert.equal((await own(KENT)).length, 1)
    await net.file(KENT, [person('APART, Olga', { category: 'victim' })])
    assert.deepEqual(await own(KENT), [], 'gone with the filing')
    await net.file(KENT, [person('Olga Apart'), person('Pia Apart', { born: '1970' })])
    assert.deepEqual(
      (await own(KENT)).map(({ names }) => names),
      [['Pia Apart']],
      'and does not come back',
    )
    await net.file(SUSSEX, [person('Olga Apart')])
    assert.equal((await own(SUSSEX)).length, 1, 'what another agency holds is its own affair')
  })
})
