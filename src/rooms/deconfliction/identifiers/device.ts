import { compact, passesLuhn, withoutRemark } from './as-written.ts'
import type { Normalised } from './normalised.ts'

const LABEL = /(IMEISV|IMEI|ICCID|IMSI)(?:NO|NUMBER)?(\d{14,20})F?$/

/** A telephone with two SIMs shows `IMEI 1:` and `IMEI 2:`. */
const WHICH_SIM = /\bIMEI ?[12] ?[:#-]/i
const ALL_THE_SAME = /^(\d)\1*$/

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
 * @param text readable text
 * @returns tier `valid` when the Luhn check digit is there and right, otherwise `possible`
 */
export function normaliseDevice(text: string): Normalised | null {
  const plain = compact(withoutRemark(text).replace(WHICH_SIM, 'IMEI'))
  const [, label = '', labelled = ''] = LABEL.exec(plain) ?? []
  const digits = label === '' ? (/^(\d+)F?$/.exec(plain)?.[1] ?? '') : labelled
  if (ALL_THE_SAME.test(digits)) return null
  if (label === 'IMSI') return digits.length <= 15 ? as('IMSI', digits, 'possible', digits) : null
  if (digits.length >= 19 && digits.length <= 20 && !label.startsWith('IMEI')) return iccid(digits)
  if (digits.length < 14 || digits.length > 16 || label === 'ICCID') return null
  return imei(digits, label !== '')
}

function imei(digits: string, isLabelled: boolean): Normalised | null {
  const checked = digits.length === 15 && passesLuhn(digits)
  const plausible = REPORTING_BODY.test(digits)
  if (!isLabelled && !plausible && !checked) return null
  const display = digits.replace(/^(..)(.{6})(.{6})/, '$1 $2 $3 ').trimEnd()
  return as('IMEI', digits.slice(0, 14), checked && plausible ? 'valid' : 'possible', `IMEI ${display}`)
}

function iccid(digits: string): Normalised | null {
  if (!digits.startsWith('89')) return null // 89 is telecommunications: ITU-T E.118
  return as('ICCID', digits, passesLuhn(digits) ? 'valid' : 'possible', digits)
}

function as(register: string, digits: string, tier: Normalised['tier'], display: string): Normalised {
  const labelled = display === digits ? `${register} ${digits}` : display
  return { key: `${register}:${digits}`, tier, display: labelled }
}
