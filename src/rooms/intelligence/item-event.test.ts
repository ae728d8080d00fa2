import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { eventWords } from '../../design/event-words.ts'
import { finishedDraft } from './finished-draft.ts'
import { keptPosition, readWhere } from './item-event.ts'
import { parseReport, type Report } from './report.ts'
import { aReport } from './reports.test-support.ts'
import { prepareReport } from './stored-report.ts'
import { tracesOfOriginal } from './traces-of-original.ts'
import { whatChanged } from './what-changed.ts'

const withEvents = (...events: object[]) => {
  const body = aReport()
  const [item] = body['items'] as object[]
  return { ...body, items: [{ ...item, events }] }
}
const filed = (...events: object[]): Report => {
  const parsed = parseReport(withEvents(...events))
  assert.ok('report' in parsed, JSON.stringify(parsed))
  return parsed.report
}
const faults = (event: object) => {
  const parsed = parseReport(withEvents(event))
  return 'fields' in parsed
    ? Object.fromEntries(
        Object.entries(parsed.fields).map(([path, what]) => [path.replace('items.0.events.0.', ''), what]),
      )
    : {}
}

void describe('where and when of an item', () => {
  void test('is kept in one way of writing, which reads back to itself', () => {
    const report = filed({
      ...{ kind: 'landing', when: '2 July 2026 at 05:10', where: 'TQ 9512 1598', where_sure: 'within' },
      ...{ within_m: 500, place: ' Camber Sands ' },
    })
    const [event] = report.items[0]?.events ?? []
    assert.deepEqual(event, {
      ...{ kind: 'landing', when: '2026-07-02T04:10Z', where: '50.91035 N, 0.77419 E', where_sure: 'within' },
      ...{ within_m: 500, place: 'Camber Sands' },
    })
    assert.deepEqual(parseReport(report), { report }, 'a next version begins from what is kept')
    assert.equal(
      eventWords(event),
      'Landing. 2 July 2026 at 5:10am. Camber Sands, 50.91035 N, 0.77419 E (within 500 metres)',
    )
  })

  void test('says of a position without more that it is about there', () => {
    const [event] = filed({ kind: 'other', where: '50.91, 0.775' }).items[0]?.events ?? []
    assert.equal(event?.where_sure, 'about')
  })

  void test('an item without any stays as it was', () => {
    assert.equal('events' in (filed().items[0] ?? {}), false)
  })

  const refused: [string, object, string, RegExp][] = [
    ['nothing of when or where', { kind: 'landing' }, 'when', /when it was, where it was/],
    ['no kind', { when: 'November 2026' }, 'kind', /Choose what happened/],
    ['1066', { kind: 'landing', when: '14 October 1066' }, 'when', /before 1970/],
    ['2099', { kind: 'landing', when: '1 May 2099' }, 'when', /more than a year ahead/],
    ['over the date line', { kind: 'landing', where: '51.0, 190.5' }, 'where', /not understood/],
    [
      'a pair turned round',
      { kind: 'landing', where: '0.775, 50.910' },
      'where',
      /turned round\. Write N or S/,
    ],
    ['three words', { kind: 'landing', where: 'filled.count.soap' }, 'where', /Three words/],
    ['script', { kind: 'landing', where: '<script>alert(1)</script>' }, 'where', /not understood/],
    [
      'metres of nothing',
      { kind: 'landing', when: 'May 2026', where_sure: 'exact' },
      'where',
      /Enter the position/,
    ],
    [
      'within no metres',
      { kind: 'landing', where: '50.9, 0.7', where_sure: 'within' },
      'within_m',
      /how many/,
    ],
    ['a telephone as a place', { kind: 'meeting', place: 'By 07700 900461' }, 'place', /no telephone number/],
    ['a person', { kind: 'meeting', place: 'Rye', person: 1 }, 'person', /not known/],
    ['a vehicle', { kind: 'meeting', place: 'Rye', subject: 1 }, 'subject', /not known/],
  ]
  for (const [name, event, field, why] of refused)
    void test(`refuses ${name}, and says what to do`, () => {
      assert.match(faults(event)[field] ?? 'no fault', why)
    })

  void test('a pair that is meant as it stands is kept with letters behind the figures', () => {
    const turned = readWhere('0.775, 50.910')
    assert.ok('turned' in turned)
    assert.equal(turned.turned, '50.91000 N, 0.77500 E')
    const meant = readWhere('0.77500 N, 50.91000 E')
    assert.deepEqual(meant, { where: '0.77500 N, 50.91000 E' })
  })

  void test('a position beside the date line is kept on its side of it', () => {
    assert.deepEqual(readWhere('51.5 N, 179.9999 W'), { where: '51.50000 N, 179.99990 W' })
    assert.equal(keptPosition({ lat: -0.000001, lon: -0.000001 }), '0.00000 N, 0.00000 E')
  })

  void test('words of script in a place are kept as words', () => {
    const [event] = filed({ kind: 'other', place: '<script>alert(1)</script>' }).items[0]?.events ?? []
    assert.equal(event?.place, '<script>alert(1)</script>')
  })

  void test('its words are searched as the text is', () => {
    const prepared = prepareReport(
      filed({ kind: 'landing', place: 'Winchelsea Beach' }),
      '2026-11-30',
      'SM-AAAA',
    )
    assert.match(prepared.search.body, /winchelsea/i)
  })

  void test('names no original of a sanitised version', () => {
    const report = filed({ kind: 'landing', place: 'See SM-1234-5678-A' })
    const found = tracesOfOriginal(report, { id: 'no', reference: 'SM-1234-5678-A', agencyReference: null })
    assert.deepEqual(Object.keys(found), ['items.0.events.0.place'])
  })

  void test('a changed one is said to have changed', () => {
    const stored = (report: Report) => prepareReport(report, '2026-11-30', 'SM-AAAA').document
    const before = stored(filed({ kind: 'landing', when: 'May 2026' }))
    const after = stored(filed({ kind: 'landing', when: 'June 2026' }))
    assert.deepEqual(whatChanged(before, after), [{ part: 'events', number: 1 }])
    assert.deepEqual(whatChanged(before, before), [])
  })

  void test('an empty box of a draft is no answer', () => {
    const finished = finishedDraft({
      items: [{ text: 'x', events: [{ kind: 'landing', when: '', place: 'Rye' }] }],
    })
    assert.deepEqual(finished['items'], [{ text: 'x', events: [{ kind: 'landing', place: 'Rye' }] }])
  })
})
