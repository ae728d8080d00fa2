/** Names after a place (nisbas): two places are two names, however alike their letters. By the place. */
const PLACES = (
  'homsi,himsi hamwi,hamawi halabi,halaby shami,shamy,chami dimashqi,dimashki masri,misri,elmasri basri,basrawi nasri ' +
  'baghdadi mosuli,mousili,mawsili,maslawi kurdi,kurdy turki,turky iraqi,iraki irani,irany afghani,afghany yamani,yemeni ' +
  'hijazi,hejazi najdi makki,mekki madani qudsi,kudsi,maqdisi ghazzawi,ghazawi filistini,falastini libi,libbi tunisi,tounsi ' +
  'jazairi,djazairi maghribi,maghrebi fasi,fassi sudani,soudani habashi,habeshi misrati misurati somali hindi pakistani ' +
  'kabuli herati,haravi qandahari,kandahari balkhi panjshiri wardaki ghaznavi,ghaznawi tehrani,tehranchi isfahani,esfahani ' +
  'shirazi tabrizi mashhadi,mashadi qomi,qumi,ghomi kermani yazdi gilani,jilani khorasani,khurasani bukhari,bokhari ' +
  'samarqandi tikriti,takriti karbalai,karbalaei najafi kufi samarrai anbari falluji dulaimi tarabulsi,trabelsi ' +
  'lubnani,lebnani beiruti,bayruti saidawi suri,souri urduni ladhiqani rifai,refai daraawi idlibi,edlibi raqqawi'
)
  .split(' ')
  .map((spellings) => spellings.split(','))

const byWord = new Map(PLACES.flatMap((spellings, place) => spellings.map((word) => [word, place] as const)))

/** @returns whether the two words are of two places. @param a, b in Latin letters, without article */
export function areTwoPlaces(a: string, b: string): boolean {
  const place = byWord.get(a)
  const other = byWord.get(b)
  return place !== undefined && other !== undefined && place !== other
}
