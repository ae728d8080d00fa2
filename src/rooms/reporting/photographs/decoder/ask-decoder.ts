/**
 * Has one file decoded in a process of its own. Fails closed: whatever is not exactly the expected answer
 * in time counts as "not known", and what is not known is not shown.
 */
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import {
  decodeApart,
  DecoderStopped,
  type Decoder,
} from '../../../../platform/decoder-process/decode-apart.ts'
import { answerSchema, type Answer, type Task } from './answer.ts'
import { DECODING_MEMORY, DECODING_MS, MOST_SAFE_BYTES, SHOWN_SIDE } from './limits.ts'
import { plainJpeg } from './plain-jpeg.ts'

export type Decoded = { answer: Answer; jpeg: Buffer | null }

const LONGEST_LINE = 2_000

const NOT_KNOWN: Decoded = { answer: { state: 'quarantined', why: 'unknown', found: null }, jpeg: null }

const DECODER: Decoder = {
  program: path.join(import.meta.dirname, 'process.ts'),
  // Native add-ons must be allowed, or nothing could be decoded.
  addons: true,
  heapMegabytes: 96,
  memoryBytes: DECODING_MEMORY,
  milliseconds: DECODING_MS,
  outputBytes: MOST_SAFE_BYTES + LONGEST_LINE,
}

export type DecoderOptions = {
  milliseconds?: number
  memoryBytes?: number
  /** another program in place of the decoder: tests that see it misbehave */
  program?: readonly string[]
  /** the process, as soon as it runs */
  onStart?: (child: ChildProcess) => void
}

/**
 * Asks for one file.
 * @param task - see Task
 * @param file - the bytes of the whole file, as it came
 * @param options - limits other than the decoder's own
 * @returns what the process said, once it has ended well and what it said is plausible; else quarantined
 *   as unknown
 * @throws only what reading `file` throws
 */
export async function askDecoder(
  task: Task,
  file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: DecoderOptions = {},
): Promise<Decoded> {
  const output: Buffer[] = []
  try {
    for await (const piece of decodeApart(DECODER, file, { ...options, args: [task] })) output.push(piece)
  } catch (fault) {
    if (fault instanceof DecoderStopped) return NOT_KNOWN
    throw fault
  }
  return read(task, Buffer.concat(output)) ?? NOT_KNOWN
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
