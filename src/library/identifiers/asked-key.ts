/** By which key a value is asked, or why it is not asked: what may be broken is never answered "not held". Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { asWritten, understandIdentifier, type Understood } from './understand.ts'

/** As a request says it. */
export type AskedValue = {
  kind: SubjectKind
  value: string
  country?: string | undefined
  /** it really is written so, whatever it looks like */
  as_written?: boolean | undefined
}

type AskedKey = { key: string; tier: 'valid' | 'possible'; understood: Understood[]; note?: string }

/** What a page and the API say of a value that nothing but itself can meet. */
const ALIKE_ONLY = 'matched only when written alike'

/**
 * @param asked - kind and value, as somebody wrote it
 * @returns the key; or `fault`, what is wrong and what to type, where the value is not understood, is several, or looks
 *   like a broken one of its kind and nobody says that it really is written so
 */
export function askedKey(asked: AskedValue): AskedKey | { fault: string } {
  const { kind, value, country } = asked
  const { understood, reasons } = understandIdentifier(kind, value, country)
  const [one, ...more] = understood
  if (one !== undefined && more.length === 0 && reasons.length === 0)
    return { key: one.key, tier: one.certainty, understood }
  if (asked.as_written) {
    const alike = more.length === 0 ? one : undefined
    const read = alike === undefined ? [] : [{ ...alike, certainty: 'possible' as const }]
    return {
      key: (alike ?? asWritten(kind, value)).key,
      tier: 'possible',
      understood: read,
      note: ALIKE_ONLY,
    }
  }
  const fault =
    more.length > 0
      ? `these are ${String(understood.length)} values: check each on its own`
      : reasons.join('; ')
  return { fault: fault.charAt(0).toUpperCase() + fault.slice(1) }
}
