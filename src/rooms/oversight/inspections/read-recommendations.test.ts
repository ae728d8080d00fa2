/** What stands in the wrong column is refused, and says so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRecommendations } from './read-recommendations.ts'

const areas = [
  { id: 'a1', place: 1, title: 'Leadership' },
  { id: 'a2', place: 2, title: 'Learning' },
]
const one = (row: string, head = 'number,text,addressed to,due,area') => {
  const [read] = readRecommendations(`${head}\n${row}\n`, areas)
  assert.ok(read)
  return 'reason' in read ? read.reason : read.read
}

const reason = (read: ReturnType<typeof one>): string => (typeof read === 'string' ? read : 'it was read')

void test('reads a row, whatever stands between the cells', () => {
  const expected = {
    ...{ number: 4, text: 'Invented: name a lead for each harbour.', addressedTo: 'Chief constables' },
    ...{ source: null, dueOn: '2026-11-16', areaId: 'a2' },
  }
  assert.deepEqual(
    one('4,Invented: name a lead for each harbour.,Chief constables,16/11/2026,learning'),
    expected,
  )
  assert.deepEqual(
    one(
      '4;"Invented: name a lead for each harbour.";Chief constables;2026-11-16;2',
      'Number;Recommendation;Addressee;Due date;Area',
    ),
    expected,
  )
})

void test('an empty cell says nothing', () => {
  assert.deepEqual(one('7,,,,'), {
    ...{ number: 7, text: null, addressedTo: null, source: null, dueOn: null, areaId: null },
  })
})

void test('refuses a text in the wrong column', () => {
  const text = 'Invented: '.repeat(40)
  assert.match(reason(one(`${text},4,,,`)), /number must hold a number/)
  assert.match(reason(one(`4,Chief,"${text}",,`)), /addressed to holds more than 300/)
  assert.match(reason(one(`4,16/11/2026,Chief constables,,`)), /text holds fewer than 15/)
  assert.match(reason(one(`4,,,"${text}",`)), /due holds no day/)
  assert.match(reason(one(`4,,,,"${text}"`)), /area names no area/)
})

void test('refuses a recommendation that is addressed to nobody', () => {
  assert.match(reason(one('4,Invented: name a lead for each harbour.,,,')), /addressed to nobody/)
})

void test('refuses a day that does not exist', () => {
  for (const day of ['31/02/2026', '2026-13-01', 'soon', '1/1/1066'])
    assert.match(reason(one(`4,,,${day},`)), /no day of the calendar/, day)
})

void test('refuses one number twice, and no CSV at all', () => {
  const rows = readRecommendations('number,due\n4,\n4,\n', areas)
  assert.deepEqual(
    rows.map((row) => ('reason' in row ? row.reason : 'good')),
    ['good', 'Number 4 stands in the file twice'],
  )
  assert.throws(() => readRecommendations('', areas), { kind: 'invalid' })
  assert.throws(() => readRecommendations('number,due', areas), { kind: 'invalid' })
  assert.throws(() => readRecommendations('a,b\n1,2', areas), { kind: 'invalid' })
  assert.match(reason(one('1,"open', 'number,text')), /fewer than 15/)
  assert.throws(() => readRecommendations(`number,due\n${'1,\n'.repeat(300)}`, areas), { kind: 'invalid' })
})
