import type { Typed } from '../../../../platform/http/typed-form.ts'
import { numberOf, typedList, typedText } from '../../../../platform/http/typed-form.ts'

/** To whom a release is meant to go, as the three pages of it hand it on. */
export type Recipients = { to: 'all' } | { to: 'named'; agencies: number[] }

/**
 * Reads to whom a release is meant to go.
 * @param typed - the form or the address
 * @returns the recipients, or what is missing, by field
 */
export function readRecipients(
  typed: Typed,
): { recipients: Recipients } | { errors: Record<string, string> } {
  const to = typedText(typed, 'to')
  if (to === 'all') return { recipients: { to } }
  if (to !== 'named') return { errors: { to: 'Choose to whom you release it' } }
  const agencies = [...new Set(typedList(typed, 'agency').map(numberOf))].filter((id) => id > 0)
  if (agencies.length === 0) return { errors: { agency: 'Choose at least one agency' } }
  return { recipients: { to, agencies } }
}

/**
 * Writes recipients as fields of a form or of an address.
 * @param recipients - as `readRecipients` reads them
 * @returns fields from which it reads the same again
 */
export function recipientFields(recipients: Recipients): { name: string; value: string }[] {
  if (recipients.to === 'all') return [{ name: 'to', value: 'all' }]
  return [
    { name: 'to', value: 'named' },
    ...recipients.agencies.map((id) => ({ name: 'agency', value: String(id) })),
  ]
}
