/** The words that people write before a value, and the remarks behind it: alike for every kind. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'

/** Before a value of this kind, without what makes it another: `IMSI` and `MMSI` are read by their own kinds. */
const WORDS: Partial<Record<SubjectKind, string>> = {
  phone:
    'tel(?:ephone)?|phone|mob(?:ile)?|cell(?:phone)?|landline|contact|home|work|office|whats ?app|wa|viber|signal|sms|text|fax|msisdn|call|t|m|p|ph',
  vehicle:
    'vrms?|vrns?|vrt|reg(?:istration|istered)?(?: mark| plate)?|(?:number|licen[cs]e) ?plates?|plates?|index|vehicle|car|van|lorry|truck|trailer|hgv|vin|chassis|kennzeichen|immatriculation',
  vessel: 'vessel|boat|ship|rhib|rib|pln|fishing|registration',
  email: 'e-?mail(?: address)?|mail|address|e',
  account: '(?:bank )?(?:account|acct|acc|a\\/c)',
  wallet:
    'btc|bitcoin|xbt|eth(?:ereum)?|usdt|usdc|tether|trx|tron|trc-?20|erc-?20|bep-?20|bnb|ltc|litecoin|xmr|monero|sol(?:ana)?|xrp|ripple|wallet|crypto|address|addr',
  device: 'handset|device|sim(?: card)?|phone',
  document:
    '(?:(?:travel|identity|id) document|passport|ppt|national (?:id(?:entity)?(?: card)?|identity card)|identity card|id card|residence (?:permit|card)|driv(?:ing|er.?s?) licen[cs]e|visa|tazkira|seaman.?s book|discharge book|document|(?:pp|id|dl|brp|arc|nid)(?=[\\s.]{0,2}(?:no|number|nr|#|:)))',
  handle: 'handle|user ?name|user|account|profile',
}

const labels = new Map(
  Object.entries(WORDS).map(([kind, words]) => [
    kind,
    new RegExp(
      `^(?:${words})(?![a-z])(?:[1-4](?=[\\s:.)=#-]))?(?:[\\s.]{0,3}(?:nos?|numbers?|num|nr|n°|id)(?![a-z])|s)?(?: ?[1-9](?= ?[:)=#]))?([\\s.:#=)/-]*)`,
      'i',
    ),
  ]),
)

/** A list numbers its values: `1) …`, `2. …`. */
const NUMBERED = /^\(?[1-9](?:[):] ?|\. )(?=\S)/

/**
 * Takes the label off a value: `VRM: QT74 BCS`.
 * @param kind - of the value; each kind has labels of its own
 * @param text - readable text
 * @returns the value behind its label, and whether a sign such as a colon says that it was one; null without a label
 */
export function withoutLabel(kind: SubjectKind, text: string): { text: string; sure: boolean } | null {
  const found = labels.get(kind)?.exec(text)
  const [label = '', sign = ''] = found ?? []
  if (label === '' || label.length === text.length) return null
  return { text: text.slice(label.length), sure: /[:#=]/.test(sign) }
}

/**
 * Takes the number of a list off a value: `2) 07700 900123`.
 * @param text - readable text
 * @returns the value of a numbered list without its number
 */
export const withoutNumber = (text: string): string => text.replace(NUMBERED, '')

const REMARK_BEHIND = /^(.{1,400}?)\s?[([]([^()[\]]{1,80})[)\]][.,;]?$/
const AROUND = /^\[([^[\]]{5,})\]$/
const REMARK_BEFORE = /^[([]([^()[\]\d]{1,40})[)\]]\s?(?=\S)/
/** Figures from which a remark may be a value of its own. */
const MANY_FIGURES = 5

/**
 * Drops a remark in brackets: `QT74 BCS (white van)`, `490154203237518 [Samsung A12]`, `07700 900123 (2)`. One with
 * five figures or more stays: it may be another value.
 * @param text - readable text
 * @returns the value without it
 */
export function withoutRemark(text: string): string {
  const end = text.charAt(text.length - 1)
  let plain = text
  if (end === ')' || end === ']' || end === '.' || end === ',' || end === ';') {
    const [, value = '', remark = ''] = REMARK_BEHIND.exec(text) ?? []
    const figures = remark.replace(/\D+/g, '').length
    const isRemark = /\p{L}/u.test(remark)
      ? figures < MANY_FIGURES
      : /^\s?\d\s?$/.test(remark) && / [([]/.test(text)
    if (value !== '' && !/\bpart(?:ial)?\b/i.test(remark) && (isRemark || figures === 0))
      plain = value.trimEnd()
  }
  plain = AROUND.exec(plain)?.[1] ?? plain
  return plain.startsWith('(') || plain.startsWith('[') ? plain.replace(REMARK_BEFORE, '') : plain
}

const DOUBT_BEHIND = / ?\(?\?{1,3}\)?$/
const DOUBT_BEFORE =
  /^(?:poss(?:ibl[ey])?|prob(?:abl[ey])?|maybe|perhaps|approx|believed(?: to be)?|thought to be)[ .:]{1,3}(?=\S)/i

/**
 * Takes off what says that whoever wrote a value was not sure: a question mark, `poss.`
 * @param text - readable text
 * @returns the value without it
 */
export function withoutDoubt(text: string): string {
  const sure = /\w ?\(?\?{1,3}\)?$/.test(text) ? text.replace(DOUBT_BEHIND, '') : text
  return sure.replace(DOUBT_BEFORE, '')
}

/**
 * Says where a second labelled value may begin in the same text.
 * @param kind - of the value
 * @returns matches the space before the label; null for a kind without labels
 */
export function labelInside(kind: SubjectKind): RegExp | null {
  const words = INSIDE[kind]
  return words === undefined ? null : new RegExp(` (?=(?:${words})(?![a-z]))`, 'i')
}

const INSIDE: Partial<Record<SubjectKind, string>> = {
  phone: 'tel|telephone|phone|mob|mobile|home|work|office|whatsapp|wa|viber|signal|fax|sms',
  vehicle: 'vrm|vrn|vin|reg|registration',
  vessel: 'imo|mmsi|ssr|eni|hin|cin|win|call ?sign|hull|outboard|engine',
  device: 'imei(?:sv)?|iccid|imsi',
  account: 'iban|sort code|s\\/c',
  document: 'passport|visa|national id|identity card|driving licen[cs]e',
}
