/** Stretches of coast and sites of a coastal plan. Their names are typed by people: never read as markup. */
import * as L from 'leaflet'
import type { MapShapes } from './settings.ts'

/**
 * Draws stretches and sites.
 * @param map - of Leaflet
 * @param shapes - with names and links
 * @param mayMove - may the map come to where the lines are?
 */
export function drawShapes(map: L.Map, { lines, sites }: MapShapes, mayMove: boolean): void {
  const bounds = L.latLngBounds([...lines.flatMap(({ points }) => points), ...sites.map(({ at }) => at)])
  // A single place keeps the scale that the page gave it, and so does a map for setting a pin.
  if (lines.length > 0 && mayMove) map.fitBounds(bounds, { padding: [20, 20] })
  for (const { points, kind, name, href } of lines) {
    const gap = kind === 'gap'
    const line = L.polyline(points, {
      color: gap ? '#d4351c' : '#1d70b8',
      weight: 5,
      // Broken as well as red: nothing is told by colour alone.
      ...(gap ? { dashArray: '7 7' } : {}),
    })
    label(line.addTo(map), name, href)
  }
  for (const { at, name, href } of sites) {
    const dot = L.circleMarker(at, {
      radius: 7,
      color: '#fff',
      weight: 2,
      fillColor: '#1d70b8',
      fillOpacity: 1,
    })
    label(dot.addTo(map), name, href)
  }
}

function label(layer: L.Layer, name: string, href: string | undefined): void {
  if (name === '') return
  const text = document.createElement('span')
  text.textContent = name
  layer.bindTooltip(text, { sticky: true })
  // Only addresses of our own: what starts with one stroke and no second.
  if (href !== undefined && /^\/(?!\/)/.test(href)) layer.on('click', () => window.location.assign(href))
}
