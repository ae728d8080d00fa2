/** How a probability is said. It belongs to two records and never to a person. Pure. */
import { MATCH_FROM, POSSIBLE_FROM } from '../../library/linkage/model/index.ts'

export const codesOfLikeness = ['very-likely', 'likely', 'possible'] as const
export type Likeness = (typeof codesOfLikeness)[number]

/**
 * From which probability each class begins. The lower two are where the fixed model begins to offer a match
 * and a possible one; from 0.98 on, of fifty pairs one is expected to be two people.
 */
export const likenessFrom: Record<Likeness, number> = {
  'very-likely': 0.98,
  likely: MATCH_FROM,
  possible: POSSIBLE_FROM,
}

/** The limits from the lowest on, for a statement that counts how many a pair has reached. */
export const likenessLimits: readonly number[] = Object.values(likenessFrom).toSorted((a, b) => a - b)

/** @param probability - of a pair that is offered at all */
export function likenessOf(probability: number): Likeness {
  if (probability >= likenessFrom['very-likely']) return 'very-likely'
  return probability >= likenessFrom.likely ? 'likely' : 'possible'
}

/** In words: the class, and how it is to be read. */
export const likenessWords: Record<Likeness, { text: string; reading: string }> = {
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
