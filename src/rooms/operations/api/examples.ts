/** Examples of the API of operations. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, at, agency } = inExamples
const path = { operation: id }
const body = {
  codename: 'Copper Lantern',
  aim: 'To stop the supply of engines that are sold for cash.',
  purpose: 'Preventing and detecting the facilitation of unlawful entry',
  origin: 'tasking',
  strands: ['pursue', 'prevent'],
  ends_on: '2027-06-30',
  classification: 'OFFICIAL-SENSITIVE',
  information_owner: 'Head of intelligence of the lead agency',
  leaving: 'What was shared stays with who received it, under its conditions.',
  gateway: 'Common law policing powers; DPA 2018 Part 3',
} as const
const reference = 'SM-7KQ2X9AB'
const row = {
  ...{ id, reference, codename: body.codename, classification: body.classification },
  ...{ lead_agency: agency.name, state: 'open', ends_on: body.ends_on },
}

export const list = { answer: { items: [{ ...row, posts: ['lead'] }] } }
export const propose = {
  headers: { 'Idempotency-Key': 'b7d1c6b0-operation' },
  body,
  answer: { id, reference },
}
export const read = {
  path,
  answer: {
    ...row,
    ...{ aim: body.aim, purpose: body.purpose, origin: body.origin, priority: null, strands: body.strands },
    ...{
      phase: null,
      dpia_reference: null,
      information_owner: body.information_owner,
      leaving: body.leaving,
    },
    ...{ opened_at: at, closing_note: null },
    agencies: [{ agency: agency.name, gateway: body.gateway, state: 'accepted', since: at }],
  },
}
export const members = {
  path,
  answer: {
    items: [{ id, who: 'Jo Rye', agency: agency.name, post: 'lead', state: 'accepted', confirmed_until: at }],
  },
}
export const member = {
  path,
  body: { address: 'analyst@kent-police.example', post: 'member' },
  answer: { id },
}

const says = {
  aim: body.aim,
  information_owner: body.information_owner,
  ends_on: body.ends_on,
  leaving: body.leaving,
}
export const terms = { path, answer: { items: [{ version: 2, at, ...says }] } }
export const writeTerms = { path, body: says, answer: { version: 2 } }
export const askedTerms = { answer: { items: [{ part: id, version: 2, ...says, own: false }] } }
export const acceptTerms = { path: { part: id }, body: { version: 2 }, answer: { operation: id } }
const chosen = {
  groups: [{ id, name: 'Sellers of engines', owner: agency.name, classification: 'OFFICIAL' }],
  stretches: [{ id, name: 'Rye Bay' }],
}
export const about = { path, answer: chosen }
export const chooseAbout = { path, body: { groups: [id], stretches: [id] }, answer: chosen }
