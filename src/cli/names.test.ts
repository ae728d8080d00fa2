import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Terminal } from './command.ts'
import { runCommandLine } from './main.ts'

void describe('seamark names', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-names-cli-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  async function seamark(...args: string[]) {
    const printed: string[] = []
    const said: string[] = []
    const terminal: Terminal = {
      env: { NODE_ENV: 'test', DATA_DIR: folder },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
    const status = await runCommandLine(['names', ...args], terminal)
    return { status, out: printed.join('\n'), err: said.join('\n') }
  }

  async function compare(content: string | Buffer, ...args: string[]) {
    const file = path.join(folder, 'pairs.csv')
    await writeFile(file, content)
    const { status, out, err } = await seamark('--file', file, '--json', ...args)
    const lines = out === '' ? [] : out.split('\n').map((line) => JSON.parse(line) as Compared)
    return { status, err, outcomes: lines.map(({ outcome }) => outcome).join(' '), lines }
  }
  type Compared = { outcome: string; probability: number; reasons: string[] }

  void test('two names on the command line', async () => {
    const { status, out } = await seamark('--schema', 'Company', 'Siemens AG', 'SiemensAG')
    assert.equal(status, 0)
    assert.match(out, /^match \(probability 0\.9\d\)\n {2}the same words/)
    const json = await seamark('Siemens AG', 'Volkswagen GmbH', '--schema', 'company', '--json')
    assert.deepEqual(Object.keys(JSON.parse(json.out) as object), ['outcome', 'probability', 'reasons'])
    assert.equal(json.status, 0)
  })

  void test('wrong use ends with 2 and says what is right', async () => {
    const wrong = [
      [],
      ['A'],
      ['A', 'B', 'C'],
      ['A', 'B', '--schema', 'Planet'],
      ['A', 'B', '--columns', 'x,y'],
      ['--file', path.join(folder, 'not-there.csv')],
      ['--file', folder],
      ['A', '--unknown'],
    ]
    for (const args of wrong) {
      const { status, out, err } = await seamark(...args)
      assert.deepEqual([status, out], [2, ''], args.join(' '))
      assert.ok(err.length > 10)
    }
  })

  void test('a file: one line each, in order, whatever a row holds', async () => {
    const { status, outcomes, lines, err } = await compare(
      'a,b,schema\nSiemens AG,Siemens Aktiengesellschaft,Company\n,,\n"Goodwill, Ltd","Good\nWill Ltd",Company\n\n"x ""y"" z",,Vessel\nSnow,Snoe,Vessel\nVictory,Victory,Planet\n',
    )
    assert.equal(status, 0)
    assert.equal(outcomes, 'match different match different different match')
    assert.match(lines[1]?.reasons[0] ?? '', /^cannot be compared/)
    assert.match(err, /1 rows name a schema that is not known \("Planet" on line 9 first\)/)
  })

  void test('columns by other names, other signs between them, and those that are missing', async () => {
    const other = 'id;Name1;Name2;kind\r\n1;Vodafone Limited;Vodafone Ltd;Company\r\n'
    assert.equal((await compare(other, '--columns', 'name1,name2,kind')).outcomes, 'match')
    const missing = await compare(other, '--columns', 'name1,name3')
    assert.equal(missing.status, 2)
    assert.match(missing.err, /has no column "name3"\. Its columns are: "id", "Name1", "Name2", "kind"/)
    assert.match((await compare(other)).err, /has no column "a" and "b"/)
    assert.equal((await compare('')).status, 2)
    assert.equal((await compare('\n\n')).status, 2)
    assert.equal((await compare('a,b\n')).status, 0)
  })

  void test('encodings: with and without a mark, UTF-16, Windows-1252, and broken bytes', async () => {
    const text = 'a,b,schema\nMüller Söhne GmbH,Muller Sohne GmbH,Company\n'
    const ways: [Buffer, RegExp][] = [
      [Buffer.from(text), /^1 pairs/],
      [Buffer.from(`\ufeff${text}`), /^1 pairs/],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), /^1 pairs/],
      [Buffer.from(text, 'utf16le'), /^1 pairs/],
      [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), /^1 pairs/],
      [Buffer.from(text, 'latin1'), /read as Windows-1252/],
    ]
    for (const [bytes, said] of ways) {
      const { outcomes, err } = await compare(bytes)
      assert.equal(outcomes, 'match')
      assert.match(err, said)
    }
    const broken = Buffer.concat([Buffer.from('a,b\nПётр Čapek,'), Buffer.from([0xff, 0x41, 0x0a])])
    const { status, err } = await compare(broken)
    assert.equal(status, 0)
    assert.match(err, /From line 2 on there are bytes that are not UTF-8/)
    assert.equal((await compare('a,b\nx,y\n', '--encoding', 'ebcdic')).status, 2)
  })

  void test('a quote that is never closed costs its line', async () => {
    const { outcomes, err } = await compare('a,b\n"Anna,Berta\nAnna Karenina,Anna Karenina\n')
    assert.equal(outcomes, 'different match')
    assert.match(err, /1 rows could not be read/)
  })

  void test('rows across the pieces in which a file is read', async () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, at) => `"Firm ${String(at)} ""é""","Firm ${String(at)} ""é"""`,
    )
    const { lines } = await compare(`a,b\n${rows.join('\n')}`, '--schema', 'Company')
    assert.equal(lines.length, 6_000)
    assert.ok(lines.every(({ outcome }) => outcome === 'match'))
  })
})
