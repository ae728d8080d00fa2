import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exhibits } from '../../kind.test-support.ts'
import { inboxRow } from './inbox.view.ts'
import type { RecordId } from '../../../../wire/ids.ts'

const AT = new Date('2026-11-22T15:00:00Z')
const owner = { id: 2, slug: 'kent-police', name: 'Kent Police' }
const row = {
  kind: 'exhibit',
  id: 'x' as RecordId,
  title: 'T',
  classification: 'OFFICIAL' as const,
  owner,
  releasedAt: AT,
}

void test('conditions come before unread, and what was read has no mark', () => {
  const tag = (sight: 'full' | 'conditions', read: boolean) => {
    const [cell] = inboxRow(exhibits(), { ...row, sight, read })
    return (cell as { tag?: { text: string } }).tag?.text
  }
  assert.equal(tag('conditions', false), 'Conditions to accept')
  assert.equal(tag('full', false), 'Unread')
  assert.equal(tag('full', true), undefined)
})

void test('a row leads to the page of its kind', () => {
  const [cell] = inboxRow(exhibits(), { ...row, sight: 'full', read: false })
  assert.equal((cell as { href: string }).href, '/exhibits/x')
})
