/** Examples of this room's API: a report off an invented yard. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, reference, at, agency, desk } = inExamples

const body = {
  title: 'Boats stored behind a builder’s yard',
  classification: 'OFFICIAL',
  handling: 'P',
  discoverable: true,
  review_on: '2027-05-01',
  agency_reference: 'INT/2211/26',
  items: [
    {
      text: 'Three inflatable boats were seen under a tarpaulin behind the yard. A man there uses 07700 900461.',
      source_evaluation: '2',
      intelligence_assessment: 'C',
      basis: 'fact',
      events: [
        {
          ...{ kind: 'equipment-stored', when: '2026-11-02T05:10Z', where: '50.91000 N, 0.77500 E' },
          ...{ where_sure: 'within', within_m: 500, place: 'Behind the yard at Winchelsea Beach' },
        },
      ],
    },
  ],
  subjects: [{ kind: 'phone', item: 1, value: '07700 900461' }],
}

const key = '9a1c6e0e-report-2211'

export const fileExample = {
  headers: { 'Idempotency-Key': key },
  body,
  answer: { id, reference, version: 1 },
}

export const readExample = {
  path: { id },
  query: { version: '1' },
  answer: {
    ...{ id, reference, sight: 'full', version: 1, owner: { ...agency, desk }, title: body.title },
    ...{ classification: 'OFFICIAL', handling: 'P', conditions: null },
    ...{ action_code: null, sanitisation_code: null, status: 'disseminated', review_on: '2027-05-01' },
    ...{ created_at: at, filed_at: at, needs_evaluation: false, original_grade: null },
    items: body.items,
    subjects: [{ ...body.subjects[0], number: 1 }],
    withheld_subjects: 0,
  },
}

export const replaceExample = {
  path: { id },
  headers: { 'If-Match': '"1"' },
  body: { ...body, title: 'Boats stored behind a builder’s yard, two of them gone' },
  answer: { id, reference, version: 2 },
}
