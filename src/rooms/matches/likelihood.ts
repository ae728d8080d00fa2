/** Turns the probability that two records are of one person into one of three words. It belongs to two records. Pure. */
import { MATCH_FROM, POSSIBLE_FROM } from '../../library/linkage/model/index.ts'

/** The three words, the likeliest first. */
export const likelihoodBands = ['very-likely', 'likely', 'possible'] as const
export type Likelihood = (typeof likelihoodBands)[number]

/**
 * From which probability each word counts. The lower two are where the fixed model begins to offer a match
 * and a possible one; from 0.98 on, of fifty pairs one is expected to be two people.
 */
export const bandFrom: Record<Likelihood, number> = {
  'very-likely': 0.98,
  likely: MATCH_FROM,
  possible: POSSIBLE_FROM,
}

/** Where the words begin, from the lowest on: for a statement that counts how many of them a pair has reached. */
export const bandLimits: readonly number[] = Object.values(bandFrom).toSorted((a, b) => a - b)

/**
 * @param probability - from 0 to 1, of a pair that is offered at all
 * @returns the word for it
 */
export function likelihoodOf(probability: number): Likelihood {
  if (probability >= bandFrom['very-likely']) return 'very-likely'
  return probability >= bandFrom.likely ? 'likely' : 'possible'
}

/** What a page writes: the word, and how it is to be read. */
export const likelihoodWords: Record<Likelihood, { text: string; reading: string }> = {
  'very-likely': {
    text: 'Very likely the same person',
    reading: 'At least 49 in 50 pairs of records this alike are the same person.',
  },
  likely: {
    text: 'Likely the same person',
    reading: 'About 9 in 10 pairs of records this alike are the same person.',
  },
  possible: {
    text: 'Possibly the same person',
    reading:
      'Pairs of records this alike are often two people. Look for what else you hold before you answer.',
  },
}
