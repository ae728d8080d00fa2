import assert from 'node:assert/strict'
import { test } from 'node:test'
import { soundWords, termsCommand } from './operator-terms.ts'

test('a word is read without the spaces around it, and a text of several lines is none', () => {
  assert.equal(soundWords('  Lead officer '), 'Lead officer')
  assert.equal(soundWords('x'.repeat(80)).length, 80)
  for (const wrong of ['', '   ', 'x'.repeat(81), 'two\nlines', 'a\u0000'])
    assert.throws(() => soundWords(wrong), { kind: 'invalid' }, JSON.stringify(wrong))
})

test('what is typed wrongly is answered with the use, and asks no database', async () => {
  const said: string[] = []
  const refuse = () => Promise.reject(new Error('asked'))
  const command = termsCommand({
    use: 'seamark x-terms set CODE WORDS',
    operations: { list: 'x.term.list', change: 'x.term.change' },
    list: refuse,
    change: refuse,
  })
  const terminal = { env: {}, say: (text: string) => void said.push(text), out: () => undefined }
  for (const args of [['set'], ['set', 'code'], ['set', 'code', 'two', 'words'], ['remove', 'code']])
    assert.equal(await command(args, terminal as never), 2)
  assert.deepEqual([...new Set(said)], ['seamark x-terms set CODE WORDS'])
})
