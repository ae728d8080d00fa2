/** The door of this library: what an agency, a node and a key holder say alike (docs/wire/sealed-index.md). */
export { isCommonEverywhere, MOST_RECORDS } from './common-values.ts'
export { composeInputs, identifierInput, type Input, personInputs } from './compose-inputs.ts'
export {
  CLOCK_SKEW,
  fromText,
  HolderFault,
  type HolderParameters,
  MOST_ELEMENTS,
  MOST_PROVED,
  PARAMETERS_PREFIX,
  type PublishedEpoch,
  type Purpose,
  purposes,
  signedText,
  SUITE,
  tokenKinds,
  toText,
  WIRE_VERSION,
} from './protocol.ts'
export { isSignedBy, newSigningKey, type SigningKey, signText } from './signing-key.ts'
