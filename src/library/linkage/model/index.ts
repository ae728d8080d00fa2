/** The model of linkage: pure, without a database. Used by `seamark match` and by the node. */
export {
  bitsOf,
  MOST_BITS,
  probabilityOf,
  UNKNOWN,
  weigh,
  weightOf,
  type Comparison,
  type Level,
  type Model,
} from './weights.ts'
export { agreementBits, shareOf, type Reference } from './frequency.ts'
export { learn, type LearnOptions, type Pattern } from './learn.ts'
export { inSentences, reasonsOf, type Reason } from './explain.ts'
export {
  birthLevels,
  compareBirths,
  isPlaceholder,
  readBirth,
  type Birth,
  type BirthLevel,
} from './births.ts'
export {
  birthBits,
  MATCH_FROM,
  nameBits,
  nameLevelOf,
  POSSIBLE_FROM,
  weighPersons,
  type NameLevel,
  type PersonEvidence,
  type PersonWeighing,
} from './persons.ts'
