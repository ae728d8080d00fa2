import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { SeamarkError } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import type { PersonId } from '../../wire/ids.ts'
import { listAppointments, appointmentTasks, settleAppointment } from './appointments.ts'
import { addPerson, changePerson, newPersonSchema } from './change-people.ts'
import { findPersonOfAgency } from './people-store.ts'

let at: TestDatabase
before(async () => {
  at = await testDatabase()
})
after(() => at.close())

const ADMINISTRATOR = 'administrator@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
const RECORDS = 'records-manager@kent-police.example'

const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
  at.database.performAs({ personId: at.person(email).id, operation: 'people.change', purpose: null }, work)
/** What a member may try whose SQL nobody looked at; the event is there, so that only the rule refuses. */
const sql = (email: string, about: string, statement: string, values: unknown[] = []) =>
  as(email, async (scope) => {
    const touched = await scope.tx.run(statement, values)
    if (touched > 0) scope.record({ kind: 'administration', subject: { kind: 'person', id: about } })
    return touched
  })
const add = (email: string, roles: Role[], clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE' = 'OFFICIAL') =>
  as(ADMINISTRATOR, (scope) => addPerson(scope, { name: 'Somebody New', email, roles, clearance }))
const change = (by: string, id: PersonId, wanted: object) =>
  as(by, async (scope) => {
    const before = await findPersonOfAgency(scope, id)
    assert.ok(before)
    const { name, roles, clearance, version } = before
    const active = before.active ? 'yes' : 'no'
    await changePerson(scope, id, { name, roles, clearance, active, version, ...wanted } as never)
  })
/** Takes roles on behalf of nobody: the exercise has one administrator an agency. */
const arrange = (id: string, statement: string) =>
  at.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
    await scope.tx.run(`update identity.person set ${statement} where id = $1`, [id])
    scope.record({ kind: 'administration', subject: { kind: 'person', id } })
  })
const fieldsOf = async (doing: Promise<unknown>) => {
  const fault: unknown = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  assert.ok(fault instanceof SeamarkError, String(fault))
  return fault.fields ?? {}
}

void describe('an address belongs to one agency', () => {
  void test('a partner’s officer cannot be entered, whatever form the address has', async () => {
    for (const email of [
      'new.officer@nca.example',
      'x@sub.kent-police.example',
      'x@kent-police.example.nca.example',
    ])
      assert.ok((await fieldsOf(add(email, ['analyst'])))['email'], email)
    for (const email of [
      'x+2@kent-police.example',
      '"x"@kent-police.example',
      'x@nca.example@kent-police.example',
    ])
      assert.equal(
        newPersonSchema.safeParse({ email, name: 'X', roles: 'analyst', clearance: 'OFFICIAL' }).success,
        false,
      )
    const kept = newPersonSchema.parse({
      email: ' X@Kent-Police.Example',
      name: 'X',
      roles: 'analyst',
      clearance: 'OFFICIAL',
    })
    assert.equal(kept.email, 'x@kent-police.example')
  })

  void test('a refusal says the same of an address that has an account elsewhere, here, or nowhere', async () => {
    const said = new Set<string | undefined>()
    for (const email of ['analyst@nca.example', 'nobody@nca.example', 'nobody@nowhere.example', ANALYST])
      said.add((await fieldsOf(add(email, ['analyst'])))['email'])
    assert.equal(said.size, 1)
    assert.match([...said][0] ?? '', /at kent-police\.example/)
  })

  void test('an agency without a domain can add nobody, and is told who must act', async () => {
    // An agency of before there were domains: the triggers would not let its last one go.
    await at.admin(
      `set session_replication_role = replica;
       delete from identity.agency_domain where domain = 'hmicfrs.example';
       set session_replication_role = origin`,
    )
    const adding = as('administrator@hmicfrs.example', (scope) =>
      addPerson(scope, {
        name: 'X',
        email: 'x@hmicfrs.example',
        roles: ['overseer'],
        clearance: 'OFFICIAL',
      }),
    )
    assert.match((await fieldsOf(adding))['email'] ?? '', /no e-mail domain yet.*operator/)
    const { id } = at.person('overseer@hmicfrs.example')
    await arrange(id, 'active = false')
    await assert.rejects(arrange(id, 'active = true'), { code: 'SM025' }, 'nor does an account come back')
  })

  void test('the database refuses the address, an agency that changes, and a bound identity, as a member', async () => {
    const insert = `insert into identity.person (id, agency_id, email, name, roles, clearance) values ($1, $2, $3, 'X', '{analyst}', 'OFFICIAL')`
    const id = newId()
    const kent = at.agency('kent-police')
    for (const email of [
      'new.officer@nca.example',
      'x+2@kent-police.example',
      'X@kent-police.example',
      '"x"@kent-police.example',
    ])
      await assert.rejects(
        sql(ADMINISTRATOR, id, insert, [id, kent, email]),
        /SM025|email_check|plain|domain/,
        email,
      )
    const analyst = at.person(ANALYST).id
    for (const what of [
      `agency_id = ${String(at.agency('nca'))}`,
      `email = 'x@nca.example'`,
      `subject = 'x', issuer = 'y'`,
      `not_before = null`,
    ])
      await assert.rejects(
        sql(ADMINISTRATOR, analyst, `update identity.person set ${what} where id = $1`, [analyst]),
        { code: '42501' },
        what,
      )
    await assert.rejects(arrange(analyst, `agency_id = ${String(at.agency('nca'))}`), { code: 'SM024' })
    await assert.rejects(arrange(analyst, `email = 'x@nca.example'`), { code: 'SM025' })
    await assert.rejects(
      sql(
        ADMINISTRATOR,
        id,
        `insert into identity.agency_domain (id, domain, agency_id) values ($1, 'x.example', $2)`,
        [id, kent],
      ),
      { code: '42501' },
    )
  })

  void test('one domain belongs to one agency, and stays while somebody works there', async () => {
    const service = (statement: string) =>
      at.database.performAsService({ service: 'test', operation: 'test' }, (scope) => scope.tx.run(statement))
    await assert.rejects(
      service(
        `insert into identity.agency_domain (id, domain, agency_id) values (gen_random_uuid(), 'nca.example', ${String(at.agency('kent-police'))})`,
      ),
      { code: '23505' },
    )
    await assert.rejects(service(`delete from identity.agency_domain where domain = 'kent-police.example'`), {
      code: 'SM030',
    })
    await assert.rejects(
      service(
        `update identity.agency_domain set agency_id = ${String(at.agency('nca'))} where domain = 'kent-police.example'`,
      ),
      { code: 'SM030' },
    )
  })
})

void describe('nobody raises themself', () => {
  const administrator = () => at.person(ADMINISTRATOR).id

  void test('not by a page: neither roles, nor clearance, nor the account; the name they may', async () => {
    for (const wanted of [
      { roles: ['administrator', 'intelligence_officer'] },
      { roles: ['intelligence_officer'] },
      { roles: ['administrator', 'overseer'] },
      { clearance: 'OFFICIAL' },
      { active: 'no' },
    ])
      assert.match(
        (await fieldsOf(change(ADMINISTRATOR, administrator(), wanted)))['roles'] ?? '',
        /Nobody changes their own/,
      )
    await change(ADMINISTRATOR, administrator(), { name: 'Lee Selsey-Rye' })
  })

  void test('not by SQL as a member', async () => {
    const me = administrator()
    for (const what of [
      `roles = '{administrator,overseer}'`,
      `roles = '{analyst}'`,
      `clearance = 'OFFICIAL'`,
      `active = false`,
    ])
      await assert.rejects(
        sql(ADMINISTRATOR, me, `update identity.person set ${what} where id = $1`, [me]),
        { code: 'SM026' },
        what,
      )
    await assert.rejects(
      sql(
        ADMINISTRATOR,
        me,
        `update identity.person set roles = '{administrator,overseer}', active = true where agency_id = identity.viewer_agency()`,
      ),
      { code: /SM026|23514/ },
    )
    for (const email of [ANALYST, RECORDS]) {
      const { id } = at.person(email)
      assert.equal(
        await sql(email, id, `update identity.person set roles = '{administrator}' where id = $1`, [id]),
        0,
      )
    }
  })

  void test('an administrator holds no role that reads, whoever gives it', async () => {
    for (const role of [
      'intelligence_officer',
      'analyst',
      'coordinator',
      'triage_officer',
      'records_manager',
    ]) {
      await assert.rejects(
        arrange(administrator(), `roles = '{administrator,${role}}'`),
        { code: '23514' },
        role,
      )
      const parsed = newPersonSchema.safeParse({
        name: 'X',
        email: 'x@kent-police.example',
        roles: ['administrator', role],
        clearance: 'OFFICIAL',
      })
      assert.equal(parsed.success, false, role)
    }
  })

  void test('nobody grants above their own clearance, by a page or by SQL', async () => {
    await arrange(administrator(), `clearance = 'OFFICIAL'`)
    const raised = { clearance: 'OFFICIAL-SENSITIVE' }
    assert.ok(
      (await fieldsOf(add('high@kent-police.example', ['analyst'], 'OFFICIAL-SENSITIVE')))['clearance'],
    )
    assert.ok((await fieldsOf(change(ADMINISTRATOR, at.person(ANALYST).id, raised)))['clearance'])
    // Giving somebody who is cleared higher more to read, or their account back, is the same.
    const officer = at.person('intelligence-officer@kent-police.example').id
    assert.ok(
      (await fieldsOf(change(ADMINISTRATOR, officer, { roles: ['intelligence_officer', 'coordinator'] })))[
        'clearance'
      ],
    )
    for (const [person, what] of [
      [at.person(ANALYST).id, `clearance = 'OFFICIAL-SENSITIVE'`],
      [officer, `roles = '{intelligence_officer,coordinator}'`],
    ] as const)
      await assert.rejects(
        sql(ADMINISTRATOR, person, `update identity.person set ${what} where id = $1`, [person]),
        { code: 'SM027' },
      )
    await change(ADMINISTRATOR, officer, { name: 'Another Name' })
    await arrange(administrator(), `clearance = 'OFFICIAL-SENSITIVE'`)
  })

  void test('two administrators cannot take each other away: one stays', async () => {
    const second = await add('second@kent-police.example', ['administrator'], 'OFFICIAL-SENSITIVE')
    const each = (by: string, whom: PersonId) =>
      at.database.performAs({ personId: by, operation: 'people.change', purpose: null }, async (scope) => {
        await scope.tx.run(`select pg_sleep(0.2)`)
        const before = await findPersonOfAgency(scope, whom)
        assert.ok(before)
        await changePerson(scope, whom, { ...before, active: 'no' })
      })
    const done = await Promise.allSettled([each(administrator(), second), each(second, administrator())])
    assert.equal(done.filter((one) => one.status === 'fulfilled').length, 1)
    await arrange(administrator(), 'active = true')
    await arrange(second, 'active = false')
  })

  void test('nobody lets themself into an operation, and who is in it changes with an event only', async () => {
    const id = newId()
    const officer = at.person('intelligence-officer@kent-police.example').id
    await enterCompartment(at.database, {
      id,
      name: 'Operation',
      agencyId: at.agency('kent-police'),
      members: [officer],
    })
    const me = at.person(ANALYST).id
    // No member may write there at all; the trigger is for the day when one may.
    await assert.rejects(
      sql(ANALYST, me, `insert into access.compartment_member values ($1, $2)`, [id, me]),
      { code: '42501' },
    )
    const asIf = (person: string, event: boolean) =>
      at.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
        await scope.tx.run(`select set_config('seamark.person', $1, true)`, [person])
        await scope.tx.run(`insert into access.compartment_member values ($1, $2)`, [id, me])
        if (event) scope.record({ kind: 'administration', subject: { kind: 'compartment', id } })
      })
    await assert.rejects(asIf(me, true), { code: 'SM026' })
    await assert.rejects(asIf(officer, false), { code: 'SM002' })
    await asIf(officer, true)
  })

  void test('nobody settles an alert about themself, or gives a desk key to themself', async () => {
    const records = at.person(RECORDS)
    await at.admin(
      `insert into deconfliction.check_alert (agency_id, person_id, day, checks, colleagues, at) values ($1, $2, current_date, 99, 1, now())`,
      [records.agencyId, records.id],
    )
    assert.equal(
      await sql(
        RECORDS,
        records.id,
        `update deconfliction.check_alert set seen_at = now() where person_id = $1`,
        [records.id],
      ),
      0,
    )
    const policies = await at.admin(
      `select from pg_policy where polname in ('not_ones_own', 'not_to_oneself') and not polpermissive`,
    )
    assert.equal(policies.length, 2)
  })
})

void describe('what somebody gains is told to the records manager at once', () => {
  const told = () => as(RECORDS, (scope) => appointmentTasks(scope))

  void test('a role, a clearance, a new account, and an account that comes back', async () => {
    const before = (await told()).length
    const id = await add('gains@kent-police.example', ['overseer'])
    assert.equal((await told()).length, before, 'an overseer reads nothing')
    await change(ADMINISTRATOR, id, { roles: ['overseer', 'analyst'] })
    await change(ADMINISTRATOR, id, { clearance: 'OFFICIAL-SENSITIVE' })
    await change(ADMINISTRATOR, id, { active: 'no' })
    await change(ADMINISTRATOR, id, { active: 'yes' })
    const tasks = (await told()).slice(before).map((task) => task.text)
    assert.deepEqual(tasks, [
      'Somebody New was given: Analyst',
      'Somebody New was given: cleared for OFFICIAL-SENSITIVE',
      'Somebody New was given: Analyst, cleared for OFFICIAL-SENSITIVE',
    ])
    await change(ADMINISTRATOR, id, { roles: ['overseer'] })
    assert.equal((await told()).length, before + 3, 'what is taken back was given all the same')
  })

  void test('it waits until another has looked into it, and only a records manager may', async () => {
    const id = await add('second.records@kent-police.example', ['records_manager'])
    const {
      appointments: [open],
    } = await as(RECORDS, (scope) => listAppointments(scope))
    assert.ok(open && open.personId === id && !open.own)
    const settleAs = (person: string) =>
      at.database.performAs(
        { personId: person, operation: 'people.appointments.settle', purpose: null },
        (scope) => settleAppointment(scope, open.id),
      )
    for (const person of [id, at.person(ADMINISTRATOR).id, at.person('records-manager@nca.example').id])
      await assert.rejects(settleAs(person), { code: 'not-found' })
    assert.equal(await settleAs(at.person(RECORDS).id), null)
    assert.ok(!(await told()).some((task) => task.text.includes('Records manager')))
    const { seenBy } = (await as(RECORDS, (scope) => listAppointments(scope))).appointments.find(
      (one) => one.id === open.id,
    ) ?? { seenBy: '' }
    assert.equal(await settleAs(at.person(RECORDS).id), seenBy, 'who did it first stays')
  })

  void test('each change is an event that says what was changed, without a name', async () => {
    const { id } = at.person(ANALYST)
    await change(ADMINISTRATOR, id, { name: 'Wholly Different' })
    const [event] = await at.admin<{ detail: { changed: string[] }; row: string }>(
      `select detail, e::text as row from ledger.event e where subject_id = $1 order by id desc limit 1`,
      [id],
    )
    assert.deepEqual(event?.detail.changed, ['name'])
    assert.doesNotMatch(event.row, /Wholly/)
  })
})
