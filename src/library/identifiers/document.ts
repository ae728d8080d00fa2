import { compact } from './as-written.ts'
import type { Read } from './normalised.ts'

const NUMBER = /^(?=.*\d)[A-Z0-9]{5,20}$/

/**
 * An identity document, keyed `COUNTRY:NUMBER`, or `?:NUMBER` where the country is not known. Its type
 * is left out: agencies name the same paper differently. Nothing checks the number, so it is `possible`.
 * @param text - readable text; a number of 5 to 20 letters and figures with at least one figure
 * @param country - that issued it; there is no default, since the documents are seldom British
 * @returns null when it is no number of a document
 */
export function normaliseDocument(text: string, country?: string): Read | null {
  const named = /^(\?|[A-Z]{2}):(.+)$/i.exec(text)
  const issuer = named?.[1]?.toUpperCase() ?? country ?? '?'
  const number = compact(named?.[2] ?? text)
  if (!NUMBER.test(number)) return null
  const key = `${issuer}:${number}`
  return issuer === '?'
    ? { key, tier: 'possible', display: number }
    : { key, tier: 'possible', display: key, country: issuer }
}
