/** An example of the search over HTTP. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, reference, at, agency } = inExamples

export const searchExample = {
  query: { q: 'inflatable 07700 900461', grade: '2C', limit: '20' },
  answer: {
    items: [
      {
        ...{ id, reference, title: 'Boats stored behind a builder’s yard', owner: agency },
        ...{ classification: 'OFFICIAL', handling: 'P', status: 'disseminated', created_at: at },
        ...{ grades: ['2C'], kinds: ['phone'] },
        excerpt: [
          { text: 'Three ', mark: false },
          { text: 'inflatable', mark: true },
          { text: ' boats were seen under a tarpaulin behind the yard.', mark: false },
        ],
      },
    ],
    total: 1,
    more: false,
    not_understood: [],
    cursor: null,
  },
}
