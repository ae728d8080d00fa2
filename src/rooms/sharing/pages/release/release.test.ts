import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AudienceRow } from '../../audience.ts'
import { readRecipients, recipientFields } from './release.form.ts'
import { previewTable, recipientChoices, recipientWords } from './release.view.ts'

const row = (id: number, name: string, more: Partial<AudienceRow> = {}): AudienceRow => ({
  agency: { id, slug: name.toLowerCase(), name },
  sight: 'none',
  readers: 2,
  reason: 'Not released to this agency',
  opened: [],
  stated: [],
  accepted: [],
  recallAcknowledged: null,
  ...more,
})

void test('recipients are all partners or named ones, and never nobody', () => {
  assert.deepEqual(readRecipients({ to: 'all', agency: '3' }), { recipients: { to: 'all' } })
  assert.deepEqual(readRecipients({ to: 'named', agency: ['3', '4', '3', 'x'] }), {
    recipients: { to: 'named', agencies: [3, 4] },
  })
  assert.deepEqual(readRecipients({ to: 'named' }), { errors: { agency: 'Choose at least one agency' } })
  assert.deepEqual(readRecipients({}), { errors: { to: 'Choose to whom you release it' } })
})

void test('recipients survive from page to page', () => {
  const recipients = { to: 'named' as const, agencies: [3, 4] }
  const typed: Record<string, string[]> = {}
  for (const { name, value } of recipientFields(recipients)) typed[name] = [...(typed[name] ?? []), value]
  assert.deepEqual(readRecipients(typed), { recipients })
})

void test('who may not be chosen is said', () => {
  const { choices, nobody } = recipientChoices([
    row(1, 'Kent'),
    row(2, 'NCA', { sight: 'full' }),
    row(3, 'HMICFRS', { readers: 0 }),
  ])
  assert.deepEqual(
    choices.map(({ text, hint }) => [text, hint]),
    [
      ['Kent', undefined],
      ['NCA', 'Has it already'],
    ],
  )
  assert.equal(nobody, 'HMICFRS')
})

void test('the preview begins with who reads it, and says nothing once a reason', () => {
  const table = previewTable(
    [
      row(1, 'A'),
      row(2, 'B', { sight: 'hit', reason: 'It holds a matching record' }),
      row(3, 'C', { sight: 'full', reason: 'Released to this agency' }),
      row(4, 'D'),
    ],
    2,
  )
  assert.deepEqual(
    table.rows.map(({ agency }) => agency),
    ['C', 'B'],
  )
  assert.deepEqual(table.nothing, [{ reason: 'Not released to this agency', names: 'A and D' }])
  assert.equal(table.readers, 2)
  assert.equal(table.parts.length, 3)
  assert.deepEqual(table.rows[0]?.cells.at(-1), { sight: 'none', reason: 'Never leave your agency' })
  assert.equal(previewTable([], 0).parts.length, 2)
})

void test('the last page says to whom, in words', () => {
  const rows = [row(1, 'Kent'), row(2, 'NCA')]
  assert.equal(recipientWords({ to: 'named', agencies: [1, 2] }, rows), 'Kent and NCA')
  assert.match(recipientWords({ to: 'all' }, rows), /all partners/)
})
