/** Examples of the API of actions: one that Sussex asks of Kent. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, agency } = inExamples
const asked = {
  ...{
    kind: 'enquiry',
    about: 'group',
    what: 'Ask the marina who paid for the engines',
    why: 'Three were sold for cash',
  },
  ...{ wanted: 'A day and a description of the van', priority: 'high' },
}
const action = {
  ...{
    id,
    number: 4,
    agency: agency.name,
    state: 'offered',
    due_on: '2027-02-28',
    overdue: false,
    revision: 2,
  },
  asks: {
    ...asked,
    ...{ wait_until: null, before_closing: true, decision: null, reason: null, raised_by: 'Robin Ashdown' },
    raised_agency: 'Sussex Police',
  },
  work: null,
}

export const list = {
  path: { operation: id },
  query: { list: 'open' },
  answer: { items: [action], older: null, newer: null },
}
export const raise = {
  path: { operation: id },
  headers: { 'Idempotency-Key': 'b7d1c6b0-action' },
  body: { ...asked, due_on: '2027-02-28', before_closing: true, depends_on: [2] },
  answer: { id },
}
export const read = { path: { action: id }, answer: { ...action, steps: ['accepted', 'declined'] } }
export const move = {
  path: { action: id },
  headers: { 'If-Match': '2' },
  body: { state: 'accepted' },
  answer: { id },
}
