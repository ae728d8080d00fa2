/** A window on the map: Web Mercator, as tiles and every library for maps use it. */
import type { Position } from '../positions/index.ts'

/** Width and height in pixels; zoom as in tiles: the world is 256 · 2^zoom pixels wide. */
export type MapView = { centre: Position; zoom: number; width: number; height: number }

const TILE = 256

/** @returns pixels from the north-west corner of the whole world */
export function worldPixels({ lat, lon }: Position, zoom: number): { x: number; y: number } {
  const size = TILE * 2 ** zoom
  const phi = (lat * Math.PI) / 180
  return {
    x: ((lon + 180) / 360) * size,
    y: ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * size,
  }
}

/** @returns the position of a pixel of the whole world */
export function positionOfWorldPixels(x: number, y: number, zoom: number): Position {
  const size = TILE * 2 ** zoom
  return {
    lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI,
    lon: (x / size) * 360 - 180,
  }
}

/**
 * Where somebody pressed on a picture: what `<input type="image">` sends becomes a position.
 * @param x - pixels from the left edge of the picture
 * @param y - pixels from its upper edge
 */
export function positionAt({ centre, zoom, width, height }: MapView, x: number, y: number): Position {
  const middle = worldPixels(centre, zoom)
  return positionOfWorldPixels(middle.x + x - width / 2, middle.y + y - height / 2, zoom)
}

/** @returns where a position lies on a picture, in pixels from its upper left corner */
export function pixelOf(
  { centre, zoom, width, height }: MapView,
  position: Position,
): { x: number; y: number } {
  const middle = worldPixels(centre, zoom)
  const point = worldPixels(position, zoom)
  return { x: point.x - middle.x + width / 2, y: point.y - middle.y + height / 2 }
}
