/** Packs: made with one button, the same again, proved without the node; what is erased goes from them too. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { idOf } from '../../../../exercise/acts/act.ts'
import { idOfDuty } from '../../../../exercise/oversight/ids.ts'
import { loadOversight } from '../../../../exercise/oversight/load-oversight.ts'
import { errorsOf, filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { publish, verify } from '../../../../test/support/ledger.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { rooms } from '../../../app.ts'
import { createTemplates } from '../../../design/templates.ts'
import { lookIntoPdf } from '../../../platform/documents/read-pdf.test-support.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import { countFigures } from '../figures/index.ts'
import { packDetails } from '../operations.ts'
import { makeInto, pack as packCommand, type Asked } from './command.ts'

const figureTables = rooms.flatMap((room) => room.figureTables ?? [])
const COMMISSIONER = 'overseer@sussex-pcc.example'

void describe('packs of oversight', () => {
  let node: TestNode
  let commissioner: Desk
  let folder: string
  before(async () => {
    node = await testNode()
    await loadOversight(node.database)
    await countFigures(node.database, figureTables, new Date().toISOString().slice(0, 10))
    await publish(node.database, ledgerFolder(node.dataFolder))
    commissioner = await node.signIn(COMMISSIONER)
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-packs-'))
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await node.close()
  })

  const inspectionId = async () => {
    const [row] = await node.admin<{ id: string }>(`select id from oversight.inspection where reference = 'EXERCISE 1'`)
    return row?.id ?? ''
  } // prettier-ignore
  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string>) =>
    desk.post(address, filledIn(formOf((await desk.get(address)).text, field), typed))
  const make = async () => {
    const answer = await send(commissioner, '/oversight/packs/new', 'marking', { inspectionId: await inspectionId() })
    assert.equal(answer.status, 303, errorsOf(answer.text).join() || textOf(answer.text).slice(0, 300))
  } // prettier-ignore
  const newest = async (kind: string, lang = 'en') => {
    const [row] = await node.admin<{ id: string }>(
      `select id from oversight.pack where kind = $1 and document ->> 'lang' = $2 order by made_at desc, id desc limit 1`,
      [kind, lang],
    )
    assert.ok(row, kind)
    return row.id
  }
  const bytesOf = async (address: string) => {
    const cookie = [...commissioner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(node.base + address, { headers: { cookie } })
    assert.equal(answer.status, 200, address)
    return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const service = { service: 'test', operation: 'test' }
  const erase = (table: string, id: string, subject: string) =>
    node.database.performAsService(service, async (scope) => {
      await scope.tx.run(`delete from oversight.${table} where id = $1`, [id])
      scope.record({ kind: 'erasure', subject: { kind: 'test', id: subject } })
    })

  void test('one button makes the meeting pack and the progress report, marked, with the state of the ledger', async () => {
    const page = await commissioner.get('/oversight/packs')
    assert.match(textOf(page.text), /No pack is made yet/)
    await make()
    const list = textOf((await commissioner.get('/oversight/packs')).text)
    assert.match(list, /Made: Meeting pack, Progress report\./)
    assert.match(list, /Meeting of .* with Sussex Police/)
    const { headers, bytes } = await bytesOf(`/oversight/packs/${await newest('meeting')}/file/pdf`)
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="meeting-pack-[\d-]+-OFFICIAL-SENSITIVE\.pdf"$/)
    const look = lookIntoPdf(bytes)
    assert.deepEqual(
      { tagged: look.isTagged, lang: look.lang, part: look.part },
      { tagged: true, lang: 'en-GB', part: '1' },
    )
    assert.match(look.title ?? '', /^Meeting of/)
    assert.equal(look.tags.filter((tag) => tag === 'H1').length, 5, 'agenda, standing, questions, promises, minutes')
    const html = (await bytesOf(`/oversight/packs/${await newest('progress')}/file/html`)).bytes.toString()
    assert.match(html, /OFFICIAL-SENSITIVE/)
    assert.match(html, /State of the ledger .*: [\d,]+ events, root [\w+/]+=\./)
    assert.match(html, /Recommendation 1: Late/)
    assert.match(html, /<h2>Data protection<[\s\S]*<caption>Registers</)
    assert.match(html, /<h2>Figures<[\s\S]*<caption>Intelligence reports</)
    assert.match(html, /invented/)
  }) // prettier-ignore

  void test('what is not signed is in no pack, and nobody else reads one', async () => {
    const duty = `/oversight/duties/${idOfDuty(2, 'sussex-police')}`
    const coordinator = await node.signIn('coordinator@sussex-police.example')
    await send(coordinator, `${duty}/progress`, 'statement', { stage: 'being-progressed', statement: 'Invented: NOT SIGNED' })
    await make()
    const pack = `/oversight/packs/${await newest('progress')}`
    assert.doesNotMatch((await bytesOf(`${pack}/file/html`)).bytes.toString(), /NOT SIGNED/)
    for (const account of ['overseer@hmicfrs.example', 'coordinator@sussex-police.example', 'chief-officer@sussex-police.example']) {
      const desk = await node.signIn(account)
      for (const part of ['', '/check', '/file/pdf', '/file/html', '/proof'])
        assert.ok([403, 404].includes((await desk.get(pack + part)).status), `${account} ${part}`)
    }
  }) // prettier-ignore

  void test('the public page is made in both languages when it is on, and bears no marking', async () => {
    await send(commissioner, '/oversight/public-page', 'on', { on: 'yes', inspectionId: await inspectionId() })
    await make()
    for (const lang of ['en', 'cy']) {
      const { headers, bytes } = await bytesOf(`/oversight/packs/${await newest('public', lang)}/file/pdf`)
      assert.match(headers.get('content-disposition') ?? '', /public-page-(cy-)?\d{4}-\d\d-\d\d\.pdf"$/)
      const look = lookIntoPdf(bytes)
      assert.equal(look.lang, `${lang}-GB`)
      assert.equal(look.part, '1')
      const html = (await bytesOf(`/oversight/packs/${await newest('public', lang)}/file/html`)).bytes.toString()
      assert.doesNotMatch(html, /OFFICIAL/)
    }
  }) // prettier-ignore

  void test('whoever has the file, the proof and the key verifies it without the node; any other file is refused', async () => {
    await make()
    const pack = `/oversight/packs/${await newest('meeting')}`
    assert.match(textOf((await commissioner.get(`${pack}/proof`)).text), /No checkpoint has this pack yet/)
    await publish(node.database, ledgerFolder(node.dataFolder))
    const proof = path.join(folder, 'pack.tlog-proof')
    await writeFile(proof, (await bytesOf(`${pack}/proof`)).bytes)
    const key = (await node.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? ''
    for (const form of ['pdf', 'html']) {
      const file = path.join(folder, `pack.${form}`)
      const { bytes } = await bytesOf(`${pack}/file/${form}`)
      await writeFile(file, bytes)
      const good = await verify(proof, { key, file })
      assert.equal(good.status, 0, good.said)
      assert.match(good.said, new RegExp(`is the file whose SHA-256 it holds: ${createHash('sha256').update(bytes).digest('hex')}`))
      await writeFile(file, Buffer.concat([bytes, Buffer.from(' ')]))
      const bad = await verify(proof, { key, file })
      assert.equal(bad.status, 1)
      assert.match(bad.said, /^NO: event \d+ stands in the ledger, and it holds another digest/)
    }
    const other = await node.signIn('overseer@hmicfrs.example')
    assert.equal((await other.get(`${pack}/proof`)).status, 404)
  }) // prettier-ignore

  void test('a pack is the same again; what changed since and what is erased since is said', async () => {
    await make()
    const pack = `/oversight/packs/${await newest('meeting')}`
    const same = textOf((await commissioner.get(`${pack}/check`)).text)
    assert.match(same, /Yes\. Both files are byte for byte those that were made\./)
    assert.match(same, /Say something else today no parts/)
    const [promise] = await node.admin<{ id: string; text: string }>(
      `select id, text from oversight.promise where kept_on is null order by due_on limit 1`,
    )
    assert.ok(promise)
    await send(commissioner, `/oversight/promises/${promise.id}`, 'kept', { kept: 'yes', keptWords: 'Seen' })
    const changed = textOf((await commissioner.get(`${pack}/check`)).text)
    assert.match(changed, /Yes\. Both files/)
    assert.match(changed, /Say something else today 1 part/)
    assert.match((await bytesOf(`${pack}/file/html`)).bytes.toString(), new RegExp(promise.text.slice(0, 20)))
    await erase('promise', promise.id, idOf('meeting of last week'))
    const erased = textOf((await commissioner.get(`${pack}/check`)).text)
    assert.match(erased, /No\. Words of it are erased since/)
    assert.match(erased, /Erased since 1 part/)
    const html = (await bytesOf(`${pack}/file/html`)).bytes.toString()
    assert.doesNotMatch(html, new RegExp(promise.text.slice(0, 20)))
    assert.match(html, /\[Erased since\]/)
    const [kept] = await node.admin<{ n: number }>(
      `select count(*)::int as n from oversight.pack where document::text like '%' || $1 || '%'`,
      [promise.text],
    )
    assert.equal(kept?.n, 0, 'no pack holds the words any longer')
    const [events] = await node.admin<{ n: number }>(
      `select count(*)::int as n from ledger.event where operation = 'oversight.pack.forget'`,
    )
    assert.ok((events?.n ?? 0) > 0)
  })

  void test('nobody changes a pack, not the program either', async () => {
    const id = await newest('progress')
    const change = (set: string) =>
      node.database.performAsService(service, async (scope) => {
        await scope.tx.run(`update oversight.pack set ${set} where id = $1`, [id])
        scope.record({ kind: 'alteration', subject: { kind: 'pack', id } })
      })
    for (const set of [`pdf_sha256 = sha256('x')`, `document = '{}'`, `made_at = now()`])
      await assert.rejects(change(set), /stays as it was made/, set)
  })

  void test('the command makes the same as the button, as an overseer and nobody else', async () => {
    const said: string[] = []
    const terminal = { out: (line: string) => void said.push(line), say: (line: string) => void said.push(line) }
    const templates = createTemplates({ assetsFolder: path.join(folder, 'none'), development: false })
    const asked: Asked = {
      ...{ database: node.database, marking: 'OFFICIAL', email: COMMISSIONER, about: undefined, reference: 'exercise 1' },
      figureTables,
      ledger: ledgerFolder(node.dataFolder),
      render: (template, view) => templates.render(template, view),
    }
    const into = path.join(folder, 'made')
    assert.equal(await makeInto(into, terminal, asked), 0, said.join('\n'))
    const files = await readdir(into)
    assert.equal(files.length, 8, files.join())
    assert.ok(files.some((file) => /^meeting-pack-.*-OFFICIAL\.pdf$/.test(file)), files.join())
    const pdf = files.find((file) => /^progress-report.*pdf$/.test(file)) ?? ''
    assert.equal(lookIntoPdf(await readFile(path.join(into, pdf))).part, '1')
    const [event] = await node.admin<{ detail: Record<string, unknown> }>(
      `select detail from ledger.event where operation = 'oversight.pack.make' and detail ? 'by_command' limit 1`,
    )
    assert.match(String(event?.detail['pdf_sha256']), /^[0-9a-f]{64}$/)
    const told = { kind: 'collection', operation: 'oversight.pack.make', subjectKind: 'pack', recipients: [] } as const
    assert.equal(packDetails({ ...told, detail: event?.detail ?? {} }), ', by a command on the server')
    assert.equal(packDetails({ ...told, detail: {} }), null)
    assert.equal(await makeInto(into, terminal, { ...asked, email: 'coordinator@sussex-police.example' }), 2)
    assert.equal(await makeInto(into, terminal, { ...asked, email: 'nobody@sussex-pcc.example' }), 2)
    assert.equal(await makeInto(into, terminal, { ...asked, reference: 'none' }), 2)
    assert.equal(await makeInto(into, terminal, { ...asked, about: 'kent-police' }), 2)
    assert.match(said.join('\n'), /is no overseer.*\n.*Nobody has an account/)
    const silent = { ...terminal, env: {}, progress: () => undefined, endProgress: () => undefined }
    const command = packCommand({ figureTables: new Map(figureTables.map((one) => [one.name, one])) })
    assert.equal(await command([into], silent), 2)
    const env = { NODE_ENV: 'test', DATABASE_URL: node.url, DATA_DIR: node.dataFolder, LOG_LEVEL: 'silent' }
    const typed = ['--as', COMMISSIONER, '--inspection', 'EXERCISE 1', '--marking', 'OFFICIAL', path.join(folder, 'typed')]
    assert.equal(await command(typed, { ...silent, env }), 0, said.join('\n'))
    assert.equal((await readdir(path.join(folder, 'typed'))).length, 8)
    assert.equal(await command([...typed, '--marking', 'SECRET'], { ...silent, env }), 2)
  }) // prettier-ignore

  void test('hostile words come out as words, in every part of a pack', async () => {
    const hostile = '#panic("x") $x$ <script>alert(1)</script> @ref \u202eevil 中'
    const meeting = `/oversight/meetings/${idOf('meeting of this week')}`
    await send(commissioner, `${meeting}/questions/new`, 'question', { question: hostile, answer: hostile })
    await send(commissioner, `${meeting}/minutes`, 'minutes', {
      minutes: `${hostile}\n`.repeat(700),
      publish: 'no',
    })
    await make()
    const pack = `/oversight/packs/${await newest('meeting')}`
    assert.equal(lookIntoPdf((await bytesOf(`${pack}/file/pdf`)).bytes).part, '1')
    const html = (await bytesOf(`${pack}/file/html`)).bytes.toString()
    assert.doesNotMatch(html, /<script>|\u202e/)
    assert.match(html, /&lt;script&gt;/)
  })
})
