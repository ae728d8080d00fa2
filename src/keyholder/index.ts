/** A key holder: the program of one of the two bodies that hold half a key each. No part of a node calls it. */
export { keyholderApp } from './app.ts'
export {
  type Caller,
  createHolder,
  type Folder,
  ledgerFile,
  publicKeys,
  readCallers,
  readHolder,
  saveCallers,
  saveHolder,
} from './folder.ts'
export { readLedger } from './ledger.ts'
export { finishRotation, joinOffer, makeOffer } from './rotate.ts'
