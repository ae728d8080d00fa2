/** Ranks on pages and over HTTP: what was typed stays, one’s own is for another, and hidden is absent. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { londonDay } from '../../../platform/london-day.ts'

const ADMINISTRATOR = 'administrator@kent-police.example'
const OFFICER = 'intelligence-officer@kent-police.example'
const NCA = 'administrator@nca.example'

void describe('ranks on pages', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  void test('an administrator attests one, its holder sees it, and it is ended', async () => {
    const desk = await node.signIn(ADMINISTRATOR)
    const at = `/people/${node.person(OFFICER).id}/rank`
    const form = formOf((await desk.get(at)).text, 'rank')
    const wrong = await desk.post(
      at,
      filledIn(form, { rank: 'rank:inspector', 'until-day': '31', 'until-month': '2' }),
    )
    assert.equal(wrong.status, 422)
    assert.match(textOf(wrong.text), /must be a real date/)
    assert.match(wrong.text, /value="rank:inspector"[^>]*checked|checked[^>]*value="rank:inspector"/)
    const done = await desk.post(at, filledIn(form, { rank: 'rank:inspector' }))
    assert.equal(done.status, 303, done.text)
    assert.match(textOf((await desk.get('/people/ranks')).text), /Inspector/)
    assert.match(textOf((await desk.get('/people')).text), /Inspector/)
    const officer = await node.signIn(OFFICER)
    assert.match(textOf((await officer.get('/account')).text), /Rank Inspector, until/)
    assert.equal((await officer.get('/people/ranks')).status, 403)
    const manager = await node.signIn('records-manager@kent-police.example')
    assert.match(textOf((await manager.get('/appointments')).text), /was given: the rank Inspector, until/)
    const end = /\/people\/ranks\/[0-9a-f-]{36}\/end/.exec((await desk.get(at)).text)?.[0] ?? ''
    assert.equal((await (await node.signIn(NCA)).get(end)).status, 404)
    const empty = await desk.post(
      end,
      filledIn(formOf((await desk.get(end)).text, 'reason'), { reason: ' ' }),
    )
    assert.equal(empty.status, 422)
    const ended = await desk.post(
      end,
      filledIn(formOf((await desk.get(end)).text, 'reason'), { reason: 'Mistaken' }),
    )
    assert.equal(ended.status, 303)
    assert.equal((await desk.get(end)).status, 404, 'it has ended')
    assert.match(textOf((await officer.get('/account')).text), /Rank None is attested/)
  })

  void test('one’s own page says who does it, and an agency of grades what is missing', async () => {
    const desk = await node.signIn(ADMINISTRATOR)
    const own = await desk.get(`/people/${node.person(ADMINISTRATOR).id}/rank`)
    assert.match(textOf(own.text), /Nobody attests their own rank: ask another administrator/)
    const nca = await node.signIn(NCA)
    const page = await nca.get(`/people/${node.person('analyst@nca.example').id}/rank`)
    assert.match(textOf(page.text), /no grades yet.*seamark agency grades add nca GRADE RANK/)
    assert.equal((await nca.get(`/people/${node.person(OFFICER).id}/rank`)).status, 404)
  })

  void test('over HTTP: attested once for a key, listed, ended', async () => {
    const today = londonDay(new Date())
    const api = `/people/${node.person(OFFICER).id}/ranks`
    const body = { rank: 'superintendent', from: today, until: today }
    const key = { 'idempotency-key': 'one-rank' }
    const made = await node.api(ADMINISTRATOR, 'POST', api, body, key)
    assert.equal(made.status, 201, made.text)
    assert.equal((await node.api(ADMINISTRATOR, 'POST', api, body, key)).text, made.text)
    assert.equal((await node.api(ADMINISTRATOR, 'POST', api, body)).status, 400, 'it is attested already')
    assert.equal((await node.api(ADMINISTRATOR, 'POST', api, { ...body, attested_by: 'me' })).status, 400)
    assert.equal((await node.api(NCA, 'POST', api, body)).status, 404)
    assert.equal((await node.api(OFFICER, 'POST', api, body)).status, 403)
    const { id } = made.json<{ id: string }>()
    const list = (await node.api(ADMINISTRATOR, 'GET', '/people/ranks?show=soon')).json<{
      items: { id: string; state: string; runs_out: boolean }[]
    }>()
    assert.deepEqual(
      list.items.map((one) => [one.id, one.state, one.runs_out]),
      [[id, 'counts', true]],
    )
    assert.equal((await node.api(ADMINISTRATOR, 'GET', '/people/ranks?cursor=x')).status, 400)
    const end = `/people/ranks/${id}/end`
    assert.equal((await node.api(NCA, 'POST', end, { reason: 'x' })).status, 404)
    assert.equal((await node.api(ADMINISTRATOR, 'POST', end, {})).status, 400)
    assert.equal((await node.api(ADMINISTRATOR, 'POST', end, { reason: 'Mistaken' })).status, 200)
    assert.equal((await node.api(ADMINISTRATOR, 'POST', end, { reason: 'Mistaken' })).status, 404)
  })
})
