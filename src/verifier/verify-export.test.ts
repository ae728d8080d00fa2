/** An export that is large enough for threads: what they find together is what one would find alone. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { signCheckpoint } from '../wire/ledger/checkpoint.ts'
import { addLeaves, emptyEdge, partialTiles, rootOfEdge, type WrittenTile } from '../wire/ledger/edge.ts'
import { contentText, entryOf, eventDigest, writeEventLine } from '../wire/ledger/event.ts'
import { newSignerKey } from '../wire/ledger/signed-note.ts'
import { tilePath } from '../wire/ledger/tiles.ts'
import { leafHash } from '../wire/ledger/tree.ts'
import { lookAtLines, verifyEvents } from '../wire/ledger/verify-events.ts'
import { verifyExport } from './verify-export.ts'

/** More than eight megabytes of lines, and no whole number of tiles. */
const EVENTS = 30_011
const key = newSignerKey('seamark.example/log', 'note')

/** Events of very different lengths, so that no piece ends where a tile does. */
function lineOf(sequence: number): { line: string; leaf: Uint8Array } {
  const content = contentText({
    ...{ at: '2026-11-29T23:51:11.123456Z', agency: sequence % 7, person: null, service: 'import' },
    ...{ kind: 'collection', operation: 'test.write', purpose: `“Écluse” ${'x'.repeat(sequence % 211)}` },
    ...{ subject: null, recipients: [], detail: { n: sequence } },
  })
  const salt = Buffer.alloc(16, sequence)
  const entry = Buffer.from(entryOf(sequence, eventDigest(salt, Buffer.from(content))))
  return { line: writeEventLine(sequence, { content, salt }), leaf: leafHash(entry) }
}

void describe('an export of many events', () => {
  let folder = ''
  let lines: string[] = []
  const tree = emptyEdge()
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-export-'))
    const tiles: WrittenTile[] = []
    const made = Array.from({ length: EVENTS }, (_, sequence) => lineOf(sequence))
    addLeaves(
      tree,
      made.map(({ leaf }) => leaf),
      (tile) => tiles.push(tile),
    )
    lines = made.map(({ line }) => line)
    for (const tile of [...tiles, ...partialTiles(tree)]) {
      const file = path.join(folder, tilePath(tile))
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, tile.bytes)
    }
    const signed = { size: EVENTS, root: rootOfEdge(tree) }
    await writeFile(path.join(folder, 'checkpoint'), signCheckpoint(key, signed))
    await write(lines)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const events = () => path.join(folder, 'events.jsonl')
  const write = (what: readonly string[]) => writeFile(events(), `${what.join('\n')}\n`)
  const verify = () => verifyExport({ folder, key, witnesses: [], kept: [] }, () => undefined)

  void test('is what was signed', async () => {
    assert.ok((await readFile(events())).length > 8 << 20, 'small files get no threads')
    assert.deepEqual((await verify()).findings, [])
  })

  void test('names the one event of which a byte was changed', async () => {
    for (const place of [12_345, EVENTS - 1]) {
      const changed = lines.with(place, (lines[place] ?? '').replace('Écluse', 'Écluze'))
      await write(changed)
      const [finding, ...more] = (await verify()).findings
      assert.deepEqual([finding?.code, finding?.sequence, more], ['changed', place, []])
    }
  })

  void test('that lacks an event, or has two that changed places, says which', async () => {
    await write([...lines.slice(0, 20_000), ...lines.slice(20_001)])
    assert.deepEqual((await verify()).findings[0]?.sequence, 20_000)
    await write(lines.with(300, lines[301] ?? '').with(301, lines[300] ?? ''))
    assert.equal((await verify()).findings[0]?.sequence, 300)
    await write(lines.slice(0, 29_000))
    assert.equal((await verify()).findings[0]?.code, 'cut-short')
    await write(lines)
  })

  void test('gives one root, wherever it is cut into stretches', () => {
    const most = 2_000
    const small = emptyEdge()
    const some = lines.slice(0, most)
    addLeaves(
      small,
      some.map((_, sequence) => lineOf(sequence).leaf),
      () => undefined,
    )
    const signed = { size: most, root: rootOfEdge(small) }
    for (const step of [1, 100, 255, 256, 257, 511, 512, 700, most]) {
      const verifier = verifyEvents(signed)
      for (let from = 0; from < most; from += step)
        verifier.take(lookAtLines(Buffer.from(some.slice(from, from + step).join('\n')), from))
      assert.deepEqual([verifier.end().fits, verifier.end().findings], [true, []], String(step))
    }
  })
})
