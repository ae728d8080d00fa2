import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checked } from './reports.test-support.ts'
import { mayBeChild } from '../../wire/births/known-birth.ts'
import { joinSubjects, splitSubjects } from './withheld.ts'

const report = checked({
  subjects: [
    { kind: 'person', item: 1, category: 'victim', names: ['Avery Example'] },
    { kind: 'person', item: 1, category: 'suspected', names: ['Blake Example'], born: '1990-04-02' },
    { kind: 'phone', item: 1, value: '07700 900111', belongs_to: 1 },
    { kind: 'phone', item: 1, value: '07700 900112', belongs_to: 2 },
    { kind: 'person', item: 1, category: 'suspected', names: ['Casey Example'], born: '2010' },
    { kind: 'email', item: 1, value: 'casey@example.example', belongs_to: 5 },
    { kind: 'person', item: 1, category: 'witness', names: ['Drew Example'] },
    { kind: 'vehicle', item: 1, value: 'AB12 CDE' },
  ],
})

test('victims, witnesses, children and what is theirs stay with the owner', () => {
  const { shared, withheld } = splitSubjects(report, '2026-11-22')
  assert.deepEqual(
    shared.subjects.map(({ number }) => number),
    [2, 4, 8],
  )
  assert.deepEqual(
    withheld.map(({ number }) => number),
    [1, 3, 5, 6, 7],
  )
  assert.equal(shared.withheld, 5)
  const text = JSON.stringify(shared)
  for (const kept of ['Avery', 'Casey', 'Drew', '900111', 'casey@']) assert.ok(!text.includes(kept))
})

test('the owner gets all of them, in their places', () => {
  const { shared, withheld } = splitSubjects(report, '2026-11-22')
  const joined = joinSubjects(shared.subjects, withheld)
  assert.deepEqual(
    joined.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7, 8],
  )
  assert.deepEqual(
    joined.filter((one) => one.withheld).map(({ number }) => number),
    [1, 3, 5, 6, 7],
  )
})

test('whoever may be under 18 is a child, and on the birthday no longer', () => {
  assert.equal(mayBeChild('2008-11-23', '2026-11-22'), true)
  assert.equal(mayBeChild('2008-11-22', '2026-11-22'), false)
  assert.equal(mayBeChild('2008-11', '2026-11-22'), true)
  assert.equal(mayBeChild('2008-10', '2026-11-22'), false)
  assert.equal(mayBeChild('2008', '2026-11-22'), true)
  assert.equal(mayBeChild('2007', '2026-11-22'), false)
  assert.equal(mayBeChild('2008-02-29', '2026-02-28'), true)
  assert.equal(mayBeChild('2008-02-29', '2026-03-01'), false)
  assert.equal(mayBeChild(undefined, '2026-11-22'), false)
})
