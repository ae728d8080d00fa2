/** What a person is looked up by, a glance at two names, and the comparison of two records. */
export { personKeys } from './person-keys.ts'
export { letterPairsOf, mayBeSpellings } from './share-letters.ts'
export {
  isDistinctive,
  type OfferedPair,
  readWritten,
  type ReadWritten,
  comparePersonRecords,
} from './compare-person-records.ts'
