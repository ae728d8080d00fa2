/** What issue and law ask, through the pages: an inspection is answered on time, and nobody reads a word of intelligence. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '../../../../exercise/acts/act.ts'
import { idOfDuty } from '../../../../exercise/oversight/ids.ts'
import { loadOversight } from '../../../../exercise/oversight/load-oversight.ts'
import { assertComesBack, errorsOf, filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'

void describe('oversight', () => {
  let node: TestNode
  let commissioner: Desk
  let inspector: Desk
  let chief: Desk
  let coordinator: Desk
  before(async () => {
    node = await testNode()
    await loadOversight(node.database)
    commissioner = await node.signIn('overseer@sussex-pcc.example')
    inspector = await node.signIn('overseer@hmicfrs.example')
    chief = await node.signIn('chief-officer@sussex-police.example')
    coordinator = await node.signIn('coordinator@sussex-police.example')
  })
  after(() => node.close())

  const read = async (desk: Desk, address: string) => {
    const page = await desk.get(address)
    assert.equal(page.status, 200, `${address}: ${textOf(page.text).slice(0, 300)}`)
    return textOf(page.text)
  }
  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string | string[]>) =>
    desk.post(address, filledIn(formOf((await desk.get(address)).text, field), typed))
  const done = async (
    desk: Desk,
    address: string,
    field: string,
    typed: Record<string, string | string[]>,
  ) => {
    const answer = await send(desk, address, field, typed)
    assert.equal(answer.status, 303, errorsOf(answer.text).join() || textOf(answer.text).slice(0, 300))
    return answer.headers.get('location') ?? ''
  }
  const inspectionId = async (reference: string) => {
    const [row] = await node.admin<{ id: string }>(
      'select id from oversight.inspection where reference = $1',
      [reference],
    )
    return row?.id ?? ''
  }

  void test('the commissioner sees what is late first, in words, then each of their own areas', async () => {
    const text = await read(commissioner, '/oversight')
    assert.match(
      text,
      /What is late 1 recommendation and 1 promise late\. Recommendation 1: due 12 days ago, last update 40 days ago, owner: Assistant Chief Constable/,
    )
    const areas = [
      'Governance and direction',
      'Initial response, information',
      'Enforcing the law',
      'Organisational learning',
    ]
    const places = areas.map((one) => text.lastIndexOf(one))
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    )
    assert.ok(places.every((one) => one > text.indexOf('What is late')))
    assert.match(text, /comments are due .*, in 7 days/)
    assert.match(await read(commissioner, '/'), /Recommendation 1 is late/)
  })

  void test('the real inspection has its numbers and four addressees; the rest is not entered yet, and never late', async () => {
    const text = await read(inspector, `/oversight/inspections/${await inspectionId('OIC 2025')}`)
    assert.match(text, /10 July 2025/)
    assert.match(text, /10 without a text: not entered yet/)
    assert.equal(text.match(/Chief constables/g)?.length, 4)
    assert.doesNotMatch(text, / Late /)
  })

  void test('the coordinator enters, the chief officer signs, and only then others see it', async () => {
    const duty = `/oversight/duties/${idOfDuty(1, 'sussex-police')}`
    await done(coordinator, `${duty}/progress`, 'statement', {
      stage: 'complete-proposed',
      statement: 'Invented: signed terms are published inside the force.',
    })
    assert.doesNotMatch(await read(commissioner, duty), /signed terms are published/)
    assert.match(await read(chief, '/'), /recommendation 1: progress waits for your signature/)
    const refused = await send(chief, `${duty}/sign`, 'read', {})
    assert.equal(refused.status, 422)
    assert.match(errorsOf(refused.text).join(), /Say that you have read it/)
    await done(chief, `${duty}/sign`, 'read', { read: 'yes' })
    assert.match(await read(commissioner, duty), /signed terms are published/)
    assert.equal((await coordinator.get(`${duty}/sign`)).status, 403)
    assert.equal((await chief.get(`${duty}/progress`)).status, 403)
  })

  void test('owner, actions and evidence are entered; two who change one thing are shown both', async () => {
    const duty = `/oversight/duties/${idOfDuty(5, 'sussex-police')}`
    const first = filledIn(formOf((await coordinator.get(`${duty}/owner`)).text, 'ownerPost'), {
      ownerPost: 'Head of Learning',
    })
    await done(coordinator, `${duty}/owner`, 'ownerPost', { ownerPost: 'Training Manager' })
    const stale = await coordinator.post(`${duty}/owner`, first)
    assert.equal(stale.status, 422)
    assert.match(textOf(stale.text), /What is saved now Post Training Manager/)
    assert.equal(
      (await coordinator.post(`${duty}/owner`, filledIn(formOf(stale.text, 'ownerPost'), {}))).status,
      303,
    )
    const bad = { text: 'Invented: plan the day', ownerPost: 'Training Manager' }
    const day = { 'dueOn-day': '31', 'dueOn-month': '2', 'dueOn-year': '2027' }
    const refused = await send(coordinator, `${duty}/actions/new`, 'text', { ...bad, ...day })
    assertComesBack(refused.text, { ...bad, ...day })
    await done(coordinator, `${duty}/actions/new`, 'text', { ...bad, ...day, 'dueOn-day': '28' })
    const [action] = await node.admin<{ id: string }>(`select id from oversight.action where text = $1`, [
      bad.text,
    ])
    await done(coordinator, `/oversight/actions/${action?.id ?? ''}`, 'done', { done: 'yes' })
    await done(coordinator, `${duty}/evidence/new`, 'title', {
      ...{ kind: 'document', title: 'The plan' },
      text: '<script>alert(1)</script> in the shared folder',
    })
    const page = await coordinator.get(duty)
    assert.match(textOf(page.text), /Head of Learning.*Invented: plan the day.*The plan/)
    assert.doesNotMatch(page.text, /<script>alert/)
  })

  void test('the inspectorate completes what was proposed; the commissioner cannot', async () => {
    const duty = `/oversight/duties/${idOfDuty(3, 'sussex-police')}`
    assert.match(await read(inspector, '/oversight'), /recommendation 3 is proposed as complete\. Decide/)
    const typed = { outcome: 'complete', reason: 'Invented: the inspectors have looked.' }
    assert.equal((await commissioner.get(`${duty}/decision`)).status, 404)
    await done(inspector, `${duty}/decision`, 'outcome', typed)
    assert.match(await read(commissioner, duty), /Complete.*the inspectors have looked/)
    assert.equal((await coordinator.get(`${duty}/progress`)).status, 409)
  })

  void test('this week’s meeting has an agenda by area, finds last week’s promise back, and is held once', async () => {
    const meeting = `/oversight/meetings/${idOf('meeting of this week')}`
    const text = await read(commissioner, meeting)
    assert.match(
      text,
      /Governance and direction Promised on .*The terms of reference are signed\. Due .*1 day ago/,
    )
    assert.match(text, /Promise kept/)
    assert.ok(text.indexOf('Governance and direction') < text.indexOf('Initial response'))
    await done(commissioner, `${meeting}/questions/new`, 'question', {
      ...{ question: 'Invented: why was the promise not kept?', answer: '', publish: 'yes' },
      areaId: idOf(`own area ${await inspectionId('EXERCISE 1')} 0`),
    })
    await done(commissioner, `${meeting}/promises/new`, 'byPost', {
      ...{ text: 'Invented: signed by Friday', byPost: 'Deputy Chief Constable', publish: 'yes' },
      ...{ 'dueOn-day': '1', 'dueOn-month': '1', 'dueOn-year': '2030' },
      dutyId: idOfDuty(1, 'sussex-police'),
    })
    await done(commissioner, `${meeting}/minutes`, 'minutes', {
      minutes: 'Invented: minutes.',
      publish: 'yes',
    })
    assert.equal((await chief.get(meeting)).status, 404, 'the force reads what was held')
    const held = filledIn(formOf((await commissioner.get(meeting)).text, 'version'), {})
    assert.equal((await commissioner.post(`${meeting}/held`, held)).status, 303)
    assert.equal((await commissioner.post(`${meeting}/held`, held)).status, 409, 'held twice')
    assert.match(
      await read(chief, meeting),
      /why was the promise not kept.*signed by Friday.*Invented: minutes/,
    )
    const list = await read(commissioner, '/oversight/meetings')
    assert.match(list, /Planned/, 'the next one is planned by itself')
    const [late] = await node.admin<{ id: string }>(
      `select id from oversight.promise where text like '%terms of reference%'`,
    )
    await done(commissioner, `/oversight/promises/${late?.id ?? ''}`, 'kept', {
      kept: 'yes',
      keptWords: 'Seen',
    })
    const next = /\/oversight\/meetings\/[0-9a-f-]{36}/.exec(
      (await commissioner.get('/oversight/meetings')).text,
    )?.[0]
    assert.match(await read(commissioner, next ?? ''), /signed by Friday/)
  })

  void test('a meeting is moved and cancelled, and no two stand on one day', async () => {
    const at = (day: string) => ({ 'onDay-day': day, 'onDay-month': '6', 'onDay-year': '2031' })
    const planned = await done(commissioner, '/oversight/meetings/new', 'onDay-day', at('3'))
    const twice = await send(commissioner, '/oversight/meetings/new', 'onDay-day', at('3'))
    assert.match(errorsOf(twice.text).join(), /on that day already/)
    await done(commissioner, `${planned}/move`, 'why', { ...at('4'), why: 'Invented: a holiday' })
    assert.match(await read(commissioner, planned), /Moved from 3 June 2031\. Invented: a holiday/)
    await done(commissioner, `${planned}/cancel`, 'why', { why: 'Invented: nobody can come' })
    assert.match(await read(commissioner, planned), /Cancelled\. Invented: nobody can come/)
    const huge = { minutes: 'x'.repeat(900_000), publish: 'no', version: '1' }
    const meeting = `/oversight/meetings/${idOf('meeting of last week')}`
    assert.equal((await commissioner.post(`${meeting}/minutes`, huge)).status, 422)
    assert.equal(
      (await commissioner.post(`${meeting}/minutes`, { ...huge, minutes: 'x'.repeat(1_100_000) })).status,
      413,
    )
  })

  void test('the response writes its facts itself, says what is unanswered, and is signed by the commissioner', async () => {
    const response = `/oversight/responses/${idOf('response of sussex-pcc')}`
    const before = await read(commissioner, response)
    assert.match(before, /Not answered yet: recommendations 3, 4 and 5\. By law/)
    assert.match(before, /5 recommendations are addressed to Sussex Police: 2 complete/)
    assert.match(before, /Comments of the chief officer Invented: I accept the findings/)
    for (const desk of [chief, coordinator, inspector]) assert.equal((await desk.get(response)).status, 404)
    const until = (year: string) => ({ 'until-day': '1', 'until-month': '2', 'until-year': year })
    const passed = await send(commissioner, `${response}/invitation`, 'until-day', until('2020'))
    assert.match(errorsOf(passed.text).join(), /This day has passed/)
    const none = await send(commissioner, `${response}/invitation`, 'until-day', {
      ...until('2031'),
      'until-day': '30',
    })
    assertComesBack(none.text, { ...until('2031'), 'until-day': '30' })
    await done(commissioner, `${response}/invitation`, 'until-day', until('2031'))
    assert.match(await read(commissioner, response), /may comment until 1 February 2031/)
    assert.match(
      await read(chief, `/oversight/comments/${idOf('response of sussex-pcc')}`),
      /until 1 February 2031/,
    )
    assert.equal((await chief.get(`${response}/invitation`)).status, 403)
    assert.match((await commissioner.get(`${response}/letter/html`)).text, /Draft of .*OFFICIAL/s)
    await done(commissioner, `${response}/words`, 'opening', {
      closing: 'Invented: I shall ask again next week.',
    })
    for (const number of [3, 4])
      await done(commissioner, `${response}/about/${idOfDuty(number, 'sussex-police')}`, 'words', {
        words: `Invented: I have seen what was done about ${String(number)}.`,
      })
    assert.match(await read(commissioner, response), /does not yet answer recommendation 5\./)
    assert.match(await read(commissioner, `${response}/sign`), /Not answered: recommendations 5/)
    await done(commissioner, `${response}/sign`, 'read', { read: 'yes' })
    for (const desk of [chief, coordinator, inspector])
      assert.match(await read(desk, response), /I shall ask again next week/)
    for (const gone of ['words', 'invitation'])
      assert.equal((await commissioner.get(`${response}/${gone}`)).status, 404)
    const letter = await chief.get(`${response}/letter/pdf`)
    assert.equal(letter.headers.get('content-type'), 'application/pdf')
    assert.match(
      letter.headers.get('content-disposition') ?? '',
      /^attachment; filename="response-[\d-]+-OFFICIAL\.pdf"$/,
    )
    assert.match(letter.text, /^%PDF-.*<pdfuaid:part>1</s)
    const page = (await inspector.get(`${response}/letter/html`)).text
    assert.match(
      textOf(page),
      /Sussex Police and Crime Commissioner To: .*Signed on .* for .*Copies: His Majesty/,
    )
    assert.equal(page, (await inspector.get(`${response}/letter/html`)).text, 'what is signed stays as it is')
    await done(commissioner, `${response}/publish`, 'publish', { publish: 'yes' })
  })

  void test('the public page is off until it is switched on; then everybody reads it, in two languages', async () => {
    const get = async (path: string) => {
      const answer = await fetch(node.base + path)
      return { status: answer.status, text: await answer.text() }
    }
    const page = '/accountability/sussex-pcc/EXERCISE%201'
    assert.equal((await get(page)).status, 404)
    assert.match((await get('/accountability')).text, /No page is published/)
    await done(commissioner, '/oversight/public-page', 'on', {
      on: 'yes',
      inspectionId: await inspectionId('EXERCISE 1'),
    })
    const english = await get(page)
    assert.equal(english.status, 200)
    assert.ok(Buffer.byteLength(english.text) < 20_000, String(Buffer.byteLength(english.text)))
    assert.match(textOf(english.text), /Nothing is late|1 recommendation is late/)
    assert.match(textOf(english.text), /Read the response, signed on/)
    assert.match(textOf(english.text), /Invented: signed by Friday/)
    assert.doesNotMatch(english.text, /Two shifts were not tested/, 'a question that is not published')
    const response = await get(`${page}/response`)
    assert.ok(Buffer.byteLength(response.text) < 20_000)
    assert.match(textOf(response.text), /does not yet answer recommendation 5/)
    const pdf = await get(`${page}/response.pdf`)
    assert.match(pdf.text, /^%PDF-.*<pdfuaid:part>1</s)
    assert.doesNotMatch(pdf.text, /OFFICIAL/)
    const welsh = await get(`/cy${page}`)
    assert.match(welsh.text, /<html lang="cy">/)
    assert.match(textOf(welsh.text), /Argymhellion/)
    await done(commissioner, '/oversight/public-page', 'on', {
      on: 'no',
      inspectionId: await inspectionId('EXERCISE 1'),
    })
    for (const part of ['', '/response', '/response.pdf'])
      assert.equal((await get(page + part)).status, 404, part)
  })

  void test('an inspection is typed in, pasted and imported, and refuses what cannot be', async () => {
    const typed = {
      ...{ reference: 'Test 1', title: 'Invented report', publisher: 'Nobody', recommendations: '2' },
      ...{
        areas: 'Area one\nArea two',
        'publishedOn-day': '1',
        'publishedOn-month': '3',
        'publishedOn-year': '2099',
      },
    }
    const future = await send(inspector, '/oversight/inspections/new', 'title', typed)
    assert.match(errorsOf(future.text).join(), /cannot lie in the future/)
    assertComesBack(future.text, typed)
    const twice = await send(inspector, '/oversight/inspections/new', 'title', {
      ...{ ...typed, reference: 'oic 2025', 'publishedOn-year': '2026' },
    })
    assert.match(errorsOf(twice.text).join(), /Another inspection is called so/)
    const force = await send(coordinator, '/oversight/inspections/new', 'title', {
      ...typed,
      'publishedOn-year': '2026',
    })
    assert.equal(force.status, 403)
    const address = await done(inspector, '/oversight/inspections/new', 'title', {
      ...typed,
      'publishedOn-year': '2026',
    })
    const csv =
      'number,text,addressed to,due,area\n1,Invented: do the first thing.,Chief constables,1/1/2027,2\n3,short,,,\n'
    const pasted = await send(inspector, `${address}/import`, 'csv', { csv })
    assert.match(textOf(pasted.text), /0 recommendations added|no recommendations added/)
    assert.match(textOf(pasted.text), /1 filled in.*1 refused.*fewer than 15 characters/)
    const [row] = await node.admin<{ id: string }>(
      `select r.id from oversight.recommendation r where r.text = 'Invented: do the first thing.'`,
    )
    const change = `/oversight/recommendations/${row?.id ?? ''}/change`
    const nobody = await send(inspector, change, 'text', { addressedTo: '' })
    assert.match(errorsOf(nobody.text).join(), /Enter to whom/)
    await done(inspector, change, 'text', { addressees: [String(node.agency('kent-police'))] })
    const kent = await node.signIn('coordinator@kent-police.example')
    assert.match(await read(kent, '/oversight'), /Invented report/)
    assert.equal((await commissioner.get(change)).status, 404)
    const [line] = await node.admin<{ id: string }>(
      'select id from oversight.duty where recommendation_id = $1',
      [row?.id],
    )
    await done(inspector, `/oversight/duties/${line?.id ?? ''}/end`, 'because', {
      because: 'Invented: merged',
    })
    assert.match(await read(kent, `/oversight/duties/${line?.id ?? ''}`), /No longer an addressee/)
  })

  void test('the commissioner’s areas gather those of the inspection', async () => {
    const address = `/oversight/inspections/${await inspectionId('OIC 2025')}/areas`
    const form = formOf((await commissioner.get(address)).text, 'areas')
    assert.match(form.fields['areas']?.[0] ?? '', /Initial response, information and intelligence: 2, 3/)
    const twice = await send(commissioner, address, 'areas', { areas: 'A: 1\nB: 1\nC\nD' })
    assert.match(errorsOf(twice.text).join(), /area 1 is gathered twice/)
    await done(commissioner, address, 'areas', { areas: 'All: 1, 2\nB: 3\nC: 4\nD: 5\nE' })
  })

  void test('the task force sees all addressees by recommendation, and no text of them', async () => {
    const desk = await node.signIn('coordinator@taskforce.example')
    const text = await read(desk, '/oversight/national')
    assert.match(text, /Nothing signed yet:.*Essex Police: recommendations/)
    for (const table of [
      ...[
        'Who has not answered whom',
        'Recalls and corrections not acknowledged',
        'Requirements not answered',
      ],
      ...['Matches by pair of agencies', 'Gaps that two coastal plans share', 'Coastal plans'],
    ])
      assert.match(text, new RegExp(table))
    assert.match(text, /Not counted yet/)
    assert.match(await read(desk, '/oversight/national?agency=kent-police'), /Where sharing is stuck/)
    assert.doesNotMatch(text, /Assistant Chief Constable|Invented: A chief officer/)
    assert.match(await read(coordinator, '/oversight/national'), /This page is the task force’s/)
  })

  void test('figures are of those for whom one answers or whom one holds to account', async () => {
    assert.match(await read(commissioner, '/oversight/figures'), /Sussex Police/)
    assert.doesNotMatch(await read(commissioner, '/oversight/figures'), /Kent Police/)
    const text = await read(chief, '/oversight/figures/sussex-police')
    assert.match(text, /What the agency owes to others.*Every number is shown/)
    assert.match(text, /Intelligence reports.*Nothing is counted yet.*from access\.record r/)
    for (const hidden of ['kent-police', 'no-such-agency', 'sussex-pcc'])
      assert.equal((await commissioner.get(`/oversight/figures/${hidden}`)).status, 404, hidden)
  })

  void test('a lesson comes back with what was typed, and only another agency says that it is learned', async () => {
    const typed = {
      title: 'Invented: a lesson',
      happened: 'Invented',
      verdict: 'change',
      follows: 'Invented: a card',
      ownerPost: 'Head of Learning',
    }
    const refusedForm = await send(coordinator, '/oversight/lessons/new', 'title', typed)
    assert.match(errorsOf(refusedForm.text).join(), /Enter by when it is to be learned/)
    assertComesBack(refusedForm.text, { happened: 'Invented', follows: 'Invented: a card' })
    const lesson = await done(coordinator, '/oversight/lessons/new', 'title', {
      ...{ ...typed, 'dueOn-day': '1', 'dueOn-month': '2', 'dueOn-year': '2031' },
    })
    assert.match(await read(coordinator, lesson), /Identified, and not learned yet/)
    assert.equal((await coordinator.get(`${lesson}/check`)).status, 404)
    const kent = String(node.agency('kent-police'))
    const nobody = await send(coordinator, `${lesson}/evidence`, 'evidence', {
      evidence: 'Invented: 400 cards',
      askedAgencyId: '',
    })
    assert.match(errorsOf(nobody.text).join(), /Choose which agency looks/)
    const itself = await send(coordinator, `${lesson}/evidence`, 'evidence', {
      evidence: 'Invented: 400 cards',
      askedAgencyId: String(node.agency('sussex-police')),
    })
    assert.match(errorsOf(itself.text).join(), /Nobody checks their own lesson/)
    await done(coordinator, `${lesson}/evidence`, 'evidence', {
      evidence: 'Invented: 400 cards',
      askedAgencyId: kent,
    })
    const other = await node.signIn('coordinator@kent-police.example')
    await done(other, `${lesson}/check`, 'words', { outcome: 'learned', words: 'Invented: seen' })
    assert.match(await read(coordinator, lesson), /Learned.*It is learned, says Kent Police/)
    assert.equal((await coordinator.get(`${lesson}/change`)).status, 409)
  })

  void test('a course says who has to have it, and each agency how many do', async () => {
    const course = await done(coordinator, '/oversight/training/new', 'title', {
      ...{ title: 'Invented course', teaches: 'Invented', posts: 'Officer\nAnalyst' },
    })
    const twice = await send(coordinator, '/oversight/training/new', 'title', {
      ...{ title: 'INVENTED course', teaches: 'Invented', posts: 'Officer' },
    })
    assert.match(errorsOf(twice.text).join(), /has a course of this name/)
    const wrong = await send(coordinator, `${course}/coverage`, 'counts', { counts: '5 of 3\n1 of 2' })
    assert.match(errorsOf(wrong.text).join(), /Line 1 \(Officer\)/)
    await done(coordinator, `${course}/coverage`, 'counts', { counts: '20 of 30\n1 of 9' })
    assert.match(await read(chief, course), /Officer 1 \w+ \d{4} 20 30 .*Analyst 1 \w+ \d{4} Not shown 9/)
    assert.equal((await commissioner.get(`${course}/coverage`)).status, 403)
  })

  void test('nobody of them reads a word of intelligence', async () => {
    for (const desk of [chief, commissioner, inspector])
      for (const address of ['/reports', '/matches', '/search?q=a', '/triage', '/ledger'])
        assert.equal((await desk.get(address)).status, 403, address)
  })
})
