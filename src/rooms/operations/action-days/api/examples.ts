/** Examples of the API of action days: one on which Sussex and Kent act together. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, agency, at, side } = inExamples
const safeguarding = {
  reception: 'The church hall at the harbour, warm and with a medic, from 4am',
  interpreters: 'Two in the hall; others by the telephone of the desk',
  childrens_services: 'Night desk of the county, 01632 960155, decides until somebody comes',
  first_responder: 'The police: the safeguarding sergeant of the day',
}
const day = { id, on_day: '2027-02-28', state: 'planned', revision: 2, safeguarding }

export const list = {
  path: { operation: id },
  query: {},
  answer: { items: [day], older: null, newer: null },
}
export const plan = { path: { operation: id }, body: { on_day: '2027-02-28' }, answer: { id } }
export const read = {
  path: { day: id },
  answer: {
    ...day,
    steps: ['go', 'no-go'],
    words: [],
    command_posts: [
      { agency: agency.name, desk: 'Control room 2', telephone: '01632 960102', posts: ['tasking'] },
    ],
    events: [],
    briefings: [{ id: side, version: 1, posts: [], read: false }],
    counts: [],
    notes: [{ agency: agency.name, at, text: 'The tide is two hours later than on the plan.' }],
  },
}
export const safeguard = {
  path: { day: id },
  headers: { 'If-Match': '1' },
  body: safeguarding,
  answer: { id },
}
export const move = {
  path: { day: id },
  headers: { 'If-Match': '2' },
  body: { state: 'go', decision: 12 },
  answer: { id },
}
export const count = { path: { day: id }, body: { kind: 'seizures', number: 3 }, answer: { id: side } }
export const issue = {
  path: { day: id },
  body: {
    posts: [],
    classification: 'OFFICIAL-SENSITIVE',
    intention: 'To end the sale of engines for cash, and to bring nobody into danger',
    risk: 'People may be found: they are cared for first',
  },
  answer: { id: side, version: 1 },
}
export const readVersion = {
  path: { briefing: side },
  answer: {
    ...{ id: side, day: id, version: 1, newest: 1, posts: [], classification: 'OFFICIAL-SENSITIVE' },
    says: { intention: 'To end the sale of engines for cash, and to bring nobody into danger' },
    ...{ author: 'Robin Ashdown', at, read_at: null },
  },
}
export const acknowledge = { path: { briefing: side }, answer: { id: side } }
