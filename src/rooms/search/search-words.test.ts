import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldForSearch, searchText } from './search-words.ts'

test('accents and letters with a stroke are folded on both sides', () => {
  assert.equal(foldForSearch('Đặng Łukasz Ørsted STRAẞE'), 'dang lukasz orsted strasse')
  assert.equal(foldForSearch('ﬁsh’ №７'), 'fish’ no7')
})

test('title, texts, names and notes are searched', () => {
  const text = searchText({
    title: 'Café near the quay',
    texts: ['Three engines, called 07700 900112'],
    names: ['Zoë Hughes'],
    notes: ['limps'],
  })
  assert.equal(text.title, 'cafe near the quay')
  assert.match(text.body, /three engines.*zoe hughes.*limps/s)
  assert.match(text.names, /zoe hughes/)
  assert.deepEqual(text.exact, ['phone:+447700900112'])
})

test('an identifier that is held back is no more than the words that it stands in', () => {
  const entry = { title: '', texts: ['Called 07700 900112'], names: [], notes: [] }
  const { exact, body } = searchText(entry, new Set(['phone:+447700900112']))
  assert.deepEqual(exact, [])
  assert.doesNotMatch(body, /07700900112/)
})
