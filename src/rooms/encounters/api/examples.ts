/** Examples of the API of encounters: a landing that Sussex records. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id } = inExamples
const counts = {
  ...{
    found_at: '2026-11-22T04:10:00.000Z',
    place: 'Camber Sands, by the second groyne',
    how_found: 'on-foot',
  },
  ...{ adults: 6, may_be_children: 2, age_unknown: 0, injured: 1 },
}
const row = { id, number: 12, state: 'open', ...counts, answered: 4, revision: 1 }
const children = {
  ...{ how_many: 2, told_at: '2026-11-22T04:40:00.000Z', services_reference: 'CS-4471' },
  ...{ place_of_safety: 'Reception centre', guardian: 'told', innerste: 'made' },
}
const opportunity = {
  ...{ adult: 1, kind: 'conversation', taken: true, at: '2026-11-22T06:00:00.000Z' },
}
const handover = {
  ...{ recipient: 'border-force', how_many: 6, at: '2026-11-22T07:30:00.000Z', reference: 'BF-2211' },
}
const path = { encounter: id }

export const list = { query: { list: 'open' }, answer: { items: [row], next: null, previous: null } }
export const record = {
  headers: { 'Idempotency-Key': '0c1f6a52-landing' },
  body: counts,
  answer: { id },
}
export const read = {
  path,
  answer: {
    ...row,
    ...{
      recorded_by: 'Robin Ashdown',
      checked_by: null,
      check_note: null,
      confirmed_at: null,
      own_work: true,
    },
    steps: [
      {
        ...{
          step: 1,
          answer: 'done',
          at: '2026-11-22T04:12:00.000Z',
          by_whom: 'Duty sergeant',
          reference: 'CAD 118',
        },
        ...{ reason: null, note: null, routes: [], revision: 1 },
      },
    ],
    children: [{ id, ...children, reason: null }],
    opportunities: [
      {
        id,
        ...opportunity,
        code: null,
        officer: null,
        grounds: null,
        reason: null,
        s45_considered: null,
        s45_by: null,
      },
    ],
    identified: { identified: 4, 'care-first': 2 },
    handovers: [{ id, ...handover, receipts: null, property_return: null }],
  },
}
export const count = { path, headers: { 'If-Match': '1' }, body: counts, answer: { id } }
export const answer = {
  path: { ...path, step: '6' },
  headers: { 'If-Match': '1' },
  body: { answer: 'done', at: '2026-11-22T05:00:00Z', by_whom: 'Duty sergeant', reference: 'NCCU 3391' },
  answer: { id },
}
export const addChildren = { path, body: children, answer: { id } }
export const addOpportunity = { path, body: { ...opportunity, age: 'adult' }, answer: { id } }
export const addHandover = { path, body: handover, answer: { id } }
export const takeOut = { path: { ...path, mistake: id }, answer: { id } }
export const move = { path, headers: { 'If-Match': '3' }, body: { state: 'handed-over' }, answer: { id } }
