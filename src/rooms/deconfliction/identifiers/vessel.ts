import { compact, withoutRemark } from './as-written.ts'
import type { Normalised } from './normalised.ts'

const LABELLED = /^(IMO|MMSI|SSR)(?:NO|NUMBER)?(\d+)$/
// Somebody wrote the name as well: `Grey Lady (IMO 9197557)`. A name alone is not matched here.
const WITHIN_TEXT = /\b(IMO|MMSI|SSR)\b[\s.:#-]{0,3}(?:N(?:O|UMBER)\b[\s.:#-]{0,3})?(\d{4,9})(?!\d)/

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
 * A vessel, keyed by the number that stays with it: IMO, else MMSI, else the British small ships
 * register, else fishing letters and number.
 * @param text readable text; a bare number of seven digits must pass the IMO check
 * @param country the flag; fishing letters are read for British vessels only
 * @returns null for a name: names are not identifiers
 */
export function normaliseVessel(text: string, country = 'GB'): Normalised | null {
  const plain = compact(withoutRemark(text))
  const upper = text.toUpperCase()
  const found =
    LABELLED.exec(plain) ?? /\bIMO\b.*/.exec(upper)?.[0].match(WITHIN_TEXT) ?? WITHIN_TEXT.exec(upper)
  if (found !== null) return labelled(found[1] ?? '', found[2] ?? '')
  if (/^\d{7}$/.test(plain)) return passesImoCheck(plain) ? labelled('IMO', plain) : null
  if (/^\d{9}$/.test(plain)) return labelled('MMSI', plain)
  const [, letters = '', number = ''] = /^(?:PLN)?([A-Z]{1,3})(\d{1,4})$/.exec(plain) ?? []
  if (country !== 'GB' || !PORT_LETTERS.has(letters)) return null
  const own = number.replace(/^0+(?=\d)/, '')
  return { key: `PLN:${letters}${own}`, tier: 'possible', display: `${letters} ${own}` }
}

function labelled(register: string, number: string): Normalised | null {
  const as = (tier: Normalised['tier']) => ({
    key: register + number,
    tier,
    display: `${register} ${number}`,
  })
  if (register === 'IMO')
    return number.length === 7 ? as(passesImoCheck(number) ? 'valid' : 'possible') : null
  if (register === 'MMSI')
    return number.length === 9 ? as(isPlausibleMmsi(number) ? 'valid' : 'possible') : null
  return /^\d{4,6}$/.test(number) ? as('possible') : null
}

/**
 * True when the seventh digit of an IMO number is right: the first six, weighted 7 to 2, sum to it (mod 10).
 * Source: IMO resolution A.1117(30).
 */
export function passesImoCheck(number: string): boolean {
  let sum = 0
  for (let place = 0; place < 6; place++) sum += Number(number.charAt(place)) * (7 - place)
  return sum % 10 === Number(number.charAt(6))
}

/**
 * True when the maritime identification digits stand where they should and are in the range the ITU
 * assigns (201 to 775). Source: Recommendation ITU-R M.585-9.
 */
export function isPlausibleMmsi(number: string): boolean {
  const [, ship, other] = /^(?:([2-7]\d\d)|(?:00?|8|9[89]|111)([2-7]\d\d))/.exec(number) ?? []
  const digits = Number(ship ?? other ?? '0')
  return /^97[024]/.test(number) || (digits >= 201 && digits <= 775)
}
