import type { Typed } from '../filing/typed.ts'
import { numberOf, typedList, typedText } from '../filing/typed.ts'

/** To whom a release is meant to go, as the three pages of it hand it on. */
export type Recipients = { to: 'all' } | { to: 'named'; agencies: number[] }

/** @returns the recipients, or what is missing */
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

/** The same as fields of a form or of an address. */
export function recipientFields(recipients: Recipients): { name: string; value: string }[] {
  if (recipients.to === 'all') return [{ name: 'to', value: 'all' }]
  return [
    { name: 'to', value: 'named' },
    ...recipients.agencies.map((id) => ({ name: 'agency', value: String(id) })),
  ]
}
