/** Examples of this room's API: a report is released, read and recalled. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, at, agency } = inExamples
const path = { id }
const mark = { who: 'An officer of Kent Police', at }
const done = { path, answer: { id } }

export const audienceExample = {
  path,
  answer: {
    audience: [
      {
        agency,
        sight: 'full',
        readers: 12,
        reason: 'It was released to them',
        opened: [{ ...mark, reader: 1, version: 1, last_at: at }],
        accepted: [],
        recall_acknowledged: null,
        recall_statements: [],
      },
    ],
  },
}

export const historyExample = {
  path,
  answer: {
    events: [
      {
        ...{ at, kind: 'disclosure', operation: 'intelligence.report.release' },
        agency: { slug: 'sussex-police', name: 'Sussex Police' },
        who: 'Jo Rye',
        recipients: [agency],
        detail: { reason: 'They work on the same yard' },
      },
    ],
  },
}

export const releaseExample = {
  ...done,
  body: { agencies: ['kent-police'], reason: 'They work on the same yard' },
}
export const acceptExample = { ...done, body: { version: 1 } }
export const recallExample = { ...done, body: { reason: 'The source was mistaken' } }
export const acknowledgeExample = { ...done, body: { copies: 'destroyed' } }
