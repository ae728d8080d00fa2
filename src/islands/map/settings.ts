/**
 * What the page says about its map, in attributes of the element that holds its picture:
 * `data-seamark-map`, `data-centre="50.91,0.78"`, `data-zoom="11"`, `data-language`, `data-attribution`, and for
 * a pin `data-pin`, `data-lat-input` and `data-lon-input` (names of fields of the form around it). Stretches and
 * sites stand in `data-shapes` as JSON, escaped as every attribute is. What is only for the picture carries
 * `data-without-moving-map` and is hidden.
 */

export type Point = { lat: number; lon: number }

export type MapSettings = {
  centre: Point
  zoom: number
  /** where the pin stands; null: there is none yet */
  pin: Point | null
  /** may the person set or move the pin? */
  mayPin: boolean
  inputs: { lat: HTMLInputElement; lon: HTMLInputElement } | null
  attribution: string
  language: 'en' | 'cy'
  shapes: MapShapes
}

export type MapShapes = {
  lines: { points: [lat: number, lon: number][]; kind: 'stretch' | 'gap'; name: string; href?: string }[]
  sites: { at: [lat: number, lon: number]; name: string; href?: string }[]
}

/**
 * Reads the settings of one map.
 * @param element - holds the map's picture
 * @returns null when the page says nothing that can be shown
 */
export function readSettings(element: HTMLElement): MapSettings | null {
  const { centre = '', zoom = '', pin = '', latInput, lonInput, attribution = '', language } = element.dataset
  const at = readPoint(centre)
  if (at === null) return null
  const [lat, lon] = [inputOf(element, latInput), inputOf(element, lonInput)]
  const inputs = lat && lon ? { lat, lon } : null
  return {
    centre: at,
    zoom: Number(zoom) || 10,
    pin: readPoint(pin),
    mayPin: inputs !== null,
    inputs,
    attribution,
    language: language === 'cy' ? 'cy' : 'en',
    shapes: readShapes(element),
  }
}

/**
 * Reads a point.
 * @param text - latitude and longitude in degrees, as in `50.91,0.78`
 * @returns null when it is none
 */
export function readPoint(text: string): Point | null {
  const [lat = Number.NaN, lon = Number.NaN] = text === '' ? [] : text.split(',').map(Number)
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
}

/** A field of the form around the map, by its name. */
function inputOf(element: HTMLElement, name: string | undefined): HTMLInputElement | null {
  const found = name === undefined ? null : element.closest('form')?.elements.namedItem(name)
  return found instanceof HTMLInputElement ? found : null
}

function readShapes(element: HTMLElement): MapShapes {
  const { lines = [], sites = [] } = JSON.parse(element.dataset['shapes'] ?? '{}') as Partial<MapShapes>
  return { lines, sites }
}
