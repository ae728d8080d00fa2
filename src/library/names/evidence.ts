import { asianFamilyNames } from './asian-family-names.ts'
import type { Agreement } from './person-features.ts'
import type { ReadPerson } from './read-person.ts'
import { wordFrequency, type Word } from './spelling/index.ts'

/** Evidence is not counted beyond three rare words. */
export const mostEvidence = 3
/**
 * Does one word stand beside one word, and not several beside one?
 * @param one - a piece of the alignment
 * @returns true for one and one
 */
export const isOneWord = (one: Agreement): boolean => one.wide === 1 && one.high === 1

/**
 * Adds up agreeing words, one each, the commonest names half.
 * @param agreements - of the two names
 * @param a - the first name
 * @param b - the second name
 * @returns from 0 to the most that counts
 */
export function evidenceOf(agreements: readonly Agreement[], a: ReadPerson, b: ReadPerson): number {
  let evidence = 0
  for (const one of agreements) {
    const [first, second] = [a.cores[one.i], b.cores[one.j]]
    if (first === undefined || second === undefined) continue
    const weight = isOneWord(one) ? Math.min(first.weight, second.weight) : 1
    evidence += one.likeness * weight * (0.5 + 0.5 * Math.max(rarityOf(first.word), rarityOf(second.word)))
  }
  return Math.min(mostEvidence, evidence)
}

/** 0 for the commonest names, 1 for one in no list. Few family names serve very many in the east of Asia. */
function rarityOf(word: Word): number {
  if (word.initial) return 0
  if (asianFamilyNames.has(word.latin)) return 0.2
  return Math.min(1, Math.max(0, -Math.log10(wordFrequency(word)) / 4.7))
}
