/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task, Tick } from '../../platform/jobs/worker.ts'
import { checkApi } from './api/check.ts'
import { matchesApi } from './api/matches.ts'
import { sealedApi } from './api/sealed.ts'
import { rematch } from './change-threshold.ts'
import { watchChecks } from './check-alerts.ts'
import { answerManyPages } from './pages/answer-many.page.ts'
import { checkAlertPages } from './pages/check-alerts.page.ts'
import { checkPages } from './pages/check.page.ts'
import { checkTokenPages } from './pages/check-token.page.ts'
import { matchPages } from './pages/match.page.ts'
import { matchListPages } from './pages/matches.page.ts'
import { peoplePages } from './pages/people.page.ts'
import { sealedPages } from './pages/sealed.page.ts'
import { settingPages } from './pages/setting.page.ts'
import { weighPersons } from './persons/weigh-persons.ts'
import { expireSealed } from './sealed/index-expire.ts'
import { rotateTask } from './sealed/index-rotate.ts'
import { sealHoldingsTask } from './sealed/index-seal-holdings.ts'
import { noticeSilentHits } from './silent-hits.ts'

export { holdIdentifiers, type IdentifierRow } from './hold-identifiers.ts'
export { holdPersons, type PersonRow } from './persons/hold-persons.ts'
export { personsCompared, type PersonsCompared } from './persons/persons-compared.ts'
export { weighWaitingPersons, type WeighProgress } from './persons/weigh-persons.ts'
export { askedKey } from './asked-key.ts'
export { listMatches, matchQuery, type MatchRow } from './list-matches.ts'
export { matchesAddress, type LineQuery } from './line-filters.ts'
export { heldToo, type HeldToo } from './released-reports.ts'
export { matchesOfReport, type MatchedValue } from './matches-of-report.ts'
export { ownHoldingsBeside } from './own-holdings.ts'
export { ownHoldingsView, type OwnHoldingsView } from './pages/own-holdings.view.ts'
export { contactMatch } from './contact-match.ts'
export { replyToMatch } from './reply-to-match.ts'
export { confirmMatch } from './confirm-match.ts'
export { rejectMatch } from './reject-match.ts'
export { takeBackWord } from './take-back-word.ts'
export { sameAsOnReport, type SameAs } from './same-person.ts'
export { checkBody, checkValue } from './check-value.ts'
export { checkSealed, checkSealedBody } from './sealed/index-check.ts'
export {
  changeSettings,
  isSettingName,
  nodeSettings,
  readSettings,
  type SettingChange,
  type SettingName,
} from './node-settings.ts'
export {
  addHolder,
  askHoldersNow,
  changeHolder,
  enterHolder,
  holderBody,
  holderChange,
  removeHolder,
} from './sealed/index-enter-holders.ts'
export { refreshHolders } from './sealed/index-holders.ts'
export { epochsOf, holdersOf } from './sealed/index-parameters.ts'
export { nodeCaller } from './sealed/index-node-caller.ts'
export { sealHoldings } from './sealed/index-seal-holdings.ts'
export { deconflictionTasks, type DeconflictionTask } from './tasks.ts'

/** What the node does at the key holders, signed with a key of its data folder. */
export const sealingTasks = (dataFolder: string): Record<string, Task> => ({
  'deconfliction.sealed.seal-holdings': sealHoldingsTask(dataFolder),
  'deconfliction.sealed.rotate': rotateTask(dataFolder),
})
export const tasks: Record<string, Task> = {
  'deconfliction.notice-silent-hits': noticeSilentHits,
  'deconfliction.rematch': rematch,
  'deconfliction.watch-checks': watchChecks,
  'deconfliction.weigh-persons': weighPersons,
  'deconfliction.sealed.expire': expireSealed,
}
export const clockwork: Clockwork[] = [
  { task: 'deconfliction.notice-silent-hits', pattern: '* * * * *' },
  { task: 'deconfliction.watch-checks', pattern: '7 * * * *' },
  { task: 'deconfliction.sealed.expire', pattern: '20 2 * * *' },
  { task: 'deconfliction.sealed.seal-holdings', pattern: '* * * * *' },
  { task: 'deconfliction.sealed.rotate', pattern: '13 * * * *' },
]

/** What was stored and not weighed: by a filing just now, or by an import that was killed. */
export const ticks: Tick[] = [{ task: 'deconfliction.weigh-persons', pauseMs: 1_000 }]

export async function pages(app: FastifyInstance, services: { dataFolder: string }): Promise<void> {
  await app.register(matchListPages)
  await app.register(answerManyPages)
  await app.register(peoplePages)
  await app.register(matchPages)
  await app.register(checkPages)
  await app.register(checkTokenPages)
  await app.register(checkAlertPages)
  await app.register(settingPages)
  await app.register(sealedPages(services))
}

export async function api(app: FastifyInstance): Promise<void> {
  await app.register(matchesApi)
  await app.register(checkApi)
  await app.register(sealedApi)
}
