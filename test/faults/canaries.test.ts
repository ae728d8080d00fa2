/**
 * After a report of the public nothing of it lies about: not its words, contact, place, photograph or receipt,
 * and not where it came from, in no file of the database, no line of the log and no figure. Searched for are
 * words that stand nowhere else in the world.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { seedPeople } from '../../exercise/seed-people.ts'
import { createNode, type Node } from '../../src/app.ts'
import { buildAssets } from '../../src/design/build-assets.ts'
import { demoPeople } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { receiptOfCookie, answerThread } from '../../src/rooms/reporting/arrival/way-back.ts'
import { publicServices } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { askReporter } from '../../src/rooms/reporting/arrival/messages.ts'
import { keysOfReceipt } from '../../src/rooms/reporting/receipts/keys-of-receipt.ts'
import { ROOT } from '../support/database.ts'
import { freePort } from '../support/node.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'

const canary = (name: string) => `zq${name}${randomBytes(9).toString('hex')}xw`
const ADDRESS = '203.0.113.77'

void describe('after a report of the public', () => {
  let cluster: OwnCluster
  let node: Node
  let base: string
  let dataFolder: string
  const lines: string[] = []
  const words: Record<string, string> = {
    words: canary('words'),
    vessel: canary('vessel'),
    behaviour: canary('people'),
    known: canary('known'),
    name: canary('name'),
    email: `${canary('mail')}@post.example`,
    how: canary('how'),
    phone: '07700 900987',
    place: canary('place'),
    photograph: canary('exif'),
    question: canary('question'),
    answer: canary('answer'),
    agent: canary('agent'),
    address: ADDRESS,
    latitude: '50.921373',
    longitude: '0.778519',
  }
  /** Written by an officer, hence to be found: the search itself works. */
  const control = canary('control')
  let cookie = ''
  let sent = false

  before(async () => {
    cluster = await ownCluster()
    // Compressed pages in the journal could hide a word from the search.
    await cluster.admin(`alter system set wal_compression = off`)
    await cluster.admin(`select pg_reload_conf()`)
    dataFolder = await mkdtemp(path.join(tmpdir(), 'seamark-canaries-'))
    const port = await freePort()
    const settings = { NODE_ENV: 'test', PORT: String(port), DATA_DIR: dataFolder, TRUST_PROXY: 'true' }
    const config = { ...readConfig(settings, { demo: true }), root: ROOT }
    await buildAssets(path.join(ROOT, 'build', 'assets'))
    // the most that LOG_LEVEL can ask for
    const log = createLog('debug', { write: (line: string) => void lines.push(line) })
    node = await createNode({
      config,
      log,
      databaseUrl: cluster.url,
      demoPeople: demoPeople(),
      jobs: true,
    })
    base = config.publicUrl
    await node.app.listen({ host: '127.0.0.1', port })
    await seedPeople(node.database)
    await makeExerciseDesks(node.database, null)
  })
  after(async () => {
    await node.close()
    await cluster.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  async function post(where: string, body: Record<string, string> | FormData): Promise<Response> {
    const answer = await fetch(`${base}${where}`, {
      method: 'POST',
      redirect: 'manual',
      body: body instanceof FormData ? body : new URLSearchParams(body),
      headers: {
        'x-forwarded-for': ADDRESS,
        'user-agent': words['agent'] ?? '',
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie: `seamark-report=${cookie}` } : {}),
      },
    })
    const set = answer.headers
      .getSetCookie()
      .map((one) => /^seamark-report=([\w-]{43})/.exec(one)?.[1])
      .find((one) => one !== undefined)
    if (set !== undefined) cookie = set
    return answer
  }
  const word = (name: string) => words[name] ?? ''

  void test('it is made and sent through the public’s own forms', async () => {
    const steps: [string, Record<string, string>][] = [
      ['/report/start', {}],
      ['/report/kind', { kind: 'landing' }],
      ['/report/where/position', { position: `${word('latitude')}, ${word('longitude')}` }],
      ['/report/where/chosen', { description: word('place') }],
      ['/report/when', { when: 'now' }],
      ['/report/seen', { words: `People came ashore ${word('words')}` }],
      ['/report/vessel', { name: word('vessel') }],
      ['/report/people', { behaviour: word('behaviour') }],
      ['/report/know', { 'know-words': word('known') }],
      [
        '/report/contact',
        { contact: 'yes', name: word('name'), phone: word('phone'), email: word('email'), how: word('how') },
      ],
    ]
    for (const [where, fields] of steps) {
      const answer = await post(where, fields)
      assert.equal(answer.status, 303, `${where}: ${String(answer.status)}`)
      assert.doesNotMatch(answer.headers.get('location') ?? '', /expired|zq/, where)
    }
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#446688' } })
      .withExif({ IFD0: { ImageDescription: word('photograph') } })
      .jpeg()
      .toBuffer()
    const form = new FormData()
    form.append(
      'photographs',
      new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }),
      `${word('photograph')}.jpg`,
    )
    assert.ok((await post('/report/photographs', form)).status < 400)
    const answer = await post('/report/send', {})
    assert.match(answer.headers.get('location') ?? '', /sent/, String(answer.status))
    sent = true
  })

  void test('and the desk asks, and the reporter answers', async () => {
    assert.ok(sent)
    const services = publicServices(node.database)
    const receipt = await receiptOfCookie(services, cookie)
    assert.ok(receipt)
    words['receipt'] = receipt
    words['receipt without hyphens'] = receipt.replaceAll('-', '')
    words['cookie'] = cookie
    words['identity'] = keysOfReceipt(receipt).identity
    const [row] = await cluster.admin<{ id: string; person: string }>(
      `select r.id, p.id as person from reporting.public_report r, identity.person p
       where p.email = 'triage-officer@sussex-police.example'`,
    )
    assert.ok(row)
    await node.database.performAs(
      { personId: row.person, operation: 'test', purpose: 'Test' },
      async (scope) => {
        await askReporter(scope, row.id, { template: null, text: word('question') })
        scope.record({ kind: 'administration', detail: { control } })
      },
    )
    assert.equal(await answerThread(services, keysOfReceipt(receipt), word('answer')), true)
  })

  void test('nothing of it is in a file of the database, in the log or in the figures', async () => {
    assert.ok(words['receipt'])
    const operator = await node.operator.listen({ host: '127.0.0.1', port: 0, otherIfTaken: false })
    const figures = await (await fetch(`${operator}/metrics`)).text()
    assert.match(figures, /seamark_http_seconds/)
    lines.push(figures)
    await cluster.admin('checkpoint')
    const files = [...(await filesBelow(cluster.folder)), ...(await filesBelow(dataFolder))]
    assert.ok(files.length > 500, 'the database’s files are looked at')
    const found: string[] = []
    let controls = 0
    const look = (bytes: Buffer, where: string) => {
      if (bytes.includes(control)) controls += 1
      for (const [name, text] of Object.entries(words))
        for (const form of [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64')])
          if (bytes.includes(form)) found.push(`${name} in ${where}`)
    }
    // The journal is read whole as well: what was ever written, not only what is left.
    for (const file of files) look(await readFile(file), file)
    look(Buffer.from(lines.join('\n')), 'log and figures')
    assert.deepEqual(found, [])
    assert.ok(controls >= 2, 'what an officer wrote is found in table and journal')
  })

  void test('no line of the log is about the public’s pages', () => {
    assert.deepEqual(
      lines.filter((line) => line.startsWith('{') && line.includes('reporting.public')),
      [],
    )
  })
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}
