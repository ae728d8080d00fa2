/** `seamark disruption-terms`: what the levels are called, with how far that was checked. */
import { termsCommand } from '../../platform/operator-terms.ts'
import { changeTerm, listTerms } from './terms.ts'

/** The command. */
export const disruptionTerms = termsCommand({
  use: `seamark disruption-terms [list] [--json]
seamark disruption-terms set CODE WORDS
  CODE    of the level: major, moderate, minor
  WORDS   from now on, in one argument`,
  operations: { list: 'disruptions.term.list', change: 'disruptions.term.change' },
  list: listTerms,
  change: changeTerm,
})
