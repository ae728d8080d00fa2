import { compact } from './as-written.ts'
import { readHullNumber } from './hull-number.ts'
import type { Normalised, Read } from './normalised.ts'

const NO = '(?:[ .]{0,2}(?:NO|NUMBER|NR)(?![A-Z]))?[ .:#=()-]{0,4}'
/** Who makes outboards that are seen on small boats. */
const MADE_BY =
  '(?:OUTBOARD|ENGINE|MOTOR|YAMAHA|MERCURY|SUZUKI|HONDA|TOHATSU|EVINRUDE|JOHNSON|MARINER|SELVA|HIDEA|PARSUN|YAMABISI)'
/** A number behind its label, wherever it stands: somebody wrote the name as well. */
const LABELLED = new RegExp(
  `(?<![A-Z])(?:(IMO|MMSI|SSR|ENI)${NO}(\\d{1,3}(?:[ -]?\\d{1,3}){0,8})(?!\\d)` +
    `|(?:HIN|CIN|WIN|HULL(?: ?(?:IDENTIFICATION|ID))?|CRAFT ID(?:ENTIFICATION)?)${NO}([A-Z0-9]{2,14}(?:[ -][A-Z0-9]{1,14}){0,5})(?![A-Z0-9])` +
    `|(?:CALL ?-?SIGN|C\\/S|CS(?=:))${NO}([A-Z]{4}(?! ?[A-Z0-9])|(?=[A-Z0-9]{0,7}\\d)[A-Z0-9]{3,8})(?![A-Z0-9])` +
    `|(?:${MADE_BY}[A-Z0-9 .:]{0,30}?(?:SERIAL|S\\/N|SN)(?![A-Z])|(?:OUTBOARD|ENGINE|MOTOR)(?: ENGINE| MOTOR)?(?: NO| NUMBER)?)${NO}([A-Z0-9]{1,12}(?:[ -][A-Z0-9]{1,12}){0,3})(?![A-Z0-9]))`,
)
const OWN_KEY = /^(HIN|CALL|ENGINE|ENI|PLN):([A-Z0-9]{1,20})$/
/** Figures beside a labelled number from which they may be another number, and not part of a name. */
const MANY_FIGURES = 4

/**
 * Port letters of British fishing vessels, England, Wales, Scotland, Northern Ireland and the islands.
 * Source: Merchant Shipping (Registration of Ships) Regulations 1993, schedule 2; `unverified` against its text, so
 * what is read by it is never more than possible.
 */
const PORT_LETTERS = new Set(
  (
    'A AA AB AD AH AR B BA BCK BD BE BF BH BK BL BM BN BO BR BRD BS BU BW CA CE CF CH CK CL CN CO CS CT CY DE DH ' +
    'DO DR DS E F FD FE FH FR FY GE GH GK GN GR GU GW GY H HH HL IE IH INS J K KY LA LH LI LK LN LO LR LT M ME MH ' +
    'ML MN MR MT N NE NN NT OB P PD PE PH PL PN PW PZ R RN RO RR RX RY SA SC SD SE SH SM SN SR SS SSS ST SU SY TH ' +
    'TN TO TT UL WA WH WI WK WN WO WY YH'
  ).split(' '),
)

/**
 * ITU Radio Regulations, article 19, section III: a ship's call sign has two signs of its country (never two figures),
 * then letters, letters and a figure, or figures. `unverified` against its text.
 */
const CALL_SIGN = /^(?:[A-Z]{2}|[A-Z][2-9]|[2-9][A-Z])(?:[A-Z]{2}\d?|[A-Z]{0,2}\d{4})$/

/**
 * A vessel by one of its numbers: IMO, MMSI, the British small ships register, hull number (HIN, CIN), the European
 * ENI, call sign, serial of its outboard; fishing letters and number.
 * @param text - readable text of one number, with the vessel's name if it likes; without its label a number
 *   of seven digits must pass the IMO check
 * @param country - the flag; fishing letters are read for British vessels only
 * @returns null for a name: names are not identifiers
 */
export function normaliseVessel(text: string, country = 'GB'): Read | null {
  const upper = text.toUpperCase()
  const own = OWN_KEY.exec(upper)
  if (own !== null) return ofRegister(own[1] ?? '', own[2] ?? '')
  const found = LABELLED.exec(upper)
  if (found !== null) {
    const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length)
    if ((rest.match(/\d/g)?.length ?? 0) >= MANY_FIGURES) return null
    const [, register, number = '', hull, call, engine] = found
    if (register !== undefined) return ofRegister(register, number.replace(/\D/g, ''))
    if (hull !== undefined) return ofRegister('HIN', compact(hull))
    return call === undefined ? ofRegister('ENGINE', compact(engine ?? '')) : ofRegister('CALL', call)
  }
  const plain = compact(upper)
  if (/^(?:IMO|MMSI|SSR)\d+$/.test(plain))
    return ofRegister(plain.replace(/\d+/, ''), plain.replace(/\D+/, ''))
  if (/^\d{7}$/.test(plain)) return passesImoCheck(plain) ? ofRegister('IMO', plain) : null
  if (/^\d{9}$/.test(plain)) return ofRegister('MMSI', plain)
  const [, letters = '', number = ''] = /^(?:PLN)?([A-Z]{1,3})(\d{1,4})$/.exec(plain) ?? []
  if (letters === '') return readHullNumber(plain, false)
  return country === 'GB' ? ofRegister('PLN', letters + number) : null
}

function ofRegister(register: string, number: string): Read | null {
  const as = (tier: Normalised['tier'], fault?: string): Read => ({
    key: /^(?:IMO|MMSI|SSR)$/.test(register) ? register + number : `${register}:${number}`,
    tier,
    display: `${SHOWN[register] ?? register} ${number}`,
    fault,
  })
  const checked = (right: boolean, fault: string) => (right ? as('valid') : as('possible', fault))
  switch (register) {
    case 'IMO':
      return number.length === 7 ? checked(passesImoCheck(number), WRONG_IMO) : null
    case 'MMSI':
      return number.length === 9 ? as(isPlausibleMmsi(number) ? 'valid' : 'possible') : null
    case 'ENI':
      return number.length === 8 ? checked(isPlausibleEni(number), WRONG_ENI) : null
    case 'HIN':
      return readHullNumber(number, true)
    case 'CALL':
      return /^[A-Z0-9]{3,8}$/.test(number) ? checked(CALL_SIGN.test(number), WRONG_CALL_SIGN) : null
    case 'ENGINE':
      return /^(?=(?:[A-Z]*\d){4})[A-Z0-9]{5,20}$/.test(number) ? as('possible') : null
    case 'PLN':
      return fishing(number)
    default:
      return /^\d{4,6}$/.test(number) ? { ...as('possible'), country: 'GB' } : null
  }
}

const SHOWN: Record<string, string> = { CALL: 'Call sign', ENGINE: 'Outboard serial' }
const WRONG_IMO = 'the last figure of this IMO number is not the check digit of the others'
const WRONG_ENI = 'this ENI is of no country that issues them, or its IMO number fails its check'
const WRONG_CALL_SIGN = 'this call sign has not the form of a ship’s'

function fishing(written: string): Read | null {
  const [, letters = '', number = ''] = /^([A-Z]{1,3})0*(\d{1,4})$/.exec(written) ?? []
  if (!PORT_LETTERS.has(letters)) return null
  return { key: `PLN:${letters}${number}`, tier: 'possible', display: `${letters} ${number}`, country: 'GB' }
}

/**
 * Checks the seventh digit of an IMO number: the first six, weighted 7 to 2, sum to it (mod 10). Source: IMO
 * resolution A.1117(30).
 * @param number - seven digits
 * @returns true when it is right
 */
export function passesImoCheck(number: string): boolean {
  let sum = 0
  for (let place = 0; place < 6; place++) sum += Number(number.charAt(place)) * (7 - place)
  return sum % 10 === Number(number.charAt(6))
}

/**
 * Checks that the maritime identification digits stand where they should and are in the range the ITU assigns
 * (201 to 775). Source: Recommendation ITU-R M.585-9.
 * @param number - nine digits
 * @returns true when they are
 */
export function isPlausibleMmsi(number: string): boolean {
  const [, ship, other] = /^(?:([2-7]\d\d)|(?:00?|8|9[89]|111)([2-7]\d\d))/.exec(number) ?? []
  const digits = Number(ship ?? other ?? '0')
  return /^97[024]/.test(number) || (digits >= 201 && digits <= 775)
}

/**
 * Checks that an ENI begins with the digits of a country (001 to 869), or is 9 and an IMO number, whose check
 * it then carries. It has no check digit of its own. Source: ES-TRIN, annex 2, and Directive (EU) 2016/1629;
 * `unverified`.
 * @param number - eight digits
 * @returns true when it does
 */
export function isPlausibleEni(number: string): boolean {
  const issuer = Number(number.slice(0, 3))
  return number.startsWith('9') ? passesImoCheck(number.slice(1)) : issuer >= 1 && issuer <= 869
}
