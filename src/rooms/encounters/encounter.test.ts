/** What is sent of an encounter: wrong values are refused by their field, with what to do. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseAnswer, parseChildren, parseEncounter, parseHandover, parseOpportunity } from './encounter.ts'
import {
  childrenBody,
  encounterBody,
  handoverBody,
  minutesAgo,
  opportunityBody,
} from './encounters.test-support.ts'
import type { Parsed } from './fields.ts'

const now = new Date()
const faults = (parsed: Parsed<unknown>): string[] =>
  'fields' in parsed ? Object.keys(parsed.fields).sort() : []
const counts = (changes: object) => faults(parseEncounter(encounterBody(changes), now))

void describe('counts', () => {
  void test('of a landing of sixty are taken', () => {
    assert.deepEqual(counts({ adults: 48, may_be_children: 12 }), [])
  })
  for (const value of [-1, 1e9, 1.5, Number.NaN, '4', null])
    void test(`are refused where they are ${String(value)}`, () => {
      assert.deepEqual(counts({ adults: value }), ['adults'])
    })
  void test('of nobody, of too many, and of more injured than found are refused', () => {
    assert.deepEqual(counts({ adults: 0, may_be_children: 0, injured: 0 }), ['adults'])
    assert.deepEqual(counts({ adults: 2_000, may_be_children: 1 }), ['adults'])
    assert.deepEqual(counts({ adults: 1, may_be_children: 0, injured: 2 }), ['injured'])
  })
  void test('of tomorrow, of 1999 and of no time are refused; of last month they are late, and taken', () => {
    assert.deepEqual(counts({ found_at: minutesAgo(-10) }), ['found_at'])
    assert.deepEqual(counts({ found_at: '1999-12-31T12:00:00Z' }), ['found_at'])
    assert.deepEqual(counts({ found_at: 'yesterday' }), ['found_at'])
    assert.deepEqual(counts({ found_at: minutesAgo(60 * 24 * 30) }), [])
  })
  void test('a place takes no control character, no sign that turns the writing, and no address of somebody', () => {
    for (const place of ['a\u0007b', 'a\u202eb', 'x'.repeat(201), 'two@post.example', '07700 900123', ' '])
      assert.deepEqual(counts({ place }), ['place'], place)
    assert.deepEqual(counts({ place: '50.9101, 0.7752' }), [])
  })
  void test('what is not known is named, and nothing of anybody’s person is', () => {
    for (const name of ['name', 'born', 'nationality', 'photograph', 'telephone', 'asylum'])
      assert.deepEqual(counts({ [name]: 'x' }), [name])
  })
  void test('whatever is sent, nothing but a fault or a sound encounter comes out', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        const parsed = parseEncounter(body, now)
        if ('fields' in parsed) assert.ok(Object.keys(parsed.fields).length > 0)
      }),
    )
  })
})

const answered = (step: Parameters<typeof parseAnswer>[0], body: object) =>
  faults(parseAnswer(step, body, now))

void describe('an answer', () => {
  const done = { answer: 'done', at: minutesAgo(5), by_whom: 'Duty sergeant' }
  void test('that is done says when and by whom; one that is not says why', () => {
    assert.deepEqual(answered(1, done), [])
    assert.deepEqual(answered(1, { answer: 'done' }), ['at', 'by_whom'])
    assert.deepEqual(answered(1, { ...done, reason: 'Why' }), ['reason'])
    assert.deepEqual(answered(1, { answer: 'not-needed' }), ['reason'])
    assert.deepEqual(answered(1, { ...done, answer: 'not-possible', reason: 'No crew' }), ['at', 'by_whom'])
    assert.deepEqual(answered(1, { answer: 'not-possible', reason: 'No crew' }), [])
  })
  void test('is not of the future', () => {
    assert.deepEqual(answered(6, { ...done, at: minutesAgo(-30) }), ['at'])
  })
  void test('that looks like a name asks to take it out, until somebody says that it is none', () => {
    const named = { ...done, note: 'Talked to Robin Ashdown' }
    assert.deepEqual(answered(2, named), ['note'])
    assert.deepEqual(answered(2, { ...named, no_person: true }), [])
  })
  void test('has ways in step 5 alone, and numbers in step 7 alone', () => {
    assert.deepEqual(answered(5, { ...done, routes: ['nrm-child'] }), [])
    assert.deepEqual(answered(4, { ...done, routes: ['nrm-child'] }), ['routes'])
    assert.deepEqual(answered(7, { ...done, identified: { identified: 2, 'no-means': 1 } }), [])
    assert.deepEqual(answered(6, { ...done, identified: { identified: 2 } }), ['identified'])
    assert.deepEqual(answered(7, { ...done, identified: { other: 2 } }), ['note'])
  })
})

void describe('an entry of crime and evidence', () => {
  const entry = (changes: object) => faults(parseOpportunity(opportunityBody(changes), now))
  const suspected = { kind: 'offence', code: 'ia71-25', grounds: 'At the tiller', s45_considered: false }
  void test('says that the person is an adult: unknown or disputed closes it', () => {
    assert.deepEqual(entry({}), [])
    for (const age of ['unknown', 'disputed', 'child', undefined]) assert.deepEqual(entry({ age }), ['age'])
  })
  void test('of a power has grounds, of a suspicion the defence, and what was not taken a reason', () => {
    assert.deepEqual(entry({ kind: 'power', code: 'search-pace-32' }), ['grounds'])
    assert.deepEqual(entry(suspected), [])
    assert.deepEqual(entry({ ...suspected, s45_considered: undefined }), ['s45_considered'])
    assert.deepEqual(entry({ ...suspected, s45_considered: true }), ['s45_by'])
    assert.deepEqual(entry({ taken: false }), ['reason'])
    assert.deepEqual(entry({ kind: 'power', code: 'ia71-25', grounds: 'Seen' }), ['code'])
    assert.deepEqual(entry({ code: 'other' }), ['code'])
  })
  void test('is of one person: there is none for many', () => {
    for (const adult of [0, -1, 1e9, undefined]) assert.deepEqual(entry({ adult }), ['adult'])
    assert.deepEqual(entry({ adults: [1, 2] }), ['adults'])
  })
})

void describe('children and handovers', () => {
  void test('say how many, when and what is missing', () => {
    assert.deepEqual(faults(parseChildren(childrenBody(), now)), [])
    assert.deepEqual(faults(parseChildren(childrenBody({ how_many: 0 }), now)), ['how_many'])
    assert.deepEqual(faults(parseChildren(childrenBody({ innerste: 'not-made' }), now)), ['reason'])
    assert.deepEqual(faults(parseHandover(handoverBody(), now)), [])
    assert.deepEqual(faults(parseHandover(handoverBody({ receipts: 'P 1 to 9' }), now)), ['property_return'])
    assert.deepEqual(faults(parseHandover(handoverBody({ reference: 'Robin Ashdown' }), now)), ['reference'])
  })
})
