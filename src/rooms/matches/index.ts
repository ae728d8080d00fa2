/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import { whoever } from '../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import type { Room } from '../../platform/rooms/room.ts'
import type { RoomServices } from '../../platform/rooms/services.ts'
import { checkApi } from './api/check.ts'
import { matchesApi } from './api/matches.ts'
import { sealedMatchesApi } from './api/sealed.ts'
import { rematch } from './change-threshold.ts'
import { watchChecks } from './check-alerts.ts'
import { nodeSettings } from './node-settings.ts'
import { figureTables } from './figure-tables.ts'
import { operations } from './operations.ts'
import { answerManyPages } from './pages/answer-many.page.ts'
import { checkAlertPages } from './pages/check-alerts.page.ts'
import { checkPages } from './pages/check.page.ts'
import { checkTokenPages } from './pages/check-token.page.ts'
import { matchPages } from './pages/match.page.ts'
import { matchListPages } from './pages/matches.page.ts'
import { peoplePages } from './pages/people.page.ts'
import { sealedPages } from './pages/sealed.page.ts'
import { settingPages } from './pages/setting.page.ts'
import { findPersonMatches } from './persons/find-person-matches.ts'
import { details, sentences } from './sentences.ts'
import { COUNT_PAIRS, countPairsTask } from './count-pairs.ts'
import { noticeSilentHits } from './silent-hits.ts'
import { waiting } from './waiting.ts'

export { replaceIdentifiers, type IdentifierRow } from './replace-identifiers.ts'
export { namesPersons, replacePersons, type PersonRow } from './persons/replace-persons.ts'
export { personsCompared, type PersonsCompared } from './persons/persons-compared.ts'
export { compareWaitingPersons, type ComparisonProgress } from './persons/find-person-matches.ts'
export { listMatches, matchQuery, type MatchRow } from './list-matches.ts'
export { matchesAddress, type LineQuery } from './line-filters.ts'
export { heldToo, type HeldToo } from './released-reports.ts'
export { matchesOfReport, type MatchedValue } from './matches-of-report.ts'
export {
  checksOfSubject,
  matchesOfSubject,
  type OwnMention,
  type SubjectMatch,
} from './matches-of-subject.ts'
export { mentionOfMatch } from './mention-of-match.ts'
export { ownHoldingsBeside } from './own-holdings.ts'
export { ownHoldingsView, type OwnHoldingsView } from './pages/own-holdings.view.ts'
export { countPairs } from './count-pairs.ts'
export { noticeSilentHits } from './silent-hits.ts'
export { contactMatch } from './contact-match.ts'
export { replyToMatch } from './reply-to-match.ts'
export { confirmMatch } from './confirm-match.ts'
export { rejectMatch } from './reject-match.ts'
export { withdrawAnswer } from './withdraw-answer.ts'
export { addressOfOwn } from './record-address.ts'
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

export const room: Room = {
  name: 'matches',
  operations,
  sentences,
  details,
  actors: {
    checks: 'The clock',
    matching: 'The matching',
    rematch: 'The program, after a change of settings',
  },
  settings: nodeSettings,
  figureTables,
  pages,
  api,
  tasks: () => ({
    'deconfliction.notice-silent-hits': noticeSilentHits,
    'deconfliction.rematch': rematch,
    'deconfliction.watch-checks': watchChecks,
    'deconfliction.find-person-matches': findPersonMatches,
    [COUNT_PAIRS]: countPairsTask,
    // Its name until 0.1: a job that was put into the queue under it is still done.
    'deconfliction.weigh-persons': findPersonMatches,
  }),
  schedule: [
    { task: 'deconfliction.notice-silent-hits', pattern: '* * * * *' },
    { task: 'deconfliction.watch-checks', pattern: '7 * * * *' },
    { task: COUNT_PAIRS, pattern: '25 * * * *' },
  ],
  // Persons that were stored and not compared: by a filing just now, or by an import that was killed.
  loops: [{ task: 'deconfliction.find-person-matches', pauseMs: 1_000 }],
  waiting,
  navigation: [
    {
      ...{ place: 30, text: 'Matches', href: '/matches', key: 'matches' },
      roles: whoever.readsContent,
      under: ['/matches'],
    },
    {
      place: 50,
      text: 'Check',
      href: '/check',
      key: 'check',
      roles: whoever.readsContent,
      under: ['/check'],
    },
    {
      ...{ place: 100, text: 'Settings', href: '/settings/deconfliction', key: 'settings' },
      roles: whoever.administers,
      under: ['/settings'],
    },
  ],
}

async function pages(app: FastifyInstance, services: RoomServices): Promise<void> {
  await app.register(matchListPages)
  await app.register(answerManyPages)
  await app.register(peoplePages)
  await app.register(matchPages)
  await app.register((inner) => checkPages(inner, services))
  await app.register(checkTokenPages)
  await app.register(checkAlertPages)
  await app.register(settingPages)
  await app.register(sealedPages)
}

async function api(app: FastifyInstance, services: RoomServices): Promise<void> {
  await app.register(matchesApi)
  await app.register((inner) => checkApi(inner, services))
  await app.register(sealedMatchesApi)
}
