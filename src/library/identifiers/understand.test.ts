import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { isBeside } from '../../../test/support/beside.ts'
import { codesOf, subjectKind } from '../../wire/codes.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { identifierKinds, normaliseIdentifier } from './understand.ts'

const kinds = codesOf(subjectKind)

test('a person, a group, a company and an address are never matched by an identifier', () => {
  const never: SubjectKind[] = ['person', 'group', 'company', 'address']
  for (const kind of never) assert.equal(normaliseIdentifier(kind, '07700 900123'), null)
  assert.deepEqual([...identifierKinds, ...never].sort(), [...kinds].sort())
})

const HOSTILE = [
  '',
  ' ',
  '\0',
  '07700\x00900123',
  '07700 900123\ud800',
  '\udc00QT74BCS',
  '\u202e\u200b\ufeff',
  '👍🏽 🚤',
  '0'.repeat(10_000),
  ' '.repeat(10_000),
  '1-'.repeat(5_000),
  'a@'.repeat(5_000),
  'a.'.repeat(5_000),
  '(0)'.repeat(3_000),
  'ﷺ'.repeat(500),
  '+'.repeat(400),
  '('.repeat(499) + ')',
  `${' '.repeat(490)}?`,
  '1'.repeat(500),
  `IMO${'-'.repeat(490)}?1`,
  `${'a'.repeat(400)}@${'b.'.repeat(40)}c`,
]

test('hostile input is null, quickly', () => {
  const started = process.hrtime.bigint()
  for (const kind of kinds)
    for (const value of HOSTILE)
      assert.equal(normaliseIdentifier(kind, value), null, `${kind} ${value.slice(0, 20)}`)
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6
  // Generous: this is here to catch a regular expression gone exponential, not to measure.
  assert.ok(milliseconds < 2_000, `${String(milliseconds)} ms`)
})

test('property: no input makes it throw, and a key gives itself', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('0123456789+-() .:@/ABabGB?#=_\u200b０')),
      maxLength: 40,
    }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      anything,
      fc.option(fc.string({ maxLength: 3 }), { nil: undefined }),
      (kind, value, country) => {
        const normalised = normaliseIdentifier(kind, value, country)
        if (normalised === null) return
        assert.equal(normaliseIdentifier(kind, normalised.key, country)?.key, normalised.key)
        assert.equal(normaliseIdentifier(kind, normalised.display, country)?.key, normalised.key)
      },
    ),
    { numRuns: 5_000 },
  )
})

// As five systems write them: a row a subject.
const OWN_TRUTH: readonly (readonly [SubjectKind, ...string[]])[] = [
  ['phone', '07700 900123', '+447700900123', '0044 7700 900123', '(0)7700-900-123', '+44 (0)7700 900123'],
  ['phone', '07700 900124', '+44 7700 900124'],
  ['vehicle', 'AB12 CDE', 'ab12cde', 'AB12-CDE'],
  ['vehicle', 'AB12 CDF', 'AB12CDF'],
  ['vessel', 'IMO 9074729', '9074729', 'imo9074729'],
  ['email', 'Skipper@Boats.example', 'skipper@boats.example', ' skipper@boats.example '],
  ['account', 'GB33BUKB20201555555555', 'GB33 BUKB 2020 1555 5555 55', 'gb33 bukb 20201555555555'],
  ['device', '490154203237518', '49-015420-323751-8', '49 015420 323751 8'],
]

test('one key for each subject however it is written, one subject for each key', () => {
  const seen = new Set<string>()
  for (const [kind, ...written] of OWN_TRUTH) {
    const keys = new Set(written.map((one) => normaliseIdentifier(kind, one)?.key))
    assert.equal(keys.size, 1, `${kind}: ${written.join(', ')} gave ${[...keys].join(', ')}`)
    const identity = `${kind} ${String([...keys][0])}`
    assert.ok(!seen.has(identity) && !identity.endsWith('undefined'), identity)
    seen.add(identity)
  }
})

// The scenario stands beside a checkout for acceptance; the project does not need it.
const TRUTH = new URL('../../../../shared/scenario/truth-half.csv', import.meta.url)

if (isBeside(TRUTH))
  test('Exercise Lantern: one key for each subject, one subject for each key', () => {
    const rows: Record<string, string>[] = parse(readFileSync(TRUTH, 'utf8'), { columns: true, bom: true })
    const keyOfTruth = new Map<string, string>()
    const truthOfKey = new Map<string, string>()
    for (const { kind = '', as_written: written = '', truth_id: truth = '' } of rows) {
      if (kind === 'person') continue
      const key = normaliseIdentifier(kind as SubjectKind, written)?.key
      assert.notEqual(key, undefined, `${kind} ${written}`)
      const identity = `${kind} ${String(key)}`
      assert.equal(keyOfTruth.get(truth) ?? identity, identity, written)
      assert.equal(truthOfKey.get(identity) ?? truth, truth, written)
      keyOfTruth.set(truth, identity)
      truthOfKey.set(identity, truth)
    }
    assert.ok(keyOfTruth.size > 0)
  })
