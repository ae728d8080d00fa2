/** Workbooks through the real process that reads them, and processes that misbehave. */
import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { guessMapping, KNOWN_MAPPINGS } from '../guess-mapping.ts'
import { loadMapping, type MappingOf } from '../mapping.ts'
import { readExport } from '../read-export.ts'
import { archive, kentSheets, manyOf, row, sheet, workbookParts, type Part } from './hostile.test-support.ts'
import { columnsOfWorkbook, rowsOfWorkbook, type WorkbookOptions } from './read-workbook.ts'
import { wordsOfRefusal } from './refusals.ts'

let folder = ''
let mapping: MappingOf<'xlsx'>
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seamark-workbook-'))
  mapping = (await loadMapping(path.join(KNOWN_MAPPINGS, 'kent-police.mapping.json'))) as MappingOf<'xlsx'>
})
after(() => rm(folder, { recursive: true, force: true }))

let files = 0
async function stored(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, `${String(++files)}.xlsx`)
  await writeFile(file, bytes)
  return file
}
const kent = (texts: { body?: string; rows?: string } = {}, more: readonly Part[] = []) =>
  stored(archive(workbookParts(kentSheets(texts), more)))

async function rowsOf(file: string, options?: WorkbookOptions) {
  const rows = []
  for await (const batch of rowsOfWorkbook(file, mapping, options)) rows.push(...batch)
  return rows
}

/** A process that takes its file and then does as told. */
const doing = (script: string) => [
  '--input-type=module',
  '-e',
  `for await (const _ of process.stdin); ${script}`,
]
const saying = (...lines: string[]) =>
  doing(`process.stdout.write(${JSON.stringify(lines.join('\n') + '\n')})`)

void describe('a workbook', () => {
  void test('becomes the reports that stand in it', async () => {
    const read = []
    for await (const one of readExport(await kent(), mapping)) read.push(one)
    const [report, ...others] = read
    assert.ok(report && 'report' in report && others.length === 0)
    assert.equal(report.createdAt, '2026-07-27T21:22:00.000Z')
    assert.deepEqual(report.report.subjects, [
      { kind: 'person', item: 1, category: 'suspected', names: ['Agnes Hodaj'], born: '1961' },
      { kind: 'phone', item: 1, value: '07700 900123' },
    ])
  })

  void test('a report of far too many words or rows is refused, and the others are taken', async () => {
    const long = row(
      3,
      Array.from({ length: 14 }, (_, at) => (at === 0 ? 'K-2' : 'a'.repeat(32_000))),
    )
    const objects = Array.from({ length: 2_100 }, (_, at) => row(at + 3, ['K-3', 'TEL', '07700 900124']))
    const sheets = kentSheets({ rows: long + row(4, ['K-3', '27/07/2026', 'Title', 'Text', 'OFFICIAL']) })
    sheets['Objects'] = sheet(row(1, ['Intel Ref', 'Type', 'Value']) + objects.join(''))
    const rows = await rowsOf(await stored(archive(workbookParts(sheets))))
    assert.deepEqual(
      rows.map((one) => ('refused' in one ? [one.reference, one.refused] : [one.reference])),
      [['K-1'], ['K-2', 'row is too long'], ['K-3', 'more rows than a report may have']],
    )
    assert.ok(rows.every((one) => one.raw.length <= 400_000))
  })

  void test('that unpacks to a gigabyte, or lies about it, is refused in words that say what to do', async () => {
    const big = { name: 'xl/worksheets/sheet1.xml', ...manyOf('a', 1_000) }
    const six = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`S${String(at)}`, Buffer.alloc(0)]))
    const sheets = Object.keys(six).map((_, at) => ({
      name: `xl/worksheets/sheet${String(at + 1)}.xml`,
      ...manyOf('a', 200),
    }))
    for (const [file, code] of [
      [await kent({}, [big]), 'workbook-unpacked'],
      [await stored(archive(workbookParts(six, sheets))), 'workbook-unpacked'],
      [await kent({}, [{ ...big, said: 900_000 }]), 'workbook-sizes'],
    ] as const)
      for (const read of [columnsOfWorkbook, rowsOf])
        await assert.rejects(read(file), { code, status: 422, message: wordsOfRefusal(code) ?? 'no words' })
    assert.match(wordsOfRefusal('workbook-unpacked') ?? '', /more than 100 MB. Save the sheet as CSV/)
    for (const [code, limit] of [
      ['unpacked', /each with fewer rows/],
      ['too-large', /larger than 50 MB.*each with less than 50 MB/],
      ['time', /more than 3 minutes to read/],
      ['memory', /more than 1200 MB of memory/],
      ['places', /more than 10,000,000 cells/],
    ] as const)
      assert.match(wordsOfRefusal(`workbook-${code}`) ?? '', limit)
  })

  void test('with a cell that is too long, or too far away, is told which', async () => {
    const far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    const asked = [
      [
        await kent({ body: 'a'.repeat(32_768) }),
        /^The cell Intelligence!D2 of this workbook|^The cell Intelligence!D2 holds/,
      ],
      [await kent({ rows: far }), /^The cell Intelligence!XFD1048576 lies so far/],
    ] as const
    for (const [file, message] of asked) await assert.rejects(columnsOfWorkbook(file), { message })
  })

  void test('under a password, damaged, or none at all is refused in words, and is never "no mapping"', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)])
    for (const [bytes, code] of [
      [old, 'workbook-protected'],
      [Buffer.from('PK\u0003\u0004 no workbook'), 'workbook-broken'],
      [
        archive(
          workbookParts(kentSheets(), [{ name: 'xl/workbook.xml', bytes: Buffer.from('<!DOCTYPE a><a/>') }]),
        ),
        'workbook-doctype',
      ],
    ] as const) {
      const file = await stored(bytes)
      await assert.rejects(guessMapping(file), { code, status: 422 })
      await assert.rejects(
        async () => {
          for await (const _ of readExport(file, mapping));
        },
        { code },
      )
    }
  })
})

void describe('the process that reads a workbook', () => {
  void test('too slow, too large, too talkative or broken: refused, and no process is left', async () => {
    const file = await kent()
    let child: ChildProcess | undefined
    const options = (script: string, more: WorkbookOptions = {}): WorkbookOptions => ({
      program: doing(script),
      onStart: (started) => (child = started),
      ...more,
    })
    await assert.rejects(
      rowsOf(file, options('await new Promise((r) => setTimeout(r, 60000))', { milliseconds: 500 })),
      {
        code: 'workbook-time',
      },
    )
    await assert.rejects(rowsOf(file, options('for (;;);', { milliseconds: 500 })), { code: 'workbook-time' })
    if (process.platform === 'linux')
      await assert.rejects(
        rowsOf(
          file,
          options(
            'const all = []; for (;;) { all.push(Buffer.alloc(5e6, 1)); await new Promise((r) => setTimeout(r, 5)) }',
            { memoryBytes: 150e6 },
          ),
        ),
        { code: 'workbook-memory' },
      )
    for (const script of [
      'process.exit(1)',
      '',
      `process.stdout.write('{"found":')`,
      `process.stdout.write('{"found":{"line":1,"raw":"","reference":null,"fields":{"title":7},"entries":[]}}\\n{"end":true}\\n')`,
      `process.stdout.write('{"end":true}\\n{"end":true}\\n')`,
      `process.stdout.write('x'.repeat(20e6))`,
    ])
      await assert.rejects(rowsOf(file, options(script)), { code: 'workbook-broken' }, script)
    const pid = child?.pid ?? 0
    assert.ok(pid > 0)
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  })

  void test('does not say that it was the last row: what came before it counts for nothing more', async () => {
    const found = '{"found":{"line":2,"raw":"[]","reference":"K-1","fields":{},"entries":[]}}'
    await assert.rejects(rowsOf(await kent(), { program: saying(found) }), { code: 'workbook-broken' })
    assert.equal((await rowsOf(await kent(), { program: saying(found, '{"end":true}') })).length, 1)
  })

  void test('waits for whoever takes its rows; a reader who pauses costs it no time, and one who leaves ends it', async () => {
    const script = `const line = '{"found":{"line":2,"raw":"' + 'x'.repeat(200000) + '","reference":null,"refused":"x"}}\\n'
      const { once } = await import('node:events')
      for (let n = 0; n < 100; n++) if (!process.stdout.write(line)) await once(process.stdout, 'drain')
      process.stdout.write('{"end":true}\\n')`
    const file = await kent()
    let rows = 0
    for await (const batch of rowsOfWorkbook(file, mapping, {
      program: doing(script),
      milliseconds: 20_000,
    })) {
      if (rows === 0) await new Promise((resolve) => setTimeout(resolve, 300))
      rows += batch.length
    }
    assert.equal(rows, 100)
    let child: ChildProcess | undefined
    for await (const _ of rowsOfWorkbook(file, mapping, {
      program: doing(script),
      onStart: (started) => (child = started),
    }))
      break
    const pid = child?.pid ?? 0
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  })
})
