/**
 * The action day of the exercise: Copper Lantern acts with four agencies. It is planned, safeguarded and briefed twice; some
 * have read the second version and some have not. It is the day of loading, runs by a decision, and two agencies have counted.
 */
import {
  acknowledgeBriefing,
  countOutcome,
  issueBriefing,
  keepDesk,
  moveActionDay,
  noteOnDay,
  parseBriefing,
  planActionDay,
  writeSafeguarding,
  type ActionDayId,
  type BriefingId,
  type OperationId,
  type OutcomeCountId,
} from '../../src/rooms/operations/index.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { idOf, inDays, type Act } from './act.ts'

const at = (account: string, slug: string) => `${account}@${slug}.example`
const SUSSEX = at('intelligence-officer', 'sussex-police')
const KENT = at('intelligence-officer', 'kent-police')
const NCA = at('intelligence-officer', 'nca')
const BORDER = at('intelligence-officer', 'border-force')

const operation = idOf('Operation Copper Lantern') as OperationId
const day = idOf('Action day of Copper Lantern') as ActionDayId
/** The last decision of its log: to visit the yard with trading standards. */
const GOES = 38
const briefing = (version: number) => idOf(`Briefing ${String(version)} of Copper Lantern`) as BriefingId
const count = (name: string) => idOf(`Count ${name} of Copper Lantern`) as OutcomeCountId

const act = (
  what: string,
  account: string,
  done: string,
  perform: (scope: MemberScope) => Promise<unknown>,
): Act => ({
  step: `operations: action day, ${what}`,
  account,
  operation: `operations.${done}`,
  purpose: `Operation Copper Lantern, action day: ${what}`,
  perform: async (scope) => {
    await perform(scope)
    return true
  },
})

const revisionOf = async (scope: MemberScope): Promise<number> =>
  (
    await scope.tx.one<{ revision: number }>('select revision from operations.action_day where id = $1', [
      day,
    ])
  ).revision

const briefed = (version: number, says: object) =>
  act(`briefing ${String(version)}`, SUSSEX, 'briefing.issue', async (scope) => {
    const parsed = parseBriefing({ classification: 'OFFICIAL', ...says })
    if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
    await issueBriefing(scope, day, parsed.briefing, briefing(version))
  })

const read = (version: number, account: string) =>
  act(`${account} has read briefing ${String(version)}`, account, 'briefing.acknowledge', (scope) =>
    acknowledgeBriefing(scope, briefing(version)),
  )

const said = {
  information: 'Five engines were sold for cash in nine days. A visit is agreed with trading standards.',
  intention: 'To end the sale of engines for cash, and to bring nobody into danger.',
  method:
    'Sussex visits the yard. Kent looks at the slipway. Border Force stays at the ports. Each commands its own people.',
  risk: 'People may be found near boats. They are cared for first, and nothing else is begun until they are.',
}

export const actionDayActs: readonly Act[] = [
  act('planned', SUSSEX, 'action-day.plan', (scope) =>
    planActionDay(scope, operation, inDays(scope, 0), day),
  ),
  act('safeguarding plan', SUSSEX, 'action-day.safeguard', async (scope) =>
    writeSafeguarding(scope, day, await revisionOf(scope), {
      reception: 'The church hall at the harbour from 4am: warm, dry, food, a medic in the room.',
      interpreters: 'Three interpreters in the hall. Others by the desk, 01632 960155.',
      childrens_services:
        'The night desk of the county, 01632 960156. Its duty manager decides until somebody comes.',
      first_responder: 'Sussex Police: the safeguarding sergeant of the day refers.',
    }),
  ),
  act('desk of Kent', KENT, 'action-day.desk', (scope) =>
    keepDesk(scope, day, { desk: 'Kent control room 2', telephone: '01632 960102' }),
  ),
  act('desk of the NCA', NCA, 'action-day.desk', (scope) =>
    keepDesk(scope, day, { desk: 'NCA operations room, desk 4', telephone: '01632 960104' }),
  ),
  briefed(1, said),
  read(1, KENT),
  briefed(2, {
    ...said,
    communications: 'One channel for the hall and the quay. Whoever finds people rings the hall first.',
    'human-rights': 'A visit with consent, and no search. Why nothing less would do stands in the log.',
  }),
  read(2, KENT),
  read(2, NCA),
  act('go', SUSSEX, 'action-day.move', async (scope) => {
    await moveActionDay(scope, day, await revisionOf(scope), { to: 'go', decision: GOES })
  }),
  act('running', SUSSEX, 'action-day.move', async (scope) =>
    moveActionDay(scope, day, await revisionOf(scope), { to: 'running' }),
  ),
  act('note of Kent', KENT, 'action-day.note', (scope) =>
    noteOnDay(scope, day, 'The slipway is empty. The boat that was seen on Friday is gone.'),
  ),
  act('Kent counts searches', KENT, 'action-day.count', (scope) =>
    countOutcome(scope, day, { kind: 'searches', number: 3 }, count('searches of Kent')),
  ),
  act('Kent corrects its searches', KENT, 'action-day.count', (scope) =>
    countOutcome(scope, day, { kind: 'searches', number: 2, corrects: count('searches of Kent') }),
  ),
  act('the NCA counts seizures', NCA, 'action-day.count', (scope) =>
    countOutcome(scope, day, { kind: 'seizures', number: 5 }),
  ),
  act('Border Force counts people who were safeguarded', BORDER, 'action-day.count', (scope) =>
    countOutcome(scope, day, { kind: 'safeguarded', number: 4 }),
  ),
]
