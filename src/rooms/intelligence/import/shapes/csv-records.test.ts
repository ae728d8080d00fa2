import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvRecords } from './csv-records.ts'

/** Reads a text as the file reader would hand it over: its lines, in pieces of `size`. */
function read(text: string, size = 1) {
  const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, text: line }))
  const records = csvRecords(',')
  const found = []
  for (let at = 0; at < lines.length; at += size) found.push(...records.push(lines.slice(at, at + size)))
  return [...found, ...records.end()]
}

const brief = (text: string) =>
  read(text).map((record) => ('cells' in record ? record.cells : `${String(record.line)}: ${record.fault}`))

test('whatever is written as CSV is read back, in whatever pieces it arrives', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', ';', '|', 'حد') })
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    )
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 4 }), (rows, size) => {
      const written = rows
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\r\n')
      const cells = read(written, size).map((record) => ('cells' in record ? record.cells : record.fault))
      const expected = rows.filter((row) => row.some((value) => value.trim() !== ''))
      assert.deepEqual(cells, expected)
    }),
  )
})

test('a stray quote costs its own row and no other', () => {
  assert.deepEqual(brief('a,b\n1,2\n3,"4\n5,6\n7,"8"\n9,10'), [
    ['a', 'b'],
    ['1', '2'],
    '3: quotes are not closed',
    ['5', '6'],
    ['7', '8'],
    ['9', '10'],
  ])
})

test('a stray quote that finds another one to close it is not believed', () => {
  assert.deepEqual(brief('a,b\n3,"4\n5,6\n7,8",9\n10,11'), [
    ['a', 'b'],
    '2: wrong number of columns',
    ['5', '6'],
    '4: wrong number of columns',
    ['10', '11'],
  ])
})

test('a quote inside an unquoted cell is a letter, as in 5" hose', () => {
  assert.deepEqual(brief('a,b\n5" hose,2'), [
    ['a', 'b'],
    ['5" hose', '2'],
  ])
})

test('blank rows are passed over', () => {
  assert.deepEqual(brief('\n\na,b\n\n,\n1,2\n , \n'), [
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('an open quote in a large file does not take the rest of it into memory', () => {
  const long = 'x'.repeat(1_000)
  const rows = Array.from({ length: 2_000 }, () => `1,${long}`)
  const found = read(`a,b\n1,"open\n${rows.join('\n')}`, 100)
  assert.equal(found.filter((record) => 'cells' in record).length, 2_001)
  assert.deepEqual(
    found.filter((record) => 'fault' in record).map(({ line }) => line),
    [2],
  )
})

test('a file full of quotes that are never closed costs as much as it is long, not that for each line', () => {
  // Read from its beginning, or within quotes, each of these lines leaves a quote open.
  const seconds = (lines: number) => {
    const began = process.cpuUsage()
    read(`a,b\n${'x","\n'.repeat(lines)}`, 6_000)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1e6
  }
  seconds(1_000)
  const [small, large] = [seconds(20_000), seconds(80_000)]
  assert.ok(large < 12 * (small + 0.05), `${String(small)} s, four times as much ${String(large)} s`)
})

test('some quotes that are never closed do not cost the rows behind them, nor those of several lines', () => {
  const good = 'one,"two\nlines"'
  const found = brief(['a,b', ...Array.from({ length: 200 }, () => `${good}\nx,"open`), good].join('\n'))
  assert.equal(found.filter((one) => typeof one !== 'string').length, 202)
})
