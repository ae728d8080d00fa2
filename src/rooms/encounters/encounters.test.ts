/** Encounters: care before anything else, the child path, another person's check, and nobody but the own agency. By SQL too. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { addChildren, addHandover, addOpportunity, answerStep, takeOut } from './answer-step.ts'
import { beginReport, encounterBeside } from './begin-report.ts'
import { parseChildren, parseEncounter, parseHandover } from './encounter.ts'
import {
  answer,
  answerOf,
  careFor,
  childrenBody,
  COLLEAGUE,
  encounterBody,
  goThrough,
  handedOver,
  handoverBody,
  KENT,
  minutesAgo,
  move,
  OFFICER,
  opportunityOf,
  record,
  sound,
} from './encounters.test-support.ts'
import { figureTables } from './figure-tables.ts'
import { forgetEncounters } from './forget.ts'
import type { EncounterId, EntryId } from './ids.ts'
import { holdEncounter, moveEncounter } from './move-encounter.ts'
import { listEncounters, lookAtEncounter, readEncounter } from './read-encounters.ts'
import { countAgain } from './record-encounter.ts'
import { encounterTasks } from './waiting.ts'

void describe('an encounter', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  const as = <T>(who: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(who).id, operation: 'test', purpose: null }, work)
  const service = (text: string, values: unknown[] = []) =>
    db.database.performAsService({ service: 'test', operation: 'test' }, (scope) =>
      scope.tx.run(text, values),
    )
  const recorded = async (changes: object = {}) => (await as(OFFICER, (scope) => record(scope, changes))).id
  const cared = async (changes: object = {}) => {
    const id = await recorded(changes)
    await as(OFFICER, (scope) => careFor(scope, id))
    return id
  }
  const stateOf = async (id: EncounterId) => (await as(OFFICER, (scope) => lookAtEncounter(scope, id))).state

  void test('of sixty is counted, and numbered in its agency without a gap', async () => {
    const first = await as(OFFICER, (scope) => record(scope, { adults: 48, may_be_children: 12 }))
    const both = await Promise.all([
      as(OFFICER, (scope) => record(scope)),
      as(COLLEAGUE, (scope) => record(scope)),
    ])
    assert.deepEqual(
      both.map(({ number }) => number).sort((one, other) => one - other),
      [first.number + 1, first.number + 2],
    )
    assert.equal((await as(KENT, (scope) => record(scope))).number, 1)
  })

  void test('is recorded and read by everybody of the agency, whatever their role, and by nobody else', async () => {
    const roles = [
      'triage-officer',
      'records-manager',
      'administrator',
      'chief-officer',
      'investigator',
      'coordinator',
    ]
    for (const role of roles) {
      const { id } = await as(`${role}@sussex-police.example`, (scope) => record(scope))
      assert.equal((await as(COLLEAGUE, (scope) => readEncounter(scope, id))).id, id, role)
      await assert.rejects(
        as(KENT, (scope) => readEncounter(scope, id)),
        { code: 'not-found' },
      )
      await assert.rejects(
        as(KENT, (scope) => answer(scope, id, 1)),
        { code: 'not-found' },
      )
      await assert.rejects(
        as(KENT, (scope) => answerStep(scope, id, 1, 0, answerOf(1))),
        { code: 'not-found' },
      )
    }
    for (const who of [
      'overseer@hmicfrs.example',
      'overseer@sussex-pcc.example',
      'coordinator@taskforce.example',
    ])
      await assert.rejects(
        as(who, (scope) => record(scope)),
        { code: 'no-encounters' },
        who,
      )
  })

  void test('of the NCA, Border Force and Immigration Enforcement is recorded as a force’s is', async () => {
    for (const slug of ['nca', 'border-force', 'immigration-enforcement'])
      assert.ok((await as(`analyst@${slug}.example`, (scope) => record(scope))).id)
  })

  void test('opens step 7 when 1 to 6 are answered, and by SQL too', async () => {
    const id = await recorded({ may_be_children: 0 })
    for (const step of [1, 2, 3, 5] as const) await as(OFFICER, (scope) => answer(scope, id, step))
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 7, { identified: { identified: 4 } })),
      { code: 'care-comes-first' },
    )
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf())),
      {
        code: 'care-comes-first',
      },
    )
    await assert.rejects(
      as(OFFICER, (scope) =>
        beginReport(scope, id, { title: 'T', classification: 'OFFICIAL', text: 'A van' }),
      ),
      { code: 'care-comes-first' },
    )
    await assert.rejects(
      service(
        `insert into encounters.step (encounter_id, number, answer, reason, person_id) values ($1, 7, 'not-needed', 'x', $2)`,
        [id, db.person(OFFICER).id],
      ),
      { code: 'SM003', constraint: 'care_comes_first' },
    )
    await assert.rejects(
      service(
        `insert into encounters.opportunity (id, encounter_id, adult, age, kind, taken, at, person_id)
         values (gen_random_uuid(), $1, 1, 'adult', 'conversation', true, now(), $2)`,
        [id, db.person(OFFICER).id],
      ),
      { code: 'SM003', constraint: 'care_comes_first' },
    )
    await as(OFFICER, (scope) => answer(scope, id, 6))
    await as(OFFICER, (scope) => answer(scope, id, 4))
    await as(OFFICER, (scope) => answer(scope, id, 7, { identified: { identified: 3, 'no-means': 1 } }))
  })

  void test('keeps everybody who may be a child out of step 7, by constraint', async () => {
    const id = await cared({ adults: 1, may_be_children: 2, age_unknown: 1 })
    await as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf()))
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ adult: 2 }))),
      { fields: { adult: 'So many adults were not counted. Count again, or take the child path in step 4' } },
    )
    for (const age of ['unknown', 'disputed', 'child'])
      await assert.rejects(
        service(
          `insert into encounters.opportunity (id, encounter_id, adult, age, kind, taken, at, person_id)
           values (gen_random_uuid(), $1, 1, $3, 'conversation', true, now(), $2)`,
          [id, db.person(OFFICER).id, age],
        ),
        { code: '23514', constraint: 'only_an_adult' },
        age,
      )
    const none = await cared({ adults: 0, may_be_children: 3, injured: 0 })
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, none, opportunityOf())),
      { code: 'invalid' },
    )
  })

  void test('has the child path taken by each possible child before step 4 is done', async () => {
    const id = await recorded({ may_be_children: 3 })
    const put = (howMany: number) =>
      as(OFFICER, (scope) =>
        addChildren(scope, id, sound(parseChildren(childrenBody({ how_many: howMany }), scope.now))),
      )
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 4)),
      { code: 'invalid' },
    )
    await assert.rejects(
      as(OFFICER, (scope) =>
        answer(scope, id, 4, {
          ...{
            answer: 'not-needed',
            at: undefined,
            by_whom: undefined,
            reference: undefined,
            reason: 'None',
          },
        }),
      ),
      { code: 'invalid' },
    )
    await put(2)
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 4)),
      { code: 'invalid' },
    )
    const more = await put(2)
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 4)),
      { code: 'invalid' },
      'more than counted',
    )
    await as(OFFICER, (scope) => takeOut(scope, id, more))
    await put(1)
    await as(OFFICER, (scope) => answer(scope, id, 4))
  })

  void test('asks nobody who is suspected for a voluntary conversation, whichever is typed first', async () => {
    const id = await cared()
    const suspected = opportunityOf({
      ...{
        kind: 'offence',
        code: 'ia71-25',
        grounds: 'At the tiller',
        s45_considered: false,
        at: minutesAgo(20),
      },
    })
    await as(OFFICER, (scope) => addOpportunity(scope, id, suspected))
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ at: minutesAgo(10) }))),
      { code: 'invalid' },
    )
    await as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ at: minutesAgo(30) })))
    await as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ adult: 2, at: minutesAgo(10) })))
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, id, { ...suspected, adult: 2 })),
      { code: 'invalid' },
      'suspected before that conversation',
    )
  })

  void test('keeps a power with officer, time and grounds for one person, or is refused', async () => {
    const id = await cared()
    const power = { kind: 'power', code: 'search-pace-32', grounds: 'A knife was seen' }
    await as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ ...power, officer: COLLEAGUE })))
    await assert.rejects(
      as(OFFICER, (scope) => addOpportunity(scope, id, opportunityOf({ ...power, officer: KENT }))),
      { fields: { officer: 'Enter the address of somebody of your own agency' } },
    )
    const { opportunities } = await as(OFFICER, (scope) => lookAtEncounter(scope, id))
    assert.deepEqual(
      opportunities.map(({ adult, grounds, officer }) => [adult, grounds, officer !== null]),
      [[1, 'A knife was seen', true]],
    )
    await assert.rejects(
      service(
        `insert into encounters.opportunity (id, encounter_id, adult, age, kind, code, taken, at, grounds, person_id)
         values (gen_random_uuid(), $1, 1, 'adult', 'power', 'other', true, now(), 'x', $2)`,
        [id, db.person(OFFICER).id],
      ),
      { constraint: 'power_has_officer_and_grounds' },
    )
  })

  void test('says of each adult whether they were identified, and why not', async () => {
    const id = await cared({ adults: 4 })
    for (const identified of [{}, { identified: 3 }, { identified: 3, 'no-means': 2 }])
      await assert.rejects(
        as(OFFICER, (scope) => answer(scope, id, 7, { identified })),
        { code: 'invalid' },
      )
    await as(OFFICER, (scope) => answer(scope, id, 7, { identified: { identified: 1, 'care-first': 3 } }))
    await as(OFFICER, (scope) => answer(scope, id, 7, { identified: { identified: 4 } }))
    const view = await as(OFFICER, (scope) => lookAtEncounter(scope, id))
    assert.deepEqual(view.identified, [{ outcome: 'identified', howMany: 4 }])
  })

  void test('hands everybody who was counted over to somebody', async () => {
    const id = await cared({ adults: 2, may_be_children: 1 })
    const hand = (howMany: number) =>
      as(OFFICER, (scope) =>
        addHandover(scope, id, sound(parseHandover(handoverBody({ how_many: howMany }), scope.now))),
      )
    await hand(2)
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 8)),
      { code: 'invalid' },
    )
    await hand(1)
    await as(OFFICER, (scope) => answer(scope, id, 8))
  })

  void test('is checked after all eight steps, by a person who recorded nothing of it', async () => {
    const id = await recorded()
    await assert.rejects(
      as(OFFICER, (scope) => move(scope, id, { to: 'handed-over' })),
      { code: 'all-steps-first' },
    )
    await assert.rejects(
      as(COLLEAGUE, (scope) => move(scope, id, { to: 'checked' })),
      { code: 'not-now' },
    )
    await assert.rejects(
      service(
        `update encounters.encounter set state = 'checked', checked_at = now(), checked_by = $2, handed_over_at = now(),
           handed_over_by = recorded_by, revision = revision + 1 where id = $1`,
        [id, db.person(COLLEAGUE).id],
      ),
      { constraint: 'state_follows' },
    )
    await as(OFFICER, (scope) => goThrough(scope, id))
    await as(OFFICER, (scope) => move(scope, id, { to: 'handed-over' }))
    await assert.rejects(
      as(OFFICER, (scope) => move(scope, id, { to: 'checked' })),
      { code: 'checked-by-another' },
    )
    await assert.rejects(
      service(
        `update encounters.encounter set state = 'checked', checked_at = now(), checked_by = recorded_by,
           revision = revision + 1 where id = $1`,
        [id],
      ),
      /check/i,
    )
    await as(COLLEAGUE, (scope) => move(scope, id, { to: 'open', note: 'Step 3 says nothing' }))
    await as(COLLEAGUE, (scope) => answer(scope, id, 3))
    await as(OFFICER, (scope) => move(scope, id, { to: 'handed-over' }))
    await assert.rejects(
      as(COLLEAGUE, (scope) => move(scope, id, { to: 'checked' })),
      { code: 'checked-by-another' },
      'who answered a step',
    )
    await as('coordinator@sussex-police.example', (scope) => move(scope, id, { to: 'checked' }))
    await assert.rejects(
      as(OFFICER, (scope) => move(scope, id, { to: 'closed', confirmed_at: minutesAgo(-30) })),
      { code: 'invalid' },
    )
    await as(OFFICER, (scope) => move(scope, id, { to: 'closed', confirmed_at: minutesAgo(1) }))
    assert.equal(await stateOf(id), 'closed')
  })

  void test('stays as it was once it is handed over, by SQL too', async () => {
    const id = await as(OFFICER, (scope) => handedOver(scope))
    await assert.rejects(
      as(OFFICER, (scope) => answer(scope, id, 1)),
      { code: 'not-open' },
    )
    await assert.rejects(
      as(OFFICER, (scope) => countAgain(scope, id, 2, sound(parseEncounter(encounterBody(), scope.now)))),
      { code: 'not-open' },
    )
    for (const statement of [
      'update encounters.encounter set adults = adults + 1, revision = revision + 1 where id = $1',
      'update encounters.step set note = null, revision = revision + 1 where encounter_id = $1',
      'delete from encounters.step where encounter_id = $1',
      'delete from encounters.handover where encounter_id = $1',
      'delete from encounters.child_path where encounter_id = $1',
      'delete from encounters.identification where encounter_id = $1',
      'delete from encounters.encounter where id = $1',
    ])
      await assert.rejects(service(statement, [id]), { code: 'SM003' }, statement)
  })

  void test('loses nobody’s change: a stale answer, a stale count and a stale move are refused', async () => {
    const id = await recorded()
    await as(OFFICER, (scope) => answerStep(scope, id, 1, 0, answerOf(1)))
    await assert.rejects(
      as(COLLEAGUE, (scope) => answerStep(scope, id, 1, 0, answerOf(1))),
      { code: 'stale' },
    )
    await as(OFFICER, (scope) => countAgain(scope, id, 1, sound(parseEncounter(encounterBody(), scope.now))))
    await assert.rejects(
      as(COLLEAGUE, (scope) => countAgain(scope, id, 1, sound(parseEncounter(encounterBody(), scope.now)))),
      { code: 'stale' },
    )
    await assert.rejects(
      as(COLLEAGUE, (scope) => moveEncounter(scope, id, 1, { to: 'handed-over' })),
      { code: 'stale' },
    )
    await assert.rejects(
      as(OFFICER, (scope) => takeOut(scope, id, id as string as EntryId)),
      { code: 'not-found' },
    )
  })

  void test('does not pass its check when it was counted anew meanwhile', async () => {
    const id = await recorded({ adults: 2, may_be_children: 0 })
    await as(OFFICER, (scope) => goThrough(scope, id))
    const { revision } = await as(OFFICER, (scope) => lookAtEncounter(scope, id))
    await as(OFFICER, (scope) =>
      countAgain(scope, id, revision, sound(parseEncounter(encounterBody({ adults: 3 }), scope.now))),
    )
    await assert.rejects(
      as(OFFICER, (scope) => move(scope, id, { to: 'handed-over' })),
      { code: 'invalid' },
    )
  })

  void test('waits for a colleague to check it, and for its recorder to hand it over', async () => {
    const id = await as(OFFICER, (scope) => handedOver(scope))
    const hrefs = async (who: string) => (await as(who, encounterTasks)).map(({ href }) => href)
    assert.ok((await hrefs(COLLEAGUE)).includes(`/encounters/${id}/check`))
    assert.ok(!(await hrefs(OFFICER)).includes(`/encounters/${id}/check`))
    assert.ok(!(await hrefs(KENT)).some((href) => href.includes(id)))
    const late = await recorded()
    assert.ok(!(await hrefs(OFFICER)).includes(`/encounters/${late}`))
    await db.admin(
      `set session_replication_role = replica;
       update encounters.encounter set recorded_at = now() - interval '2 hours' where id = '${late}';
       reset session_replication_role`,
    )
    assert.ok((await hrefs(OFFICER)).includes(`/encounters/${late}`))
  })

  void test('is the beginning of a report, which only the own agency is shown', async () => {
    const id = await cared()
    const report = await as(OFFICER, (scope) =>
      beginReport(scope, id, { title: 'A van', classification: 'OFFICIAL', text: 'A van drove off' }),
    )
    const beside = await as(OFFICER, (scope) => encounterBeside(scope, report))
    assert.deepEqual(
      beside.map(({ from }) => from.href),
      [`/encounters/${id}`],
    )
    assert.deepEqual(await as(KENT, (scope) => encounterBeside(scope, report)), [])
    await assert.rejects(
      service('insert into encounters.report (encounter_id, report_id, person_id) values ($1, $2, $3)', [
        (await as(KENT, (scope) => record(scope))).id,
        report,
        db.person(KENT).id,
      ]),
      { constraint: 'report_of_the_agency' },
    )
  })

  void test('writes events without a place and without a text', async () => {
    const id = await as(OFFICER, (scope) => handedOver(scope, { place: 'Winchelsea' }))
    const events = await db.admin<{ detail: string }>(
      `select coalesce(detail::text, '') as detail from ledger.event where subject_id = $1
       union all select coalesce(event ->> 'detail', '') from (select to_jsonb(p) as event from ledger.pending p where p.subject_id = $1) q`,
      [id],
    )
    assert.ok(events.length > 5)
    for (const { detail } of events) assert.doesNotMatch(detail, /Winchelsea|sergeant|CAD|BF-|CS-/)
  })

  void test('never reaches deconfliction: nothing of it is matched, searched or released', async () => {
    const rows = async () =>
      await db.admin(
        `select (select count(*) from deconfliction.identifier) as identifiers, (select count(*) from access.record where kind <> 'report') as records,
                (select count(*) from search.entry) as entries`,
      )
    const before = await rows()
    await as(OFFICER, (scope) => handedOver(scope, { place: 'Camber, plate KX05 ABC', no_person: true }))
    assert.deepEqual(await rows(), before)
    const foreign = await db.admin<{ of: string }>(
      `select c.conrelid::regclass::text as of from pg_constraint c join pg_class t on t.oid = c.confrelid
       join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'encounters' and c.conrelid::regclass::text not like 'encounters.%'`,
    )
    assert.deepEqual(foreign, [], 'nothing points into encounters')
  })

  void test('is counted once in each table of figures, whoever was identified and whoever was not', async () => {
    await as('analyst@border-force.example', async (scope) => {
      const { id } = await record(scope, { adults: 9, may_be_children: 2, age_unknown: 1 })
      await careFor(scope, id)
      await answer(scope, id, 7, { identified: { identified: 5, 'care-first': 4 } })
      await record(scope, { adults: 7, may_be_children: 0 })
    })
    const counted = async (name: string) => {
      const table = figureTables.find((one) => one.name === name)
      const rows = await db.database.performAsService({ service: 'test', operation: 'test' }, ({ tx }) =>
        tx.many<{ key: string; count: number }>(table?.sql ?? '', [
          ...[db.agency('border-force'), '2000-01-01', '2100-01-01'],
        ]),
      )
      assert.ok(rows.every(({ key }) => table?.rows.some((row) => row.key === key)))
      return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
    }
    // Four adults of a test before, of whom nothing is said yet, and one who may be a child.
    assert.deepEqual(await counted('encounters.identified'), {
      identified: 5,
      'care-first': 4,
      'not-said': 11,
    })
    assert.deepEqual(await counted('encounters.people'), { adults: 20, children: 3, unknown: 1 })
  })

  void test('pages both ways', async () => {
    for (let at = 0; at < 55; at++) await as('analyst@nca.example', (scope) => record(scope))
    const nca = (cursor?: string, back = false) =>
      as('analyst@nca.example', (scope) => listEncounters(scope, { list: 'all', cursor, back }))
    const first = await nca()
    assert.equal(first.rows.length, 50)
    assert.equal(first.previous, null)
    const second = await nca(first.next ?? '')
    assert.ok(second.rows.length >= 5)
    const again = await nca(second.previous ?? '', true)
    assert.deepEqual(
      again.rows.map(({ id }) => id),
      first.rows.map(({ id }) => id),
    )
  })
})

void describe('what is over', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  const as = <T>(who: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(who).id, operation: 'test', purpose: null }, work)
  const forget = () =>
    db.database.performAsService(
      { service: 'encounters', operation: 'encounters.encounter.forget' },
      forgetEncounters,
    )
  const age = (id: EncounterId, column: string, days: number) =>
    db.admin(
      `set session_replication_role = replica;
       update encounters.encounter set ${column} = now() - interval '${String(days)} days' where id = '${id}';
       reset session_replication_role`,
    )
  const closed = async () => {
    const id = await as(OFFICER, (scope) => handedOver(scope))
    await as(COLLEAGUE, (scope) => move(scope, id, { to: 'checked' }))
    await as(OFFICER, (scope) => move(scope, id, { to: 'closed', confirmed_at: minutesAgo(1) }))
    return id
  }

  void test('goes: references to children’s services after 90 days, steps after two years, counts later', async () => {
    const id = await closed()
    await age(id, 'confirmed_at', 89)
    assert.equal(await forget(), 0)
    await age(id, 'confirmed_at', 91)
    assert.equal(await forget(), 1)
    const children = await as(OFFICER, (scope) => lookAtEncounter(scope, id))
    assert.deepEqual(
      children.children.map(({ servicesReference, placeOfSafety, howMany }) => [
        servicesReference,
        placeOfSafety,
        howMany,
      ]),
      [[null, null, 1]],
    )
    assert.equal(children.steps.find(({ number }) => number === 4)?.reference, null)
    await age(id, 'found_at', 731)
    assert.equal(await forget(), 1)
    const steps = await as(OFFICER, (scope) => lookAtEncounter(scope, id))
    assert.deepEqual(
      [steps.place, steps.steps, steps.children, steps.handovers, steps.adults, steps.identified.length],
      [null, [], [], [], 4, 1],
    )
    await age(id, 'found_at', 2_191)
    assert.equal(await forget(), 1)
    await assert.rejects(
      as(OFFICER, (scope) => lookAtEncounter(scope, id)),
      { code: 'not-found' },
    )
    assert.equal(await forget(), 0)
  })

  void test('stays while it is held, which only the records manager says', async () => {
    const id = await closed()
    await assert.rejects(
      as(OFFICER, (scope) => holdEncounter(scope, id, 'An inquest')),
      { code: 'not-yours-to-do' },
    )
    const manager = 'records-manager@sussex-police.example'
    await as(manager, (scope) => holdEncounter(scope, id, 'An inquest'))
    await age(id, 'found_at', 3_000)
    await age(id, 'confirmed_at', 3_000)
    assert.equal(await forget(), 0)
    await as(manager, (scope) => holdEncounter(scope, id, null))
    assert.ok((await forget()) > 0)
  })

  void test('is forgotten by the clock alone', async () => {
    await assert.rejects(
      db.database.performAsService({ service: 'test', operation: 'test' }, forgetEncounters),
      { code: '42501' },
    )
  })
})
