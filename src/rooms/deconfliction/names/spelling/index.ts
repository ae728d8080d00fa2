export { compareWords } from './compare-words.ts'
export { wordFrequency } from './frequency.ts'
export { readWords } from './read-words.ts'
export type { BareWord, Join, Particle, Script, Word, WordLikeness } from './word.ts'
