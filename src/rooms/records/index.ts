/** Records: reading the ledger, and answering for how long records are kept. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { logPages } from './log/log.page.ts'
import { logFiles } from './log/log-files.ts'
import { sayDoubt } from './log/say-doubt.ts'
import { feedApi } from './api/feed.ts'
import { correctionPages } from './corrections/pages/corrections.page.ts'
import { showCorrections } from './corrections/show-beside.ts'
import { erasurePages } from './erasures/pages/erasures.page.ts'
import { figureTables } from './figure-tables.ts'
import { incidentApi } from './incidents/api.ts'
import { incidentPages } from './incidents/pages/incidents.page.ts'
import { operations } from './operations.ts'
import { ledgerPages } from './pages/ledger.page.ts'
import { registerPages } from './registers/pages/registers.page.ts'
import { reviewApi } from './reviews/api.ts'
import { BRING_DUE, bringDueTask } from './reviews/bring-due.ts'
import { reviewDetails } from './reviews/operations.ts'
import { reviewPages } from './reviews/pages/review.page.ts'
import { reviewListPages } from './reviews/pages/reviews.page.ts'
import { reviewSettings } from './reviews/settings.ts'
import { requestApi } from './requests/api.ts'
import { requestDetails } from './requests/operations.ts'
import { answerPages } from './requests/pages/answer.page.ts'
import { requestItemPages } from './requests/pages/item.page.ts'
import { requestPages } from './requests/pages/request.page.ts'
import { requestListPages } from './requests/pages/requests.page.ts'
import { waiting } from './waiting.ts'

export { correctRecord } from './corrections/correct-record.ts'
export { bringDue } from './reviews/bring-due.ts'
export { decideReviews, nameReviewer } from './reviews/decide-reviews.ts'
export { placeHold } from './reviews/holds.ts'
export { addRecord, changeIncident, changeSchema, enterIncident } from './incidents/enter-incident.ts'
export { registersFigures, type AccountabilityFigures, type RegisterFigures } from './registers/figures.ts'
export { addEntry, changeEntry } from './registers/keep-entry.ts'
export { makeReady, noteSent } from './requests/answer-request.ts'
export { decideItem, readItem, sayNotThem } from './requests/decide-item.ts'
export { checkIdentity, nameOfficer } from './requests/identity-and-officer.ts'
export { listRequests } from './requests/request-store.ts'
export { itemsOf, searchForSubject } from './requests/search-for-subject.ts'
export { takeInRequest } from './requests/take-in-request.ts'
export { listReviews, type ReviewRow } from './reviews/list-reviews.ts'
export {
  changeReviewSettings,
  readReviewSettings,
  reviewSettings,
  type ReviewSettingName,
} from './reviews/settings.ts'

export const room: Room = {
  name: 'records',
  operations,
  details: [reviewDetails, requestDetails],
  actors: { reviews: 'The clock, when review dates come' },
  settings: reviewSettings,
  figureTables,
  pages: (app, services) => {
    ledgerPages(app, services)
    reviewListPages(app, services.house)
    reviewPages(app, services.house)
    correctionPages(app, services.house)
    erasurePages(app, services.house)
    requestListPages(app)
    requestPages(app, services.house)
    requestItemPages(app, services.house)
    answerPages(app, services)
    incidentPages(app, services.house)
    registerPages(app)
    logPages(app, services)
  },
  files: logFiles,
  frameNotice: sayDoubt,
  api: (app, services) => {
    feedApi(app, services)
    reviewApi(app, services.house)
    requestApi(app)
    incidentApi(app)
  },
  tasks: ({ house, clock }) => ({ [BRING_DUE]: bringDueTask(house.retention, clock) }),
  schedule: [{ task: BRING_DUE, pattern: '5 * * * *' }],
  waiting,
  besideRecords: [showCorrections],
  navigation: [
    {
      ...{ place: 75, text: 'Reviews', href: '/reviews', key: 'reviews' },
      roles: whoever.managesRecords,
      under: ['/reviews', '/erasures'],
      next: { text: 'Review records whose date has come', href: '/reviews', roles: whoever.managesRecords },
    },
    {
      ...{ place: 77, text: 'Requests', href: '/requests', key: 'requests' },
      roles: whoever.managesRecords,
      under: ['/requests', '/incidents', '/registers'],
    },
    {
      ...{ place: 80, text: 'Ledger', href: '/ledger', key: 'ledger' },
      roles: whoever.managesRecords,
      under: ['/ledger'],
      next: { text: 'Read the ledger', href: '/ledger', roles: whoever.managesRecords },
    },
    {
      ...{ place: 82, text: 'Proofs', href: '/proofs', key: 'proofs' },
      roles: whoever.asksForProofs,
      under: ['/proofs'],
    },
  ],
}
