/** What one's own agency holds is the first answer: on "Filed", on a report and in a check; and only what one may read. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { allForms, filledIn, textOf } from '../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { newId } from '../../platform/identifiers.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'

const KENT = 'intelligence-officer@kent-police.example'
const KENT_OFFICIAL = 'analyst@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

void describe('own holdings first', () => {
  let node: TestNode
  const operation = newId()
  before(async () => {
    node = await testNode()
    await enterCompartment(node.database, {
      id: operation,
      name: 'Sandbar',
      agencyId: node.agency('kent-police'),
      members: [node.person(KENT).id],
    })
  })
  after(() => node.close())

  const phone = (value: string) => ({ kind: 'phone', item: 1, value })
  const person = (name: string, born: string, category = 'suspected') => ({
    kind: 'person',
    item: 1,
    category,
    names: [name],
    born,
  })
  async function file(email: string, title: string, subjects: object[], more: object = {}) {
    const filed = await node.api(
      email,
      'POST',
      '/intelligence/reports',
      reportBody({ title, subjects, ...more }),
    )
    assert.equal(filed.status, 201, filed.text)
    return filed.json<{ id: string; reference: string }>()
  }
  const read = async (email: string, path: string) => {
    const desk = await node.signIn(email)
    return textOf((await desk.get(path)).text)
  }
  const check = async (email: string, value: string, kind = 'phone') => {
    const desk = await node.signIn(email)
    const answer = await desk.post('/check', { kind, value, purpose: 'Preventing crime' })
    return answer.text
  }

  void test('“Filed” and the report say first which other reports of ours name the same, in any spelling', async () => {
    const first = await file(KENT, 'Seen at Dover', [phone('07700 900301')])
    const second = await file(KENT, 'Seen at Deal', [phone('+44 7700 900301')], { discoverable: false })
    const third = await file(KENT, 'Seen at Hythe', [phone('0044 7700 900301'), phone('07700 900302')])
    for (const path of [`/reports/${third.id}/sent`, `/reports/${third.id}`]) {
      const page = await read(KENT, path)
      assert.match(page, /Your agency: 2 other reports (?!no open)/, path)
      for (const { reference } of [first, second]) assert.ok(page.includes(reference), path)
      assert.ok(page.indexOf('Your agency: 2') < page.search(/What was matched|About this report/), path)
    }
    const alone = await file(KENT, 'Nobody else', [phone('07700 900309')])
    assert.match(
      await read(KENT, `/reports/${alone.id}/sent`),
      /Your agency: no other reports No other report that you may read names the same/,
    )
  })

  void test('a check says what we hold, with links, and lets one write to the desk of a match at once', async () => {
    const own = await file(KENT, 'A buyer of engines', [phone('07700 900311')])
    await file(SUSSEX, 'A seller of engines', [phone('07700 900311')])
    const html = await check(KENT, '07700900311')
    const page = textOf(html)
    assert.match(page, /Your agency: 1 report, 1 open match/)
    assert.ok(html.includes(`href="/reports/${own.id}"`))
    assert.match(page, /Match with Sussex Police : not asked yet/)
    assert.doesNotMatch(page, /file what you know/)
    assert.ok(page.indexOf('Your agency: 1 report') < page.indexOf('held by a partner'))
    const form = allForms(html).find(({ action }) => action.endsWith('/contact'))
    assert.ok(form)
    const kent = await node.signIn(KENT)
    const sent = await kent.post(form.action, filledIn(form, { message: 'We hold this too.' }))
    assert.equal(sent.status, 303, sent.text)
    assert.match(textOf((await kent.get(sent.headers.get('location') ?? '')).text), /We hold this too/)
    const later = await check(KENT, '07700900311')
    assert.match(textOf(later), /in contact\. *Write to the desk of Sussex Police/)
    assert.equal(
      allForms(later).some(({ action }) => action.endsWith('/contact')),
      false,
    )
  })

  void test('nobody learns of a report of their own agency above their clearance or in another operation', async () => {
    const plain = await file(KENT, 'For all of us', [phone('07700 900321')])
    const high = await file(KENT, 'Sensitive one', [phone('07700 900321')], {
      classification: 'OFFICIAL-SENSITIVE',
    })
    const inside = await file(KENT, 'Inside one', [phone('07700 900321')], { compartment: operation })
    for (const page of [
      textOf(await check(KENT_OFFICIAL, '07700 900321')),
      await read(KENT_OFFICIAL, `/reports/${plain.id}`),
    ]) {
      assert.doesNotMatch(page, new RegExp(`${high.reference}|${inside.reference}|Sensitive one|Inside one`))
      assert.match(page, /Your agency: (1 report|no other reports)/)
    }
    assert.match(textOf(await check(KENT, '07700 900321')), /Your agency: 3 reports/)
    for (const other of [SUSSEX, NCA]) {
      const page = textOf(await check(other, '07700 900321'))
      assert.match(page, /Your agency: no reports, no open matches/)
      assert.doesNotMatch(page, /For all of us|Sensitive one|Inside one/)
    }
  })

  void test('a person is found among our own in another spelling, and a victim never is', async () => {
    const own = await file(KENT, 'The driver', [person('Viktor Quigley', '1991-03-14')])
    await file(KENT, 'The passenger', [person('Vera Victim', '1991-02-03', 'victim')])
    await compareWaitingPersons(node.database)
    const kent = await node.signIn(KENT)
    const ask = async (value: string, born: string) =>
      (await kent.post('/check/person', { value, born, purpose: 'Preventing crime' })).text
    const html = await ask('Victor Quigley', '14/03/1991')
    assert.match(textOf(html), /Your agency: 1 report, no open matches Person Victor Quigley/)
    assert.ok(html.includes(`href="/reports/${own.id}"`))
    assert.match(textOf(await ask('Vera Victim', '03/02/1991')), /Your agency: no reports/)
    const again = await file(KENT, 'The driver again', [person('QUIGLEY Viktor', '1991-03-14')])
    assert.match(await read(KENT, `/reports/${again.id}/sent`), /Your agency: 1 other report/)
  })

  void test('a list says of each line what we hold', async () => {
    await file(KENT, 'On the list', [phone('07700 900331'), person('Karwan Haddad', '1990-03-05')])
    await compareWaitingPersons(node.database)
    const kent = await node.signIn(KENT)
    const { text } = await kent.get('/check/list')
    const form = allForms(text).find(({ names }) => names.has('list'))
    assert.ok(form)
    const answer = textOf(
      (
        await kent.post(
          '/check/list',
          filledIn(form, {
            list: '07700 900331\n07700 900332\nKarwan Haddad, 05/03/1990',
            purpose: 'Preventing crime',
          }),
        )
      ).text,
    )
    assert.match(answer, /07700 900331 Telephone[^.]*\. Your agency: 1 report/)
    assert.match(answer, /Karwan Haddad Person, born 5 March 1990\. Your agency: 1 report/)
    assert.doesNotMatch(answer, /Telephone, read as \+44 7700 900332\. Your agency/)
  })

  void test('many reports are counted, and the newest five are shown', async () => {
    for (let nth = 0; nth < 7; nth++) await file(KENT, `Sighting ${String(nth)}`, [phone('07700 900341')])
    const page = textOf(await check(KENT, '07700 900341'))
    assert.match(page, /Your agency: 7 reports/)
    assert.match(page, /Sighting 6.*Sighting 2.*and 2 more/)
    assert.doesNotMatch(page, /Sighting 1\b/)
  })
})
