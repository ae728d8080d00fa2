/** How far is the nearest edge of each owner? A grid of cells, searched in rings around the point. */
import type { Line } from './read-shapes.ts'

export type OwnedLine = { owner: number; points: Line }

export type ShoreIndex = {
  /**
   * Fills `nearest` with metres to the nearest edge of each owner, Infinity where none was met: all that lie
   * within the nearest plus `beyond`, when the nearest lies within `limit`.
   */
  measure: (lat: number, lon: number, limit: number, beyond: number, nearest: Float64Array) => void
}

export const METRES_PER_DEGREE = 111_320
const CELL_LAT = 0.03
const CELL_LON = 0.05

/**
 * Makes an index of shores.
 * @param lines - shores and borders; those of one owner need not be joined
 * @returns `measure` gives metres from a point to the nearest edge of each owner
 */
export function indexShores(lines: readonly OwnedLine[]): ShoreIndex {
  const box = boxOf(lines)
  if (box === null) return { measure: (_lat, _lon, _limit, _beyond, nearest) => void nearest.fill(Infinity) }
  const { west, south } = box
  const columns = Math.floor((box.east - west) / CELL_LON) + 1
  const rows = Math.floor((box.north - south) / CELL_LAT) + 1
  const column = (lon: number) => Math.floor((lon - west) / CELL_LON)
  const row = (lat: number) => Math.floor((lat - south) / CELL_LAT)

  const eachCell = (x1: number, y1: number, x2: number, y2: number, take: (cell: number) => void) => {
    const [left, right] = [column(Math.min(x1, x2)), column(Math.max(x1, x2))]
    const [low, high] = [row(Math.min(y1, y2)), row(Math.max(y1, y2))]
    for (let down = low; down <= high; down++)
      for (let across = left; across <= right; across++) take(down * columns + across)
  }
  const starts = new Int32Array(columns * rows + 1)
  eachEdge(lines, (x1, y1, x2, y2) => {
    eachCell(x1, y1, x2, y2, (cell) => (starts[cell + 1] = (starts[cell + 1] ?? 0) + 1))
  })
  for (let cell = 0; cell < columns * rows; cell++)
    starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0)
  const held = starts[columns * rows] ?? 0
  const edges = new Float64Array(held * 4)
  const owner = new Uint8Array(held)
  const next = starts.slice()
  eachEdge(lines, (x1, y1, x2, y2, whose) => {
    eachCell(x1, y1, x2, y2, (cell) => {
      const place = next[cell] ?? 0
      next[cell] = place + 1
      edges[place * 4] = x1
      edges[place * 4 + 1] = y1
      edges[place * 4 + 2] = x2
      edges[place * 4 + 3] = y2
      owner[place] = whose
    })
  })
  const emptyRings = ringsUntilOccupied(starts, columns, rows)

  const measure: ShoreIndex['measure'] = (lat, lon, limit, beyond, nearest) => {
    nearest.fill(Infinity)
    // A degree is more than anybody asks for here; and at the Pole a cell has no width, so no ring would be enough.
    if (lat < south - 1 || lat > box.north + 1 || lon < west - 1 || lon > box.east + 1) return
    // One plane for the surroundings of the point: within thirty kilometres it is right to a few metres.
    const metresNorth = METRES_PER_DEGREE
    const metresEast = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
    const [here, up] = [column(lon), row(lat)]
    const inside = here >= 0 && here < columns && up >= 0 && up < rows
    let best = Infinity
    const searchCell = (cell: number) => {
      for (let place = starts[cell] ?? 0; place < (starts[cell + 1] ?? 0); place++) {
        const ax = ((edges[place * 4] ?? 0) - lon) * metresEast
        const ay = ((edges[place * 4 + 1] ?? 0) - lat) * metresNorth
        const bx = ((edges[place * 4 + 2] ?? 0) - lon) * metresEast
        const by = ((edges[place * 4 + 3] ?? 0) - lat) * metresNorth
        const metres = fromOrigin(ax, ay, bx, by)
        const whose = owner[place] ?? 0
        if (metres < (nearest[whose] ?? Infinity)) nearest[whose] = metres
        if (metres < best) best = metres
      }
    }
    const first = inside ? (emptyRings[up * columns + here] ?? 0) : 0
    for (let ring = first; ring <= columns + rows; ring++) {
      const [left, right, low, high] = [here - ring, here + ring, up - ring, up + ring]
      for (let down = Math.max(0, low); down <= Math.min(rows - 1, high); down++) {
        const whole = down === low || down === high
        for (let across = left; across <= right; across += whole ? 1 : Math.max(1, ring * 2))
          if (across >= 0 && across < columns) searchCell(down * columns + across)
      }
      // Everything nearer than the nearest side of what has been searched is known by now.
      const known = Math.min(
        (lat - (south + low * CELL_LAT)) * metresNorth,
        (south + (high + 1) * CELL_LAT - lat) * metresNorth,
        (lon - (west + left * CELL_LON)) * metresEast,
        (west + (right + 1) * CELL_LON - lon) * metresEast,
      )
      if (known > Math.min(best, limit) + beyond) return
    }
  }
  return { measure }
}

/** Metres from the origin to a stretch between two points. */
function fromOrigin(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
  const [x, y] = [ax + share * dx, ay + share * dy]
  return Math.sqrt(x * x + y * y)
}

/** For each cell, how many rings around it hold nothing: a question from the open sea starts there. */
function ringsUntilOccupied(starts: Int32Array, columns: number, rows: number): Uint8Array {
  const rings = new Uint8Array(columns * rows)
  for (let cell = 0; cell < rings.length; cell++) rings[cell] = starts[cell + 1] === starts[cell] ? 255 : 0
  const at = (down: number, across: number) =>
    down < 0 || down >= rows || across < 0 || across >= columns ? 255 : (rings[down * columns + across] ?? 0)
  const lower = (down: number, across: number, others: number) => {
    const cell = down * columns + across
    rings[cell] = Math.min(rings[cell] ?? 0, others + 1)
  }
  for (let down = 0; down < rows; down++)
    for (let across = 0; across < columns; across++)
      lower(
        down,
        across,
        Math.min(
          at(down - 1, across - 1),
          at(down - 1, across),
          at(down - 1, across + 1),
          at(down, across - 1),
        ),
      )
  for (let down = rows - 1; down >= 0; down--)
    for (let across = columns - 1; across >= 0; across--)
      lower(
        down,
        across,
        Math.min(
          at(down + 1, across - 1),
          at(down + 1, across),
          at(down + 1, across + 1),
          at(down, across + 1),
        ),
      )
  return rings
}

function boxOf(
  lines: readonly OwnedLine[],
): { west: number; south: number; east: number; north: number } | null {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  eachEdge(lines, (x1, y1, x2, y2) => {
    box.west = Math.min(box.west, x1, x2)
    box.east = Math.max(box.east, x1, x2)
    box.south = Math.min(box.south, y1, y2)
    box.north = Math.max(box.north, y1, y2)
  })
  return box.west <= box.east ? box : null
}

function eachEdge(
  lines: readonly OwnedLine[],
  take: (x1: number, y1: number, x2: number, y2: number, owner: number) => void,
): void {
  for (const { points, owner } of lines)
    for (let at = 0; at + 3 < points.length; at += 2)
      take(points[at] ?? 0, points[at + 1] ?? 0, points[at + 2] ?? 0, points[at + 3] ?? 0, owner)
}
