/** Examples of this room's API: the NCA asks which yards sell engines for cash, and a partner answers. */
import { inExamples } from '../../../platform/http/api-documents.ts'

const { record: id, at, agency } = inExamples
const path = { id }
const revision = { 'If-Match': '1' }
const done = { path, answer: { id } }
const asked = {
  question: 'Which yards on the south coast sell outboard engines for cash?',
  classification: 'OFFICIAL',
  handling: 'P',
}
const why = {
  why: 'Engines for cash come before a crossing',
  decision: 'Where to visit traders in spring',
  priority: 'Very high: supply of boats',
  about_kind: 'supply',
  about: 'Outboard engines of 40 horsepower and more',
  valuable_until: '2027-03-31',
}
const basis = 'Necessary for the prevention of crime; held for a policing purpose'

const line = {
  id,
  number: 1,
  agency,
  source: 'partner',
  basis,
  by_when: '2027-02-28',
  state: 'accepted',
  person: 'Jo Rye',
  decline_reason: null,
  words: null,
  revision: 2,
}

export const writeExample = {
  headers: { 'Idempotency-Key': 'b7d1c6b0-engines' },
  body: { ...asked, ...why, ask: ['kent-police'], ask_basis: basis },
  answer: { id, reference: 'SM-7KQ2X9AB', version: 1 },
}

export const listExample = {
  query: { list: 'asked', state: 'open' },
  answer: {
    items: [
      {
        ...{ id, reference: 'SM-7KQ2X9AB', question: asked.question, owner: agency },
        ...{ classification: 'OFFICIAL', state: 'open', by_when: line.by_when, line },
      },
    ],
    cursor: null,
  },
}

export const readExample = {
  path,
  answer: {
    ...{ sight: 'full', id, reference: 'SM-7KQ2X9AB', version: 1, owner: agency },
    ...asked,
    ...why,
    ...{ conditions: null, action_code: null, sanitisation_code: null, status: null, state: 'open' },
    ...{ person_category: null, person_basis: null, answers_for: null, closing_words: null, revision: 1 },
    lines: [line],
    answers: [{ id, agency, line: 1, at, report: null }],
  },
}

export const proposeExample = {
  ...done,
  body: { source: 'partner', basis, by_when: line.by_when, agency: 'kent-police' },
}
export const answerExample = { ...done, body: { report: id } }
export const stateExample = {
  ...done,
  headers: revision,
  body: { state: 'answered', words: 'Two yards are known now' },
}

const changed = { path, headers: revision }
export const acceptExample = { ...changed, body: {}, answer: line }
export const declineExample = {
  ...changed,
  body: { reason: 'nothing-held', words: 'We hold nothing on such yards' },
  answer: {
    ...line,
    ...{ state: 'declined', decline_reason: 'nothing-held', words: 'We hold nothing on such yards' },
  },
}
export const nothingExample = {
  ...changed,
  body: { words: 'We looked at last year’s port reports' },
  answer: { ...line, state: 'nothing', words: 'We looked at last year’s port reports' },
}
export const dropExample = { ...changed, answer: { ...line, state: 'dropped' } }
