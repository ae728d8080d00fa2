/** Are these two records of one person? A fixed model, asked of a pair and never of a person. Pure. */
import { compareBirths, MATCH_FROM, nameLevelOf, weighPersons, type BirthLevel } from '../model/index.ts'
import { compareNames, nameFold, readName, type NameComparison, type ReadName } from '../../names/index.ts'
import { readWords, wordFrequency } from '../../names/spelling/index.ts'

/** A person as written, made ready to be compared. */
export type ReadWritten = { id: string; names: readonly ReadNamed[]; born: string | null }
type ReadNamed = {
  read: ReadName
  fold: string
  /** share of a population that bears it */
  commonness: number
  /** at least two full words, and few bear them */
  distinctive: boolean
}

export type OfferedPair = {
  outcome: 'match' | 'possible'
  /** of the pair of records */
  probability: number
  /** for both agencies to read; they quote neither */
  reasons: string[]
  bornBoth: boolean
}

/** With these a pair may be offered: the dates agree, or differ as slips do. */
const AGREEING: ReadonlySet<BirthLevel> = new Set([
  'equal',
  'day-month-swapped',
  'one-digit',
  'year-only-agrees',
  'span-agrees',
])

/**
 * A full name is distinctive when fewer than one in so many people would bear it: at least two words, not all
 * of them common. Only such a name is looked at where a birth is not known.
 */
const DISTINCTIVE = 1e-6

/** Share of a population that bears a word which is a particle elsewhere: as common as any common name. */
const PARTICLE_AS_NAME = 0.01

/** One pair in so many of different people has reports that share an exact identifier; of the same, one in three. */
const SHARED_IDENTIFIER_BITS = Math.log2(0.33 / 0.001)

/** Without a birth the names must be all but equal, and the pair is never more than possible. */
const ALMOST_EQUAL = 0.9
/** Nor is a pair of which a word is another name, or the descent another: brothers and twins are written so. */
const MOST_POSSIBLE = MATCH_FROM - 0.01

const SHARES_IDENTIFIER = 'their reports also name the same identifier'
const BORN_UNKNOWN = 'a birth date is not known, which speaks neither for nor against'

/** Names of one fold are not compared: which of their spellings was stored first must make no difference. */
const ALIKE: NameComparison = {
  outcome: 'match',
  probability: 1,
  reasons: ['the names are written alike, up to capitals, accents and the order of words'],
}

/** How many names are kept read: those of one gang come again and again. */
const MOST_READ = 20_000
const kept = new Map<string, ReadNamed>()

/**
 * Reads a person's names once each; those that differ only in case or order count as one.
 * @param person - names as written, and the birth as it is kept
 * @returns the same person, read
 */
export function readWritten(person: {
  id: string
  names: readonly string[]
  born: string | null
}): ReadWritten {
  const names: ReadNamed[] = []
  for (const name of person.names) {
    const read = readKept(name)
    if (read.fold !== '' && names.every(({ fold }) => fold !== read.fold)) names.push(read)
  }
  return { id: person.id, names, born: person.born }
}

function readKept(written: string): ReadNamed {
  let named = kept.get(written)
  if (named === undefined) {
    const read = readName(written)
    const words = readWords(written).filter((word) => !word.initial)
    const full = words.filter((word) => word.particle === null)
    // Le and Do are families too: where one full word is left, what could be a particle is a name.
    const borne = full.length < 2 ? words : full
    const shareOf = (word: (typeof words)[number]) =>
      Math.max(wordFrequency(word), word.particle === null ? 0 : PARTICLE_AS_NAME)
    const commonness = borne.length === 0 ? 1 : borne.reduce((share, word) => share * shareOf(word), 1)
    const distinctive = full.length >= 2 && commonness <= DISTINCTIVE
    named = { read, fold: nameFold(read), commonness, distinctive }
    // Forgetting all at once costs less than remembering which was asked for last.
    if (kept.size >= MOST_READ) kept.clear()
    kept.set(written, named)
  }
  return named
}

/**
 * Compares two persons and weighs whether they are one.
 * @param a - one person, read
 * @param b - the other; the order does not matter
 * @param sharing - a report of each names the same identifier, which is not a common one
 * @returns what is offered to both agencies, or null: they do not learn of one another by this
 */
export function comparePersonRecords(a: ReadWritten, b: ReadWritten, sharing: boolean): OfferedPair | null {
  const births = birthsOf(a.born, b.born)
  const bornBoth = births !== 'unknown'
  if (bornBoth ? !AGREEING.has(births) : !sharing) return null
  const best = bestNames(a, b)
  if (best === null) return null
  const { comparison, one, other } = best
  if (comparison.outcome === 'different') return null
  if (!bornBoth && (comparison.probability < ALMOST_EQUAL || !one.distinctive || !other.distinctive))
    return null
  const weighed = weighPersons({
    name: nameLevelOf(comparison, comparison === ALIKE),
    commonness: Math.max(one.commonness, other.commonness),
    births,
    birth: a.born,
    otherBits: bornBoth ? 0 : SHARED_IDENTIFIER_BITS,
  })
  if (weighed.outcome === 'different') return null
  const reasons = [...comparison.reasons, ...(bornBoth ? weighed.reasons : [SHARES_IDENTIFIER, BORN_UNKNOWN])]
  const maybeMatch = bornBoth && comparison.twoNames !== true
  return {
    outcome: maybeMatch ? weighed.outcome : 'possible',
    probability: maybeMatch ? weighed.probability : Math.min(weighed.probability, MOST_POSSIBLE),
    reasons,
    bornBoth,
  }
}

/** A month of a year that both say is more than the year, though the day is not known. */
function birthsOf(a: string | null, b: string | null): BirthLevel {
  const level = compareBirths(a, b)
  return level === 'near' && a !== null && b !== null && (a.length < 10 || b.length < 10)
    ? 'year-only-agrees'
    : level
}

/** Everybody may go by several names: the best pair of them counts. */
function bestNames(
  a: ReadWritten,
  b: ReadWritten,
): { comparison: NameComparison; one: ReadNamed; other: ReadNamed } | null {
  let best: ReturnType<typeof bestNames> = null
  for (const one of a.names)
    for (const other of b.names) {
      const compared = one.read === other.read ? ALIKE : compareNames(one.read, other.read)
      // Of one fold and yet two names: their marks differ.
      const comparison = one.fold === other.fold && compared.outcome === 'match' ? ALIKE : compared
      if (best === null || comparison.probability > best.comparison.probability)
        best = { comparison, one, other }
    }
  return best
}

/**
 * Is this a name of which there are few, in at least two words?
 * @param person - read
 * @returns true when one of the names is
 */
export function isDistinctive({ names }: ReadWritten): boolean {
  return names.some(({ distinctive }) => distinctive)
}
