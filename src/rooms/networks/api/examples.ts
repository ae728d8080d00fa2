/** Examples of this room's API: a telephone that two reports name, and the boat that is named with it. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record, reference, at, agency } = inExamples
const id = '019a7c50-1111-4a10-8f3e-5d2a9b7c6e01'
const other = '019a7c50-2222-4a10-8f3e-5d2a9b7c6e02'
const boat = { id: other, kind: 'vessel', written: ['GB-ABC12345D678'] }
const phone = { id, kind: 'phone', written: ['07700 900123'] }

export const findExample = { path: { record, number: '2' }, answer: { id } }

export const readExample = {
  path: { id },
  answer: {
    ...phone,
    same: [id],
    reports: [
      {
        report: { id: record, reference },
        ...{ agency: agency.name, own: false, item: 1, written: phone.written, born: null, category: null },
        ...{ country: null, note: null, source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' },
        date: at,
      },
    ],
    cursor: null,
    matches: [],
    links: [],
    neighbours: [{ ...boat, how: ['named'] }],
    more_neighbours: 0,
  },
}

export const neighboursExample = {
  path: { id },
  answer: { items: [{ ...boat, how: ['named'], over: null }], more: 0, bounded: false },
}

export const pathExample = {
  path: { id, other },
  answer: {
    steps: [{ from: id, to: other, how: 'named', report: record }],
    bounded: false,
    subjects: [phone, boat],
  },
}
