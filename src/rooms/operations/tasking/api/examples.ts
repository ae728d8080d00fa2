/** Examples of the API of tasking: Kent bids for a financial investigator. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, side, agency } = inExamples
const meeting = {
  ...{ id, held_by: 'National Crime Agency', kind: 'tactical', on_day: '2027-02-28' },
  ...{ classification: 'OFFICIAL-SENSITIVE', chair_post: 'Head of Intelligence', state: 'planned' },
  ...{ posts_present: null, revision: 1 },
}
const said = {
  problem: 'Engines are sold for cash by a yard whose accounts nobody has looked at',
  asked: 'A financial investigator for four weeks',
  resources: 'One person; two days a week of our analyst',
  options: 'To ask the bank alone, which takes two months. To do nothing: the sales go on',
}
const bid = {
  ...{ id: side, meeting: id, held_by: 'National Crime Agency', agency: agency.name },
  ...{ classification: 'OFFICIAL-SENSITIVE', state: 'submitted', ...said },
  ...{ asked_of: ['National Crime Agency'], version: 1, revision: 2 },
}
const written = { meeting: id, classification: 'OFFICIAL-SENSITIVE', ...said, asked_of: [4] }

export const meetings = { query: {}, answer: { items: [meeting], older: null, newer: null } }
export const call = {
  body: {
    ...{ kind: 'tactical', on_day: '2027-02-28', classification: 'OFFICIAL-SENSITIVE' },
    ...{ chair_post: 'Head of Intelligence', agencies: [2, 3] },
  },
  answer: { id },
}
export const readMeeting = {
  path: { meeting: id },
  answer: { ...meeting, seats: [{ id: 4, name: 'National Crime Agency' }] },
}
export const hold = {
  path: { meeting: id },
  headers: { 'If-Match': '1' },
  body: { posts: ['Head of Intelligence, NCA'] },
  answer: { id },
}
export const bids = { query: { list: 'open' }, answer: { items: [bid], next: null, previous: null } }
export const draft = { body: written, answer: { id: side } }
export const readBid = { path: { bid: side }, answer: { ...bid, product: null, said: [] } }
export const change = {
  path: { bid: side },
  headers: { 'If-Match': '1' },
  body: written,
  answer: { id: side },
}
export const submit = { path: { bid: side }, headers: { 'If-Match': '1' }, answer: { id: side } }
export const decide = {
  path: { bid: side },
  headers: { 'If-Match': '2' },
  body: { word: 'adopted', reasons: 'It closes the largest gap that we know of', review_on: '2027-05-31' },
  answer: { id: side },
}
export const review = {
  path: { bid: side },
  headers: { 'If-Match': '3' },
  body: { reasons: 'Two accounts were found. It has done what it was for' },
  answer: { id: side },
}
