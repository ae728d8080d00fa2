/** The pure rules of a requirement: what is refused, and that every fault is named at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LONGEST, parseRequirement } from './requirement.ts'
import { inDays, requirementBody } from './requirements.test-support.ts'

const TODAY = inDays(0)
const faultsOf = (changes: object) => {
  const parsed = parseRequirement(requirementBody(changes), TODAY)
  return 'fields' in parsed ? parsed.fields : {}
}
const namesOf = (changes: object) => Object.keys(faultsOf(changes))
const aPerson = {
  about_kind: 'person',
  about: 'The man who hires the vans',
  person_category: 'suspected',
  person_basis: 'Paid for three vans that were found with engines',
  person_is_adult: true,
}

void test('a whole requirement is taken as it is', () => {
  assert.deepEqual(faultsOf({}), {})
  assert.deepEqual(faultsOf(aPerson), {})
})

void test('every fault is named at once, in the order of the form', () => {
  assert.deepEqual(
    namesOf({
      ...{ question: ' ', why: '', decision: 7, priority: null, about_kind: 'child', about: undefined },
      ...{ valuable_until: '2027-02-30', classification: 'SECRET', handling: 'C', ask: ['kent-police'] },
    }),
    [
      ...['question', 'why', 'decision', 'priority', 'about_kind', 'about', 'valuable_until', 'ask_basis'],
      ...['classification', 'conditions', 'action_code', 'sanitisation_code'],
    ],
  )
  assert.deepEqual(namesOf({ rank: 7 }), ['rank'])
})

void test('it is one question, in one sentence', () => {
  for (const question of ['Who sells engines? And to whom?', 'Who?\nWhere?', 'Who sells?Why', ''])
    assert.deepEqual(namesOf({ question }), ['question'], question)
  for (const question of ['Who lets lock-ups at St. Leonards?', 'Which yards sell engines for cash', 'من؟'])
    assert.deepEqual(namesOf({ question }), [], question)
})

void test('of persons it is about a suspect or a convict, an adult, and says on what basis', () => {
  for (const person_category of ['victim', 'witness', 'child', '', undefined])
    assert.deepEqual(namesOf({ ...aPerson, person_category }), ['person_category'], String(person_category))
  assert.deepEqual(namesOf({ ...aPerson, person_basis: '' }), ['person_basis'])
  for (const person_is_adult of [false, undefined, null, 'yes'])
    assert.deepEqual(namesOf({ ...aPerson, person_is_adult }), ['person_is_adult'], String(person_is_adult))
  const { about_kind: _kind, ...rest } = aPerson
  assert.deepEqual(namesOf(rest), ['person_category', 'person_basis', 'person_is_adult'])
})

void test('it is of value until a day to come, and not for ever', () => {
  for (const day of [inDays(-1), '2099-01-01', '2026-11-31', '22/11/2026', '', 'NaN', '+010000-01-01'])
    assert.deepEqual(namesOf({ valuable_until: day }), ['valuable_until'], day)
  for (const day of [TODAY, inDays(5 * 365)]) assert.deepEqual(namesOf({ valuable_until: day }), [], day)
})

void test('handling code C needs its conditions and codes, and P has none', () => {
  assert.deepEqual(namesOf({ handling: 'C' }), ['conditions', 'action_code', 'sanitisation_code'])
  assert.deepEqual(namesOf({ conditions: 'Ask first' }), ['conditions'])
})

void test('no text is endless, and none holds what cannot be stored', () => {
  for (const [name, most] of Object.entries(LONGEST)) {
    if (!['question', 'why', 'decision', 'priority', 'about'].includes(name)) continue
    assert.deepEqual(namesOf({ [name]: 'x'.repeat(most) }), [], name)
    assert.deepEqual(namesOf({ [name]: 'x'.repeat(most + 1) }), [name])
    assert.deepEqual(namesOf({ [name]: 'a\u0000b' }), [name])
    assert.deepEqual(namesOf({ [name]: 'a\ud800b' }), [name])
  }
  assert.deepEqual(namesOf({ ask: Array.from({ length: 51 }, () => 'nca'), ask_basis: 'x' }), ['ask'])
})

void test('property: anything at all is taken or refused in words, and never a fault of ours', () => {
  fc.assert(
    fc.property(
      fc.object({ maxDepth: 2 }),
      fc.constantFrom(...Object.keys(requirementBody())),
      (any, name) => {
        for (const input of [any, { ...requirementBody(), [name]: Object.values(any)[0] }]) {
          const parsed = parseRequirement(input, TODAY)
          if ('fields' in parsed) assert.ok(Object.values(parsed.fields).every((words) => words.length > 0))
        }
      },
    ),
  )
})
