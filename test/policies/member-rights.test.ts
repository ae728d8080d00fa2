/** What a signed-in person's own SQL may do to the account of things: nothing that leaves no trace, nothing forged. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { seeSilentHit } from '../../src/rooms/matches/silent-hits.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { fileReport, phone } from '../support/plain-reports.ts'
import { unaccounted } from './member-rights.ts'

const OFFICER = 'intelligence-officer@nca.example'
const COLLEAGUE = 'analyst@nca.example'
const OPERATION = 'test.member-rights'

void describe('a member', () => {
  let base: TestDatabase
  let mine: string
  before(async () => {
    base = await testDatabase()
    mine = await fileReport(base, { agency: 'nca', values: [phone('0801')] })
    await base.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run(
        `insert into search.entry (record_id, words, readers, created_at, agency_id, handling, grades, kinds,
           version, status, classification, released_to_all, released_to, discoverable)
         values ($1, 'boat:1', '{}', now(), $2, 'P', '{}', '{}', 1, 'submitted', 'OFFICIAL', false, '{}', true)`,
        [mine, base.agency('nca')],
      )
      await scope.tx.run(
        `insert into identity.session (id_hash, person_id, csrf, ended_at) values ($1, $2, 'x', now())`,
        [Buffer.alloc(32, 1), base.person(OFFICER).id],
      )
    })
  })
  after(() => base.close())

  const act = <T>(
    work: (scope: MemberScope) => Promise<T>,
    email = OFFICER,
    purpose: string | null = 'Exercise',
  ) => base.database.performAs({ personId: base.person(email).id, operation: OPERATION, purpose }, work)
  const run = (sql: string, parameters: unknown[] = [], about?: string) =>
    act(async (scope) => {
      await scope.tx.run(sql, parameters)
      if (about !== undefined) scope.record({ kind: 'alteration', subject: { kind: 'report', id: about } })
    })

  void test('writes nothing that is not accounted for, or the reason is written down', async () => {
    const rights = await base.admin<{ right: string }>(
      `select format('%s.%s %s', n.nspname, c.relname, r.name) as right
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       cross join (values ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16)) as r (name, bit)
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
         and (has_table_privilege('seamark_member', c.oid, r.name)
              or r.name <> 'DELETE' and has_any_column_privilege('seamark_member', c.oid, r.name))
         and not exists (
           select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
           where t.tgrelid = c.oid and t.tgdeferrable and t.tginitdeferred and t.tgtype & r.bit > 0
             and p.proname like 'require\\_event%')
       order by 1`,
    )
    const found = rights.map(({ right }) => right)
    assert.deepEqual(
      found.filter((right) => !(right in unaccounted)),
      [],
      'rights without an account',
    )
    assert.deepEqual(
      Object.keys(unaccounted).filter((right) => !found.includes(right)),
      [],
      'reasons that are needed no more',
    )
  })

  void test('forges nothing of an event: not its time, its transaction, its author, its act', async () => {
    for (const [column, value] of [
      ['at', `'2020-01-01'`],
      ['service', `'operator'`],
      ['xid', `'1'::xid8`],
      ['agency_id', '1'],
      ['person_id', `'${base.person(COLLEAGUE).id}'`],
    ] as const)
      await assert.rejects(
        run(`insert into ledger.event (kind, operation, ${column}) values ('alteration', 'x', ${value})`),
        { code: '42501' },
        column,
      )
    await assert.rejects(run(`insert into ledger.event (kind, operation) values ('sign-in', 'x')`), {
      code: '42501',
    })
    const subject = randomUUID()
    await run(
      `insert into ledger.event (kind, operation, purpose, subject_kind, subject_id)
       values ('alteration', 'intelligence.report.recall', 'another', 'report', $1)`,
      [subject],
    )
    const events = await base.admin<object>(
      `select operation, purpose, agency_id, person_id, service, at > now() - interval '1 hour' as now
       from ledger.event where subject_id = $1`,
      [subject],
    )
    const { agencyId, id } = base.person(OFFICER)
    assert.deepEqual(events, [
      {
        operation: OPERATION,
        purpose: 'Exercise',
        agency_id: agencyId,
        person_id: id,
        service: null,
        now: true,
      },
    ])
  })

  void test('brings no session back, and changes nothing of one but its purpose', async () => {
    for (const change of [
      'ended_at = null',
      `seen_at = now() + interval '10 years'`,
      `created_at = now() + interval '10 years'`,
      `csrf = 'known'`,
      `id_token_sealed = null`,
    ])
      await assert.rejects(run(`update identity.session set ${change}`), { code: '42501' }, change)
    await assert.rejects(run('select csrf from identity.session'), { code: '42501' })
    await run(`update identity.session set purpose = 'Exercise'`)
    const [row] = await base.admin<{ ended: boolean }>(
      'select ended_at is not null as ended from identity.session where person_id = $1',
      [base.person(OFFICER).id],
    )
    assert.equal(row?.ended, true)
  })

  void test('delivers to nobody to whom the report was not released', async () => {
    for (const agency of [0, base.agency('kent-police')])
      await assert.rejects(
        run('insert into access.delivery (agency_id, record_id) values ($2, $1)', [mine, agency], mine),
        { code: '42501' },
      )
    const released = await fileReport(base, { agency: 'nca', values: [], releasedTo: ['kent-police'] })
    const deliver = 'insert into access.delivery (agency_id, record_id) values ($2, $1)'
    await assert.rejects(run(deliver, [released, base.agency('kent-police')]), { code: 'SM002' })
    await assert.rejects(run(deliver, [released, 0], released), { code: '42501' })
    await run(deliver, [released, base.agency('kent-police')], released)
  })

  void test('hides no report from a search without an event, and reads no words past its sight', async () => {
    await assert.rejects(run(`update search.entry set words = ''`), { code: 'SM002' })
    for (const column of ['agency_id', 'classification', 'compartment_id', 'status'])
      await assert.rejects(run(`update search.entry set ${column} = ${column}`), {
        code: '42501',
      })
    const seen = await act(
      (scope) => scope.tx.many('select words from search.entry'),
      'triage-officer@nca.example',
    )
    assert.deepEqual(seen, [])
  })

  void test('asks for no job but those of the list, and only in its own name', async () => {
    const ask = (task: string, payload: object, key: string | null) =>
      act((scope) => scope.tx.run('select platform.outbox($1, $2, $3)', [task, JSON.stringify(payload), key]))
    for (const [task, payload, key] of [
      ['reporting.destroy', {}, null],
      ['deconfliction.find-person-matches', {}, null],
      ['deconfliction.weigh-persons', {}, null],
      // what counts for all agencies is the operator's, and so is what follows from it
      ['deconfliction.rematch', {}, 'deconfliction.rematch'],
      ['deconfliction.sealed.rotate', {}, 'deconfliction.sealed.rotate'],
      ['intelligence.import at anywhere', {}, null],
    ] as const)
      await assert.rejects(ask(task, payload, key), { code: '42501' }, `${task} ${JSON.stringify(payload)}`)

    const run = randomUUID()
    const good = {
      run,
      file: `/data/imports/${run}.csv`,
      fileName: 'export.csv',
      agency: 'nca',
      person: { personId: base.person(OFFICER).id, purpose: 'Exercise' },
    }
    const key = `import ${run}`
    const task = `intelligence.import at ${randomUUID()}`
    await assert.rejects(ask(task, good, key), { code: '42501' }, 'no such run')
    await act(async (scope) => {
      await scope.tx.run(
        `insert into intelligence.import_run (id, agency_id, person_id, file_name, state) values ($1, $2, $3, 'export.csv', 'running')`,
        [run, scope.actor.agencyId, scope.actor.personId],
      )
      scope.record({ kind: 'collection', subject: { kind: 'import', id: run } })
    })
    for (const wrong of [
      { file: '/etc/passwd' },
      { file: `/data/imports/../imports/${run}.csv` },
      { agency: 'kent-police' },
      { person: { personId: base.person(COLLEAGUE).id, purpose: 'Exercise' } },
      { person: { personId: base.person(OFFICER).id, purpose: 'Another' } },
    ])
      await assert.rejects(ask(task, { ...good, ...wrong }, key), { code: '42501' }, JSON.stringify(wrong))
    await assert.rejects(ask(task, good, 'another'), { code: '42501' })
    await ask(task, good, key)
  })

  void test('alters no check, message, answer or earlier answer after the fact', async () => {
    for (const table of [
      'deconfliction."check"',
      'deconfliction.message',
      'deconfliction.earlier_answer',
      'platform.idempotent_answer',
      'intelligence.import_run',
      'access.release',
      'access.recall',
      'access.delivery',
    ])
      for (const sql of [`update ${table} set at = now()`, `delete from ${table}`])
        await assert.rejects(
          run(table.endsWith('import_run') ? sql.replace(' at ', ' started_at ') : sql),
          { code: '42501' },
          sql,
        )
    await assert.rejects(run('delete from identity.kept_form'), { code: '42501' })
  })

  void test('says nothing in a colleague’s name, and sees nothing unseen again', async () => {
    await fileReport(base, { agency: 'kent-police', values: [phone('0801')] })
    const [match] = await base.admin<{ id: string }>(`select id from deconfliction.match where key = $1`, [
      phone('0801').key,
    ])
    const id = match?.id ?? ''
    const said = (work: (scope: MemberScope) => Promise<unknown>) =>
      act(async (scope) => {
        await work(scope)
        scope.record({ kind: 'alteration', subject: { kind: 'match', id } })
      })
    await said((scope) =>
      scope.tx.run(
        `insert into deconfliction.match_answer (match_id, agency_id, answer, person_id) values ($1, $2, 'confirmed', $3)`,
        [id, scope.actor.agencyId, scope.actor.personId],
      ),
    )
    const other = base.person(COLLEAGUE).id
    for (const change of [
      `person_id = '${other}'`,
      `answer = 'rejected', person_id = '${other}'`,
      `closed_at = now(), closed_by = '${other}'`,
    ])
      await assert.rejects(
        said((scope) => scope.tx.run(`update deconfliction.match_answer set ${change}`)),
        { code: 'SM003' },
        change,
      )
    await assert.rejects(
      said((scope) => scope.tx.run('update deconfliction.match_answer set match_id = match_id')),
      { code: '42501' },
    )
    const [hit] = await base.admin<{ id: string }>(
      `insert into deconfliction.silent_hit (owner_id, record_id, kind, key, asked_by, day, seen_at, seen_by)
       values ($1, $2, 'phone', 'x', $3, '2026-01-01', now(), $4) returning id`,
      [base.agency('nca'), mine, base.agency('kent-police'), base.person(OFFICER).id],
    )
    await act((scope) => seeSilentHit(scope, hit?.id ?? ''), COLLEAGUE)
    const overwritten = act(async (scope) => {
      await scope.tx.run('update deconfliction.silent_hit set seen_by = $1', [scope.actor.personId])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: mine } })
    }, COLLEAGUE)
    await assert.rejects(overwritten, { code: 'SM003' }, 'who saw it first')
    assert.deepEqual(await base.admin('select seen_by from deconfliction.silent_hit'), [
      { seen_by: base.person(OFFICER).id },
    ])
    await assert.rejects(
      run(
        'update deconfliction.silent_hit set seen_at = null, seen_by = $1',
        [base.person(OFFICER).id],
        mine,
      ),
      { code: 'SM003' },
    )
  })
})
