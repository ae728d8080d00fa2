import { compact, withoutRemark } from './as-written.ts'
import type { Normalised } from './normalised.ts'

const LABEL =
  /^(?:passport|national identity card|identity card|residence permit|driving licen[cs]e|visa)(?![a-z])[\s.:#-]*(?:n(?:o|umber)(?![a-z])[\s.:#-]*)?/i
const NUMBER = /^(?=.*\d)[A-Z0-9]{5,20}$/

/**
 * An identity document, keyed `COUNTRY:NUMBER`, or `?:NUMBER` where the country is not known. Its type
 * is left out: agencies name the same paper differently. Nothing checks the number, so it is `possible`.
 * @param text readable text; a number of 5 to 20 letters and figures with at least one figure
 * @param country that issued it; there is no default, since the documents are seldom British
 */
export function normaliseDocument(text: string, country?: string): Normalised | null {
  const named = /^(\?|[A-Z]{2}):(.+)$/i.exec(text)
  const issuer = named?.[1]?.toUpperCase() ?? country ?? '?'
  const number = compact(withoutRemark(named?.[2] ?? text).replace(LABEL, ''))
  if (!NUMBER.test(number)) return null
  const key = `${issuer}:${number}`
  return { key, tier: 'possible', display: issuer === '?' ? number : key }
}
