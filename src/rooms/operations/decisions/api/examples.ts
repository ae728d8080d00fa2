/** Examples of the API of decision logs: a search that is decided on a Monday. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, at, agency } = inExamples
const sha256 = '3f0c5d6d6f8b3b1f1f5a1f6d1d9f4f0e6b6f1e2a7a3d4c5b6a7988776655443f'
const entry = {
  ...{ id, log: id, number: 12, decided_at: at, entered_at: at },
  maker: { id, name: 'Jo Rye', agency: agency.name },
  recorder: { id, name: 'Jo Rye' },
  ...{ classification: 'OFFICIAL', state: 'own', must_read: true, acknowledged: false, review_on: null },
  ...{ corrects: null, corrected_by: [] },
  says: {
    ...{
      decision: 'Search the yard on Friday',
      reason: 'Engines leave it on Saturdays',
      options: 'Wait a week: they may move',
    },
    ...{ basis: null, change: 'If the yard is empty', headings: null },
  },
  ...{ erased: false, objection: null, sha256 },
}

export const list = {
  path: { operation: id },
  answer: { entries: 12, items: [entry], older: 12, newer: null },
}
export const enter = {
  path: { operation: id },
  headers: { 'Idempotency-Key': 'b7d1c6b0-decision' },
  body: {
    ...{ decision: entry.says.decision, reason: entry.says.reason, options: entry.says.options },
    ...{ decided_at: at, classification: 'OFFICIAL', must_read: true },
    rests_on: [{ reference: 'SM-7K3M-Q9TX-2', version: 1 }],
  },
  answer: { id },
}
export const read = {
  path: { entry: id },
  answer: {
    ...entry,
    rests_on: [{ id, kind: 'report', reference: 'SM-7K3M-Q9TX-2', version: 1, standing: 2 }],
    digested: { text: '{"says": {}}', salt: sha256 },
  },
}
export const file = { path: { operation: id }, answer: '%PDF-1.7 …' }

const narrow = { operation: id, log: id }
export const readers = {
  path: narrow,
  answer: {
    items: [{ person: id, who: 'Jo Rye', agency: agency.name, opened: true }],
    proposed: [{ id, who: 'Analyst, Kent Police', proposed_at: at, own: true }],
  },
}
export const proposeReader = { path: narrow, body: { person: id }, answer: { person: id } }
export const answerReader = { path: { ...narrow, reader: id }, body: { answer: 'agree' }, answer: { id } }
export const removeReader = { path: { ...narrow, person: id }, answer: { person: id } }
