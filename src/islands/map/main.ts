// The map that moves. Every page that has one works without: it shows a picture, and a list or a form beside it.
import * as L from 'leaflet'
import { startPin } from './pin.ts'
import { readSettings } from './settings.ts'
import { drawShapes } from './shapes.ts'
import { words } from './words.ts'

/** The waters around the UK; the server has tiles for no other place. */
const AREA: L.LatLngBoundsLiteral = [
  [47, -15],
  [63, 11],
]
const ZOOM = { least: 5, most: 16 }

/** Put in by the build. */
declare const MAP_STYLES: string

// An old telephone that cannot do this keeps the picture, which works.
if ('adoptedStyleSheets' in document) {
  const styles = new CSSStyleSheet()
  styles.replaceSync(MAP_STYLES)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles]
  for (const element of document.querySelectorAll<HTMLElement>('[data-seamark-map]')) start(element)
}

function start(element: HTMLElement): void {
  const settings = readSettings(element)
  if (!settings) return
  const t = words[settings.language]
  const frame = document.createElement('div')
  frame.className = 'seamark-moving-map'
  frame.setAttribute('role', 'application')
  frame.setAttribute('aria-label', settings.mayPin ? t.map : t.mapWithoutPin)
  const status = document.createElement('p')
  status.className = 'seamark-moving-map__status'
  status.setAttribute('role', 'status')
  // In place of the picture that stands there for everybody else.
  element.replaceChildren(frame, status)
  const around: ParentNode = element.closest('form') ?? document
  for (const one of around.querySelectorAll<HTMLElement>('[data-without-moving-map]')) one.hidden = true

  const map = L.map(frame, {
    center: [settings.centre.lat, settings.centre.lon],
    zoom: Math.min(ZOOM.most, Math.max(ZOOM.least, settings.zoom)),
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    maxBounds: AREA,
    zoomControl: false,
    attributionControl: false,
    // A page is scrolled over the map; who wants to come closer has buttons, keys and two fingers.
    scrollWheelZoom: false,
  })
  L.control.zoom({ zoomInTitle: t.closer, zoomOutTitle: t.further }).addTo(map)
  L.control.scale({ imperial: true, metric: true }).addTo(map)
  // One third of a screenful beyond the edge is enough; each tile is a request on a weak network.
  L.tileLayer('/map/{z}/{x}/{y}.svg', { bounds: AREA, keepBuffer: 1 }).addTo(map)
  if (settings.attribution !== '') {
    const attribution = document.createElement('p')
    attribution.className = 'seamark-moving-map__attribution'
    attribution.textContent = settings.attribution
    element.append(attribution)
  }
  drawShapes(map, settings.shapes, !settings.mayPin)
  startPin(map, settings, status)
}
