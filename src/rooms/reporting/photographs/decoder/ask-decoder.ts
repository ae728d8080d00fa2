/**
 * Has one file decoded in a process of its own. Fails closed: whatever is not exactly the expected answer
 * in time counts as "not known", and what is not known is not shown.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { answerSchema, type Answer, type Task } from './answer.ts'
import { DECODING_MEMORY, DECODING_MS, MOST_SAFE_BYTES, SHOWN_SIDE } from './limits.ts'
import { plainJpeg } from './plain-jpeg.ts'

export type Decoded = { answer: Answer; jpeg: Buffer | null }

const ROOT = path.join(import.meta.dirname, '..', '..', '..', '..', '..')
const PROGRAM = path.join(import.meta.dirname, 'process.ts')
const MEMORY_LOOK_MS = 100
const LONGEST_LINE = 2_000

const NOT_KNOWN: Decoded = { answer: { state: 'quarantined', why: 'unknown', found: null }, jpeg: null }

/**
 * The permission model takes from the process the files (but its own program), other processes and
 * threads; of the network Node 24 knows no permission. Native add-ons must be allowed, or nothing could be decoded; code that runs inside one
 * is bound by the operating system alone.
 */
const FLAGS = [
  '--permission',
  '--allow-addons',
  // the folder itself, where it is only linked to
  `--allow-fs-read=${realpathSync(path.join(ROOT, 'node_modules'))}${path.sep}`,
  `--allow-fs-read=${path.join(ROOT, 'node_modules')}${path.sep}`,
  `--allow-fs-read=${import.meta.dirname}${path.sep}`,
  `--allow-fs-read=${path.join(ROOT, 'package.json')}`,
  '--disable-warning=PERM0001',
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=96',
]

export type DecoderOptions = {
  milliseconds?: number
  memoryBytes?: number
  /** another program in place of the decoder: tests that see it misbehave */
  program?: readonly string[]
  /** the process, as soon as it runs */
  onStart?: (child: ChildProcess) => void
}

/**
 * @param task - see Task
 * @param file - the bytes of the whole file, as it came
 * @returns what the process said, once it has ended well and what it said is plausible; else quarantined
 *   as unknown
 * @throws only what reading `file` throws
 */
export async function askDecoder(
  task: Task,
  file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: DecoderOptions = {},
): Promise<Decoded> {
  let unread: unknown
  async function* bytes() {
    try {
      yield* file
    } catch (fault) {
      unread = fault ?? new Error('The file could not be read')
      throw fault
    }
  }
  const output = await run(task, bytes(), options).catch(() => null)
  if (unread !== undefined) throw unread as Error
  return (output && read(task, output)) ?? NOT_KNOWN
}

/** All that the process wrote, or null when it did not end well. */
async function run(
  task: Task,
  bytes: AsyncIterable<Uint8Array>,
  options: DecoderOptions,
): Promise<Buffer | null> {
  const child = spawn(process.execPath, [...(options.program ?? [...FLAGS, PROGRAM]), task], {
    cwd: ROOT,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  const kill = () => void child.kill('SIGKILL')
  const clock = setTimeout(kill, options.milliseconds ?? DECODING_MS)
  const stopLooking = endWhenTooLarge(child, options.memoryBytes ?? DECODING_MEMORY)
  try {
    // People's requests come first.
    if (child.pid !== undefined) lower(child.pid)
    options.onStart?.(child)
    const output: Buffer[] = []
    let length = 0
    child.stdout.on('data', (part: Buffer) => {
      length += part.length
      if (length > MOST_SAFE_BYTES + LONGEST_LINE) kill()
      else output.push(part)
    })
    // Where it does not get the whole file, it may not judge it.
    await pipeline(bytes, child.stdin)
    return (await ended) ? Buffer.concat(output) : null
  } finally {
    clearTimeout(clock)
    stopLooking()
    kill()
  }
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Ended already, or not allowed here: it only costs a little politeness.
  }
}

/** V8's limit knows nothing of what libvips takes, so the whole process is watched (where /proc is). */
function endWhenTooLarge(child: ChildProcess, most: number): () => void {
  if (process.platform !== 'linux' || child.pid === undefined) return () => undefined
  const file = `/proc/${String(child.pid)}/status`
  const timer = setInterval(() => {
    readFile(file, 'utf8').then(
      (status) => {
        const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
        if (kilobytes * 1024 > most) child.kill('SIGKILL')
      },
      () => undefined,
    )
  }, MEMORY_LOOK_MS)
  return () => clearInterval(timer)
}

function read(task: Task, output: Buffer): Decoded | null {
  const end = output.subarray(0, LONGEST_LINE).indexOf(0x0a)
  if (end < 0) return null
  let line: unknown
  try {
    line = JSON.parse(output.toString('utf8', 0, end))
  } catch {
    return null
  }
  const parsed = answerSchema.safeParse(line)
  if (!parsed.success) return null
  const answer = parsed.data
  const rest = output.subarray(end + 1)
  if (answer.state !== 'safe' || task === 'place')
    return rest.length === 0 && answer.state !== 'safe' ? { answer, jpeg: null } : null
  const size = plainJpeg(rest)
  if (size === null || size.width !== answer.width || size.height !== answer.height) return null
  if (Math.max(size.width, size.height) > SHOWN_SIDE) return null
  return { answer, jpeg: Buffer.from(rest) }
}
