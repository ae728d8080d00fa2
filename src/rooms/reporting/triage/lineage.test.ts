/** A reporter's details are kept out of whatever descends from their report, however far, by whatever way. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { filledIn, formOf } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { publicServices } from '../arrival/arrival.test-support.ts'
import type { PublicServices } from '../arrival/services.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { readDraft, saveDraft, type DraftDocument } from '../../intelligence/index.ts'
import { arrivedReport, atDesk } from './desk.test-support.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const SECOND = 'intelligence-officer-2@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const LEAK = 'A vessel was seen, says Dana Starling, 07700 900321.'

void describe('what descends from a public report', () => {
  let node: TestNode
  let services: PublicServices
  let officer: Desk
  let second: Desk

  before(async () => {
    node = await testNode()
    services = publicServices(node.database)
    await makeExerciseDesks(node.database, null)
    officer = await atDesk(node, OFFICER)
    // Without the desk's key: who checks a sanitised version need not be able to open the public report.
    second = await node.signIn(SECOND)
  })
  after(() => node.close())

  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    node.database.performAs({ personId: node.person(email).id, operation: 'test', purpose: null }, work)

  const idIn = (location: string | null, pattern: RegExp): string => {
    const found = pattern.exec(location ?? '')?.[1]
    assert.ok(found, String(location))
    return found
  }
  const DRAFT = /\/reports\/drafts\/([0-9a-f-]{36})\//

  /** Types over a draft, as its writer. */
  const type = (id: string, change: DraftDocument) =>
    as(OFFICER, async (scope) => {
      const draft = await readDraft(scope, id)
      await saveDraft(scope, id, draft.revision, { ...draft.document, ...change })
    })
  const item = (text: string) => ({
    items: [{ text, source_evaluation: '2', intelligence_assessment: 'D', basis: 'fact' }],
  })

  async function submit(id: string, desk = officer, reason = 'More is known') {
    const page = await desk.get(`/reports/drafts/${id}/check`)
    const said = { change_reason: reason, described: 'no' }
    return await desk.post(`/reports/drafts/${id}/check`, filledIn(formOf(page.text, 'revision'), said))
  }
  async function approve(id: string) {
    const page = await second.get(`/checks/${id}`)
    return await second.post(`/checks/${id}/approve`, filledIn(formOf(page.text, 'seen'), {}))
  }
  async function begin(what: 'new-version' | 'sanitise', id: string): Promise<string> {
    await officer.get(`/reports/${id}/${what}`)
    const begun = await officer.post(`/reports/${id}/${what}`, {})
    return idIn(begun.headers.get('location'), DRAFT)
  }

  /** A public report with contact details, made into a filed intelligence report. */
  async function made(): Promise<{ publicId: string; report: string }> {
    const { id: publicId } = await arrivedReport(node, services, {
      contact: { name: 'Dana Starling', phone: '07700 900321' },
    })
    await officer.get(`/triage/${publicId}/intelligence`)
    const begun = await officer.post(`/triage/${publicId}/intelligence`, {
      title: 'A vessel off the coast',
      classification: 'OFFICIAL',
      text: 'A vessel was seen.',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    })
    const report = idIn(begun.headers.get('location'), DRAFT)
    await type(report, { handling: 'P', discoverable: true, review_on: '2030-01-01' })
    const filed = await submit(report)
    assert.equal(filed.headers.get('location'), `/reports/${report}/sent`, filed.text.slice(0, 500))
    return { publicId, report }
  }

  async function sanitised(of: string): Promise<string> {
    const draft = await begin('sanitise', of)
    await type(draft, { handling: 'P', discoverable: true, review_on: '2030-01-01' })
    assert.equal((await submit(draft)).status, 303)
    const approved = await approve(draft)
    assert.equal(approved.headers.get('location'), `/reports/${draft}`, approved.text.slice(0, 500))
    return draft
  }

  async function refusesTheLeak(draft: string): Promise<void> {
    await type(draft, item(LEAK))
    const refused = await submit(draft)
    assert.equal(refused.status, 403, refused.headers.get('location') ?? '')
    assert.match(refused.text, /holds the reporter’s telephone and name/)
    assert.doesNotMatch(refused.text, /Starling/)
  }

  void test('a next version of a sanitised version holds no detail of the reporter, and partners read none', async () => {
    const { report } = await made()
    const derivative = await sanitised(report)
    const released = await node.api(OFFICER, 'POST', `/intelligence/reports/${derivative}/release`, {
      agencies: ['kent-police'],
      reason: 'Theirs too',
    })
    assert.equal(released.status, 200, released.text)
    const draft = await begin('new-version', derivative)
    await refusesTheLeak(draft)
    await type(draft, item('A vessel was seen at night.'))
    const sent = await submit(draft)
    assert.equal(sent.headers.get('location'), `/reports/${derivative}`)
    const page = await officer.get(`/reports/${derivative}`)
    assert.match(page.text, /waits for its second officer/)
    assert.match(page.text, /partners go on reading version 1/)
    const kent = async () =>
      (await node.api(KENT, 'GET', `/intelligence/reports/${derivative}`)).json<{
        version: number
        items: { text: string }[]
      }>()
    assert.deepEqual([(await kent()).version, (await kent()).items[0]?.text], [1, 'A vessel was seen.'])
    const own = await officer.post(`/checks/${draft}/approve`, { seen: 'x' })
    assert.notEqual(own.status, 303, 'its writer does not check it')
    const check = await second.get(`/checks/${draft}`)
    assert.match(check.text, /What changes for its readers/)
    const approved = await approve(draft)
    assert.equal(approved.headers.get('location'), `/reports/${derivative}`, approved.text.slice(0, 500))
    assert.deepEqual(
      [(await kent()).version, (await kent()).items[0]?.text],
      [2, 'A vessel was seen at night.'],
    )
    const history = await officer.get(`/reports/${derivative}/history`)
    assert.match(history.text, /Checked version 2, which/)
  })

  void test('nor does a sanitised version of a sanitised version', async () => {
    const { report } = await made()
    const derivative = await sanitised(report)
    const further = await begin('sanitise', derivative)
    await type(further, { handling: 'P', review_on: '2030-01-01' })
    await refusesTheLeak(further)
  })

  void test('nor a version written after the public report was taken up again, whose page still names what it became', async () => {
    const { publicId, report } = await made()
    await officer.get(`/triage/${publicId}`)
    const reopened = await officer.post(`/triage/${publicId}/reopen`, { reason: 'There is more' })
    assert.equal(reopened.status, 303, reopened.text.slice(0, 400))
    await refusesTheLeak(await begin('new-version', report))
    assert.ok((await officer.get(`/triage/${publicId}`)).text.includes(`/reports/${report}`))
  })

  void test('nor a version that changes nothing but what its owner alone reads: their reference, the grade as it was, a victim', async () => {
    const { report } = await made()
    const draft = await begin('new-version', report)
    const victim = { kind: 'person', item: 1, category: 'victim', names: ['Dana Starling'] }
    for (const change of [
      { agency_reference: 'Caller 07700 900321' },
      { original_grade: 'Dana Starling' },
      { subjects: [victim] },
    ]) {
      await type(draft, { agency_reference: null, original_grade: null, subjects: [], ...change })
      const refused = await submit(draft)
      assert.equal(refused.status, 403, JSON.stringify(change))
      assert.match(refused.text, /it holds the reporter’s/)
    }
    await type(draft, { agency_reference: 'SP/7', original_grade: 'B2', subjects: [] })
    assert.equal((await submit(draft)).headers.get('location'), `/reports/${report}`)
  })

  void test('nor what its readers are told of why there is a new version, sanitised or not', async () => {
    const { report } = await made()
    for (const id of [report, await sanitised(report)]) {
      const draft = await begin('new-version', id)
      await type(draft, item('A vessel was seen at night.'))
      const refused = await submit(draft, officer, 'Dana Starling rang again from 07700 900321')
      assert.equal(refused.status, 403, refused.headers.get('location') ?? '')
      assert.match(refused.text, /holds the reporter’s telephone and name/)
      assert.doesNotMatch(refused.text, /Starling/)
      const sent = await submit(draft, officer, 'It was at night')
      assert.equal(sent.headers.get('location'), `/reports/${id}`, sent.text.slice(0, 400))
      if (id !== report) assert.equal((await approve(draft)).headers.get('location'), `/reports/${id}`)
      const released = await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, {
        agencies: ['kent-police'],
        reason: 'Theirs too',
      })
      assert.equal(released.status, 200, released.text)
    }
  })

  void test('nor a reason that was not compared, written by a way that does not ask, with the version or after it', async () => {
    const { report } = await made()
    const next = [
      `select intelligence.write_version(v.report_id, 2, c.document, v.author_id)
       from intelligence.version v join intelligence.version_content c using (report_id, version)
       where v.report_id = $1 and v.version = 1`,
      'update access.record set version = 2, revision = revision + 1 where id = $1',
    ]
    const reason = `insert into intelligence.version_change (report_id, version, reason, parts)
                    values ($1, 2, 'Dana Starling rang', '[]')`
    const around = (...statements: string[]) =>
      as(OFFICER, async (scope) => {
        for (const sql of statements) await scope.tx.run(sql, [report])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id: report } })
      })
    await assert.rejects(around(...next, reason), { code: 'SM003', message: /compared with it/ })
    await around(...next)
    await assert.rejects(around(reason), { code: 'SM003' })
  })

  void test('nor what partners are told of why it was recalled: it is compared, or it is not told', async () => {
    const recalled = async (id: string) => {
      const released = await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, {
        agencies: ['kent-police'],
        reason: 'Theirs too',
      })
      assert.equal(released.status, 200, released.text)
      const told = () =>
        node.admin<{ reason: string; own: string }>(
          `select n.reason, r.reason as own from access.recall_notice n
           join access.recall r on r.record_id = n.record_id where n.record_id = $1`,
          [id],
        )
      return { told }
    }
    const LATER = 'Dana Starling rang from 07700 900321: it was wrong'
    const { report } = await made()
    const first = await recalled(report)
    const refused = await officer.post(`/reports/${report}/recall`, { reason: LATER })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Take out the reporter’s details/)
    assert.equal((await officer.post(`/reports/${report}/recall`, { reason: 'It was wrong' })).status, 303)
    assert.deepEqual(await first.told(), [{ reason: 'It was wrong', own: 'It was wrong' }])

    // Nothing may keep a recall back: where it cannot be compared, it is made, and the reason stays here.
    const { report: other } = await made()
    const second = await recalled(other)
    const locked = await node.signIn(SECOND)
    await locked.get(`/reports/${other}/recall`)
    const done = await locked.post(`/reports/${other}/recall`, { reason: LATER })
    assert.equal(done.status, 303)
    assert.match((await locked.get(`/reports/${other}`)).text, /Partners were not told why/)
    assert.deepEqual(await second.told(), [{ reason: 'Ask our desk why. It is not said here.', own: LATER }])

    const { report: third } = await made()
    await recalled(third)
    const around = as(OFFICER, async (scope) => {
      for (const sql of [
        `update access.record set status = 'withdrawn', revision = revision + 1 where id = $1`,
        `insert into access.recall (record_id, reason, person_id) values ($1, 'x', identity.viewer_person())`,
        `insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, reason, at)
         select r.id, unnest(r.released_to), r.agency_id, r.reference, r.classification, 'Dana Starling rang', now()
         from access.record r where r.id = $1`,
      ])
        await scope.tx.run(sql, [third])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: third } })
    })
    await assert.rejects(around, { code: 'SM003', message: /compared with it/ })
  })

  void test('nor a change over the API, where no key is unlocked: nothing is filed unread', async () => {
    const { report } = await made()
    const derivative = await sanitised(report)
    for (const id of [report, derivative]) {
      const body = {
        title: 'A vessel off the coast',
        classification: 'OFFICIAL',
        handling: 'P',
        review_on: '2030-01-01',
        ...item(LEAK),
        subjects: [],
      }
      const put = await node.api(OFFICER, 'PUT', `/intelligence/reports/${id}`, body, { 'if-match': '1' })
      assert.deepEqual([put.status, put.json<{ code: string }>().code], [403, 'desk-key-locked'], put.text)
    }
  })

  void test('nor a grading: it files the text again, and so it is compared again', async () => {
    const { report } = await made()
    const locked = await node.signIn(SECOND)
    const page = await locked.get(`/reports/${report}/evaluate`)
    const grade = {
      'items.0.source_evaluation': '1',
      'items.0.intelligence_assessment': 'A',
      'items.0.basis': 'fact',
    }
    const refused = await locked.post(
      `/reports/${report}/evaluate`,
      filledIn(formOf(page.text, 'revision'), grade),
    )
    assert.equal(refused.status, 403)
    assert.match(
      refused.text,
      /Unlock the desk’s key[\s\S]*<a class="govuk-link" href="\/triage">Public reports/,
    )
    const mine = await officer.get(`/reports/${report}/evaluate`)
    const graded = await officer.post(
      `/reports/${report}/evaluate`,
      filledIn(formOf(mine.text, 'revision'), grade),
    )
    assert.equal(graded.status, 303, graded.text.slice(0, 400))
  })

  void test('is compared in the very transaction that files it', async () => {
    const { report } = await made()
    const rows = await node.admin<{ same: boolean }>(
      `select c.xmin = v.xmin as same from reporting.comparison c
       join intelligence.version v on v.report_id = c.report_id where c.report_id = $1`,
      [report],
    )
    assert.deepEqual(rows, [{ same: true }])
  })

  void test('is not filed by a way that does not ask: the database refuses what was not compared', async () => {
    const { report } = await made()
    const derivative = await sanitised(report)
    const around = as(OFFICER, async (scope) => {
      await scope.tx.run(`select intelligence.write_version($1, 2, $2, $3)`, [
        report,
        JSON.stringify({ title: LEAK }),
        scope.actor.personId,
      ])
      await scope.tx.run(`update access.record set version = 2, title = $2 where id = $1`, [report, LEAK])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: report } })
    })
    await assert.rejects(around, { code: 'SM003', message: /compared with it before it is filed/ })
    const service = node.database.performAsService(
      { service: 'test', operation: 'test', agencyId: node.agency('sussex-police') },
      async (scope) => {
        await scope.tx.run(`select intelligence.write_version($1, 7, $2)`, [
          derivative,
          JSON.stringify({ title: LEAK }),
        ])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id: derivative } })
      },
    )
    await assert.rejects(service, { code: 'SM003' })
  })

  void test('nor by a change of its status alone, nor with a reference or a victim that were not compared', async () => {
    const { id: publicId } = await arrivedReport(node, services, { contact: { name: 'Dana Starling' } })
    await officer.get(`/triage/${publicId}/intelligence`)
    const begun = await officer.post(`/triage/${publicId}/intelligence`, {
      title: 'A vessel off the coast',
      classification: 'OFFICIAL',
      text: 'A vessel was seen.',
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    })
    const draft = idIn(begun.headers.get('location'), DRAFT)
    await type(draft, { ...item(LEAK), handling: 'P', review_on: '2030-01-01' })
    const { report } = await made()
    const next = `select intelligence.write_version(v.report_id, 2, c.document, v.author_id)
                  from intelligence.version v join intelligence.version_content c using (report_id, version)
                  where v.report_id = $1`
    const step = 'update access.record set version = 2, revision = revision + 1'
    for (const [id, ...statements] of [
      [draft, `update access.record set status = 'disseminated', review_on = '2030-01-01' where id = $1`],
      [report, next, `${step}, agency_reference = 'Dana Starling' where id = $1`],
      [
        report,
        next,
        `${step} where id = $1`,
        `update intelligence.report set original_grade = 'Dana Starling' where id = $1`,
      ],
      [
        report,
        next,
        `${step} where id = $1`,
        `insert into intelligence.withheld_subject (report_id, version, number, subject)
         values ($1, 2, 1, '{"names": ["Dana Starling"]}')`,
      ],
    ] as const) {
      const around = as(OFFICER, async (scope) => {
        for (const sql of statements) await scope.tx.run(sql, [id])
        scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
      })
      await assert.rejects(around, { code: 'SM003', message: /compared with it before it is filed/ })
    }
    await as(OFFICER, async (scope) => {
      for (const sql of [next, `${step} where id = $1`]) await scope.tx.run(sql, [report])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: report } })
    })
  })

  void test('what a public report became is never forgotten, nor is that it was compared', async () => {
    await made()
    for (const table of ['reporting.became', 'reporting.comparison'])
      for (const statement of [`delete from ${table}`, `update ${table} set report_id = report_id`])
        await assert.rejects(node.admin(statement), { code: 'SM001' }, statement)
  })
})
