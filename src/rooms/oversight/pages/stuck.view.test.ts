/** Where sharing is stuck, as a page says it: what waits longest first, and few enough rows to read. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { WhereStuck } from '../national/where-stuck.ts'
import { stuckTables } from './stuck.view.ts'

const owed = (at: number) => ({
  ...{ owes: `Agency ${String(at)}`, waits: 'Kent Police', count: 1, late: 0, oldestDays: at },
})
const stuck: WhereStuck = {
  countedAt: new Date(),
  pairs: [
    { nameA: 'Kent Police', nameB: 'NCA', days7: null, days28: 0, older: 7, bothSaid: 5, every: null },
    { nameA: 'Essex Police', nameB: 'NCA', days7: 0, days28: 0, older: 9, bothSaid: 0, every: 9 },
  ],
  answers: Array.from({ length: 130 }, (_, at) => owed(at)),
  notices: [],
  requirements: [owed(0)],
  plans: [],
  groups: [],
  lacks: [],
  disruptions: [],
  jointGaps: [],
}
const table = (title: string, agency: string | null = null) => {
  const found = stuckTables(stuck, agency).find((one) => one.title === title)
  assert.ok(found)
  return found
}

void describe('where sharing is stuck, as tables', () => {
  void test('what has waited longest stands first, and it is said how many rows are left out', () => {
    const { rows, more } = table('Who has not answered whom')
    assert.deepEqual([rows.length, more], [100, 30])
    assert.deepEqual(rows[0], ['Agency 129', 'Kent Police', { number: 1 }, '129 days'])
    assert.equal(table('Requirements not answered').rows[0]?.at(-1), 'Less than a day')
  })

  void test('of one agency stands what it has part in', () => {
    assert.deepEqual(
      table('Who has not answered whom', 'Agency 7').rows.map(([owes]) => owes),
      ['Agency 7'],
    )
    assert.deepEqual(table('Matches by pair of agencies', 'Kent Police').rows, [
      ['Kent Police and NCA', { text: 'Not shown' }, { number: 0 }, { number: 7 }, { number: 5 }, { text: 'Not shown' }],
    ]) // prettier-ignore
    assert.equal(table('Matches by pair of agencies').rows.length, 2)
  })
})
