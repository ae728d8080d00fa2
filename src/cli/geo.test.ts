import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Terminal } from './command.ts'
import { runCommandLine } from './main.ts'

const area = (code: string, west: number, east: number) => ({
  type: 'Feature',
  properties: { PFA23CD: code, PFA23NM: code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 50.9],
        [east, 50.9],
        [east, 51.3],
        [west, 51.3],
        [west, 50.9],
      ],
    ],
  },
})

void describe('seamark geo', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-geo-cli-'))
    await mkdir(path.join(folder, 'downloads'))
    await mkdir(path.join(folder, 'empty'))
    await writeFile(
      path.join(folder, 'downloads', 'areas.geojson'),
      JSON.stringify({
        type: 'FeatureCollection',
        features: [area('E23000033', 0, 0.5), area('E23000032', 0.5, 1)],
      }),
    )
    await writeFile(path.join(folder, 'downloads', 'readme.md'), 'words')
    await writeFile(path.join(folder, 'empty', 'list.json'), '[1]')
  })
  after(() => rm(folder, { recursive: true, force: true }))

  async function seamark(data: string, ...args: string[]) {
    const printed: string[] = []
    const said: string[] = []
    const terminal: Terminal = {
      env: { NODE_ENV: 'test', DATA_DIR: path.join(folder, data) },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
    const status = await runCommandLine(['geo', ...args], terminal)
    return { status, out: printed.join('\n'), err: said.join('\n') }
  }

  void test('wrong use ends with 2 and says what is right', async () => {
    const wrong = [
      [],
      ['nonsense'],
      ['load'],
      ['load', path.join(folder, 'not-there')],
      ['load', folder, folder],
      ['where'],
      ['where', 'by', 'the', 'pier'],
      ['where', '///filled.count.soap'],
      ['where', '--unknown', '1', '2'],
    ]
    for (const args of wrong) {
      const { status, out, err } = await seamark('a', ...args)
      assert.deepEqual([status, out], [2, ''], args.join(' '))
      assert.ok(err.length > 10)
    }
  })

  void test('a folder without a layer ends with 1 and changes nothing', async () => {
    const { status, out, err } = await seamark('a', 'load', path.join(folder, 'empty'))
    assert.equal(status, 1)
    assert.match(out, /^left {2}list\.json: /)
    assert.match(err, /Nothing here can be used/)
  })

  void test('answers for a point without any layer', async () => {
    const { status, out } = await seamark('a', 'where', '50.915', '0.79')
    assert.equal(status, 0)
    assert.match(out, /Sussex Police \(E23000033\)\nor Kent Police/)
    assert.match(out, /packages carry/)
    const west = await seamark('a', 'where', '50.78', '-1.11', '--json')
    assert.equal((JSON.parse(west.out) as { force: { code: string } }).force.code, 'E23000030')
    const calais = await seamark('a', 'where', "50°57.9'N", "1°51.6'E")
    assert.match(calais.out, /Outside UK police areas/)
  })

  void test('says how a text was understood, and offers a pair the right way round', async () => {
    const read = async (...words: string[]) =>
      JSON.parse((await seamark('a', 'where', ...words, '--json')).out) as {
        position: object
        written: string
        offer: object | null
      }
    const comma = await read("51°7,5'N 1°19,2'E")
    assert.deepEqual([comma.written, comma.offer], ['51°07.50′ N 001°19.20′ E', null])
    const turned = await read('0.7900, 50.9150')
    assert.deepEqual(turned.position, { lat: 0.79, lon: 50.915 })
    assert.deepEqual(turned.offer, { lat: 50.915, lon: 0.79 })
    assert.match(
      (await seamark('a', 'where', '0.7900', '50.9150')).out,
      /turned round\? Then: .*50\.91500, 0\.79000/,
    )
  })

  void test('loads layers, says what it took and what it left, and uses them', async () => {
    const loaded = await seamark('b', 'load', path.join(folder, 'downloads'))
    assert.equal(loaded.status, 0, loaded.err)
    assert.match(loaded.out, /^used {2}areas\.geojson: 2 police areas, 10 points$/m)
    assert.match(loaded.out, /^left {2}readme\.md: not read\. /m)
    const { out } = await seamark('b', 'where', '51.1', '0.75', '--json')
    const answer = JSON.parse(out) as { force: { name: string }; from: string; at: string }
    assert.deepEqual([answer.force.name, answer.from, answer.at], ['Kent Police', 'layers', 'land'])
  })
})
