/** Which areas hold a point? Edges of rings in bands of latitude; a ray to the west counts crossings. */
import type { Line } from './read-shapes.ts'

export type OwnedRing = { owner: number; points: Line }

export type AreaIndex = {
  /** @returns the owner of the area that holds the point, the smallest number where several do; -1 for none */
  ownerAt: (lat: number, lon: number) => number
}

/** Bands of latitude a degree: with a band of about 700 metres the 50 m layer leaves 150 edges a question. */
const BANDS = 160
const NONE = -1

/**
 * Makes an index of areas.
 * @param rings - closed rings; a hole is a ring of the same owner
 * @param owners - how many owners there are: numbers from 0
 * @returns `ownerAt` gives the owner of a point, or -1
 */
export function indexAreas(rings: readonly OwnedRing[], owners: number): AreaIndex {
  let south = Infinity
  let north = -Infinity
  for (const { points } of rings)
    for (let at = 1; at < points.length; at += 2) {
      const lat = points[at] ?? 0
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  if (!(north >= south)) return { ownerAt: () => NONE }
  const bands = Math.max(1, Math.ceil((north - south) * BANDS))
  const bandOf = (lat: number) => Math.min(bands - 1, Math.max(0, Math.floor((lat - south) * BANDS)))

  // Twice over the edges: first to count, then to fill, so that everything lies in five flat arrays.
  const starts = new Int32Array(bands + 1)
  eachEdge(rings, (_x1, y1, _x2, y2) => {
    for (let band = bandOf(Math.min(y1, y2)); band <= bandOf(Math.max(y1, y2)); band++)
      starts[band + 1] = (starts[band + 1] ?? 0) + 1
  })
  for (let band = 0; band < bands; band++) starts[band + 1] = (starts[band + 1] ?? 0) + (starts[band] ?? 0)
  const held = starts[bands] ?? 0
  const edges = new Float64Array(held * 4)
  const owner = new Uint8Array(held)
  const next = starts.slice()
  eachEdge(rings, (x1, y1, x2, y2, whose) => {
    for (let band = bandOf(Math.min(y1, y2)); band <= bandOf(Math.max(y1, y2)); band++) {
      const place = next[band] ?? 0
      next[band] = place + 1
      edges[place * 4] = x1
      edges[place * 4 + 1] = y1
      edges[place * 4 + 2] = x2
      edges[place * 4 + 3] = y2
      owner[place] = whose
    }
  })

  const odd = new Uint8Array(owners)
  return {
    ownerAt: (lat, lon) => {
      if (!(lat >= south && lat <= north)) return NONE
      odd.fill(0)
      const band = bandOf(lat)
      for (let place = starts[band] ?? 0; place < (starts[band + 1] ?? 0); place++) {
        const y1 = edges[place * 4 + 1] ?? 0
        const y2 = edges[place * 4 + 3] ?? 0
        if (y1 > lat === y2 > lat) continue
        const x1 = edges[place * 4] ?? 0
        if (lon < x1 + ((lat - y1) / (y2 - y1)) * ((edges[place * 4 + 2] ?? 0) - x1)) {
          const whose = owner[place] ?? 0
          odd[whose] = 1 - (odd[whose] ?? 0)
        }
      }
      return odd.indexOf(1)
    },
  }
}

function eachEdge(
  rings: readonly OwnedRing[],
  take: (x1: number, y1: number, x2: number, y2: number, owner: number) => void,
): void {
  for (const { points, owner } of rings)
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [y1 = 0, y2 = 0] = [points[at + 1], points[at + 3]]
      // A level edge is crossed by no ray.
      if (y1 !== y2) take(points[at] ?? 0, y1, points[at + 2] ?? 0, y2, owner)
    }
}
