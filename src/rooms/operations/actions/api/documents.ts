/** What the API says of actions. */
import { z } from 'zod'
import { codesOf } from '../../../../wire/codes.ts'
import type { Action } from '../read-actions.ts'
import { ABOUT, KINDS, PRIORITIES, STATES } from '../words.ts'

const action = z.object({
  id: z.uuid(),
  number: z.int(),
  agency: z.string().nullable().describe('to which it is offered'),
  state: z.enum(codesOf(STATES)),
  due_on: z.iso.date(),
  overdue: z.boolean(),
  revision: z.int().describe('send it as If-Match'),
  asks: z
    .object({
      kind: z.enum(codesOf(KINDS)),
      about: z.enum(codesOf(ABOUT)),
      what: z.string(),
      why: z.string(),
      wanted: z.string(),
      priority: z.enum(codesOf(PRIORITIES)),
      wait_until: z.iso.date().nullable(),
      before_closing: z.boolean(),
      decision: z.uuid().nullable(),
      reason: z.string().nullable().describe('why it was declined, or is not pursued'),
      raised_by: z.string(),
      raised_agency: z.string(),
    })
    .nullable()
    .describe('null where you neither ask nor do it, until its result is shared'),
  work: z
    .object({
      person: z.string().nullable(),
      team: z.string().nullable(),
      result: z.string().nullable(),
      shared: z.boolean(),
      checked_by: z.string().nullable(),
    })
    .nullable()
    .describe('of your own agency’s, or where the result is shared'),
})

/** One action, with the states to which its reader may bring it. */
export const actionDocument = action.extend({ steps: z.array(z.enum(codesOf(STATES))) })
export const listDocument = z.object({
  items: z.array(action).describe('the newest first'),
  older: z.int().nullable().describe('send it as before'),
  newer: z.int().nullable().describe('send it as after'),
})

/**
 * Writes an action.
 * @param one - as far as its reader may know
 */
export const rowDocument = (one: Action): z.input<typeof action> => ({
  ...{ id: one.id, number: one.number, agency: one.agency, state: one.state, due_on: one.dueOn },
  ...{ overdue: one.isOverdue, revision: one.revision },
  asks: one.brief && {
    ...{ kind: one.brief.kind, about: one.brief.about, what: one.brief.what, why: one.brief.why },
    ...{ wanted: one.brief.wanted, priority: one.brief.priority, wait_until: one.brief.waitUntil },
    ...{ before_closing: one.brief.beforeClosing, decision: one.brief.decisionId, reason: one.brief.reason },
    ...{ raised_by: one.brief.raisedBy, raised_agency: one.brief.raisedAgency },
  },
  work: one.work && {
    ...{ person: one.work.person, team: one.work.team, result: one.work.result },
    ...{ shared: one.work.shared, checked_by: one.work.checkedBy },
  },
})
