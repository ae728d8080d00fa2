/** The door of the verifier: whoever wants to trust a ledger without trusting its node reads this folder and src/wire. */
export { verifyCommand, VERIFY_USE } from './command.ts'
export { verifyExport, type Asked, type Verdict } from './verify-export.ts'
export { verifyProof, type Proved } from './verify-proof.ts'
