/**
 * Who enters, signs, completes, meets and responds is said by the database. Each rule is tried here as plain SQL of a
 * signed-in person, past every use case.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadOversight } from '../../../exercise/oversight/load-oversight.ts'
import { idOfDuty } from '../../../exercise/oversight/ids.ts'
import { idOf } from '../../../exercise/acts/act.ts'
import { refused } from '../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'

const COORDINATOR = 'coordinator@sussex-police.example'
const CHIEF = 'chief-officer@sussex-police.example'
const COMMISSIONER = 'overseer@sussex-pcc.example'
const INSPECTOR = 'overseer@hmicfrs.example'
const TASK_FORCE = 'coordinator@taskforce.example'
const OTHERS = [
  ...['intelligence-officer', 'analyst', 'triage-officer', 'records-manager', 'administrator'].map(
    (one) => `${one}@sussex-police.example`,
  ),
  ...['coordinator', 'chief-officer'].map((one) => `${one}@kent-police.example`),
  ...[COMMISSIONER, INSPECTOR, TASK_FORCE, 'coordinator@nca.example'],
]

void describe('oversight protects itself', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
    assert.equal(await loadOversight(db.database), true)
  })
  after(() => db.close())

  const as = <T>(account: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(account).id, operation: 'test', purpose: null }, work)
  /** One statement, with the event that accounts for it. */
  const sql = (account: string, subject: string, text: string, values: unknown[] = []) =>
    as(account, async (scope) => {
      const touched = await scope.tx.run(text, values)
      scope.record({ kind: 'alteration', subject: { kind: 'test', id: subject } })
      return touched
    })
  const count = (account: string, table: string, where = 'true', values: unknown[] = []) =>
    as(account, ({ tx }) =>
      tx.one<{ n: number }>(`select count(*)::int as n from oversight.${table} t where ${where}`, values),
    ).then(({ n }) => n)

  const giveRoles = (person: string, roles: string) =>
    db.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run('update identity.person set roles = $2 where id = $1', [person, roles])
      scope.record({ kind: 'administration', subject: { kind: 'person', id: person } })
    })

  const sussex = () => db.agency('sussex-police')
  const enter = (account: string, dutyId: string, change: Record<string, unknown> = {}) => {
    const row = {
      ...{
        id: newId(),
        duty_id: dutyId,
        agency_id: sussex(),
        stage: 'being-progressed',
        statement: 'Invented',
      },
      ...{ person_id: db.person(account).id, at: new Date() },
      ...change,
    }
    return sql(
      account,
      dutyId,
      `insert into oversight.progress (${Object.keys(row).join()}) values (${Object.keys(row)
        .map((_, at) => `$${String(at + 1)}`)
        .join()})`,
      Object.values(row),
    )
  }
  const unsigned = async (dutyId: string) => {
    const id = newId()
    assert.equal(await enter(COORDINATOR, dutyId, { id, stage: 'complete-proposed' }), 1)
    return id
  }
  const sign = (account: string, dutyId: string, id: string, by = db.person(account).id) =>
    sql(account, dutyId, 'update oversight.progress set signed_by = $2, signed_at = now() where id = $1', [
      id,
      by,
    ])
  const decide = (account: string, dutyId: string, body: string, outcome = 'complete') =>
    sql(
      account,
      dutyId,
      `insert into oversight.decision (id, duty_id, agency_id, body_id, outcome, reason, person_id, at)
       values ($1, $2, $3, $4, $5, 'Seen', $6, now())`,
      [newId(), dutyId, sussex(), db.agency(body), outcome, db.person(account).id],
    )

  void test('progress is entered by the addressee’s coordinator, for themselves and unsigned', async () => {
    const duty = idOfDuty(5, 'sussex-police')
    for (const account of [CHIEF, ...OTHERS]) await refused(enter(account, duty), account)
    await refused(enter(COORDINATOR, duty, { person_id: db.person(CHIEF).id }), 'for another')
    await refused(enter(COORDINATOR, duty, { agency_id: db.agency('kent-police') }), 'for another agency')
    await refused(
      enter(COORDINATOR, duty, { signed_by: db.person(CHIEF).id, signed_at: new Date() }),
      'signed at once',
    )
    await refused(enter(COORDINATOR, duty, { at: '2026-01-01T00:00:00Z' }), 'dated back')
    assert.equal(await enter(COORDINATOR, duty), 1)
  })

  void test('it is signed by the addressee’s chief officer alone, in their own name, and once', async () => {
    const duty = idOfDuty(5, 'sussex-police')
    const id = await unsigned(duty)
    for (const account of [COORDINATOR, ...OTHERS]) await refused(sign(account, duty, id), account)
    await refused(sign(CHIEF, duty, id, db.person(COORDINATOR).id), 'in another’s name')
    assert.equal(await sign(CHIEF, duty, id), 1)
    await refused(sign(CHIEF, duty, id), 'again')
    await refused(
      sql(CHIEF, duty, `update oversight.progress set statement = 'Better' where id = $1`, [id]),
      'reworded',
    )
    await assert.rejects(db.admin(`update oversight.progress set statement = 'Better' where id = $1`, [id]))
  })

  void test('nobody signs what they entered, whichever roles they hold', async () => {
    const duty = idOfDuty(5, 'sussex-police')
    const { id: person } = db.person(COORDINATOR)
    const id = await unsigned(duty)
    await giveRoles(person, '{coordinator,chief_officer}')
    try {
      await refused(sign(COORDINATOR, duty, id), 'their own')
      await assert.rejects(
        db.admin('update oversight.progress set signed_by = person_id, signed_at = now() where id = $1', [
          id,
        ]),
        { constraint: 'signed_by_another' },
      )
    } finally {
      await giveRoles(person, '{coordinator}')
    }
  })

  void test('what is not signed is nobody’s but the addressee’s', async () => {
    const duty = idOfDuty(2, 'sussex-police')
    const mine = ['duty_id = $1', [duty]] as const
    assert.equal(await count(COORDINATOR, 'progress', mine[0], [...mine[1]]), 2)
    for (const account of [COMMISSIONER, INSPECTOR])
      assert.equal(await count(account, 'progress', mine[0], [...mine[1]]), 1, account)
    for (const account of [TASK_FORCE, 'coordinator@kent-police.example', 'analyst@sussex-police.example'])
      assert.equal(await count(account, 'progress', mine[0], [...mine[1]]), 0, account)
    const action = newId()
    assert.equal(
      await sql(
        COORDINATOR,
        duty,
        `insert into oversight.action (id, duty_id, agency_id, text, owner_post, due_on, changed_at)
         values ($1, $2, $3, 'Invented', 'A post', '2030-01-01', now())`,
        [action, duty, sussex()],
      ),
      1,
    )
    assert.equal(await count(COMMISSIONER, 'action', 'id = $1', [action]), 0)
    await sign(CHIEF, duty, await unsigned(duty))
    assert.equal(await count(COMMISSIONER, 'action', 'id = $1', [action]), 1, 'the signature covers it')
  })

  void test('completion is recorded by an overseer of the inspectorate only, of what was proposed and signed', async () => {
    const duty = idOfDuty(3, 'sussex-police')
    for (const account of [COORDINATOR, CHIEF, ...OTHERS.filter((one) => one !== INSPECTOR)])
      for (const body of ['hmicfrs', 'sussex-pcc']) await refused(decide(account, duty, body), account)
    await refused(decide(INSPECTOR, duty, 'sussex-pcc'), 'as another body')
    await refused(decide(INSPECTOR, idOfDuty(1, 'sussex-police'), 'hmicfrs'), 'what was not proposed')
    assert.equal(await decide(INSPECTOR, duty, 'hmicfrs'), 1)
    await refused(decide(INSPECTOR, duty, 'hmicfrs'), 'twice')
    await refused(enter(COORDINATOR, duty), 'progress on what is closed')
    assert.equal(await decide(INSPECTOR, duty, 'hmicfrs', 'more-needed'), 1)
    assert.equal(await enter(COORDINATOR, duty), 1)
    await assert.rejects(
      db.admin(
        `insert into oversight.decision (id, duty_id, agency_id, body_id, outcome, reason, person_id, at)
         values ($1, $2, $3, $4, 'more-needed', 'Ours', $5, now())`,
        [newId(), duty, sussex(), db.agency('sussex-pcc'), db.person(COMMISSIONER).id],
      ),
      { code: 'SM003' },
      'not even by the program for a commissioner',
    )
  })

  void test('an inspection is entered by those who oversee and the task force, once, and when it is published', async () => {
    const put = (account: string, agency: string, change: Record<string, unknown> = {}) => {
      const row = {
        id: newId(),
        agency_id: db.agency(agency),
        reference: `T ${newId()}`.slice(0, 40),
        ...change,
      }
      const all = { ...{ title: 'Invented', publisher: 'Nobody', published_on: '2026-01-05' }, ...row }
      return sql(
        account,
        row.id,
        `insert into oversight.inspection (${Object.keys(all).join()}) values (${Object.keys(all)
          .map((_, at) => `$${String(at + 1)}`)
          .join()})`,
        Object.values(all),
      )
    }
    assert.equal(await put(INSPECTOR, 'hmicfrs', { reference: 'Once' }), 1)
    assert.equal(await put(TASK_FORCE, 'taskforce'), 1)
    await assert.rejects(put(INSPECTOR, 'hmicfrs', { reference: 'ONCE' }), { code: '23505' })
    await refused(put(INSPECTOR, 'hmicfrs', { published_on: '2099-01-01' }), 'in the future')
    await refused(put(COORDINATOR, 'sussex-police'), 'a force')
    await refused(put(CHIEF, 'sussex-police'), 'a chief officer')
    await refused(put(INSPECTOR, 'sussex-pcc'), 'for another')
  })

  void test('a text is addressed to somebody, and is not due before it was published', async () => {
    const [row] = await db.admin<{ id: string; inspection: string }>(
      `select r.id, r.inspection_id as inspection from oversight.recommendation r
       join oversight.inspection i on i.id = r.inspection_id where i.reference = 'OIC 2025' and r.number = 1`,
    )
    assert.ok(row)
    const change = (set: string) =>
      sql(INSPECTOR, row.inspection, `update oversight.recommendation set ${set} where id = $1`, [row.id])
    await refused(change(`text = 'Invented: a text for nobody'`), 'to nobody')
    await refused(change(`due_on = '2025-05-15'`), 'before it was published')
    await refused(
      sql(
        INSPECTOR,
        row.inspection,
        `insert into oversight.duty (id, recommendation_id, inspection_id, agency_id) values ($1, $2, $3, $4)`,
        [newId(), row.id, row.inspection, sussex()],
      ),
      'an addressee of what is addressed to nobody',
    )
    await refused(
      sql(COMMISSIONER, row.inspection, `update oversight.recommendation set source = 'Ours' where id = $1`, [
        row.id,
      ]),
      'who does not keep it',
    )
  })

  void test('an addressee leaves by the word of who keeps the inspection', async () => {
    const duty = idOfDuty(6, 'nca')
    const end = (account: string) =>
      sql(
        account,
        duty,
        `update oversight.duty set ended_on = '2026-11-01', ended_because = 'Gone' where id = $1`,
        [duty],
      )
    await refused(end('coordinator@nca.example'), 'itself')
    assert.equal(await end(INSPECTOR), 1)
    await refused(
      sql(INSPECTOR, duty, `update oversight.duty set owner_post = 'Ours' where id = $1`, [duty]),
      'the owner is the addressee’s',
    )
  })

  void test('a response is that force’s commissioner’s, who signs for themselves; then it stays', async () => {
    const id = idOf('response of sussex-pcc')
    const signs = (account: string, by = db.person(account).id) =>
      sql(
        account,
        id,
        `update oversight.response set signed_by = $2, signed_at = now(), facts = '{}' where id = $1`,
        [id, by],
      )
    for (const account of [INSPECTOR, CHIEF, COORDINATOR, 'administrator@sussex-pcc.example', TASK_FORCE])
      await refused(signs(account), account)
    for (const account of [INSPECTOR, CHIEF, COORDINATOR])
      assert.equal(await count(account, 'response'), 0, `${account} reads no draft`)
    await refused(signs(COMMISSIONER, db.person(INSPECTOR).id), 'in another’s name')
    assert.equal(await signs(COMMISSIONER), 1)
    for (const account of [INSPECTOR, CHIEF, COORDINATOR])
      assert.equal(await count(account, 'response'), 1, `${account} reads what was signed`)
    assert.equal(await count('chief-officer@kent-police.example', 'response'), 0)
    await refused(
      sql(COMMISSIONER, id, `update oversight.response set opening = 'Other' where id = $1`, [id]),
      'changed',
    )
    await refused(
      sql(COMMISSIONER, id, `update oversight.paragraph set words = 'Other' where response_id = $1`, [id]),
      'a paragraph',
    )
    await refused(
      sql(
        CHIEF,
        id,
        `insert into oversight.chief_comment (id, response_id, body_id, agency_id, words, person_id, at)
         values ($1, $2, $3, $4, 'Late', $5, now())`,
        [newId(), id, db.agency('sussex-pcc'), sussex(), db.person(CHIEF).id],
      ),
      'a comment after it',
    )
    const begin = (account: string, body: string, agency: string) =>
      sql(
        account,
        id,
        `insert into oversight.response (id, inspection_id, body_id, agency_id)
         select $1, inspection_id, $2, $3 from oversight.response where id = $1`,
        [id, db.agency(body), db.agency(agency)],
      ).catch((fault: unknown) => {
        if ((fault as { code?: string }).code === '23505') return 1
        throw fault
      })
    await refused(begin(COMMISSIONER, 'sussex-pcc', 'kent-police'), 'another force')
    await refused(begin(INSPECTOR, 'hmicfrs', 'kent-police'), 'an inspectorate')
  })

  void test('a meeting is held once, not before its day, and with whom one holds to account', async () => {
    const plan = (account: string, body: string, agency: string, id = newId(), day = '2031-01-01') =>
      sql(
        account,
        id,
        `insert into oversight.meeting (id, body_id, agency_id, inspection_id, on_day, state)
         select $1, $2, $3, i.id, $4, 'planned' from oversight.inspection i where i.reference = 'EXERCISE 1'`,
        [id, db.agency(body), db.agency(agency), day],
      )
    await refused(plan(COMMISSIONER, 'sussex-pcc', 'kent-police'), 'another force')
    await refused(plan(COORDINATOR, 'sussex-police', 'kent-police'), 'a force')
    const id = newId()
    assert.equal(await plan(COMMISSIONER, 'sussex-pcc', 'sussex-police', id), 1)
    await assert.rejects(plan(COMMISSIONER, 'sussex-pcc', 'sussex-police'), { code: '23505' })
    const state = (to: string, of = id) =>
      sql(COMMISSIONER, of, 'update oversight.meeting set state = $2 where id = $1', [of, to])
    await refused(state('held'), 'before its day')
    assert.equal(await state('cancelled'), 1)
    await refused(state('planned'), 'what was cancelled')
    const held = idOf('meeting of last week')
    await refused(state('planned', held), 'what was held')
    assert.equal(await count(CHIEF, 'meeting'), 1, 'the force reads what was held')
    assert.equal(await count('chief-officer@kent-police.example', 'meeting'), 0)
    assert.equal(await count(CHIEF, 'promise'), 3)
  })

  void test('a pack is made by an overseer of whom they hold to account, in their own name; only that body reads it', async () => {
    const [inspection] = await db.admin<{ id: string }>(
      `select id from oversight.inspection where reference = 'EXERCISE 1'`,
    )
    const make = (account: string, agency: string, by = account) => {
      const id = newId()
      return sql(
        account,
        id,
        `insert into oversight.pack (id, kind, body_id, agency_id, inspection_id, marking, document, sources, content_sha256,
           html_sha256, pdf_sha256, person_id, made_at)
         values ($1, 'progress', identity.viewer_agency(), $2, $3, 'OFFICIAL', '{"title": "T", "lang": "en"}', '{}',
                 sha256('c'), sha256('h'), sha256('p'), $4, now())`,
        [id, db.agency(agency), inspection?.id, db.person(by).id],
      )
    }
    for (const account of OTHERS.filter((one) => one !== COMMISSIONER && one !== INSPECTOR))
      await refused(make(account, 'sussex-police'), account)
    await refused(make(COMMISSIONER, 'kent-police'), 'another force')
    await refused(make(COMMISSIONER, 'sussex-police', INSPECTOR), 'in the name of another')
    assert.equal(await make(COMMISSIONER, 'sussex-police'), 1)
    for (const account of OTHERS)
      assert.equal(await count(account, 'pack'), account === COMMISSIONER ? 1 : 0, account)
    await refused(sql(COMMISSIONER, newId(), `update oversight.pack set marking = 'OFFICIAL'`), 'changed')
    await refused(sql(COMMISSIONER, newId(), 'delete from oversight.pack'), 'taken away')
  })

  void test('a chief officer and an overseer read no intelligence', async () => {
    for (const account of [CHIEF, COMMISSIONER, INSPECTOR])
      for (const table of ['access.record', 'search.entry', 'deconfliction.match', 'intelligence.report'])
        assert.equal(
          await as(account, ({ tx }) => tx.many(`select from ${table} limit 1`)).then(
            ({ length }) => length,
            () => 0,
          ),
          0,
          `${account} ${table}`,
        )
  })

  void test('the task force sees how far each has come, and no word of it', async () => {
    const picture = (account: string) =>
      as(account, ({ tx }) => tx.many<Record<string, unknown>>('select * from oversight.national_picture()'))
    const rows = await picture(TASK_FORCE)
    assert.ok(rows.length > 15)
    assert.equal(JSON.stringify(rows).includes('Invented:'), false)
    for (const account of [COORDINATOR, CHIEF, COMMISSIONER, 'analyst@taskforce.example'])
      assert.deepEqual(await picture(account), [], account)
    assert.equal(await count(TASK_FORCE, 'duty'), 0)
  })
})
