import type { Particle, Word } from './word.ts'

const lists: Readonly<Record<Particle, string>> = {
  article: 'al el il ul ال',
  son: 'bin ibn ben ould ap ab mac mc fitz wuld ولد بن ابن',
  daughter: 'bint bent binti ferch verch nic ni بنت',
  father: 'abu abou aboo bu ابو بو',
  mother: 'umm oum um ام',
  servant: 'abd abdul abdel عبد',
  of: 'van von der den ter ten zu zum zur vom de del della di da do dos das du des la le lo las los dela y af av of the ze',
  middle: 'thi văn thị',
  suffix: 'oglu ogly oglou oghlu zadeh zade zada zadah pur pour poor kyzy qizi kizi uulu زاده پور اوغلو',
  and: 'e i und et and',
  generation: 'jr jnr junior sr snr senior ii iii iv vi vii viii',
  title:
    'mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father fr sister haji hajji hadji hajj alhaji ' +
    'hagi sheikh shaikh sheik shaykh cheikh sheykh mullah mulla molla maulana mawlana maulvi mawlawi molvi mawlavi qari ' +
    'qazi kazi sayyid sayed syed sayyed sayid seyyed seyed imam ayatollah hojatoleslam ustad ustaz ustadh ' +
    'engineer eng ing capt captain col colonel gen general maj major lt lieutenant sgt sergeant president monsieur ' +
    'madame mme mlle herr frau senor senora don dona effendi efendi bey beg agha aga hacı pasha hakim hafiz khwaja ' +
    'comandante comrade king queen prince princess emir baron count dipl mag phd esq hon ' +
    'الحاج حاجي حاج شيخ الشيخ سيد السيد دكتور الدكتور ملا قاري مولوي مولانا مهندس',
}

const byLatin = new Map<string, Particle>()
for (const [particle, words] of Object.entries(lists) as [Particle, string][]) {
  for (const word of words.split(' ')) if (!byLatin.has(word)) byLatin.set(word, particle)
}

/**
 * What a small word does in a name, if it is one of those that come and go between spellings.
 * @param folded - the word in lower case and its own script
 * @param latin - its Latin form
 * @returns null for a word that is a name
 */
export function particleOf(folded: string, latin: string): Particle | null {
  return byLatin.get(folded) ?? byLatin.get(latin) ?? null
}

const alsoNames = new Set(
  (
    'sayyid sayed syed sayyed sayid seyyed seyed imam hakim hafiz emir amir prince princess king queen baron count don ' +
    'dona lord lady general gen major maj father brother sister agha aga bey beg pasha khwaja senor lt eng col'
  ).split(' '),
)

/**
 * Titles that are names as well (Sayed, Hakim, King) count as titles only where a name of two words follows: the
 * Hakim of "Ali Hakim" is his family's name.
 * @param words - of the name, in order
 * @returns the words as they came, or with such titles made names.
 */
export function settleTitles(words: Word[]): Word[] {
  let front = true
  return words.map((word, at) => {
    if (word.particle !== 'title') {
      front = false
      return word
    }
    const isTitle = !alsoNames.has(word.latin) || (front && words.length - at > 2)
    if (!isTitle) front = false
    return isTitle ? word : { ...word, particle: null }
  })
}
