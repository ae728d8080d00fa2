/** What the page says about its map: attributes of the element, and a script element of JSON for the shapes. */

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

/** Reads the settings of one map. @returns null when the page says nothing that can be shown */
export function readSettings(element: HTMLElement): MapSettings | null {
  const { centre = '', zoom = '', pin = '', latInput, lonInput, attribution = '', language } = element.dataset
  const at = readPoint(centre)
  if (at === null) return null
  const [lat, lon] = [inputOf(latInput), inputOf(lonInput)]
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

/** "50.91,0.78" */
export function readPoint(text: string): Point | null {
  const [lat = Number.NaN, lon = Number.NaN] = text === '' ? [] : text.split(',').map(Number)
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
}

function inputOf(id: string | undefined): HTMLInputElement | null {
  const found = id === undefined ? null : document.getElementById(id)
  return found instanceof HTMLInputElement ? found : null
}

function readShapes(element: HTMLElement): MapShapes {
  const script = element.querySelector('script[type="application/json"]')
  const { lines = [], sites = [] } = JSON.parse(script?.textContent ?? '{}') as Partial<MapShapes>
  return { lines, sites }
}
