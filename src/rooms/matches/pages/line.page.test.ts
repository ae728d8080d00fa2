import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { fileReport, phone } from '../../../../test/support/plain-reports.ts'
import { dramaNumber, reportBody } from '../../../../test/support/reports.ts'
import { fileNamed } from '../persons/persons.test-support.ts'
import { compareWaitingPersons } from '../persons/find-person-matches.ts'

const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const linksOf = (text: string) => [
  ...new Set([...text.matchAll(new RegExp(`href="(/matches/${ID})[?"]`, 'g'))].map(([, href]) => href ?? '')),
]
const choicesOf = (text: string) =>
  [...text.matchAll(new RegExp(`name="match" type="checkbox" value="(${ID}:\\d+)"`, 'g'))].map(
    ([, value]) => value ?? '',
  )
const main = (text: string) => text.slice(text.indexOf('<main'))

void describe('a person of ours with several records of one partner', () => {
  let node: TestNode
  let kent: Desk
  let sussex: Desk
  let line: string

  const theirRecord = (alias: string) =>
    fileNamed(node, {
      agency: 'sussex-police',
      persons: [{ names: ['Viktor Quigley', alias], born: '1992-04-12', category: 'suspected' }],
    })
  before(async () => {
    node = await testNode()
    for (const alias of ['Vik One', 'Vik Two', 'Vik Three']) await theirRecord(alias)
    await fileNamed(node, {
      agency: 'kent-police',
      persons: [{ names: ['Viktor Quigley'], born: '1992-04-12', category: 'suspected' }],
    })
    await compareWaitingPersons(node.database)
    kent = await node.signIn(KENT)
    sussex = await node.signIn(SUSSEX)
    const links = linksOf(main((await kent.get('/matches')).text))
    assert.equal(links.length, 1, 'three matches are one line')
    line = links[0] ?? ''
  })
  after(() => node.close())

  void test('is one page that lists each record with its reasons', async () => {
    const { text } = await kent.get(line)
    assert.match(text, /Sussex Police holds 3 records that may be of this person/)
    // What is said of all three is said once.
    assert.match(text, /Records 1 to 3: very likely the same person/)
    assert.equal([...text.matchAll(/Neither agency has answered/g)].length, 1)
  })

  void test('is one conversation: a message stands on each record, and each answer comes back to the one page', async () => {
    const form = await kent.get(`${line}/contact`)
    const chosen = choicesOf(form.text)
    assert.equal(chosen.length, 3)
    const none = await kent.post(`${line}/contact`, { message: 'Is he yours?', several: '1' })
    assert.equal(none.status, 422)
    assert.match(none.text, /Choose at least one of their records/)
    assert.match(none.text, /Is he yours\?/)
    const sent = await kent.post(`${line}/contact`, { message: 'Is he yours?', several: '1', match: chosen })
    assert.equal(sent.status, 303)
    // For Sussex they are three persons, and one message that waits.
    const home = main((await sussex.get('/')).text)
    assert.equal([...home.matchAll(/Message about person/g)].length, 1)
    const theirs = linksOf(main((await sussex.get('/matches?kind=person')).text))
    assert.equal(theirs.length, 3)
    for (const one of theirs) assert.match((await sussex.get(one)).text, /Is he yours\?/)
    assert.doesNotMatch((await sussex.get('/')).text, /Message about person/)
    // Sussex answers from one of them.
    assert.equal((await sussex.post(`${theirs[2] ?? ''}/reply`, { message: 'Yes, since May' })).status, 303)
    assert.match((await kent.get(line)).text, /Yes, since May/)
    assert.match((await sussex.get(theirs[0] ?? '')).text, /Yes, since May/)
    assert.equal((await node.admin('select from deconfliction.message')).length, 2)
  })

  void test('is answered once for all that are ticked; what is left out and what comes later is not answered', async () => {
    const form = await kent.get(`${line}/confirm`)
    const chosen = choicesOf(form.text)
    const answered = await kent.post(`${line}/confirm`, {
      several: '1',
      match: chosen.slice(0, 2),
      reason: 'Same tattoo and same boat',
    })
    assert.equal(answered.status, 303)
    assert.match(answered.headers.get('location') ?? '', new RegExp(`^${line}`))
    const { text } = await kent.get(line)
    assert.match(text, /Confirmed by us: 2 of 3/)
    assert.match(text, /In contact: 1 of 3/)
    await theirRecord('Vik Four')
    await compareWaitingPersons(node.database)
    const later = (await kent.get(line)).text
    assert.match(later, /Sussex Police holds 4 records/)
    assert.match(later, /Confirmed by us: 2 of 4/)
    assert.match(later, /Not answered: 1 of 4/)
    assert.match(later, /Write about the further records too/)
    // The record that came later is in no conversation until somebody writes about it.
    const contact = choicesOf((await kent.get(`${line}/contact`)).text)
    assert.equal(contact.length, 0, 'of one there is nothing to choose')
    assert.deepEqual((await kent.get('/matches?kind=person&state=open')).text.match(/1 match/)?.length, 1)
  })

  void test('says whose answer it is: ours, both, theirs', async () => {
    const word = async (desk: Desk, at: string, name: string, reason: string) => {
      const form = (await desk.get(`${at}/${name}`)).text
      const match = choicesOf(form)
      const hidden = new RegExp(`type="hidden" name="match" value="([^"]+)"`).exec(form)?.[1] ?? ''
      await desk.post(`${at}/${name}`, { match: match.length > 0 ? match : [hidden], reason })
    }
    const theirs = linksOf(main((await sussex.get('/matches?kind=person')).text))
    for (const one of theirs) await word(sussex, one, 'confirm', 'The same man')
    const both = (await kent.get('/matches?kind=person')).text
    assert.match(both, /Confirmed by both: 2 of 4/)
    assert.match(both, /They confirm: 2 of 4/)
    assert.match((await kent.get(line)).text, /Both agencies have confirmed/)
  })
})

void describe('the list as a worklist', () => {
  let node: TestNode
  let kent: Desk
  before(async () => {
    node = await testNode()
    for (const digits of ['0831', '0832', '0833', '0834']) {
      await fileReport(node, { agency: 'kent-police', values: [phone(digits)] })
      await fileReport(node, { agency: 'nca', values: [phone(digits)] })
    }
    kent = await node.signIn(KENT)
  })
  after(() => node.close())

  void test('several are rejected and closed with one reason, and the list comes back with its filters', async () => {
    const list = (await kent.get('/matches?partner=nca&state=open')).text
    const chosen = [...list.matchAll(/name="line" type="checkbox" value="([^"]+)"/g)].map(
      ([, id]) => id ?? '',
    )
    assert.equal(chosen.length, 4)
    const at = '/matches/answer?partner=nca&state=open'
    const page = await kent.get(`${at}&line=${chosen[0] ?? ''}&line=${chosen[1] ?? ''}`)
    assert.match(page.text, /Answer 2 matches/)
    const match = [...page.text.matchAll(/name="match" value="([^"]+)"/g)].map(([, value]) => value ?? '')
    const line = chosen.slice(0, 2)
    const empty = await kent.post(at, { line, match, act: 'reject' })
    assert.equal(empty.status, 422)
    assert.match(empty.text, /Choose a usual reason or write your own/)
    assert.match(empty.text, /Answer 2 matches/)
    const done = await kent.post(at, {
      line,
      match,
      act: 'reject-and-close',
      usual: 'shared',
      reason: 'A taxi rank',
    })
    assert.equal(done.status, 303)
    assert.equal(done.headers.get('location'), '/matches?partner=nca&state=open')
    const reasons = await node.admin<{ reason: string }>('select reason from deconfliction.match_answer')
    assert.deepEqual(
      reasons.map(({ reason }) => reason),
      Array(2).fill('Used by many people, such as a business, a hotel or a helpline. A taxi rank'),
    )
    assert.match((await kent.get('/matches?state=open')).text, /2 matches/)
    assert.match((await kent.get('/matches?state=closed')).text, /Rejected by us/)
    assert.match((await kent.get('/matches')).text, /2 matches/)
  })

  void test('a colleague’s answer meanwhile is not overwritten', async () => {
    const list = (await kent.get('/matches?state=open')).text
    const id = /name="line" type="checkbox" value="([^"]+)"/.exec(list)?.[1] ?? ''
    const page = await kent.get(`/matches/answer?line=${id}`)
    const match = /name="match" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    await node.api('analyst@kent-police.example', 'POST', `/deconfliction/matches/${id}/confirm`, {})
    const late = await kent.post('/matches/answer', { line: id, match, act: 'reject', usual: 'shared' })
    assert.equal(late.status, 422)
    assert.match(late.text, /A colleague has answered meanwhile/)
  })

  void test('a match opened from the list leads to the one before and behind it, with the filters', async () => {
    const list = main((await kent.get('/matches?state=any&sort=oldest')).text)
    const links = [...list.matchAll(new RegExp(`href="(/matches/${ID}\\?[^"]+)"`, 'g'))].map(
      ([, href]) => href?.replaceAll('&amp;', '&') ?? '',
    )
    assert.equal(links.length, 4)
    const second = (await kent.get(links[1] ?? '')).text.replaceAll('&amp;', '&')
    assert.ok(second.includes(`href="${links[0] ?? ''}" rel="prev"`))
    assert.ok(second.includes(`href="${links[2] ?? ''}" rel="next"`))
    assert.doesNotMatch((await kent.get(links[3] ?? '')).text, /rel="next"/)
  })
})

void describe('a match and the report released out of it', () => {
  let node: TestNode
  let kent: Desk
  let sussex: Desk
  let ours: string
  let match: string
  before(async () => {
    node = await testNode()
    kent = await node.signIn(KENT)
    sussex = await node.signIn(SUSSEX)
    const subjects = [{ kind: 'phone', item: 1, value: dramaNumber(841) }]
    const file = async (email: string, title: string) =>
      (await node.api(email, 'POST', '/intelligence/reports', reportBody({ title, subjects }))).json<{
        id: string
      }>().id
    ours = await file(SUSSEX, 'A number on a crate')
    await file(KENT, 'A number in a notebook')
    match = linksOf(main((await sussex.get('/matches')).text))[0] ?? ''
  })
  after(() => node.close())

  void test('release begins with the partner of the match chosen, and going back keeps what was typed', async () => {
    const page = (await sussex.get(match)).text.replaceAll('&amp;', '&')
    const release = new RegExp(`href="(/reports/${ours}/release\\?[^"]+)"`).exec(page)?.[1] ?? ''
    const recipients = (await sussex.get(release)).text
    const chosen = /name="agency" type="checkbox" value="(\d+)" checked/.exec(recipients)?.[1] ?? ''
    assert.equal(Number(chosen), node.agency('kent-police'))
    const side = match.replace('/matches/', '')
    const fields = { to: 'named', agency: chosen, match: side, reason: 'They work on the same number' }
    const confirm = await sussex.post(`/reports/${ours}/release/confirm`, fields)
    assert.match(confirm.text, new RegExp(`href="${match}"`), 'Cancel leads back to the match')
    const back = await sussex.post(`/reports/${ours}/release/confirm`, { ...fields, step: 'preview' })
    assert.match(back.text, /They work on the same number/)
    const further = await sussex.post(`/reports/${ours}/release/confirm`, { ...fields, step: 'recipients' })
    assert.match(further.text, /name="reason" value="They work on the same number"/)
    assert.match(further.text, new RegExp(`value="${chosen}" checked`))
    const done = await sussex.post(`/reports/${ours}/release`, fields)
    assert.equal(done.headers.get('location'), match)
  })

  void test('link both ways for who reads the report, and not before', async () => {
    const theirs = linksOf(main((await kent.get('/matches')).text))[0] ?? ''
    const page = (await kent.get(theirs)).text
    assert.match(page, /They released to you/)
    assert.match(page, new RegExp(`href="/reports/${ours}"`))
    const report = (await kent.get(`/reports/${ours}`)).text
    assert.match(report, /You hold the same/)
    assert.match(report, new RegExp(`href="${theirs}"`))
    assert.match(report, new RegExp(`href="${theirs}/contact"`))
    assert.doesNotMatch((await sussex.get(match)).text, /They released to you/)
    assert.doesNotMatch((await sussex.get(`/reports/${ours}`)).text, /You hold the same/)
  })

  void test('a report whose conditions are not accepted is not linked', async () => {
    const { id } = (
      await node.api(
        SUSSEX,
        'POST',
        '/intelligence/reports',
        reportBody({
          handling: 'C',
          conditions: 'Call first',
          action_code: 'A1',
          sanitisation_code: 'S1',
          subjects: [{ kind: 'phone', item: 1, value: dramaNumber(842) }],
        }),
      )
    ).json<{ id: string }>()
    await fileReport(node, { agency: 'kent-police', values: [phone('0842')] })
    const release = { to: 'named', agency: String(node.agency('kent-police')), reason: 'They work on it' }
    assert.equal((await sussex.post(`/reports/${id}/release`, release)).status, 303)
    const [theirs = ''] = linksOf(main((await kent.get('/matches?q=900842')).text))
    assert.doesNotMatch((await kent.get(theirs)).text, /They released to you/)
    const page = await kent.get(`/reports/${id}`)
    const seen = /name="seen" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    assert.equal((await kent.post(`/reports/${id}/accept`, { seen })).status, 303)
    assert.match((await kent.get(theirs)).text, /They released to you/)
  })
})
