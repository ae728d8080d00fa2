/** The door of this library: what an identifier means once its spelling is set aside, and where text holds one. */
export { countryOf } from './country-sign.ts'
export { detectKind, whyNoKind } from './detect-kind.ts'
export { findIdentifiers } from './find-identifiers.ts'
export { identifierKeys } from './query.ts'
export {
  asWritten,
  identifierKinds,
  keysHeld,
  keysOf,
  normaliseIdentifier,
  shownAsWritten,
  understandIdentifier,
  type Understanding,
  type Understood,
} from './understand.ts'
export { askedKey, type AskedValue } from './asked-key.ts'
