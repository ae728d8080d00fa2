import type { Script, Word } from './word.ts'

/** Names after a place (nisbas): two places are two names, however alike their letters. By the place. */
const PLACES = (
  'homsi,حمصي,himsi hamwi,حموي,hamawi halabi,حلبي,halaby shami,شامي,shamy,chami ' +
  'dimashqi,دمشقي,dimashki masri,مصري,misri,elmasri basri,بصري,بصراوي,basrawi nasri ' +
  'baghdadi,بغدادي mosuli,موصلي,مصلاوي,mousili,mawsili,maslawi kurdi,كردي,kurdy turki,تركي,turky ' +
  'iraqi,عراقي,iraki irani,ايراني,irany afghani,افغاني,afghany yamani,يمني,يماني,yemeni ' +
  'hijazi,حجازي,hejazi najdi,نجدي makki,مكي,mekki madani,مدني qudsi,قدسي,مقدسي,kudsi,maqdisi ' +
  'ghazzawi,غزاوي,ghazawi filistini,فلسطيني,falastini libi,ليبي,libbi tunisi,تونسي,tounsi ' +
  'jazairi,جزائري,djazairi maghribi,مغربي,maghrebi fasi,فاسي,fassi sudani,سوداني,soudani ' +
  'habashi,حبشي,habeshi misrati,مصراتي misurati somali,صومالي hindi,هندي pakistani kabuli,كابلي ' +
  'herati,هراتي,هروي,haravi qandahari,قندهاري,kandahari balkhi,بلخي panjshiri wardaki ' +
  'ghaznavi,ghaznawi tehrani,تهراني,tehranchi isfahani,اصفهاني,esfahani shirazi,شيرازي ' +
  'tabrizi,تبريزي mashhadi,مشهدي,mashadi qomi,قمي,qumi,ghomi kermani,كرماني yazdi,يزدي ' +
  'gilani,گيلاني,جيلاني,jilani khorasani,خراساني,khurasani bukhari,بخاري,bokhari samarqandi ' +
  'tikriti,تكريتي,takriti karbalai,كربلائي,karbalaei najafi,نجفي kufi,كوفي samarrai,سامرائي ' +
  'anbari,انباري falluji,فلوجي dulaimi,دليمي tarabulsi,طرابلسي,trabelsi lubnani,لبناني,lebnani ' +
  'beiruti,بيروتي,bayruti saidawi,صيداوي suri,سوري,souri urduni,اردني ladhiqani rifai,refai ' +
  'daraawi idlibi,ادلبي,edlibi raqqawi sanani,صنعاني,sanaani,sanany adani,عدني,adeni ' +
  'taizzi,taizi,taezi hadhrami,حضرمي,hadrami,hadhramy dhamari najrani,نجراني taifi qatifi ahsai ' +
  'bahrani,بحراني kuwaiti,كويتي,kuwayti qatari,قطري omani,عماني,umani masqati rawi,راوي,rawy ' +
  'hadithi,حديثي,hadethi hiti kirkuki,كركوكي duhoki,dohuki zakholi,zakhoyi mandalawi samawi ' +
  'zubairi,zubayri amarati zawi,زاوي,zawy zintani tarhuni,tarhouni benghazi,banghazi ' +
  'darnawi,dernawi sirti zliteni,zlitni ghariani,gharyani sfaxi,safaqsi soussi,sousi,susi ' +
  'kairouani,qayrawani gabsi,qabsi gafsi,qafsi bizerti,banzarti wahrani,ouahrani annabi ' +
  'tlemcani,tilimsani constantini,qusantini bejaoui,bijawi marrakchi,marrakeshi,murrakushi ' +
  'tetouani,titwani tangaoui,tanjawi meknassi,meknasi,miknasi oujdi,wajdi rbati,rabati ' +
  'slaoui,slawi aswani tantawi,tantawy damanhuri,damanhouri iskandarani,eskandarani ' +
  'fayoumi,fayyumi,fayumi assiuti,asyuti,suyuti sharqawi,sharkawi minyawi saidi darfuri,darfouri ' +
  'kordofani,kurdufani deiri,dayri tartusi,tartousi afrini,عفريني kobani,kobane baalbaki,balbaki ' +
  'zahlawi nabulsi,نابلسي,nabulsy,nablusi ramlawi yafawi,yafi akkawi haifawi,hayfawi safadi,safady ' +
  'karaki salti irbidi,irbedi kurdistani,kordestani mazandarani hamadani,hamedani zanjani ' +
  'qazvini,ghazvini araki ahvazi,ahwazi bushehri sistani,seistani balochi,baluchi,balouchi ' +
  'nishapuri,neyshaburi sabzevari,sabzwari ardabili,ardebili semnani kashani golestani gorgani ' +
  'urmavi,ormavi kunduzi,qunduzi baghlani badakhshi,badakhshani takhari jawzjani,jowzjani,juzjani ' +
  'faryabi samangani bamiyani,bamyani ghori,ghuri nimrozi farahi helmandi,hilmandi zabuli,zaboli ' +
  'uruzgani,urozgani logari laghmani nangarhari,ningarhari kunari,konari nuristani,nooristani ' +
  'kapisai parwani mazari lahori,lahauri peshawari,pishawari multani sindhi,sindi punjabi,panjabi ' +
  'kashmiri swati tashkandi,toshkandi marwazi,marvazi termezi,tirmidhi,tirmizi'
)
  .split(' ')
  .map((spellings) => spellings.split(','))

const byWord = new Map(PLACES.flatMap((spellings, place) => spellings.map((word) => [word, place] as const)))

/** What a word has for its place that is named after none. */
export const NO_PLACE = -1

/**
 * Are two words named after two places?
 * @param a - in Latin letters or Arabic ones
 * @param b - the same
 * @returns false where either is named after none
 */
export const areTwoPlaces = (a: Word, b: Word): boolean =>
  a.place !== NO_PLACE && b.place !== NO_PLACE && a.place !== b.place

/**
 * Finds the place that a word is named after.
 * @param script - of the word
 * @param latin - its Latin form
 * @param written - as it was written
 * @returns its number in the list, or `NO_PLACE`
 */
export function placeOf(script: Script, latin: string, written: string): number {
  if (script === 'latin') return byWord.get(latin) ?? NO_PLACE
  if (script !== 'arabic') return NO_PLACE
  const plain = written.replace(/^ال/, '').replace(/[یى]$/, 'ي').replace(/[أإآ]/g, 'ا').replaceAll('ک', 'ك')
  return byWord.get(plain) ?? NO_PLACE
}
