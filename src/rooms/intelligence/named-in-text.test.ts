import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftSubject } from './drafts.ts'
import { namedInText } from './named-in-text.ts'

const TODAY = '2026-11-29'

const naming = (text: string, subject: DraftSubject) =>
  namedInText({ title: 'Engines bought', items: [{ text }], subjects: [subject] }, TODAY)[0] ??
  assert.fail('no answer')
const named = (text: string, subject: DraftSubject) => naming(text, subject).inText

void test('a value is in the text in whatever spelling the text has, and not where it is cut', () => {
  for (const [kind, value, text] of [
    ['phone', '+447700900123', 'Call 07700 900 123 about the boats.'],
    ['phone', '07700 900123', 'He rings from 0044 7700 900123.'],
    ['vehicle', 'AB12CDE', 'A van, ab12 cde, waited.'],
    ['email', 'Seller@Boats.example', 'Write to seller@boats.example.'],
    ['account', 'GB33 BUKB 2020 1555 5555 55', 'Paid to GB33BUKB20201555555555.'],
    ['document', 'X-123/456', 'Passport X123456 was shown.'],
    ['vessel', 'Grey Lady', 'They left on the GREY LADY.'],
    ['address', '14 Harbour Street, Dover', 'They met at 14 Harbour Street in Dover.'],
    ['company', 'Quigley Marine', 'Quigley Marine sold the engines.'],
    ['company', 'Quigley Marine Limited', 'Quigley Marine Ltd sold the engines.'],
  ] as const) {
    assert.equal(named(text, { kind, item: 1, value }), true, `${value} in: ${text}`)
    assert.equal(named('A man sold three engines.', { kind, item: 1, value }), false, value)
  }
})

void test('a value that is part of a longer one, or looks like another, is not in the text', () => {
  for (const [kind, value, text] of [
    ['phone', '07700 900123', 'Call 07700 900124.'],
    ['document', '900123', 'Call 07700 900123.'],
    ['document', '12345', 'Order 6 12345 78 was paid.'],
    ['account', '12345678', 'Account 123456789 was paid.'],
    ['company', 'Quigley Marine', 'The marine warden saw Mr Quigley.'],
  ] as const)
    assert.equal(named(text, { kind, item: 1, value }), false, `${value} in: ${text}`)
})

void test('a person is in the text by the whole name, in any order and spelling', () => {
  for (const [name, text] of [
    ['Viktor Quigley', 'QUIGLEY, Viktor paid in cash.'],
    ['Viktor Quigley', 'It was Viktor John Quigley who paid.'],
    ['Nadège Müller', 'Nadege Mueller drove.'],
    ['Vitya', 'They call him Vitya.'],
    ['Viktor Quigley', 'Victor Quigley paid.'],
    ['Mohammed Haddad', 'Muhammad Hadad paid.'],
    ['Віктор Квіглі', 'Viktor Kvigli paid.'],
  ] as const)
    assert.equal(named(text, { kind: 'person', item: 1, names: [name] }), true, `${name} in: ${text}`)
  for (const [name, text] of [
    ['Ivan Quigley', 'Viktor Quigley paid in cash.'],
    ['Viktor Quigley', 'A man named Quigley paid.'],
    ['Viktor Quigley', 'Viktor Smith met Ivan Quigley.'],
    ['Viktoria Quigley', 'Viktor Quigley paid in cash.'],
    ['Alexander Petrov', 'Sasha Petrov paid in cash.'],
    ['unknown', 'A man paid in cash.'],
  ] as const)
    assert.equal(named(text, { kind: 'person', item: 1, names: [name] }), false, `${name} in: ${text}`)
})

void test('what a card says beyond its text is told: other names, a birth, a note', () => {
  const person = {
    kind: 'person',
    item: 1,
    names: ['Viktor Quigley', 'Vitya'],
    born: '2002-04-12',
    note: 'Works at the boatyard',
  }
  const short = naming('Viktor Quigley paid.', person)
  assert.deepEqual(short.more, { names: ['Vitya'], born: true, note: true })
  const long = naming('Viktor Quigley (Vitya), born 12/04/2002, works at the boatyard.', person)
  assert.deepEqual(long.more, { names: [], born: false, note: false })
})

void test('the longest report with two hundred subjects is read in less than a few seconds', () => {
  const text = 'Mohamed Haddad Ali Saleh met Somebody Else At The Harbour Of Dover. '.repeat(280)
  const subjects = Array.from({ length: 200 }, (_, index) => ({
    kind: 'person',
    item: 1,
    names: [`Zoltan Qwerty${String(index)}`],
  }))
  const began = performance.now()
  namedInText({ items: Array.from({ length: 5 }, () => ({ text })), subjects }, TODAY)
  const took = performance.now() - began
  assert.ok(took < 20_000, String(took))
})
