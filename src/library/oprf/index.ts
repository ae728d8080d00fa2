/** The door of this library: the group, its proofs, and the threads that reckon in it (RFC 9497). */
export { BadElement } from './evaluate.ts'
export {
  add,
  at,
  fromHash,
  generator,
  invert,
  isElement,
  isScalar,
  multiply,
  multiplyBase,
  multiplyScalars,
  randomScalars,
  SIZE,
} from './group.ts'
export { contextString, hashToScalar } from './hash.ts'
export { addUp, isAnswerProved } from './joint-check.ts'
export { isProved, PROOF_SIZE, prove } from './proof.ts'
export { openPool, type Pool } from './workers/pool.ts'
export { work } from './workers/work.ts'
