/** `seamark group-terms`: words of the field that an operator puts right, with how far each was checked. */
import { termsCommand } from '../../../platform/operator-terms.ts'
import { changeTerm, listTerms } from './terms.ts'

/** The command. */
export const groupTerms = termsCommand({
  use: `seamark group-terms [list] [--json]
seamark group-terms set CODE WORDS
  CODE    of the term, as the list says it
  WORDS   from now on, in one argument`,
  operations: { list: 'networks.term.list', change: 'networks.term.change' },
  list: listTerms,
  change: changeTerm,
})
