/**
 * Runs `ledger verify` in a process of its own: `verify-child.ts DIR KEY THREADS`; prints milliseconds, those of processor,
 * and the most memory.
 */
import { readFile } from 'node:fs/promises'
import { verifyCommand } from '../src/verifier/index.ts'

const [folder = '', key = '', threads = ''] = process.argv.slice(2)
const began = performance.now()
const usedBefore = process.cpuUsage()
const said: string[] = []
const status = await verifyCommand([folder, '--key', key, '--threads', threads], {
  out: (line) => void said.push(line),
  say: () => undefined,
  progress: () => undefined,
})
const used = process.cpuUsage(usedBefore)
process.stdout.write(
  JSON.stringify({
    ...{ status, said: said[0], ms: performance.now() - began },
    processor: (used.user + used.system) / 1000,
    peakBytes: await peakOfProcess(),
  }),
)

/** What `getrusage` says begins with the memory of whoever started this process, which was larger. */
async function peakOfProcess(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024
}
