/** `seamark keyholder passphrase`: the keys stay, and lie under another passphrase. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { runCommandLine } from '../../src/cli/main.ts'

void test('a key holder’s keys are put under another passphrase', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-holder-'))
  const file = (name: string) => path.join(folder, name)
  const run = async (passphrase: string, ...args: string[]) => {
    const out: string[] = []
    const status = await runCommandLine(['keyholder', ...args, '--folder', file('north')], {
      env: { SEAMARK_KEYHOLDER_PASSPHRASE: passphrase },
      out: (line) => out.push(line),
      say: () => undefined,
      progress: () => undefined,
      endProgress: () => undefined,
    })
    return { status, out: out.join('\n') }
  }
  try {
    await writeFile(file('next.txt'), 'four other words here\n')
    assert.equal((await run('the first words', 'init', '--name', 'north')).status, 0)
    const { out } = await run('the first words', 'show')
    assert.equal((await run('the first words', 'passphrase')).status, 2, 'it names the new one')
    const change = ['passphrase', '--new-passphrase-file', file('next.txt')]
    assert.notEqual((await run('not the words', ...change)).status, 0)
    assert.equal((await run('the first words', ...change)).status, 0)
    assert.notEqual((await run('the first words', 'show')).status, 0)
    assert.deepEqual(await run('four other words here', 'show'), { status: 0, out })
  } finally {
    await rm(folder, { recursive: true })
  }
})
