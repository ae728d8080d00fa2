/** Examples of the API of interests. All of it is invented; the telephone is one for drama. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, reference } = inExamples
const said = {
  ...{
    kind: 'phone',
    value: '07700 900123',
    category: 'suspected',
    basis: 'Named in two reports as the buyer’s',
  },
  ...{ disclosure: 'broker', desk: 'Sussex duty desk', telephone: '01632 960101', review_on: '2027-02-28' },
}
const item = { id, reference, ...said, country: null, born: null, state: 'open', closed_why: null }

export const list = {
  path: { operation: id },
  query: { list: 'open' },
  answer: { items: [item], next: null, previous: null },
}
export const add = {
  path: { operation: id },
  headers: { 'Idempotency-Key': 'b7d1c6b0-interest' },
  body: said,
  answer: { id },
}
export const read = { path: { interest: id }, answer: item }
export const close = {
  path: { interest: id },
  body: { why: 'The number is not in use any more' },
  answer: { id },
}
