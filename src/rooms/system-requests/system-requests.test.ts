/** Requests to systems of record: another authorises, it lapses, it is asked again, and nothing is acted upon alone. By SQL too. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope as Scope } from '../../platform/database/scope.ts'
import { correctRecord } from '../records/index.ts'
import { filed } from '../records/records.test-support.ts'
import { fileReport, reportKind, recallReport, writeVersion } from '../intelligence/index.ts'
import { checked } from '../intelligence/reports.test-support.ts'
import { operationsOf, raise } from '../operations/operations.test-support.ts'
import { newId } from '../../platform/identifiers.ts'
import { accredit, endAccreditation, listAccredited } from './accredit.ts'
import { corroborate, linkAction, sayWrong } from './corroborate.ts'
import { changeRequest, draftAgain, draftRequest, safeguard, throwAway } from './draft-request.ts'
import { forgetRequests, watchRequests } from './forget.ts'
import type { AccreditationId, SystemRequestId } from './ids.ts'
import { askAnother, holdRequest, moveRequest, reviewRequest } from './move-request.ts'
import { authorisersOf, listRequests, listSystems, lookAtRequest, readRequest } from './read-requests.ts'
import { parseRequest } from './request.ts'
import {
  accreditFor,
  ADMINISTRATOR,
  ANALYST,
  inDays,
  INSPECTOR,
  KENT,
  MANAGER,
  move,
  OFFICER,
  OPERATOR,
  rankFor,
  requestBody,
  requestOf,
  requestsOn,
} from './system-requests.test-support.ts'
import { requestTasks } from './waiting.ts'
import { MOVES, STATES, type RequestState } from './words.ts'

void describe('a request to a system of record', () => {
  let db: TestDatabase
  let at: ReturnType<typeof requestsOn>
  before(async () => {
    db = await testDatabase()
    at = requestsOn(db)
    await rankFor(db, INSPECTOR)
    await accreditFor(db, OPERATOR)
  })
  after(() => db.close())

  const by: ReturnType<typeof requestsOn>['by'] = (who, work) => at.by(who, work)
  const look = (id: SystemRequestId, who = OFFICER) => by(who, (scope) => lookAtRequest(scope, id))
  const service = (text: string, values: unknown[] = []) =>
    db.database.performAsService({ service: 'test', operation: 'test' }, (scope) =>
      scope.tx.run(text, values),
    )
  /** The clock of the database, set: what was authorised lapsed an hour ago. */
  const lapse = (id: SystemRequestId) =>
    db.admin(
      `set session_replication_role = replica;
       update system_requests.request set decided_at = now() - interval '73 hours', valid_until = now() - interval '1 hour'
       where id = '${id}';
       set session_replication_role = origin`,
    )
  const kinds = async (who: string, id: SystemRequestId) =>
    (await by(who, (scope) => requestTasks(scope)))
      .filter(({ href }) => href.includes(id))
      .map(({ kind }) => kind)

  void test('goes from hand to hand: asked, authorised by another who holds the rank, made by who is accredited, answered, closed', async () => {
    const id = await at.drafted()
    await by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
    assert.deepEqual(await kinds(INSPECTOR, id), ['system-request-authorise'])
    await by(INSPECTOR, (scope) => move(scope, id, { to: 'authorised' }))
    const authorised = await look(id)
    const hours =
      ((authorised.validUntil?.getTime() ?? 0) - (authorised.decidedAt?.getTime() ?? 0)) / 3_600_000
    assert.equal(hours, 72)
    assert.deepEqual(await kinds(OPERATOR, id), ['system-request-make'])
    await by(OPERATOR, (scope) => move(scope, id, { to: 'made', reference: 'PND-4471' }))
    await by(OPERATOR, (scope) => move(scope, id, { to: 'outcome', outcome: 'nothing', wrong: [] }))
    await by(OFFICER, (scope) => move(scope, id, { to: 'closed' }))
    const view = await by(OFFICER, (scope) => readRequest(scope, id))
    assert.deepEqual([view.state, view.reference, view.outcome], ['closed', 'PND-4471', 'nothing'])
  })

  void test('is authorised by nobody who asks, by SQL too', async () => {
    const id = await at.drafted()
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: OFFICER })),
      { kind: 'forbidden', code: 'rank-needed' },
    )
    await rankFor(db, OFFICER)
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: OFFICER })),
      { kind: 'invalid' },
    )
    await assert.rejects(
      service('update system_requests.request set authoriser_id = requester_id where id = $1', [id]),
      { code: '23514', constraint: 'authorised_by_another' },
    )
    const asked = await at.asked()
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, asked, { to: 'authorised' })),
      { code: 'not-yours-to-do' },
    )
  })

  void test('is asked of nobody without the rank, and a rank that ended between page and post counts no more', async () => {
    const id = await at.drafted()
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: ANALYST })),
      { code: 'rank-needed' },
    )
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: KENT })),
      { kind: 'invalid' },
    )
    await rankFor(db, ANALYST)
    await by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: ANALYST }))
    await db.admin(
      `set session_replication_role = replica;
       update identity.rank_attestation set from_on = from_on - 10, until_on = from_on - 1
       where person_id = '${db.person(ANALYST).id}';
       set session_replication_role = origin`,
    )
    await assert.rejects(
      by(ANALYST, (scope) => move(scope, id, { to: 'authorised' })),
      { code: 'rank-needed' },
    )
    await assert.rejects(
      service(
        `update system_requests.request set state = 'authorised', revision = revision + 1 where id = $1`,
        [id],
      ),
      { code: 'SM003', constraint: 'authoriser_holds_the_rank' },
    )
    // Somebody else is asked then.
    const { revision } = await look(id)
    await by(OFFICER, (scope) => askAnother(scope, id, revision, INSPECTOR))
    await by(INSPECTOR, (scope) => move(scope, id, { to: 'authorised' }))
    assert.deepEqual(
      (await by(OFFICER, (scope) => authorisersOf(scope, 'pnd'))).map(({ address }) => address),
      [INSPECTOR],
    )
  })

  void test('lapses by the clock of the database, is asked again once, answers “possible”, and is acted upon once it is corroborated', async () => {
    const operations = operationsOf(db)
    const operation = await operations.open()
    await operations.enter(operation, ANALYST)
    const first = await at.authorised({ operation, matter: undefined })
    await lapse(first)
    assert.equal((await look(first)).lapsed, true)
    await assert.rejects(
      by(OPERATOR, (scope) => move(scope, first, { to: 'made', reference: 'PND-1' })),
      { code: 'lapsed' },
    )
    await assert.rejects(
      service(
        `update system_requests.request set state = 'made', made_by = $2, reference = 'x', revision = revision + 1 where id = $1`,
        [first, db.person(OPERATOR).id],
      ),
      { constraint: 'has_lapsed' },
    )
    assert.deepEqual(await kinds(OFFICER, first), ['system-request-lapsed'])
    const { id } = await by(OFFICER, (scope) => draftAgain(scope, first))
    await assert.rejects(
      by(OFFICER, (scope) => draftAgain(scope, first)),
      { code: 'asked-already' },
    )
    assert.equal((await look(id)).againOf?.id, first)
    assert.equal((await look(first)).askedAgain?.id, id)
    assert.deepEqual(await kinds(OFFICER, first), [])

    await by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
    await by(INSPECTOR, (scope) => move(scope, id, { to: 'authorised' }))
    const arrest = await by(OFFICER, (scope) =>
      raise(scope, operation, { kind: 'arrest', about: 'suspect', what: 'Arrest him at the marina' }),
    )
    const enquiry = await by(OFFICER, (scope) => raise(scope, operation))
    await assert.rejects(
      by(OFFICER, (scope) => linkAction(scope, id, arrest.number)),
      { code: 'no-answer' },
    )
    await by(OPERATOR, (scope) => move(scope, id, { to: 'made', reference: 'PND-2' }))
    await by(OPERATOR, (scope) => move(scope, id, { to: 'outcome', outcome: 'possible', wrong: [] }))
    await assert.rejects(
      by(OFFICER, (scope) => linkAction(scope, id, arrest.number)),
      { code: 'not-alone' },
    )
    await assert.rejects(
      service(
        'insert into system_requests.action_link (request_id, action_id, person_id) values ($1, $2, $3)',
        [...[id, arrest.id, db.person(OFFICER).id]],
      ),
      { code: 'SM003', constraint: 'not_acted_upon_alone' },
    )
    await by(OFFICER, (scope) => linkAction(scope, id, enquiry.number))
    assert.deepEqual(await kinds(OFFICER, id), ['system-request-corroborate'])

    const { reference } = await filed(db)
    const { revision } = await look(id)
    // Not by who entered the answer, not without a record, and not on one that is not in sight.
    await assert.rejects(
      service(`update system_requests.request set outcome = 'corroborated' where id = $1`, [id]),
      { constraint: 'corroborated_by_another' },
    )
    await assert.rejects(
      by(OFFICER, (scope) =>
        corroborate(scope, id, revision, { words: 'As said', records: ['SUSSEX-9999-9'] }),
      ),
      { kind: 'invalid' },
    )
    await by(OFFICER, (scope) =>
      corroborate(scope, id, revision, {
        words: 'A report of the marina names him too',
        records: [reference],
      }),
    )
    await by(OFFICER, (scope) => linkAction(scope, id, arrest.number))
    const view = await look(id)
    assert.deepEqual([view.outcome, view.corroboration?.records[0]?.reference], ['corroborated', reference])
    assert.deepEqual(view.actions.map(({ number }) => number).sort(), [arrest.number, enquiry.number].sort())
    // The operation's other people see it; of the own agency nobody else does.
    assert.equal((await look(id, ANALYST)).codename, 'Copper Lantern')
    await assert.rejects(look(id, 'intelligence-officer-2@sussex-police.example'), { code: 'not-found' })
  })

  void test('is corroborated by another than entered the answer', async () => {
    const id = await at.made()
    await by(OFFICER, (scope) => move(scope, id, { to: 'outcome', outcome: 'possible', wrong: [] }))
    const { reference } = await filed(db)
    const { revision } = await look(id)
    const said = { words: 'It says so there', records: [reference] }
    await assert.rejects(
      by(OFFICER, (scope) => corroborate(scope, id, revision, said)),
      { code: 'corroborated-by-another' },
    )
    await by(INSPECTOR, (scope) => corroborate(scope, id, revision, said))
  })

  void test('about a victim, a witness, a child or nobody known needs a safeguarding decision by another', async () => {
    for (const category of ['victim', 'witness', 'child', 'unknown']) {
      const id = await at.drafted({ category })
      const ask = () => by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
      await assert.rejects(ask(), { code: 'safeguarding-first' }, category)
      assert.ok((await kinds(INSPECTOR, id)).includes('system-request-safeguard'))
      await assert.rejects(
        by(OFFICER, async (scope) => safeguard(scope, id, 1, 'I say so')),
        { code: 'safeguarded-by-another' },
      )
      await by(INSPECTOR, (scope) => safeguard(scope, id, 1, 'To find the family, and nobody else is told.'))
      await ask()
    }
    const draft = await at.drafted({ category: 'child' })
    await assert.rejects(
      service(
        `insert into system_requests.safeguarding (request_id, decision, person_id)
         select id, 'x', requester_id from system_requests.request where id = $1`,
        [draft],
      ),
      { code: 'SM003', constraint: 'safeguarded_by_another' },
    )
    // Whoever changes whom it is about needs another decision.
    const id = await at.drafted({ category: 'child' })
    await by(INSPECTOR, (scope) => safeguard(scope, id, 1, 'To find the family.'))
    await by(OFFICER, (scope) =>
      changeRequest(scope, id, 2, requestOf({ category: 'child', subject: 'Another' })),
    )
    assert.equal((await look(id)).safeguarding, null)
  })

  void test('of a system that compares what is sensitive always gives the condition', async () => {
    await assert.rejects(at.drafted({ system: 'ident1' }), { kind: 'invalid' })
    assert.ok(
      await at.drafted({
        system: 'ident1',
        sensitive: true,
        condition: 'Schedule 8 para 1: statutory purposes',
      }),
    )
  })

  void test('keeps no image, template, score, extract or list', () => {
    const faults = (changes: object) => {
      const parsed = parseRequest(requestBody(changes), inDays(0))
      return 'fields' in parsed ? Object.keys(parsed.fields) : []
    }
    assert.deepEqual(faults({}), [])
    assert.deepEqual(faults({ asked: 'x'.repeat(501) }), ['asked'])
    assert.deepEqual(faults({ asked: `Compare ${'iVBORw0KGgo'.repeat(9)}` }), ['asked'])
    assert.deepEqual(faults({ subject: 'Tom Harbour\nAnna Quay' }), ['subject'])
    assert.deepEqual(faults({ subject: 'Tom Harbour; Anna Quay' }), ['subject'])
    assert.deepEqual(faults({ category: undefined }), ['category'])
    assert.deepEqual(faults({ image: 'x' }).length, 1)
    assert.deepEqual(faults({ sensitive: true }), ['condition'])
    assert.deepEqual(faults({ matter: undefined }), ['matter'])
    assert.deepEqual(faults({ review_on: inDays(0) }), ['review_on'])
    assert.deepEqual(faults({ review_on: '2099-01-01' }), ['review_on'])
    assert.deepEqual(faults({ subject: 'Tom \u202e Harbour' }), ['subject'])
  })

  void test('holds no score in its answer, by SQL', async () => {
    const id = await at.made()
    for (const text of ['A match of 93 %', 'Score 0.9', 'template attached', `See ${'a'.repeat(90)}`])
      await assert.rejects(
        service(
          `update system_requests.request set state = 'outcome', outcome = 'possible', outcome_text = $2, outcome_by = made_by,
             revision = revision + 1 where id = $1`,
          [id, text],
        ),
        { code: '23514' },
        text,
      )
  })

  void test('goes from no state to another but those that follow, by SQL', async () => {
    const states = Object.keys(STATES) as RequestState[]
    const rows = await db.admin<{ one: RequestState; other: RequestState; may: boolean }>(
      `select a as one, b as other, system_requests.may_move(a, b) as may from unnest($1::text[]) a, unnest($1::text[]) b`,
      [states],
    )
    for (const { one, other, may } of rows)
      assert.equal(may, MOVES[one].includes(other), `${one} to ${other}`)
    const id = await at.asked()
    for (const state of ['made', 'outcome', 'closed'])
      await assert.rejects(
        service(`update system_requests.request set state = $2, revision = revision + 1 where id = $1`, [
          id,
          state,
        ]),
        { constraint: 'state_follows' },
        state,
      )
    await assert.rejects(
      service(`update system_requests.request set subject = 'Another' where id = $1`, [id]),
      { constraint: 'is_a_draft' },
    )
    await assert.rejects(service('delete from system_requests.request where id = $1', [id]), {
      constraint: 'request_is_kept',
    })
    await by(INSPECTOR, (scope) =>
      move(scope, id, { to: 'refused', refused_for: 'not-necessary', reason: 'Ask Kent first' }),
    )
    await assert.rejects(
      by(INSPECTOR, (scope) => move(scope, id, { to: 'authorised' })),
      { code: 'not-now' },
    )
  })

  void test('is changed by one at a time, and by who asks', async () => {
    const id = await at.drafted()
    const twice = await Promise.allSettled(
      ['First', 'Second'].map((subject) =>
        by(OFFICER, (scope) => changeRequest(scope, id, 1, requestOf({ subject }))),
      ),
    )
    assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(
      by(INSPECTOR, (scope) => changeRequest(scope, id, 2, requestOf())),
      { code: 'not-yours-to-do' },
    )
    await by(OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
    await assert.rejects(
      by(OFFICER, (scope) => changeRequest(scope, id, 3, requestOf())),
      { code: 'not-a-draft' },
    )
    await by(OFFICER, (scope) => move(scope, id, { to: 'drafted' }))
    await by(OFFICER, (scope) => throwAway(scope, id))
    await assert.rejects(look(id), { code: 'not-found' })
  })

  void test('is not made by who authorised it, nor by who is not accredited now', async () => {
    const id = await at.authorised()
    await assert.rejects(
      by(OFFICER, (scope) => move(scope, id, { to: 'made', reference: 'x' })),
      { code: 'not-accredited' },
    )
    await accreditFor(db, INSPECTOR)
    await assert.rejects(
      by(INSPECTOR, (scope) => move(scope, id, { to: 'made', reference: 'x' })),
      { code: 'made-by-another' },
    )
    const mine = (await by(ADMINISTRATOR, (scope) => listAccredited(scope))).filter(
      ({ systemName }) => systemName === 'PND',
    )
    assert.equal(mine.length, 2)
    await assert.rejects(
      by(ADMINISTRATOR, (scope) =>
        accredit(scope, { system: 'pnd', person: ADMINISTRATOR, until_on: inDays(9) }),
      ),
      { kind: 'invalid' },
    )
    await assert.rejects(
      by(OFFICER, (scope) => accredit(scope, { system: 'pnd', person: ANALYST, until_on: inDays(9) })),
      { code: 'not-found' },
    )
    await assert.rejects(
      by(ADMINISTRATOR, (scope) => endAccreditation(scope, newId<AccreditationId>())),
      { code: 'not-found' },
    )
  })

  void test('of an agency without access goes through the desk that asks for it', async () => {
    await db.database.performAsService({ service: 'operator', operation: 'test' }, (scope) =>
      scope.tx.run(
        `insert into system_requests.desk (system, agency_id, name, telephone, answer_hours)
         values ('pnc', $1, 'The regional unit', '01632 960900', 36)`,
        [db.agency('sussex-police')],
      ),
    )
    const id = await at.authorised({ system: 'pnc' })
    assert.deepEqual(await kinds(OFFICER, id), ['system-request-make'])
    await by(OFFICER, (scope) => move(scope, id, { to: 'made', reference: 'R-1' }))
    assert.equal((await look(id)).desk, 'The regional unit')
    const systems = await by(OFFICER, (scope) => listSystems(scope))
    const pnc = systems.find(({ code }) => code === 'pnc')
    assert.deepEqual([pnc?.hasAccess, pnc?.desk, pnc?.answerHours], [false, 'The regional unit', 36])
    assert.equal(systems.find(({ code }) => code === 'pnd')?.hasAccess, true)
  })

  /** What of a correction waits for somebody, by the address of its task. */
  const corrections = async (who: string, report: string) =>
    (await by(who, (scope) => requestTasks(scope)))
      .filter(({ href }) => href.includes(report))
      .map(({ kind, href }) => `${kind} ${href}`)

  void test('that was about the wrong person begins the correction: of its author, until the version that corrects it is filed', async () => {
    const second = 'intelligence-officer-2@sussex-police.example'
    const { id: report, reference } = await by(second, (scope) => fileReport(scope, checked()))
    const id = await at.possible()
    const { revision } = await look(id)
    assert.deepEqual(await corrections(second, report), [])
    await by(OFFICER, (scope) =>
      sayWrong(scope, id, revision, { words: 'It is his brother', wrong: [reference] }),
    )
    const begins = [`system-request-correct /reports/${report}/new-version?because=wrong-person`]
    assert.deepEqual(await corrections(second, report), begins, 'who wrote it')
    assert.deepEqual(await corrections(OFFICER, report), begins, 'who asked')
    for (const who of [INSPECTOR, OPERATOR, ANALYST, MANAGER, KENT])
      assert.deepEqual(await corrections(who, report), [], who)
    assert.equal((await look(id)).wrongRecords[0]?.stands, 'open')

    // Nobody else has it: the version that follows is the correction.
    await by(second, (scope) =>
      writeVersion(scope, report, { version: 1 }, checked({ title: 'Of another man' })),
    )
    for (const who of [second, OFFICER]) assert.deepEqual(await corrections(who, report), [], who)
    assert.equal((await look(id)).wrongRecords[0]?.stands, 'done')
  })

  void test('that was about the wrong person waits on until partners that have the record are told', async () => {
    const { id: report, reference } = await filed(db, {}, ['kent-police'])
    const id = await at.possible()
    const { revision } = await look(id)
    await by(OFFICER, (scope) =>
      sayWrong(scope, id, revision, { words: 'It is his brother', wrong: [reference] }),
    )
    await by(OFFICER, (scope) => recallReport(scope, report, 'It names the wrong man'))
    assert.deepEqual(await corrections(OFFICER, report), [
      `system-request-tell /corrections/${report}?because=wrong-person`,
    ])
    await by(OFFICER, (scope) => correctRecord(scope, reportKind, report, 1, 'It names the wrong man'))
    assert.deepEqual(await corrections(OFFICER, report), [])
  })

  void test('that was about the wrong person is said to whoever decides once the author cannot correct it', async () => {
    const second = 'intelligence-officer-2@sussex-police.example'
    const { id: report, reference } = await by(second, (scope) => fileReport(scope, checked()))
    const id = await at.possible()
    const { revision } = await look(id)
    await by(OFFICER, (scope) =>
      sayWrong(scope, id, revision, { words: 'It is his brother', wrong: [reference] }),
    )
    assert.deepEqual(await corrections(INSPECTOR, report), [])
    await db.admin(
      `set session_replication_role = replica;
       update access.record set author_id = null where id = '${report}';
       set session_replication_role = origin`,
    )
    assert.equal((await corrections(INSPECTOR, report)).length, 1)
    assert.deepEqual(await corrections(OPERATOR, report), [], 'who writes no version is led nowhere')
    assert.deepEqual(await corrections(KENT, report), [])
  })

  void test('is absent for everybody else: another agency, and colleagues who are not in it', async () => {
    const id = await at.possible()
    const { number } = await look(id)
    const strangers = [
      KENT,
      'coordinator@kent-police.example',
      'administrator@kent-police.example',
      ANALYST,
      MANAGER,
      ADMINISTRATOR,
    ]
    for (const who of strangers) {
      const absent = newId<SystemRequestId>()
      for (const one of [id, absent]) {
        await assert.rejects(look(one, who), { code: 'not-found' }, who)
      }
      for (const one of [id, absent])
        for (const work of [
          (scope: Scope): Promise<unknown> => moveRequest(scope, one, 5, { to: 'closed' }),
          (scope: Scope) => moveRequest(scope, one, 5, { to: 'made', reference: 'x' }),
          (scope: Scope) => changeRequest(scope, one, 5, requestOf()),
          (scope: Scope) => throwAway(scope, one),
          (scope: Scope) => safeguard(scope, one, 5, 'x'),
          (scope: Scope) => askAnother(scope, one, 5, who),
          (scope: Scope) => reviewRequest(scope, one, 5, inDays(5)),
          (scope: Scope) => draftAgain(scope, one),
          (scope: Scope) => corroborate(scope, one, 5, { words: 'x', records: [] }),
          (scope: Scope) => sayWrong(scope, one, 5, { words: 'x', wrong: [] }),
          (scope: Scope) => linkAction(scope, one, 1),
        ])
          await assert.rejects(by(who, work), { code: 'not-found' }, `${who} ${work.toString()}`)
      const { rows } = await by(who, (scope) => listRequests(scope, { list: 'all' }))
      assert.ok(!rows.some((row) => row.number === number && row.id === id))
    }
    await assert.rejects(
      by('overseer@hmicfrs.example', (scope) => draftRequest(scope, requestOf())),
      { code: 'not-found' },
    )
  })

  void test('is asked so often in a day and no oftener, and far more than colleagues is told to the records manager', async () => {
    const second = 'intelligence-officer-2@sussex-police.example'
    const ask = async () => {
      const { id } = await by(second, (scope) => draftRequest(scope, requestOf()))
      await by(second, (scope) => move(scope, id, { to: 'asked', authoriser: INSPECTOR }))
    }
    for (let number = 0; number < 20; number += 1) await ask()
    await assert.rejects(ask(), { code: 'so-many-a-day' })
    await db.admin(
      `set session_replication_role = replica;
       update system_requests.request set asked_at = asked_at - interval '2 days' where requester_id = '${db.person(OFFICER).id}' and asked_at is not null;
       set session_replication_role = origin`,
    )
    for (let pass = 0; pass < 2; pass += 1)
      await db.database.performAsService(
        { service: 'system-requests', operation: 'system-requests.alert.raise' },
        watchRequests,
      )
    const told = (await by(MANAGER, (scope) => requestTasks(scope))).filter(
      ({ kind }) => kind === 'system-request-alert',
    )
    assert.equal(told.length, 1)
    assert.match(told[0]?.text ?? '', /20/)
  })

  void test('goes with its time, but not under a legal hold, and by nobody but the clock', async () => {
    const [gone, held] = [await at.possible(), await at.possible()]
    const { number } = await look(held)
    await by(MANAGER, (scope) => holdRequest(scope, number, 'A trial waits'))
    await assert.rejects(
      by(OFFICER, (scope) => holdRequest(scope, number, null)),
      { code: 'not-found' },
    )
    await db.admin(
      `set session_replication_role = replica;
       update system_requests.request set changed_at = now() - interval '7 years' where id in ('${gone}', '${held}');
       set session_replication_role = origin`,
    )
    await assert.rejects(db.database.performAsService({ service: 'test', operation: 'test' }, forgetRequests))
    await db.database.performAsService(
      { service: 'system-requests', operation: 'system-requests.request.forget' },
      forgetRequests,
    )
    await assert.rejects(look(gone), { code: 'not-found' })
    assert.equal((await look(held)).held, true)
  })

  void test('asks again on its review date', async () => {
    const id = await at.possible()
    await db.admin(
      `set session_replication_role = replica;
       update system_requests.request set review_on = current_date - 1 where id = '${id}';
       set session_replication_role = origin`,
    )
    assert.ok((await kinds(OFFICER, id)).includes('system-request-review'))
    const { revision } = await look(id)
    await by(OFFICER, (scope) => reviewRequest(scope, id, revision, inDays(30)))
    assert.ok(!(await kinds(OFFICER, id)).includes('system-request-review'))
  })

  void test('says to the task force who lacks access, and to nobody else; small numbers are not said', async () => {
    const lack = (who: string) =>
      by(who, (scope) =>
        scope.tx.many<{
          agency_name: string
          system_name: string
          asked: number | null
          hours: number | null
        }>('select * from system_requests.lack_of_access()'),
      )
    const rows = await lack('coordinator@taskforce.example')
    const pnc = rows.find((row) => /Sussex/.test(row.agency_name) && /PNC/.test(row.system_name))
    assert.equal(pnc?.asked, null, 'one was asked: a number from one to four')
    assert.ok(!rows.some((row) => /Sussex/.test(row.agency_name) && row.system_name === 'PND'))
    for (const who of [OFFICER, INSPECTOR, 'coordinator@nca.example', 'overseer@hmicfrs.example'])
      assert.deepEqual(await lack(who), [], who)
  })
})
