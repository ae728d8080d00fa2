/** What is judged before anything is unpacked or parsed, part by part. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { archive, kentSheets, manyOf, row, sheet, workbookParts, type Part } from '../hostile.test-support.ts'
import { partsOf, unpack } from './archive.ts'
import { LONGEST_CELL, MOST_PARTS } from './limits.ts'
import { lookOver } from './look-over.ts'
import { readSheets } from './read-sheets.ts'
import type { RefusalCode } from './refuse.ts'

const part = (name: string, text: string, more: Partial<Part> = {}): Part => ({
  name,
  bytes: Buffer.from(text),
  ...more,
})
const kent = (more: readonly Part[] = [], texts: { body?: string; rows?: string } = {}) =>
  archive(workbookParts(kentSheets(texts), more))

function refused(code: RefusalCode, work: () => unknown): void {
  assert.throws(work, { code }, code)
}

void describe('the directory of an archive', () => {
  void test('lists parts, packed and stored, of programs that write their sizes in 64 bits, too', () => {
    const parts = partsOf(
      archive([part('a', 'one'), part('b', 'two', { stored: true }), part('c', 'three', { wide: true })]),
    )
    assert.deepEqual(
      [...parts.values()].map((one) => unpack(one).toString()),
      ['one', 'two', 'three'],
    )
  })

  void test('an honest workbook of a dozen decorated sheets is taken, a hundred and one parts are not', () => {
    const many = (count: number) => archive(Array.from({ length: count }, (_, at) => part(String(at), 'x')))
    assert.equal(partsOf(many(MOST_PARTS)).size, MOST_PARTS)
    refused('parts', () => partsOf(many(MOST_PARTS + 1)))
    // A directory that says there are fewer than there are.
    refused('broken', () => partsOf(archive([part('a', 'x'), part('b', 'x')], 1)))
    refused('broken', () => partsOf(archive([part('a', 'x')], 2)))
  })

  void test('more than 100 MB in sum is refused, however many parts share it', () => {
    const whole = manyOf('a', 17)
    refused('unpacked', () =>
      partsOf(archive(Array.from({ length: 6 }, (_, at) => ({ name: String(at), ...whole })))),
    )
    refused('unpacked', () => partsOf(archive([{ name: 'a', ...manyOf('a', 101) }])))
  })

  void test('a ratio above a hundred is refused, except of a part that is small', () => {
    refused('ratio', () => partsOf(archive([{ name: 'a', ...manyOf('a', 2) }])))
    assert.equal(partsOf(archive([{ name: 'a', ...manyOf('a', 1) }])).size, 1)
  })

  void test('lies are refused: sizes, overlaps, 64 bits, twice the same name, a part that is not there', () => {
    const grows = partsOf(archive([part('a', 'x'.repeat(5_000), { said: 100 })]))
    refused('sizes', () => [...grows.values()].map(unpack))
    const shrinks = partsOf(archive([part('a', 'x', { said: 100 })]))
    refused('sizes', () => [...shrinks.values()].map(unpack))
    refused('sizes', () => partsOf(archive([part('a', 'x', { saidLocally: 99 })])))
    const wrong = partsOf(archive([part('a', 'x', { packed: { size: 1, crc: 7 }, stored: true })]))
    refused('broken', () => [...wrong.values()].map(unpack))
    refused('broken', () => partsOf(archive([part('a', 'x'), part('a', 'x', { overlaps: true })])))
    refused('sizes', () => partsOf(archive([part('a', 'x'), part('b', 'x', { overlaps: true })])))
    refused('broken', () => partsOf(archive([part('a', 'x'), part('a', 'y')])))
    refused('unpacked', () => partsOf(archive([part('a', 'x', { wide: true, long: 1n << 40n })])))
    refused('protected', () => partsOf(archive([part('a', 'x', { encrypted: true })])))
    const whole = archive([part('a', 'x')])
    refused('broken', () => partsOf(whole.subarray(0, whole.length - 1)))
    refused('broken', () => partsOf(Buffer.from('PK\u0003\u0004 no workbook')))
    for (let at = 0; at < whole.length; at++) {
      const twisted = Buffer.from(whole)
      twisted.writeUInt8(twisted.readUInt8(at) ^ 0x41, at)
      try {
        for (const one of partsOf(twisted).values()) unpack(one)
      } catch (fault) {
        assert.ok(
          fault instanceof Error && 'code' in fault && !String(fault.code).startsWith('ERR'),
          String(at),
        )
      }
    }
  })
})

void describe('the XML of a sheet', () => {
  const cell = (text: string, at = 'A1') =>
    sheet(`<row r="1"><c r="${at}" t="inlineStr"><is><t>${text}</t></is></c></row>`)

  void test('a cell of 32,767 characters is taken, in any spelling, and one of 32,768 is not', () => {
    for (const [sign, times] of [
      ['a', 1],
      ['é', 1],
      ['&#233;', 1],
      ['&amp;', 1],
      ['_x000D_', 1],
      ['&#x1F600;', 2],
    ] as const) {
      const most = Math.floor(LONGEST_CELL / times)
      lookOver(cell(sign.repeat(most)))
      refused('cell', () => lookOver(cell(sign.repeat(most + 1))))
    }
    const rich = `<r><t>${'a'.repeat(20_000)}</t></r>`
    refused('cell', () => lookOver(Buffer.from(`<sst><si>${rich}${rich}</si></sst>`)))
    assert.throws(() => lookOver(cell('a'.repeat(40_000), 'B7'), 'Objects'), { message: 'Objects!B7' })
  })

  void test('a cell far away from all others is refused by its place; an empty one there is no harm', () => {
    const far = (inner: string) => sheet(`<row r="1048576"><c r="XFD1048576">${inner}</c></row>`)
    assert.throws(() => lookOver(far('<v>1</v>'), 'Objects'), {
      code: 'places',
      message: 'Objects!XFD1048576',
    })
    lookOver(far(''))
    refused('broken', () => lookOver(cell('x', 'XFE1')))
    refused('broken', () => lookOver(sheet('<row r="1048577"></row>')))
  })

  void test('nothing defines anything, nests without end, or runs on without end', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
    refused('doctype', () => lookOver(Buffer.concat([Buffer.from(bomb), sheet('')])))
    refused('doctype', () => lookOver(Buffer.from('<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>')))
    refused('nested', () => lookOver(Buffer.from('<a>'.repeat(100_000))))
    refused('nested', () => lookOver(Buffer.from(`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`)))
    refused('cell', () => lookOver(Buffer.from(`<a>${' '.repeat(1_000_000)}</a>`)))
    for (const text of [
      '<a',
      '<a b="',
      '<!--',
      '<a></a></a>',
      `<a b="${'x'.repeat(500_000)}"/>`,
      '<a><c><c/></a>',
    ])
      assert.throws(() => lookOver(Buffer.from(text)), { name: 'Error' }, text.slice(0, 20))
  })

  void test('looking over a sheet takes as long as it is long', () => {
    const seconds = (size: number, text: (size: number) => string) => {
      const xml = Buffer.from(text(size))
      const began = process.cpuUsage()
      try {
        lookOver(xml)
      } catch {
        // What it says is tested above.
      }
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1e6
    }
    for (const text of [
      (size: number) => '<c r="A1"><v>1</v></c>'.repeat(size),
      (size: number) => `<x>${'<!---->'.repeat(size)}</x>`,
      (size: number) => `<x a="${'>'.repeat(10)}"/>`.repeat(size),
      (size: number) => '&#x'.repeat(size),
    ]) {
      seconds(10_000, text)
      const [small, large] = [seconds(20_000, text), seconds(200_000, text)]
      assert.ok(large < 40 * (small + 0.02), `${String(small)} s, ten times as much ${String(large)} s`)
    }
  })
})

void describe('a workbook', () => {
  const read = async (file: Buffer) => await readSheets(file, 'rows')

  void test('is read as before: rows, dates, shared strings, numbers', async () => {
    const shared = [
      part('xl/sharedStrings.xml', '<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>'),
      part('xl/styles.xml', '<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    ]
    const cells =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row r="4"><c r="A4"><v>12.5</v></c><c r="B4" s="1"><v>46000</v></c><c r="C4" t="b"><v>1</v></c></row>'
    const sheets = await read(archive(workbookParts({ One: sheet(cells) }, shared)))
    assert.deepEqual(sheets.get('One'), {
      header: ['one', '', 'two'],
      rows: [{ number: 4, cells: ['12.5', new Date(Date.UTC(2025, 11, 9)), 'true'] }],
    })
  })

  void test('its columns are those of the first row, without reading the others', async () => {
    const file = kent([], { rows: row(3, ['K-2']) })
    const [columns, rows] = [await readSheets(file, 'columns'), await read(file)]
    for (const [name, { header }] of rows) assert.deepEqual(columns.get(name)?.header, header)
    assert.equal(columns.get('Intelligence')?.rows.length, 0)
  })

  void test('what it does not need is not unpacked', async () => {
    const broken = part('xl/media/image1.emf', 'no picture', { packed: { size: 10, crc: 1 }, stored: true })
    assert.equal((await read(kent([broken]))).size, 3)
  })

  void test('one string that stands in very many cells is refused as what it comes to', async () => {
    const cells = Array.from(
      { length: 4_000 },
      (_, at) => `<row r="${String(at + 1)}"><c r="A${String(at + 1)}" t="s"><v>0</v></c></row>`,
    )
    const shared = part('xl/sharedStrings.xml', `<sst><si><t>${'ab'.repeat(16_000)}</t></si></sst>`)
    await assert.rejects(read(archive(workbookParts({ One: sheet(cells.join('')) }, [shared]))), {
      code: 'unpacked',
    })
  })

  void test('more than twenty sheets, or without its list of them, is refused', async () => {
    const sheets = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`S${String(at)}`, sheet('')]))
    await assert.rejects(read(archive(workbookParts(sheets))), { code: 'sheets' })
    await assert.rejects(read(archive([part('a.xml', '<a/>')])), { code: 'broken' })
    await assert.rejects(
      read(kent([part('xl/workbook.xml', '<workbook/>'.repeat(200_000), { stored: true })])),
      {
        code: 'sheets',
      },
    )
  })
})
