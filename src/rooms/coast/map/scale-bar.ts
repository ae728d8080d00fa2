/** How far is that? A bar in nautical miles and one in statute miles, for those afloat and those ashore. */
import { METRES_PER_DEGREE } from '../geography/index.ts'
import type { MapView } from './view.ts'

const NAUTICAL_MILE = 1_852
const MILE = 1_609.344
/** Pixels that the longer bar may take. */
const ROOM = 90
const STEPS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]

const UNITS = {
  en: { sea: 'nautical mi', land: 'miles' },
  cy: { sea: 'milltir forol', land: 'milltir' },
} as const

/**
 * Draws both bars, at the lower left corner of the picture.
 * @param view - the window on the map
 * @param language - of the words
 * @returns a group of SVG; empty on a picture that is too small
 */
export function scaleBar({ centre, zoom, height, width }: MapView, language: 'en' | 'cy'): string {
  if (width < 160 || height < 80) return ''
  const metres = (METRES_PER_DEGREE * 360 * Math.cos((centre.lat * Math.PI) / 180)) / (256 * 2 ** zoom)
  const bar = (unit: number, name: string, y: number) => {
    const step = STEPS.findLast((one) => (one * unit) / metres <= ROOM) ?? STEPS[0] ?? 1
    const length = String(Math.round((step * unit) / metres))
    return (
      `<path d="M8 ${String(y - 4)}v4h${length}v-4" fill="none" stroke="#0b0c0c" stroke-width="1.5"/>` +
      `<text x="10" y="${String(y - 5)}">${String(step)} ${name}</text>`
    )
  }
  const { sea, land } = UNITS[language]
  return (
    // Paper under the figures: a town's name may lie there.
    `<path d="M0 ${String(height - 46)}h${String(ROOM + 16)}v46h-${String(ROOM + 16)}z" fill="#fff" fill-opacity=".75"/>` +
    `<g font-family="arial,sans-serif" font-size="10" fill="#0b0c0c">` +
    bar(NAUTICAL_MILE, sea, height - 26) +
    bar(MILE, land, height - 8) +
    '</g>'
  )
}
