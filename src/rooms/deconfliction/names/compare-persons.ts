import { letterLikeness } from './edit-distance.ts'
import type { ReadName } from './read-name.ts'
import type { NameComparison } from './types.ts'

/** Compares two names of persons word by word and as whole strings. A first, simple measure. */
export function comparePersons(a: ReadName, b: ReadName): NameComparison {
  if (a.joined.length < 2 || b.joined.length < 2) {
    return {
      outcome: 'different',
      probability: 0.01,
      reasons: ['cannot be compared: there is no name to read'],
    }
  }
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  const left = [...many]
  let sum = 0
  let worst = 1
  for (const word of few) {
    let best = 0
    let at = 0
    for (const [index, other] of left.entries()) {
      const likeness = letterLikeness(word, other)
      if (likeness > best) [best, at] = [likeness, index]
    }
    left.splice(at, 1)
    sum += best
    worst = Math.min(worst, best)
  }
  const words =
    few.length === 1 && many.length > 1 ? 0.3 : (sum / few.length + worst) / 2 - 0.03 * left.length
  const likeness = Math.max(words, letterLikeness(a.joined, b.joined))
  const probability = Math.round(1000 / (1 + Math.exp(-16 * (likeness - 0.74)))) / 1000
  const outcome = probability >= 0.7 ? 'match' : probability >= 0.5 ? 'possible' : 'different'
  const reasons = [
    likeness === 1
      ? 'the names are written alike'
      : outcome === 'different'
        ? 'the names are not spellings of one another'
        : 'the names are spelt nearly alike',
  ]
  return { outcome, probability, reasons }
}
