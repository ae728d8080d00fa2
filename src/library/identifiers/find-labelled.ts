import { isValidIBAN } from 'ibantools'
import { compact } from './as-written.ts'
import type { Candidate } from './find-identifiers.ts'
import { normaliseDevice } from './device.ts'
import { normaliseHandle } from './handle.ts'
import { normaliseWallet } from './wallet.ts'

// Every quantifier is bounded, and a run of characters is entered only at its beginning: linear time.
const EMAIL =
  /(?<![\p{L}\p{N}.!#$%&'*+/=?^`{|}~_-])[\p{L}\p{N}.!#$%&'*+/=?^`{|}~_-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}(?![\p{L}\p{N}@-])/gu
const MESSENGER =
  /(?<![\p{L}\p{N}.@_+-])(?:\+?\d{7,15}(?:[.:]\d{1,4}){0,2}@(?:s\.whatsapp\.net|c\.us)|\d{5,20}(?:-\d{5,15})?@g\.us)(?![\p{L}\p{N}@-])/giu
const LINK =
  /(?<![\p{L}\p{N}@./-])(?:https?:\/\/)?(?:(?:www|m|mobile|web|api|chat)\.)?(?:t\.me|telegram\.(?:me|dog)|facebook\.com|fb\.com|m\.me|instagram\.com|tiktok\.com|twitter\.com|x\.com|snapchat\.com|wa\.me|whatsapp\.com|youtube\.com|vk\.com|threads\.net)\/[^\s<>"'(),;]{1,200}/giu
const WALLET =
  /(?<![\p{L}\p{N}])(?:0x[0-9a-f]{40}|(?:bc|tb|ltc|addr)1[02-9ac-hj-np-z]{8,110}|[1-9A-HJ-NP-Za-km-z]{26,44})(?![\p{L}\p{N}])/giu
const IBAN =
  /(?<![\p{L}\p{N}])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?|[a-z]{2}\d{2}[a-z0-9]{11,30})(?![\p{L}\p{N}])/gu
const SORT_CODE =
  /(?<![\d-])\d\d-\d\d-\d\d[ ,;:/-]{1,3}(?:(?:and )?a(?:\/c|cc(?:oun)?t)? ?(?:no|number)?[ .:]{0,3})?\d{8}(?!\d)/gi
const VESSEL =
  /(?<![\p{L}\p{N}])(?:IMO[ .:#-]{0,3}(?:n(?:o|umber)[ .:]{1,3})?\d(?:[ -]?\d){6}|MMSI[ .:#-]{0,3}(?:n(?:o|umber)[ .:]{1,3})?\d(?:[ -]?\d){8}|SSR[ .:#-]{0,3}(?:n(?:o|umber)[ .:]{1,3})?\d{4,6}|ENI[ .:#-]{0,3}\d{8}|(?:HIN|CIN)[ .:#-]{0,3}(?:[A-Z]{2}[ -]?)?[A-Z0-9]{3}[ -]?[A-Z0-9]{5}[ -]?[A-Z]\d[ -]?\d\d|call ?-?sign[ .:]{0,3}(?=\w{0,3}\d|[A-Z]{4}(?![A-Za-z]))[A-Z0-9]{4,7}|(?:outboard|engine)(?: engine| motor)?(?: serial| s\/n)(?: ?(?:no|number))?[ .:#]{1,3}[A-Z0-9]{1,6}[ -]?\d{4,10})(?![\p{L}\d])/giu
const DEVICE =
  /(?<![\p{L}\p{N}])(?:IMEISV|IMEI|ICCID|IMSI)(?:[12](?=[ :])|[ ]?\((?:sim|slot)? ?[12]\)| [12](?=:))?[ .:#-]{0,3}(?:n(?:o|umber)[ .:]{1,3})?\d(?:[ /-]?\d){13,19}(?!\d)/giu
const BARE_DEVICE =
  /(?<![\p{L}\p{N}.,-])(?:\d{15}|\d{2}[ -]\d{6}[ -]\d{6}[ -]\d|89\d{17,18})(?![\p{L}\p{N}]|[.,-]\d)/gu

/**
 * What a check, a label or an unmistakable shape gives away: e-mail addresses, links to accounts,
 * wallets, bank accounts, vessels, devices.
 * @param text - folded text of any length
 * @returns candidates, the most certain first
 */
export function findLabelled(text: string): Candidate[] {
  return [
    ...all(text, MESSENGER, 'handle'),
    ...all(text, EMAIL, 'email'),
    ...all(
      text,
      LINK,
      'handle',
      (value) => normaliseHandle(value.replace(/[.!?]+$/, '')) !== null,
      /[.!?]+$/,
    ),
    ...all(text, WALLET, 'wallet', isWallet),
    ...all(text, SORT_CODE, 'account'),
    ...ibans(text),
    ...all(text, DEVICE, 'device'),
    ...all(text, VESSEL, 'vessel'),
    ...all(text, BARE_DEVICE, 'device', (value) => normaliseDevice(value)?.tier === 'valid'),
  ]
}

function all(
  text: string,
  pattern: RegExp,
  kind: Candidate['kind'],
  accept: (value: string) => boolean = () => true,
  trailing?: RegExp,
): Candidate[] {
  return [...text.matchAll(pattern)]
    .filter(([value]) => accept(value))
    .map(({ 0: value, index }) => ({
      kind,
      start: index,
      end: index + (trailing === undefined ? value : value.replace(trailing, '')).length,
    }))
}

/** A long word of letters and figures is a wallet only where its check says so. */
function isWallet(value: string): boolean {
  return /^0x/i.test(value) || normaliseWallet(value)?.tier === 'valid'
}

/** In capitals the words after an IBAN look like more of it: the longest part that passes the check is the account. */
function ibans(text: string): Candidate[] {
  return [...text.matchAll(IBAN)].flatMap(({ 0: value, index: start }) => {
    const ends = [value.length, ...[...value.matchAll(/ /g)].map((space) => space.index).reverse()]
    const right = ends.find((end) => isValidIBAN(compact(value.slice(0, end))))
    if (right !== undefined) return [{ kind: 'account' as const, start, end: start + right }]
    // An account of an invented or unknown country: take it up to the last group with a figure.
    const likely = value.replace(/(?: [A-Z]+)+$/, '')
    return /(?:\d\D*){10}/.test(likely)
      ? [{ kind: 'account' as const, start, end: start + likely.length }]
      : []
  })
}
