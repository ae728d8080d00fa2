/** An honest witness and a node that lies: what is not kept is not cosigned, and what was lost is said. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT } from '../../test/support/database.ts'
import { cosignedBy, readCheckpoint, signCheckpoint } from '../wire/ledger/checkpoint.ts'
import { addLeaves, emptyEdge, partialTiles, rootOfEdge, type WrittenTile } from '../wire/ledger/edge.ts'
import { readRefusal } from '../wire/ledger/refusal.ts'
import { newSignerKey, writeVerifierKey, type SignerKey } from '../wire/ledger/signed-note.ts'
import { tilePath } from '../wire/ledger/tiles.ts'
import { leafHash } from '../wire/ledger/tree.ts'
import { lookOnce, openWitnessState, type Look, type WitnessState } from './index.ts'

const LEDGER = newSignerKey('node.example/log', 'note')
const NAME = 'overseer.example/witness'

/** The files of a ledger whose entries are these words. */
function history(words: readonly string[], key: SignerKey = LEDGER): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const keep = (tile: WrittenTile) => void files.set(`/log/${tilePath(tile)}`, Buffer.from(tile.bytes))
  const edge = emptyEdge()
  addLeaves(
    edge,
    words.map((word) => leafHash(Buffer.from(word))),
    keep,
  )
  partialTiles(edge).forEach(keep)
  files.set('/log/checkpoint', Buffer.from(signCheckpoint(key, { size: edge.size, root: rootOfEdge(edge) })))
  return files
}

const words = (count: number, of = 'event') => Array.from({ length: count }, (_, at) => `${of} ${String(at)}`)

void describe('a witness', () => {
  let files = new Map<string, Buffer>()
  const posted: { place: string; fields: URLSearchParams }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const place = request.url ?? ''
      if (request.method === 'POST') {
        posted.push({ place, fields: new URLSearchParams(Buffer.concat(chunks).toString()) })
        response.writeHead(200, { 'content-type': 'text/plain' }).end('taken\n')
        return
      }
      const file = files.get(place)
      const type = place.endsWith('checkpoint') ? 'text/plain' : 'application/octet-stream'
      response
        .writeHead(file ? 200 : 404, { 'content-type': file ? type : 'text/html' })
        .end(file ?? 'not here')
    })
  })
  let node = ''
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    node = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  })
  after(() => server.close())

  let folder = ''
  let state: WitnessState
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-witness-'))
    state = await openWitnessState(folder, { name: NAME })
    posted.length = 0
  })
  afterEach(async () => {
    await state.close()
    await rm(folder, { recursive: true, force: true })
  })

  const look = (shown: Map<string, Buffer>): Promise<Look> => {
    files = shown
    return lookOnce({ node, key: LEDGER, clock: () => new Date('2026-11-29T12:00:00Z') }, state)
  }
  const kept = async () =>
    readCheckpoint(await readFile(path.join(folder, 'checkpoint'), 'utf8'), LEDGER).size

  void test('cosigns what goes on from what it saw, and keeps it', async () => {
    for (const size of [0, 1, 2, 300, 300, 70_000]) {
      const seen = await look(history(words(size)))
      assert.deepEqual(
        { ...seen, first: false },
        { outcome: 'cosigned', size, time: 1_795_953_600, first: false },
      )
      assert.equal(await kept(), size)
      const note = posted.at(-1)?.fields.get('checkpoint') ?? ''
      assert.equal(cosignedBy(readCheckpoint(note, LEDGER).note, state.key)?.time, 1_795_953_600)
    }
  })

  void test('refuses a ledger that was rolled back, that has two histories, or that was changed, and can show it', async () => {
    await look(history(words(500)))
    const signed = posted.length
    const other = [...words(499), 'another']
    for (const [kind, shown] of [
      ['rollback', words(400)],
      ['fork', other],
      ['changed', [...other, ...words(200)]],
      ['changed', ['another', ...words(700)]],
      ['rollback', []],
    ] as const) {
      const seen = await look(history(shown))
      assert.ok(seen.outcome === 'refused' && seen.kind === kind, JSON.stringify(seen))
      assert.equal(await kept(), 500, 'what it saw stays')
      const told = posted.at(-1) ?? { place: '', fields: new URLSearchParams() }
      assert.equal(told.place, '/log/refusals')
      // Whoever has both keys sees for themself.
      const refusal = readRefusal(told.fields.get('statement') ?? '', [state.key], LEDGER)
      assert.deepEqual([refusal.kind, refusal.seen.size, refusal.shown.size], [kind, 500, shown.length])
      assert.equal(
        await readFile(path.join(folder, `refused-${kind}-500-${String(shown.length)}`), 'utf8'),
        told.fields.get('statement'),
      )
    }
    assert.ok(
      posted.slice(signed).every(({ place }) => place === '/log/refusals'),
      'and it cosigns none of it',
    )
    // The node comes back to what was seen.
    assert.equal((await look(history(words(501)))).outcome, 'cosigned')
  })

  void test('cosigns nothing of which it cannot see that it goes on', async () => {
    await look(history(words(500)))
    const before = posted.length
    const without = (place: string) => {
      const shown = history(words(600))
      shown.delete(place)
      return shown
    }
    const garbled = history(words(600))
    garbled.set('/log/checkpoint', Buffer.from('nothing'))
    const foreign = history(words(600), newSignerKey('node.example/log', 'note'))
    const elsewhere = history(words(600), newSignerKey('other.example/log', 'note'))
    const short = history(words(600))
    short.set('/log/tile/0/001', Buffer.alloc(10))
    for (const shown of [
      without('/log/checkpoint'),
      without('/log/tile/0/001'),
      garbled,
      foreign,
      elsewhere,
      short,
    ])
      assert.equal((await look(shown)).outcome, 'no-look')
    assert.equal(posted.length, before)
    assert.equal(await kept(), 500)
  })

  void test('cannot be made to refuse by somebody without the ledger’s key', () => {
    const [seen, shown] = [history(words(5)), history(words(3))].map((all) =>
      String(all.get('/log/checkpoint')),
    )
    const forged = newSignerKey(LEDGER.name, 'note')
    assert.throws(() => readRefusal('', [state.key], LEDGER), { code: 'malformed' })
    assert.throws(() => readRefusal(seen ?? '', [state.key], forged), { code: 'foreign-key' })
    assert.ok(shown)
  })

  void test('that has lost what it saw begins only when it is told to', async () => {
    await look(history(words(500)))
    await state.close()
    await rm(path.join(folder, 'checkpoint'))
    await assert.rejects(openWitnessState(folder, { name: NAME }), { code: 'state-lost' })
    // From a checkpoint that was kept elsewhere it sees the rollback all the same.
    state = await openWitnessState(folder, { since: String(history(words(450)).get('/log/checkpoint')) })
    assert.equal((await look(history(words(440)))).outcome, 'refused')
    await state.close()
    state = await openWitnessState(folder, { anew: true })
    const anew = await look(history(words(440)))
    assert.ok(anew.outcome === 'cosigned' && anew.first)
  })

  void test('with an older state still sees what does not go on from that', async () => {
    await look(history(words(300)))
    const older = await readFile(path.join(folder, 'checkpoint'))
    await look(history(words(500)))
    await writeFile(path.join(folder, 'checkpoint'), older)
    await state.close()
    state = await openWitnessState(folder, {})
    assert.equal((await look(history(['another', ...words(499)]))).outcome, 'refused')
    assert.equal((await look(history(words(501)))).outcome, 'cosigned')
  })

  void test('works alone in its folder, and needs a name the first time', async () => {
    await writeFile(path.join(folder, 'process'), String(process.ppid))
    await assert.rejects(openWitnessState(folder, {}), { code: 'in-use' })
    await writeFile(path.join(folder, 'process'), '999999999')
    const again = await openWitnessState(folder, {})
    assert.deepEqual(again.key, state.key)
    await again.close()
    const empty = await mkdtemp(path.join(os.tmpdir(), 'seamark-witness-'))
    await assert.rejects(openWitnessState(empty, {}), { code: 'name-missing' })
    await rm(empty, { recursive: true })
  })

  void test('that is killed at random moments has kept all that it cosigned', async () => {
    await state.close()
    let size = 100
    files = history(words(size))
    const growing = setInterval(() => {
      files = history(words((size += 7)))
    }, 60)
    try {
      for (let kills = 0; kills < 6; kills++) {
        const from = posted.length
        const args = [
          'witness',
          '--node',
          node,
          '--key',
          writeVerifierKey(LEDGER),
          '--state',
          folder,
          '--every',
          '1',
        ]
        const child = spawn(process.execPath, ['src/cli/main.ts', ...args], { cwd: ROOT, stdio: 'ignore' })
        while (posted.length === from) await pause(5)
        await pause(Math.random() * 1_500)
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
        const sizes = posted.map(({ fields }) => readCheckpoint(fields.get('checkpoint') ?? '', LEDGER).size)
        assert.ok((await kept()) >= Math.max(...sizes))
      }
    } finally {
      clearInterval(growing)
    }
    assert.ok(posted.every(({ place }) => place === '/log/cosignatures'))
    state = await openWitnessState(folder, {})
  })
})
