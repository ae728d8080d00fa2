/**
 * An exported function has a doc comment that says what each parameter is, what is returned, and when it throws.
 * Whether it says so truly, a reader must see; that it says it at all is looked at here.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { done } from './doc-comments/done.ts'
import { gapsOf } from './doc-comments/gaps.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What tests alone read is not among them. */
const sources = (folder: string) =>
  globSync(`${folder}/**/*.ts`, { cwd: ROOT })
    .filter((file) => !/\.(test|test-support|fixtures|d)\.ts$|\/fixtures\//.test(file))
    .toSorted()

void describe('doc comments', () => {
  for (const folder of done)
    void test(`are complete in ${folder}`, () => {
      const files = sources(folder)
      assert.ok(files.length > 0, 'the folder is gone: take its line out of doc-comments/done.ts')
      const gaps = files.flatMap((file) =>
        gapsOf(file, readFileSync(path.join(ROOT, file), 'utf8')).map(
          ({ name, line, missing }) => `${file}:${String(line)} ${name} lacks ${missing.join(', ')}`,
        ),
      )
      assert.deepEqual(gaps, [])
    })

  void test('are asked of every kind of exported function', () => {
    const missing = (text: string) => gapsOf('planted.ts', text).map((one) => one.missing)
    assert.deepEqual(missing('export function bare(): void {}'), [['a doc comment']])
    assert.deepEqual(missing('export const bare = (a: string) => a'), [['a doc comment']])
    assert.deepEqual(
      missing('/** Adds. */\nexport function add(a: number, b: number): number { return a + b }'),
      [['@param a', '@param b', '@returns']],
    )
    assert.deepEqual(
      missing(
        '/** Ends.\n * @param at - */\nexport async function end(at: Date): Promise<void> { throw notFound() }',
      ),
      [['@param at', '@throws']],
    )
    assert.deepEqual(missing('/** Ends.\n * @param when - UTC */\nexport function end(at: Date): void {}'), [
      ['@param at', 'when is no parameter'],
    ])
    assert.deepEqual(
      missing('/** Lists. */\nexport async function list({ tx }: MemberScope): Promise<void> {}'),
      [],
    )
    assert.deepEqual(
      missing('/** Moves.\n * @param place - metres */\nexport function move({ x, y }: Place): void {}'),
      [],
    )
    assert.deepEqual(missing('function inside(a: string): string { return a }'), [])
    assert.deepEqual(
      missing('/** Tries. */\nexport function attempt(): void { try { throw bug("") } catch { return } }'),
      [],
    )
  })
})
