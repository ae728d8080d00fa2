import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_BYTES } from '../../import/workbook/decoder/limits.ts'
import { keptOf, LARGEST_UPLOAD, reserveRoom } from './take-upload.ts'

async function take(pieces: readonly Buffer[], isWorkbook: boolean, room: () => Promise<boolean>) {
  const refused: string[] = []
  let kept = 0
  const source = (async function* () {
    for (const piece of pieces) yield await Promise.resolve(piece)
  })()
  for await (const bytes of keptOf(source, isWorkbook, room, (words) => refused.push(words)))
    kept += bytes.length
  return { kept, refused }
}

const enough = () => Promise.resolve(true)
const million = Buffer.alloc(1_000_000, 'a')
const pieces = (count: number) => Array.from({ length: count }, () => million)

void test('a workbook is kept up to 50 MB and a text beyond it; the rest is read and thrown away, once told', async () => {
  const { kept, refused } = await take(pieces(60), true, enough)
  assert.ok(kept <= MOST_BYTES)
  assert.deepEqual([refused.length, /larger than 50 MB/.test(refused[0] ?? '')], [1, true])
  assert.deepEqual(await take(pieces(60), false, enough), { kept: 60_000_000, refused: [] })
})

void test('a text of more than two gigabytes is refused by what it is', async () => {
  const { kept, refused } = await take(pieces(Math.ceil(LARGEST_UPLOAD / 1_000_000) + 1), false, enough)
  assert.ok(kept <= LARGEST_UPLOAD)
  assert.match(refused.join(), /^This file is larger than 2 GB/)
})

void test('two uploads at once do not each take the room that the other was promised', async () => {
  const small = reserveRoom('/', 1_000)
  assert.equal(await small.room(0), true)
  const large = reserveRoom('/', Number.MAX_SAFE_INTEGER)
  assert.deepEqual([await large.room(0), await small.room(0)], [false, false])
  large.release()
  assert.equal(await small.room(0), true)
  small.release()
})

void test('no byte is kept where the disk has too little room, and no more once it runs out', async () => {
  const none = await take(pieces(2), false, () => Promise.resolve(false))
  assert.equal(none.kept, 0)
  assert.match(none.refused.join(), /too little room/)
  let looks = 0
  const later = await take(pieces(200), false, () => Promise.resolve(++looks < 3))
  assert.ok(later.kept < 140_000_000)
  assert.equal(later.refused.length, 1)
})
