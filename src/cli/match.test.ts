import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isBeside } from '../../test/support/beside.ts'
import { generateRecords } from '../../bench/generated-records.ts'
import type { Terminal } from './command.ts'
import { runCommandLine } from './main.ts'

const shared = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'linkage')
const mappings = path.join(import.meta.dirname, '..', '..', 'bench', 'mappings')

void describe('seamark match', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-match-cli-'))
    await generateRecords(path.join(folder, 'records.csv'), 1_000)
    await writeFile(path.join(folder, 'other.csv'), 'a,b\n1,2\n')
    await writeFile(path.join(folder, 'wrong.json'), '{ "id": "unique_id", "columns": { "given": 7 } }')
  })
  after(() => rm(folder, { recursive: true, force: true }))
  const at = (name: string) => path.join(folder, name)

  async function seamark(...args: string[]) {
    const printed: string[] = []
    const said: string[] = []
    const terminal: Terminal = {
      env: { NODE_ENV: 'test' },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
    const status = await runCommandLine(['match', ...args], terminal)
    return { status, out: printed.join('\n'), err: said.join('\n') }
  }

  void test('writes pairs and clusters, and nothing to standard output unless asked', async () => {
    const plain = await seamark(at('records.csv'), '--out', at('pairs.csv'), '--clusters', at('clusters.csv'))
    assert.deepEqual([plain.status, plain.out], [0, ''], plain.err)
    assert.match(plain.err, /\d+ records, \d+ pairs compared, \d+ pairs in \d+ groups written/)
    assert.match(
      await readFile(at('pairs.csv'), 'utf8'),
      /^left_id,right_id,probability,explanation\n\d+,\d+,0\.\d{4},/,
    )
    assert.match(await readFile(at('clusters.csv'), 'utf8'), /^id,cluster\n/)
    const told = await seamark(at('records.csv'), '--out', at('pairs.csv'), '--json')
    assert.ok((JSON.parse(told.out) as { records: number }).records > 900)
  })
  void test('wrong use and wrong files end with 2, are named, and write nothing', async () => {
    const wrong: [string[], RegExp][] = [
      [[], /One or two files/],
      [[at('records.csv')], /--out/],
      [['a', 'b', 'c', '--out', at('none.csv')], /One or two files/],
      [[at('absent.csv'), '--out', at('none.csv')], /no such file/],
      [[at('other.csv'), '--out', at('none.csv')], /no column is called as an id/],
      [
        [at('records.csv'), '--mapping', at('wrong.json'), '--out', at('none.csv')],
        /wrong\.json: columns\.given/,
      ],
      [[at('records.csv'), '--mapping', at('absent.json'), '--out', at('none.csv')], /cannot be read/],
      [[at('records.csv'), '--out', at('no/such/folder.csv')], /no such folder/],
      [[at('records.csv'), '--out', at('none.csv'), '--memory', 'much'], /--memory takes a whole number/],
    ]
    for (const [args, says] of wrong) {
      const { status, out, err } = await seamark(...args)
      assert.deepEqual([status, out], [2, ''], args.join(' '))
      assert.match(err, says)
    }
    assert.ok(!existsSync(at('none.csv')))
  })
  void test('links the two halves of a file of our own nearly without a fault', async () => {
    const [header = '', ...lines] = (await readFile(at('records.csv'), 'utf8')).trim().split('\n')
    const personOf = new Map(lines.map((line) => [line.split(',')[0], line.slice(line.lastIndexOf(',') + 1)]))
    // A person's first record is in one half, a second record in the other.
    const first = new Set<string | undefined>()
    const [left, right] = [[header], [header]]
    for (const line of lines) {
      const person = personOf.get(line.split(',')[0])
      if (first.has(person)) right.push(line)
      else left.push(line)
      first.add(person)
    }
    await writeFile(at('left.csv'), left.join('\n'))
    await writeFile(at('right.csv'), right.join('\n'))
    const { status, err } = await seamark(at('left.csv'), at('right.csv'), '--out', at('halves.csv'))
    assert.equal(status, 0, err)
    const found = (await readFile(at('halves.csv'), 'utf8')).trim().split('\n').slice(1)
    const good = found.filter((line) => {
      const [one, other] = line.split(',')
      return personOf.get(one) === personOf.get(other)
    })
    assert.ok(
      good.length >= 0.9 * (right.length - 1),
      `${String(good.length)} of ${String(right.length - 1)}`,
    )
    assert.ok(
      found.length - good.length <= 0.05 * found.length,
      `${String(found.length - good.length)} false`,
    )
  })

  // Larger, and made by others: where it lies beside the checkout.
  if (isBeside(shared))
    void test('links the two halves of a public set without a fault', async () => {
      const file = (half: string) => path.join(shared, `febrl-dataset4${half}.csv`)
      const mapping = path.join(mappings, 'febrl-dataset4a.json')
      const { status } = await seamark(file('a'), file('b'), '--mapping', mapping, '--out', at('pairs.csv'))
      assert.equal(status, 0)
      const lines = (await readFile(at('pairs.csv'), 'utf8')).trim().split('\n').slice(1)
      const number = (id = '') => /\d+/.exec(id)?.[0]
      const right = lines.filter((line) => {
        const [left, other] = line.split(',')
        return number(left) === number(other)
      })
      assert.ok(right.length >= 4_990 && lines.length - right.length <= 5)
    })
})
