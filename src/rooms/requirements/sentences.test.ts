/** What the ledger and a history say of a requirement. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ToldEvent } from '../../platform/rooms/operations.ts'
import type { RecordEvent } from '../../platform/rooms/record-kind.ts'
import { requirementKind } from './requirement-kind.ts'
import { sentences } from './sentences.ts'

const told = (event: Partial<ToldEvent>): string | null => {
  const whole: ToldEvent = {
    ...{ kind: 'consultation', operation: 'requirements.requirement.read', subjectKind: 'requirement' },
    ...{ recipients: [], detail: {} },
    ...event,
  }
  const deed = { did: 'Opened', toDo: 'open', what: 'the page to release a requirement' }
  return sentences.map((rule) => rule(whole, deed)).find((one) => one !== null) ?? null
}

void test('a reading is said as one, whatever it is for', () => {
  const detail = { sight: 'full' }
  assert.equal(told({ detail }), 'Read a requirement')
  assert.equal(
    told({ detail, operation: 'requirements.requirement.show-release' }),
    'Read a requirement, to open the page to release a requirement',
  )
  assert.equal(
    told({ detail: { sight: 'conditions' } }),
    'Read the question and the conditions of a requirement',
  )
  assert.equal(told({ detail, subjectKind: 'report' }), null)
})

void test('an answer is said as one, also where a report is filed with it', () => {
  const event = { kind: 'disclosure', operation: 'intelligence.draft.submit' } as const
  assert.equal(told({ ...event, detail: { answered: true } }), 'Said that a report answers a requirement')
  assert.equal(told({ ...event, subjectKind: 'report', detail: { submitted: true } }), null)
})

void test('its history says what was done with its plan', () => {
  const said = (detail: RecordEvent['detail'], kind: RecordEvent['kind'] = 'alteration') =>
    requirementKind.sentenceOf?.({
      ...{ at: new Date(), operation: 'x', agency: null, who: null, recipients: [] },
      ...{ kind, detail },
    })
  assert.equal(said({ line: 2, proposed: true }), 'Added line 2 to the plan.')
  assert.equal(said({ line: 2, declined: 'other' }), 'Declined line 2.')
  assert.equal(said({ state: 'overtaken' }), 'Said where it stands: overtaken.')
  assert.equal(said({ answered: false }), 'Took an answer back.')
  assert.equal(said({ version: 1 }, 'consultation'), null)
})
