import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cellAsWritten, csvCell, csvRow } from './csv.ts'

/** What a reader of CSV makes of one quoted cell. */
const unquoted = (cell: string) => cell.slice(1, -1).replaceAll('""', '"')

void describe('a file for a spreadsheet', () => {
  void test('holds no cell that a spreadsheet would run, however the sign is written or hidden', () => {
    const signs = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠', '｜', '−', '﹦', '﹢', '﹣', '﹫']
    const before = [
      '',
      ' ',
      '   ',
      '\u00a0',
      '\u3000',
      '\u200b',
      '\ufeff',
      '\u2060',
      '\u00ad',
      '\u0000',
      '\u000b',
      ' \u200b ',
    ]
    for (const sign of signs)
      for (const unseen of before) {
        const value = `${unseen}${sign}1+1`
        assert.ok(csvCell(value).startsWith(`"'`), JSON.stringify(value))
        // Where a spreadsheet splits at a semicolon or a tab, or at a line break that it takes for a new row.
        for (const split of [';', '\t', '\n', '\r\n'])
          assert.ok(
            csvCell(`a${split}${value}`).includes(`${split}'${value}`),
            JSON.stringify(`a${split}${value}`),
          )
      }
    for (const value of ['\tx', '\rx']) assert.ok(csvCell(value).startsWith(`"'`), JSON.stringify(value))
  })

  void test('quotes every cell, so that no cell makes another', () => {
    assert.equal(csvRow(['a;b', 'say "no"', '', 'two\nlines']), '"a;b","say ""no""","","two\nlines"\r\n')
  })

  void test('leaves plain words as they are', () => {
    for (const value of ['A boat', 'a = b', '5 - 3', 'x@y.example', "O'Neill", "'quoted'", 'SM-1; SM-2'])
      assert.equal(unquoted(csvCell(value)), value)
  })

  void test('property: a program that reads it back has what was written, letter by letter', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '|',
        '＝',
        ' ',
        '\t',
        '\r',
        '\n',
        ';',
        ',',
        '"',
        '\u200b',
        '\ufeff',
        'a',
        '1',
      ),
      fc.string({ maxLength: 3, unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const value = pieces.join('')
        assert.equal(cellAsWritten(unquoted(csvCell(value))), value)
      }),
      { numRuns: 1_000 },
    )
  })

  void test('costs in proportion to its length, whatever it holds', () => {
    const cost = (seed: string, times: number) => {
      const value = seed.repeat(times)
      const began = process.cpuUsage()
      csvCell(value)
      const { user, system } = process.cpuUsage(began)
      return user + system
    }
    for (const seed of [' ', "'", '\u200b', '; ', "\n'", ' \u200b'])
      assert.ok(
        cost(seed, 80_000) < 40 * Math.max(cost(seed, 10_000), 500),
        `ten times as long costs far more: ${JSON.stringify(seed)}`,
      )
  })

  void test('is written by this piece alone', async () => {
    const root = path.join(import.meta.dirname, '..')
    // names of columns in SQL, not cells
    const others = [path.join('library', 'linkage', 'database.ts')]
    const own: string[] = []
    for (const name of await readdir(root, { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts') || name === path.join('wire', 'csv.ts')) continue
      const text = await readFile(path.join(root, name), 'utf8')
      if (/replaceAll\('"', '""'\)|replace\(\/"\/g, '""'\)/.test(text)) own.push(name)
    }
    assert.deepEqual(own, others)
  })
})
