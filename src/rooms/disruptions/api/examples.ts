/** Examples of this room's API: Sussex takes six engines, Kent claims its part, the NCA accepts it. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, side: other, at, agency, reference } = inExamples
const path = { id }
const revision = { 'If-Match': '2' }
const done = { path, answer: { id } }

const heading = { title: 'Six engines taken from a lock-up', classification: 'OFFICIAL', handling: 'P' }
const says = {
  ...{ happened_on: '2026-11-20', about_kind: 'group', about: 'A group that brings engines to the coast' },
  ...{ done: 'equipment-seizure', what: 'Six outboard engines and fuel were seized', strand: 'pursue' },
  ...{ before: 'It sent a boat each week', after: 'No boat of it was seen for three weeks' },
  ...{ level_reason: 'It has no other engines', apmis_reference: null, effect_due_on: '2027-02-18' },
}

export const draftExample = {
  headers: { 'Idempotency-Key': 'b7d1c6b0-lock-up' },
  body: { ...heading, ...says, level: 'moderate', group: 'SM-7KQ2-X9AB-C' },
  answer: { id, reference, revision: 1 },
}
const { level_reason: reason, ...fields } = says
export const changeExample = {
  ...done,
  headers: { 'If-Match': '1' },
  body: { ...heading, ...fields, level: 'minor', level_reason: reason },
}
export const listExample = {
  query: { list: 'ours' },
  answer: {
    items: [
      {
        ...{ id, reference, title: heading.title, owner: agency, classification: 'OFFICIAL' },
        ...{ happened_on: '2026-11-20', done: 'equipment-seizure', state: 'claimed', level: null },
        ...{ claimed: true, effect_due_on: '2027-02-18' },
      },
    ],
    cursor: null,
  },
}
export const readExample = {
  path,
  answer: {
    ...{ sight: 'full', id, reference, version: 1, owner: agency, ...heading, status: 'submitted' },
    ...{ conditions: null, action_code: null, sanitisation_code: null },
    says: {
      ...says,
      ...{ state: 'claimed', group: null, person_category: null, person_basis: null },
      ...{ level_proposed: 'moderate', level: null, asked: null, revision: 2 },
    },
    claims: [{ agency, words: 'We searched the lock-up', at }],
    evidence: [{ id: other, side: 'before', kind: 'exhibit', text: 'SX/1', reference: null }],
    ...{ moderations: [], effects: [], candidates: [] },
  },
}
export const evidenceExample = { ...done, body: { side: 'before', kind: 'exhibit', reference: 'SX/1' } }
export const takeBackExample = { path: { id, evidence: other }, answer: { id } }
export const claimExample = { ...done, body: { words: 'We stopped the van that brought them' } }
export const askExample = { ...done, body: { agency: 'kent-police' } }
export const moderateExample = {
  ...done,
  headers: revision,
  body: { outcome: 'accepted', level: 'moderate', words: 'No boat for three weeks is shown' },
}
export const answerExample = { ...done, headers: revision, body: { words: 'Our patrols saw none' } }
export const effectExample = {
  ...done,
  headers: revision,
  body: { outcome: 'displaced', displaced_to: 'The bay to the west', basis: 'Two reports of port staff' },
}
export const sameExample = {
  ...done,
  headers: revision,
  body: { as: other, words: 'We found the engines' },
}
export const discardExample = done
