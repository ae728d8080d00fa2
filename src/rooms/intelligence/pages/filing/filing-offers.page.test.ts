/**
 * What a room that this one does not know offers where a report is filed, and links with it: tried with lighthouses, which
 * no room has.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { draftReadyToFile } from '../../../../../test/support/drafts.ts'
import { assertComesBack, filledIn, formOf, textOf } from '../../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../../test/support/node.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { FilingOffer, ShowLinked } from '../../../../platform/rooms/filing.ts'
import { offerAtFiling } from '../../filing-offers.ts'
import { showLinked } from '../../linked-records.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

const lit = new Map<string, string>()
let taken = 0

const offer: FilingOffer = {
  offer: () =>
    Promise.resolve({
      template: 'platform/rooms/invented-offer.test-support.njk',
      slot: { label: 'Light the lamp of' },
    }),
  take: (scope, report, typed) => {
    const lamp = String(typed['lamp'] ?? '')
    if (lamp === '') return Promise.resolve()
    if (lamp === 'Nowhere') return Promise.reject(invalid({ lamp: 'There is no lamp of this name' }))
    taken += 1
    lit.set(report.id, lamp)
    scope.record({ kind: 'alteration', subject: { kind: 'lamp', id: report.id } })
    return Promise.resolve()
  },
}

const linked: ShowLinked = (scope, { kind, id, own }) =>
  Promise.resolve(
    lit.has(id)
      ? {
          heading: 'Lamps that it lights',
          items: [
            {
              text: `${lit.get(id) ?? ''}, a ${kind} of ${own ? 'ours' : 'theirs'}`,
              href: '/lamps/1',
              note: scope.actor.roles.join(),
              classification: 'OFFICIAL-SENSITIVE',
            },
          ],
          next: { text: 'Put it out', href: '/lamps/1/out' },
        }
      : null,
  )

void describe('what another room offers where a report is filed', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    offerAtFiling(offer)
    showLinked(linked)
    officer = await node.signIn(SUSSEX)
  })
  after(() => node.close())

  const check = (draft: string) => `/reports/drafts/${draft}/check`
  async function send(draft: string, lamp: string) {
    const page = await officer.get(check(draft))
    return await officer.post(check(draft), filledIn(formOf(page.text, 'lamp'), { lamp }))
  }
  const eventsOf = async (id: string) =>
    (await node.admin(`select from ledger.event where subject_id = $1 and subject_kind = 'lamp'`, [id]))
      .length

  void test('is done with the filing, once, however often the form comes', async () => {
    const draft = await draftReadyToFile(officer)
    const page = await officer.get(check(draft))
    assert.match(page.text, /Light the lamp of/)
    const fields = filledIn(formOf(page.text, 'lamp'), { lamp: 'Beachy Head' })
    const before = taken
    const [first, second] = [
      await officer.post(check(draft), fields),
      await officer.post(check(draft), fields),
    ]
    assert.equal(first.headers.get('location'), `/reports/${draft}/sent`)
    assert.equal(second.headers.get('location'), `/reports/${draft}/sent`)
    assert.ok(taken > before)
    assert.ok((await eventsOf(draft)) > 0)
  })

  void test('that cannot be done keeps the report from being filed, and the page comes back', async () => {
    const draft = await draftReadyToFile(officer)
    const refused = await send(draft, 'Nowhere')
    assert.equal(refused.status, 422)
    assertComesBack(refused.text, { lamp: 'Nowhere' })
    const [row] = await node.admin<{ status: string }>('select status from access.record where id = $1', [
      draft,
    ])
    assert.equal(row?.status, 'draft')
    assert.equal((await send(draft, '')).status, 303, 'and is filed without it')
    assert.equal(await eventsOf(draft), 0)
  })

  void test('is shown on the report to everybody who reads it, and to nobody else', async () => {
    const draft = await draftReadyToFile(officer)
    await send(draft, 'Dungeness')
    const own = await officer.get(`/reports/${draft}`)
    assert.match(textOf(own.text), /Lamps that it lights Dungeness, a report of ours/)
    assert.match(own.text, /href="\/lamps\/1\/out">Put it out/)
    assert.match(own.text, /seamark-body--sensitive/, 'a page is marked as high as what it shows')
    const kent = await node.signIn(KENT)
    const hidden = await kent.get(`/reports/${draft}`)
    assert.equal(hidden.status, 404)
    assert.doesNotMatch(hidden.text, /Dungeness/)
    const released = await node.api(SUSSEX, 'POST', `/intelligence/reports/${draft}/release`, {
      agencies: ['kent-police'],
      reason: 'Their lamp',
    })
    assert.equal(released.status, 200, released.text)
    assert.match(textOf((await kent.get(`/reports/${draft}`)).text), /Dungeness, a report of theirs/)
  })

  void test('is not offered where a new version is written', async () => {
    const draft = await draftReadyToFile(officer)
    await send(draft, '')
    const begin = await officer.get(`/reports/${draft}/new-version`)
    const begun = await officer.post(`/reports/${draft}/new-version`, filledIn(formOf(begin.text), {}))
    const next = /drafts\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
    assert.doesNotMatch((await officer.get(check(next))).text, /Light the lamp of/)
  })
})
