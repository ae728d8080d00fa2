/** Examples of the API of requests to systems of record: Sussex asks the PND about a man who buys engines. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id } = inExamples
const path = { asking: id }
const says = {
  ...{ system: 'pnd', matter: 'CR/2026/118', power: 'Common law policing powers; DPA 2018 Part 3' },
  ...{ purpose: 'To find who bought the engines', category: 'suspected' },
  ...{ subject: 'The man who calls himself Harbour Tom', asked: 'Is anything held on him under this name?' },
  necessity: 'Nothing else says who he is, and the next crossing is soon.',
  proportionality: 'One name, one system, and only whether something is held.',
  less_intrusive: 'Our own reports were read first, and say nothing.',
  ...{ sensitive: false, review_on: '2027-02-20' },
}
const row = {
  ...{ id, number: 7, state: 'outcome', lapsed: false, system: 'pnd', category: says.category },
  ...{ subject: says.subject, outcome: 'possible', notice: 'May not be acted upon alone' },
  ...{ requester: 'Robin Ashdown', valid_until: '2026-11-25T09:00:00.000Z' },
  ...{ changed_at: '2026-11-23T09:00:00.000Z', revision: 5 },
}
const match = { 'If-Match': '5' }
const answer = { id }

export const list = { query: { list: 'open' }, answer: { items: [row], next: null, previous: null } }
export const systems = {
  answer: {
    items: [
      {
        ...{ code: 'pnd', name: 'PND', holds: 'Intelligence and records of forces', rank: 'inspector' },
        ...{ sensitive: false, has_access: false, desk: 'The regional unit', telephone: '01632 960900' },
        ...{ answer_hours: 36, half_within_hours: null },
      },
    ],
  },
}
export const draft = { headers: { 'Idempotency-Key': '0c1f6a52-request' }, body: says, answer }
export const read = {
  path,
  answer: {
    ...{ ...row, ...says, operation: null, condition: null, asked_at: '2026-11-22T08:00:00.000Z' },
    ...{ authoriser: 'Jo Weald', decided_at: '2026-11-22T09:00:00.000Z', refused_for: null, reason: null },
    ...{ made_at: '2026-11-22T15:00:00.000Z', made_by: 'Sam Rother', desk: null, reference: 'PND-4471' },
    ...{ outcome_text: 'One record may be him', outcome_at: '2026-11-23T09:00:00.000Z' },
    ...{ outcome_by: 'Sam Rother', safeguarding: null, corroboration: null, wrong_records: [] },
    ...{ actions: [], again_of: null },
  },
}
export const change = { path, headers: { 'If-Match': '1' }, body: says, answer }
export const throwAway = { path, answer }
export const move = {
  path,
  headers: { 'If-Match': '1' },
  body: { state: 'asked', authoriser: 'coordinator@sussex-police.example' },
  answer,
}
export const safeguarding = {
  path,
  headers: { 'If-Match': '1' },
  body: { decision: 'To find the family. Nobody else is told.' },
  answer,
}
export const authorise = { path, headers: { 'If-Match': '2' }, body: { verdict: 'authorised' }, answer }
export const corroborate = {
  path,
  headers: match,
  body: { words: 'A report of the marina names him too', records: ['SUS-2026-00118'] },
  answer,
}
export const wrong = { path, headers: match, body: { words: 'It is his brother', wrong: [] }, answer }
export const link = { path, body: { action: 12 }, answer }
export const again = { path, answer }
