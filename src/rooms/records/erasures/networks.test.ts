/** What a report said of subjects goes with its erasure, and stays away while it is restricted: for every viewer, at once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { allForms, filledIn } from '../../../../test/support/form.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { gatherMentions } from '../../networks/index.ts'
import { filed, kent, manager, officer, reviewOf, rules, second } from '../records.test-support.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { liftRestriction } from '../reviews/lift-restriction.ts'
import { agreeToErasure, awaitingErasures } from './erase-record.ts'
import type { RecordId } from '../../../wire/ids.ts'

const base = { group: null, criteria: [], reason: null } as const

void describe('networks after an erasure or a restriction', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  before(async () => {
    node = await testNode()
    as = acting(node)
  })
  after(() => node.close())

  const person = (name: string) => ({
    ...{ kind: 'person', item: 1, category: 'suspected', names: [name], born: '1981-04-02' },
  })
  const phone = (last: number) => ({
    kind: 'phone',
    item: 1,
    value: `07700 900${String(last)}`,
    belongs_to: 1,
  })

  /** Two reports on one telephone; the first is linked within itself, and its person joined with the second's. */
  const planted = async (name: string, last: number) => {
    const one = await filed(node, { subjects: [person(name), phone(last)] }, ['kent-police'])
    const two = await filed(node, { subjects: [person(`${name} Again`), phone(last)] }, ['kent-police'])
    await gatherMentions(node.database)
    const desk = await node.signIn(officer)
    const at = async (report: RecordId, number: number) =>
      (await desk.get(`/subjects/of/${report}/${String(number)}`)).headers.get('location') ?? ''
    const [jo, again, number] = [await at(one.id, 1), await at(two.id, 1), await at(one.id, 2)]
    const why = `${jo}/with/${number.split('/').at(-1) ?? ''}`
    const link = allForms((await desk.get(why)).text).find(({ fields }) => fields['kind']?.[0] === 'uses:out')
    assert.ok(link)
    assert.equal((await desk.post(link.action, filledIn(link, {}))).status, 303)
    const pair = `${jo}/with/${again.split('/').at(-1) ?? ''}`
    assert.equal((await desk.post(`${pair}/join`, { reason: `Told of ${name}` })).status, 303)
    return { one: one.id, two: two.id, jo, again, number, pair }
  }
  const text = async (who: string, address: string) => {
    const answer = await (await node.signIn(who)).get(address)
    return answer.status === 404 ? '' : answer.text
  }
  /** What each of the two agencies reads of the name, over the other report's subjects and the telephone. */
  const readOf = async (name: string, { jo, again, number, pair }: Awaited<ReturnType<typeof planted>>) => {
    const found: string[] = []
    for (const who of [officer, kent])
      for (const address of [jo, again, number, pair, `${number}/neighbours?steps=2`])
        if (new RegExp(`${name}(?! Again)`).test(await text(who, address))) found.push(`${who} ${address}`)
    return found
  }
  const rowsOf = async (report: RecordId) =>
    (
      await node.admin<{ count: number }>(
        `select (select count(*) from networks.mention where record_id = $1)
              + (select count(*) from networks.reach where record_id = $1)
              + (select count(*) from networks.link where record_id = $1)
              + (select count(*) from networks.joining j join networks.subject s on s.id in (j.a, j.b)
                 where s.record_id = $1)
              + (select count(*) from networks.subject where record_id = $1) as count`,
        [report],
      )
    )[0]?.count

  void test('an erasure leaves no mention, link, joining or subject of the report, for its owner and partners', async () => {
    const name = 'Zephyr Erasedname'
    const all = await planted(name, 701)
    assert.ok((await readOf(name, all)).length >= 8)
    const review = await reviewOf(node, all.one)
    await as(manager, (scope) =>
      decideReviews(scope, rules, [review], { ...base, decision: 'erase', ground: 'no-longer-needed' }),
    )
    const asked = (await as(manager, awaitingErasures)).find((one) => one.recordId === all.one)
    assert.ok(asked)
    await as(second, (scope) => agreeToErasure(scope, rules, asked.id))
    // No job between.
    assert.deepEqual(await readOf(name, all), [])
    assert.equal(Number(await rowsOf(all.one)), 0)
    assert.match(
      await text(officer, all.again),
      new RegExp(`${name} Again`),
      'what the other report says stays',
    )
    assert.match(await text(kent, all.number), /07700 900701/)
  })

  void test('a restriction hides them at once, and they are back when it is lifted', async () => {
    const name = 'Zephyr Restrictedname'
    const all = await planted(name, 702)
    const before = await readOf(name, all)
    const review = await reviewOf(node, all.one)
    await as(manager, (scope) =>
      decideReviews(scope, rules, [review], { ...base, decision: 'restrict', ground: 'evidence' }),
    )
    assert.deepEqual(await readOf(name, all), [])
    await as(officer, (scope) => liftRestriction(scope, rules, all.one))
    await gatherMentions(node.database)
    assert.deepEqual(await readOf(name, all), before, 'with the link and the joining')
  })
})
