import { compact, passesLuhn } from './as-written.ts'
import type { Normalised, Read } from './normalised.ts'

const LABEL = /^(IMEISV|IMEI|ICCID|IMSI)(?:NO|NUMBER)?(\d{14,20})F?$/

/** A telephone with two SIMs shows `IMEI 1:`, `IMEI2`, `IMEI (slot 2)`, `IMEI#2`. */
const WHICH_SIM = /^(IMEI(?:SV)?|ICCID|IMSI) ?(?:[(#_-] ?)?(?:sim ?|slot ?)?[1-4] ?\)?[ :=#.-]{1,3}(?=\d)/i
const EITHER = /^IMEI ?\/ ?(?:MEID|IMEISV|ESN)/i
/** Figures of an IMEI or IMSI and of an ICCID: so many must be left behind the number of a slot. */
const WHOLE = [15, 19, 20]
const BEFORE_LABEL = /^[^:;,]{1,60}? (?=(?:IMEISV|IMEI|ICCID|IMSI)\b)/i
const ALL_THE_SAME = /^(\d)\1*$/
/** A spreadsheet's numbers have fifteen figures; it writes noughts for the others. */
const LOST_DIGITS = /^\d{15}0{4,5}$/

/**
 * First two digits of an IMEI: the body that allotted it. Source: GSMA TS.06, `unverified`. It decides the
 * tier, and whether a number with neither a label nor a right check digit is read as an IMEI at all.
 */
const REPORTING_BODY = /^(?:0[01]|10|3[035]|4[459]|5[0-4]|86|91|9[89])/

/**
 * A device or a SIM.
 *
 * An IMEI is keyed on its first fourteen digits, `IMEI:…`: the fifteenth is a check digit, which call
 * records write as 0, and the sixteen digits of an IMEISV end in a software version instead.
 * An ICCID is keyed `ICCID:…`, an IMSI, which only a label tells from an IMEI, `IMSI:…`.
 * @param text - readable text of one device
 * @returns tier `valid` when the Luhn check digit is there and right, otherwise `possible`
 */
export function normaliseDevice(text: string): Read | null {
  const plain = compact(withoutSim(withoutMake(text)))
  const [, label = '', labelled = ''] = LABEL.exec(plain) ?? []
  const digits = label === '' ? (/^(\d+)F?$/.exec(plain)?.[1] ?? '') : labelled
  if (ALL_THE_SAME.test(digits)) return null
  if (label === 'IMSI') return digits.length <= 15 ? as('IMSI', digits, 'possible', digits) : null
  if (digits.length >= 19 && digits.length <= 20 && !label.startsWith('IMEI')) return iccid(digits)
  if (digits.length < 14 || digits.length > 16 || label === 'ICCID') return null
  return imei(digits, label !== '')
}

/** `Samsung A12 IMEI 4901…`, unless what stands before may be another number. */
function withoutMake(text: string): string {
  const [before = ''] = BEFORE_LABEL.exec(text) ?? []
  return (before.match(/\d/g)?.length ?? 0) > 4 ? text : text.slice(before.length)
}

function withoutSim(text: string): string {
  const named = text.replace(EITHER, 'IMEI')
  const slot = WHICH_SIM.exec(named)
  if (slot === null) return named
  const rest = named.slice(slot[0].length)
  return WHOLE.includes(rest.replace(/\D/g, '').length) ? `${slot[1] ?? ''} ${rest}` : named
}

function imei(digits: string, isLabelled: boolean): Read | null {
  const checked = digits.length === 15 && passesLuhn(digits)
  const plausible = REPORTING_BODY.test(digits)
  if (!isLabelled && !plausible && !checked) return null
  const display = digits.replace(/^(..)(.{6})(.{6})/, '$1 $2 $3 ').trimEnd()
  const read = as('IMEI', digits.slice(0, 14), checked && plausible ? 'valid' : 'possible', `IMEI ${display}`)
  return digits.length !== 15 || checked || digits.endsWith('0')
    ? read
    : { ...read, fault: 'the last figure of this IMEI is not the check digit of the others' }
}

function iccid(digits: string): Read | null {
  if (!digits.startsWith('89')) return null // 89 is telecommunications: ITU-T E.118
  if (passesLuhn(digits)) return as('ICCID', digits, 'valid', digits)
  if (LOST_DIGITS.test(digits)) return null
  return {
    ...as('ICCID', digits, 'possible', digits),
    fault: 'the last figure of this ICCID is not the check digit of the others',
  }
}

function as(register: string, digits: string, tier: Normalised['tier'], display: string): Read {
  const labelled = display === digits ? `${register} ${digits}` : display
  return { key: `${register}:${digits}`, tier, display: labelled }
}
