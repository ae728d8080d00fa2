import { alignWords, mostAligned, type Piece } from './align-words.ts'
import { coreLikeness, type CoreLikeness } from './core-likeness.ts'
import { fewestSlips, letterLikeness } from './edit-distance.ts'
import { evidenceOf, isOneWord, mostEvidence } from './evidence.ts'
import { joinGains, leastLikeness } from './join-gains.ts'
import { marksDiffer } from './marks.ts'
import type { Core, ReadPerson } from './read-person.ts'
import type { WordLikeness } from './spelling/index.ts'

/** A piece of two names laid upon one another, and how alike it is. */
export type Agreement = Piece & {
  readonly likeness: number
  readonly how: WordLikeness['how']
  /** letters that have slipped */
  readonly slips: number
  /** both are known names, and not of one another */
  readonly apart: boolean
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
  /** words that are two known names, though alike */
  readonly apart: number
  /** one minus the likeness of the whole strings in order */
  readonly wholeDoubt: number
  /** how much the agreeing words say, by their rarity; asked for only where a word is missing */
  readonly evidence: number
  /** 1 where a single word stands against several */
  readonly lone: number
  /** 1 where the words behind the given name, all given names, have changed places: descent in another order */
  readonly descent: number
  /** 1 where father and son have changed places */
  readonly exchanged: number
  /** 1 where one is called by a name and the other is father or mother of its bearer (Ali, Abu Ali) */
  readonly parent: number
  /** 1 where both say of which generation they are, and not the same */
  readonly generations: number
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
const found = new Array<CoreLikeness | undefined>(mostAligned * mostAligned)

/**
 * Lays the words of two names upon one another and counts.
 * @param a - the first name, in the order of `comparePersons`
 * @param b - the second
 * @returns counts of what agrees, is missing and contradicts
 */
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
  apart: 0,
  wholeDoubt: 0.3,
  evidence: mostEvidence,
  lone: 0,
  descent: 0,
  exchanged: 0,
  parent: 0,
  generations: 0,
  onlyInitials: false,
  backwards: true,
}

function alignedFeatures(a: ReadPerson, b: ReadPerson): PersonFeatures {
  const rows = a.cores.length
  const columns = b.cores.length
  let any = false
  for (let i = 0; i < rows; i++) {
    const one = a.cores[i] as Core
    for (let j = 0; j < columns; j++) {
      const other = b.cores[j] as Core
      const at = i * mostAligned + j
      const given = i === 0 && j === 0 && a.family !== 0 && b.family !== 0
      const like = coreLikeness(one, other, given)
      found[at] = like
      const more = like.likeness - leastLikeness
      // Of two ways that are as good, that which keeps words in their places.
      gain[at] = more > 0 ? Math.min(one.weight, other.weight) * more + (i === j ? 0.001 : 0) : 0
      if (more > 0) any = true
    }
  }
  const hasTwoUp = rows > 1 && joinGains(a, b, 2, twoUpOne, false)
  const hasThreeUp = rows > 2 && joinGains(a, b, 3, threeUpOne, false)
  const hasUpTwo = columns > 1 && joinGains(b, a, 2, oneUpTwo, true)
  const hasUpThree = columns > 2 && joinGains(b, a, 3, oneUpThree, true)
  const pieces =
    any || hasTwoUp || hasThreeUp || hasUpTwo || hasUpThree
      ? alignWords({
          rows,
          columns,
          single: gain,
          twoUpOne: hasTwoUp ? twoUpOne : null,
          threeUpOne: hasThreeUp ? threeUpOne : null,
          oneUpTwo: hasUpTwo ? oneUpTwo : null,
          oneUpThree: hasUpThree ? oneUpThree : null,
        })
      : []
  const agreements: Agreement[] = []
  let takenA = 0
  let takenB = 0
  let slips = 0
  let mostSlips = 0
  let initials = 0
  let partSlips = 0
  let apart = 0
  let parent = 0
  let onlyInitials = true
  for (const piece of pieces) {
    const joined = piece.wide + piece.high > 2
    const like = joined ? undefined : found[piece.i * mostAligned + piece.j]
    const likeness = like?.likeness ?? 0.95
    const slipped = like?.slips ?? 0.5
    const { i, j, wide, high } = piece
    const isMarked = !joined && marksDiffer(a.cores[i]?.word.written ?? '', b.cores[j]?.word.written ?? '')
    const isApart = isMarked || (like?.apart === true && slipped >= 0.5)
    agreements.push({
      i,
      j,
      wide,
      high,
      likeness,
      how: like?.how ?? 'joined',
      slips: slipped,
      apart: isApart,
    })
    takenA |= ((1 << high) - 1) << i
    takenB |= ((1 << wide) - 1) << j
    const one = a.cores[i]
    const other = b.cores[j]
    slips += slipped
    if (isApart) apart++
    if (isParentOf(one, other) || isParentOf(other, one)) parent = 1
    mostSlips = Math.max(mostSlips, slipped)
    if (slipped >= 0.75 && !joined) {
      const length = Math.max(one?.word.latin.length ?? 0, other?.word.latin.length ?? 0)
      if (slipped > 0.3 * length) partSlips += slipped
    }
    const least = joined ? 1 : Math.min(one?.weight ?? 0, other?.weight ?? 0)
    // An initial that fits tells less than half of the name.
    if (like?.how === 'initial') initials += 0.5
    if (like?.how !== 'initial' && least >= 0.7) onlyInitials = false
  }
  const freeA = free(rows, takenA)
  const freeB = free(columns, takenB)
  const contradicted = Math.min(weightOf(a, freeA), weightOf(b, freeB))
  const longer = Math.max(toldBy(a), toldBy(b))
  const omitted = Math.abs(toldOf(a, freeA) - toldOf(b, freeB)) + initials
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
    apart,
    wholeDoubt: wholeDoubt(a, b, agreements.length),
    evidence: omitted > 0 ? evidenceOf(agreements, a, b) : mostEvidence,
    lone: Math.min(rows, columns) === 1 && Math.max(rows, columns) > 1 && agreements.every(isOneWord) ? 1 : 0,
    descent: isOtherDescent(agreements, a, b) ? 1 : 0,
    exchanged: agreements.some((one) => exchangedWith(one, agreements, a, b)) ? 1 : 0,
    parent,
    generations: a.generation !== '' && b.generation !== '' && a.generation !== b.generation ? 1 : 0,
    onlyInitials: onlyInitials && agreements.length > 0 && a.letters !== b.letters,
    backwards: false,
  }
}

/** Where no word agrees the whole is measured only if the letters at hand leave a hope. */
function wholeDoubt(a: ReadPerson, b: ReadPerson, agreeing: number): number {
  const longest = Math.max(a.letters.length, b.letters.length)
  const fewest = fewestSlips(a.letters, a.held, b.letters, b.held)
  if (agreeing === 0 && fewest > 0.3 * longest) return 0.8
  return 1 - letterLikeness(a.letters, b.letters)
}

/** Not where the other is written Abuzaid as one word: that is a family name. */
const isParentOf = (one: Core | undefined, other: Core | undefined): boolean =>
  one?.parent === true && other?.parent === false && one.fused !== other.word.latin

function exchangedWith(one: Agreement, all: readonly Agreement[], a: ReadPerson, b: ReadPerson): boolean {
  const isFather = (name: ReadPerson, at: number): boolean => name.cores[at]?.patronymic === true
  if (!isFather(a, one.i) || isFather(b, one.j)) return false
  return all.some((other) => !isFather(a, other.i) && isFather(b, other.j))
}

/** Osman Idris Adam is son of Idris, Osman Adam Idris of Adam: in names of descent the order is the descent. */
function isOtherDescent(agreements: readonly Agreement[], a: ReadPerson, b: ReadPerson): boolean {
  const [first, ...fathers] = agreements
  if (first?.i !== 0 || first.j !== 0 || fathers.length < 2 || !crosses(fathers)) return false
  return fathers.every(
    ({ i, j, wide, high }) =>
      wide === 1 && high === 1 && a.cores[i]?.word.known === true && b.cores[j]?.word.known === true,
  )
}

function free(count: number, taken: number): number[] {
  const left: number[] = []
  for (let at = 0; at < count; at++) if (((taken >> at) & 1) === 0) left.push(at)
  return left
}

function weightOf(name: ReadPerson, indices: readonly number[]): number {
  let sum = 0
  for (const at of indices) sum += name.cores[at]?.weight ?? 0
  return sum
}

function toldOf(name: ReadPerson, indices: readonly number[]): number {
  let sum = 0
  for (const at of indices) sum += name.cores[at]?.told ?? 0
  return sum
}

function toldBy(name: ReadPerson): number {
  let sum = 0
  for (const core of name.cores) sum += core.told
  return sum
}

/**
 * Do words stand in another order?
 * @param agreements - by the words of the first name
 * @returns true when one goes back
 */
export function crosses(agreements: readonly Agreement[]): boolean {
  return agreements.some((one, at) => at > 0 && one.j < (agreements[at - 1]?.j ?? 0))
}
