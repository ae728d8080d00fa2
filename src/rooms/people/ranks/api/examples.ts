/** Examples of the API of ranks. All of it is invented. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, sanitised: person, at } = inExamples

export const list = {
  query: { show: 'running' },
  answer: {
    items: [
      {
        ...{ id, person, name: 'Robin Ashdown', rank: 'inspector', grade: null, state: 'counts' },
        ...{ from: '2026-11-22', until: '2027-11-21', runs_out: false, attested_by: 'Lee Selsey' },
        ...{ attested_at: at, ended_at: null, ended_why: null },
      },
    ],
    ...{ next: null, previous: null },
  },
}
export const attest = {
  path: { id: person },
  headers: { 'Idempotency-Key': 'b7d1c6b0-rank' },
  body: { rank: 'inspector', from: '2026-11-22', until: '2027-11-21' },
  answer: { id },
}
export const end = {
  path: { attestation: id },
  body: { reason: 'The acting rank has ended' },
  answer: { person },
}
