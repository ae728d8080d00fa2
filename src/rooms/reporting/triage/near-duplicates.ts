/**
 * Reports that may be about one event, put beside each other: a mass landing is one event with many
 * reports. Decided from what stands outside the seal: the cell of about a kilometre, the hour, the kind.
 * The program only puts them side by side; that they are one incident is an officer's word.
 */
import { areRelated, type Kind } from './kinds.ts'

export type Placed = {
  id: string
  kind: Kind
  hour: Date
  /** null where the person gave no position */
  cell: { lat: number; lon: number } | null
  /** the same for reports that an officer has joined */
  incidentId: string | null
}

/** Reports of neighbouring cells belong together when they came within so many hours of each other. */
export const HOURS_APART = 3
const HOUR = 3_600_000

/**
 * Are these two likely to be about one event? Without a position nothing is said.
 * @param one - cell, hour and kind of a report
 * @param other - of another
 * @returns true when place, hour and kind are near
 */
export function areNear(one: Placed, other: Placed): boolean {
  if (one.cell === null || other.cell === null) return false
  return (
    Math.abs(one.cell.lat - other.cell.lat) <= 1 &&
    Math.abs(one.cell.lon - other.cell.lon) <= 1 &&
    Math.abs(one.hour.getTime() - other.hour.getTime()) <= HOURS_APART * HOUR &&
    areRelated(one.kind, other.kind)
  )
}

/**
 * Groups reports: those of one incident always, and those near each other from hand to hand, so that the
 * two ends of a long landing are one group.
 * @param reports - in the order of the list
 * @returns groups in the order of their first report; within a group the given order stays
 */
export function groupNear<Row extends Placed>(reports: readonly Row[]): Row[][] {
  const leader = reports.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    for (let next = leader[at] ?? at; next !== at; next = leader[at] ?? at) {
      leader[at] = leader[next] ?? next
      at = leader[at] ?? at
    }
    return at
  }
  const join = (one: number, other: number) => {
    const [left, right] = [find(one), find(other)]
    leader[Math.max(left, right)] = Math.min(left, right)
  }
  const cells = new Map<string, number[]>()
  const incidents = new Map<string, number>()
  reports.forEach((report, index) => {
    const { cell, incidentId } = report
    if (incidentId !== null) {
      const first = incidents.get(incidentId)
      if (first === undefined) incidents.set(incidentId, index)
      else join(first, index)
    }
    if (cell === null) return
    for (let lat = cell.lat - 1; lat <= cell.lat + 1; lat++)
      for (let lon = cell.lon - 1; lon <= cell.lon + 1; lon++)
        for (const other of cells.get(`${String(lat)} ${String(lon)}`) ?? []) {
          const neighbour = reports[other]
          if (neighbour && find(other) !== find(index) && areNear(report, neighbour)) join(other, index)
        }
    const key = `${String(cell.lat)} ${String(cell.lon)}`
    const there = cells.get(key)
    if (there) there.push(index)
    else cells.set(key, [index])
  })
  const groups = new Map<number, Row[]>()
  reports.forEach((report, index) => {
    const group = groups.get(find(index))
    if (group) group.push(report)
    else groups.set(find(index), [report])
  })
  return [...groups.values()]
}
