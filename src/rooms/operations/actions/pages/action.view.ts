/** An action as its page prints it: as much as its reader may know. */
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import type { Asker } from '../action.ts'
import type { Action, ActionComment } from '../read-actions.ts'
import type { ActionId } from '../ids.ts'
import { ABOUT, actionTag, KINDS, PRIORITIES, type ActionState } from '../words.ts'

/** What stands around an action. */
export type AroundAction = {
  depends: readonly { id: ActionId; number: number; state: ActionState }[]
  comments: readonly ActionComment[]
}

/**
 * Makes the view.
 * @param action - as far as its reader may know
 * @param asker - how they stand to it
 * @param steps - that they may take
 * @param around - what it waits for, and what their agency says of it
 */
export function actionView(
  action: Action,
  asker: Asker,
  steps: readonly ActionState[],
  { depends, comments }: AroundAction,
) {
  const { brief, work } = action
  const hasResult = work !== null && work.result !== null
  return {
    title: `Action ${String(action.number)}`,
    classification: action.classification,
    back: { text: 'Back to the actions', href: `/operations/${action.operationId}/actions` },
    action,
    tags: [actionTag(action.state), ...(action.isOverdue ? [{ text: 'Overdue', colour: 'orange' }] : [])],
    facts: factsOf(action),
    asks: asksOf(brief),
    came: cameOf(work),
    decision:
      brief === null || brief.decisionId === null
        ? undefined
        : {
            text: `It follows from decision ${String(brief.decisionNumber)}`,
            href: `/operations/decisions/${brief.decisionId}`,
          },
    depends: depends.map((one) => ({
      text: `Action ${String(one.number)}`,
      href: `/operations/actions/${one.id}`,
      tag: actionTag(one.state),
    })),
    comments: comments.map(({ person, at, text }) => ({ key: `${person}, ${ukDateTime(at)}`, text })),
    commentsHere: brief !== null && (asker.ofAgency || asker.raises || asker.tasks || asker.works),
    shares: (asker.tasks || asker.works) && hasResult && !work.shared && action.state !== 'allocated',
    can: Object.fromEntries(steps.map((step) => [step.replace('-', ''), true])),
    isDone: action.state === 'done',
  }
}

const factsOf = ({ agency, dueOn, brief, work }: Action) => [
  { key: 'Agency', text: agency ?? 'Offered to nobody yet' },
  { key: 'Due', text: ukDate(dueOn) },
  ...(brief === null || brief.waitUntil === null
    ? []
    : [{ key: 'Comes back on', text: ukDate(brief.waitUntil) }]),
  ...(work === null ? [] : [{ key: 'Allocated to', text: work.person ?? work.team ?? 'Nobody yet' }]),
  ...(brief?.beforeClosing === true
    ? [{ key: 'Closing', text: 'The operation does not close before this has ended' }]
    : []),
]

function asksOf(brief: Action['brief']) {
  if (brief === null) return []
  return [
    { key: 'What', text: brief.what },
    { key: 'Kind', text: KINDS[brief.kind] },
    { key: 'About', text: ABOUT[brief.about] },
    { key: 'Why', text: brief.why },
    { key: 'Result wanted', text: brief.wanted },
    { key: 'Priority', text: PRIORITIES[brief.priority] },
    { key: 'Raised by', text: `${brief.raisedBy}, ${brief.raisedAgency}` },
    ...(brief.reason === null ? [] : [{ key: 'Reason', text: brief.reason }]),
  ]
}

function cameOf(work: Action['work']) {
  if (work === null || work.result === null) return []
  const at = work.resultAt === null ? '' : `, ${ukDateTime(new Date(work.resultAt))}`
  return [
    { key: 'Result', text: work.result },
    { key: 'Written by', text: `${work.resultBy ?? 'Somebody'}${at}` },
    {
      key: 'Shared',
      text: work.shared ? 'With everybody in the operation' : 'With nobody outside the agency',
    },
    ...(work.checkedBy === null ? [] : [{ key: 'Checked by', text: work.checkedBy }]),
  ]
}
