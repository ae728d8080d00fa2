/**
 * Figures that cannot betray. A number of 1 to 4 of what persons did or suffered is not shown, nor what would give one
 * away: another row, a sum, a year from which quarters are taken.
 *
 * The promise: whoever puts together everything that is published finds at least `WIDTH + 1` different numbers possible
 * in each place that is not shown. What is published of a table is a set of sums, and each place stands in two of them.
 * So it is a network: a place is an edge, a sum is a node, and what a reader may think possible is what can flow round in
 * the places that are not shown (`width`). A place that is not shown holds 1 or more, because none is shown as 0.
 *
 * Quarters are published one after the other and never changed. So a quarter is made safe by itself, and the sums of
 * the year, which come last, give way: with all of them left out, the quarters are safe again. Pure.
 */

/** Numbers below this one, and above none, are small. */
export const SMALL = 5

/** How far the least and the most that a reader may think possible must lie apart. */
export const WIDTH = 3

const isSmall = (count: number): boolean => count > 0 && count < SMALL
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/**
 * Makes one quarter safe.
 * @param counts - of each row
 * @returns for each row, and last for their sum, whether it is shown
 */
export function showQuarter(counts: readonly number[]): boolean[] {
  const shown = counts.map((count) => !isSmall(count))
  const sum = sumOf(counts)
  for (;;) {
    const hidden = counts.filter((_, at) => !shown[at])
    // Alone it is the rest of the sum; beside others, it is anything from 1 to the sum less a 1 for each of them.
    const apart = hidden.length === 1 ? 0 : sumOf(hidden) - hidden.length
    if (hidden.length === 0 || apart >= WIDTH) return [...shown, !isSmall(sum)]
    const least = counts
      .map((count, at) => ({ count, at }))
      .filter(({ count, at }) => shown[at] && count > 0)
      .toSorted((one, other) => one.count - other.count)[0]
    // Nothing is left to hide but the sum. Without it, each place may hold any number.
    if (!least) return [...shown, false]
    shown[least.at] = false
  }
}

/**
 * Makes the sums of a year safe, beside quarters that are published already.
 * @param quarters - counts of each row, by quarter
 * @param published - for each quarter what `showQuarter` said
 * @returns for each row, and last for all, whether the sum of the year is shown
 */
export function showYear(
  quarters: readonly (readonly number[])[],
  published: readonly (readonly boolean[])[],
): boolean[] {
  const rows = quarters[0]?.length ?? 0
  const withSum = quarters.map((counts) => [...counts, sumOf(counts)])
  const years = Array.from({ length: rows + 1 }, (_, row) => sumOf(withSum.map((column) => column[row] ?? 0)))
  const shown = years.map((count) => !isSmall(count))
  // A sum of which every quarter is shown follows from them, shown or not.
  const follows = years.map((_, row) => published.every((column) => column[row]))
  for (;;) {
    const edges = edgesOf([...withSum, years], [...published, shown])
    const told = edges.filter((edge) => edge.hidden && width(edge, edges) < WIDTH)
    const helps = (row: number) => shown[row] === true && follows[row] === false
    const next =
      told.map(({ row }) => row).find(helps) ??
      years
        .map((count, row) => ({ count, row }))
        .filter(({ row }) => helps(row))
        .toSorted((one, other) => one.count - other.count)[0]?.row
    if (told.length === 0 || next === undefined) return shown
    shown[next] = false
  }
}

/** A place of the table, from one of its sums to the other. Nodes: rows, then their sum; columns below zero. */
type Edge = { from: number; to: number; count: number; hidden: boolean; row: number }

/** Columns are the quarters, then the year; the last of each column is its sum. */
function edgesOf(columns: readonly (readonly number[])[], shown: readonly (readonly boolean[])[]): Edge[] {
  const last = columns.length - 1
  return columns.flatMap((counts, column) =>
    counts.map((count, row) => {
      const sums = [row, -1 - column] as const
      // A row's parts flow to the columns and come back by its sum; so do the columns' parts by theirs.
      const turned = (column === last) !== (row === counts.length - 1)
      const [from, to] = turned ? [sums[1], sums[0]] : sums
      return { from, to, count, hidden: shown[column]?.[row] === false, row }
    }),
  )
}

/** How far apart the least and the most possible lie, as far as it matters. */
function width(edge: Edge, edges: readonly Edge[]): number {
  const others = edges.filter((one) => one.hidden && one !== edge)
  const less = Math.min(WIDTH, edge.count - 1)
  return flow(others, edge.from, edge.to, less) + flow(others, edge.to, edge.from, WIDTH)
}

/** How many units can be moved from one node to another, up to `most`. */
function flow(edges: readonly Edge[], source: number, sink: number, most: number): number {
  const counts = new Map(edges.map((edge) => [edge, edge.count]))
  for (let moved = 0; moved < most; moved++) {
    const way = findWay(counts, source, sink)
    if (!way) return moved
    for (const { edge, by } of way) counts.set(edge, (counts.get(edge) ?? 0) + by)
  }
  return most
}

type Step = { edge: Edge; by: 1 | -1; before: Step | null; node: number }

function findWay(counts: ReadonlyMap<Edge, number>, source: number, sink: number): Step[] | null {
  const seen = new Set([source])
  const queue: (Step | null)[] = [null]
  for (const step of queue) {
    const node = step?.node ?? source
    for (const [edge, count] of counts)
      for (const [start, end, by] of [
        [edge.from, edge.to, 1],
        [edge.to, edge.from, -1],
      ] as const) {
        if (start !== node || seen.has(end) || (by < 0 && count <= 1)) continue
        const here: Step = { edge, by, before: step, node: end }
        if (end === sink) return stepsTo(here)
        seen.add(end)
        queue.push(here)
      }
  }
  return null
}

function stepsTo(last: Step): Step[] {
  const steps: Step[] = []
  for (let step: Step | null = last; step; step = step.before) steps.push(step)
  return steps
}
