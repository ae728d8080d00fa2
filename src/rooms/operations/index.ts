/** The door of this room: operations, in which agencies act together. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { showOperations } from './about/show-about.ts'
import { actionDaysApi } from './action-days/api/action-days.ts'
import { actionDayPages } from './action-days/pages/index.ts'
import { actionsApi } from './actions/api/actions.ts'
import { actionsPages } from './actions/pages/index.ts'
import { decisionsApi } from './decisions/api/decisions.ts'
import { readersApi } from './decisions/api/readers.ts'
import { decisionPages } from './decisions/pages/index.ts'
import { aboutApi } from './api/about.ts'
import { operationsApi } from './api/operations.ts'
import { termsApi } from './api/terms.ts'
import { conflictsApi } from './conflicts/api.ts'
import { BEAT_MS, END, endTask, LOOK, LOOK_QUIET, lookQuietTask, lookTask } from './conflicts/look.ts'
import { plannedPages } from './conflicts/pages/index.ts'
import { interestsApi } from './interests/api/interests.ts'
import { debriefsApi } from './debriefs/api/debriefs.ts'
import { debriefsPages } from './debriefs/pages/index.ts'
import { END_INTERESTS, endInterestsTask } from './interests/close-interest.ts'
import { interestsPages } from './interests/pages/index.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { operationRetention } from './retention/retention.ts'
import { operationSettingsOfNode } from './settings.ts'
import { subjectRights } from './subject-rights.ts'
import { taskingApi } from './tasking/api/tasking.ts'
import { taskingPages } from './tasking/pages/index.ts'
import { waiting } from './waiting.ts'

export type { OperationId, ParticipationId, PostId } from './ids.ts'
export { operationId, operationPath } from './ids.ts'
export type { PlannedEventId } from './conflicts/ids.ts'
export { agreeSilence, changeEvent, lodgeEvent, standDown } from './conflicts/lodge-event.ts'
export { lookQuietTask, lookTask } from './conflicts/look.ts'
export { parseChange, parseLodging } from './conflicts/planned-event.ts'
export { parseBriefing, parseCount, parsePlan } from './action-days/action-day.ts'
export { acknowledgeBriefing, issueBriefing } from './action-days/brief.ts'
export { countOutcome } from './action-days/count-outcomes.ts'
export type { ActionDayId, BriefingId, OutcomeCountId } from './action-days/ids.ts'
export { moveActionDay } from './action-days/move-day.ts'
export { keepDesk, noteOnDay, planActionDay, writeSafeguarding } from './action-days/plan-day.ts'
export { parseClosing, parseLesson, parseObservation } from './debriefs/debrief.ts'
export { beginDebrief, closeDebrief } from './debriefs/hold-debrief.ts'
export { identifyLesson } from './debriefs/identify-lesson.ts'
export type { DebriefId, LessonId, ObservationId } from './debriefs/ids.ts'
export { observe } from './debriefs/observe.ts'
export { parseAction } from './actions/action.ts'
export type { ActionId } from './actions/ids.ts'
export { moveAction, type Step as ActionStep } from './actions/move-action.ts'
export { raiseAction } from './actions/raise-action.ts'
export { chooseAbout } from './about/choose.ts'
export { acceptTerms, offerTerms } from './agencies/participation.ts'
export { acceptNewTerms, parseTerms, writeTerms } from './agencies/terms.ts'
export { addInterest } from './interests/add-interest.ts'
export type { InterestId } from './interests/ids.ts'
export { parseInterest } from './interests/interest.ts'
export { parseDecision } from './decisions/decision.ts'
export { ukMoment, ukParts } from './decisions/moment.ts'
export { enterDecision } from './decisions/enter-decision.ts'
export type { DecisionId } from './decisions/ids.ts'
export { sayOfDecision } from './decisions/say-of-decision.ts'
export { parseOperation } from './operation.ts'
export { acceptPost, proposePost } from './people/posts.ts'
export { parseBid, parseDecisionOnBid, parseMeeting, parseReview } from './tasking/bid.ts'
export { decideBid } from './tasking/decide-bid.ts'
export type { BidId, MeetingId } from './tasking/ids.ts'
export { callMeeting, holdMeeting } from './tasking/meetings.ts'
export { draftBid, linkBid, submitBid } from './tasking/write-bid.ts'
export { proposeOperation } from './propose-operation.ts'
export {
  changeOperationSettings,
  operationSettingsOfNode,
  readOperationSettings,
  type OperationSettingName,
} from './settings.ts'

export const room: Room = {
  name: 'operations',
  operations,
  settings: operationSettingsOfNode,
  linkedRecords: [showOperations],
  retention: [operationRetention],
  subjectRights,
  waiting,
  actors: { interests: 'The clock', 'planned-events': 'The finder of conflicts' },
  tasks: () => ({
    [LOOK]: lookTask,
    [LOOK_QUIET]: lookQuietTask,
    [END]: endTask,
    [END_INTERESTS]: endInterestsTask,
  }),
  loops: [
    { task: LOOK, pauseMs: BEAT_MS },
    { task: LOOK_QUIET, pauseMs: BEAT_MS },
  ],
  schedule: [
    { task: END, pattern: '25 * * * *' },
    { task: END_INTERESTS, pattern: '* * * * *' },
  ],
  pages: (app, services) => {
    plannedPages(app, services)
    pages(app)
    decisionPages(app, services)
    actionsPages(app)
    actionDayPages(app, services)
    debriefsPages(app, services)
    taskingPages(app, services.house)
    interestsPages(app)
  },
  api: (app, services) => {
    operationsApi(app)
    termsApi(app)
    aboutApi(app)
    conflictsApi(app)
    decisionsApi(app, services)
    readersApi(app)
    actionsApi(app)
    actionDaysApi(app)
    debriefsApi(app)
    taskingApi(app)
    interestsApi(app)
  },
  navigation: [
    {
      ...{ place: 37, text: 'Operations', href: '/operations', key: 'operations' },
      roles: whoever.readsInOperations,
      under: ['/operations', '/tasking', '/system-requests'],
    },
    {
      ...{
        place: 38,
        text: 'Register of operations',
        href: '/operations/register',
        key: 'operations-register',
      },
      roles: whoever.managesRecords,
    },
  ],
}
