/** Draws a map as SVG on the server: it needs no script, and no other party learns what was looked at. */
import type { Geography } from '../geography/index.ts'
import type { Position } from '../positions/index.ts'
import { landPaths, linePath, prepareLand, type Prepared } from './draw-land.ts'
import { labelsOf, type Label } from './labels.ts'
import { scaleBar } from './scale-bar.ts'
import { pixelOf, worldPixels, type MapView } from './view.ts'

export type MapMark = {
  position: Position
  label?: string
  /** told by the map that moves; the picture has no room for it */
  title?: string
  kind: 'pin' | 'site'
}
/** `gap`: drawn broken, as a stretch that nobody leads; `name` becomes its title */
export type MapLine = { points: readonly Position[]; kind: 'stretch' | 'gap'; name?: string }

export type MapPicture = MapView & {
  marks?: readonly MapMark[]
  lines?: readonly MapLine[]
  language: 'en' | 'cy'
}

// Of the palette of GOV.UK; text on either ground has a contrast of more than 7 to 1.
const SEA = '#d5e8f3'
const LAND = '#f3f2f1'
const ABROAD = '#e4e2df'
const SHORE = '#505a5f'
const TEXT = '#0b0c0c'
const GAP = '#d4351c'
const STRETCH = '#1d70b8'
const FONT = 'font-family="arial,sans-serif"'

const MOST_PIXELS = 2_000
const ZOOMS = { least: 3, most: 17 }

type Drawing = { land: Prepared[]; labels: ReturnType<typeof labelsOf> }
const drawings = new WeakMap<Geography, Drawing>()

function drawingOf(geography: Geography): Drawing {
  let drawing = drawings.get(geography)
  if (!drawing) {
    drawing = { land: prepareLand(geography.land), labels: labelsOf(geography) }
    drawings.set(geography, drawing)
  }
  return drawing
}

/**
 * Writes text as it may stand in SVG, in an attribute as well.
 * @param text - any
 * @returns without what XML cannot hold
 */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

const number = (value: number) => String(Math.round(value * 10) / 10)

/**
 * @param geography - whose land and places are drawn
 * @param picture - the window, in pixels and zoom, and what is marked in it; odd values are brought into bounds
 * @returns a whole SVG document, without style or script, every text in it escaped; the same for the same input
 */
export function mapPicture(geography: Geography, picture: MapPicture): string {
  const view = inBounds(picture)
  const { marks = [], lines = [], language } = picture
  return document(view, [
    ground(geography, view),
    ...lines.map((line) => drawLine(view, line)),
    ...marks.map((mark) => drawMark(view, mark)),
    scaleBar(view, language),
    credits(geography, view),
  ])
}

/**
 * Draws one tile of 256 pixels: land and names, and nothing of anybody's.
 * @param zoom - 0 shows the world in one tile
 * @param x - columns from the west
 * @param y - rows from the north, as everybody counts tiles
 * @returns SVG
 */
export function mapTile(geography: Geography, zoom: number, x: number, y: number): string {
  const view = tileView(zoom, x, y)
  return document(view, [ground(geography, view)])
}

function tileView(zoom: number, x: number, y: number): MapView {
  const size = 2 ** zoom
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / size))) * 180) / Math.PI
  return { centre: { lat, lon: ((x + 0.5) / size) * 360 - 180 }, zoom, width: 256, height: 256 }
}

function inBounds({ centre, zoom, width, height }: MapView): MapView {
  const within = (value: number, least: number, most: number) =>
    Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least
  return {
    centre: { lat: within(centre.lat, -85, 85), lon: within(centre.lon, -180, 180) },
    // Tiles have whole zooms; a picture of a whole coast fits best between two.
    zoom: Math.round(within(zoom, ZOOMS.least, ZOOMS.most) * 100) / 100,
    width: Math.round(within(width, 16, MOST_PIXELS)),
    height: Math.round(within(height, 16, MOST_PIXELS)),
  }
}

function document({ width, height }: MapView, parts: readonly string[]): string {
  const [w, h] = [String(width), String(height)]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${parts.join('')}</svg>`
}

function ground(geography: Geography, view: MapView): string {
  const { land, labels } = drawingOf(geography)
  const { home, abroad } = landPaths(land, view)
  const path = (d: string, fill: string) => (d === '' ? '' : `<path fill="${fill}" d="${d}"/>`)
  const shores =
    home + abroad === ''
      ? ''
      : // Paths count tenths of a pixel.
        `<g transform="scale(.1)" fill-rule="evenodd" stroke="${SHORE}" stroke-width="7" stroke-linejoin="round">${path(abroad, ABROAD)}${path(home, LAND)}</g>`
  const middle = worldPixels(view.centre, view.zoom)
  const names = labels(
    view.zoom,
    middle.x - view.width / 2,
    middle.y - view.height / 2,
    view.width,
    view.height,
  )
  return `<rect width="${String(view.width)}" height="${String(view.height)}" fill="${SEA}"/>${shores}${drawNames(names)}`
}

function drawNames(names: readonly Label[]): string {
  if (names.length === 0) return ''
  const dots = names.map(({ x, y }) => `M${number(x)} ${number(y)}h0`).join('')
  const texts = names.map(({ name, x, y, important }) => {
    const weight = important ? ' font-weight="bold"' : ''
    return `<text x="${number(x)}" y="${number(y - 5)}"${weight}>${escaped(name)}</text>`
  })
  // A dot is a line of no length with round ends: one path for all of them.
  return (
    `<path d="${dots}" stroke="${TEXT}" stroke-width="4" stroke-linecap="round"/>` +
    `<g ${FONT} font-size="12" text-anchor="middle" fill="${TEXT}" stroke="#fff" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">${texts.join('')}</g>`
  )
}

function drawLine(view: MapView, { points, kind, name }: MapLine): string {
  const path = linePath(points.map((point) => pixelOf(view, point)))
  if (path === '') return ''
  const title = name === undefined ? '' : `<title>${escaped(name)}</title>`
  // Broken as well as red: nothing is told by colour alone.
  const stroke = kind === 'gap' ? `stroke="${GAP}" stroke-dasharray="60 50"` : `stroke="${STRETCH}"`
  return `<g transform="scale(.1)"><path d="${path}" fill="none" ${stroke} stroke-width="40" stroke-linejoin="round">${title}</path></g>`
}

function drawMark(view: MapView, { position, label, kind }: MapMark): string {
  const { x, y } = pixelOf(view, position)
  if (!(x > -40 && y > -40 && x < view.width + 40 && y < view.height + 40)) return ''
  const shape =
    kind === 'pin'
      ? `<path d="M0 0C-4-10-12-15-12-24a12 12 0 0 1 24 0C12-15 4-10 0 0z" fill="${GAP}" stroke="#fff" stroke-width="2"/><circle cy="-24" r="4.5" fill="#fff"/>`
      : `<circle r="5.5" fill="${STRETCH}" stroke="#fff" stroke-width="2"/>`
  const text =
    label === undefined
      ? ''
      : `<text x="9" y="4" ${FONT} font-size="12" fill="${TEXT}" stroke="#fff" stroke-width="2.5" paint-order="stroke">${escaped(label)}</text>`
  return `<g transform="translate(${number(x)} ${number(y)})">${shape}${text}</g>`
}

/** Short credits in the picture; what licences ask for in full stands beside it (`attributions`). */
function credits(geography: Geography, { width, height }: MapView): string {
  const names = [...new Set(geography.sources.map(({ credit }) => credit).filter((credit) => credit !== ''))]
  if (names.length === 0 || width < 200) return ''
  const text = names.join(' · ')
  // About 4.6 pixels a letter at this size; what would not fit is told below the picture.
  const shown = text.length * 4.6 > width - 110 ? `${text.slice(0, Math.floor((width - 116) / 4.6))}…` : text
  return `<text x="${String(width - 4)}" y="${String(height - 4)}" ${FONT} font-size="9" text-anchor="end" fill="${TEXT}" stroke="${SEA}" stroke-width="2" paint-order="stroke">${escaped(shown)}</text>`
}

/**
 * Writes an address that holds the picture itself: nothing is asked for, so no position is told.
 * @param svg - the picture
 * @returns for `src`
 */
export function pictureAddress(svg: string): string {
  // Percent signs for a few signs only: base64 would hide the repetition from the page's compression.
  return `data:image/svg+xml,${svg.replace(/[%#<>"&]/g, (sign) => encodeURIComponent(sign))}`
}
