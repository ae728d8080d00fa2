/** The door of this room: what the public reports, sealed, and what the desk makes of it. */
import { whoever } from '../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import { readPublicAssets } from '../../design/assets.ts'
import { publicCookie } from '../../platform/http/public-pages.ts'
import { sharedSecret } from '../../platform/processes/shared-secret.ts'
import type { PublicPages, Room } from '../../platform/rooms/room.ts'
import type { RoomServices } from '../../platform/rooms/services.ts'
import { geographyOf, publicPlaceSearch } from '../coast/index.ts'
import { arrivalSchedule, arrivalTasks } from './arrival/tasks.ts'
import { shareFlood } from './flood/shared.ts'
import { ownFlood } from './flood/state.ts'
import { refuseExerciseKeys } from './keys/production.ts'
import { figureTables } from './figure-tables.ts'
import { operations } from './operations.ts'
import { publicPrefixes, publicReporting } from './public/index.ts'
import { sentences } from './sentences.ts'
import { subjectRights } from './subject-rights.ts'
import { photographsBeside, refuseReporterDetails, triagePages, waiting } from './triage/index.ts'

export { answersSchema, contactSchema, publicKind, type Answers, type Contact, type Kind } from './body.ts'
export { newCookie } from './arrival/drafts.ts'
export type { PublicServices } from './arrival/services.ts'
export { submitReport, type Acknowledged, type Submission } from './arrival/submit.ts'
export { answerThread, readThread, withdraw, type Thread } from './arrival/way-back.ts'
export { askReporter, decideQuestion } from './arrival/messages.ts'
export { destroyReport } from './arrival/destroy-report.ts'
export {
  createDesk,
  exerciseDesks,
  nameForTheRest,
  recoverDeskKeys,
  rotateDeskKeys,
} from './keys/desk-keys.ts'
export { setPassphrase, unlock } from './keys/officer-key.ts'
export { lockWithPassphrase } from './keys/passphrase.ts'
export { giveKeyTo } from './keys/give-key.ts'
export { unlockedIdentities } from './keys/keyring.ts'
export { newKeyPair } from './sealing/identities.ts'
export { keysOfReceipt } from './receipts/keys-of-receipt.ts'
export { readReceipt, type Receipt } from './receipts/receipt.ts'

export const room: Room = {
  name: 'reporting',
  operations,
  sentences,
  actors: { keys: 'The program, when somebody leaves a desk', passed: 'Another desk' },
  prepare,
  says: () => Promise.resolve({ flood: ownFlood }),
  publicPages,
  pages,
  tasks: () => arrivalTasks,
  schedule: arrivalSchedule,
  // Whatever files a report, a reporter's details are kept out of it.
  filingGuards: [refuseReporterDetails],
  besideRecords: [photographsBeside],
  figureTables,
  subjectRights,
  waiting,
  navigation: [
    {
      ...{ place: 40, text: 'Public reports', href: '/triage', key: 'triage' },
      roles: whoever.triages,
      under: ['/triage'],
      urgent: 'happening-now',
    },
  ],
}

async function prepare({ config, database, beside }: RoomServices): Promise<void> {
  await refuseExerciseKeys(config, database)
  shareFlood({
    secret: await sharedSecret(database, 'public-forms'),
    processes: beside.count,
    others: () => beside.say('flood'),
  })
}

function publicPages({ config, database, dataFolder, assetsFolder, render }: RoomServices): PublicPages {
  const assets = readPublicAssets(assetsFolder)
  const geography = () => geographyOf(dataFolder)
  return {
    prefixes: publicPrefixes,
    css: assets.css,
    ...publicReporting({
      ...{ database, geography, render, assets },
      findPlaces: publicPlaceSearch(database, geography),
      cookie: publicCookie(config),
      exercise: config.demo,
      diskFolder: config.database.kind === 'embedded' ? dataFolder : null,
    }),
  }
}

async function pages(app: FastifyInstance, { config, dataFolder }: RoomServices): Promise<void> {
  await app.register(triagePages({ geography: () => geographyOf(dataFolder), demo: config.demo }))
}
