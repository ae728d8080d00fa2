/** Asking the two key holders, and believing nothing that they have not proved. A node and an agency's machine both do. */
export { askQuota, evaluate, evaluateProved, type HolderConnection, type Quota } from './ask-holder.ts'
export { type Pair, sealInputs } from './evaluate-jointly.ts'
export { epochOf, fetchParameters, keyOf, requireOneFactor } from './read-parameters.ts'
export { rekeyElements } from './rekey-elements.ts'
