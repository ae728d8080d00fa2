/**
 * Has bytes that nobody vouches for decoded in a process of its own: started for one file, bounded in memory
 * and time, without environment, and with no file but its program. See docs/adr/0014.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const ROOT = path.join(import.meta.dirname, '..', '..', '..')
const MEMORY_LOOK_MS = 100
/** What a process ends with when V8 finds no room on its heap: 128 + SIGABRT. */
const ABORTED = 134

/** One kind of decoder: its program, and what it may take at most. */
export type Decoder = {
  /** the file of its program; it may read the folder that this lies in */
  program: string
  /** files and folders of code (these end with a separator) that it may read besides, below the project's root */
  code?: readonly string[]
  /** native add-ons: bound by the operating system alone */
  addons?: boolean
  /** megabytes of V8's heap */
  heapMegabytes: number
  /** bytes of memory (resident) at which it is ended */
  memoryBytes: number
  /** milliseconds that are waited for it, its own start included; the reader's own pauses do not count */
  milliseconds: number
  /** bytes that it may write */
  outputBytes: number
}

export type DecodeOptions = {
  /** arguments of the program */
  args?: readonly string[]
  milliseconds?: number
  memoryBytes?: number
  /** another program, with its flags, in place of the decoder: tests that see it misbehave */
  program?: readonly string[] | undefined
  /** the process, as soon as it runs */
  onStart?: ((child: ChildProcess) => void) | undefined
}

/** Why there is no answer: too slow, too large, too talkative; `ended`: it broke, or was never whole. */
export type WhyStopped = 'time' | 'memory' | 'output' | 'ended'

/** The process gave no answer that counts. */
export class DecoderStopped extends Error {
  readonly why: WhyStopped
  constructor(why: WhyStopped) {
    super(`The decoder was stopped: ${why}`)
    this.why = why
  }
}

/**
 * Decodes one file. What the process writes is read as fast as it is asked for, and no faster: a reader that
 * is busy makes the process wait. Whoever stops reading ends it.
 * @param decoder - which program, and its limits of memory (bytes) and time (milliseconds)
 * @param input - the bytes of the file, as they came
 * @param options - limits other than the decoder's own, arguments, and what tests put in its place
 * @returns what it writes, in pieces; it is all of it only when the last piece was followed by the end
 * @throws DecoderStopped unless the process took the whole input and ended well within its limits; what
 *   reading `input` throws
 */
export async function* decodeApart(
  decoder: Decoder,
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: DecodeOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const flags = options.program ?? [...flagsOf(decoder), decoder.program]
  const child = spawn(process.execPath, [...flags, ...(options.args ?? [])], {
    cwd: ROOT,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (code, signal) => resolve(signal === 'SIGABRT' ? ABORTED : code))
  })
  const reasons: WhyStopped[] = []
  const stop = (reason: WhyStopped) => {
    reasons.push(reason)
    child.kill('SIGKILL')
  }
  const stopLooking = endWhenTooLarge(child, options.memoryBytes ?? decoder.memoryBytes, stop)
  let left = options.milliseconds ?? decoder.milliseconds
  const waited = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now()
    const clock = setTimeout(() => stop('time'), Math.max(0, left))
    try {
      return await work
    } finally {
      clearTimeout(clock)
      left -= performance.now() - began
    }
  }
  const { taken, unread } = feed(input, child, () => stop('ended'))
  try {
    // People's requests come first.
    if (child.pid !== undefined) lower(child.pid)
    options.onStart?.(child)
    const output = (child.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    let length = 0
    for (;;) {
      const piece = await waited(output.next()).catch(() => ({ done: true, value: undefined }) as const)
      if (piece.done) break
      length += piece.value.length
      if (length > decoder.outputBytes) {
        stop('output')
        break
      }
      yield piece.value
    }
    // Where it did not get the whole file, it may not judge it.
    const whole = await waited(taken)
    const code = await waited(ended)
    const fault = unread()
    if (fault !== undefined) throw fault as Error
    const [why] = reasons
    if (why !== undefined || !whole || code !== 0)
      throw new DecoderStopped(why ?? (code === ABORTED ? 'memory' : 'ended'))
  } finally {
    stopLooking()
    child.kill('SIGKILL')
    child.stdin.destroy()
    child.stdout.destroy()
    await ended
  }
}

/** Hands the input on. `unread`: what reading it threw, which is no fault of the process. */
function feed(
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  child: ChildProcess,
  onUnread: () => void,
): { taken: Promise<boolean>; unread: () => unknown } {
  let fault: unknown
  async function* bytes() {
    try {
      yield* input
    } catch (thrown) {
      fault = thrown ?? new Error('The file could not be read')
      onUnread()
      throw thrown
    }
  }
  const taken =
    child.stdin === null
      ? Promise.resolve(false)
      : pipeline(bytes(), child.stdin).then(
          () => true,
          () => false,
        )
  return { taken, unread: () => fault }
}

/**
 * The permission model takes from the process the files (but its own program), other processes and threads;
 * of the network Node 24 knows no permission: there the operating system must help.
 */
function flagsOf({ program, code = [], addons = false, heapMegabytes }: Decoder): string[] {
  const packages = path.join(ROOT, 'node_modules')
  const readable = [
    // the folder itself, where it is only linked to
    realpathSync(packages) + path.sep,
    packages + path.sep,
    path.dirname(program) + path.sep,
    path.join(ROOT, 'package.json'),
    ...code.map((one) => path.join(ROOT, one)),
  ]
  return [
    '--permission',
    ...(addons ? ['--allow-addons'] : []),
    ...readable.map((one) => `--allow-fs-read=${one}`),
    '--disable-warning=PERM0001',
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${String(heapMegabytes)}`,
  ]
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Ended already, or not allowed here: it only costs a little politeness.
  }
}

/** V8's limit knows nothing of buffers and native code, so the whole process is watched (where /proc is). */
function endWhenTooLarge(child: ChildProcess, most: number, stop: (why: WhyStopped) => void): () => void {
  if (process.platform !== 'linux' || child.pid === undefined) return () => undefined
  const file = `/proc/${String(child.pid)}/status`
  const timer = setInterval(() => {
    readFile(file, 'utf8').then(
      (status) => {
        const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
        if (kilobytes * 1024 > most) stop('memory')
      },
      () => undefined,
    )
  }, MEMORY_LOOK_MS)
  return () => clearInterval(timer)
}
