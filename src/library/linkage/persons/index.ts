/** What a person is looked up by, a glance at two names, and the weighing of two records. */
export { personKeys } from './person-keys.ts'
export { letterPairsOf, mayBeSpellings } from './share-letters.ts'
export { isDistinctive, type OfferedPair, readWritten, type ReadWritten, weighPair } from './weigh-pair.ts'
