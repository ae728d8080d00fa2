/** Which country a sign, a code or a name of a country stands for. Pure. */
import { getCountries } from 'libphonenumber-js/min'

/**
 * Distinguishing signs of vehicles in international traffic that differ from ISO 3166-1 alpha-2, and the
 * alpha-3 codes that passports and lists write.
 * Source: UNECE, Convention on Road Traffic (Vienna 1968), annex 3; ICAO Doc 9303-3. `unverified` against both.
 */
const SIGNS =
  'A:AT B:BE D:DE E:ES F:FR H:HU I:IT L:LU M:MT N:NO P:PT S:SE V:VA UK:GB FIN:FI IRL:IE SLO:SI EST:EE RUS:RU ' +
  'SRB:RS MNE:ME NMK:MK RKS:XK BIH:BA AND:AD RSM:SM FL:LI GBZ:GI GBG:GG GBM:IM GBJ:JE IRQ:IQ IRN:IR SYR:SY AFG:AF ' +
  'SUD:SD ETH:ET ERI:ER SOM:SO GBR:GB FRA:FR DEU:DE BEL:BE NLD:NL LUX:LU CHE:CH AUT:AT ITA:IT ESP:ES PRT:PT ' +
  'POL:PL ROU:RO BGR:BG HUN:HU CZE:CZ SVK:SK SVN:SI HRV:HR ALB:AL GRC:GR TUR:TR UKR:UA MDA:MD BLR:BY LTU:LT ' +
  'LVA:LV DNK:DK SWE:SE NOR:NO ISL:IS CYP:CY MLT:MT VNM:VN PAK:PK IND:IN CHN:CN EGY:EG LBY:LY TUN:TN DZA:DZ ' +
  'MAR:MA SDN:SD GEO:GE ARM:AM AZE:AZ KWT:KW LBN:LB JOR:JO KOS:XK MKD:MK USA:US'

const SPOKEN =
  'british:GB england:GB english:GB scotland:GB wales:GB irish:IE eire:IE french:FR german:DE belgian:BE dutch:NL ' +
  'holland:NL spanish:ES italian:IT portuguese:PT polish:PL romanian:RO bulgarian:BG hungarian:HU czech:CZ ' +
  'slovak:SK slovenian:SI croatian:HR serbian:RS albanian:AL kosovan:XK greek:GR turkish:TR turkey:TR ' +
  'ukrainian:UA moldovan:MD lithuanian:LT latvian:LV estonian:EE swiss:CH austrian:AT danish:DK swedish:SE ' +
  'norwegian:NO finnish:FI iraqi:IQ iranian:IR syrian:SY afghan:AF vietnamese:VN eritrean:ER sudanese:SD ' +
  'somali:SO pakistani:PK indian:IN egyptian:EG libyan:LY maltese:MT russian:RU georgian:GE macedonian:MK'

const countries = new Map<string, string>()
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
for (const code of getCountries()) {
  countries.set(code.toLowerCase(), code)
  const name = names.of(code)
  if (name !== undefined) countries.set(name.toLowerCase(), code)
}
for (const pair of `${SIGNS} ${SPOKEN}`.split(' ')) {
  const [sign = '', code = ''] = pair.split(':')
  countries.set(sign.toLowerCase(), code)
}

const LONGEST = 40

/**
 * @param word - a sign (`RO`, `IRL`, `D`), a code of two or three letters, an English name or adjective; any
 *   case
 * @returns ISO 3166-1 alpha-2, or undefined for a word that is none of these
 */
export function countryOf(word: string): string | undefined {
  return word.length > LONGEST ? undefined : countries.get(word.trim().toLowerCase())
}

const BRACKETED = /[([]([A-Za-z]{1,20}(?: [A-Za-z]{1,20}){0,3})[)\]]/
/** `(Romanian plate)`; a Polish driver is another matter. */
const OF_THE_THING = / (?:plates?|registered|registration|reg|index|number|mobile|phone|sim|passport|id)$/i
const BEFORE = /^([A-Za-z]{1,20}) ?[ :,/] ?(.+)$/
const BEHIND = /^(.*[^\s,/:-])(?: - | ?[,;/] ?| )([A-Za-z]{1,20})$/

/** A value without the country that stands at it. `apart`: in brackets, so that it can be nothing else. */
export type Signed = { text: string; country: string; apart: boolean }

/**
 * Finds a country before a value, behind it or in brackets.
 * @param text - readable text
 * @param fewest - letters that a sign without brackets must have: one letter says much on a plate and nothing
 *   elsewhere
 * @returns the text without the country, its two letters, and whether it stood in brackets; null where there
 *   is none
 */
export function takeCountry(text: string, fewest: number): Signed | null {
  const bracketed = /[([]/.test(text) ? BRACKETED.exec(text) : null
  const inside = countryOf((bracketed?.[1] ?? '').replace(OF_THE_THING, ''))
  if (bracketed !== null && inside !== undefined) {
    const [before, after] = [
      text.slice(0, bracketed.index),
      text.slice(bracketed.index + bracketed[0].length),
    ]
    return { text: `${before.trimEnd()} ${after.trimStart()}`.trim(), country: inside, apart: true }
  }
  const [, first = '', after = ''] = BEFORE.exec(text) ?? []
  const [, ahead = '', last = ''] = BEHIND.exec(text) ?? []
  for (const [word, rest] of [
    [first, after],
    [last, ahead],
  ] as const) {
    const country = word.length < fewest ? undefined : countryOf(word)
    if (country !== undefined) return { text: rest.trim(), country, apart: false }
  }
  return null
}
