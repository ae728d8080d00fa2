import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NamedSubject } from '../matchable/index.ts'
import { composeInputs, personInputs } from './compose-inputs.ts'
import { isCommonEverywhere } from './common-values.ts'

const today = new Date('2026-11-22T12:00:00Z')
const parts = (x: string) => x.split('\u0000').slice(1).join(' | ')
const inputsOf = (subjects: NamedSubject[], most = 64) =>
  composeInputs(subjects, today, most).inputs.map(({ x }) => parts(x))
const forms = (name: string, born: string) =>
  personInputs(name, born).map(({ x }) => x.split('\u0000').slice(2) as [string, string])

void describe('what of a record is sealed', () => {
  void test('identifiers by their keys, each once, however they are written', () => {
    assert.deepEqual(
      inputsOf([
        { kind: 'phone', value: '07700 900123' },
        { kind: 'phone', value: '+44 7700 900123' },
        { kind: 'vehicle', value: 'qt74 bcs' },
        { kind: 'address', value: '1 Sea Road' },
        { kind: 'company', value: 'Boats Ltd' },
      ]),
      ['phone | id | +447700900123', 'vehicle | id | GB:QT74BCS'],
    )
  })

  void test('victims, witnesses, children and what belongs to them are dropped before anything', () => {
    const subjects: NamedSubject[] = [
      { kind: 'person', category: 'victim', names: ['Arta Shehu'], born: '1990-04-20' },
      { kind: 'phone', value: '07700 900124', belongs_to: 1 },
      { kind: 'person', category: 'witness', names: ['Bela Quist'], born: '1980-04-20' },
      { kind: 'person', category: 'suspected', names: ['Tomas Quibell'], born: '2012' },
      { kind: 'phone', value: '07700 900125', belongs_to: 4 },
    ]
    const { inputs, protectedSubjects } = composeInputs(subjects, today, 64)
    assert.deepEqual([inputs, protectedSubjects], [[], 5])
  })

  void test('a birth about a year or between two is sealed with each year that it may be, and an unknown calendar not', () => {
    const years = (born: string) =>
      new Set(forms('Tomas Quibell', born).map(([, value]) => value.split(' ').at(-1)))
    assert.deepEqual([...years('1987~')], ['1985', '1986', '1987', '1988', '1989'])
    assert.deepEqual([...years('1985/1987')], ['1985', '1986', '1987'])
    assert.deepEqual(personInputs('Tomas Quibell', '12/05/1412'), [])
  })

  void test('never a bare name, never a birth date alone', () => {
    assert.deepEqual(inputsOf([{ kind: 'person', category: 'suspected', names: ['Tomas Quibell'] }]), [])
    assert.deepEqual(personInputs('', '1990-04-20'), [])
    assert.deepEqual(personInputs('Q', '1990-04-20'), [])
    assert.deepEqual(forms('Quibell', '1990'), [])
    for (const [form, value] of forms('Tomas Quibell', '1990-04-20')) {
      assert.match(value, / 1990(-04-20)?$/, form)
      assert.match(value, /^[^ ]{2,}/, form)
    }
  })

  void test('a name and its other spelling share a token; so do day and month swapped', () => {
    const shared = (a: string, bornA: string, b: string, bornB: string) => {
      const first = new Set(forms(a, bornA).map((one) => one.join(' ')))
      return forms(b, bornB).filter((one) => first.has(one.join(' ')))
    }
    assert.ok(shared('محمد حداد', '1990-04-20', 'Mohamed Haddad', '1990-04-20').length > 0)
    const swapped = shared('Mohamed Haddad', '1990-02-04', 'Mohamed Haddad', '1990-04-02')
    assert.ok(swapped.some(([form]) => form === 'names-swapped'))
    assert.ok(swapped.every(([form]) => form !== 'names-date'))
    assert.equal(shared('Mohamed Haddad', '1990-04-20', 'Ahmed Haddad', '1989-01-13').length, 0)
  })

  void test('with 1 January, which stands for an unknown day, only the year counts', () => {
    assert.ok(forms('Tomas Quibell', '1990-01-01').every(([form]) => form === 'names-year'))
    assert.ok(forms('Tomas Quibell', '1990-04').every(([form]) => form === 'names-year'))
  })

  void test('values that everybody holds or that mean "unknown" are refused', () => {
    const common: [string, string][] = [
      ['email', 'info@boats.example'],
      ['phone', '+448000000000'],
      ['phone', '+447777777777'],
      ['handle', 'telegram:admin'],
      ['document', '?:000000000'],
      ['document', 'GB:123456789'],
    ]
    for (const [kind, key] of common) assert.ok(isCommonEverywhere(kind, key), key)
    for (const [kind, key] of [
      ['phone', '+447700900123'],
      ['email', 'boat.run@example.com'],
      ['vehicle', 'GB:QT74BCS'],
    ] as const)
      assert.equal(isCommonEverywhere(kind, key), false, key)
    assert.equal(composeInputs([{ kind: 'email', value: 'info@boats.example' }], today, 64).common, 1)
  })

  void test('no more tokens than the node takes, and hostile names make none', () => {
    const many = Array.from({ length: 90 }, (_, i) => ({
      kind: 'email' as const,
      value: `crew${String(i)}@boats.example`,
    }))
    assert.equal(inputsOf(many, 64).length, 64)
    for (const name of ['\u202eabc', '💥💥', 'a'.repeat(10_000), '\ud800 \udc00', '+ +', '\u0000']) {
      for (const { x } of personInputs(name, '1990-04-20')) {
        assert.equal(x.split('\u0000').length, 4)
        assert.ok(Buffer.from(x).length < 5_000)
      }
    }
  })
})
