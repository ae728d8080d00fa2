/** The door of this room: releasing, accepting, recalling, and who holds what, for each kind of record. */
import type { FastifyInstance } from 'fastify'
import type { RecordKind } from '../../platform/rooms/record-kind.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { sharingApi } from './api/sharing.ts'
import { figureTables } from './figure-tables.ts'
import { operations, operationsOfKind } from './operations.ts'
import { acceptPages } from './pages/conditions/accept.page.ts'
import { holdersPages } from './pages/holders/holders.page.ts'
import { inboxPages } from './pages/lists/inbox.page.ts'
import { noticePages } from './pages/recall/notice.page.ts'
import { recallPages } from './pages/recall/recall.page.ts'
import { releasePages } from './pages/release/release.page.ts'
import { details } from './sentences.ts'
import { waitingOf } from './waiting.ts'

export { acceptConditions, type Seen } from './accept-conditions.ts'
export { audienceOf, type AudienceRow, type ChangedEnvelope, type Intended } from './audience.ts'
export { historyOf } from './holders.ts'
export { conditionFacts, conditionsPage, deskFact, type Fact } from './pages/conditions/conditions.view.ts'
export { sightWords } from './pages/holders/holders.view.ts'
export { noteReading } from './note-reading.ts'
export { listFrame } from './pages/lists/tabs.ts'
export { acknowledgeRecall, addressOfNotice, countOpenRecalls, type Statement } from './recall-notices.ts'
export { recallRecord } from './recall-record.ts'
export { recipientsOf } from './recipients-of.ts'
export { releaseRecord, type ReleaseInput } from './release-record.ts'

/** The pages. @param kinds - of every record that is shared here */
export function pages(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  inboxPages(app, kinds)
  noticePages(app, kinds)
  for (const kind of kinds) {
    holdersPages(app, kind)
    acceptPages(app, kind)
    releasePages(app, kind)
    recallPages(app, kind)
  }
}

/** Sharing over HTTP. @param kinds - of every record that is shared here */
export function api(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  for (const kind of kinds) sharingApi(app, kind)
}

export { waitingOf }

export const room: Room = {
  name: 'sharing',
  operations,
  operationsOfKind,
  figureTables,
  details,
  waiting: (kinds) => waitingOf(kinds),
  pages: (app, { house }) => {
    pages(app, [...house.records.values()])
  },
  api: (app, { house }) => {
    api(app, [...house.records.values()])
  },
}
