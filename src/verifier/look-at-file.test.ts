/** A file is looked at in chunks, by several threads: together they find what one finds that reads it as a whole. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { closeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { contentText, writeEventLine } from '../wire/ledger/event.ts'
import { lookAtLines, verifyEvents } from '../wire/ledger/verify-events.ts'
import { lookAtFile } from './look-at-file.ts'
import { countChunks, openFile, readChunk } from './read-chunk.ts'

/** As long as a chunk. */
const CHUNK = 1 << 21
const signed = { size: 10_011, root: new Uint8Array(32) }

/** More than eight megabytes in all, so that threads are begun. */
const lines = Array.from({ length: signed.size }, (_, sequence) =>
  writeEventLine(sequence, {
    content: contentText({
      ...{
        at: '2026-11-29T23:51:11.123456Z',
        agency: 1,
        person: null,
        service: 'import',
        kind: 'collection',
      },
      ...{ operation: 'test.write', purpose: 'x'.repeat((sequence * 7919) % 1500), subject: null },
      ...{ recipients: [], detail: {} },
    }),
    salt: Buffer.alloc(16, sequence),
  }),
)

void describe('a file of lines', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-lines-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))
  const file = () => path.join(folder, 'events.jsonl')

  const chunksOf = async (text: string): Promise<string[]> => {
    await writeFile(file(), text)
    const open = openFile(file())
    try {
      return Array.from({ length: countChunks(open) }, (_, chunk) =>
        readChunk(open, chunk).toString('latin1'),
      )
    } finally {
      closeSync(open.number)
    }
  }

  void test('falls into chunks of whole lines, wherever they end', async () => {
    for (const ends of [CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 3 * CHUNK + 5]) {
      for (const rest of ['', 'b', 'b\n', `${'b\n'.repeat(CHUNK)}c`]) {
        const text = `${'a'.repeat(ends - 1)}\n${rest}`
        const chunks = await chunksOf(text)
        assert.ok(chunks.join('') === text, `${String(ends)} and ${String(rest.length)} more`)
        for (const one of chunks.slice(0, -1)) assert.ok(one === '' || one.endsWith('\n'))
      }
    }
    assert.deepEqual(await chunksOf(''), [])
  })

  void test('with a line that has no end is not read into memory', async () => {
    await assert.rejects(chunksOf(`a\n${'b'.repeat(6 * CHUNK)}`), { code: 'malformed' })
    for (const threads of [1, 3])
      await assert.rejects(
        async () => {
          for await (const _ of lookAtFile(file(), threads)) assert.ok(true)
        },
        { code: 'malformed' },
      )
  })

  void test('turns out to be the same, whoever looks at which part', async () => {
    const changes: Record<string, (all: string[]) => string[]> = {
      nothing: (all) => all,
      'one is missing': (all) => all.toSpliced(70, 1),
      'one too many': (all) => all.toSpliced(5_000, 0, all[3] ?? ''),
      'two changed places': (all) => all.with(4_000, all[9_000] ?? '').with(9_000, all[4_000] ?? ''),
      'some cannot be read': (all) => all.map((line, at) => (at % 1_000 === 17 ? line.slice(1) : line)),
      'none can be read': (all) => all.map((line) => ` ${line}`),
      'the first say what is not so': (all) => all.map((line) => line.replace(/\d+\}$/, '9007199254740991}')),
      'cut in the middle of a line': (all) => [...all.slice(0, 9_990), (all[9_990] ?? '').slice(0, 100)],
    }
    for (const [name, change] of Object.entries(changes)) {
      const text = `${change(lines).join('\n')}\n`
      await writeFile(file(), text)
      const whole = verifyEvents(signed)
      whole.take(lookAtLines(Buffer.from(text), 0))
      const expected = whole.end()
      for (const threads of [1, 2, 3]) {
        const parts = verifyEvents(signed)
        for await (const stretch of lookAtFile(file(), threads)) parts.take(stretch)
        assert.equal(parts.count(), whole.count(), name)
        assert.deepEqual(parts.end(), expected, `${name}, ${String(threads)} threads`)
      }
    }
  })
})
