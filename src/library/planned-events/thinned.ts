/** A line with fewer points: of a coast, which has thousands, as much as a planned event may hold. */
import { angleToArc, EARTH, vectorOf, type Point } from './sphere.ts'

/** Metres that a left-out point lies beside the line at first; then twice as much, until few enough are left. */
const FIRST_STEP = 10

/**
 * Leaves out points that lie nearly on the line between others (Ramer, Douglas and Peucker).
 * @param points - of the line, in order
 * @param most - how many may be left, two at least
 * @returns its ends and as few between them; and how many metres a point that was left out lies beside the line at most
 */
export function thinned(points: readonly Point[], most: number): { points: Point[]; beside: number } {
  if (points.length <= most) return { points: [...points], beside: 0 }
  for (let beside = FIRST_STEP; ; beside *= 2) {
    const kept = keptOf(points, beside)
    if (kept.length <= Math.max(2, most)) return { points: kept, beside }
  }
}

/** Without recursion: a coast is long. */
function keptOf(points: readonly Point[], beside: number): Point[] {
  const vectors = points.map((point) => vectorOf(point))
  const keeps = new Set([0, points.length - 1])
  const open: [from: number, to: number][] = [[0, points.length - 1]]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part
    const [start, end] = [vectors[from], vectors[to]]
    let [farthest, at] = [beside, -1]
    for (let index = from + 1; index < to; index += 1) {
      const vector = vectors[index]
      const metres = start && end && vector ? angleToArc(vector, start, end) * EARTH : 0
      if (metres > farthest) [farthest, at] = [metres, index]
    }
    if (at < 0) continue
    keeps.add(at)
    open.push([from, at], [at, to])
  }
  return points.filter((_, index) => keeps.has(index))
}
