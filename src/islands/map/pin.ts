/** The pin: dragged, pressed for, or moved with the keys; its place goes into the form's fields. */
import * as L from 'leaflet'
import type { MapSettings, Point } from './settings.ts'
import { mariners, words } from './words.ts'

/** Pixels that an arrow key moves the pin, and with Shift. */
const STEP = { plain: 8, far: 60 }
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const SVG = 'http://www.w3.org/2000/svg'

/**
 * Lets a person set the pin on the map, by pointer or keys, and says where it stands.
 * @param map - of Leaflet
 * @param settings - as the page gives them
 * @param status - the element that says where the pin stands
 */
export function startPin(map: L.Map, settings: MapSettings, status: HTMLElement): void {
  const t = words[settings.language]
  let marker: L.Marker | null = null

  const place = ({ lat, lon }: Point) => {
    if (!marker) {
      const may = settings.mayPin
      const name = may ? t.pin : ''
      marker = L.marker([lat, lon], {
        draggable: may,
        keyboard: may,
        icon: pinIcon(),
        alt: name,
        title: name,
      })
      marker.addTo(map)
      marker.on('dragend', () => {
        if (marker) tell(marker.getLatLng())
      })
      const element = marker.getElement()
      if (settings.mayPin) element?.setAttribute('aria-label', t.pin)
      element?.addEventListener('keydown', moveByKey)
    } else marker.setLatLng([lat, lon])
    tell(marker.getLatLng())
  }
  const tell = ({ lat, lng }: L.LatLng) => {
    if (settings.inputs) {
      settings.inputs.lat.value = lat.toFixed(5)
      settings.inputs.lon.value = lng.toFixed(5)
      for (const input of [settings.inputs.lat, settings.inputs.lon])
        input.dispatchEvent(new Event('change', { bubbles: true }))
    }
    status.textContent = t.pinAt(mariners(lat, lng))
  }
  const moveByKey = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (!arrow || !marker || !settings.mayPin) return
    // Otherwise the page, or the map below, would move as well.
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? STEP.far : STEP.plain
    const from = map.latLngToContainerPoint(marker.getLatLng())
    const to = map.containerPointToLatLng(from.add([arrow[0] * step, arrow[1] * step]))
    place({ lat: to.lat, lon: to.lng })
    map.panInside(to, { padding: [30, 50] })
  }

  if (settings.pin) place(settings.pin)
  if (!settings.mayPin) return
  map.on('click', ({ latlng }: L.LeafletMouseEvent) => place({ lat: latlng.lat, lon: latlng.lng }))
  map.getContainer().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== map.getContainer()) return
    event.preventDefault()
    const middle = map.getCenter()
    place({ lat: middle.lat, lon: middle.lng })
    marker?.getElement()?.focus()
  })
}

/** Drawn by hand: Leaflet's own pictures would be three more requests. */
function pinIcon(): L.DivIcon {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '-13 -37 26 38')
  svg.setAttribute('width', '32')
  svg.setAttribute('height', '46')
  svg.setAttribute('aria-hidden', 'true')
  const drop = document.createElementNS(SVG, 'path')
  drop.setAttribute('d', 'M0 0C-4-10-12-15-12-24a12 12 0 0 1 24 0C12-15 4-10 0 0z')
  drop.setAttribute('fill', '#d4351c')
  drop.setAttribute('stroke', '#fff')
  drop.setAttribute('stroke-width', '2')
  const hole = document.createElementNS(SVG, 'circle')
  hole.setAttribute('cy', '-24')
  hole.setAttribute('r', '4.5')
  hole.setAttribute('fill', '#fff')
  svg.append(drop, hole)
  return L.divIcon({
    html: svg as unknown as HTMLElement,
    className: 'seamark-pin',
    iconSize: [32, 46],
    iconAnchor: [16, 45],
  })
}
