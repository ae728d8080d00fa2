/**
 * What is published of a table, put together over rows, quarters and the year, leaves at least four numbers possible in
 * each place that is not shown. Looked for in two ways that share nothing with how numbers are left out: every
 * assignment is tried on small tables, and on large ones the sums are solved.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { showQuarter, showYear, SMALL, WIDTH } from './suppress.ts'

/** What everybody may read: by column (quarters, then the year) and row (the sum last) the number, or null. */
type Published = (number | null)[][]

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

function publish(quarters: readonly (readonly number[])[], withYear: boolean) {
  const shown = quarters.map(showQuarter)
  const columns = quarters.map((counts) => [...counts, sum(counts)])
  if (withYear) {
    columns.push(columns[0]?.map((_, row) => sum(columns.map((column) => column[row] ?? 0))) ?? [])
    shown.push(showYear(quarters, shown))
  }
  const published: Published = columns.map((column, at) =>
    column.map((count, row) => (shown[at]?.[row] ? count : null)),
  )
  return { columns, published }
}

/**
 * Every way of filling the quarters' places that fits all that is published; with the sums, as `publish` has them.
 * @param most - the largest number that is tried in a place
 */
function* everyFit(published: Published, quarters: number, most: number): Generator<number[][]> {
  const rows = (published[0]?.length ?? 1) - 1
  const filled: number[][] = Array.from({ length: quarters }, () => [])
  const agrees = (said: number | null | undefined, count: number) =>
    said === null ? count >= 1 : said === count
  function* step(column: number, row: number): Generator<number[][]> {
    const here = filled[column] ?? []
    if (column === quarters) {
      const whole = filled.map((one) => [...one, sum(one)])
      const year = (whole[0] ?? []).map((_, at) => sum(whole.map((one) => one[at] ?? 0)))
      if (year.every((count, at) => agrees(published[quarters]?.[at], count))) yield [...whole, year]
    } else if (row === rows) {
      if (agrees(published[column]?.[rows], sum(here))) yield* step(column + 1, 0)
    } else {
      const said = published[column]?.[row]
      for (const count of said === null ? Array.from({ length: most }, (_, at) => at + 1) : [said ?? 0]) {
        here.push(count)
        yield* step(column, row + 1)
        here.pop()
      }
    }
  }
  yield* step(0, 0)
}

/** @returns the places that are not shown and may hold too few numbers */
function narrow(published: Published, quarters: number): string[] {
  const open = new Map(
    published.flatMap((column, at) =>
      column.flatMap((said, row) =>
        said === null ? [[`${String(at)} ${String(row)}`, new Set<number>()]] : [],
      ),
    ) as [string, Set<number>][],
  )
  for (const fit of everyFit(published, quarters, LARGEST + WIDTH)) {
    for (const [place, possible] of open) {
      const [at = 0, row = 0] = place.split(' ').map(Number)
      possible.add(fit[at]?.[row] ?? 0)
      if (possible.size > WIDTH) open.delete(place)
    }
    if (open.size === 0) break
  }
  return [...open.keys()]
}

const LARGEST = 9
/** A row and the sums are shown in all quarters, and everybody adds them up. */
const ADDED_UP = [
  [0, 2, 5, 2, 2, 0],
  [0, 7, 5, 5, 0, 0],
  [0, 5, 2, 5, 2, 2],
  [5, 3, 1, 3, 5, 5],
]
const counts = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.integer({ min: 5, max: LARGEST }) },
)
const tableOf = (rows: number, quarters: number) =>
  fc.array(fc.array(counts, { minLength: rows, maxLength: rows }), {
    minLength: quarters,
    maxLength: quarters,
  })

void describe('figures that cannot betray', () => {
  void test('no small number is shown, in a quarter or a year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((rows) => tableOf(rows, 4)),
        (quarters) => {
          const { published } = publish(quarters, true)
          for (const said of published.flat()) assert.ok(said === null || said === 0 || said >= SMALL)
        },
      ),
    )
  })

  void test('every place that is not shown may hold at least four numbers, whoever tries them all', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom([1, 4], [2, 2], [3, 2], [2, 3])
          .chain(([rows = 1, quarters = 1]) => tableOf(rows, quarters)),
        (quarters) => {
          const { published } = publish(quarters, true)
          assert.deepEqual(narrow(published, quarters.length), [], JSON.stringify({ quarters, published }))
        },
      ),
      { numRuns: 60 },
    )
  })

  void test('no place that is not shown follows from the sums, in tables of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }).chain((rows) => tableOf(rows, 4)),
        (quarters) => {
          assert.deepEqual(determined(publish(quarters, true).published), [])
        },
      ),
      { examples: [[ADDED_UP]] },
    )
  })

  void test('a quarter alone is safe before the year is there, and is not changed by it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((rows) => tableOf(rows, 4)),
        (quarters) => {
          const before = publish(quarters, false).published
          assert.deepEqual(publish(quarters, true).published.slice(0, 4), before)
          for (const column of before) assert.deepEqual(determined([column]), [])
        },
      ),
    )
  })

  void test('where quarters hide much, the sums of the year that follow from them stay', () => {
    const quarters = [
      [0, 5, 0, 3, 0, 1, 0],
      [5, 5, 0, 2, 6, 4, 5],
      [0, 0, 5, 3, 1, 5, 2],
      [5, 1, 5, 2, 4, 5, 1],
    ]
    const { published } = publish(quarters, true)
    assert.deepEqual(determined(published), [])
    assert.deepEqual(published[4], [10, 11, 10, null, 11, 15, null, 75])
  })

  void test('what is shown stays of use', () => {
    assert.deepEqual(showQuarter([3, 20, 40]), [false, false, true, true])
    assert.deepEqual(showQuarter([12, 0, 40]), [true, true, true, true])
    assert.deepEqual(showQuarter([2]), [false, false])
    assert.deepEqual(showQuarter([9]), [true, true])
    const quarters = [
      [12, 30],
      [3, 20],
      [15, 31],
      [11, 25],
    ]
    // The one quarter that hides a row leaves the year’s sum of that row out, and the others stand.
    assert.deepEqual(showYear(quarters, quarters.map(showQuarter)).at(-1), true)
  })
})

/**
 * Solves what is published by elimination: a place follows from it when some sum of equations holds nothing else.
 * @returns the places that follow, as `column row`
 */
function determined(published: Published): string[] {
  const rows = published[0]?.length ?? 0
  const columns = published.length
  const places = published.flatMap((column, at) =>
    column.flatMap((said, row) => (said === null ? [`${String(at)} ${String(row)}`] : [])),
  )
  const equation = (members: readonly (readonly [number, number, number])[]) =>
    places.map((place) =>
      sum(members.filter(([at, row]) => place === `${String(at)} ${String(row)}`).map(([, , by]) => by)),
    )
  const equations = [
    ...published.map((_, at) =>
      equation(Array.from({ length: rows }, (_, row) => [at, row, row === rows - 1 ? -1 : 1] as const)),
    ),
    ...(columns > 1
      ? Array.from({ length: rows }, (_, row) =>
          equation(published.map((_, at) => [at, row, at === columns - 1 ? -1 : 1] as const)),
        )
      : []),
  ]
  let rank = 0
  for (let place = 0; place < places.length; place++) {
    const pivot = equations.findIndex((one, at) => at >= rank && Math.abs(one[place] ?? 0) > 1e-9)
    if (pivot < 0) continue
    const [row] = equations.splice(pivot, 1)
    if (!row) continue
    const by = row[place] ?? 1
    const normal = row.map((one) => one / by)
    equations.splice(rank, 0, normal)
    equations.forEach((one, at) => {
      if (at === rank) return
      const times = one[place] ?? 0
      equations[at] = one.map((value, column) => value - times * (normal[column] ?? 0))
    })
    rank++
  }
  return equations.slice(0, rank).flatMap((one) => {
    const held = one.flatMap((value, at) => (Math.abs(value) > 1e-9 ? [places[at] ?? ''] : []))
    return held.length === 1 ? held : []
  })
}
