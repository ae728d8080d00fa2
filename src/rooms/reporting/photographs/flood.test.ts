/** Many photographs at once: one process decodes, and this one's memory does not grow with the queue. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { cleanPhotograph } from './clean-photograph.ts'
import { noise } from './hostile.test-support.ts'

const MB = 1_000_000

/** How many processes this one has started that still run. */
async function children(): Promise<number> {
  let running = 0
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    if (/^State:\s+[^Z]/m.test(status) && status.includes(`\nPPid:\t${String(process.pid)}\n`)) running += 1
  }
  return running
}

void describe('a flood of photographs', { skip: process.platform !== 'linux' }, () => {
  void test('waits in turn, read only when its turn has come; beyond the queue it is put off', async () => {
    const photograph = Buffer.concat([await noise(300, 300).jpeg().toBuffer(), Buffer.alloc(6 * MB)])
    let inMemory = 0
    let mostInMemory = 0
    let most = 0
    let mostChildren = 0
    const began = process.memoryUsage.rss()
    const look = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
      void children().then((running) => (mostChildren = Math.max(mostChildren, running)))
    }, 100)
    // As a photograph is read from its pieces: each a copy of its own.
    async function* read() {
      inMemory += 1
      mostInMemory = Math.max(mostInMemory, inMemory)
      for (let at = 0; at < photograph.length; at += 262_144)
        yield Buffer.from(photograph.subarray(at, at + 262_144))
      inMemory -= 1
    }
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, () => cleanPhotograph({ bytes: photograph.length, read })),
    )
    clearInterval(look)
    const safe = answers.filter((one) => one.status === 'fulfilled' && one.value.state === 'safe')
    const putOff = answers.filter((one) => one.status === 'rejected')
    assert.deepEqual([safe.length, putOff.length], [24, 6])
    for (const one of putOff) assert.equal((one.reason as { status: number }).status, 503)
    assert.equal(mostInMemory, 1)
    assert.equal(mostChildren, 1)
    assert.ok(most - began < 100 * MB, `${String((most - began) / MB)} MB more`)
    assert.equal(await children(), 0, 'no process is left when nothing waits')
  })

  void test('of one browser holds up nobody: a newcomer is next after the picture that is being decoded', async () => {
    const photograph = await noise(60, 60).jpeg().toBuffer()
    const order: string[] = []
    const take = async (network: string, browser: string) => {
      const cleaned = await cleanPhotograph(photograph, [network, browser]).catch(() => null)
      order.push(cleaned === null ? `${browser} put off` : browser)
    }
    // Many browsers of one network, each with as many as it may have waiting, and one somewhere else.
    const flood = ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', 'c'].map((browser) => take('gang', browser))
    const seen = take('harbour', 'reporter')
    await Promise.all([...flood, seen])
    const decoded = order.filter((one) => !one.endsWith('put off'))
    assert.equal(decoded.indexOf('reporter'), 1, decoded.join(' '))
    assert.ok(!order.includes('reporter put off'))
    assert.ok(
      order.filter((one) => one === 'a put off').length >= 1,
      'one browser waits with so many at most',
    )
  })
})
