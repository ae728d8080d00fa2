/** What of an operation goes and what stays: each table is one or the other, and a legal hold keeps what would go by itself. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ROOT, testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { createLog } from '../../../platform/log.ts'
import { newId } from '../../../platform/identifiers.ts'
import { eventsOn } from '../conflicts/conflicts.test-support.ts'
import { endTask, lookTask } from '../conflicts/look.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD } from '../operations.test-support.ts'

/** What holds no word of anybody: numbers, times, persons, digests; or goes with what it belongs to. */
const STAYS = new Set([
  'action',
  'action_day_word',
  'action_depends',
  'conflict',
  'decision',
  'decision_read',
  'decision_word',
  'log_print',
  'narrow_reader',
  'outcome_count',
  'planned_look',
  'planned_pair',
  'planned_version',
  'read_receipt',
  'terms_accepted',
  // Of tasking, which stands outside operations, and of the duty post.
  'bid',
  'bid_decision',
  'bid_operation',
  'bid_product',
  'bid_version',
  'interest_told',
  'meeting',
  'meeting_seat',
  // Of the node, and of no operation.
  'barred_word',
  'planned_alert',
  'planned_setting',
  'setting',
])

void describe('what of an operation goes', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
  })
  after(() => db.close())

  void test('is said of each of its tables', async () => {
    const erasure = await readFile(path.join(ROOT, 'db/code/operations/erasure.sql'), 'utf8')
    const tables = await db.admin<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'operations'::regnamespace and c.relkind in ('r', 'p')`,
    )
    const goes = ({ name }: { name: string }) =>
      new RegExp(`(?:update|delete from) operations\\.${name}\\b`).test(erasure)
    assert.deepEqual(
      tables.filter((one) => goes(one) === STAYS.has(one.name)).map(({ name }) => name),
      [],
      'either the erasure takes it, or it stays for a reason',
    )
  })

  void test('waits while a legal hold stands on the operation: its planned events, and what it was told by others', async () => {
    const held = await at.openOf('sussex-police', { codename: 'Copper Shelf' })
    const free = await at.openOf('kent-police', { codename: 'Paper Thimble' })
    const ours = await at.lodge(LEAD, held)
    const theirs = await at.lodge(KENT, free)
    await at.look()
    const place = `insert into access.legal_hold (id, record_id, agency_id, reason, placed_by, placed_at)
      select $1, r.id, r.agency_id, 'A trial waits', r.author_id, now() from access.record r where r.id = $2`
    await db.admin('alter table access.legal_hold disable trigger user')
    await db.admin(place, [newId(), held])
    const clock = { database: db.database, log: createLog('silent') }
    const aged = (sql: string) =>
      db.admin(
        `set session_replication_role = replica; update operations.planned_event set ${sql};
         set session_replication_role = origin`,
      )
    const standing = async () =>
      (
        await db.admin<{ id: string; state: string }>('select id, state from operations.planned_event')
      ).toSorted((one, other) => Number(one.id === theirs) - Number(other.id === theirs))
    const told = async (of: OperationId) =>
      (
        await db.admin<{ telephone: string | null }>(
          'select other_telephone as telephone from operations.conflict where operation_id = $1',
          [of],
        )
      ).map(({ telephone }) => telephone)
    await aged(`starts_at = starts_at - interval '40 days', ends_at = ends_at - interval '40 days',
      during = tstzrange(lower(during) - interval '40 days', upper(during) - interval '40 days')`)
    await lookTask(clock, {})
    await endTask(clock, {})
    assert.deepEqual(await standing(), [
      { id: ours, state: 'finished' },
      { id: theirs, state: 'coarsened' },
    ])
    assert.deepEqual(await told(held), ['01632 960101'])

    // Three years later: the other side's event stays, as a cell and a month, for what this side was told.
    await aged(`coarse_month = coarse_month - interval '3 years'`)
    await endTask(clock, {})
    assert.equal((await standing()).length, 2)
    await db.admin(
      `update access.legal_hold set lifted_by = placed_by, lifted_at = now(), lifted_reason = 'Over' where record_id = $1`,
      [held],
    )
    await endTask(clock, {})
    assert.deepEqual(await standing(), [{ id: ours, state: 'coarsened' }])
  })
})
