/**
 * The door of the witness: what a partner agency or an overseer runs, to see that a ledger only ever grows. It knows the
 * wire, and nothing of how a node is built.
 */
export { lookOnce, type Look, type Looked } from './look.ts'
export { openWitnessState, type Beginning, type WitnessState } from './state.ts'
export { watch, wordsOfLook } from './watch.ts'
