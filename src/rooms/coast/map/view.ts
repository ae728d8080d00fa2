/** A window on the map: Web Mercator, as tiles and every library for maps use it. */
import type { Position } from '../positions/index.ts'

/** Width and height in pixels; zoom as in tiles: the world is 256 · 2^zoom pixels wide. */
export type MapView = { centre: Position; zoom: number; width: number; height: number }

const TILE = 256

/**
 * Turns a position into a pixel of the whole world.
 * @param position - WGS 84, degrees
 * @param zoom - 0 shows the world in 256 pixels
 * @returns pixels from the north-west corner
 */
export function worldPixels({ lat, lon }: Position, zoom: number): { x: number; y: number } {
  const size = TILE * 2 ** zoom
  const phi = (lat * Math.PI) / 180
  return {
    x: ((lon + 180) / 360) * size,
    y: ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * size,
  }
}

/**
 * Turns a pixel of the whole world into a position.
 * @param x - pixels from the western edge
 * @param y - pixels from the northern edge
 * @param zoom - as for `worldPixels`
 * @returns WGS 84, degrees
 */
export function positionOfWorldPixels(x: number, y: number, zoom: number): Position {
  const size = TILE * 2 ** zoom
  return {
    lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI,
    lon: (x / size) * 360 - 180,
  }
}

/**
 * Where somebody pressed on a picture: what `<input type="image">` sends becomes a position.
 * @param view - the window on the map
 * @param x - pixels from the left edge of the picture
 * @param y - pixels from its upper edge
 * @returns WGS 84, degrees
 */
export function positionAt({ centre, zoom, width, height }: MapView, x: number, y: number): Position {
  const middle = worldPixels(centre, zoom)
  return positionOfWorldPixels(middle.x + x - width / 2, middle.y + y - height / 2, zoom)
}

/**
 * Says where a position lies on a picture.
 * @param view - the window on the map
 * @param position - WGS 84, degrees
 * @returns pixels from the upper left corner; they may lie outside
 */
export function pixelOf(
  { centre, zoom, width, height }: MapView,
  position: Position,
): { x: number; y: number } {
  const middle = worldPixels(centre, zoom)
  const point = worldPixels(position, zoom)
  return { x: point.x - middle.x + width / 2, y: point.y - middle.y + height / 2 }
}
