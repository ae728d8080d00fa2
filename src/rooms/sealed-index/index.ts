/** The door of this room: its page, its part of the API, its jobs, and what other rooms may call. */
import type { Room } from '../../platform/rooms/room.ts'
import { sealedApi } from './api/sealed.ts'
import { expireSealed } from './expire.ts'
import { operations } from './operations.ts'
import { sealedSettingPages } from './pages/setting.page.ts'
import { rotateTask } from './rotate.ts'
import { sealHoldingsTask } from './seal-holdings.ts'
import { details } from './sentences.ts'

export { readElements, sealedKinds } from './elements.ts'
export {
  addHolder,
  askHoldersNow,
  changeHolder,
  enterHolder,
  holderBody,
  holderChange,
  removeHolder,
} from './enter-holders.ts'
export { heldInputs } from './held-inputs.ts'
export { refreshHolders } from './holders.ts'
export { handleOf, storeSealedRecords, readSealedInput } from './store-sealed-records.ts'
export {
  hasNextNodeCaller,
  knownNodeCaller,
  nodeCaller,
  prepareNodeCaller,
  switchNodeCaller,
  type NodeCaller,
} from './node-caller.ts'
export { COUNTED_RECORDS, sealedOverview, type SealedOverview } from './overview.ts'
export { holderName, onOneMachine } from './pages/holder-words.ts'
export { epochsOf, holdersOf, requireEpoch } from './parameters.ts'
export { sealHoldings } from './seal-holdings.ts'
export { type Tokens, tokensOfValues } from './token-of-value.ts'

export const room: Room = {
  name: 'sealed-index',
  operations,
  details,
  actors: { sealing: 'The sealing of what is held here' },
  pages: (app, services) => sealedSettingPages(services)(app),
  api: sealedApi,
  // What the node does at the key holders it signs with a key of its data folder.
  tasks: ({ dataFolder }) => ({
    'deconfliction.sealed.expire': expireSealed,
    'deconfliction.sealed.seal-holdings': sealHoldingsTask(dataFolder),
    'deconfliction.sealed.rotate': rotateTask(dataFolder),
  }),
  schedule: [
    { task: 'deconfliction.sealed.expire', pattern: '20 2 * * *' },
    { task: 'deconfliction.sealed.seal-holdings', pattern: '* * * * *' },
    { task: 'deconfliction.sealed.rotate', pattern: '13 * * * *' },
  ],
}
