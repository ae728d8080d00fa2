/** A records manager reads the ledger, for one of four uses, and finds who read a record in one search. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { enterHeld, letTheHourEnd } from '../../../../test/support/hours.ts'
import { publish, verify } from '../../../../test/support/ledger.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const MANAGER = 'records-manager@sussex-police.example'

void describe('the ledger’s page', () => {
  let node: TestNode
  let manager: Desk
  before(async () => {
    node = await testNode()
    manager = await node.signIn(MANAGER)
  })
  after(() => node.close())

  const get = async (query: string) => (await manager.get(`/ledger?use=lawfulness&${query}`)).text
  const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

  void test('asks what it is read for, and reads nothing before', async () => {
    const asked = await manager.get('/ledger?kind=refusal')
    assert.match(asked.text, /What do you read the ledger for\?/)
    assert.match(asked.text, /name="kind" value="refusal"/, 'what was asked for is kept')
    assert.doesNotMatch(asked.text, /<table/)
    assert.match((await manager.get('/ledger?use=ranking')).text, /Select what you read the ledger for/)
    const read = await get('')
    assert.match(textOf(read), /You read it to verify that processing is lawful/)
    assert.match(textOf(await get('')), /Read the ledger, to verify that processing is lawful/)
    assert.equal((await manager.get('/ledger.csv')).status, 400)
    // The database itself gives nothing to whoever has not said it.
    const none = await node.database.performAs(
      { personId: node.person(MANAGER).id, operation: 'test', purpose: null },
      ({ tx }) => tx.many('select id from ledger.event'),
    )
    assert.deepEqual(none, [])
    await assert.rejects(
      node.database.performAs(
        { personId: node.person(MANAGER).id, operation: 'test', purpose: null },
        ({ tx }) => tx.run(`select ledger.state_use('ranking')`),
      ),
      { code: 'SM003' },
    )
  })

  void test('says who read a report in one search by its reference', async () => {
    const filed = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody())
    const { id, reference } = JSON.parse(filed.text) as { id: string; reference: string }
    const reader = await node.signIn('analyst@sussex-police.example')
    await reader.get(`/reports/${id}`)
    const found = textOf(
      await get(`reference=${reference.toLowerCase().replaceAll('-', '')}&kind=consultation`),
    )
    assert.match(found, new RegExp(`Read a report.*${reference}`))
    assert.match(found, /Consultation Sam Fairlight/)
    assert.match(textOf(await get('reference=SM-0000-0000-0')), /No record of this reference is known here/)
    // Another agency's is answered as one that is not there.
    const other = await node.signIn('records-manager@kent-police.example')
    const theirs = textOf((await other.get(`/ledger?use=lawfulness&reference=${reference}`)).text)
    assert.match(theirs, /No record of this reference is known here/)
    const csv = await manager.get(`/ledger.csv?use=integrity&reference=${reference}`)
    assert.match(csv.text, new RegExp(`"exact","Consultation","Read a report","${reference}"`))
  })

  void test('finds who looked for an identifier, in any spelling, and holds it nowhere', async () => {
    const analyst = await node.signIn('analyst@sussex-police.example')
    await analyst.get('/search?q=07700%20900%20818')
    const checked = await node.api(OFFICER, 'POST', '/deconfliction/check', {
      kind: 'phone',
      value: '+44 7700 900818',
      purpose: 'Test',
    })
    assert.ok(checked.status < 300, checked.text)
    const found = textOf(await get('sought=0044+7700+900-818'))
    assert.match(found, /Searched/)
    assert.match(found, /Asked whether a partner holds a value/)
    assert.match(textOf(await get('sought=07700900819')), /No event fits/)
    const held = await node.admin(
      `select from ledger.event where detail::text like '%900818%' or detail::text like '%900 818%'`,
    )
    assert.deepEqual(held, [])
  })

  void test('says that a time is rounded, and shows the event at its hour', async () => {
    await makeExerciseDesks(node.database, null)
    await node.admin(
      `insert into ledger.held_event (hour, kind, operation, agency_id, subject_kind, subject_id)
       values (date_trunc('hour', now(), 'UTC') , 'collection', 'reporting.report.send', $1, 'public-report', gen_random_uuid())`,
      [node.agency('sussex-police')],
    )
    await letTheHourEnd(node.admin)
    await enterHeld(node.database)
    assert.match(textOf(await get('kind=collection')), /between \d.*Rounded to the hour/)
    const csv = (await manager.get('/ledger.csv?use=integrity&kind=collection')).text
    assert.match(csv, /:00:00\.000Z","some time in the hour that began then"/)
  })

  void test('pages both ways, with the same lines on the way back', async () => {
    await node.admin(
      `insert into ledger.event (at, kind, operation, agency_id, service, purpose)
       select now() - n * interval '1 minute', 'combination', 'records.ledger.read', $1, 'import', 'lot ' || n / 2
       from generate_series(2, 241) n`,
      [node.agency('sussex-police')],
    )
    const lots = (html: string) => [...textOf(html).matchAll(/Purpose: lot (\d+)/g)].map(([, n]) => Number(n))
    const to = (html: string, rel: 'prev' | 'next') => {
      const link = new RegExp(`href="/ledger([^"]*)"[^>]*rel="${rel}"`).exec(html)?.[1]
      return link?.replaceAll('&amp;', '&')
    }
    const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at)
    let page = await get('kind=combination')
    assert.equal(to(page, 'prev'), undefined)
    const seen = []
    for (const lines of [from(1, 50), from(51, 50), from(101, 20)]) {
      assert.deepEqual(lots(page), lines)
      const next = to(page, 'next')
      if (next === undefined) break
      seen.push(page)
      page = (await manager.get(`/ledger${next}`)).text
    }
    assert.equal(to(page, 'next'), undefined)
    for (const lines of [from(51, 50), from(1, 50)]) {
      page = (await manager.get(`/ledger${to(page, 'prev') ?? ''}`)).text
      assert.deepEqual(lots(page), lines)
    }
    assert.equal(to(page, 'prev'), undefined, 'the first page is reached')
    assert.match(page, /2 times, the first/)
    assert.equal(to(page, 'next') === undefined, false)
    assert.equal(seen.length, 2)
  })

  void test('gives the proof of an event, which is verified with the key alone', async () => {
    const folder = ledgerFolder(node.dataFolder)
    await publish(node.database, folder)
    const place = /event=(\d+)/.exec(await get(''))?.[1] ?? ''
    const proof = await manager.get(`/proofs/event?event=${place}&use=lawfulness`)
    assert.equal(proof.status, 200)
    const key = (await node.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? ''
    const own = await mkdtemp(path.join(os.tmpdir(), 'seamark-proof-'))
    const file = path.join(own, 'event.tlog-proof')
    await writeFile(file, proof.text)
    const good = await verify(file, { key })
    assert.match(good.said, new RegExp(`^YES: event ${place} stands in the ledger`))
    assert.match(good.said, /"operation":/)
    const text = await readFile(file, 'utf8')
    const lines = text.split('\n')
    const line = Buffer.from((lines[1] ?? '').slice(6), 'base64')
    line[40] = Number(line[40]) ^ 1
    await writeFile(file, [lines[0], `extra ${line.toString('base64')}`, ...lines.slice(2)].join('\n'))
    assert.equal((await verify(file, { key })).status, 1)
    await rm(own, { recursive: true })
    // Who reads no ledger gets the digest alone.
    const overseer = await node.signIn('overseer@sussex-pcc.example')
    const bare = await overseer.get(`/proofs/event?event=${place}&use=lawfulness`)
    assert.doesNotMatch(
      Buffer.from(bare.text.split('\n')[1]?.slice(6) ?? '', 'base64').toString(),
      /operation/,
    )
    assert.equal((await overseer.get('/proofs/event?event=999999999')).status, 409)
    const wrong = await overseer.get('/proofs?event=x')
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Enter the number of an event/)
    assert.equal((await overseer.get(`/proofs?event=${place}`)).status, 303)
    assert.match((await overseer.get('/proofs')).text, /Witnessed by/)
  })
})
