// The best way to lay the words of two names upon one another: each word once, two or three neighbours
// possibly written as one on the other side.

/** Words beyond this many on a side are not laid against others. */
export const mostAligned = 7

/** Gain of laying word (or words from) `i` on `j`; 0 or less where they do not belong together. */
export type Gains = {
  /** how many words each side has, at most `mostAligned` */
  readonly rows: number
  readonly columns: number
  /** word i upon word j, at `i * mostAligned + j` */
  readonly single: Float64Array
  /** words i, i+1 (…i+2) upon word j; `null` where no such writing is at hand */
  readonly twoUpOne: Float64Array | null
  readonly threeUpOne: Float64Array | null
  /** word i upon words j, j+1 (…j+2) */
  readonly oneUpTwo: Float64Array | null
  readonly oneUpThree: Float64Array | null
}

/** One piece of an alignment: `width` words of one side upon one of the other, or one upon one. */
export type Piece = { readonly i: number; readonly j: number; readonly wide: number; readonly high: number }

const states = 1 << mostAligned
const best = new Float64Array((mostAligned + 1) * states)
const choice = new Int32Array((mostAligned + 1) * states)

/**
 * The alignment of most gain, by going through the words of the first side and remembering which words of
 * the second are taken. Ties go to the earlier word, so the same input gives the same pieces.
 *
 * @param gains - what each word gains with each word or run of the other side
 * @returns the pieces; words in none of them found no partner
 */
export function alignWords(gains: Gains): Piece[] {
  const { rows, columns, single } = gains
  const full = 1 << columns
  best.fill(0, rows * states, rows * states + full)
  for (let i = rows - 1; i >= 0; i--) {
    for (let taken = 0; taken < full; taken++) {
      let most = best[(i + 1) * states + taken] ?? 0
      let chosen = -1
      for (let j = 0; j < columns; j++) {
        if ((taken >> j) & 1) continue
        const at = i * mostAligned + j
        const next = (i + 1) * states
        const one = single[at] ?? 0
        if (one > 0) {
          const sum = one + (best[next + (taken | (1 << j))] ?? 0)
          if (sum > most + 1e-9) {
            most = sum
            chosen = code(j, 1, 1)
          }
        }
        if (gains.oneUpTwo !== null && j + 1 < columns && !((taken >> (j + 1)) & 1)) {
          const two = gains.oneUpTwo[at] ?? 0
          if (two > 0) {
            const sum = two + (best[next + (taken | (3 << j))] ?? 0)
            if (sum > most + 1e-9) {
              most = sum
              chosen = code(j, 2, 1)
            }
          }
        }
        if (gains.oneUpThree !== null && j + 2 < columns && !((taken >> (j + 1)) & 3)) {
          const three = gains.oneUpThree[at] ?? 0
          if (three > 0) {
            const sum = three + (best[next + (taken | (7 << j))] ?? 0)
            if (sum > most + 1e-9) {
              most = sum
              chosen = code(j, 3, 1)
            }
          }
        }
        if (gains.twoUpOne !== null && i + 1 < rows) {
          const two = gains.twoUpOne[at] ?? 0
          if (two > 0) {
            const sum = two + (best[(i + 2) * states + (taken | (1 << j))] ?? 0)
            if (sum > most + 1e-9) {
              most = sum
              chosen = code(j, 1, 2)
            }
          }
        }
        if (gains.threeUpOne !== null && i + 2 < rows) {
          const three = gains.threeUpOne[at] ?? 0
          if (three > 0) {
            const sum = three + (best[(i + 3) * states + (taken | (1 << j))] ?? 0)
            if (sum > most + 1e-9) {
              most = sum
              chosen = code(j, 1, 3)
            }
          }
        }
      }
      best[i * states + taken] = most
      choice[i * states + taken] = chosen
    }
  }
  return readChoices(rows)
}

const code = (j: number, wide: number, high: number): number => j * 16 + wide * 4 + high

function readChoices(rows: number): Piece[] {
  const pieces: Piece[] = []
  let i = 0
  let taken = 0
  while (i < rows) {
    const chosen = choice[i * states + taken] ?? -1
    if (chosen < 0) {
      i++
      continue
    }
    const j = chosen >> 4
    const wide = (chosen >> 2) & 3
    const high = chosen & 3
    pieces.push({ i, j, wide, high })
    taken |= ((1 << wide) - 1) << j
    i += high
  }
  return pieces
}
