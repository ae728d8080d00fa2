/** What the machine understands of a text or a value, from the room that compares them, in the words of a page. */
import type { SubjectKind } from '../../../../wire/codes.ts'
import { identifierKinds, keysHeld, understandIdentifier } from '../../../../library/identifiers/index.ts'

/** A value as a page says it was understood. */
export type ValueWords = {
  /** how the identifiers are written, or null where there is none */
  shown: string | null
  /** true where its own form (a check digit, a number plan) shows no slip of the hand */
  isConfirmed: boolean
  /** why it looks broken, as a sentence without its full stop */
  fault: string | undefined
  /** what a reader must know: by what it is matched where it was not understood, or that it looks broken */
  warning: string | undefined
}

/**
 * Says how a value was understood, in the words of a page.
 * @param kind - of the subject
 * @param value - as written
 * @param country - ISO 3166-1 alpha-2, where the subject has one
 * @returns undefined for kinds that are compared by name
 */
export function valueWords(kind: SubjectKind, value: string, country?: string): ValueWords | undefined {
  if (!identifierKinds.includes(kind)) return undefined
  const { understood, reasons } = understandIdentifier(kind, value, country)
  const why = reasons.length === 0 ? undefined : sentence(reasons.join('; '))
  if (understood.length > 0) {
    const isConfirmed = understood.every(({ certainty }) => certainty === 'valid')
    const shown = understood.map((one) => one.shown).join(' and ')
    return { shown, isConfirmed, fault: isConfirmed ? undefined : why, warning: why }
  }
  const none = { shown: null, isConfirmed: false }
  if (isName(kind, value)) return { ...none, fault: undefined, warning: NAME_OF_A_BOAT }
  const held = keysHeld(kind, value, country).length > 0
  const matched = held ? 'Matched by exact spelling only' : 'Not matched'
  return { ...none, fault: why, warning: why === undefined ? matched : `${matched}. ${why}` }
}

const NAME_OF_A_BOAT =
  'A name. Partners find it in a search of released reports. It is not matched: add the IMO, MMSI or hull number if you know it'

/** Many boats have a name and no number that anybody knows: that is no slip of the hand. */
const isName = (kind: SubjectKind, value: string) => kind === 'vessel' && !/\d/.test(value.normalize('NFKC'))

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
