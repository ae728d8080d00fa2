/** What a word says in the name of a thing, looked up in the tables beside this. */
import { legalForms, type LegalForm } from './legal-forms.ts'
import { addPhrase, wordsOf, type Phrases } from './phrases.ts'
import { cities, countries } from './places.ts'
import { genericWords, industryWords, spellings } from './words-of-trade.ts'

/**
 * `own`: a word of its own, which tells things apart; `generic`, `industry`: see `words-of-trade.ts`; `number`
 * also stands for hull numbers and codes.
 */
export type Kind = 'own' | 'generic' | 'industry' | 'country' | 'city' | 'number' | 'small'

export type Meaning = { kind: Kind; name: string }

/** How much a word tells that two things are one, beside a long word of its own, which tells 1. */
export const weights: Readonly<Record<Exclude<Kind, 'own'>, number>> = {
  generic: 0.25,
  industry: 0.55,
  country: 0.6,
  city: 0.7,
  number: 0.5,
  small: 0.02,
}

/** Articles, prepositions and "and": they come and go between spellings. */
const smallWords =
  'the of and for in at on to an und et de del della delle dei di du des der die das den la le les el los las da do ' +
  'dos al il lo gli y e van von zum zur fur pour para per im am dla ve u no nr num ltda'

/** `plain`: ships and organisations have few words that many share; only spellings and numbers are read in theirs. */
export type WordTables = {
  meanings: Phrases<Meaning>
  plain: Phrases<Meaning>
  forms: Phrases<LegalForm>
}

let made: WordTables | null = null

/**
 * Gives the tables. They are made when the first name of a thing is read, not when the program starts: most of its
 * commands read none.
 * @returns the same each time
 */
export const wordTables = (): WordTables => (made ??= makeTables())

function makeTables(): WordTables {
  const tables: WordTables = { meanings: new Map(), plain: new Map(), forms: new Map() }
  const { meanings, plain, forms } = tables
  for (const form of legalForms(wordsOf)) {
    const there = forms
      .get(form.words[0] ?? '')
      ?.find(({ words }) => words.join(' ') === form.words.join(' '))
    if (there) there.means.mayLead ||= form.mayLead
    else addPhrase(forms, form.words, form)
  }
  for (const word of smallWords.split(' ')) {
    addPhrase(meanings, [word], { kind: 'small', name: word === 'und' || word === 'et' ? 'and' : word })
    addPhrase(plain, [word], { kind: 'small', name: word })
  }
  fill([meanings], countries, 'country')
  fill([meanings], cities, 'city')
  fill([meanings], industryWords, 'industry')
  fill([meanings], genericWords, 'generic')
  fill([meanings, plain], spellings, 'own')
  return tables
}

function fill(into: readonly Phrases<Meaning>[], table: string, kind: Kind): void {
  for (const line of table.trim().split('\n')) {
    const [first = '', ...others] = line.split(',').map((word) => word.trim())
    const name = wordsOf(first).join('')
    for (const written of [first, ...others])
      for (const phrases of into) addPhrase(phrases, wordsOf(written), { kind, name })
  }
}
