/** The coast as a strip by the mile: bars in rows, drawn in shares of a row, so that it fits any screen. */
import { isOverdue, lacksLead, type Gap } from '../plan/missing.ts'
import type { Stretch } from '../plan/plan.ts'
import { mileWords } from './words.ts'

export type StripPart = {
  /** shares of the row, like `12.5%` */
  x: string
  width: string
  middle: string
  kind: 'led' | 'late' | 'nobody' | 'gap'
  /** the stretch's number in the table; empty where there is no room for it */
  label: string
}
export type StripRow = {
  label: string
  parts: StripPart[]
  marks: { x: string; text: string; anchor: string }[]
}

/** A bar narrower than this share of its row has no room for two figures on a telephone. */
const ROOM_FOR_LABEL = 0.055

/**
 * Writes the strip.
 * @param stretches - in order of chainage; the number of each is its place among them
 * @param gaps - miles in no stretch
 * @param miles - length of the coast
 * @param today - calendar day
 * @returns rows of bars; the width of each is a share of its row
 */
export function stripOf(
  stretches: readonly Stretch[],
  gaps: readonly Gap[],
  miles: number,
  today: string,
): StripRow[] {
  const rows = Math.max(1, Math.ceil(miles / 50))
  // Rows of whole tens of miles; the last one may be shorter than its row.
  const long = Math.max(10, Math.ceil(miles / rows / 10) * 10)
  const bars = [
    ...stretches.map((one, index) => ({
      from: one.fromMile,
      to: one.toMile,
      kind: kindOf(one, today),
      label: String(index + 1),
    })),
    ...gaps.map((one) => ({ from: one.fromMile, to: one.toMile, kind: 'gap' as const, label: '' })),
  ]
  return Array.from({ length: Math.ceil(miles / long) }, (_, index) => {
    const [start, end] = [index * long, Math.min((index + 1) * long, miles)]
    const share = (mile: number) => `${String(Math.round(((mile - start) / long) * 10_000) / 100)}%`
    const parts = bars
      .filter(({ from, to }) => from < end && to > start)
      .map(({ from, to, kind, label }) => {
        const [left, right] = [Math.max(from, start), Math.min(to, end)]
        return {
          x: share(left),
          width: share(start + right - left),
          middle: share((left + right) / 2),
          kind,
          label: (right - left) / long < ROOM_FOR_LABEL ? '' : label,
        }
      })
    return {
      label: `Miles ${mileWords(start)} to ${mileWords(end)}`,
      parts,
      marks: marksOf(start, end, share),
    }
  })
}

function kindOf(stretch: Stretch, today: string): StripPart['kind'] {
  if (lacksLead(stretch)) return 'nobody'
  return isOverdue(stretch, today) ? 'late' : 'led'
}

function marksOf(start: number, end: number, share: (mile: number) => string): StripRow['marks'] {
  const marks: StripRow['marks'] = []
  for (let mile = start; mile <= end; mile += 10)
    marks.push({
      x: share(mile),
      text: String(mile),
      anchor: mile === start ? 'start' : share(mile) === '100%' ? 'end' : 'middle',
    })
  return marks
}
