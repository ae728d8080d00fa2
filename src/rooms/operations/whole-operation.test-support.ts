/** An operation that says a word wherever it can, for tests of what is left of it. All of it is invented. */
import type { TestDatabase } from '../../../test/support/database.ts'
import { createLog } from '../../platform/log.ts'
import type { RecordId } from '../../wire/ids.ts'
import { brief, plan as planDay, safeguard } from './action-days/action-days.test-support.ts'
import { keepDesk, noteOnDay } from './action-days/plan-day.ts'
import { inDays, raise, step } from './actions/actions.test-support.ts'
import { commentOnAction } from './actions/move-action.ts'
import { acceptTerms, leaveWithAgency, offerTerms } from './agencies/participation.ts'
import { changeState } from './change-state.ts'
import { eventsOn, inHours } from './conflicts/conflicts.test-support.ts'
import { begin, identify, see } from './debriefs/debriefs.test-support.ts'
import { closeDebrief } from './debriefs/hold-debrief.ts'
import { enter } from './decisions/decisions.test-support.ts'
import { openNarrowLog } from './decisions/logs.ts'
import { sayOfDecision } from './decisions/say-of-decision.ts'
import type { OperationId } from './ids.ts'
import { endInterestsTask } from './interests/close-interest.ts'
import { add } from './interests/interests.test-support.ts'
import { KENT, LEAD } from './operations.test-support.ts'
import { endPost } from './people/posts.ts'

export { raise } from './actions/actions.test-support.ts'
export { enter } from './decisions/decisions.test-support.ts'
export { KENT, LEAD } from './operations.test-support.ts'

/** Holds the tasking post of Sussex Police. */
export const tasking = 'analyst@sussex-police.example'

/** Tables in which the word stands before the erasure. */
export const saying = [
  'access.compartment',
  'access.record',
  'operations.action_brief',
  'operations.action_comment',
  'operations.action_day',
  'operations.action_day_desk',
  'operations.action_day_note',
  'operations.action_work',
  'operations.briefing',
  'operations.conflict',
  'operations.debrief',
  'operations.decision_content',
  'operations.decision_log',
  'operations.interest',
  'operations.observation',
  'operations.operation',
  'operations.participation',
  'operations.planned_event',
  'operations.planned_version',
  'operations.post',
  'operations.terms',
] as const

/**
 * Makes an operation of Sussex in which each field holds the word, with decisions, actions and planned events, and closes it.
 * @param node - on which
 * @param word - letters of the English alphabet
 * @param more - a record on which a decision rests; or that it stays open
 * @returns its id, which is its record's too
 */
export async function closed(
  node: TestDatabase,
  word: string,
  more: { rests?: RecordId; state?: 'open' } = {},
): Promise<OperationId & RecordId> {
  const at = eventsOn(node)
  const { as } = at
  const operation = await at.openOf('sussex-police', {
    ...{ codename: `Shelf ${word}`, aim: `Aim ${word}`, purpose: `For ${word}`, priority: word },
    ...{ dpia_reference: word, information_owner: `Owner ${word}`, leaving: `Leaving ${word}` },
    gateway: `By ${word}`,
  })
  for (const slug of ['kent-police', 'nca']) {
    const part = await as(LEAD, (scope) =>
      offerTerms(scope, operation, { agency: node.agency(slug), gateway: `Under ${word}` }),
    )
    await as(`coordinator@${slug}.example`, (scope) => acceptTerms(scope, part))
    if (slug === 'nca') await as(LEAD, (scope) => leaveWithAgency(scope, part, `Left for ${word}`))
  }
  await at.enter(operation, KENT, 'loggist')
  await at.enter(operation, tasking, 'tasking')
  const ended = await at.enter(operation, LEAD, 'reviewer')
  await as(LEAD, (scope) => endPost(scope, ended, `Because of ${word}`))
  await decide(node, operation, word, more.rests)
  await act(node, operation, word)
  await plan(node, operation, word)
  await meet(node, operation, word)
  await debrief(node, operation, word)
  if (more.state === undefined) {
    await as(LEAD, (scope) => changeState(scope, operation, { state: 'closed', note: `Closed with ${word}` }))
    await endInterestsTask({ database: node.database, log: createLog('silent') }, {})
  }
  return operation as OperationId & RecordId
}

/** An action day, and what it works on. */
async function meet(node: TestDatabase, operation: OperationId, word: string) {
  const { as } = eventsOn(node)
  const day = await as(LEAD, (scope) => planDay(scope, operation))
  await as(LEAD, (scope) => safeguard(scope, day, { reception: `Hall ${word}` }))
  await as(tasking, (scope) => keepDesk(scope, day, { desk: `Desk ${word}`, telephone: '01632 960102' }))
  await as(LEAD, (scope) => noteOnDay(scope, day, `Noted ${word}`))
  await as(LEAD, (scope) => brief(scope, day, { intention: `Ends ${word}` }))
  await as(LEAD, (scope) =>
    add(scope, operation, { kind: 'email', value: `${word}@boats.example`, desk: `Desk ${word}` }),
  )
}

/** A debrief that is closed, and one that is open: its lesson is kept back. */
async function debrief(node: TestDatabase, operation: OperationId, word: string) {
  const { as } = eventsOn(node)
  const closing = await as(LEAD, (scope) => begin(scope, operation))
  await as(KENT, (scope) => see(scope, closing, { what: `Saw ${word}`, why: `Since ${word}` }))
  await as(LEAD, (scope) => identify(scope, closing, node.agency('kent-police')))
  await as(LEAD, (scope) => closeDebrief(scope, closing, `Agreed ${word}`))
  const open = await as(LEAD, (scope) => begin(scope, operation))
  await as(LEAD, (scope) => identify(scope, open, node.agency('kent-police'), { title: `Lesson ${word}` }))
}

async function decide(node: TestDatabase, operation: OperationId, word: string, rests?: RecordId) {
  const { as } = eventsOn(node)
  const [record] = rests
    ? await node.admin<{ reference: string }>('select reference from access.record where id = $1', [rests])
    : []
  const plain = {
    ...{ decision: `Search ${word}`, reason: `Why ${word}`, options: word, basis: word, change: word },
    headings: { model: 'ndm', risk: `Risk ${word}` },
  }
  await as(LEAD, (scope) =>
    enter(scope, operation, { ...plain, rests_on: record ? [{ reference: record.reference }] : [] }),
  )
  const noted = await as(KENT, (scope) => enter(scope, operation, { ...plain, maker: node.person(LEAD).id }))
  await as(LEAD, (scope) => sayOfDecision(scope, noted.id, { word: 'objected', why: `Not ${word}` }))
  const log = await as(LEAD, (scope) =>
    openNarrowLog(scope, operation, { name: `Desk ${word}`, persons: [node.person(KENT).id] }),
  )
  await as(LEAD, (scope) => enter(scope, operation, plain, log))
}

async function act(node: TestDatabase, operation: OperationId, word: string) {
  const { as } = eventsOn(node)
  const asked = { what: `Ask ${word}`, why: `Because ${word}`, wanted: `A ${word}` }
  const { id } = await as(LEAD, (scope) => raise(scope, operation, asked))
  await as(LEAD, (scope) => step(scope, id, { to: 'offered', agency: node.agency('sussex-police') }))
  await as(tasking, (scope) => step(scope, id, { to: 'accepted' }))
  await as(tasking, (scope) => step(scope, id, { to: 'allocated', person: null, team: `Team ${word}` }))
  await as(tasking, (scope) => commentOnAction(scope, id, { text: `See ${word}`, waitUntil: inDays(1) }))
  await as(tasking, (scope) => step(scope, id, { to: 'done', result: `Found ${word}`, shared: true }))
  const other = await as(LEAD, (scope) => raise(scope, operation, asked))
  await as(LEAD, (scope) => step(scope, other.id, { to: 'not-pursued', reason: `No: ${word}` }))
}

/** At a place of its own for each word, so that two of them do not meet. */
async function plan(node: TestDatabase, operation: OperationId, word: string) {
  const at = eventsOn(node)
  const lat = 50 + (Buffer.from(word).reduce((sum, byte) => sum + byte, 0) % 97) / 20
  const here = {
    place: { kind: 'premises', at: { lat, lon: -3 } },
    starts_at: inHours(60),
    ends_at: inHours(62),
  }
  const words = { ...here, purpose: `For ${word}`, desk: `Desk ${word}`, note: `Note ${word}` }
  await at.lodge(LEAD, operation, words)
  await at.lodge(LEAD, operation, {
    ...{ ...words, kind: 'meeting', disclosure: 'silent', silent_reason: `Quiet: ${word}` },
  })
  const theirs = await at.openOf('kent-police', { codename: 'Paper Thimble' })
  await at.lodge(KENT, theirs, { ...here, desk: 'Kent duty desk' })
  await at.look()
}
