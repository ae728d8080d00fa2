import type { SubjectKind } from '../../../wire/codes.ts'
import { normaliseAccount } from './account.ts'
import { readAsWritten } from './as-written.ts'
import { normaliseDevice } from './device.ts'
import { normaliseDocument } from './document.ts'
import { normaliseEmail } from './email.ts'
import { normaliseHandle } from './handle.ts'
import type { Normalised } from './normalised.ts'
import { normalisePhone } from './phone.ts'
import { normaliseVehicle } from './vehicle.ts'
import { normaliseVessel } from './vessel.ts'
import { normaliseWallet } from './wallet.ts'

export type { Normalised } from './normalised.ts'

type Normalise = (text: string, country: string | undefined) => Normalised | null

// A person, a group, a company and an address are not known by an identifier: comparing names is
// another matter, with other safeguards, and never this one.
const normalisers: Partial<Record<SubjectKind, Normalise>> = {
  phone: normalisePhone,
  vehicle: normaliseVehicle,
  vessel: normaliseVessel,
  email: normaliseEmail,
  account: normaliseAccount,
  wallet: normaliseWallet,
  device: normaliseDevice,
  document: normaliseDocument,
  handle: normaliseHandle,
}

/** The kinds of subject that are matched by an identifier. */
export const identifierKinds = Object.keys(normalisers) as SubjectKind[]

/**
 * Turns a subject as written into the key by which two agencies' records are equal.
 * @param kind the kind of subject
 * @param value as somebody wrote it; anything, also hostile
 * @param country ISO 3166-1 alpha-2, where the record says it; `UK` is read as `GB`, what is not two
 *   letters is ignored. Telephones and vehicles without one are read as British.
 * @returns key, tier and display, or null when this kind is never matched by an identifier or the
 *   value cannot be understood. Never throws.
 */
export function normaliseIdentifier(kind: SubjectKind, value: string, country?: string): Normalised | null {
  const normalise = normalisers[kind]
  if (normalise === undefined) return null
  const text = readAsWritten(value)
  return text === null ? null : normalise(text, countryCode(country))
}

function countryCode(country: string | undefined): string | undefined {
  if (country === undefined || !/^[A-Za-z]{2}$/.test(country)) return undefined
  const code = country.toUpperCase()
  return code === 'UK' ? 'GB' : code
}
