import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { SMALL, suppress, type Shown, type ShownTable } from './suppress.ts'

const written = (table: ShownTable) =>
  table.map((row) => row.map((one) => (one.kind === 'number' ? one.value : one.kind === 'few' ? '<5' : '–')))

/** Could this number stand where that is shown? */
const fits = (shown: Shown, value: number): boolean =>
  shown.kind === 'number' ? shown.value === value : shown.kind === 'hidden' || (value > 0 && value < SMALL)

/** Is there another table, as a reader may imagine one, that shows the same and differs in this number? */
function mayBeOther(shown: ShownTable, counts: readonly number[][], row: number, column: number): boolean {
  const [height, width] = [counts.length, counts[0]?.length ?? 0]
  const own = counts[row]?.[column]
  const most = Math.max(...counts.flat()) + SMALL
  const table = counts.map((one) => [...one])
  const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)
  const downOf = (at: number) => sumOf(table.map((one) => one[at] ?? 0))
  const search = (place: number): boolean => {
    const [atRow, atColumn] = [Math.floor(place / width), place % width]
    if (atColumn === 0 && atRow > 0) {
      const last = shown[atRow - 1]?.[width]
      if (last && !fits(last, sumOf(table[atRow - 1] ?? []))) return false
    }
    if (place === height * width) {
      const totals = shown[height] ?? []
      const sums = Array.from({ length: width }, (_, at) => downOf(at))
      return [...sums, sumOf(sums)].every((sum, at) => totals[at] !== undefined && fits(totals[at], sum))
    }
    const [cell, line] = [shown[atRow]?.[atColumn], table[atRow]]
    if (!cell || !line) return false
    const values =
      cell.kind === 'number'
        ? [cell.value]
        : Array.from({ length: cell.kind === 'few' ? SMALL : most + 1 }, (_, value) => value)
    for (const value of values) {
      if (!fits(cell, value) || (atRow === row && atColumn === column && value === own)) continue
      line[atColumn] = value
      if (search(place + 1)) return true
    }
    return false
  }
  return search(0)
}

void describe('small numbers', () => {
  void test('none and five are shown, one to four are not, and nothing else is hidden needlessly', () => {
    assert.deepEqual(written(suppress([[0, 7], [12, 5]])), [[0, 7, 7], [12, 5, 17], [12, 12, 24]]) // prettier-ignore
    assert.deepEqual(written(suppress([[2, 0], [0, 0]])), [['<5', 0, '<5'], [0, 0, 0], ['<5', 0, '<5']]) // prettier-ignore
  })

  void test('one small number takes its neighbours with it, so that no total gives it away', () => {
    assert.deepEqual(
      written(
        suppress([
          [3, 20, 30],
          [9, 40, 50],
          [8, 60, 70],
        ]),
      ),
      [
        ['<5', '–', 30, 53],
        [9, 40, 50, 99],
        ['–', '–', 70, 138],
        [20, 120, 150, 290],
      ],
    )
  })

  void test('a total that is as much as its small numbers can be is left out', () => {
    // Five reports in five places: each could only be one.
    const [row] = written(suppress([[1, 1, 1, 1, 1]]))
    assert.equal(row?.[5], '–')
    // Two numbers below five that make eight could only be four and four.
    assert.equal(written(suppress([[4, 4]]))[0]?.[2], '–')
  })

  void test('no small number of a small table can be told exactly, by trying every table there is', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 7 }))
    fc.assert(
      fc.property(
        fc.array(fc.array(count, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
        (counts) => {
          const shown = suppress(counts)
          counts.forEach((row, atRow) => {
            row.forEach((value, atColumn) => {
              if (value > 0 && value < SMALL)
                assert.ok(mayBeOther(shown, counts, atRow, atColumn), JSON.stringify(written(shown)))
            })
          })
        },
      ),
      { numRuns: 150 },
    )
  })

  void test('what is shown as a number is the number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((width) =>
          fc.array(fc.array(fc.nat({ max: 40 }), { minLength: width, maxLength: width }), {
            minLength: 1,
            maxLength: 14,
          }),
        ),
        (counts) => {
          suppress(counts).forEach((row, atRow) => {
            row.forEach((one, atColumn) => {
              const value = counts[atRow]?.[atColumn]
              if (value !== undefined && one.kind === 'number') assert.equal(one.value, value)
              if (value !== undefined && one.kind === 'few') assert.ok(value > 0 && value < SMALL)
              if (one.kind === 'number') assert.ok(one.value === 0 || one.value >= SMALL)
            })
          })
        },
      ),
    )
  })

  void test('an empty table is a table', () => {
    assert.deepEqual(written(suppress([])), [[0]])
  })
})
