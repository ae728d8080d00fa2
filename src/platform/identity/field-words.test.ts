import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { formInWords, hasWords } from './field-words.ts'

test('a form that comes back after its sender was signed out says its fields in words, and none that is the page’s own', () => {
  const rows = formInWords({
    revision: '3',
    'items.0.text': 'Ten minutes of typing',
    'items.1.basis': 'fact',
    'born-day': '2',
    'born-month': 'March',
    'born-year': '1990',
    handling: 'P',
    note: '',
    found: ['["phone","07700 900461",1]', '["vehicle","QT74 BCS",1]'],
  })
  assert.deepEqual(rows, [
    { label: 'Item 1', value: 'Ten minutes of typing' },
    { label: 'Item 2: fact or assessment', value: 'Fact' },
    { label: 'Date of birth', value: '2 March 1990' },
    { label: 'Handling', value: 'Lawful sharing permitted' },
    { label: 'Found in the text', value: '07700 900461 QT74 BCS' },
  ])
})

test('every field of a form of the desk has words', () => {
  const rooms = join(import.meta.dirname, '..', '..', 'rooms')
  const without = readdirSync(rooms, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.njk') && !file.startsWith('reporting/pages/public'))
    .flatMap((file) => {
      const text = readFileSync(join(rooms, file), 'utf8')
      // The public's form is in no session; a name that is made on the page ends with a part that is tried here.
      return [...text.matchAll(/field\.(?!file)\w+\(\{ name: (?:"items\." \+ \w+ \+ ")?"?\.?([\w-]+)"/g)]
        .map(([, name = '']) => name)
        .filter((name) => !hasWords(name))
        .map((name) => `${file}: ${name}`)
    })
  assert.deepEqual(without, [])
})
