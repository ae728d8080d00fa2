/** Photographs of a public report beside what was made of it: for the desk, and for nobody else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { readDraft, saveDraft } from '../../intelligence/index.ts'
import { publicServices } from '../arrival/arrival.test-support.ts'
import { destroyReport } from '../arrival/destroy-report.ts'
import { arrivedReport, atDesk } from './desk.test-support.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const ANALYST = 'analyst@sussex-police.example'
const RECORDS = 'records-manager@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const PICTURE = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
/** Without the navigation, which names the room. */
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
const STAY = /Photographs stay with the public report; they are not released/

void describe('photographs of a public report', () => {
  let node: TestNode
  let officer: Desk
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
    officer = await atDesk(node, OFFICER)
  })
  after(() => node.close())

  const who = (email: string) => ({ personId: node.person(email).id, operation: 'test', purpose: null })
  /** Begins a draft of a report with a photograph, a file that could not be made safe, and an original. */
  async function begun(): Promise<{ id: string; draft: string }> {
    const { id } = await arrivedReport(node, publicServices(node.database), {
      files: [
        { bytes: PICTURE, media: 'image/jpeg' },
        { bytes: Buffer.from('whatever'), media: 'image/heic' },
      ],
      originals: [{ number: 1, bytes: PICTURE, media: 'image/jpeg' }],
    })
    const page = await officer.get(`/triage/${id}/intelligence`)
    assert.match(page.text, new RegExp(`src="/triage/${id}/files/1"`))
    const sent = await officer.post(`/triage/${id}/intelligence`, {
      ...{ title: 'Boat on a trailer', classification: 'OFFICIAL', text: 'A boat on a trailer.' },
      ...{ source_evaluation: '2', intelligence_assessment: 'D', basis: 'fact' },
    })
    const draft = /\/drafts\/([0-9a-f-]{36})/.exec(sent.headers.get('location') ?? '')?.[1]
    assert.ok(draft, sent.text.slice(0, 300))
    return { id, draft }
  }
  async function filed(): Promise<{ id: string; report: string }> {
    const { id, draft } = await begun()
    await node.database.performAs(who(OFFICER), async (scope) => {
      const { revision, document } = await readDraft(scope, draft)
      await saveDraft(scope, draft, revision, {
        ...document,
        handling: 'P',
        discoverable: false,
        review_on: '2031-01-01',
      })
    })
    const check = await officer.get(`/reports/drafts/${draft}/check`)
    const done = await officer.post(
      `/reports/drafts/${draft}/check`,
      filledIn(formOf(check.text, 'revision'), {}),
    )
    assert.equal(done.headers.get('location'), `/reports/${draft}/sent`, textOf(done.text).slice(0, 500))
    return { id, report: draft }
  }
  const rowsFor = (email: string, report: string) =>
    node.database.performAs(who(email), (scope) =>
      scope.tx.many('select part, number from reporting.photographs_beside($1)', [report]),
    )

  void test('stand beside the draft, with what cannot be shown', async () => {
    const { id, draft } = await begun()
    for (const step of ['text', 'subjects', 'grade', 'check']) {
      const page = await officer.get(`/reports/drafts/${draft}/${step}`)
      assert.match(page.text, new RegExp(`<img[^>]* src="/triage/${id}/files/1"`), step)
      assert.doesNotMatch(page.text, /files\/2/)
      assert.match(textOf(page.text), /1 file could not be made safe.*1 original kept under the evidence key/)
      assert.match(page.text, new RegExp(`href="/triage/${id}"`))
      assert.match(page.text, /Highest classification on this page: <\/span>OFFICIAL-SENSITIVE/)
    }
    assert.equal((await officer.get(`/triage/${id}/files/1`)).status, 200)
  })

  void test('are behind the desk’s key, and whoever unlocks it comes back', async () => {
    const { id, draft } = await begun()
    const locked = await atDesk(node, OFFICER, false)
    const page = await locked.get(`/reports/drafts/${draft}/text`)
    assert.doesNotMatch(page.text, /<img[^>]*files/)
    assert.match(textOf(page.text), /1 photograph: unlock the desk’s key to see/)
    const unlock = `/triage/unlock?return=/reports/drafts/${draft}/text`
    assert.ok(page.text.includes(`href="${unlock}"`))
    const form = formOf((await locked.get(unlock)).text, 'passphrase')
    const done = await locked.post('/triage/unlock', filledIn(form, { passphrase: EXERCISE_PASSPHRASE }))
    assert.equal(done.headers.get('location'), `/reports/drafts/${draft}/text`)
    assert.match((await locked.get(`/reports/drafts/${draft}/text`)).text, new RegExp(`files/1`))
    assert.ok(id)
  })

  void test('stand beside the filed report for the desk, linked both ways, and not for a colleague without that role', async () => {
    const { id, report } = await filed()
    const page = await officer.get(`/reports/${report}`)
    assert.match(page.text, new RegExp(`<img[^>]* src="/triage/${id}/files/1"`))
    assert.match(page.text, new RegExp(`href="/triage/${id}"`))
    assert.ok((await officer.get(`/triage/${id}`)).text.includes(`href="/reports/${report}"`))
    assert.equal((await rowsFor(OFFICER, report)).length, 3)

    const analyst = await node.signIn(ANALYST)
    const theirs = await analyst.get(`/reports/${report}`)
    assert.equal(theirs.status, 200)
    assert.doesNotMatch(mainOf(theirs.text), /photograph|public report|\/triage/i)
    assert.notEqual((await analyst.get(`/triage/${id}/files/1`)).status, 200)
    for (const email of [ANALYST, RECORDS]) assert.deepEqual(await rowsFor(email, report), [])
  })

  void test('are never released, and the pages of a release say so', async () => {
    const { report } = await filed()
    const to = `/reports/${report}/release`
    assert.match(textOf((await officer.get(to)).text), STAY)
    const preview = await officer.get(`${to}/preview?to=named&agency=${String(node.agency('nca'))}`)
    assert.match(textOf(preview.text), STAY)
    const confirm = await officer.post(
      `${to}/confirm`,
      filledIn(formOf(preview.text, 'reason'), { reason: 'Theirs too' }),
    )
    assert.match(textOf(confirm.text), STAY)
    const released = await officer.post(to, filledIn(formOf(confirm.text, 'version'), {}))
    assert.equal(released.status, 303, textOf(released.text).slice(0, 300))

    const partner = await node.signIn(NCA)
    const theirs = await partner.get(`/reports/${report}`)
    assert.equal(theirs.status, 200)
    assert.doesNotMatch(mainOf(theirs.text), /photograph|public report|\/triage/i)
    assert.deepEqual(await rowsFor(NCA, report), [])
    const asApi = await node.api(NCA, 'GET', `/intelligence/reports/${report}`)
    assert.doesNotMatch(asApi.text, /photograph|triage/i)
  })

  void test('that are destroyed are said to be, and nothing of them is left to open', async () => {
    const { id, report } = await filed()
    await node.database.performAsService(
      { service: 'retention', operation: 'reporting.reports.expire', agencyId: node.agency('sussex-police') },
      (scope) => destroyReport(scope, id, 'expired'),
    )
    const page = await officer.get(`/reports/${report}`)
    assert.match(textOf(page.text), /The public report was destroyed, with everything in it/)
    assert.doesNotMatch(page.text, /<img[^>]*files/)
    assert.notEqual((await officer.get(`/triage/${id}/files/1`)).status, 200)
  })

  void test('of a report that was made of nothing are not there', async () => {
    const page = await officer.get('/reports/new')
    assert.doesNotMatch(textOf(page.text), /Photographs of the public report/)
  })
})
