/** Examples of this room's API: one telephone that two agencies hold. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record, side: id, reference, at, agency, desk } = inExamples
const partner = { ...agency, desk }
const path = { id }
const match = { id, kind: 'phone', value: '07700 900461', partner, state: 'open', month: '2026-11' }
const report = { id: record, reference, agency_reference: 'INT/2211/26' }

export const listExample = {
  query: { state: 'open', limit: '50' },
  answer: { items: [{ ...match, my_report: report }], cursor: null },
}

export const readExample = {
  path,
  answer: {
    ...match,
    tier: 'valid',
    my_reports: [
      {
        ...report,
        title: 'Boats stored behind a builder’s yard',
        classification: 'OFFICIAL',
        held: true,
        seen_by_partner: 'hit',
      },
    ],
    words: {
      ours: null,
      theirs: { word: 'confirmed', reason: 'Seen twice', by: null, at, closed_at: null, version: 1 },
    },
    taken_back: { ours: null, theirs: null },
    pair: null,
    thread: [{ mine: false, author: null, text: 'We know this number. Please ring us.', at }],
    seen_by_partner: true,
  },
}

const standing = (state: string) => ({ path, answer: { id, state } })
export const contactExample = {
  ...standing('contacted'),
  body: { message: 'We hold this number too. Whom may we ring?' },
}
export const confirmExample = {
  ...standing('confirmed'),
  body: { reason: 'The same yard in both reports', version: 0 },
}
export const rejectExample = { ...standing('rejected'), body: { reason: 'It was sold in June', version: 0 } }
export const takeBackExample = { ...standing('open'), body: { version: 1 } }
export const closeExample = { ...standing('closed'), body: { version: 1 } }

const understood = [
  { kind: 'phone', key: '+447700900461', shown: '07700 900461', country: 'GB', certainty: 'valid' },
]
const found = { held: true, partners: [partner], common: false, tier: 'valid' }

export const checkExample = {
  body: { kind: 'phone', value: '07700 900461', purpose: 'Preventing crime' },
  answer: { ...found, understood, checks_left: 199 },
}
export const checkListExample = {
  body: {
    items: [
      { kind: 'phone', value: '07700 900461' },
      { kind: 'phone', value: '0770O 900461' },
    ],
    purpose: 'Preventing crime',
  },
  answer: {
    answers: [
      { understood: true, kind: 'phone', value: '07700 900461', read_as: understood, ...found },
      {
        understood: false,
        kind: 'phone',
        value: '0770O 900461',
        message: 'There is a letter in this telephone number',
      },
    ],
    checks_left: 198,
  },
}

const HANDLE = 'Zk3vQ1b8Tn0aXw5LrM2hYg'
const ELEMENT = 'kE0yq3JcT7nX1uVb9LwZ5sPdRfGhMaQi2o4N6t8vBzw'

export const sealedListExample = {
  query: { matched: 'true' },
  answer: {
    records: [
      {
        ...{ handle: HANDLE, tokens: 8, expires_on: '2027-11-22' },
        matches: [{ side: id, kind: 'phone', element: ELEMENT, partner: agency.slug, state: 'open' }],
      },
    ],
    next: null,
  },
}
export const sealedCheckExample = {
  body: { epoch: 1, kind: 'phone', element: ELEMENT, purpose: 'Preventing crime' },
  answer: { held: true, partners: [partner], common: false, tier: 'possible', checks_left: 199 },
}
