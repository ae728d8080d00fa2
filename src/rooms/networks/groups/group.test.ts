/** The rules of a group and of a statement on a member, without a database. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { differences } from './changes.ts'
import { faultOfDayToCome, parseGroup } from './group.ts'
import { groupBody, memberBody } from './groups.test-support.ts'
import { parseMember } from './member.ts'

const TODAY = '2026-11-30'
const faultsOf = (changes: object) => {
  const read = parseGroup(groupBody(changes), TODAY)
  return 'fields' in read ? read.fields : {}
}
const faultsOfMember = (changes: object) => {
  const read = parseMember(memberBody(changes), TODAY)
  return 'fields' in read ? read.fields : {}
}

void describe('a group', () => {
  void test('is read whole, and a word that stands twice in a list once', () => {
    const read = parseGroup(groupBody({ routes: ['A259', 'A259'] }), TODAY)
    assert.ok('group' in read)
    assert.deepEqual(read.group.routes, ['A259'])
    assert.equal(read.group.status, 'active')
  })

  void test('of which much is wrong says all of it at once, in the order of the form', () => {
    assert.deepEqual(
      Object.keys(
        faultsOf({
          ...{ name: '', why_a_group: ' ', routes: ['x'.repeat(201)], place: 'Hastings', handling: 'C' },
        }),
      ),
      ['name', 'why_a_group', 'routes', 'phase', 'conditions', 'action_code', 'sanitisation_code'],
    )
    assert.deepEqual(faultsOf({ weight: 7 }), { weight: 'This field is not known' })
  })

  void test('with an overlong text, a list that is too long, or a sign that cannot be stored is refused', () => {
    assert.match(faultsOf({ why_a_group: 'x'.repeat(2_001) })['why_a_group'] ?? '', /2,000 characters/)
    assert.match(
      faultsOf({ aliases: Array.from({ length: 21 }, (_, n) => `A${String(n)}`) })['aliases'] ?? '',
      /at most 20/,
    )
    assert.match(faultsOf({ name: 'a\u0000b' })['name'] ?? '', /cannot be stored/)
    assert.match(faultsOf({ name: 'two\nlines' })['name'] ?? '', /one line/)
  })

  void test('of a place has a phase, and its phases follow each other', () => {
    const place = { place: 'Hastings old town' }
    assert.deepEqual(faultsOf({ ...place, phase: 'hold', clear_on: '2026-01-05', hold_on: '2026-03-01' }), {})
    assert.match(
      faultsOf({ ...place, phase: 'hold', clear_on: '2026-03-02', hold_on: '2026-03-01' })['hold_on'] ?? '',
      /after the one before/,
    )
    assert.match(faultsOf({ ...place, phase: 'clear' })['clear_on'] ?? '', /Enter when/)
    assert.match(
      faultsOf({ ...place, phase: 'clear', clear_on: '2026-01-01', build_on: '2026-02-01' })['build_on'] ??
        '',
      /has not come so far/,
    )
  })

  void test('has no phase of 1066, of 2099, or of a day that does not exist', () => {
    const place = { place: 'Hastings', phase: 'clear' }
    for (const clear_on of ['1066-10-14', '2099-01-01', '2026-02-30'])
      assert.ok(faultsOf({ ...place, clear_on })['clear_on'], clear_on)
  })

  void test('and a day to come is neither past nor further than five years away', () => {
    assert.equal(faultOfDayToCome('2026-11-30', TODAY), null)
    assert.ok(faultOfDayToCome('1066-10-14', TODAY))
    assert.ok(faultOfDayToCome('2099-01-01', TODAY))
  })

  void test('that changed says which field, from what and to what', () => {
    assert.deepEqual(
      differences(
        { name: 'One', routes: ['A'], status: 'active', clear_on: null },
        { name: 'One', routes: ['A', 'B'], status: 'dormant', clear_on: '2026-01-05' },
      ),
      [
        { words: 'Where it stands', before: 'Active', after: 'Dormant' },
        { words: 'Routes', before: 'A', after: 'A\nB' },
        { words: 'Clear began', before: 'Nothing', after: '5 January 2026' },
      ],
    )
  })
})

void describe('a statement on a member', () => {
  void test('names a person only as suspected or convicted, and as an adult', () => {
    const person = { kind: 'person', name: 'Rowan Ashdown', role: 'drives' }
    assert.deepEqual(faultsOfMember({ ...person, category: 'suspected', is_adult: true }), {})
    for (const category of ['victim', 'witness', undefined])
      assert.ok(faultsOfMember({ ...person, category, is_adult: true })['category'], category)
    assert.match(
      faultsOfMember({ ...person, category: 'suspected' })['is_adult'] ?? '',
      /child is never named/,
    )
    assert.match(
      faultsOfMember({ ...person, category: 'suspected', is_adult: false })['is_adult'] ?? '',
      /child/,
    )
  })

  void test('rests on an item of a report, or is graded here, and not both', () => {
    const here = { basis: undefined, source_evaluation: undefined, intelligence_assessment: undefined }
    assert.deepEqual(faultsOfMember({ ...here, report: 'SM-7KQ2-X9AB', item: 1 }), {})
    assert.deepEqual(Object.keys(faultsOfMember(here)), [
      'basis',
      'source_evaluation',
      'intelligence_assessment',
    ])
    assert.ok(faultsOfMember({ report: 'SM-7KQ2-X9AB', item: 1 })['basis'])
    assert.ok(faultsOfMember({ ...here, report: 'SM-7KQ2-X9AB' })['item'])
  })

  void test('has days that follow each other, and none of 1066 or 2099', () => {
    assert.deepEqual(faultsOfMember({ from_on: '2024-05-01', until_on: '2024-05-01' }), {})
    assert.ok(faultsOfMember({ from_on: '2024-05-02', until_on: '2024-05-01' })['until_on'])
    assert.ok(faultsOfMember({ from_on: '1066-10-14' })['from_on'])
    assert.ok(faultsOfMember({ until_on: '2099-01-01' })['until_on'])
  })
})
