import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { cellAsWritten } from '../../../wire/csv.ts'
import { csvRecords } from './shapes/csv-records.ts'
import { openRefusedRows } from './refused-rows.ts'

test('refused rows are written so that a spreadsheet and a program can read them', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'seamark-refused-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const list = await openRefusedRows(join(folder, 'export.csv'))
  await list.append({
    line: 2,
    reference: 'A,1',
    refused: 'date does not exist',
    raw: 'A,"quoted"\nsecond line',
  })
  await list.append({ line: 9, reference: null, refused: 'not valid JSON', raw: '=HYPERLINK("x")' })
  await list.append({ line: 10, reference: '+44', refused: 'x', raw: '-1' })
  await list.close()
  const text = await readFile(list.file, 'utf8')
  const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, text: line }))
  const records = csvRecords(',')
  const cells = [...records.push(lines), ...records.end()].map((record) =>
    'cells' in record ? record.cells : null,
  )
  assert.deepEqual(cells, [
    ['line', 'reference', 'reason', 'raw'],
    ['2', 'A,1', 'date does not exist', 'A,"quoted"\nsecond line'],
    ['9', '', 'not valid JSON', `'=HYPERLINK("x")`],
    ['10', `'+44`, 'x', `'-1`],
  ])
  // A program gets every raw row as it was.
  assert.deepEqual(
    cells.slice(1).map((row) => cellAsWritten(row[3] ?? '')),
    ['A,"quoted"\nsecond line', '=HYPERLINK("x")', '-1'],
  )
  assert.equal((await stat(list.file)).mode & 0o777, 0o600)
})

test('a second run starts a new list, and none is left where nothing is refused', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'seamark-refused-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'export.csv.refused.csv'), 'of an earlier run')
  const list = await openRefusedRows(join(folder, 'export.csv'))
  await list.close()
  await assert.rejects(stat(list.file), { code: 'ENOENT' })
})
