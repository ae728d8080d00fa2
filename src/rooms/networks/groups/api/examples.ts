/** Examples of the API of groups: a group that sells engines, planned against by Kent. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, at, agency } = inExamples
const path = { id }
const marked = { classification: 'OFFICIAL', handling: 'P' }
const name = 'Harbour Lane group'
const basis = 'Four people buy engines together, and store them in one yard'
const group = {
  ...{
    name,
    why_a_group: basis,
    aliases: ['The yard'],
    routes: ['Dover road at night'],
    methods: ['Buys for cash'],
  },
  ...{ commodities: ['Outboard engines'], areas: ['East Kent'] },
  ...marked,
}
const filed = { id, reference: 'SM-7KQ2X9AB', version: 1 }
const graded = { basis: 'assessment', source_evaluation: '2', intelligence_assessment: 'C' } as const
const line = { strand: 'pursue', what: 'Visit the yard with trading standards', due_on: '2027-02-28' }

export const list = {
  query: { list: 'ours', state: 'open' },
  answer: {
    items: [
      {
        ...{ id, reference: filed.reference, name, owner: agency.name, classification: 'OFFICIAL' },
        ...{ status: 'active', lead: 'Jo Rye', grade: 'low' },
      },
    ],
    cursor: null,
  },
}
export const write = { headers: { 'Idempotency-Key': 'b7d1c6b0-group' }, body: group, answer: filed }
export const start = { body: { name, why_a_group: basis, reports: [id] }, answer: filed }
export const change = { path, headers: { 'If-Match': '1' }, body: group, answer: { id } }
export const member = {
  path,
  body: { kind: 'company', name: 'Quayside Yard', role: 'stores engines', ...graded },
  answer: { id },
}
export const plan = { path, body: { ...line, owner: id }, answer: { id } }
export const link = { path, body: { record: id }, answer: { id } }
export const read = {
  path,
  answer: {
    ...{ sight: 'full', id, reference: filed.reference, version: 1, owner: agency, name, ...marked },
    ...{ conditions: null, action_code: null, sanitisation_code: null, stage: 'submitted', revision: 1 },
    says: {
      ...{ aliases: group.aliases, why_a_group: basis, routes: group.routes, methods: group.methods },
      ...{ commodities: group.commodities, areas: group.areas, status: 'active', apmis_reference: null },
      ...{ place: null, phase: null, clear_on: null, hold_on: null, build_on: null },
      ...{ lead: 'Jo Rye', next_review_on: '2027-03-01', stretches: [] },
    },
    members: [
      {
        ...{ id, kind: 'company', name: 'Quayside Yard', role: 'stores engines', category: null },
        ...{ from_on: null, until_on: null, ...graded, words: null, said_by: 'Jo Rye' },
        ...{ group: null, report: null },
      },
    ],
    plan: [
      { id, number: 1, ...line, owner: 'Jo Rye', partner: null, state: 'open', words: null, revision: 1 },
    ],
    assessments: [],
    reports: [{ id, reference: 'SM-7KQ2X9AC', title: 'Engines in a yard', owner: agency.name, at }],
    requirements: [],
  },
}
