/** Bad input, through the pages: hostile files, days that do not exist, meetings held twice, an addressee that leaves. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOf } from '../../../exercise/acts/act.ts'
import { idOfDuty } from '../../../exercise/oversight/ids.ts'
import { loadOversight } from '../../../exercise/oversight/load-oversight.ts'
import { assertComesBack, errorsOf, filledIn, formOf, textOf } from '../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import { newId } from '../../platform/identifiers.ts'

void describe('bad input of oversight', () => {
  let node: TestNode
  let coordinator: Desk
  let chief: Desk
  let commissioner: Desk
  let inspector: Desk
  before(async () => {
    node = await testNode()
    await loadOversight(node.database)
    coordinator = await node.signIn('coordinator@sussex-police.example')
    chief = await node.signIn('chief-officer@sussex-police.example')
    commissioner = await node.signIn('overseer@sussex-pcc.example')
    inspector = await node.signIn('overseer@hmicfrs.example')
  })
  after(() => node.close())

  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string>) =>
    desk.post(address, filledIn(formOf((await desk.get(address)).text, field), typed))
  const done = async (desk: Desk, address: string, field: string, typed: Record<string, string>) => {
    const answer = await send(desk, address, field, typed)
    assert.equal(answer.status, 303, errorsOf(answer.text).join() || textOf(answer.text).slice(0, 300))
    return answer.headers.get('location') ?? ''
  }
  const duty = `/oversight/duties/${idOfDuty(2, 'sussex-police')}`
  const cookieOf = (desk: Desk) => [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sendFile = async (file: File | null, typed: Record<string, string> = {}) => {
    await coordinator.get(`${duty}/evidence/file`)
    const body = new FormData()
    const fields = { _csrf: coordinator.csrf(), title: 'Invented: the plan', text: 'Invented: shows it', ...typed }
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    if (file) body.append('file', file)
    const answer = await fetch(`${node.base}${duty}/evidence/file`, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: { cookie: cookieOf(coordinator) },
    })
    return { status: answer.status, text: await answer.text() }
  } // prettier-ignore
  const newestFile = async () => {
    const [row] = await node.admin<{ id: string; name: string; type: string }>(
      `select f.evidence_id as id, f.name, f.type from oversight.evidence_file f
       join oversight.evidence e on e.id = f.evidence_id order by e.at desc, e.id desc limit 1`,
    )
    assert.ok(row)
    return row
  }

  void test('a file is kept by what it is, handed out as it came, and never shown in the browser', async () => {
    const bytes = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
    const name = '../../etc/<img src=x onerror=alert(1)>\u202efdp.html'
    assert.equal((await sendFile(new File([bytes], name, { type: 'text/html' }))).status, 303)
    const file = await newestFile()
    assert.deepEqual({ type: file.type, name: file.name }, { type: 'pdf', name: '<img src=x onerror=alert(1)>fdp.html' })
    const page = await coordinator.get(duty)
    assert.match(textOf(page.text), /Download the file.*fdp\.html \(PDF, 1 kB\)/)
    assert.doesNotMatch(page.text, /<img src=x/)
    const address = `/oversight/evidence/${file.id}/file`
    const answer = await fetch(node.base + address, { headers: { cookie: cookieOf(coordinator) } })
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes)
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="evidence-[0-9a-f]{8}\.pdf"$/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    // Nobody outside the agency has it before progress was signed.
    for (const desk of [commissioner, inspector]) assert.equal((await desk.get(address)).status, 404)
    await done(coordinator, `${duty}/progress`, 'statement', { stage: 'being-progressed', statement: 'Invented: see the file.' })
    await done(chief, `${duty}/sign`, 'read', { read: 'yes' })
    for (const desk of [commissioner, inspector, chief]) assert.equal((await desk.get(address)).status, 200)
    const kent = await node.signIn('coordinator@kent-police.example')
    assert.equal((await kent.get(address)).status, 404)
  }) // prettier-ignore

  void test('hostile files are refused in words, and what was typed comes back', async () => {
    const files: [string, string | Uint8Array<ArrayBuffer>, RegExp][] = [
      ['plan.pdf', '<!DOCTYPE html><script>alert(1)</script>', /not taken/],
      ['plan.pdf', '%PDF-1.7 << /S /JavaScript >> %%EOF', /holds a program/],
      ['plan.docx', 'PK\x03\x04 [Content_Types].xml word/document.xml word/vbaProject.bin', /macros/],
      ['plan.png', new Uint8Array([0x4d, 0x5a, 0x90, 0]), /not taken/],
      ['plan.svg', '<svg onload="alert(1)"/>', /not taken/],
      ['plan.txt', '', /empty/],
    ]
    const before = await node.admin<{ n: number }>('select count(*)::int as n from oversight.evidence')
    for (const [name, content, why] of files) {
      const { status, text } = await sendFile(new File([content], name), { title: 'Invented: typed' })
      assert.equal(status, 422, name)
      assert.match(errorsOf(text).join(), why, name)
      assertComesBack(text, { title: 'Invented: typed', text: 'Invented: shows it' })
    }
    assert.match(errorsOf((await sendFile(null)).text).join(), /Choose a file/)
    const large = await sendFile(new File([`%PDF-${'x'.repeat(10_000_001)}%%EOF`], 'large.pdf'))
    assert.ok([413, 422].includes(large.status), String(large.status))
    assert.match(textOf(large.text), /too large/i)
    assert.deepEqual(await node.admin('select count(*)::int as n from oversight.evidence'), before)
    for (let sent = 0; sent < 19; sent++)
      assert.equal((await sendFile(new File(['a,b\n1,2\n'], `${String(sent)}.csv`))).status, 303)
    assert.match(errorsOf((await sendFile(new File(['a'], 'more.txt'))).text).join(), /20 files already/)
  })

  void test('a file is not put under a signature, nor exchanged, by whatever statement', async () => {
    const { id } = await newestFile()
    const as = (statement: string, values: unknown[]) =>
      node.database.performAs(
        { personId: node.person('coordinator@sussex-police.example').id, operation: 'test', purpose: null },
        async (scope) => {
          await scope.tx.run(statement, values)
          scope.record({ kind: 'alteration', subject: { kind: 'duty', id: idOfDuty(2, 'sussex-police') } })
        },
      )
    await assert.rejects(as(`update oversight.evidence_file set bytes = 'y' where evidence_id = $1`, [id]), /permission denied/)
    await assert.rejects(as('delete from oversight.evidence_file where evidence_id = $1', [id]), /permission denied/)
    const evidence = newId()
    const insert = (of: string) =>
      as(
        `insert into oversight.evidence_file (evidence_id, duty_id, agency_id, name, type, bytes, sha256)
         values ($1, $2, identity.viewer_agency(), 'n', 'txt', 'x', sha256('x'))`,
        [of, idOfDuty(2, 'sussex-police')],
      )
    await as(
      `insert into oversight.evidence (id, duty_id, agency_id, kind, title, text, person_id, at)
       values ($1, $2, identity.viewer_agency(), 'file', 'T', 'T', identity.viewer_person(), now())`,
      [evidence, idOfDuty(2, 'sussex-police')],
    )
    await assert.rejects(insert(evidence), /comes with its evidence/, 'afterwards')
    await assert.rejects(insert(newId()), /comes with its evidence/, 'alone')
  }) // prettier-ignore

  void test('a day that does not exist is refused wherever one is typed', async () => {
    const no = (name: string) => ({ [`${name}-day`]: '30', [`${name}-month`]: '2', [`${name}-year`]: '2031' })
    const forms: [Desk, string, string][] = [
      [inspector, '/oversight/inspections/new', 'publishedOn'],
      [inspector, `/oversight/recommendations/${idOf('recommendation 2')}/change`, 'dueOn'],
      [coordinator, `${duty}/actions/new`, 'dueOn'],
      [commissioner, '/oversight/meetings/new', 'onDay'],
      [commissioner, `/oversight/meetings/${idOf('meeting of this week')}/move`, 'onDay'],
      [commissioner, `/oversight/meetings/${idOf('meeting of this week')}/promises/new`, 'dueOn'],
      [commissioner, `/oversight/responses/${idOf('response of sussex-pcc')}/invitation`, 'until'],
    ]
    for (const [desk, address, name] of forms) {
      const answer = await send(desk, address, `${name}-day`, no(name))
      assert.equal(answer.status, 422, address)
      assertComesBack(answer.text, no(name))
    }
  })

  void test('a meeting that was cancelled or held is neither moved, nor held, nor cancelled again', async () => {
    const plan = (day: string) =>
      done(commissioner, '/oversight/meetings/new', 'onDay-day', { 'onDay-day': day, 'onDay-month': '6', 'onDay-year': '2031' })
    const cancelled = await plan('3')
    const form = filledIn(formOf((await commissioner.get(cancelled)).text, 'version'), {})
    await done(commissioner, `${cancelled}/cancel`, 'why', { why: 'Invented' })
    const early = await plan('10')
    const notYet = filledIn(formOf((await commissioner.get(early)).text, 'version'), {})
    assert.match(textOf((await commissioner.post(`${early}/held`, notYet)).text), /day of this meeting has not come/)
    const today = `/oversight/meetings/${idOf('meeting of this week')}`
    const held = filledIn(formOf((await commissioner.get(today)).text, 'version'), {})
    const both = await Promise.all([commissioner.post(`${today}/held`, held), commissioner.post(`${today}/held`, held)])
    assert.equal(both.filter(({ status }) => status === 303).length, 1, 'two at once hold it once')
    const move = { 'onDay-day': '11', 'onDay-month': '6', 'onDay-year': '2031', why: 'Invented', version: '9' }
    for (const meeting of [cancelled, today]) {
      assert.equal((await commissioner.post(`${meeting}/held`, form)).status, 409)
      assert.equal((await commissioner.post(`${meeting}/move`, move)).status, 409)
      assert.equal((await commissioner.post(`${meeting}/cancel`, { why: 'Invented', version: '9' })).status, 409)
    }
    const clash = await send(commissioner, `${early}/move`, 'why', { 'onDay-day': '3', 'onDay-month': '6', 'onDay-year': '2031', why: 'Invented' })
    assert.equal(clash.status, 303, 'the day of a meeting that was cancelled is free')
  }) // prettier-ignore

  void test('an addressee that leaves is late with nothing, and enters nothing more', async () => {
    const late = `/oversight/duties/${idOfDuty(1, 'sussex-police')}`
    assert.match(textOf((await commissioner.get('/oversight')).text), /What is late 1 recommendation/)
    await done(inspector, `${late}/end`, 'because', { because: 'Invented: merged with another force' })
    assert.doesNotMatch(textOf((await commissioner.get('/oversight')).text), /What is late 1 recommendation/)
    assert.equal((await coordinator.get(`${late}/progress`)).status, 409)
    assert.equal((await coordinator.get(`${late}/evidence/file`)).status, 409)
    const letter = textOf(
      (await commissioner.get(`/oversight/responses/${idOf('response of sussex-pcc')}`)).text,
    )
    assert.match(letter, /4 recommendations are addressed to Sussex Police/)
  })
})
