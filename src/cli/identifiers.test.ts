import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Terminal } from './command.ts'
import { runCommandLine } from './main.ts'

async function seamark(...args: string[]) {
  const [printed, said]: [string[], string[]] = [[], []]
  const terminal: Terminal = {
    env: { NODE_ENV: 'test' },
    out: (line) => printed.push(line),
    say: (line) => said.push(line),
    progress: () => undefined,
    endProgress: () => undefined,
  }
  const status = await runCommandLine(['identifiers', ...args], terminal)
  return { status, out: printed.join('\n'), err: said.join('\n') }
}

void describe('seamark identifiers', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-identifiers-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  void test('shows what a value means', async () => {
    const { status, out } = await seamark('7700900123.0', '--kind', 'phone')
    assert.deepEqual([status, out], [0, 'phone: +44 7700 900123   key +447700900123, GB, possible'])
    const romanian = await seamark('CJ 12 ABC', '--kind', 'vehicle', '--country', 'RO', '--json')
    assert.deepEqual(JSON.parse(romanian.out), {
      value: 'CJ 12 ABC',
      understood: [
        { kind: 'vehicle', key: 'RO:CJ12ABC', shown: 'RO:CJ12ABC', country: 'RO', certainty: 'possible' },
      ],
      reasons: [],
    })
    assert.match((await seamark('QT74 BCS')).out, /^vehicle: QT74 BCS/)
  })

  void test('says why a value is not understood', async () => {
    const { status, out } = await seamark('4.47701E+11', '--kind', 'phone')
    assert.equal(status, 0)
    assert.match((await seamark('4.47701E+11')).out, /a spreadsheet has lost digits/)
    assert.match(out, /^not understood\n.*lost digits/)
    assert.match((await seamark('05.03.90')).out, /^not understood\n.*looks like a date/)
    assert.match((await seamark('05-03-90')).out, /^not understood\n.*looks like a date/)
    assert.match((await seamark('31926819 60-16-13')).out, /^account: 60-16-13 31926819 [^\n]*$/)
  })

  void test('reads the values of a file, one line each and in order', async () => {
    const file = path.join(folder, 'values.csv')
    await writeFile(
      file,
      'Kind,Value,Country\nphone,"07700 900123/4",\nvehicle,AA-123-BB,F\nnonsense,1,\nphone,########,\n,boat.run@example.com,\n',
    )
    const { status, out, err } = await seamark('--file', file, '--json')
    assert.equal(status, 0, err)
    const lines = out
      .split('\n')
      .map((line) => JSON.parse(line) as { value: string; understood: { key: string }[]; reasons: string[] })
    assert.deepEqual(
      lines.map(({ value, understood }) => [value, ...understood.map(({ key }) => key)]),
      [
        ['07700 900123/4', '+447700900123', '+447700900124'],
        ['AA-123-BB', 'FR:AA123BB'],
        ['1'],
        ['########'],
        ['boat.run@example.com', 'boat.run@example.com'],
      ],
    )
    assert.match(lines[3]?.reasons[0] ?? '', /too narrow/)
    assert.match(err, /5 values, 2 of them not understood/)
    assert.match((await seamark('--file', file)).out, /^value,kind,key,shown,country,certainty,reasons\n/)
  })

  void test('wrong use ends with 2 and says what is right', async () => {
    await writeFile(path.join(folder, 'other.csv'), 'a,b\n1,2\n')
    for (const args of [
      [],
      ['a', 'b'],
      ['a', '--kind', 'nonsense'],
      ['--file', path.join(folder, 'absent.csv')],
      ['--file', path.join(folder, 'other.csv')],
    ]) {
      const { status, out, err } = await seamark(...args)
      assert.deepEqual([status, out], [2, ''], args.join(' '))
      assert.ok(err.length > 10)
    }
  })
})
