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

export const meanings: Phrases<Meaning> = new Map()
export const forms: Phrases<LegalForm> = new Map()
/** Ships and organisations have few words that many share: only spellings and numbers are read in theirs. */
export const plainMeanings: Phrases<Meaning> = new Map()

for (const form of legalForms(wordsOf)) {
  const there = forms.get(form.words[0] ?? '')?.find(({ words }) => words.join(' ') === form.words.join(' '))
  if (there) there.means.mayLead ||= form.mayLead
  else addPhrase(forms, form.words, form)
}
for (const word of smallWords.split(' ')) {
  addPhrase(meanings, [word], { kind: 'small', name: word === 'und' || word === 'et' ? 'and' : word })
  addPhrase(plainMeanings, [word], { kind: 'small', name: word })
}
fill(countries, 'country')
fill(cities, 'city')
fill(industryWords, 'industry')
fill(genericWords, 'generic')
fill(spellings, 'own', plainMeanings)

function fill(table: string, kind: Kind, alsoIn?: Phrases<Meaning>): void {
  for (const line of table.trim().split('\n')) {
    const [first = '', ...others] = line.split(',').map((word) => word.trim())
    const name = wordsOf(first).join('')
    for (const written of [first, ...others]) {
      addPhrase(meanings, wordsOf(written), { kind, name })
      if (alsoIn) addPhrase(alsoIn, wordsOf(written), { kind, name })
    }
  }
}
