/** The door of this room: its page, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task } from '../../platform/jobs/worker.ts'
import { sealedApi } from './api/sealed.ts'
import { expireSealed } from './expire.ts'
import { sealedSettingPages } from './pages/setting.page.ts'
import { rotateTask } from './rotate.ts'
import { sealHoldingsTask } from './seal-holdings.ts'

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
export { handleOf, keepSealed, readSealedInput } from './keep.ts'
export { nodeCaller } from './node-caller.ts'
export { COUNTED_RECORDS, sealedOverview, type SealedOverview } from './overview.ts'
export { holderName, onOneMachine } from './pages/holder-words.ts'
export { epochsOf, holdersOf, requireEpoch } from './parameters.ts'
export { sealHoldings } from './seal-holdings.ts'
export { type Tokens, tokensOfValues } from './token-of-value.ts'

/** What the node does by the clock; at the key holders, signed with a key of its data folder. */
export const tasks = (dataFolder: string): Record<string, Task> => ({
  'deconfliction.sealed.expire': expireSealed,
  'deconfliction.sealed.seal-holdings': sealHoldingsTask(dataFolder),
  'deconfliction.sealed.rotate': rotateTask(dataFolder),
})
export const clockwork: Clockwork[] = [
  { task: 'deconfliction.sealed.expire', pattern: '20 2 * * *' },
  { task: 'deconfliction.sealed.seal-holdings', pattern: '* * * * *' },
  { task: 'deconfliction.sealed.rotate', pattern: '13 * * * *' },
]

/** @param services - the folder of the node's own key at the holders */
export async function pages(app: FastifyInstance, services: { dataFolder: string }): Promise<void> {
  await app.register(sealedSettingPages(services))
}

export async function api(app: FastifyInstance): Promise<void> {
  await app.register(sealedApi)
}
