/**
 * Interests in the matcher. What a partner learns of one is what they learn of a report; what a colleague learns who is not in
 * the operation is what a stranger learns; and nobody outside learns which operation, or that there is one.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { fileReport, phone } from '../../../../test/support/plain-reports.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { createLog } from '../../../platform/log.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { SideId } from '../../../wire/ids.ts'
import { checkBody, checkValue, contactMatch, listMatches, matchQuery } from '../../matches/index.ts'
import { changeState } from '../change-state.ts'
import { leaveWithAgency } from '../agencies/participation.ts'
import type { OperationId } from '../ids.ts'
import { KENT, LEAD, LEAD_COORDINATOR, operationsOf } from '../operations.test-support.ts'
import { closeInterest, endInterestsTask } from './close-interest.ts'
import { interestCards, tellOfInterest } from './duty-post.ts'
import type { InterestId } from './ids.ts'
import { add, inDays, interestOf } from './interests.test-support.ts'
import { listInterests, readInterest } from './read-interests.ts'
import { interestTasks } from './tasks.ts'

/** Of the lead's agency, with its role, and not in the operation. */
const COLLEAGUE = 'intelligence-officer-2@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const POST = 'coordinator@taskforce.example'
let numbers = 400
const number = () => `0${String((numbers += 1))}`
const written = (suffix: string) => `07700 90${suffix}`

void describe('interests', () => {
  let db: TestDatabase
  let operation: OperationId
  before(async () => {
    db = await testDatabase()
    operation = await operationsOf(db).open()
  })
  after(() => db.close())

  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(email).id, operation: 'test', purpose: 'Exercise' }, work)
  const matchesOf = async (email: string) =>
    (await as(email, (scope) => listMatches(scope, matchQuery.parse({})))).items
  const withKey = async (email: string, value: string) =>
    (await matchesOf(email)).filter((one) => one.value.replaceAll(' ', '').endsWith(value.slice(1)))
  const kentFiles = (value: string, more: object = {}) =>
    fileReport(db, { agency: 'kent-police', values: [phone(value)], ...more })
  const addHere = (value: string, disclosure: string, more: object = {}) =>
    as(LEAD, (scope) => add(scope, operation, { value: written(value), disclosure, ...more }))

  void test('an open one meets a partner’s report, in either order; each side sees as much as of two reports', async () => {
    for (const order of ['report first', 'interest first']) {
      const [one, other] = [number(), number()]
      if (order === 'report first') await kentFiles(one)
      await addHere(one, 'open')
      if (order === 'interest first') await kentFiles(one)
      await fileReport(db, { agency: 'sussex-police', values: [phone(other)] })
      await kentFiles(other)
      assert.equal((await withKey(LEAD, one)).length, 1, order)
      const [ofInterest, ofReport] = [await withKey(KENT, one), await withKey(KENT, other)]
      assert.equal(ofInterest.length, 1)
      const plain = ([match]: typeof ofInterest) =>
        match && { ...match, id: '', matchId: '', value: '', my_report: null, since: null }
      assert.deepEqual(plain(ofInterest), plain(ofReport), 'the partner cannot tell one from the other')
      assert.doesNotMatch(JSON.stringify(ofInterest), /interest|operation|Sussex duty desk/i)
    }
  })

  void test('of its own agency nobody learns of it who is not in the operation: not by list, table, match or search', async () => {
    const value = number()
    await kentFiles(value)
    const id = await addHere(value, 'open')
    const asked = [
      ['access.record', 'id'],
      ['operations.interest', 'id'],
      ['deconfliction.identifier', 'record_id'],
      ['deconfliction.match_side', 'record_id'],
      ['deconfliction.side_record', 'id'],
    ] as const
    for (const who of [COLLEAGUE, KENT, NCA, 'records-manager@sussex-police.example'])
      for (const [table, column] of asked)
        assert.deepEqual(
          await as(who, ({ tx }) => tx.many(`select from ${table} where ${column} = $1`, [id])),
          [],
          `${who}: ${table}`,
        )
    assert.deepEqual(await withKey(COLLEAGUE, value), [])
    for (const who of [COLLEAGUE, KENT, NCA]) {
      await assert.rejects(
        as(who, (scope) => readInterest(scope, id)),
        { code: 'not-found' },
      )
      const { of } = await as(who, ({ tx }) =>
        tx.one<{ of: string | null }>('select operations.operation_of_interest($1) as of', [id]),
      )
      assert.equal(of, null, who)
      const { seen } = await as(who, ({ tx }) =>
        tx.one<{ seen: number }>(
          'select count(*)::integer as seen from deconfliction.match m where m.key = $1',
          [`+44770090${value}`],
        ),
      )
      assert.equal(seen, who === KENT ? 1 : 0, `${who}: rows of the match`)
    }
    assert.equal((await as(LEAD, (scope) => readInterest(scope, id))).operation, operation)
  })

  void test('silent: the partner learns nothing, a check meets nothing, the own side sees the match', async () => {
    const [silent, nothing] = [number(), number()]
    await kentFiles(silent)
    await kentFiles(nothing)
    await addHere(silent, 'silent')
    assert.equal((await withKey(LEAD, silent)).length, 1)
    assert.deepEqual(await withKey(KENT, silent), [])
    const check = (value: string) =>
      as(NCA, (scope) =>
        checkValue(scope, checkBody.parse({ kind: 'phone', value: written(value), purpose: 'Exercise' })),
      )
    const plain = (answer: object) => JSON.stringify(answer).replaceAll(/"(id|checks_left)":[^,}]+/g, '')
    const [one, other] = [await check(silent), await check(nothing)]
    assert.equal(
      plain(one).replaceAll(silent.slice(-3), 'x'),
      plain(other).replaceAll(nothing.slice(-3), 'x'),
      'a check answers the same as where only Kent holds it',
    )
  })

  void test('by the duty post: the partner learns nothing, the post sees two desks and a kind, and notes its calls', async () => {
    const value = number()
    await kentFiles(value)
    await addHere(value, 'broker', { desk: 'Sussex night desk' })
    assert.deepEqual(await withKey(KENT, value), [])
    const cards = await as(POST, interestCards)
    const [ours] = cards.filter(({ desk }) => desk === 'Sussex night desk')
    assert.ok(ours)
    const both = cards.filter(({ match }) => match === ours.match)
    assert.deepEqual(both.map(({ agency, desk, kind }) => [agency, desk, kind]), [
      ['Kent Police', 'Kent Intelligence Desk', 'phone'],
      ['Sussex Police', 'Sussex night desk', 'phone'],
    ]) // prettier-ignore
    assert.doesNotMatch(JSON.stringify(cards), new RegExp(`${value.slice(1)}|Lantern|aim|operation`, 'i'))
    for (const who of [LEAD, LEAD_COORDINATOR, KENT, 'analyst@taskforce.example'])
      await assert.rejects(as(who, interestCards), { code: 'not-found' }, who)
    assert.equal((await as(POST, interestTasks)).filter(({ kind }) => kind === 'interest-ring').length, 1)
    for (const { agencyId } of both)
      await as(POST, (scope) =>
        tellOfInterest(scope, ours.match, agencyId, { answered: 'Desk', words: 'Another works on it' }),
      )
    assert.deepEqual(
      (await as(POST, interestTasks)).filter(({ kind }) => kind === 'interest-ring'),
      [],
    )
    await assert.rejects(
      as(LEAD, (scope) => tellOfInterest(scope, ours.match, 1, { answered: 'x', words: 'x' })),
      { code: 'not-found' },
    )
    const mine = (await withKey(LEAD, value))[0]
    await as(LEAD, (scope) =>
      contactMatch(scope, String(mine?.id) as SideId, { message_id: newId(), message: 'Please ring us' }),
    )
    assert.deepEqual(
      (await as(POST, interestCards)).filter(({ match }) => match === ours.match),
      [],
      'they talk: the post has done its work',
    )
    assert.equal((await withKey(KENT, value)).length, 1, 'a message shows its writer')
  })

  void test('the post learns nothing of a partner’s silent report', async () => {
    const value = number()
    await kentFiles(value, { discoverable: false })
    const id = await addHere(value, 'broker')
    const { match } = (
      await db.admin<{ match: string }>(
        'select match_id as match from deconfliction.match_side where record_id = $1',
        [id],
      )
    )[0] ?? { match: '' }
    assert.notEqual(match, '', 'they meet')
    assert.deepEqual(
      (await as(POST, interestCards)).filter((card) => card.match === match),
      [],
    )
  })

  void test('a person is matched as a report’s person is, and whom the agency withholds cannot be one', async () => {
    const id = await as(LEAD, (scope) =>
      add(scope, operation, {
        kind: 'person',
        value: 'Ilir Kastrati',
        born: '14/03/1987',
        disclosure: 'open',
      }),
    )
    const rows = await db.admin('select from deconfliction.person_mention where record_id = $1', [id])
    assert.equal(rows.length, 1)
    await as(LEAD, (scope) => closeInterest(scope, id, 'Cleared'))
    assert.deepEqual(
      await db.admin('select from deconfliction.person_mention where record_id = $1', [id]),
      [],
    )
  })

  void test('the insert refuses a victim, a witness and whoever is nobody’s, whoever comes past the form', async () => {
    for (const [kind, category] of [
      ['phone', 'victim'],
      ['phone', 'witness'],
      ['person', 'victim'],
      ['person', 'not-known'],
    ]) {
      const { identifiers: _i, persons: _p, reviewOn, ...said } = interestOf()
      const values = [
        newId(),
        operation,
        'SM-TEST-1',
        JSON.stringify({ ...said, kind, category, review_on: reviewOn }),
      ]
      await assert.rejects(
        as(LEAD, ({ tx }) => tx.one('select operations.add_interest($1, $2, $3, $4::jsonb)', values)),
        { code: '23514' },
        `${String(kind)} ${String(category)}`,
      )
    }
  })

  void test('its record is in no compartment and released to nobody, and it changes in nothing but that it is closed', async () => {
    const id = await addHere(number(), 'silent')
    for (const change of [
      `released_to = '{2}'`,
      'released_to_all = true',
      'kept_within = null',
      'compartment_id = kept_within',
      'discoverable = true',
    ])
      await assert.rejects(
        db.admin(`update access.record set ${change} where id = '${id}'`),
        { code: 'SM003' },
        change,
      )
    for (const change of [`written = 'x'`, `disclosure = 'open'`, `desk = 'x'`, `agency_id = 2`])
      await assert.rejects(
        db.admin(`update operations.interest set ${change} where id = '${id}'`),
        { code: 'SM003' },
        change,
      )
    const statements = [
      `update operations.interest set written = 'x'`,
      `insert into operations.interest (id) values (gen_random_uuid())`,
      `update access.record set kept_within = null where id = '${id}'`,
    ]
    for (const statement of statements)
      await as(LEAD, ({ tx }) => tx.run(statement)).then(
        (touched) => {
          assert.equal(touched, 0, statement)
        },
        (fault: unknown) => {
          assert.equal((fault as { code?: string }).code, '42501', statement)
        },
      )
  })

  void test('closed, it is matched no more; by the clock too, once the operation has ended or the agency has left', async () => {
    const value = number()
    await kentFiles(value)
    const id = await addHere(value, 'open')
    assert.equal((await withKey(KENT, value)).length, 1)
    await as(LEAD, (scope) => closeInterest(scope, id, 'The number is used no more'))
    assert.deepEqual(await withKey(KENT, value), [])
    await assert.rejects(
      as(LEAD, (scope) => closeInterest(scope, id, 'Again')),
      { code: 'not-found' },
    )

    const at = operationsOf(db)
    const second = await at.open({ codename: 'Third Lantern' })
    const part = await at.join(second, 'kent-police')
    await at.enter(second, KENT)
    const [theirs, ours] = [number(), number()]
    await fileReport(db, { agency: 'nca', values: [phone(theirs), phone(ours)] })
    const ofKent = await as(KENT, (scope) => add(scope, second, { value: written(theirs) }))
    const ofSussex = await as(LEAD, (scope) => add(scope, second, { value: written(ours) }))
    await assert.rejects(
      as(LEAD, (scope) => readInterest(scope, ofKent)),
      { code: 'not-found' },
      'another agency’s, in one operation',
    )
    assert.equal((await withKey(NCA, theirs)).length, 1)
    const states = async (ids: InterestId[]) =>
      (
        await db.admin<{ state: string }>(
          'select state from operations.interest where id = any ($1) order by array_position($1, id)',
          [ids],
        )
      ).map(({ state }) => state)
    const clock = () => endInterestsTask({ database: db.database, log: createLog('silent') }, {})
    await clock()
    assert.deepEqual(await states([ofKent, ofSussex]), ['open', 'open'])
    await as('coordinator@kent-police.example', (scope) => leaveWithAgency(scope, part, 'Done'))
    await clock()
    assert.deepEqual(await states([ofKent, ofSussex]), ['closed', 'open'])
    assert.deepEqual(await withKey(NCA, theirs), [])
    await as(LEAD, (scope) => changeState(scope, second, { state: 'closed', note: 'Done' }))
    await clock()
    assert.deepEqual(await states([ofKent, ofSussex]), ['closed', 'closed'])
    assert.deepEqual(await withKey(NCA, ours), [])
  })

  void test('a review day after the end of the operation is refused, and one that has come waits', async () => {
    await assert.rejects(addHere(number(), 'open', { review_on: inDays(400) }), { code: 'invalid' })
    const id = await addHere(number(), 'silent')
    await db.admin(`set session_replication_role = replica; update access.record set review_on = current_date where id = '${id}';
      set session_replication_role = origin`)
    const waiting = async (who: string) =>
      (await as(who, interestTasks)).filter(({ href }) => href.endsWith(id)).length
    assert.equal(await waiting(LEAD), 1)
    for (const who of [COLLEAGUE, KENT, POST]) assert.equal(await waiting(who), 0, who)
  })

  void test('an observer and a stranger add nothing, and the list is of the own agency', async () => {
    const at = operationsOf(db)
    const third = await at.open({ codename: 'Fourth Lantern' })
    await at.enter(third, 'analyst@sussex-police.example', 'observer')
    const trying = (who: string) => as(who, (scope) => add(scope, third, { value: written(number()) }))
    await assert.rejects(trying('analyst@sussex-police.example'), { code: 'may-not-act' })
    for (const who of [COLLEAGUE, KENT]) await assert.rejects(trying(who), { code: 'not-found' })
    await as(LEAD, (scope) => add(scope, third, { value: written(number()) }))
    const rows = async (who: string) =>
      (await as(who, (scope) => listInterests(scope, third, 'all'))).rows.length
    assert.equal(await rows('analyst@sussex-police.example'), 1)
    for (const who of [COLLEAGUE, KENT]) assert.equal(await rows(who), 0)
  })

  void test('the ledger holds kind and disclosure of it, and no value', async () => {
    const value = number()
    const id = await addHere(value, 'open')
    const events = await db.admin<{ kind: string; detail: object }>(
      'select kind, detail from ledger.event where subject_id = $1',
      [id],
    )
    assert.equal(events[0]?.kind, 'collection')
    assert.doesNotMatch(JSON.stringify(events), new RegExp(value.slice(1)))
  })
})
