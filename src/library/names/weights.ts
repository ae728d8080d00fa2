import type { PersonFeatures } from './person-features.ts'

// What each signal adds to the log-odds that two names are one name. Fitted by `bench/fit-names.ts`, whose
// output is pasted here; README.md says on what. Nothing is learnt at run time.

/** The signals in the order of `signalsOf`. */
export const signalNames = [
  'constant',
  'contradicted',
  'omitted share',
  'slips',
  'many slips',
  'apart',
  'whole doubt',
  'common omission',
  'lone',
] as const

/**
 * Writes a pair of names as the numbers that are weighed.
 * @param f - counts of what agrees, is missing and contradicts
 * @returns in the order of `personWeights`; 0 where nothing speaks against
 */
export function signalsOf(f: PersonFeatures): number[] {
  return [
    1,
    Math.min(
      1.5,
      f.contradicted + 0.8 * (f.exchanged + f.generations) + 0.5 * f.parent + 0.4 * f.crossedSlips,
    ),
    f.omittedShare,
    Math.min(4, f.slips),
    Math.min(1, Math.max(0, f.mostSlips - 2)),
    Math.min(1, f.apart),
    f.wholeDoubt,
    f.omittedShare * Math.max(0, 2 - f.evidence),
    f.lone,
  ]
}

/** In the order of `signalNames`. */
export const personWeights: readonly number[] = [3.44, -5.98, -1.38, -0.56, -2.88, -1.78, -1.75, -1.23, -3.31]

/** From here on a pair is a match; between 0.5 and this it is possible. */
export const matchFrom = 0.65
