/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task, Tick } from '../../platform/jobs/worker.ts'
import { checkApi } from './api/check.ts'
import { matchesApi } from './api/matches.ts'
import { sealedMatchesApi } from './api/sealed.ts'
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
import { noticeSilentHits } from './silent-hits.ts'

export { holdIdentifiers, type IdentifierRow } from './hold-identifiers.ts'
export { holdPersons, type PersonRow } from './persons/hold-persons.ts'
export { personsCompared, type PersonsCompared } from './persons/persons-compared.ts'
export { weighWaitingPersons, type WeighProgress } from './persons/weigh-persons.ts'
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
export { checkSealed, checkSealedBody } from './check-token.ts'
export {
  changeSettings,
  isSettingName,
  nodeSettings,
  readSettings,
  type SettingChange,
  type SettingName,
} from './node-settings.ts'
export { deconflictionTasks, type DeconflictionTask } from './tasks.ts'

export const tasks: Record<string, Task> = {
  'deconfliction.notice-silent-hits': noticeSilentHits,
  'deconfliction.rematch': rematch,
  'deconfliction.watch-checks': watchChecks,
  'deconfliction.weigh-persons': weighPersons,
}
export const clockwork: Clockwork[] = [
  { task: 'deconfliction.notice-silent-hits', pattern: '* * * * *' },
  { task: 'deconfliction.watch-checks', pattern: '7 * * * *' },
]

/** What was stored and not weighed: by a filing just now, or by an import that was killed. */
export const ticks: Tick[] = [{ task: 'deconfliction.weigh-persons', pauseMs: 1_000 }]

export async function pages(app: FastifyInstance): Promise<void> {
  await app.register(matchListPages)
  await app.register(answerManyPages)
  await app.register(peoplePages)
  await app.register(matchPages)
  await app.register(checkPages)
  await app.register(checkTokenPages)
  await app.register(checkAlertPages)
  await app.register(settingPages)
  await app.register(sealedPages)
}

export async function api(app: FastifyInstance): Promise<void> {
  await app.register(matchesApi)
  await app.register(checkApi)
  await app.register(sealedMatchesApi)
}
