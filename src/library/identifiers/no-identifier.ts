/** What is plainly something else: a date, a time, a sum, a word. Held as an identifier it would join strangers. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'

const DATE = 'this looks like a date, which is no identifier'
const TIME = 'this looks like a time, which is no identifier'
const SUM = 'this looks like a sum of money, which is no identifier'
const AMOUNT = 'this looks like a number of things, which is no identifier'
const WORD = 'this is a plain word, which is no identifier'
const ACCOUNT = 'this looks like a sort code and an account number: choose bank account'

/** What a date or a time is written behind. */
const BEFORE =
  /^(?:d\.?o\.?b\.?|y\.?o\.?b\.?|date(?: of (?:birth|issue|expiry))?|born|birth|issued|expir(?:es|y|ed)|exp|valid (?:until|to|from)|on|at|time|since|from|until)\s*[:.=-]?\s*(?=\S)/i
const OF_DAY = '(?:[01]?\\d|2[0-3])[:.h][0-5]\\d(?:[:.][0-5]\\d(?:[.,]\\d+)?)?'
const CLOCK = new RegExp(
  `^(?:${OF_DAY.replace('[:.h]', '[:h]')} ?(?:am|pm|h|hrs|hours|z|utc|gmt|bst)?|${OF_DAY} ?(?:am|pm|h|hrs|hours)|(?:1[0-2]|0?\\d) ?[ap]m|(?:[01]\\d|2[0-3])[0-5]\\d ?(?:h|hrs|hours|z|utc))$`,
  'i',
)
/** Behind a day or before it. */
const DAY_AND_CLOCK = new RegExp(
  `^(?:${OF_DAY} (?:on )?(.+)|(.+?)(?:,? (?:at )?|t)${OF_DAY}(?: ?(?:am|pm|z|utc|gmt|bst|[+-]\\d\\d:?\\d\\d))?)$`,
  'i',
)

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const WEEKDAY = /^(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i
const NAMED = new RegExp(
  `^(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]?${MONTH}\\.?[ ,-]{0,2}(?:\\d{4}|\\d\\d)|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|${MONTH}[ ,.-]{1,2}\\d{4})$`,
  'i',
)
const DAY_FIRST = /^(\d{1,2})([/.-]| )(\d{1,2})\2(\d{4}|\d\d)$/
const YEAR_FIRST = /^(\d{4})([/.-]| )(\d{1,2})\2(\d{1,2})$/
const MONTH_OF_YEAR = /^(?:(?:0?[1-9]|1[0-2])\/(?:19|20)\d\d|(?:19|20)\d\d\/(?:0?[1-9]|1[0-2]))$/

const BETWEEN_DAYS = / (?:and|or|to|until|-) |[,;] ?/i

const NUMBER = '\\d{1,3}(?:[,. ]?\\d{3})*(?:[.,]\\d{1,2})?'
const SIGNED = new RegExp(`^[£€$] ?${NUMBER} ?(?:k|m|bn|million)?$|^${NUMBER} ?(?:k|m)? ?[£€$]$`, 'i')
const IN_WORDS = new RegExp(
  `^(?:${NUMBER} ?(?:k|m)? ?(?:euros?|pounds?|dollars?|quid|pence|lira|dinars?|dirhams?|tomans?|afghanis?)|(?:gbp|eur|usd) ?${NUMBER} ?(?:k|m)?)$`,
  'i',
)
/** A British plate may read so. */
const IN_LETTERS = new RegExp(`^${NUMBER} ?(?:gbp|eur|usd|aed|try|iqd)$`, 'i')

const GROUPED = /^\d{1,3}(?:,\d{3})$|^\d{1,3}(?:[,.]\d{3})*[.,]\d{2}$/
const OF_THINGS =
  /^(?:about |approx\.? |c\. ?)?\d{1,4} ?(?:people|persons?|pax|passengers|migrants|men|women|males|females|adults|child(?:ren)?|minors|boys|girls|boats?|ribs|dinghies|engines|vans|cars|lorries|trucks|jackets|metres?|meters?|miles?|minutes|mins|hours|days|weeks|months|years|litres?|percent|per cent)$/i
const IN_A_HOUSE = /^(?:room|flat|page|floor|item|line|exhibit|table) ?(?:no\.? ?)?\d{1,4}$/i

/** Names of no account: what a column of words holds. */
const WORDS = new Set(
  (
    'adult adults male female man woman men women boy girl child minor person people suspect driver pilot passenger owner ' +
    'boat boats dinghy rib vessel ship van car lorry truck vehicle phone mobile telephone number passport document email ' +
    'yes true false other others various several many some same both either high low medium new old ' +
    'black white blue red green grey gray silver yellow orange brown january february march april may june july august ' +
    'september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow'
  ).split(' '),
)

const HYPHENED = /^(?:\d\d-\d\d-\d\d \d{4} ?\d{4}|\d{4} ?\d{4} \d\d-\d\d-\d\d)$/
const GROUPS = /^(?!00)(?:\d{6} \d{8}|\d{8} \d{6})$/

/**
 * Tells what a value plainly is when it is no identifier.
 * @param kind - the kind that somebody chose for it
 * @param text - readable text of one value
 * @returns in words what the value is instead of an identifier of this kind; null for nearly all
 */
export function whatElse(kind: SubjectKind, text: string): string | null {
  if (text.length > 60) return null
  if (kind === 'phone' || kind === 'document') {
    if (HYPHENED.test(text) || (kind === 'phone' && GROUPS.test(text))) return ACCOUNT
  }
  if (!/\d/.test(text)) return WORDS.has(text.toLowerCase()) ? WORD : null
  const bare = text.replace(BEFORE, '')
  if (CLOCK.test(bare)) return TIME
  const [, after, before] = DAY_AND_CLOCK.exec(bare) ?? []
  const day = after ?? before ?? bare
  const isDays = isDate(day) || (BETWEEN_DAYS.test(day) && day.split(BETWEEN_DAYS).every(isDate))
  // A sort code without its account is written like a day.
  if (isDays && !(kind === 'account' && /^\d\d-\d\d-\d\d$/.test(text))) return DATE
  if (SIGNED.test(bare) || IN_WORDS.test(bare) || (kind !== 'vehicle' && IN_LETTERS.test(bare))) return SUM
  return GROUPED.test(bare) || OF_THINGS.test(bare) || IN_A_HOUSE.test(bare) ? AMOUNT : null
}

function isDate(text: string): boolean {
  const day = text.replace(WEEKDAY, '')
  if (NAMED.test(day) || MONTH_OF_YEAR.test(day)) return true
  const [, first = '', , second = '', last = ''] = DAY_FIRST.exec(day) ?? []
  if (last !== '') return isDay(Number(first), Number(second)) && (last.length === 2 || isYear(Number(last)))
  const [, year = '', , month = '', of = ''] = YEAR_FIRST.exec(day) ?? []
  return year !== '' && isYear(Number(year)) && isDay(Number(of), Number(month))
}

/** In either order; with noughts for what is not known. */
const isDay = (day: number, month: number): boolean =>
  (day <= 31 && month <= 12) || (day <= 12 && month <= 31)
/** Of our calendar or a Hijri one. */
const isYear = (year: number): boolean => (year >= 1900 && year < 2100) || (year >= 1300 && year < 1450)
