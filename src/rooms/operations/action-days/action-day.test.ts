/** What is refused of an action day, a count and a briefing; and that sums follow corrections, in any order. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { countSchema, deskSchema, missingOf, parseBriefing, parseCount, parsePlan, safeguardingSchema, sumsOf, type Counted } from './action-day.ts' // prettier-ignore
import { briefingBody, wholePlan } from './action-days.test-support.ts'
import { OUTCOMES, type OutcomeKind } from './words.ts'

const TODAY = '2026-11-30'
const faults = (read: object) => ('fields' in read ? Object.keys(read.fields as object) : [])

void describe('an action day', () => {
  void test('is refused in the past, on no day, and with a field that is none', () => {
    assert.deepEqual(faults(parsePlan({ on_day: '2026-11-29' }, TODAY)), ['on_day'])
    assert.deepEqual(faults(parsePlan({ on_day: '2027-02-29' }, TODAY)), ['on_day'])
    assert.deepEqual(faults(parsePlan({ on_day: '2101-01-01' }, TODAY)), ['on_day'])
    assert.deepEqual(faults(parsePlan({}, TODAY)), ['on_day'])
    assert.deepEqual(faults(parsePlan({ on_day: TODAY, state: 'go' }, TODAY)), ['state'])
    assert.deepEqual(parsePlan({ on_day: TODAY }, TODAY), { onDay: TODAY })
  })

  void test('has a safeguarding plan that lacks what is not written, or is only spaces', () => {
    const none = { reception: null, interpreters: null, childrens_services: null, first_responder: null }
    assert.equal(missingOf(none).length, 4)
    assert.deepEqual(missingOf({ ...none, ...wholePlan(), interpreters: ' ' }), ['interpreters'])
    assert.equal(safeguardingSchema.safeParse({ reception: 'x'.repeat(2_001) }).success, false)
    assert.equal(safeguardingSchema.safeParse({ reception: 'a\u0000b' }).success, false)
  })

  void test('has command posts with a desk’s telephone, and nothing else behind it', () => {
    assert.equal(deskSchema.safeParse({ desk: 'Desk', telephone: '01632 960101 ext. 4' }).success, true)
    for (const telephone of ['', 'ring Robin', '01632 960101; drop', 'x'.repeat(50)])
      assert.equal(deskSchema.safeParse({ desk: 'Desk', telephone }).success, false, telephone)
  })
})

void describe('a count', () => {
  void test('is a whole number from 0 to 100,000 of a kind that there is', () => {
    for (const number of [-1, 0.5, 1e9, NaN, '3', null])
      assert.deepEqual(faults(parseCount({ kind: 'arrests', number })), ['number'], String(number))
    assert.deepEqual(faults(parseCount({ kind: 'migrants', number: 1 })), ['kind'])
    assert.deepEqual(faults(parseCount({ kind: 'arrests', number: 1, corrects: 'the last' })), ['corrects'])
    assert.ok(countSchema.safeParse({ kind: 'safeguarded', number: 0 }).success)
  })

  void test('that another corrects counts no more, whatever was corrected in which order', () => {
    const kinds = Object.keys(OUTCOMES) as OutcomeKind[]
    // Each entry adds, or corrects one that stands: the model keeps what stands by its first entry.
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        number: fc.nat({ max: 100_000 }),
        corrects: fc.option(fc.nat({ max: 20 }), { nil: null }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (all, order) => {
        const entries: Counted[] = []
        const stands: { id: string; kind: OutcomeKind; number: number }[] = []
        for (const [index, { kind, number, corrects }] of all.entries()) {
          const id = String(index)
          const of = stands.filter((one) => one.kind === kind)
          const target = corrects === null ? undefined : of[corrects % Math.max(1, of.length)]
          entries.push({ id, agency: 'Kent Police', kind, number, corrects: target?.id ?? null })
          if (target) Object.assign(target, { id, number })
          else stands.push({ id, kind, number })
        }
        const shuffled = entries
          .map((entry) => ({ entry, at: order.next().value as number }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ entry }) => entry)
        const sums = sumsOf(shuffled)
        for (const kind of kinds)
          assert.equal(
            sums[kind],
            stands.filter((one) => one.kind === kind).reduce((sum, { number }) => sum + number, 0),
          )
      }),
    )
  })
})

void describe('a briefing', () => {
  void test('says something under one heading at least, and under none that there is not', () => {
    const read = parseBriefing(briefingBody({ posts: ['tasking', 'deputy', 'tasking'] }))
    assert.ok('briefing' in read)
    assert.deepEqual(Object.keys(read.briefing.says), ['intention', 'risk'])
    assert.deepEqual(read.briefing.posts, ['deputy', 'tasking'])
    assert.deepEqual(faults(parseBriefing({ classification: 'OFFICIAL' })), ['information'])
    assert.deepEqual(faults(parseBriefing(briefingBody({ risk: ' ' }))), ['risk'])
    assert.deepEqual(faults(parseBriefing(briefingBody({ method: 'x'.repeat(1_000_000) }))), ['method'])
    assert.deepEqual(faults(parseBriefing(briefingBody({ surveillance: 'Follow' }))), ['surveillance'])
    assert.deepEqual(faults(parseBriefing(briefingBody({ classification: 'SECRET' }))), ['classification'])
    assert.ok(faults(parseBriefing(briefingBody({ posts: ['chief'] })))[0]?.startsWith('posts'))
  })
})
