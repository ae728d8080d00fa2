/**
 * The rule of sight holds for every kind of record: for those that the rooms' fixtures say, which are all of the
 * database's, and for a kind that no room has yet.
 * A kind's own table and its parts are read by whoever has full sight of the record, and by nobody else; and they are
 * written by those of its owner who may change the record, with an event.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { acting } from '../../src/rooms/intelligence/reports.test-support.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { inventKind } from '../support/invented-kind.ts'
import { roomFixtures, type KindFixtures } from '../support/room-fixtures.ts'
import { accessCases, columns, factsOf, type Situation } from './make-access-cases.ts'
import { sightOf } from './rule.ts'

/** What the next room's kind will be. */
const note: KindFixtures = {
  kind: 'note',
  rows: (id) => [
    { sql: `insert into scratch.note (id, aim) values ($1, 'Aim')`, values: [id] },
    { sql: `insert into scratch.line (note_id, number, words) values ($1, 1, 'Words')`, values: [id] },
  ],
  tables: [
    { table: 'scratch.note', column: 'id', readBy: 'full sight' },
    { table: 'scratch.line', column: 'note_id', readBy: 'full sight' },
  ],
}
const KINDS = [...(await roomFixtures()).flatMap(({ kinds = [] }) => kinds), note]
const OFFICER = 'intelligence-officer@nca.example'
const ANALYST = 'analyst@nca.example'
const PARTNER = 'intelligence-officer@kent-police.example'

/** Any situation, also those that stand in no table of cases. */
const situation = fc.record(
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, fc.constantFrom(...values)])),
) as fc.Arbitrary<Situation>

void describe('every kind of record', () => {
  let base: TestDatabase
  let client: pg.Client
  before(async () => {
    base = await testDatabase()
    await inventKind(base)
    client = new pg.Client({ connectionString: base.adminUrl })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await base.close()
  })

  void test('each kind that the database has is tried', async () => {
    const rows = await base.admin<{ kind: string }>('select kind from access.record_kind')
    assert.deepEqual(KINDS.map(({ kind }) => kind).toSorted(), rows.map(({ kind }) => kind).toSorted())
  })

  for (const kind of KINDS) {
    void test(`${kind.kind}: each case of the table is seen as the rule says`, async () => {
      for (const one of accessCases()) await compare(kind, one)
    })

    void test(`${kind.kind}: property: so is any other`, async () => {
      await fc.assert(
        fc.asyncProperty(situation, (one) => compare(kind, one)),
        { numRuns: 300 },
      )
    })
  }

  void test('is filed, read and changed by its own agency, and each change has its event', async () => {
    const as = acting(base)
    const id = newId()
    await as(ANALYST, (scope) => fileNote(scope, id))
    const changing = (who: string, sql: string, withEvent = true) =>
      as(who, async (scope) => {
        const changed = await scope.tx.run(sql, [id])
        if (withEvent) scope.record({ kind: 'alteration', subject: { kind: 'note', id } })
        return changed
      })
    const change = `update scratch.note set aim = 'Another' where id = $1`
    const add = `insert into scratch.line (note_id, number, words) values ($1, 2, 'More')`
    assert.equal(await changing(ANALYST, change), 0, 'a filed one is changed by those who decide')
    await assert.rejects(changing(ANALYST, add), { code: '42501' })
    assert.equal(await changing(PARTNER, change), 0)
    await assert.rejects(changing(PARTNER, add), { code: '42501' })
    await assert.rejects(changing(OFFICER, change, false), { code: 'SM002' })
    await assert.rejects(changing(OFFICER, add, false), { code: 'SM002' })
    assert.equal(await changing(OFFICER, change), 1)
    assert.equal(await changing(OFFICER, add), 1)
  })

  void test('takes no row of another kind, and none of a record that was filed before', async () => {
    const as = acting(base)
    const [report, note] = [newId(), newId()]
    const insert = 'insert into scratch.note (id, aim) values ($1, $2)'
    await assert.rejects(
      as(OFFICER, async (scope) => {
        await fileRecord(scope, report, 'report')
        await scope.tx.run(insert, [report, 'Not a note'])
      }),
      { code: '42501' },
    )
    await as(OFFICER, async (scope) => {
      await fileRecord(scope, note, 'note')
      scope.record({ kind: 'collection', subject: { kind: 'note', id: note } })
    })
    await assert.rejects(
      as(OFFICER, (scope) => scope.tx.run(insert, [note, 'Later'])),
      { code: '42501' },
    )
    await assert.rejects(
      as(OFFICER, (scope) => fileRecord(scope, newId(), 'sealed')),
      { code: '42501' },
    )
  })

  async function fileRecord(scope: MemberScope, id: string, kind: string): Promise<void> {
    await scope.tx.run(
      `insert into access.record (id, kind, reference, agency_reference, agency_id, author_id, status, title, classification,
         handling, review_on, created_at)
       values ($1, $2, $3, $4, $5, $6, 'disseminated', 'x', 'OFFICIAL', 'P', '2030-01-01', now())`,
      [id, kind, newReference(), newHandle(), scope.actor.agencyId, scope.actor.personId],
    )
  }

  async function fileNote(scope: MemberScope, id: string): Promise<void> {
    await fileRecord(scope, id, 'note')
    await scope.tx.run(`insert into scratch.note (id, aim) values ($1, 'Aim')`, [id])
    scope.record({ kind: 'collection', subject: { kind: 'note', id } })
  }

  /** Puts one record into the situation, and looks at it as the viewer. Nothing of it stays. */
  async function compare(kind: KindFixtures, one: Situation): Promise<void> {
    const expected = sightOf(factsOf(one)).sight
    const [id, viewer] = [newId(), newId()]
    await client.query('begin')
    try {
      // States that no act leads to are made too, without the triggers that would refuse them.
      await client.query('set local session_replication_role = replica')
      await plant(kind, one, id, viewer)
      const as = {
        agency: String(base.agency(one.viewer_agency === 'owner' ? 'nca' : 'kent-police')),
        person: viewer,
        roles: one.viewer_role,
        clearance: one.viewer_clearance,
        active: one.viewer_active === 'yes' ? 'true' : 'false',
      }
      for (const [name, value] of Object.entries(as))
        await client.query('select set_config($1, $2, true)', [`seamark.${name}`, value])
      const { rows: asked } = await client.query<{ sight: string }>(
        `select access.sight(r, exists (select from access.acceptance a
                                        where a.record_id = r.id and a.version = r.version and a.person_id = $2), $3) as sight
         from access.record r where r.id = $1`,
        [id, viewer, one.match_exists === 'yes'],
      )
      const what = `${kind.kind} ${JSON.stringify(one)}`
      assert.equal(asked[0]?.sight, expected, what)
      await client.query('set local role seamark_member')
      const asks = [{ table: 'access.record', column: 'id' }, ...kind.tables].map(
        ({ table, column }) => `exists (select from ${table} where ${column} = $1)`,
      )
      const { rows: seen } = await client.query<{ seen: boolean[] }>(
        `select array[${asks.join(', ')}] as seen`,
        [id],
      )
      const own = one.viewer_agency === 'owner'
      assert.deepEqual(
        seen[0]?.seen,
        [
          expected === 'full' || expected === 'conditions',
          ...kind.tables.map(({ readBy }) => expected === 'full' && (readBy === 'full sight' || own)),
        ],
        what,
      )
    } finally {
      await client.query('rollback')
    }
  }

  async function plant(kind: KindFixtures, one: Situation, id: string, viewer: string): Promise<void> {
    const compartment = one.record_compartment === 'none' ? null : newId()
    const viewers = base.agency(one.viewer_agency === 'owner' ? 'nca' : 'kent-police')
    const isUnder = one.record_handling === 'C'
    // What is submitted is filed, and released to nobody yet.
    const released = one.record_status === 'submitted' ? 'none' : one.record_release
    const to = {
      viewer_agency: [viewers],
      other_agency: [base.agency('border-force')],
      all_partners: [],
      none: [],
    }
    await client.query(
      `insert into access.record (id, kind, reference, agency_reference, agency_id, author_id, status, title, classification,
         handling, conditions, action_code, sanitisation_code, released_to_all, released_to, compartment_id, discoverable,
         review_on, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'x', $8, $9, $10, $11, $12, $13, $14, $15, $16, '2030-01-01', now())`,
      [
        id,
        kind.kind,
        newReference(),
        newHandle(),
        base.agency('nca'),
        one.viewer_is_author === 'yes' ? viewer : newId(),
        one.record_status === 'submitted' ? 'disseminated' : one.record_status,
        one.record_classification,
        one.record_handling,
        isUnder ? 'Ask first' : null,
        isUnder ? 'A1' : null,
        isUnder ? 'S1' : null,
        released === 'all_partners',
        to[released],
        compartment,
        one.discoverable === 'yes',
      ],
    )
    if (compartment !== null && one.record_compartment === 'viewer_inside')
      await client.query(
        'insert into access.compartment_member (compartment_id, person_id) values ($1, $2)',
        [compartment, viewer],
      )
    // Who has not accepted this version has accepted another.
    await client.query(
      'insert into access.acceptance (record_id, version, person_id, agency_id) values ($1, $2, $3, $4)',
      [id, one.conditions_accepted === 'yes' ? 1 : 2, viewer, viewers],
    )
    for (const { sql, values } of kind.rows(id, base.agency('nca'))) await client.query(sql, values)
  }
})

/** What an agency calls a sealed record by; any record may have such a reference. */
const newHandle = () => randomBytes(17).toString('base64url').slice(0, 22)
