/** What the command that seals calls; a door of its own, because a node needs none of it. */
export { agencyKey, openLocalState, type LocalState } from './local-state.ts'
export {
  askCheck,
  askHits,
  askParameters,
  takeBack,
  type NodeConnection,
  type NodeParameters,
} from './ask-node.ts'
export { meetHolders } from './meet-holders.ts'
export { readRecords, type Reading } from './read-records.ts'
export { sealRecords, type SealCounts } from './seal-records.ts'
