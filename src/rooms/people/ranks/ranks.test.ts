/** Ranks are attested by somebody else, told, and asked of the database: the rules tried as plain SQL. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { addGrade, removeGrade } from '../../../cli/agency-grades.ts'
import { addPerson } from '../../../cli/person.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { codesOf, rank, type Rank } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { appointmentTasks, gainOf, listAppointments } from '../appointments.ts'
import { attestRank, endAttestation } from './attest-rank.ts'
import { holdsRank, ranksHeld } from './holds-rank.ts'
import type { AttestationId, GradeId } from './ids.ts'
import { attestationsOf, choicesOf, listAttestations } from './list-attestations.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { rankTasks } from './tasks.ts'

const ADMINISTRATOR = 'administrator@kent-police.example'
const OFFICER = 'intelligence-officer@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
const NCA = 'administrator@nca.example'

void describe('ranks', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs(
      { personId: db.person(email).id, operation: 'people.rank.attest', purpose: null },
      work,
    )
  const inDays = (days: number) => londonDay(new Date(Date.now() + days * 86_400_000))
  const attest = (
    of: string,
    held: { rank: Rank } | { grade: GradeId },
    days = 365,
    by = ADMINISTRATOR,
    from = 0,
  ) =>
    as(by, (scope) => attestRank(scope, db.person(of).id, { held, from: inDays(from), until: inDays(days) }))
  /** As a rule of another room asks: with the program’s own rights. */
  const holds = async (of: string, atLeast: string): Promise<boolean> => {
    const { holds: yes } = await db.database.performAsService(
      { service: 'test', operation: 'test' },
      ({ tx }) =>
        tx.one<{ holds: boolean }>('select identity.holds_rank($1, $2) as holds', [
          db.person(of).id,
          atLeast,
        ]),
    )
    return yes
  }
  /** What an administrator may try whose SQL nobody looked at; the event is there, so that only the rule refuses. */
  const sql = (email: string, about: string, statement: string, values: unknown[]) =>
    as(email, async (scope) => {
      const touched = await scope.tx.run(statement, values)
      scope.record({ kind: 'administration', subject: { kind: 'person', id: about } })
      return touched
    })
  const INSERT = `insert into identity.rank_attestation (id, agency_id, person_id, rank, from_on, until_on, attested_by)
    values ($1, $2, $3, $4, $5, $6, $7)`

  void test('stand in the order of the code list', async () => {
    const rows = await db.admin<{ code: string }>('select code from identity.rank order by place')
    assert.deepEqual(
      rows.map(({ code }) => code),
      codesOf(rank),
    )
  })

  void test('a rank is held from its first day to its last, and counts for every rank below it', async () => {
    assert.equal(await holds(OFFICER, 'constable'), false, 'nothing is attested')
    const id = await attest(OFFICER, { rank: 'inspector' })
    for (const [atLeast, yes] of [
      ['constable', true],
      ['inspector', true],
      ['chief-inspector', false],
      ['chief-officer', false],
      ['king', false],
    ] as const)
      assert.equal(await holds(OFFICER, atLeast), yes, atLeast)
    for (const [change, yes] of [
      [`from_on = from_on - 40, until_on = current_date - 1`, false],
      [`until_on = current_date + 200`, true],
      [`from_on = current_date + 2`, false],
    ] as const) {
      await past(`update identity.rank_attestation set ${change} where id = '${id}'`)
      assert.equal(await holds(OFFICER, 'inspector'), yes, change)
    }
    await past(`update identity.rank_attestation set from_on = current_date - 1 where id = '${id}'`)
    await past(`update identity.person set active = false where email = '${OFFICER}'`)
    assert.equal(await holds(OFFICER, 'inspector'), false, 'an account that may not be used')
    await past(`update identity.person set active = true where email = '${OFFICER}'`)
    assert.equal(await holds(OFFICER, 'inspector'), true)
  })

  /** Time passes, and accounts are stopped: past the triggers. */
  const past = (statement: string) =>
    db.admin(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`)

  void test('colleagues learn it, people of another agency do not', async () => {
    const id = db.person(OFFICER).id
    assert.equal(await as(ANALYST, (scope) => holdsRank(scope, id, 'inspector')), true)
    assert.equal(await as(NCA, (scope) => holdsRank(scope, id, 'inspector')), false)
    assert.equal((await as(ANALYST, (scope) => ranksHeld(scope, [id]))).get(id)?.rank, 'inspector')
    assert.equal((await as(NCA, (scope) => ranksHeld(scope, [id]))).size, 0)
    assert.deepEqual(await as(NCA, (scope) => attestationsOf(scope, id)), [])
  })

  void test('nobody attests or ends their own: the constraint refuses it to whoever comes past the page', async () => {
    const own = db.person(ADMINISTRATOR)
    await assert.rejects(attest(ADMINISTRATOR, { rank: 'chief-officer' }), { code: 'invalid' })
    const values = [newId(), own.agencyId, own.id, 'chief-officer', inDays(0), inDays(9), own.id]
    await assert.rejects(sql(ADMINISTRATOR, own.id, INSERT, values), {
      constraint: 'nobody_attests_their_own_rank',
    })
    await addPerson(db.database, {
      ...{
        agency: 'kent-police',
        email: 'second@kent-police.example',
        name: 'Second',
        role: ['administrator'],
      },
      clearance: 'OFFICIAL',
    })
    const [second] = await db.admin<{ id: PersonId }>(
      `select id from identity.person where email = 'second@kent-police.example'`,
    )
    assert.ok(second)
    const attested = await db.database.performAs(
      { personId: second.id, operation: 'test', purpose: null },
      (scope) =>
        attestRank(scope, own.id, { held: { rank: 'sergeant' }, from: inDays(0), until: inDays(20) }),
    )
    await assert.rejects(
      as(ADMINISTRATOR, (scope) => endAttestation(scope, attested, 'Mine')),
      { code: 'own-rank' },
    )
    await assert.rejects(
      sql(
        ADMINISTRATOR,
        own.id,
        `update identity.rank_attestation set ended_by = $2, ended_at = now(), ended_why = 'x' where id = $1`,
        [attested, own.id],
      ),
      { constraint: 'nobody_ends_their_own_rank' },
    )
    const waits = await as(ADMINISTRATOR, rankTasks)
    assert.deepEqual(
      waits.filter(({ href }) => href.includes(own.id)),
      [],
      'nor does it wait for them',
    )
  })

  void test('only an administrator of the agency attests: no other role, no other agency, no name but their own', async () => {
    const { id, agencyId } = db.person(ANALYST)
    const row = (by: string, agency = agencyId, person = id) => [
      ...[newId(), agency, person, 'constable', inDays(0), inDays(9), db.person(by).id],
    ]
    for (const [who, values] of [
      [OFFICER, row(OFFICER)],
      [NCA, row(NCA)],
      [NCA, row(NCA, db.agency('nca'))],
      [ADMINISTRATOR, row(OFFICER)],
      [ADMINISTRATOR, row(ADMINISTRATOR, agencyId, db.person('analyst@nca.example').id)],
    ] as const)
      await assert.rejects(sql(who, String(values[2]), INSERT, [...values]), (fault: { code?: string }) =>
        ['42501', 'SM003'].includes(fault.code ?? ''),
      )
    await assert.rejects(
      as(NCA, (scope) =>
        attestRank(scope, id, { held: { rank: 'constable' }, from: inDays(0), until: inDays(1) }),
      ),
      { code: 'not-found' },
    )
  })

  void test('neither a directory nor the operator nor any other part of the program can attest, or change one', async () => {
    const { id, agencyId } = db.person(ANALYST)
    for (const service of ['scim', 'operator', 'sign-in'])
      for (const [statement, values] of [
        [INSERT, [newId(), agencyId, id, 'constable', inDays(0), inDays(9), db.person(ADMINISTRATOR).id]],
        [`update identity.rank_attestation set until_on = until_on`, []],
        [`delete from identity.rank_attestation`, []],
      ] as const)
        await assert.rejects(
          db.database.performAsService({ service, operation: 'test', agencyId }, (scope) =>
            scope.tx.run(statement, [...values]),
          ),
          { code: '42501' },
          `${service}: ${statement}`,
        )
  })

  void test('what is attested stays: it ends once, and changes in nothing else, whoever asks', async () => {
    const id = await attest(ANALYST, { rank: 'constable' })
    const about = db.person(ANALYST).id
    for (const change of [`until_on = until_on + 1`, `rank = 'chief-officer'`, `person_id = attested_by`])
      await assert.rejects(
        sql(ADMINISTRATOR, about, `update identity.rank_attestation set ${change} where id = $1`, [id]),
        { code: '42501' },
      )
    for (const change of [`until_on = until_on + 1`, `rank = 'chief-officer'`])
      await assert.rejects(db.admin(`update identity.rank_attestation set ${change} where id = '${id}'`), {
        code: 'SM003',
      })
    for (const statement of [
      'delete from identity.rank_attestation',
      'truncate identity.rank_attestation, identity.appointment',
    ])
      await assert.rejects(db.admin(statement), { code: 'SM003' }, statement)
    await as(ADMINISTRATOR, (scope) => endAttestation(scope, id, 'Left'))
    assert.equal(await holds(ANALYST, 'constable'), false)
    await assert.rejects(
      as(ADMINISTRATOR, (scope) => endAttestation(scope, id, 'Again')),
      { code: 'not-found' },
    )
    await assert.rejects(
      db.admin(
        `update identity.rank_attestation set ended_by = null, ended_at = null, ended_why = null where id = '${id}'`,
      ),
      { code: 'SM003' },
    )
  })

  void test('days of the past, of a far future and of many years are refused by the database too', async () => {
    const { id, agencyId } = db.person(ANALYST)
    for (const [from, until] of [
      [inDays(-30), inDays(9)],
      [inDays(200), inDays(300)],
      [inDays(0), inDays(800)],
      [inDays(9), inDays(0)],
      ['infinity', 'infinity'],
      ['2026-01-01', 'infinity'],
    ])
      await assert.rejects(
        sql(ADMINISTRATOR, id, INSERT, [
          ...[newId(), agencyId, id, 'constable', from, until, db.person(ADMINISTRATOR).id],
        ]),
        (fault: { code?: string }) => ['23514', 'SM003', '22008'].includes(fault.code ?? ''),
        `${String(from)} to ${String(until)}`,
      )
    await attest(ANALYST, { rank: 'constable' }, 9)
    await assert.rejects(attest(ANALYST, { rank: 'constable' }, 9), { code: 'invalid' }, 'twice is once')
  })

  void test('of an agency that is no force a grade counts, while the operator has it entered', async () => {
    const analyst = 'analyst@nca.example'
    await assert.rejects(attest(analyst, { rank: 'inspector' }, 9, NCA), { code: 'invalid' })
    const { id, agencyId } = db.person(analyst)
    await assert.rejects(
      sql(NCA, id, INSERT, [newId(), agencyId, id, 'inspector', inDays(0), inDays(9), db.person(NCA).id]),
      { code: 'SM003' },
      'nor by SQL',
    )
    assert.equal(await addGrade(db.database, { agency: 'nca', name: 'Grade 3', rank: 'inspector' }), 'done')
    const { grades, ranks } = await as(NCA, choicesOf)
    assert.equal(ranks, false)
    const [grade] = grades
    assert.ok(grade)
    await assert.rejects(
      attest(ANALYST, { grade: grade.id }, 9),
      { code: 'invalid' },
      'another agency’s grade is not there',
    )
    await attest(analyst, { grade: grade.id }, 9, NCA)
    assert.equal(await holds(analyst, 'inspector'), true)
    assert.equal(await holds(analyst, 'superintendent'), false)
    await assert.rejects(
      db.admin(`update identity.grade set rank = 'chief-officer' where id = '${grade.id}'`),
      { code: 'SM003' },
    )
    assert.equal(await removeGrade(db.database, { agency: 'nca', name: 'grade 3' }), 'done')
    assert.equal(await holds(analyst, 'inspector'), false)
    await assert.rejects(attest(analyst, { grade: grade.id }, 9, NCA), { code: 'invalid' })
  })

  void test('the records manager is told, and an administrator before it runs out, until one follows', async () => {
    const of = 'coordinator@kent-police.example'
    const manager = 'records-manager@kent-police.example'
    await attest(of, { rank: 'sergeant' }, 12)
    const told = await as(manager, appointmentTasks)
    assert.match(told.map(({ text }) => text).join('\n'), /was given: the rank Sergeant, until/)
    const [newest] = (await as(manager, (scope) => listAppointments(scope))).appointments
    assert.ok(newest)
    assert.match(gainOf(newest), /^the rank Sergeant, until \d/)
    const waiting = async (email: string) =>
      (await as(email, rankTasks)).filter(({ href }) => href.includes(db.person(of).id))
    assert.equal((await waiting(ADMINISTRATOR)).length, 1)
    assert.deepEqual(await waiting(OFFICER), [])
    assert.deepEqual(await waiting(NCA), [])
    const mark = async () =>
      (
        await as(ADMINISTRATOR, ({ tx }) =>
          tx.one<{ mark: string }>(`select identity.waiting() ->> 'mark' as mark`),
        )
      ).mark
    const before = await mark()
    await attest(of, { rank: 'constable' }, 200, ADMINISTRATOR, 5)
    assert.equal((await waiting(ADMINISTRATOR)).length, 1, 'a lower one does not follow')
    await attest(of, { rank: 'sergeant' }, 200, ADMINISTRATOR, 20)
    assert.equal((await waiting(ADMINISTRATOR)).length, 1, 'there would be a week without')
    await attest(of, { rank: 'inspector' }, 200, ADMINISTRATOR, 13)
    assert.deepEqual(await waiting(ADMINISTRATOR), [])
    assert.notEqual(await mark(), before)
    const soon = await as(ADMINISTRATOR, (scope) => listAttestations(scope, 'soon'))
    assert.deepEqual(
      soon.rows.filter(({ personId }) => personId === db.person(of).id),
      [],
    )
  })

  void test('the list pages both ways, and holds each once', async () => {
    const { id, agencyId } = db.person(ANALYST)
    const by = db.person('administrator@kent-police.example').id
    await past(`insert into identity.rank_attestation (id, agency_id, person_id, rank, from_on, until_on, attested_by, attested_at)
      select gen_random_uuid(), ${String(agencyId)}, '${id}', 'constable', current_date + n, current_date + n, '${by}',
             date_trunc('milliseconds', now()) - n / 3 * interval '1 hour' from generate_series(1, 120) n`)
    const seen: AttestationId[] = []
    let cursor: string | undefined
    let last: string | null = null
    for (;;) {
      const page = await as(ADMINISTRATOR, (scope) => listAttestations(scope, 'all', { cursor }))
      seen.push(...page.rows.map((one) => one.id))
      last = page.previous
      if (page.next === null) break
      cursor = page.next
    }
    assert.equal(new Set(seen).size, seen.length)
    assert.ok(seen.length > 120)
    const back = await as(ADMINISTRATOR, (scope) =>
      listAttestations(scope, 'all', { cursor: last ?? '', back: true }),
    )
    const size = seen.length % 50
    assert.deepEqual(
      back.rows.map((one) => one.id),
      seen.slice(-50 - size, -size),
    )
  })
})
