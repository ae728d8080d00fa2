/** A photograph of twelve megapixels made safe, as the node does it: in a process of its own, started anew. */
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { askDecoder } from '../src/rooms/reporting/photographs/decoder/ask-decoder.ts'
import { spreadOf, type Spread } from './statistics.ts'
import sharp from 'sharp'

export type PhotographsFigure = {
  /** bytes of the photograph as it came, and of the safe one */
  bytes: number
  safeBytes: number
  /** milliseconds from the file to the safe picture */
  times: Spread
  /** the decoder alone, in this process, without a process of its own: the plain limit */
  plain: Spread
  /** most resident memory of the process that decodes, in bytes; null where the system does not say */
  peakBytes: number | null
}

const WIDTH = 4000
const HEIGHT = 3000
const TIMES = 12
const LOOK_MS = 10

export async function measurePhotographs(): Promise<PhotographsFigure> {
  const photograph = await likeATelephones()
  let peakBytes: number | null = null
  const times: number[] = []
  let safeBytes = 0
  for (let turn = 0; turn < TIMES; turn++) {
    const began = performance.now()
    let stop = () => {}
    const { answer, jpeg } = await askDecoder('clean', [photograph], {
      onStart: (child) => {
        stop = watch(child, (bytes) => (peakBytes = Math.max(peakBytes ?? 0, bytes)))
      },
    })
    stop()
    times.push(performance.now() - began)
    if (answer.state !== 'safe' || !jpeg) throw new Error(`the photograph was ${answer.state}`)
    safeBytes = jpeg.length
  }
  const plain: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    const began = performance.now()
    await sharp(photograph).autoOrient().resize({ width: 2560 }).jpeg({ quality: 80 }).toBuffer()
    plain.push(performance.now() - began)
  }
  return {
    bytes: photograph.length,
    safeBytes,
    times: spreadOf(times),
    plain: spreadOf(plain),
    peakBytes,
  }
}

/** Shapes with a little noise: about the bytes that a telephone writes for as many pixels. */
async function likeATelephones(): Promise<Buffer> {
  const grain = { type: 'gaussian', mean: 128, sigma: 12 } as const
  return await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#68a', noise: grain },
  })
    .jpeg({ quality: 92 })
    .toBuffer()
}

function watch(child: ChildProcess, tell: (bytes: number) => void): () => void {
  if (process.platform !== 'linux') return () => undefined
  const timer = setInterval(() => {
    readFile(`/proc/${String(child.pid)}/status`, 'utf8').then(
      (status) => {
        const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
        if (kilobytes !== undefined) tell(Number(kilobytes) * 1024)
      },
      () => undefined, // it has ended
    )
  }, LOOK_MS)
  return () => clearInterval(timer)
}
