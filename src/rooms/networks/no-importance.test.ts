/** Nothing orders, sizes or colours a subject by how often it is named or linked, and no page of this room has a map. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'

const ROOT = path.join(import.meta.dirname, '..', '..', '..')
const FOLDERS = ['src/rooms/networks', 'db/code/networks']

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|njk|sql|scss)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name)),
)

/** Code without what is said about it. */
const codeOf = (file: string): string =>
  readFileSync(path.join(ROOT, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\{#[\s\S]*?#\}/g, '')
    .replaceAll(/(^|\s)(\/\/|--).*$/gm, '')

/** Each with what it would do. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['orders by a count', /order by[^;)]*\bcount\s*\(/i],
  ['sorts by a number of reports, links or neighbours', /sort(?:ed)?\([^)]*\)\s*=>[^\n]*(?:length|size)\b/i],
  [
    'has a measure of importance',
    /\b(?:centrality|pagerank|degree|betweenness|importance|score|rank(?:ing)?|weight)\b/i,
  ],
  ['sizes or colours by a number', /style="[^"]*(?:width|height|font-size|color)[^"]*\{\{/i],
  ['draws a map or a track', /\b(?:leaflet|data-map|polyline|<canvas|<svg)\b/i],
]

void describe('no measure of importance', () => {
  void test('there is code to look at', () => {
    assert.ok(files.length > 30)
  })

  for (const [what, pattern] of FORBIDDEN)
    void test(`nothing ${what}`, () => {
      assert.deepEqual(
        files.filter((file) => pattern.test(codeOf(file))),
        [],
      )
    })

  void test('what is planted is found', () => {
    const planted = [
      'select id from networks.subject order by count(*) desc',
      'cards.sort((one, other) => other.links.length - one.links.length)',
      'const degree = links',
      '<p style="font-size: {{ one.reports }}px">',
      '<div data-map>',
    ]
    for (const [at, text] of planted.entries()) assert.match(text, FORBIDDEN[at]?.[1] ?? /$^/)
  })
})
