/**
 * Small numbers are not shown: one report in a quiet place in one month may point to who sent it. A count
 * of 1 to 4 is shown as "fewer than 5"; and further counts are left out where a total, or several of them
 * together, would give a small one away.
 *
 * A table with its totals is a set of sums. Whoever reads it can narrow every hidden number down by these
 * sums alone; here the same is done, and more is hidden until no small number can be told exactly.
 */

/** `few`: 1 to 4. `hidden`: left out so that others stay hidden; it may be any number. */
export type Shown = { kind: 'number'; value: number } | { kind: 'few' } | { kind: 'hidden' }

/** Rows and columns of a table with the total of each behind it; the last row holds the columns' totals. */
export type ShownTable = Shown[][]

/** Counts below this one, and above none, are small. */
export const SMALL = 5

type Cell = { value: number; state: 'number' | 'few' | 'hidden'; low: number; high: number }
type Sum = { parts: Cell[]; total: Cell }

/**
 * @param counts - rows of equally many counts, without totals
 * @returns a row and a column more than `counts`, for the totals
 */
export function suppress(counts: readonly (readonly number[])[]): ShownTable {
  const width = counts[0]?.length ?? 0
  const rows = counts.map((row) => [...row, sumOf(row)])
  const totals = Array.from({ length: width + 1 }, (_, column) => sumOf(rows.map((row) => row[column] ?? 0)))
  const cells = [...rows, totals].map((row) => row.map(cellOf))
  const sums = sumsOf(cells)
  for (;;) {
    const told = toldExactly(cells, sums)
    // What is hidden for the sake of others may be told, as long as no small number is.
    if (!told.some(({ value }) => value > 0 && value < SMALL)) break
    const next =
      told.map((one) => besideAlone(one, sums)).find((one) => one !== null) ??
      told.map((one) => besideOthers(one, sums)).find((one) => one !== null)
    if (!next) break
    next.state = 'hidden'
  }
  return cells.map((row) => row.map(shownOf))
}

/** A table's sums: every row, and every column, is as much as its total. */
function sumsOf(cells: readonly Cell[][]): Sum[] {
  const across = cells.map(sumUp)
  const down = (cells[0] ?? []).map((_, column) =>
    sumUp(cells.map((row) => row[column]).filter((one) => !!one)),
  )
  return [...across, ...down].filter((one) => one !== null)
}

function sumUp(line: readonly Cell[]): Sum | null {
  const total = line.at(-1)
  return total && line.length > 1 ? { parts: line.slice(0, -1), total } : null
}

/** @returns what is hidden and yet could be told exactly by a reader of the table, small numbers first */
function toldExactly(cells: readonly Cell[][], sums: readonly Sum[]): Cell[] {
  for (const cell of cells.flat()) {
    cell.low = cell.state === 'number' ? cell.value : cell.state === 'few' ? 1 : 0
    cell.high = cell.state === 'number' ? cell.value : cell.state === 'few' ? SMALL - 1 : Infinity
  }
  let narrowed = true
  while (narrowed) {
    narrowed = false
    for (const sum of sums) narrowed = narrow(sum) || narrowed
  }
  return cells
    .flat()
    .filter(({ state, low, high }) => state !== 'number' && low === high)
    .toSorted((one, other) => Number(other.value < SMALL) - Number(one.value < SMALL))
}

/** What the sum says about each number in it. @returns true when something became narrower */
function narrow({ parts, total }: Sum): boolean {
  let changed = false
  const low = parts.reduce((sum, one) => sum + one.low, 0)
  const high = parts.reduce((sum, one) => sum + one.high, 0)
  changed = bound(total, low, high) || changed
  for (const part of parts) {
    const othersLow = low - part.low
    const othersHigh = part.high === Infinity ? highWithout(parts, part) : high - part.high
    changed = bound(part, total.low - othersHigh, total.high - othersLow) || changed
    if (changed) return true
  }
  return changed
}

const highWithout = (parts: readonly Cell[], but: Cell): number =>
  parts.reduce((sum, one) => (one === but ? sum : sum + one.high), 0)

function bound(cell: Cell, low: number, high: number): boolean {
  const [before, behind] = [cell.low, cell.high]
  cell.low = Math.max(cell.low, low)
  cell.high = Math.min(cell.high, high)
  return cell.low !== before || cell.high !== behind
}

/**
 * What to hide where a hidden number stands alone in its row or column: the least of the others, else the
 * total.
 */
function besideAlone(told: Cell, sums: readonly Sum[]): Cell | null {
  const alone = sumsWith(told, sums).filter((sum) =>
    membersOf(sum).every((one) => one === told || one.state === 'number'),
  )
  return leastOf(alone, sums) ?? totalOf(alone)
}

/**
 * What to hide where the sum of several small numbers tells each of them: one more part, else the total,
 * else what is said to be small is not even said to be that.
 */
function besideOthers(told: Cell, sums: readonly Sum[]): Cell | null {
  const mine = sumsWith(told, sums)
  const members = mine.flatMap(membersOf)
  return (
    leastOf(mine, sums) ??
    totalOf(mine) ??
    members.find((one) => one !== told && one.state === 'few') ??
    members.find(({ state }) => state === 'number') ??
    (told.state === 'few' ? told : null)
  )
}

const sumsWith = (cell: Cell, sums: readonly Sum[]): Sum[] =>
  sums.filter((sum) => membersOf(sum).includes(cell))

const totalOf = (sums: readonly Sum[]): Cell | null =>
  sums.map(({ total }) => total).find(({ state }) => state === 'number') ?? null

/** A number whose other sum hides something already hides best: it needs no third. */
function leastOf(from: readonly Sum[], sums: readonly Sum[]): Cell | null {
  const [least] = from
    .flatMap(({ parts }) => parts)
    .filter(({ state, value }) => state === 'number' && value > 0)
    .toSorted((one, other) => hiddenBeside(other, sums) - hiddenBeside(one, sums) || one.value - other.value)
  return least ?? null
}

const membersOf = ({ parts, total }: Sum): Cell[] => [...parts, total]

const hiddenBeside = (cell: Cell, sums: readonly Sum[]): number =>
  sumsWith(cell, sums).filter((sum) => membersOf(sum).some((one) => one !== cell && one.state !== 'number'))
    .length

const cellOf = (value: number): Cell => ({
  value,
  state: value > 0 && value < SMALL ? 'few' : 'number',
  low: 0,
  high: 0,
})

const shownOf = ({ state, value }: Cell): Shown =>
  state === 'number' ? { kind: state, value } : { kind: state }

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
