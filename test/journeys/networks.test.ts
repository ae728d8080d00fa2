/**
 * In the exercise somebody of Sussex opens a telephone on a report, and sees the boat, the account and the agencies that
 * met over them; asks why, and reads the reports; joins two persons and parts them. Somebody of another agency sees less,
 * and cannot tell what is missing. Who is suspect in one report and possible victim in another is found by nobody else.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { networkActs } from '../../exercise/acts/networks.ts'
import { launchBrowser } from '../browser.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const BORDER_FORCE = 'intelligence-officer@border-force.example'
const KENT = 'intelligence-officer@kent-police.example'

for (const scripts of [true, false]) {
  void describe(`a network ${scripts ? 'with' : 'without'} scripts`, () => {
    let node: TestNode
    let browser: Browser
    const people: Visitor[] = []

    const comes = async (email: string, pictures: string) => {
      const person = await visitor({
        ...{ browser, base: node.base, email, scripts },
        ...(scripts ? { pictures: `network-${pictures}` } : {}),
      })
      people.push(person)
      return person
    }
    const textOf = ({ page }: Visitor) => page.getByRole('main').innerText()
    const reportOf = async (title: string) => {
      const [row] = await node.admin<{ id: string }>('select id from access.record where title = $1', [title])
      return `/reports/${row?.id ?? ''}`
    }

    before(async () => {
      node = await testNode({ jobs: true })
      browser = await launchBrowser()
      for (const { account, operation, purpose, perform } of networkActs) {
        const as = { personId: node.person(account).id, operation, purpose }
        assert.ok(await node.database.performAs(as, perform), purpose)
      }
    })
    after(async () => {
      for (const person of people) await person.close()
      await browser.close()
      await node.close()
    })

    void test('Sussex opens a telephone, and sees the boat, the account and the agencies', async () => {
      const sussex = await comes(SUSSEX, 'sussex')
      await sussex.go(await reportOf('Telephone of the boat trader at Shoreham'))
      await sussex.look('report')
      await sussex.press('01632 960471', 'link')
      await sussex.arrives(/IMO 9074729|9074729/)
      await sussex.look('telephone')
      const text = await textOf(sussex)
      for (const word of ['Dale Prentice', 'Kent Police', 'Border Force', 'Payments for boats through one account'])
        assert.match(text, new RegExp(word))
      assert.match(text, /National Crime Agency|NCA/)
      assert.match(text, /GB33/)
      assert.doesNotMatch(text, /delivery note/)
      await sussex.page.getByRole('link', { name: /^Why.*Vessel/ }).first().click()
      await sussex.look('why')
      assert.match(await textOf(sussex), /Number found beside a boat at Dungeness/)
      await sussex.page.getByLabel('Link', { exact: true }).selectOption({ index: 1 })
      await sussex.page.getByLabel('Item that says so').selectOption({ index: 0 })
      await sussex.press('Accept this link')
      await sussex.look('linked')
      await sussex.go('/networks/suggestions')
      await sussex.look('suggestions')
      assert.match(await textOf(sussex), /These 3 reports of 3 agencies hang together/)
      assert.deepEqual(sussex.complaints, [])
    }) // prettier-ignore

    void test('Border Force sees less, and cannot tell what is missing', async () => {
      const border = await comes(BORDER_FORCE, 'border-force')
      await border.go(await reportOf('Number on a delivery note at the port'))
      await border.press('01632 960471', 'link')
      await border.look('telephone')
      const text = await textOf(border)
      assert.doesNotMatch(text, /9074729|GB33|Prentice|Shoreham|Dungeness|Payments/)
      assert.match(text, /Nothing is named together with it/)
      assert.deepEqual(border.complaints, [])
    })

    void test('who is suspect in one report and possible victim in another is found by nobody else', async () => {
      const at = await reportOf('Driver of the grey van at Lydd')
      const kent = await comes(KENT, 'kent')
      await kent.go(at)
      await kent.press('Corin Marchetti', 'link')
      await kent.look('kept-apart')
      assert.match(await textOf(kent), /No other agency finds this person/)
      const address = new URL(kent.page.url()).pathname
      const sussex = await comes(SUSSEX, 'sussex-apart')
      const answer = await sussex.page.goto(address)
      assert.equal(answer?.status(), 404)
    })
  })
}
