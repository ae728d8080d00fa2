/** The desk's work on public reports, over the pages that officers use. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadCoast } from '../../../../exercise/coast/load-coast.ts'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { filledIn, formOf, errorsOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { answersOf, publicServices, RYE } from '../arrival/arrival.test-support.ts'
import type { PublicServices } from '../arrival/services.ts'
import type { Submission } from '../arrival/submit.ts'
import { answerThread, readThread, withdraw } from '../arrival/way-back.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { arrivedReport, atDesk as signInAtDesk } from './desk.test-support.ts'

const TRIAGE = 'triage-officer@sussex-police.example'
const OFFICER = 'intelligence-officer@sussex-police.example'
const KENT = 'triage-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'

// The smallest JPEG that begins and ends as one: what the desk gets has been made safe before.
const PICTURE = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
/** How many the title says are happening now. */
const titleNumber = (html: string) => Number(/<title>\(([\d,]+) happening now\) /.exec(html)?.[1] ?? 0)
const HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} \u202eback'

void describe('the desk for public reports', () => {
  let node: TestNode
  let services: PublicServices
  let officer: Desk

  before(async () => {
    node = await testNode()
    services = publicServices(node.database)
    await makeExerciseDesks(node.database, null)
    officer = await atDesk(TRIAGE)
  })
  after(() => node.close())

  const atDesk = (email: string, unlocked = true) => signInAtDesk(node, email, unlocked)
  const sent = (change: Partial<Submission> = {}) => arrivedReport(node, services, change)

  const rowOf = async (id: string) => {
    const [row] = await node.admin<Record<string, unknown>>(
      'select * from reporting.public_report where id = $1',
      [id],
    )
    assert.ok(row)
    return row
  }

  const eventsOf = (id: string) =>
    node.admin<{ kind: string; operation: string; detail: Record<string, unknown>; recipients: number[] }>(
      'select kind, operation, detail, recipients from ledger.event where subject_id = $1 order by id',
      [id],
    )

  void test('the queue shows what stands outside the seal, and nothing of what was written', async () => {
    const { id } = await sent({ answers: answersOf({ what: { seen: [], words: 'Wordsofthereport' } }) })
    const list = await officer.get('/triage')
    assert.equal(list.status, 200)
    assert.match(list.text, /Landing/)
    assert.match(list.text, /Immediate/)
    assert.match(list.text, /Offered to Kent Police as well/)
    assert.ok(list.text.includes(`/triage/${id}`))
    assert.doesNotMatch(list.text, /Wordsofthereport/)
    const home = await officer.get('/')
    assert.match(home.text, /Landing: nobody has opened this public report/)
    const other = await officer.get('/triage?kind=online')
    assert.match(other.text, /No report with these filters/)
  })

  void test('opens with a purpose and the key, and each opening is in the ledger', async () => {
    const { id } = await sent({ answers: answersOf({ what: { seen: ['came-ashore'], words: HOSTILE } }) })
    const locked = await node.signIn(TRIAGE)
    const purpose = await locked.get(`/triage/${id}`)
    assert.match(purpose.text, /For which purpose do you open the report/)
    await locked.post('/purpose', { purpose: 'Test', return: `/triage/${id}` })
    const gate = await locked.get(`/triage/${id}`)
    assert.match(gate.text, /Your passphrase/)
    assert.match(gate.text, /exercise lantern/)
    assert.equal((await rowOf(id))['state'], 'new')
    const wrong = await locked.post('/triage/unlock', { passphrase: 'no', return: `/triage/${id}` })
    assert.equal(wrong.status, 422)
    await locked.post('/triage/unlock', { passphrase: EXERCISE_PASSPHRASE, return: `/triage/${id}` })
    const page = await locked.get(`/triage/${id}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /People came ashore/)
    assert.match(page.text, /50°55\.26′ N/)
    assert.match(page.text, /Grid reference TQ/)
    assert.match(page.text, /&lt;script&gt;/)
    assert.doesNotMatch(page.text, /<script>alert/)
    await locked.get(`/triage/${id}`)
    const opened = (await eventsOf(id)).filter((one) => one.kind === 'consultation')
    assert.equal(opened.length, 2)
    const row = await rowOf(id)
    assert.equal(row['state'], 'open')
    assert.equal(Number(row['opened_first_minutes']) % 60, 0)
  })

  void test('the time to a first look and the time of the opening do not give the arrival back', async () => {
    // Both came in one hour, and were opened together: nothing that is kept tells them apart.
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000
    const waits: unknown[] = []
    for (const minute of [2, 57]) {
      const exact = publicServices(node.database, () => new Date(hour + minute * 60_000))
      const { id } = await arrivedReport(node, exact)
      assert.equal((await officer.get(`/triage/${id}`)).status, 200)
      waits.push((await rowOf(id))['opened_first_minutes'])
      // Of nobody's, the program's neither; a person changes it no more at all (reporting.guard_public_report).
      await assert.rejects(
        node.admin('update reporting.public_report set opened_first_minutes = 35 where id = $1', [id]),
        { code: '23514' },
      )
    }
    assert.equal(waits[0], waits[1])
  })

  void test('photographs come as files that no browser runs; what is not safe is named and not given', async () => {
    const { id } = await sent({
      files: [
        { bytes: PICTURE, media: 'image/jpeg' },
        { bytes: Buffer.from('whatever'), media: 'image/heic' },
      ],
    })
    const page = await officer.get(`/triage/${id}`)
    assert.match(page.text, /Photograph 1/)
    assert.match(page.text, /File 2.*could not be made safe/)
    const file = await officer.get(`/triage/${id}/files/1`)
    assert.equal(file.status, 200)
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment/)
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(file.headers.get('cache-control'), 'no-store')
    assert.match(file.headers.get('content-security-policy') ?? '', /sandbox/)
    assert.equal((await officer.get(`/triage/${id}/files/2`)).status, 404)
    assert.equal((await officer.get(`/triage/${id}/files/3`)).status, 404)
  })

  void test('contact details are not shown with it: they take another key and a reason', async () => {
    const { id } = await sent({ contact: { name: 'Dana Starling', phone: '07700 900321' } })
    const page = await officer.get(`/triage/${id}`)
    assert.doesNotMatch(page.text, /Starling|900321/)
    const form = await officer.get(`/triage/${id}/contact`)
    assert.doesNotMatch(form.text, /Starling|900321/)
    const without = await officer.post(`/triage/${id}/contact`, { reason: ' ' })
    assert.equal(without.status, 422)
    const shown = await officer.post(`/triage/${id}/contact`, { reason: 'Agreed call back' })
    assert.match(shown.text, /Dana Starling/)
    assert.match(shown.text, /07700 900321/)
    const events = await eventsOf(id)
    assert.ok(
      events.some((one) => one.detail['part'] === 'contact' && one.detail['reason'] === 'Agreed call back'),
    )
    // Somebody who was not given that key.
    await node.admin(
      `set session_replication_role = replica;
       delete from reporting.wrapped_key w using reporting.desk_key k
       where k.id = w.desk_key_id and k.purpose = 'source'
         and w.person_id = '${node.person('coordinator@sussex-police.example').id}';
       reset session_replication_role`,
    )
    const coordinator = await atDesk('coordinator@sussex-police.example')
    const refused = await coordinator.post(`/triage/${id}/contact`, { reason: 'Curious' })
    assert.equal(refused.status, 403)
    assert.doesNotMatch(refused.text, /Starling|900321/)
  })

  void test('other agencies and other roles find nothing there, and the same nothing everywhere', async () => {
    const { id } = await sent()
    const absent = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01'
    const kent = await atDesk(KENT)
    for (const path of [
      '',
      '/incident',
      '/contact',
      '/ask',
      '/intelligence',
      '/pass',
      '/no-further-action',
      '/files/1',
    ]) {
      const theirs = await kent.get(`/triage/${id}${path}`)
      const nobodys = await kent.get(`/triage/${absent}${path}`)
      assert.equal(theirs.status, 404, path)
      assert.equal(nobodys.status, 404, path)
    }
    assert.ok(!(await kent.get('/triage')).text.includes(id))
    for (const role of ['analyst', 'administrator', 'records-manager']) {
      const somebody = await node.signIn(`${role}@sussex-police.example`)
      assert.equal((await somebody.get('/triage')).status, 403, role)
      assert.equal((await somebody.get(`/triage/${id}`)).status, 403, role)
    }
    const nca = await node.signIn(NCA)
    assert.match((await nca.get('/triage')).text, /does not take public reports/)
    assert.equal((await nca.get(`/triage/${id}`)).status, 404)
  })

  void test('a question of the list goes at once; one in free words waits for a second officer', async () => {
    const { id, receipt } = await sent()
    const keys = keysOfReceipt(receipt)
    await officer.get(`/triage/${id}/ask`)
    await officer.post(`/triage/${id}/ask`, { question: 'how-many' })
    assert.match((await readThread(services, keys))?.messages.at(-1)?.text ?? '', /About how many people/)
    const empty = await officer.post(`/triage/${id}/ask`, { question: 'own-words', text: '' })
    assert.equal(empty.status, 422)
    await officer.post(`/triage/${id}/ask`, { question: 'own-words', text: 'Which way did they walk?' })
    assert.equal((await readThread(services, keys))?.messages.length, 1)
    const own = await officer.get(`/triage/${id}`)
    assert.match(own.text, /waits for a second officer/)
    assert.doesNotMatch(own.text, /Send it to the reporter/)
    assert.equal(
      (await officer.post(`/triage/${id}/messages/2/decide`, { decision: 'send' })).status,
      404,
      'nobody agrees to their own question',
    )
    const second = await atDesk(OFFICER)
    assert.match((await second.get('/')).text, /Agree to a question to a reporter/)
    const page = await second.get(`/triage/${id}`)
    assert.match(page.text, /Which way did they walk\?/)
    await second.post(`/triage/${id}/messages/2/decide`, { decision: 'send' })
    const thread = await readThread(services, keys)
    assert.match(thread?.messages.at(-1)?.text ?? '', /Which way did they walk\?[\s\S]*do not have to answer/)
    assert.equal(await answerThread(services, keys, 'Towards the station'), true)
    assert.match((await officer.get('/')).text, /A reporter has answered/)
    assert.match((await officer.get(`/triage/${id}`)).text, /Towards the station/)
    assert.doesNotMatch((await officer.get('/')).text, /A reporter has answered/)
  })

  void test('a report becomes intelligence that opens a match, without a detail of its reporter', async () => {
    const filed = await node.api(NCA, 'POST', '/intelligence/reports', {
      ...reportBody({ title: 'They hold it too' }),
      subjects: [{ kind: 'phone', item: 1, value: '+44 7700 900777' }],
    })
    assert.equal(filed.status, 201, filed.text)
    const { id } = await sent({
      contact: { name: 'Dana Starling', phone: '07700 900321', email: 'dana.starling@post.example' },
      answers: answersOf({ what: { seen: [], words: 'A man gave the number 07700 900777 for places' } }),
    })
    const page = await officer.get(`/triage/${id}/intelligence`)
    assert.match(page.text, /A man gave the number/)
    const start = filledIn(formOf(page.text, 'source_evaluation'), {})
    assert.deepEqual(start['source_evaluation'], ['2'])
    assert.equal(start['intelligence_assessment'], undefined)
    assert.doesNotMatch(String(start['text']), /man gave the number/)
    const typed = {
      title: 'Number used to sell places',
      classification: 'OFFICIAL-SENSITIVE',
      text: 'A man at the beach gave 07700 900777 for places in boats.',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    }
    for (const [field, text] of [
      ['text', 'Dana said so.'],
      ['text', 'Call +44 7700 900 321.'],
      ['title', 'Told by dana dot starling at post dot example'],
    ] as const) {
      const refused = await officer.post(`/triage/${id}/intelligence`, { ...typed, [field]: text })
      assert.equal(refused.status, 422, text)
      assert.match(errorsOf(refused.text).join(), /Take out the reporter’s/)
    }
    const missing = await officer.post(`/triage/${id}/intelligence`, {
      ...typed,
      intelligence_assessment: '',
    })
    assert.equal(missing.status, 422)
    const begun = await officer.post(`/triage/${id}/intelligence`, typed)
    const draft = /\/reports\/drafts\/([0-9a-f-]{36})\/subjects/.exec(
      begun.headers.get('location') ?? '',
    )?.[1]
    assert.ok(draft, begun.text.slice(0, 400))
    const row = await rowOf(id)
    assert.deepEqual([row['state'], row['outcome'], row['became_report_id']], ['open', null, draft])

    const subjects = await officer.get(`/reports/drafts/${draft}/subjects`)
    assert.match(subjects.text, /07700 900777/)
    const offered = [...subjects.text.matchAll(/type="checkbox" value="([^"]*)"/g)].map(([, value = '']) =>
      value.replaceAll('&quot;', '"'),
    )
    const boxes = /name="([^"]+)" type="checkbox"/.exec(subjects.text)?.[1] ?? ''
    await officer.post(
      `/reports/drafts/${draft}/subjects`,
      filledIn(formOf(subjects.text, 'revision'), { [boxes]: offered, do: 'accept' }),
    )
    const step = async (name: string, fields: Record<string, string>) => {
      const shown = await officer.get(`/reports/drafts/${draft}/${name}`)
      return await officer.post(
        `/reports/drafts/${draft}/${name}`,
        filledIn(formOf(shown.text, 'revision'), fields),
      )
    }
    await step('handling', { handling: 'P', discoverable: 'yes' })
    await step('review', { review: '72' })
    // What is typed on the way is looked through when it is filed.
    await step('title', { title: 'Number, told by Starling' })
    const refused = await step('check', {})
    assert.equal(refused.status, 403)
    assert.match(refused.text, /holds the reporter’s name/)
    assert.doesNotMatch(refused.text, /Starling/)
    await step('title', { title: 'Number used to sell places' })
    const done = await step('check', {})
    assert.equal(done.headers.get('location'), `/reports/${draft}/sent`, done.text.slice(0, 500))
    const filedRow = await rowOf(id)
    assert.deepEqual([filedRow['state'], filedRow['outcome']], ['closed', 'intelligence'])
    assert.ok((await eventsOf(id)).some(({ operation }) => operation === 'reporting.triage.filed'))
    const matches = await node.admin(`select from deconfliction.match_side where record_id = $1`, [draft])
    assert.equal(matches.length, 1)
    const again = await officer.get(`/triage/${id}`)
    assert.ok(again.text.includes(`/reports/${draft}`))
    const other = await atDesk(KENT)
    assert.equal((await other.get(`/triage/${id}`)).status, 404)
  })

  /** A draft that somebody has begun of a report. */
  const draftOf = async (by: Desk, id: string): Promise<string> => {
    await by.get(`/triage/${id}/intelligence`)
    const begun = await by.post(`/triage/${id}/intelligence`, {
      title: 'A landing',
      classification: 'OFFICIAL',
      text: 'A boat came ashore.',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    })
    const draft = /\/reports\/drafts\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1]
    assert.ok(draft, errorsOf(begun.text).join())
    return draft
  }

  void test('a draft that is begun leaves the report open and says who has begun it; deleted, the report waits as before', async () => {
    // Apart from all others: of many near each other the list shows the first.
    const alone = { how: 'pin' as const, position: { lat: 50.75, lon: 0.2 } }
    const { id } = await sent({ answers: answersOf({ where: alone }) })
    const draft = await draftOf(officer, id)
    assert.match((await officer.get('/triage')).text, /Draft begun by Jo Winchelsea/)
    const colleague = await atDesk(OFFICER)
    const page = await colleague.get(`/triage/${id}`)
    assert.match(page.text, /Draft begun by Jo Winchelsea on/)
    assert.ok(!page.text.includes(`/triage/${id}/intelligence`), 'one draft at a time')
    const second = await colleague.post(`/triage/${id}/intelligence`, {
      title: 'Mine',
      classification: 'OFFICIAL',
      text: 'A boat.',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    })
    assert.equal(second.status, 409)
    await officer.get(`/reports/drafts/${draft}/discard`)
    const gone = await officer.post(`/reports/drafts/${draft}/discard`, {})
    assert.equal(gone.status, 303, gone.text.slice(0, 300))
    const row = await rowOf(id)
    assert.deepEqual([row['state'], row['outcome'], row['became_report_id']], ['open', null, null])
    assert.doesNotMatch((await officer.get('/triage')).text, /Draft begun/)
    assert.match((await officer.get(`/triage/${id}`)).text, /the draft was deleted/)
    assert.ok((await eventsOf(id)).some(({ operation }) => operation === 'reporting.triage.draft-deleted'))
    // It can be made into one again.
    await draftOf(officer, id)
  })

  void test('a referral to safeguarding and an intelligence report can both come of one report', async () => {
    const { id } = await sent()
    await officer.get(`/triage/${id}`)
    await officer.get(`/triage/${id}/safeguarding`)
    const told = { who: 'Duty social worker', when: '18:40, by telephone', reason: 'A child was among them' }
    await officer.post(`/triage/${id}/safeguarding`, { ...told, close: 'yes' })
    assert.equal((await rowOf(id))['outcome'], 'safeguarding')
    await draftOf(officer, id)
    assert.deepEqual([(await rowOf(id))['state'], (await rowOf(id))['outcome']], ['open', null])
    const page = await officer.get(`/triage/${id}`)
    assert.match(page.text, /referred this report to Duty social worker/)
    assert.match(page.text, /Draft begun by/)
    const kent = await atDesk(KENT)
    assert.equal((await kent.post(`/triage/${id}/safeguarding`, told)).status, 404)
  })

  void test('what is happening now stands on top of home and in every title until somebody opens it, with an hour and no minute', async () => {
    const before = titleNumber((await officer.get('/coast')).text)
    const { id } = await sent({ answers: answersOf({ kind: 'vehicle' }) })
    await node.admin(
      `begin; select set_config('session_replication_role', 'replica', true);
       update reporting.public_report set hour = date_trunc('hour', now(), 'UTC') - interval '2 hours' where id = '${id}'; commit`,
    )
    const home = (await officer.get('/')).text
    assert.equal(titleNumber(home), before + 1)
    assert.equal(titleNumber((await officer.get('/coast')).text), before + 1, 'on every page')
    const first = /<section class="seamark-now"[\s\S]*?<\/section>/.exec(home)?.[0] ?? ''
    assert.match(first, /Happening now/)
    assert.ok(home.indexOf('seamark-now') < home.indexOf('seamark-tasks__task'), 'above everything else')
    assert.match(
      first,
      /eceived \d+ \w+ \d{4}, between \d+[ap]m and \d+[ap]m, waiting up to 3 hours for a first look/,
    )
    assert.doesNotMatch(first, /\d:\d\d/, 'no minute is told')
    assert.match(first, /govuk-tag--red/)
    const list = (await officer.get('/triage?now=1')).text
    assert.match(list, /Happening now<\/strong>[^<]*<span[^>]*>[^<]*Waiting up to 3 hours for a first look/)
    await officer.get(`/triage/${id}`)
    assert.equal(titleNumber((await officer.get('/')).text), before)
    assert.match((await officer.get(`/triage/${id}`)).text, /Within 3 hours of receipt/)
    const analyst = await node.signIn('analyst@sussex-police.example')
    assert.equal(
      titleNumber((await analyst.get('/')).text),
      0,
      'who does not work at the desk is told nothing',
    )
    assert.equal(titleNumber((await (await atDesk(KENT)).get('/')).text), 0)
  })

  void test('every list of the desk marks what is happening now, puts it first and says how long it waits', async () => {
    const where = { how: 'pin' as const, position: { lat: 50.775, lon: 0.102 } }
    const hoursAgo = (id: string, hours: number) =>
      node.admin(
        `begin; select set_config('session_replication_role', 'replica', true);
         update reporting.public_report set hour = date_trunc('hour', now(), 'UTC') - interval '${String(hours)} hours' where id = '${id}'; commit`,
      )
    const earlier = await sent({ answers: answersOf({ where }) })
    await hoursAgo(earlier.id, 2)
    await officer.get(`/triage/${earlier.id}`)
    const old = await sent({
      answers: answersOf({ kind: 'online', where, when: { at: 'earlier', day: '2026-01-05' } }),
    })
    await hoursAgo(old.id, 50)
    const now = await sent({ answers: answersOf({ kind: 'boat', where }) })
    await hoursAgo(now.id, 1)
    const marked = (html: string, id: string) =>
      new RegExp(
        `href="/triage/${id}"(?:(?!</t[hd]>)[\\s\\S])*Happening now</strong>(?:(?!</t[hd]>)[\\s\\S])*Waiting up to 2 hours for a first look`,
      ).test(html)
    const before = (html: string, first: string, second: string) =>
      html.indexOf(first) > 0 && html.indexOf(first) < html.indexOf(second)

    const queue = (await officer.get('/triage')).text
    assert.ok(marked(queue, now.id))
    assert.ok(
      before(queue, now.id, earlier.id),
      'before a landing of the same urgency that somebody works on',
    )
    assert.match(queue, new RegExp(`${old.id}[\\s\\S]*?Waiting up to 2 days 3 hours for a first look`))
    const measures = (await officer.get('/triage/measures')).text
    assert.ok(marked(measures, now.id))
    assert.ok(before(measures, now.id, old.id))
    const beside = (await officer.get(`/triage/${earlier.id}/incident`)).text
    assert.match(beside, /Happening now. Waiting up to 2 hours for a first look. Received/)

    // Home’s number leads to what it counts.
    const home = (await officer.get('/')).text
    const section = /<section class="seamark-now"[\s\S]*?<\/section>/.exec(home)?.[0] ?? ''
    const number = Number(/([\d,]+) public reports? that nobody/.exec(section)?.[1] ?? 1)
    assert.match((await officer.get('/triage?now=1')).text, new RegExp(`of ${String(number)} reports?`))
    const others = (await officer.get('/triage?state=new&now=0')).text
    assert.ok(others.includes(old.id) && !others.includes(now.id))

    const gate = (await (await atDesk(TRIAGE, false)).get(`/triage/${now.id}`)).text
    assert.match(gate, /Happening now, the reporter said/)
    assert.match(gate, /Waiting up to 2 hours for a first look/)
    await officer.get(`/triage/${now.id}`)
    assert.ok(!marked((await officer.get('/triage')).text, now.id))
    for (const { id } of [earlier, old, now]) {
      await officer.get(`/triage/${id}`)
      await officer.get(`/triage/${id}/no-further-action`)
      await officer.post(`/triage/${id}/no-further-action`, { reason: 'Looked at' })
    }
  })

  void test('times of the public are told by their hour: in the queue, the thread and the list of what waits', async () => {
    const { id, receipt } = await sent()
    await officer.get(`/triage/${id}`)
    await officer.get(`/triage/${id}/ask`)
    await officer.post(`/triage/${id}/ask`, { question: 'how-many' })
    await answerThread(services, keysOfReceipt(receipt), 'About twenty')
    const home = (await officer.get('/')).text
    const waiting =
      /<li class="seamark-tasks__task">(?:(?!<\/li>)[\s\S])*A reporter has answered[\s\S]*?<\/li>/.exec(
        home,
      )?.[0] ?? ''
    assert.match(waiting, /between \d+[ap]m and \d+[ap]m/)
    assert.doesNotMatch(waiting, /\d:\d\d/)
    const thread =
      /<ol class="seamark-thread">[\s\S]*?<\/ol>/.exec((await officer.get(`/triage/${id}`)).text)?.[0] ?? ''
    assert.equal(thread.match(/between \d+[ap]m and \d+[ap]m/g)?.length, 2)
    assert.doesNotMatch(thread, /\d:\d\d/)
  })

  void test('near reports stand beside each other; an officer joins and parts them', async () => {
    const cell = { how: 'pin' as const, position: { lat: 50.85, lon: 0.65 } }
    const one = await sent({ answers: answersOf({ where: cell }) })
    const two = await sent({ answers: answersOf({ kind: 'boat', where: cell }) })
    const three = await sent({
      answers: answersOf({ kind: 'equipment', where: { how: 'pin', position: { lat: 50.851, lon: 0.66 } } }),
    })
    const list = await officer.get('/triage')
    assert.match(list.text, /3 reports near each other/)
    const page = await officer.get(`/triage/${one.id}/incident`)
    assert.ok(page.text.includes(two.id) && page.text.includes(three.id))
    assert.equal((await officer.post(`/triage/${one.id}/join`, {})).status, 422)
    await officer.post(`/triage/${one.id}/join`, { report: [two.id, three.id] })
    const incident = (await rowOf(one.id))['incident_id']
    assert.ok(incident)
    assert.equal((await rowOf(three.id))['incident_id'], incident)
    assert.match((await officer.get('/triage')).text, /One event, 3 reports/)
    assert.ok((await eventsOf(two.id)).some((event) => event.kind === 'combination'))
    await officer.post(`/triage/${three.id}/part`, {})
    assert.equal((await rowOf(three.id))['incident_id'], null)
    await officer.post(`/triage/${two.id}/part`, {})
    assert.equal((await rowOf(one.id))['incident_id'], null, 'an incident of one report is none')
  })

  void test('is passed to the force that lies near, sealed to its keys, and closed here', async () => {
    const { id, receipt } = await sent({ contact: { phone: '07700 900321' } })
    await officer.get(`/triage/${id}/ask`)
    await officer.post(`/triage/${id}/ask`, { question: 'boat' })
    const form = await officer.get(`/triage/${id}/pass`)
    const first = /type="radio" value="(\d+)"/.exec(form.text)?.[1]
    assert.equal(Number(first), node.agency('kent-police'), 'the second force is offered first')
    assert.equal((await officer.post(`/triage/${id}/pass`, { agency: '9999', reason: 'x' })).status, 422)
    const refused = await officer.post(`/triage/${id}/pass`, {
      agency: String(first),
      reason: 'Ring 07700 900321',
    })
    assert.match(errorsOf(refused.text).join(), /telephone/)
    const done = await officer.post(`/triage/${id}/pass`, {
      agency: String(first),
      reason: 'It is their beach',
    })
    assert.equal(done.status, 303, done.text.slice(0, 400))
    assert.deepEqual([(await rowOf(id))['state'], (await rowOf(id))['outcome']], ['closed', 'passed'])
    const disclosed = (await eventsOf(id)).find((event) => event.kind === 'disclosure')
    assert.deepEqual(disclosed?.recipients, [node.agency('kent-police')])
    const [theirs] = await node.admin<{ id: string }>(
      'select id from reporting.public_report where passed_from = $1',
      [id],
    )
    assert.ok(theirs)
    const kent = await atDesk(KENT)
    const page = await kent.get(`/triage/${theirs.id}`)
    assert.match(page.text, /People came up the shingle/)
    assert.match(page.text, /Do you remember anything else about the boat/)
    const contact = await kent.post(`/triage/${theirs.id}/contact`, { reason: 'Call back' })
    assert.match(contact.text, /07700 900321/)
    assert.equal((await officer.get(`/triage/${theirs.id}`)).status, 404)
    const keys = keysOfReceipt(receipt)
    assert.equal(await answerThread(services, keys, 'It was grey'), true)
    assert.match((await kent.get(`/triage/${theirs.id}`)).text, /It was grey/)
  })

  void test('ends with a reason, and can be reopened; a referral to safeguarding is no end', async () => {
    const { id } = await sent()
    assert.equal((await officer.get(`/triage/${id}/no-further-action`)).status, 200)
    assert.equal((await officer.post(`/triage/${id}/no-further-action`, { reason: '' })).status, 422)
    await officer.post(`/triage/${id}/no-further-action`, { reason: 'A regatta' })
    assert.equal((await rowOf(id))['outcome'], 'no-further-action')
    assert.match((await officer.get('/triage?state=closed')).text, /No further action/)
    const [ofKind] = await node.admin<{ kind: string; closed: string }>(
      `select kind, (select count(*) from reporting.public_report o
                     where o.state = 'closed' and o.agency_id = r.agency_id and o.kind = r.kind) as closed
       from reporting.public_report r where id = $1`,
      [id],
    )
    const closed = (await officer.get(`/triage?state=closed&kind=${ofKind?.kind ?? ''}`)).text
    assert.match(closed, new RegExp(`Showing ${ofKind?.closed ?? ''} of ${ofKind?.closed ?? ''} report`))
    const twice = await officer.post(`/triage/${id}/no-further-action`, { reason: 'Again' })
    assert.equal(twice.status, 409)
    await officer.post(`/triage/${id}/reopen`, { reason: 'It was none' })
    assert.equal((await rowOf(id))['state'], 'open')
    await officer.post(`/triage/${id}/safeguarding`, {
      who: 'Duty social worker of the county',
      when: '18:40, by telephone',
      reason: 'There may be children',
    })
    assert.equal((await rowOf(id))['state'], 'open', 'a referral does not end the work')
    assert.match(
      (await officer.get(`/triage/${id}`)).text,
      /referred this report to Duty social worker of the county/,
    )
    await officer.post(`/triage/${id}/safeguarding`, {
      who: 'Duty social worker of the county',
      when: '19:10, by telephone',
      reason: 'They rang back',
      close: 'yes',
    })
    assert.equal((await rowOf(id))['outcome'], 'safeguarding')
    assert.equal(String((await eventsOf(id)).flatMap((event) => event.recipients)), '', 'nobody else is told')
  })

  void test('is destroyed by those who may, for good', async () => {
    const { id, receipt } = await sent()
    assert.equal((await officer.post(`/triage/${id}/destroy`, { reason: 'not-needed' })).status, 403)
    const manager = await node.signIn('records-manager@sussex-police.example')
    const form = await manager.get(`/triage/${id}/destroy`)
    assert.equal(form.status, 200)
    const absent = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01'
    assert.equal((await manager.post(`/triage/${absent}/destroy`, { reason: 'not-needed' })).status, 404)
    assert.equal((await manager.post(`/triage/${id}/destroy`, { reason: 'no such' })).status, 422)
    assert.equal((await manager.post(`/triage/${id}/destroy`, { reason: 'not-needed' })).status, 303)
    assert.match((await officer.get(`/triage/${id}`)).text, /has been destroyed/)
    const [left] = await node.admin<{ left: number }>(
      'select count(header)::integer as left from reporting.sealed_part where report_id = $1',
      [id],
    )
    assert.equal(left?.left, 0)
    assert.equal(await readThread(services, keysOfReceipt(receipt)), null)
    assert.equal((await eventsOf(id)).at(-1)?.kind, 'erasure')
  })

  void test('taken back after it was read: the desk keeps what it read, without contact or way back', async () => {
    const { id, receipt } = await sent({ contact: { phone: '07700 900321' } })
    await officer.get(`/triage/${id}`)
    assert.equal(await withdraw(services, keysOfReceipt(receipt)), 'partly')
    const page = await officer.get(`/triage/${id}`)
    assert.match(page.text, /The reporter has taken the report back/)
    assert.match((await officer.get(`/triage/${id}/contact`)).text, /left no contact details/)
    assert.match((await officer.get(`/triage/${id}/ask`)).text, /can no longer be asked/)
  })

  void test('what was typed comes back when the key has locked itself meanwhile', async () => {
    const { id } = await sent()
    const desk = await atDesk(OFFICER)
    await desk.get(`/triage/${id}/intelligence`)
    await desk.post('/triage/lock', {})
    const sentLate = await desk.post(`/triage/${id}/intelligence`, {
      title: 'Long work',
      classification: 'OFFICIAL',
      text: 'An hour of writing',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    })
    assert.equal(sentLate.status, 422)
    assert.match(sentLate.text, /An hour of writing/)
    assert.match(errorsOf(sentLate.text).join(), /locked meanwhile/)
  })

  void test('how long reports wait is said in words, and small numbers are not said', async () => {
    const page = await officer.get('/triage/measures')
    assert.equal(page.status, 200)
    assert.match(page.text, /How this is counted/)
    assert.match(page.text, /Half were opened within/)
    assert.match(page.text, /Waiting longest/)
    const kent = await atDesk(KENT)
    assert.match((await kent.get('/triage/measures')).text, /Fewer than 5 reports/)
  })

  void test('with a coastal plan the queue and the measures speak of its stretches', async () => {
    assert.match((await officer.get('/triage')).text, /Not in the coastal plan/)
    assert.equal(await loadCoast(node.database), true)
    const [stretch] = await node.admin<{ name: string }>(
      'select name from coast.stretch order by to_mile desc limit 1',
    )
    assert.ok(stretch)
    const list = await officer.get(`/triage?stretch=${encodeURIComponent(stretch.name)}`)
    assert.ok(
      list.text.includes(stretch.name.replaceAll("'", '&#39;').replaceAll('&', '&amp;')),
      stretch.name,
    )
    assert.match(list.text, /Landing/)
    assert.match((await officer.get('/triage/measures')).text, /By stretch/)
  })

  void test('the keys: who holds them, a passphrase, and giving them to a colleague', async () => {
    const page = await officer.get('/triage/keys')
    assert.match(page.text, /the reports/)
    assert.match(page.text, /Given last/)
    const unequal = await officer.post('/triage/keys/passphrase', { passphrase: 'one', again: 'two' })
    assert.match(errorsOf(unequal.text).join(), /do not match/)
    const weak = await officer.post('/triage/keys/passphrase', { passphrase: 'short', again: 'short' })
    assert.equal(weak.status, 422)
    const nobody = await officer.post('/triage/keys/give', {})
    assert.equal(nobody.status, 422)
  })

  void test('a point without a place waits too', async () => {
    const { id } = await sent({
      answers: answersOf({ where: { how: 'described', description: 'By the mill' } }),
    })
    // No place: it goes to the desk that takes the rest.
    assert.equal((await officer.get(`/triage/${id}`)).status, 404)
    const border = await atDesk('triage-officer@border-force.example')
    assert.match((await border.get('/triage')).text, /No place given/)
    assert.match((await border.get(`/triage/${id}`)).text, /By the mill/)
    assert.ok(RYE)
  })
})
