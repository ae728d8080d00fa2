import type { Piece } from './split-words.ts'

/** What stands before a ship's name and says what ship it is: motor vessel, fishing vessel, tug, yacht … */
const prefixes = new Set(
  (
    'mv ms mt mf mfv mts fv ss sv sy my mvs rv ts tss rms hms hmc uss usns hmcs hmas rfa rnlb rnli lpg lng vlcc ' +
    'tug yacht msv mtug gts dsv osv psv fpv mb rib nb ps pv cv'
  ).split(' '),
)
const inWords: readonly (readonly string[])[] = [
  ['motor', 'vessel'],
  ['motor', 'tanker'],
  ['motor', 'yacht'],
  ['motor', 'boat'],
  ['motor', 'fishing', 'vessel'],
  ['fishing', 'vessel'],
  ['fishing', 'boat'],
  ['sailing', 'vessel'],
  ['sailing', 'yacht'],
  ['steam', 'ship'],
  ['merchant', 'vessel'],
]

/** How many words before the name only say what kind of ship it is; never all of them. */
export function vesselPrefixes(pieces: readonly Piece[]): number {
  if (pieces.length < 2) return 0
  if (prefixes.has(pieces[0]?.text ?? '')) return 1
  const found = inWords.find((words) => words.every((word, at) => pieces[at]?.text === word))
  return found && found.length < pieces.length ? found.length : 0
}
