/** Photographs from the browser to the sealed report: with and without script, cut off, and hostile. */
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Upload } from 'tus-js-client'
import { testDatabase } from '../../../../test/support/database.ts'
import { keepReceipt, receiptOfCookie } from '../arrival/way-back.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { plainJpeg } from './decoder/plain-jpeg.ts'
import { isoMedia, noise, telling } from './hostile.test-support.ts'
import {
  forgetFound,
  headersOfPhotograph,
  keepOriginal,
  listPhotographs,
  sendPhotographs,
  type FileFault,
} from './index.ts'
import { eachPiece, wholePart } from './pieces.ts'
import { resumableStore } from './resumable-store.ts'
import { sealPhotograph } from './send-photographs.ts'
import { badNetwork, form, photographSite, type PhotographSite } from './photographs.test-support.ts'

// Whatever spills onto the disk would spill here.
const usual = process.env['TMPDIR']
const spill = mkdtempSync(path.join(tmpdir(), 'seamark-spill-'))
process.env['TMPDIR'] = spill

let site: PhotographSite
before(async () => {
  site = await photographSite(await testDatabase())
})
after(async () => {
  await site.close()
  await rm(spill, { recursive: true, force: true })
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
})

const post = async (cookie: string, data: FormData | URLSearchParams, where = '/report/photographs') =>
  await fetch(site.base + where, {
    method: 'POST',
    headers: { cookie: `seamark-report=${cookie}` },
    body: data,
    redirect: 'manual',
  })
const faultsOf = async (answer: Response) => ((await answer.json()) as { faults: FileFault[] }).faults
const list = (cookie: string) => listPhotographs(site.services, cookie)
const part = (cookie: string, id: string, which: 'arrived' | 'picture') =>
  wholePart({ database: site.database, cookie, file: id }, which)

const tus = async (
  cookie: string,
  method: string,
  where: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
) =>
  await fetch(new URL(where, site.base), {
    method,
    headers: { cookie: `seamark-report=${cookie}`, 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: Uint8Array.from(body) } : {}),
  })

async function begin(cookie: string, size: number, headers: Record<string, string> = {}): Promise<string> {
  const answer = await tus(cookie, 'POST', '/report/uploads', { 'upload-length': String(size), ...headers })
  assert.equal(answer.status, 201)
  return answer.headers.get('location') ?? ''
}
const goOn = (cookie: string, where: string, offset: number, body: Uint8Array) =>
  tus(
    cookie,
    'PATCH',
    where,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  )

void describe('photographs without script', () => {
  void test('several at once are made safe; what is wrong is said of each', async () => {
    const cookie = await site.draft()
    const answer = await post(
      cookie,
      form([
        await telling(),
        Buffer.from('no picture'),
        Buffer.alloc(0),
        await noise(30, 20).png().toBuffer(),
      ]),
    )
    assert.equal(answer.status, 422)
    assert.deepEqual(await faultsOf(answer), [
      { fault: 'type', file: 2 },
      { fault: 'empty', file: 3 },
    ])
    const [first, second, ...more] = await list(cookie)
    assert.ok(first && second && more.length === 0)
    assert.deepEqual([first.state, second.state], ['ready', 'ready'])
    assert.deepEqual(first.found, { position: { lat: 50.945, lon: 0.775 }, taken: '2026-11-21T05:42' })
    assert.equal((await part(cookie, first.id, 'arrived')).length, 0, 'the original is gone')
    assert.ok(plainJpeg(await part(cookie, first.id, 'picture')))
    await forgetFound(site.services, cookie, first.id)
    assert.equal((await list(cookie))[0]?.found, null)

    const removed = await post(cookie, new URLSearchParams({ id: first.id }), '/cy/report/photographs/remove')
    assert.equal(removed.headers.get('location'), '/cy/report/photographs')
    assert.deepEqual(
      (await list(cookie)).map(({ id, number }) => [id, number]),
      [[second.id, 1]],
    )
  })

  void test('nothing chosen, too many, too large, no draft: said, and nothing stays', async () => {
    const cookie = await site.draft()
    assert.deepEqual(await faultsOf(await post(cookie, form([null]))), [{ fault: 'none', file: 0 }])
    const small = await noise(8, 8).png().toBuffer()
    const seven = await faultsOf(await post(cookie, form(Array.from({ length: 7 }, () => small))))
    assert.deepEqual(seven, [{ fault: 'many', file: 7 }])
    assert.equal((await list(cookie)).length, 6)

    const other = await site.draft()
    const large = Buffer.concat([await noise(8, 8).jpeg().toBuffer(), Buffer.alloc(20 * 1024 * 1024)])
    assert.deepEqual(await faultsOf(await post(other, form([large, small]))), [{ fault: 'large', file: 1 }])
    assert.deepEqual(
      (await list(other)).map(({ state }) => state),
      ['ready'],
    )

    for (const stranger of ['', 'x'.repeat(43), 'A'.repeat(43)]) {
      const answer = await post(stranger, form([small]))
      assert.equal(answer.headers.get('location'), '/report/expired')
    }
    assert.deepEqual(await list('A'.repeat(43)), [])
  })

  void test('a form that is cut off in the middle leaves nothing', async () => {
    const cookie = await site.draft()
    const whole = await new Response(form([await noise(600, 600).png().toBuffer()])).bytes()
    const type = /boundary|--(\S+)/.exec(Buffer.from(whole.subarray(0, 100)).toString('latin1'))?.[1] ?? ''
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${site.base}/report/photographs`, {
        method: 'POST',
        headers: {
          cookie: `seamark-report=${cookie}`,
          'content-type': `multipart/form-data; boundary=${type}`,
          'content-length': whole.length,
        },
      })
      request.on('error', () => undefined)
      request.on('close', () => resolve())
      request.write(whole.subarray(0, 500_000))
      void sleep(300).then(() => request.destroy())
    })
    for (let tries = 0; (await list(cookie)).length > 0 && tries < 40; tries++) await sleep(50)
    assert.deepEqual(await list(cookie), [])
  })
})

void describe('photographs with script', () => {
  void test('go on where the network was cut, with the client that the page uses', async () => {
    const cookie = await site.draft()
    const picture = await noise(1400, 1000).png().toBuffer()
    const network = await badNetwork(site.port, 900_000)
    try {
      await new Promise<void>((resolve, reject) => {
        const upload = new Upload(picture, {
          endpoint: `http://127.0.0.1:${String(network.port)}/report/uploads`,
          headers: { cookie: `seamark-report=${cookie}` },
          chunkSize: 4 * 1024 * 1024,
          retryDelays: Array.from({ length: 20 }, () => 50),
          onShouldRetry: () => true,
          onSuccess: () => resolve(),
          onError: reject,
        })
        upload.start()
      })
    } finally {
      network.close()
    }
    assert.ok(network.cuts() >= 2, `cut ${String(network.cuts())} times`)
    const [photograph, ...more] = await list(cookie)
    assert.equal(more.length, 0, 'it was begun once')
    assert.equal(photograph?.state, 'ready')
    assert.ok(plainJpeg(await part(cookie, photograph.id, 'picture')))
  })

  void test('what arrived before a cut stays, byte by byte, and is not sent again', async () => {
    const cookie = await site.draft()
    const bytes = await telling(900, 700)
    const where = await begin(cookie, bytes.length)
    const half = Math.floor(bytes.length / 2)
    await new Promise<void>((resolve) => {
      const request = httpRequest(new URL(where, site.base), {
        method: 'PATCH',
        headers: {
          cookie: `seamark-report=${cookie}`,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
          'content-length': bytes.length,
        },
      })
      request.on('error', () => undefined).on('close', () => resolve())
      request.write(bytes.subarray(0, half))
      void sleep(300).then(() => request.destroy())
    })
    const there = await tus(cookie, 'HEAD', where)
    assert.equal(there.headers.get('upload-offset'), String(half))
    assert.equal(there.headers.get('upload-length'), String(bytes.length))
    assert.equal((await goOn(cookie, where, 0, bytes)).status, 409)
    const last = await goOn(cookie, where, half, bytes.subarray(half))
    assert.equal(last.status, 204)
    assert.equal(last.headers.get('seamark-outcome'), null)
    const [photograph] = await list(cookie)
    assert.deepEqual(photograph?.found?.position, { lat: 50.945, lon: 0.775 })
  })

  void test('give nothing away, and take nothing that is not theirs', async () => {
    const cookie = await site.draft()
    const name = `filename ${Buffer.from('CANARY-NAME.jpg').toString('base64')}`
    const where = await begin(cookie, 1000, { 'upload-metadata': name })
    const asked = await tus(cookie, 'HEAD', where)
    assert.deepEqual(
      [...asked.headers.keys()].filter((one) => /access-control|metadata|server|powered/.test(one)),
      [],
    )
    const stranger = await site.draft()
    for (const other of [stranger, '', 'A'.repeat(43)]) {
      assert.equal((await tus(other, 'HEAD', where)).status, 404)
      assert.equal((await goOn(other, where, 0, Buffer.alloc(1000))).status, 404)
    }
    assert.equal((await tus('A'.repeat(43), 'POST', '/report/uploads', { 'upload-length': '5' })).status, 404)
    assert.equal((await tus(cookie, 'HEAD', '/report/uploads/..%2F..%2Fetc')).status, 404)
    for (const headers of [
      { 'upload-length': String(20 * 1024 * 1024 + 1) },
      { 'upload-defer-length': '1' },
      { 'upload-length': '-1' },
      {},
    ])
      assert.ok((await tus(cookie, 'POST', '/report/uploads', headers)).status >= 400)
    assert.equal((await goOn(cookie, where, 0, Buffer.alloc(2000))).status, 413)
    assert.equal((await tus(stranger, 'DELETE', where)).status, 204, 'and it does nothing')
    assert.equal((await list(cookie)).length, 1)
    for (let more = 0; more < 5; more++) await begin(cookie, 10)
    assert.equal((await tus(cookie, 'POST', '/report/uploads', { 'upload-length': '10' })).status, 413)
    assert.equal((await tus(cookie, 'DELETE', where)).status, 204)
    assert.equal((await list(cookie)).length, 5)
  })

  void test('say what was wrong once all is there', async () => {
    const cookie = await site.draft()
    const text = Buffer.from('this is no picture at all')
    const wrong = await goOn(cookie, await begin(cookie, text.length), 0, text)
    assert.equal(wrong.headers.get('seamark-outcome'), 'type')
    const heic = isoMedia('heic')
    const kept = await goOn(cookie, await begin(cookie, heic.length), 0, heic)
    assert.equal(kept.headers.get('seamark-outcome'), 'quarantined')
    assert.deepEqual(
      (await list(cookie)).map(({ state, why }) => [state, why]),
      [['quarantined', 'heic']],
    )
  })
})

void describe('photographs and the report', () => {
  void test('follow the words: safe ones to the desk, originals by choice as evidence', async () => {
    const cookie = await site.draft()
    const original = await telling()
    const heic = isoMedia('heic')
    assert.equal((await post(cookie, form([original], { original: 'yes' }))).status, 303)
    assert.equal((await post(cookie, form([await noise(40, 40).jpeg().toBuffer(), heic, heic]))).status, 303)
    const [, , keep] = await list(cookie)
    assert.ok(keep?.state === 'quarantined')
    await keepOriginal(site.services, cookie, keep.id, true)
    assert.deepEqual(
      await sendPhotographs(site.services, cookie),
      { sent: 0, left: 4 },
      'not before the words',
    )

    // one more is travelling while the words are sent
    const late = await noise(50, 50).jpeg().toBuffer()
    const where = await begin(cookie, late.length)
    await goOn(cookie, where, 0, late.subarray(0, 100))
    await site.send(cookie)
    const [one, two] = await Promise.all([
      sendPhotographs(site.services, cookie),
      sendPhotographs(site.services, cookie),
    ])
    assert.deepEqual([one.sent + two.sent, two.left], [3, 2])
    assert.equal((await goOn(cookie, where, 100, late.subarray(100))).status, 204)

    const parts = await site.opened()
    assert.deepEqual(
      parts.map(({ part: kind, media }) => [kind, media]),
      [
        ['file', 'image/jpeg'],
        ['original', 'application/octet-stream'],
        ['file', 'image/jpeg'],
        ['original', 'application/octet-stream'],
        ['file', 'image/jpeg'],
      ],
    )
    assert.equal(parts[0]?.number, parts[1]?.number, 'an original has the number of its picture')
    assert.deepEqual(parts[1]?.bytes, original)
    assert.deepEqual(parts[3]?.bytes, heic)
    for (const { part: kind, bytes } of parts) if (kind === 'file') assert.ok(plainJpeg(bytes))
    // what nobody asked to keep has not gone anywhere, and goes with the draft
    assert.deepEqual(
      (await list(cookie)).map(({ state, keepsOriginal }) => [state, keepsOriginal]),
      [['quarantined', false]],
    )

    // days later, with the receipt typed in
    const receipt = await receiptOfCookie(site.services, cookie)
    assert.ok(receipt)
    const back = await keepReceipt(site.services, receipt)
    const answer = await post(back, form([await noise(20, 20).jpeg().toBuffer()], { back: 'receipt' }))
    assert.equal(answer.headers.get('location'), '/report/receipt')
    assert.equal((await site.opened()).length, 6)
    assert.deepEqual(await list(back), [])
  })

  void test('nothing readable is on the disk: database, write-ahead log, temporary folder', async () => {
    const cookie = await site.draft()
    await post(cookie, form([await telling(200, 200)], { original: 'yes' }))
    const [photograph] = await list(cookie)
    assert.ok(photograph)
    assert.match((await part(cookie, photograph.id, 'arrived')).toString('latin1'), /CANARY-OWNER/)
    await site.admin('checkpoint')
    const [where] = await site.admin<{ folder: string; oid: number }>(
      `select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()`,
    )
    assert.ok(where)
    let looked = 0
    for (const folder of [
      path.join(where.folder, 'base', String(where.oid)),
      path.join(where.folder, 'pg_wal'),
    ])
      for (const name of await readdir(folder)) {
        const bytes = await readFile(path.join(folder, name)).catch(() => Buffer.alloc(0))
        looked += bytes.length
        for (const canary of ['CANARY-OWNER', 'CANARY-CAMERA', 'CANARY-NAME', '2026:11:21 05:42'])
          assert.ok(!bytes.includes(canary), `${canary} in ${name}`)
      }
    assert.ok(looked > 1_000_000)
    assert.deepEqual(await readdir(spill), [])
    // and another browser's key does not open a piece
    const stranger = await site.draft()
    const none = eachPiece({ database: site.database, cookie: stranger, file: photograph.id }, 'arrived')
    assert.deepEqual(await Array.fromAsync(none), [])
    const rows = await site.admin<{ rights: boolean }>(
      `select has_table_privilege('seamark_public', 'reporting.draft_piece', 'select') as rights`,
    )
    assert.deepEqual(rows, [{ rights: false }])
  })

  void test('go to the desk as files, never as pages', () => {
    const headers = headersOfPhotograph('R-1 "x"\r\n', 'image/jpeg')
    assert.match(headers['content-disposition'] ?? '', /^attachment; filename="[\w.-]+"$/)
    assert.match(headers['content-security-policy'] ?? '', /sandbox/)
    assert.deepEqual([headers['x-content-type-options'], headers['cache-control']], ['nosniff', 'no-store'])
  })
})

void describe('photographs at two processes', () => {
  void test('that send on the same one: the desk has it once', async () => {
    const cookie = await site.draft()
    assert.equal((await post(cookie, form([await noise(40, 40).jpeg().toBuffer()]))).status, 303)
    const [photograph] = await list(cookie)
    assert.ok(photograph)
    await site.send(cookie)
    const receipt = await receiptOfCookie(site.services, cookie)
    assert.ok(receipt)
    const before = (await site.opened()).length
    // As each of them does, past the turns of one process.
    const send = () => sealPhotograph(site.services, keysOfReceipt(receipt), cookie, photograph)
    assert.deepEqual(await Promise.all([send(), send()]), [true, true])
    assert.equal((await site.opened()).length, before + 1)
    assert.deepEqual(await list(cookie), [])
  })

  void test('that are told different ends of one upload: whoever comes later asks again how much is there', async () => {
    const cookie = await site.draft()
    const where = await begin(cookie, 1000)
    const file = path.basename(where)
    const write = (bytes: number) =>
      resumableStore(site.services, cookie, false).write(Readable.from([Buffer.alloc(bytes)]), file, 0)
    const ends = await Promise.allSettled([write(100), write(150)])
    const late = ends.find((end) => end.status === 'rejected')
    const there = ends.find((end) => end.status === 'fulfilled')?.value ?? 0
    assert.equal((late?.reason as { status_code: number } | undefined)?.status_code, 409)
    assert.equal((await tus(cookie, 'HEAD', where)).headers.get('upload-offset'), String(there))
    assert.equal((await goOn(cookie, where, there, Buffer.alloc(100))).status, 204)
  })
})
