/** The process that decodes: what it may not do, and what happens when it misbehaves. */
import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { noise } from '../hostile.test-support.ts'
import { askDecoder } from './ask-decoder.ts'

const UNKNOWN = { answer: { state: 'quarantined', why: 'unknown', found: null }, jpeg: null }

/** A process that reads its file and then does as told. */
const doing = (script: string) => [
  '--input-type=module',
  '-e',
  `for await (const _ of process.stdin); ${script}`,
]

void describe('the process that decodes', () => {
  void test('killed in the middle: not shown, and the next picture is', async () => {
    const large = await noise(5000, 4000).jpeg().toBuffer()
    let child: ChildProcess | undefined
    const asked = askDecoder('clean', [large], { onStart: (started) => (child = started) })
    await sleep(250)
    child?.kill('SIGKILL')
    assert.deepEqual(await asked, UNKNOWN)
    const next = await askDecoder('clean', [await noise(20, 20).jpeg().toBuffer()])
    assert.equal(next.answer.state, 'safe')
  })

  void test('leaves no process behind', async () => {
    let child: ChildProcess | undefined
    await askDecoder('clean', [await noise(20, 20).jpeg().toBuffer()], {
      onStart: (started) => (child = started),
    })
    assert.ok(child?.pid !== undefined)
    const { pid } = child
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  })

  void test('too slow, too large, broken or talkative: not shown', async () => {
    const file = Buffer.alloc(1000)
    const ask = (script: string, more: object = {}) =>
      askDecoder('clean', [file], { program: doing(script), ...more })
    assert.deepEqual(
      await ask('await new Promise((r) => setTimeout(r, 60000))', { milliseconds: 300 }),
      UNKNOWN,
    )
    if (process.platform === 'linux')
      assert.deepEqual(
        await ask(
          'const all = []; for (;;) { all.push(Buffer.alloc(5e6, 1)); await new Promise((r) => setTimeout(r, 5)) }',
          { memoryBytes: 150e6, milliseconds: 10_000 },
        ),
        UNKNOWN,
      )
    for (const script of [
      'process.exit(1)',
      'process.abort()',
      '',
      `process.stdout.write('{"state":"safe"')`,
      `process.stdout.write('{"state":"safe","width":1,"height":1,"found":null}\\n')`,
      `process.stdout.write('{"state":"safe","width":1,"height":1,"found":null}\\n<script>alert(1)</script> a page')`,
      `process.stdout.write('{"state":"fine","found":null}\\n')`,
      `process.stdout.write('{"state":"refused","why":"empty","found":null}\\nand a tail')`,
      `process.stdout.write('{"state":"quarantined","why":"heic","found":{"position":{"lat":999,"lon":0}}}\\n')`,
      `process.stdout.write('x'.repeat(20e6))`,
    ])
      assert.deepEqual(await ask(script), UNKNOWN, script)
  })

  void test('says safe, but the picture carries metadata or another size: not shown', async () => {
    const withExif = await noise(30, 30)
      .withExif({ IFD0: { Artist: 'CANARY' } })
      .jpeg()
      .toBuffer()
    const plain = await noise(30, 30).jpeg().toBuffer()
    const say = (width: number, picture: Buffer) =>
      doing(
        `process.stdout.write('{"state":"safe","width":${String(width)},"height":30,"found":null}\\n'); process.stdout.write(Buffer.from('${picture.toString('base64')}', 'base64'))`,
      )
    const ask = (program: string[]) => askDecoder('clean', [Buffer.alloc(10)], { program })
    assert.deepEqual(await ask(say(30, withExif)), UNKNOWN)
    assert.deepEqual(await ask(say(31, plain)), UNKNOWN)
    assert.equal((await ask(say(30, plain))).answer.state, 'safe')
  })

  void test('has no environment, and may read no file and start no process', async () => {
    // The same flags as the real one, with a program that tries.
    const { answer } = await askDecoder('place', [Buffer.alloc(10)], {
      program: [
        '--permission',
        '--allow-addons',
        '--disable-warning=PERM0001',
        ...doing(`
          const { readFileSync, writeFileSync } = await import('node:fs')
          const { spawnSync } = await import('node:child_process')
          const { Worker } = await import('node:worker_threads')
          const free = []
          const tries = [() => readFileSync('/etc/hostname'), () => writeFileSync('/tmp/x', ''),
            () => { const { error } = spawnSync('true'); if (error) throw error },
            () => new Worker('1', { eval: true })]
          for (const [n, one] of tries.entries()) try { one(); free.push(n) } catch {}
          const names = Object.keys(process.env).filter((name) => !name.startsWith('__CF'))
          const why = free.length || names.length ? 'empty' : 'damaged'
          process.stdout.write(JSON.stringify({ state: 'refused', why, found: null }) + '\\n')`),
      ],
    })
    assert.deepEqual(answer, { state: 'refused', why: 'damaged', found: null })
  })
})
