/** What is refused of a meeting, a bid and a decision on it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bidMoves, heldSchema, parseBid, parseDecisionOnBid, parseMeeting, parseReview } from './bid.ts'
import { bidBody, meetingBody } from './tasking.test-support.ts'

const TODAY = '2026-11-30'
const MEETING = '019a7c3e-5b1f-7d44-9a52-3f0c1f6f2d10'
const faults = (read: object) => ('fields' in read ? Object.keys(read.fields as object) : [])

void describe('a tasking meeting', () => {
  const meeting = (changes: object) => faults(parseMeeting(meetingBody({ on_day: TODAY, ...changes }), TODAY))

  void test('is refused in the past, of no kind, without a chair, and with a field that is none', () => {
    assert.deepEqual(meeting({}), [])
    assert.deepEqual(meeting({ on_day: '2026-11-29' }), ['on_day'])
    assert.deepEqual(meeting({ on_day: '2026-02-30' }), ['on_day'])
    assert.deepEqual(meeting({ kind: 'secret' }), ['kind'])
    assert.deepEqual(meeting({ chair_post: ' ' }), ['chair_post'])
    assert.deepEqual(meeting({ chair: 'Robin' }), ['chair'])
    assert.deepEqual(meeting({ agencies: Array.from({ length: 61 }, (_, index) => index + 1) }), ['agencies'])
  })

  void test('was held with posts, at most sixty, each of them something', () => {
    assert.equal(heldSchema.safeParse({ posts: [] }).success, false)
    assert.equal(heldSchema.safeParse({ posts: ['Head', ''] }).success, false)
    assert.equal(heldSchema.safeParse({ posts: Array.from({ length: 61 }, () => 'Head') }).success, false)
    assert.equal(heldSchema.safeParse({ posts: ['Head of Intelligence, NCA'] }).success, true)
  })
})

void describe('a bid', () => {
  const bid = (changes: object) => faults(parseBid(bidBody(MEETING, changes)))

  void test('is refused without what it is for, too long, asked of nobody, and with a field that is none', () => {
    assert.deepEqual(bid({}), [])
    for (const name of ['problem', 'asked', 'resources', 'options'])
      assert.deepEqual(bid({ [name]: '  ' }), [name])
    assert.deepEqual(bid({ options: 'x'.repeat(1_000_000) }), ['options'])
    assert.deepEqual(bid({ asked_of: [] }), ['asked_of'])
    assert.deepEqual(bid({ meeting: 'the next' }), ['meeting'])
    assert.deepEqual(bid({ state: 'adopted' }), ['state'])
    assert.deepEqual(bid({ problem: 'a\u0000b' }), ['problem'])
  })

  void test('is decided with reasons; what is adopted is looked at again, and what is not is over', () => {
    const said = (changes: object) =>
      faults(
        parseDecisionOnBid({ word: 'adopted', reasons: 'So', review_on: '2027-01-31', ...changes }, TODAY),
      )
    assert.deepEqual(said({}), [])
    assert.deepEqual(said({ reasons: '' }), ['reasons'])
    assert.deepEqual(said({ review_on: undefined }), ['review_on'])
    assert.deepEqual(said({ review_on: TODAY }), ['review_on'])
    assert.deepEqual(said({ word: 'refused' }), ['review_on'])
    assert.deepEqual(said({ word: 'refused', review_on: undefined }), [])
    assert.deepEqual(said({ word: 'reviewed' }), ['word'])
    assert.deepEqual(faults(parseReview({ reasons: 'Nothing', review_on: '2026-01-01' }, TODAY)), [
      'review_on',
    ])
  })

  void test('that was adopted or refused goes nowhere', () => {
    assert.deepEqual([bidMoves.adopted, bidMoves['in-part'], bidMoves.refused], [[], [], []])
  })
})
