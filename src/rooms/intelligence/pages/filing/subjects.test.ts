import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { acceptedOf, offersOf } from './offers.ts'
import {
  readSubjects,
  subjectValues,
  typedPerson,
  typedThing,
  withoutSubject,
  withSubject,
} from './subjects.form.ts'
import { isProtected, subjectCards, subjectsView } from './subjects.view.ts'
import type { RecordId } from '../../../../wire/ids.ts'

const TODAY = '2026-11-22'
const written: DraftDocument = {
  items: [{ text: 'Seen on 12 November 2026. Call 07700 900123.' }, { text: 'Again 07700 900123, AB12 CDE' }],
}

void test('identifiers of the text are offered once, days are not, and nothing is accepted by itself', () => {
  const offers = offersOf(written)
  assert.deepEqual(
    offers.map(({ subject }) => [subject.kind, subject.value, subject.item]),
    [
      ['phone', '07700 900123', 1],
      ['vehicle', 'AB12 CDE', 2],
    ],
  )
  assert.match(offers[0]?.hint ?? '', /^Telephone in item 1, understood as \+44 7700 900123$/)
  assert.equal(readSubjects({}, written).document.subjects, undefined)
})

void test('what is a subject already, in any spelling, is not offered again', () => {
  const document = { ...written, subjects: [{ kind: 'phone', value: '+44 7700 900 123', item: 1 }] }
  assert.deepEqual(
    offersOf(document).map(({ text }) => text),
    ['AB12 CDE'],
  )
})

void test('a ticked find becomes a subject, whatever button was pressed; an invented token does not', () => {
  const token = offersOf(written)[1]?.token ?? ''
  const read = readSubjects({ found: [token, '["phone","999",1]'], do: 'person' }, written)
  assert.equal(read.goTo, 'subjects/person')
  assert.deepEqual(read.document.subjects, acceptedOf(written, [token]))
  assert.equal(read.document.subjects.length, 1)
})

void test('a person has a category and names; a date of birth may be a year', () => {
  const typed = { category: 'suspected', names: 'Besnik\n\n Besi ', 'born-year': '1988', item: '2' }
  const read = withSubject(written, null, typedPerson(typed, written))
  assert.deepEqual(read.errors, {})
  assert.deepEqual(read.document.subjects, [
    { kind: 'person', item: 2, category: 'suspected', born: '1988', names: ['Besnik', 'Besi'] },
  ])
})

void test('a subject with a fault is not kept, and the fault stands at its field', () => {
  const person = typedPerson({ names: '', 'born-day': '3', 'born-year': '1988' }, written)
  const read = withSubject(written, null, person)
  assert.equal(read.document, written)
  assert.deepEqual(Object.keys(read.errors).toSorted(), ['born', 'category', 'item', 'names'])
  assert.deepEqual(withSubject(written, null, typedThing({}, written)).errors, {
    kind: 'Choose what it is',
    value: 'Enter it as it was written',
  })
})

void test('a thing belongs to a person, in capitals of its country', () => {
  const people: DraftDocument = {
    ...written,
    subjects: [{ kind: 'person', item: 1, category: 'witness', names: ['unknown'] }],
  }
  const typed = { kind: 'vehicle', value: 'AB-123-CD', country: 'fr', item: '1', belongs_to: '1' }
  const read = withSubject(people, null, typedThing(typed, people))
  assert.deepEqual(read.errors, {})
  const thing = read.document.subjects?.[1] ?? {}
  assert.equal(thing.country, 'FR')
  assert.deepEqual(
    typedThing({ ...(subjectValues(thing) as Record<string, string>) }, people),
    thing,
    'what the form shows is what it reads',
  )
  const wrong = withSubject(people, null, typedThing({ ...typed, belongs_to: '7' }, people))
  assert.deepEqual(Object.keys(wrong.errors), ['belongs_to'])
})

void test('taking a subject away keeps the others’ belongings right', () => {
  const document: DraftDocument = {
    subjects: [
      { kind: 'person', names: ['A'] },
      { kind: 'person', names: ['B'] },
      { kind: 'phone', value: '1', belongs_to: 1 },
      { kind: 'phone', value: '2', belongs_to: 2 },
    ],
  }
  assert.deepEqual(withoutSubject(document, 1).subjects, [
    { kind: 'person', names: ['B'] },
    { kind: 'phone', value: '1' },
    { kind: 'phone', value: '2', belongs_to: 1 },
  ])
})

void test('victims, witnesses and whoever may be a child stay, with what belongs to them', () => {
  assert.equal(isProtected({ kind: 'person', category: 'victim' }, TODAY), true)
  assert.equal(isProtected({ kind: 'person', category: 'suspected', born: '2008' }, TODAY), true)
  assert.equal(isProtected({ kind: 'person', category: 'suspected', born: '2008-11-22' }, TODAY), false)
  const document: DraftDocument = {
    ...written,
    subjects: [
      { kind: 'person', item: 1, category: 'victim', names: ['unknown'] },
      { kind: 'phone', item: 1, value: '07700 900456', belongs_to: 1 },
      { kind: 'vehicle', item: 2, value: 'AB12 CDE' },
    ],
  }
  const view = subjectsView({ id: 'x' as RecordId, document }, TODAY, [])
  assert.deepEqual(
    view.cards.map(({ staysWithUs }) => staysWithUs),
    [true, true, false],
  )
  assert.equal(view.askWhose, true)
})

void test('a birth of another calendar says how it is read, offers lunar Hijri, and a boy stays with us', () => {
  const typed = (year: string, month = '', day = '') =>
    typedPerson(
      {
        names: 'Navid Barakzai',
        category: 'suspected',
        'born-year': year,
        'born-month': month,
        'born-day': day,
      },
      written,
    )
  const card = (subject: DraftSubject) => subjectCards({ ...written, subjects: [subject] }, '2026-11-29')[0]
  const boy = card(typed('1390', '5', '12'))
  assert.equal(boy?.card['born'], '2011-08-03')
  assert.match(String(boy.card['said']), /Solar Hijri: 3 August 2011\. If it is lunar Hijri, write “lunar”/)
  assert.equal(boy.staysWithUs, true)
  const asked = card(typed('1412', '5', '12'))
  assert.match(String(asked?.card['said']), /Which calendar/)
  assert.equal(asked?.staysWithUs, true)
  const short = card(typed('90', '5', '12'))
  assert.match(String(short?.card['said']), /may be of 1990, or of 1390 .*Write the year with four figures/)
  assert.equal(short?.staysWithUs, true)
  const man = card(typed('1390 lunar', '5', '12'))
  assert.equal(man?.card['born'], '1970-07-16')
  assert.equal(man.staysWithUs, false)
  for (const [year, kept] of [
    ['c. 1987', '1987~'],
    ['1985 to 1990', '1985/1990'],
  ] as const) {
    const subject = typed(year)
    assert.equal(card(subject)?.card['born'], kept)
    assert.equal(subjectValues(subject)['born-year'], year)
  }
  assert.equal(card(typed('87', '3', '14'))?.card['born'], '1987-03-14')
})
