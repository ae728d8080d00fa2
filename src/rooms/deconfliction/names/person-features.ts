import { alignWords, mostAligned, type Piece } from './align-words.ts'
import { coreLikeness, type CoreLikeness } from './core-likeness.ts'
import { fewestSlips, letterLikeness } from './edit-distance.ts'
import { joinGains, leastLikeness } from './join-gains.ts'
import type { ReadPerson } from './read-person.ts'
import type { Word, WordLikeness } from './spelling/index.ts'

/** A piece of two names laid upon one another, and how alike it is. */
export type Agreement = Piece & {
  readonly likeness: number
  readonly how: WordLikeness['how']
  /** letters that have slipped */
  readonly slips: number
}

/** What two names of persons have in common and what speaks against. All numbers are 0 or more. */
export type PersonFeatures = {
  readonly agreements: readonly Agreement[]
  /** words without a partner, first and second side */
  readonly freeA: readonly number[]
  readonly freeB: readonly number[]
  /** weight of words that stand against one another: free on both sides */
  readonly contradicted: number
  /** weight of words that one side leaves out */
  readonly omitted: number
  /** the share of the longer name that is left out */
  readonly omittedShare: number
  /** letters that have slipped in agreeing words, and in the worst of them */
  readonly slips: number
  readonly mostSlips: number
  /** slips in words that are alike only in part and also stand elsewhere in the other name */
  readonly crossedSlips: number
  /** slips between two words that are both names of their own, and not of one another */
  readonly knownSlips: number
  /** one minus the likeness of the whole strings in order */
  readonly wholeDoubt: number
  /** how much the agreeing words say, by their rarity */
  readonly evidence: number
  /** 1 where a single word stands against several */
  readonly lone: number
  /** 1 where father and son have changed places */
  readonly exchanged: number
  /** no full word agrees, only initials do */
  readonly onlyInitials: boolean
  /** one of the names is the other written backwards */
  readonly backwards: boolean
}

const gain = new Float64Array(mostAligned * mostAligned)
const twoUpOne = new Float64Array(mostAligned * mostAligned)
const threeUpOne = new Float64Array(mostAligned * mostAligned)
const oneUpTwo = new Float64Array(mostAligned * mostAligned)
const oneUpThree = new Float64Array(mostAligned * mostAligned)

/** Lays the words of two names upon one another and counts. */
export function personFeatures(a: ReadPerson, b: ReadPerson): PersonFeatures {
  if (isBackwards(a, b)) return backwardsFeatures
  return alignedFeatures(a, b)
}

/** Letters in reverse are a known way round a screening; one slip is allowed. Short names may do so by chance. */
function isBackwards(a: ReadPerson, b: ReadPerson): boolean {
  const length = a.letters.length
  if (length < 8 || length !== b.letters.length) return false
  let unlike = 0
  for (let at = 0; at < length && unlike < 3; at++) {
    if (a.letters.charCodeAt(at) !== b.letters.charCodeAt(length - 1 - at)) unlike++
  }
  return unlike < 2 && a.letters !== b.letters
}

const backwardsFeatures: PersonFeatures = {
  agreements: [],
  freeA: [],
  freeB: [],
  contradicted: 0,
  omitted: 0,
  omittedShare: 0,
  slips: 2,
  mostSlips: 2,
  crossedSlips: 0,
  knownSlips: 0,
  wholeDoubt: 0.3,
  evidence: 2,
  lone: 0,
  exchanged: 0,
  onlyInitials: false,
  backwards: true,
}

function alignedFeatures(a: ReadPerson, b: ReadPerson): PersonFeatures {
  const rows = a.cores.length
  const columns = b.cores.length
  const found: (CoreLikeness | undefined)[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = i * mostAligned + j
      const like = coreLikeness(a, i, b, j)
      found[at] = like
      const weight = Math.min(a.weights[i] ?? 0, b.weights[j] ?? 0)
      gain[at] =
        like.likeness > leastLikeness ? weight * (like.likeness - leastLikeness) + (i === j ? 0.001 : 0) : 0
    }
  }
  const hasTwoUp = rows > 1 && joinGains(a, b, 2, twoUpOne, false)
  const hasThreeUp = rows > 2 && joinGains(a, b, 3, threeUpOne, false)
  const hasUpTwo = columns > 1 && joinGains(b, a, 2, oneUpTwo, true)
  const hasUpThree = columns > 2 && joinGains(b, a, 3, oneUpThree, true)
  const pieces = alignWords({
    rows,
    columns,
    single: gain,
    twoUpOne: hasTwoUp ? twoUpOne : null,
    threeUpOne: hasThreeUp ? threeUpOne : null,
    oneUpTwo: hasUpTwo ? oneUpTwo : null,
    oneUpThree: hasUpThree ? oneUpThree : null,
  })
  const agreements: Agreement[] = []
  const takenA = new Set<number>()
  const takenB = new Set<number>()
  let slips = 0
  let mostSlips = 0
  let initials = 0
  let partSlips = 0
  let knownSlips = 0
  let onlyInitials = true
  let evidence = 0
  for (const piece of pieces) {
    const joined = piece.wide + piece.high > 2
    const like = joined ? undefined : found[piece.i * mostAligned + piece.j]
    const likeness = like?.likeness ?? 0.95
    const slipped = like?.slips ?? 0.5
    agreements.push({ ...piece, likeness, how: like?.how ?? 'joined', slips: slipped })
    for (let k = 0; k < piece.high; k++) takenA.add(piece.i + k)
    for (let k = 0; k < piece.wide; k++) takenB.add(piece.j + k)
    slips += slipped
    mostSlips = Math.max(mostSlips, slipped)
    if (slipped >= 0.75 && !joined) {
      const [one, other] = [a.cores[piece.i], b.cores[piece.j]]
      const length = Math.max(one?.latin.length ?? 0, other?.latin.length ?? 0)
      if (slipped > 0.3 * length) partSlips += slipped
      if (isKnown(one) && isKnown(other)) knownSlips += slipped
    }
    const least = joined ? 1 : Math.min(a.weights[piece.i] ?? 0, b.weights[piece.j] ?? 0)
    // An initial that fits tells less than half of the name.
    if (like?.how === 'initial') initials += 0.5
    if (like?.how !== 'initial' && least >= 0.7) onlyInitials = false
    evidence += likeness * least * (0.5 + 0.5 * Math.max(a.rarity[piece.i] ?? 0, b.rarity[piece.j] ?? 0))
  }
  const freeA = free(rows, takenA)
  const freeB = free(columns, takenB)
  const contradicted = Math.min(sum(freeA, a.weights), sum(freeB, b.weights))
  const longer = Math.max(total(a.told), total(b.told))
  const omitted = Math.abs(sum(freeA, a.told) - sum(freeB, b.told)) + initials
  return {
    agreements,
    freeA,
    freeB,
    contradicted,
    omitted,
    omittedShare: longer === 0 ? 0 : omitted / longer,
    slips,
    mostSlips,
    crossedSlips: agreements.length > 1 && crosses(agreements) ? Math.min(2, partSlips) : 0,
    knownSlips,
    wholeDoubt: wholeDoubt(a, b, agreements.length),
    evidence: Math.min(3, evidence),
    lone:
      Math.min(rows, columns) === 1 && Math.max(rows, columns) > 1 && takenA.size < 2 && takenB.size < 2
        ? 1
        : 0,
    exchanged: agreements.some((one) => exchangedWith(one, agreements, a, b)) ? 1 : 0,
    onlyInitials: onlyInitials && agreements.length > 0 && a.letters !== b.letters,
    backwards: false,
  }
}

const isKnown = (word: Word | undefined): boolean => word !== undefined && word.symbols.length > 0

/** Where no word agrees the whole is measured only if the letters at hand leave a hope. */
function wholeDoubt(a: ReadPerson, b: ReadPerson, agreeing: number): number {
  const longest = Math.max(a.letters.length, b.letters.length)
  const fewest = fewestSlips(a.letters, a.heldByAll, b.letters, b.heldByAll)
  if (agreeing === 0 && fewest > 0.3 * longest) return 0.8
  return 1 - letterLikeness(a.letters, b.letters)
}

function exchangedWith(one: Agreement, all: readonly Agreement[], a: ReadPerson, b: ReadPerson): boolean {
  if (!(a.patronymic[one.i] ?? false) || (b.patronymic[one.j] ?? false)) return false
  return all.some((other) => !(a.patronymic[other.i] ?? false) && (b.patronymic[other.j] ?? false))
}

function free(count: number, taken: ReadonlySet<number>): number[] {
  const left: number[] = []
  for (let at = 0; at < count; at++) if (!taken.has(at)) left.push(at)
  return left
}

const sum = (indices: readonly number[], weights: readonly number[]): number =>
  indices.reduce((so, at) => so + (weights[at] ?? 0), 0)

const total = (weights: readonly number[]): number => weights.reduce((so, weight) => so + weight, 0)

/** Whether words stand in another order. */
export function crosses(agreements: readonly Agreement[]): boolean {
  return agreements.some((one, at) => at > 0 && one.j < (agreements[at - 1]?.j ?? 0))
}
