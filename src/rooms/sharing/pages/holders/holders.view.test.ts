import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordEvent } from '../../../../platform/rooms/record-kind.ts'
import type { AudienceRow } from '../../audience.ts'
import { historySentences } from './history.view.ts'
import { holdersView } from './holders.view.ts'

const AT = new Date('2026-11-22T15:00:00Z')
const kent = { id: 2, slug: 'kent-police', name: 'Kent Police' }
const kind = { words: { one: 'report', many: 'reports' } }

const event = (more: Partial<RecordEvent>): RecordEvent => ({
  at: AT,
  kind: 'consultation',
  operation: 'intelligence.report.read',
  agency: { id: 1, slug: 'sussex-police', name: 'Sussex Police' },
  who: 'Robin Ashdown',
  recipients: [],
  detail: {},
  ...more,
})

void test('history is sentences; looking several times in a row is one', () => {
  const sentences = historySentences(kind, [
    event({ detail: { version: 1, sight: 'full' } }),
    event({ detail: { audience: true } }),
    event({ detail: { version: 1, sight: 'full' } }),
    event({ kind: 'disclosure', recipients: [kent], detail: { version: 1, toAll: false } }),
    event({
      who: 'Intelligence officer, Kent Police',
      agency: kent,
      detail: { accepted: true, version: 1 },
    }),
    event({ kind: 'alteration', detail: { submitted: true, version: 1 } }),
  ])
  assert.deepEqual(
    sentences.map(({ text, by }) => [text, by]),
    [
      ['Read version 1. Looked at who sees which part.', 'Robin Ashdown, Sussex Police'],
      ['Released version 1 to Kent Police.', 'Robin Ashdown, Sussex Police'],
      ['Accepted the conditions of version 1.', 'Intelligence officer, Kent Police'],
      ['Filed it.', 'Robin Ashdown, Sussex Police'],
    ],
  )
})

const row = (more: Partial<AudienceRow>): AudienceRow => ({
  agency: kent,
  sight: 'none',
  readers: 3,
  reason: 'Because',
  opened: [],
  accepted: [],
  recallAcknowledged: null,
  stated: [],
  ...more,
})

void test('holders are those who see it or have seen it; a hit is said apart', () => {
  const seen = { reader: 1, who: 'Somebody', at: AT, version: 1, lastAt: AT }
  const view = holdersView(
    [row({ sight: 'full' }), row({ sight: 'hit' }), row({}), row({ opened: [seen] })],
    { status: 'disseminated', released: null },
  )
  assert.equal(view.rows.length, 2)
  assert.equal(view.onlyHit, 'Kent Police')
  assert.deepEqual(view.rows[1]?.[2], {
    text: '1 person',
    detail: 'Somebody, version 1, 22 November 2026 at 3:00pm',
  })
})

void test('“opened by” counts persons: who opened two versions is one, two of the same role are two', () => {
  const opened = [
    { reader: 1, who: 'Intelligence Officer, Kent Police', at: AT, version: 1, lastAt: AT },
    { reader: 1, who: 'Intelligence Officer, Kent Police', at: AT, version: 2, lastAt: AT },
    { reader: 2, who: 'Intelligence Officer, Kent Police', at: AT, version: 2, lastAt: AT },
  ]
  const view = holdersView([row({ sight: 'conditions', opened, accepted: opened })], {
    status: 'disseminated',
    released: null,
  })
  for (const column of [2, 3])
    assert.deepEqual(view.rows[0]?.[column], {
      text: '2 people',
      detail:
        'Intelligence Officer, Kent Police, version 1, 22 November 2026 at 3:00pm, version 2, 22 November 2026 at 3:00pm; Intelligence Officer, Kent Police, version 2, 22 November 2026 at 3:00pm',
    })
})

void test('after a recall the question is who has acknowledged', () => {
  const nca = { id: 3, slug: 'nca', name: 'National Crime Agency' }
  const view = holdersView(
    [
      row({ recallAcknowledged: { who: 'Somebody', at: AT } }),
      row({ agency: nca }),
      row({ agency: { ...nca, id: 4 } }),
    ],
    { status: 'withdrawn', released: { toAll: false, agencies: [kent, nca] } },
  )
  assert.equal(view.head.at(-1), 'Recall acknowledged')
  assert.equal(view.rows.length, 2, 'an agency where nobody opened it was asked as well')
  assert.match(JSON.stringify(view.rows[0]), /Acknowledged/)
  assert.match(JSON.stringify(view.rows[1]), /Not yet/)
})
