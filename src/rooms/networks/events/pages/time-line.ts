/** Events on a line of time, drawn on the server as SVG. Each is a bar by itself: nothing joins one with another. */
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { pictureAddress } from '../../../coast/index.ts'

/** What is drawn of one event: its number in the table, and its time. */
export type TimedEvent = { number: number; from: Date; until: Date }

export type TimeLine = { address: string; alt: string; width: number; height: number }

const WIDTH = 1140
const LEFT = 40
const RIGHT = 20
const ROW = 18
const HEAD = 34
/** A moment is as wide as this, so that it can be seen. */
const THINNEST = 6
const TICKS = 5
const HOUR = 3_600_000
const SHORT = 8 * 24 * HOUR

/**
 * @param events - in the order of the table
 * @returns the picture; null where none of them has a time
 */
export function drawTimeLine(events: readonly TimedEvent[]): TimeLine | null {
  if (events.length === 0) return null
  const first = Math.min(...events.map(({ from }) => from.getTime()))
  const last = Math.max(...events.map(({ until }) => until.getTime()), first + HOUR)
  const x = (at: number) => LEFT + ((at - first) / (last - first)) * (WIDTH - LEFT - RIGHT)
  const height = HEAD + events.length * ROW + 8
  const ticks = Array.from({ length: TICKS }, (_, step) => first + ((last - first) * step) / (TICKS - 1))
  // Within a few days, the day alone would stand there twice.
  const words = last - first < SHORT ? ukDateTime : ukDate
  const parts = [
    `<rect width="${String(WIDTH)}" height="${String(height)}" fill="#fff"/>`,
    ...ticks.map((at, step) => drawTick(words(new Date(at)), x(at), step, height)),
    ...events.map((event, row) => drawBar(event, row, x)),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(height)}" viewBox="0 0 ${String(WIDTH)} ${String(height)}">${parts.join('')}</svg>`
  return {
    address: pictureAddress(svg),
    alt: `Time line from ${ukDate(new Date(first))} to ${ukDate(new Date(last - 1))}. Each bar has the number of its row in the table, which says the same in words.`,
    width: WIDTH,
    height,
  }
}

const TEXT = 'font-family="arial,sans-serif" font-size="12" fill="#0b0c0c"'
const round = (value: number) => String(Math.round(value * 10) / 10)

function drawTick(words: string, x: number, step: number, height: number): string {
  const anchor = step === 0 ? 'start' : step === TICKS - 1 ? 'end' : 'middle'
  return `<path d="M${round(x)} 22V${String(height)}" stroke="#b1b4b6"/><text x="${round(x)}" y="15" text-anchor="${anchor}" ${TEXT}>${words}</text>`
}

function drawBar({ number, from, until }: TimedEvent, row: number, x: (at: number) => number): string {
  const y = HEAD + row * ROW
  const left = x(from.getTime())
  const wide = Math.max(THINNEST, x(until.getTime()) - left)
  return `<text x="6" y="${String(y + 11)}" ${TEXT}>${String(number)}</text><rect x="${round(Math.min(left, WIDTH - RIGHT - THINNEST))}" y="${String(y + 2)}" width="${round(wide)}" height="11" fill="#1d70b8"/>`
}
