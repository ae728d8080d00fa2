/** What the machine understands of a text or a value, from the room that compares them, in the words of a page. */
import type { SubjectKind } from '../../../../wire/codes.ts'
import { keysHeld, understandIdentifier } from '../../../deconfliction/index.ts'

export { findIdentifiers } from '../../../deconfliction/index.ts'

/** A value as a page says it was understood. */
export type ValueWords = {
  /** how the identifiers are written, or null where there is none */
  shown: string | null
  tier: 'valid' | 'possible'
  /** two values with the same are the same */
  identity: string
  /** what a reader must know: why it was not understood and by what it is matched, or that it looks broken */
  warning: string | undefined
}

/**
 * @param country ISO 3166-1 alpha-2, where the subject has one
 * @returns undefined for kinds that are compared by name
 */
export function valueWords(kind: SubjectKind, value: string, country?: string): ValueWords | undefined {
  if (['person', 'group', 'company', 'address'].includes(kind)) return undefined
  const { understood, reasons } = understandIdentifier(kind, value, country)
  const why = reasons.join('; ')
  const held = understood.length > 0 || keysHeld(kind, value, country).length > 0
  const matched = held ? 'matched only when written alike' : 'never matched'
  const isValid = understood.every(({ certainty }) => certainty === 'valid')
  return {
    shown: understood.length === 0 ? null : understood.map((one) => one.shown).join(' and '),
    tier: isValid ? 'valid' : 'possible',
    identity: understood.map(({ key }) => key).join(' ') || value.trim().toLowerCase(),
    warning:
      understood.length === 0
        ? `Not understood: kept as written, ${matched} (${why})`
        : why === ''
          ? undefined
          : why.charAt(0).toUpperCase() + why.slice(1),
  }
}
