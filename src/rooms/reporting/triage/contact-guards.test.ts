import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactGuards, detailsIn, LONGEST_COMPARED, lookThrough } from './contact-guards.ts'

const SALT = 'b7c1'
const contact = { name: 'Dana Arundel', phone: '+44 (0)7700 900 123', email: 'dana.arundel+sea@post.example' }
const guards = contactGuards(contact, SALT)
const given = (text: string) => detailsIn(text, guards, SALT)

void test('a telephone number is refused however it is spelt', () => {
  for (const text of [
    'Ring 07700 900123.',
    'Ring +447700900123.',
    'Ring 0044 7700-900-123.',
    'Ring 07700 (900) / 123.',
    'O7700 9OO123',
    'number: 07700\u00a0900\u2009123',
    '٠٧٧٠٠٩٠٠١٢٣',
    '０７７００９００１２３',
    'oh seven seven double nought, nine double oh one two three',
    'zero seven seven zero zero nine zero zero one two three',
  ])
    assert.deepEqual(given(text), ['telephone'], text)
})

void test('an e-mail address is refused, also spelt out or by its first part', () => {
  for (const text of [
    'dana.arundel@post.example',
    'DANA.ARUNDEL@POST.EXAMPLE',
    'dana dot arundel at post dot example',
    'danaarundel (at) post.example',
    'user danaarundel on a forum',
  ])
    assert.ok(given(text).includes('e-mail address'), text)
})

void test('a name is refused by each of its words, in any case and with any accents', () => {
  for (const text of ['DANA said so', 'Mr. Arúndel', 'arundel, dana', 'D\u0061\u0301na', 'Arun\u00addel'])
    assert.ok(given(text).includes('name'), text)
})

void test('a name that is an everyday word is refused only with the rest of the name', () => {
  const may = contactGuards({ name: 'May Ashdown-Will' }, SALT)
  assert.deepEqual(detailsIn('It may land here; they will see.', may, SALT), [])
  assert.deepEqual(detailsIn('Told by May Will', may, SALT), ['name'])
  assert.deepEqual(detailsIn('Told by ashdown', may, SALT), ['name'])
})

void test('what is not of the reporter stands', () => {
  for (const text of [
    '',
    'Three men in a van, AB12 CDE, called 07700 900124 at 23:40 on 22 November 2026.',
    'Position 50.93 N, 0.78 E. About 20 people.',
    'Someone else: adan@post.example',
  ])
    assert.deepEqual(given(text), [], text)
})

void test('nobody left anything: nothing is refused', () => {
  assert.deepEqual(contactGuards(null, SALT), [])
  assert.deepEqual(contactGuards({}, SALT), [])
  assert.deepEqual(detailsIn('Dana 07700 900123', [], SALT), [])
})

void test('the guards of two reports do not show that they are from one person', () => {
  const other = new Set(contactGuards(contact, 'another'))
  assert.ok(guards.every((one) => !other.has(one)))
})

void test('the longest text that may stand in a report is looked through, a longer one is refused and not cut', () => {
  assert.deepEqual(given('Nineteen people with 07700 900 555 walked to the van. '.repeat(370)), [])
  assert.deepEqual(given('7'.repeat(LONGEST_COMPARED)), [])
  assert.deepEqual(given('o 1'.repeat(6_000)), [])
  assert.deepEqual(given('x'.repeat(LONGEST_COMPARED)), [])
  const atItsEnd = ' dana.arundel@post.example'
  assert.ok(given('x'.repeat(LONGEST_COMPARED - atItsEnd.length) + atItsEnd).includes('e-mail address'))
  assert.throws(() => given('x'.repeat(LONGEST_COMPARED + 1)), { kind: 'invalid' })
})

void test('an address is found among any number of @, and at most as far as an address may reach', () => {
  assert.ok(given('@@@ x@dana.arundel@post.example@@').includes('e-mail address'))
  assert.deepEqual(given('@@@ x@nobody.here@post.example@@'), [])
  assert.deepEqual(given('a@'.repeat(9_000)), [])
})

void test('of the texts of one document what comes again is compared once, and all together is bounded', () => {
  const left = { values: 200 }
  const look = lookThrough(guards, SALT, left)
  assert.deepEqual(look('Ten people walked to the van.'), [])
  const before = left.values
  for (let n = 0; n < 1_000; n += 1) assert.deepEqual(look('Ten people walked to the van.'), [])
  assert.equal(left.values, before)
  assert.deepEqual(look('Dana'), ['name'])
  assert.throws(() => look(Array.from({ length: 100 }, (_, n) => `w${String(n)}`).join(' ')), {
    kind: 'invalid',
  })
})
