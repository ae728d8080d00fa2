/** In which encoding a text file is written, as far as its bytes say. */
import { isAscii } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { WrongUse } from './command.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

const chunkBytes = 64 * 1024

/**
 * Finds out how a file is written: by its byte order mark, by the zeros of UTF-16, and else by whether its
 * bytes are UTF-8. Bytes that are not are Windows-1252, unless most of them make sense as UTF-8.
 * @param file - its path
 * @returns `sure` is false where it is Windows-1252 only because it is nothing else
 */
export async function encodingOf(file: string): Promise<{ encoding: Encoding; sure: boolean }> {
  const head = await headOf(file)
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', sure: true }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', sure: true }
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  if (Math.max(...zeros) > head.length / 8) {
    return { encoding: (zeros[1] ?? 0) > (zeros[0] ?? 0) ? 'utf-16le' : 'utf-16be', sure: true }
  }
  const decoder = new TextDecoder('utf-8')
  let [broken, right] = [0, 0]
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    if (isAscii(chunk)) continue
    for (const [sign] of text.matchAll(/\P{ASCII}/gu)) {
      if (sign === '\ufffd') broken += 1
      else right += 1
    }
  }
  return broken > right ? { encoding: 'windows-1252', sure: false } : { encoding: 'utf-8', sure: true }
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/**
 * Reads the name of an encoding.
 * @param name - as it was typed; case does not matter
 * @returns the encoding
 * @throws WrongUse if what was asked for is no encoding that is read
 */
export function asEncoding(name: string): Encoding {
  const found = encodings.find((one) => one === name.toLowerCase())
  if (!found) throw new WrongUse(`--encoding ${name}: it is one of ${encodings.join(', ')}.`)
  return found
}
