/** A data subject is answered by two people, neither of whom sees more than they must; nobody finds whom they pretend to be. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { fileReport, fileReports, startDraft } from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { agreeToErasure, awaitingErasures } from '../erasures/erase-record.ts'
import { subjectRights } from '../fixtures/requests.ts'
import { filed, kent, manager, officer, reviewOf, rules, second } from '../records.test-support.ts'
import { placeHold } from '../reviews/holds.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { makeReady, noteSent, readAnswer } from './answer-request.ts'
import { answerView } from './pages/answer.page.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { standingOf } from './clock.ts'
import { decideItem, readItem, sayNotThem, type PartDecision, type RightDecision } from './decide-item.ts'
import { checkIdentity, closeRequest, extendRequest, nameOfficer } from './identity-and-officer.ts'
import { countsOf, requestOf, type RequestId } from './request-store.ts'
import { itemsOf, searchForSubject, type ItemRow } from './search-for-subject.ts'
import { changeWhom, takeInRequest, takeInSchema } from './take-in-request.ts'
import type { Right } from './words.ts'
import { requestTasks } from './waiting.ts'

const kentManager = 'records-manager@kent-police.example'
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

void describe('requests of data subjects', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const person = (names: string[], category: string, more: object = {}) => ({
    ...{ kind: 'person', item: 1, names, category },
    ...more,
  })
  const taken = (name: string, more: object = {}) =>
    as(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: dayAgo(3), channel: 'letter', names: name },
          ...{ asks: 'Everything that you hold on me', answer_to: '1 Invented Street' },
          ...more,
        }),
      ),
    )
  /** As far as the officer may begin to read. */
  async function searched(name: string, more: object = {}): Promise<RequestId> {
    const id = await taken(name, more)
    await as(manager, async (scope) => {
      await checkIdentity(scope, id, {
        ...{ outcome: 'proven', identity_on: dayAgo(2), identity_note: 'Passport, seen at the front desk' },
      })
      await nameOfficer(scope, id, base.person(officer).id)
    })
    await as(manager, (scope) => searchForSubject(scope, subjectRights, id))
    return id
  }
  const itemsFor = async (who: string, id: RequestId): Promise<ItemRow[]> =>
    (await as(who, (scope) => itemsOf(scope, id))).rows
  const giveAll = async (scope: MemberScope, id: RequestId, item: ItemRow): Promise<PartDecision[]> =>
    (await readItem(scope, subjectRights, id, item.id)).parts.map(({ part }) => ({
      ...{ part, given: true, ground: null, reason: null },
    }))
  const decide = (
    who: string,
    id: RequestId,
    item: ItemRow,
    change: (parts: PartDecision[]) => PartDecision[] = (parts) => parts,
    others: RightDecision[] = [],
  ) =>
    as(who, async (scope) =>
      decideItem(scope, subjectRights, rules, id, item.id, {
        ...{ about: 'them', others },
        parts: change(await giveAll(scope, id, item)),
      }),
    )

  void test('the month begins when the request came, or when proof that was asked for came', async () => {
    const id = await taken('Clock Invented', { received_on: '2026-01-31' })
    const due = async () => (await as(manager, (scope) => requestOf(scope, id))).dueOn
    // One month beginning on 31 January ends with the last day before 28 February.
    assert.equal(await due(), '2026-02-27')
    const say = (outcome: 'asked' | 'proven', day: string) =>
      as(manager, (scope) =>
        checkIdentity(scope, id, { outcome, identity_on: day, identity_note: 'A letter' }),
      )
    await say('asked', '2026-02-02')
    assert.equal(await due(), null, 'no clock runs while proof is awaited')
    await say('proven', '2026-02-10')
    assert.equal(await due(), '2026-03-09')
    await assert.rejects(
      as(manager, (scope) => extendRequest(scope, id, 'Complex')),
      { code: 'too-late' },
    )
    const fresh = await taken('Clock Again')
    const before = (await as(manager, (scope) => requestOf(scope, fresh))).dueOn ?? ''
    await as(manager, (scope) => extendRequest(scope, fresh, 'Many records in two systems'))
    const later = (await as(manager, (scope) => requestOf(scope, fresh))).dueOn ?? ''
    assert.ok(later > before && later.slice(0, 7) !== before.slice(0, 7))
    assert.deepEqual(standingOf('2026-02-27', '2026-03-01').text, '2 days late')
  })

  void test('somebody who pretends finds nothing, and neither does whoever would search for them', async () => {
    await filed(base, { subjects: [person(['Perrin Ostler'], 'suspected')] })
    const id = await taken('Perrin Ostler')
    await assert.rejects(
      as(manager, (scope) => searchForSubject(scope, subjectRights, id)),
      { code: 'identity-first' },
    )
    const direct = await as(manager, ({ tx }) =>
      tx.many('select * from intelligence.reports_of_subject($1, 10)', [id]),
    )
    assert.deepEqual(direct, [], 'the database finds nobody either')
    await assert.rejects(
      base.admin(
        'update records.subject_request set searched_at = now(), searched_by = taken_by where id = $1',
        [id],
      ),
      /searched_for_somebody_known/,
    )
    await as(manager, (scope) =>
      checkIdentity(scope, id, {
        ...{
          outcome: 'not-proven',
          identity_on: dayAgo(1),
          identity_note: 'The passport is of another person',
        },
      }),
    )
    const closed = await as(manager, (scope) => requestOf(scope, id))
    assert.deepEqual([closed.state, closed.closedBecause, closed.searchedAt], ['closed', 'not-proven', null])
    await assert.rejects(
      as(manager, (scope) => searchForSubject(scope, subjectRights, id)),
      { code: 'not-open' },
    )
  })

  void test('the search finds what no other finds, of the own agency alone, and tells no content', async () => {
    const name = 'Zélie Quant'
    const suspect = await filed(base, { subjects: [person([name], 'suspected', { born: '1990-04-02' })] })
    const victim = await filed(base, { subjects: [person(['QUANT, Zelie'], 'victim')] })
    const both = await filed(base, {
      subjects: [person([name], 'suspected'), person([name], 'victim', { born: '1971' })],
    })
    const inText = await filed(base, {
      items: [
        {
          text: 'Zelie Quant paid for the engines. Zqcontent.',
          ...{ source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' },
        },
      ],
    })
    const restricted = await filed(base, { subjects: [person([name], 'suspected')] })
    const review = await reviewOf(base, restricted.id)
    await as(manager, (scope) =>
      decideReviews(scope, rules, [review], {
        ...{ decision: 'restrict', ground: 'evidence', group: null, criteria: [], reason: null },
      }),
    )
    const theirs = await as(kent, (scope) =>
      fileReport(scope, checked({ subjects: [person([name], 'suspected')] })),
    )
    const { id: draft } = await as(officer, (scope) =>
      startDraft(scope, { title: 'A draft', subjects: [person([name], 'witness')] }),
    )
    const id = await searched(name, { born: '1990-04-02' })
    const found = await itemsFor(manager, id)
    const of = (record: { id: string }) => found.find(({ recordId }) => recordId === record.id)
    assert.deepEqual(of(suspect)?.categories, ['suspected'])
    assert.equal(of(suspect)?.born, 'same')
    assert.deepEqual(of(victim)?.foundIn, ['withheld'])
    assert.deepEqual(of(both)?.categories, ['suspected', 'victim'])
    assert.deepEqual(of(inText)?.foundIn, ['text'])
    assert.ok(of(restricted), 'a restricted record')
    assert.ok(of({ id: draft }), 'a draft')
    assert.equal(of(theirs), undefined, 'a partner’s')
    assert.ok(!JSON.stringify(found).includes('Zqcontent'))
    // A records manager is named for nothing: the record itself stays out of their sight.
    await assert.rejects(
      as(manager, (scope) => readItem(scope, subjectRights, id, (of(suspect) as ItemRow).id)),
      { code: 'wrong-role' },
    )
    for (const who of [second, kentManager])
      await assert.rejects(
        as(who, (scope) => requestOf(scope, id)),
        { code: 'not-found' },
      )
  })

  void test('two people answer, and neither can do it alone; what is left out has its reason', async () => {
    const name = 'Orla Venn'
    const { id: record, reference } = await filed(base, {
      subjects: [person([name], 'suspected'), person(['Zqother Person'], 'suspected')],
    })
    const id = await searched(name)
    const [task] = await as(officer, requestTasks)
    assert.match(task?.text ?? '', /read, decide and make the answer ready/)
    assert.deepEqual(
      (await as(manager, requestTasks)).filter(({ href }) => href === `/requests/${id}`),
      [],
      'nobody is reminded of what another does',
    )
    const [item] = await itemsFor(officer, id)
    assert.ok(item)
    assert.equal(item.recordId, record)
    await assert.rejects(
      as(officer, (scope) => makeReady(scope, id, true)),
      { code: 'undecided' },
    )
    const leaveOut = (reason: string | null) => (parts: PartDecision[]) =>
      parts.map((one) =>
        one.part === 'subject-2' ? { ...one, given: false, ground: 'others' as const, reason } : one,
      )
    await assert.rejects(decide(officer, id, item, leaveOut(null)), (fault: { fields?: object }) => {
      assert.deepEqual(Object.keys(fault.fields ?? {}), ['subject-2_reason'])
      return true
    })
    await decide(officer, id, item, leaveOut('It would tell of somebody else'))
    await as(officer, (scope) => makeReady(scope, id, true))
    await assert.rejects(decide(officer, id, item), { code: 'not-open' })
    const answer = await as(officer, (scope) => readAnswer(scope, subjectRights, id))
    const said = JSON.stringify(answerView(answer).records)
    assert.ok(said.includes(name) && said.includes(reference) && !said.includes('Zqother'))
    assert.equal(answerView(answer).saysLeftOut, true)
    await assert.rejects(
      as(manager, (scope) => readAnswer(scope, subjectRights, id)),
      { code: 'wrong-role' },
    )
    const reasons = await as(manager, ({ tx }) => tx.many('select * from records.subject_request_decision'))
    assert.deepEqual(reasons, [], 'whoever manages records sees counts')
    await assert.rejects(
      base.admin(
        `update records.subject_request set state = 'answered', answered_on = current_date, answered_how = 'x',
           answered_by = ready_by, answered_at = now() where id = $1`,
        [id],
      ),
      /by_two_persons/,
    )
    await as(manager, (scope) =>
      noteSent(scope, id, { answered_on: londonDay(scope.now), answered_how: 'Recorded delivery' }),
    )
    await assert.rejects(
      as(manager, (scope) => closeRequest(scope, id, { closed_because: 'withdrawn', closed_note: 'x' })),
      { code: 'not-open' },
    )
    const told = await base.admin<{ detail: { step: string } }>(
      `select detail from ledger.event where subject_id = $1 and kind = 'disclosure'`,
      [id],
    )
    assert.ok(told.some(({ detail }) => detail.step === 'answered'))
    assert.ok(!JSON.stringify(await base.admin('select detail from ledger.event')).includes('Venn'))
  })

  void test('an answer that may not say so says nothing of what is left out', async () => {
    await filed(base, { subjects: [person(['Silas Trent'], 'suspected')] })
    const id = await searched('Silas Trent')
    const [item] = await itemsFor(officer, id)
    if (!item) throw new Error('not found')
    await decide(officer, id, item, (parts) =>
      parts.map((one) => ({ ...one, given: false, ground: 'crime' as const, reason: 'An operation runs' })),
    )
    await as(officer, (scope) => makeReady(scope, id, false))
    const view = answerView(await as(officer, (scope) => readAnswer(scope, subjectRights, id)))
    assert.deepEqual([view.records, view.saysLeftOut], [[], false])
  })

  void test('a name that 400 records bear: pages, and 200 at once that are not them', async () => {
    const named = checked({ subjects: [person(['Jon Common'], 'suspected')] })
    await as(officer, (scope) =>
      fileReports(
        scope,
        scope.actor.agencyId,
        Array.from({ length: 400 }, () => ({ report: named, createdAt: scope.now, needsEvaluation: false })),
      ),
    )
    const id = await searched('Jon Common')
    const counts = async () => (await as(manager, (scope) => countsOf(scope, [id]))).get(id)
    assert.equal((await counts())?.found, 400)
    const first = await as(officer, (scope) => itemsOf(scope, id))
    const second = await as(officer, (scope) => itemsOf(scope, id, 50))
    assert.equal(new Set([...first.rows, ...second.rows].map((one) => one.id)).size, 100)
    const all = await base.admin<{ id: ItemRow['id'] }>(
      'select id from records.subject_request_item where request_id = $1 limit 200',
      [id],
    )
    assert.equal(
      await as(officer, (scope) =>
        sayNotThem(
          scope,
          id,
          all.map((one) => one.id),
        ),
      ),
      200,
    )
    assert.equal((await counts())?.undecided, 200)
    // A fuller search finds the same records again, and takes nothing back.
    await as(manager, (scope) =>
      changeWhom(scope, id, { names: ['Jon Common'], born: '1988', identifiers: [] }),
    )
    await as(officer, (scope) => searchForSubject(scope, subjectRights, id))
    assert.equal((await counts())?.undecided, 200)
  })

  void test('other rights are done by the ways that there are, and those who hold copies are told', async () => {
    const rights: Right[] = ['rectification', 'erasure', 'restriction']
    const name = 'Wynn Adair'
    const { id: record } = await filed(base, { subjects: [person([name], 'suspected')] }, ['kent-police'])
    const id = await searched(name, { rights })
    const [item] = await itemsFor(officer, id)
    if (!item) throw new Error('not found')
    const say = (outcomes: Partial<Record<Right, 'done' | 'refused'>>) =>
      decide(officer, id, item, () => [], rights.map((right) => ({
        right: right as RightDecision['right'],
        outcome: outcomes[right] ?? 'refused',
        reason: 'It is as it was reported',
      }))) // prettier-ignore
    await assert.rejects(say({ rectification: 'done' }), { code: 'not-corrected' })
    const review = await reviewOf(base, record)
    await as(manager, (scope) => placeHold(scope, review.id, 'Case T2026'))
    await assert.rejects(say({ restriction: 'done' }), { code: 'held' })
    await base.admin(
      `set session_replication_role = 'replica'; delete from access.legal_hold; set session_replication_role = 'origin'`,
    )
    assert.equal(await say({ restriction: 'done' }), 1, 'Kent is told')
    const [notice] = await base.admin<{ what: string }>(
      'select what from access.notice where record_id = $1',
      [record],
    )
    assert.equal(notice?.what, 'restricted')
    await say({ erasure: 'done', restriction: 'done' })
    const [asked] = await as(second, awaitingErasures)
    assert.ok(asked)
    assert.equal(asked.recordId, record)
    await as(second, (scope) => agreeToErasure(scope, rules, asked.id))
    const left = await base.admin<{ categories: string[]; reason: string | null }>(
      `select i.categories, d.reason from records.subject_request_item i
       join records.subject_request_decision d on d.item_id = i.id where i.record_id = $1`,
      [record],
    )
    assert.ok(
      left.every(({ categories, reason }) => categories.length === 0 && [null, 'Erased'].includes(reason)),
    )
    await as(officer, (scope) => makeReady(scope, id, true))
    const view = answerView(await as(officer, (scope) => readAnswer(scope, subjectRights, id)))
    assert.match(view.others.find((one) => one.name === 'Erasure')?.text ?? '', /erasing/)
  })

  void test('two who change a request at once: the second is told', async () => {
    const id = await taken('Twice Asked')
    const row = await as(manager, (scope) => requestOf(scope, id))
    const check = (scope: MemberScope) =>
      checkIdentity(scope, id, { outcome: 'proven', identity_on: dayAgo(1), identity_note: 'Seen' })
    await as(manager, check)
    assert.equal(row.revision, 1)
    await assert.rejects(as(manager, check), { code: 'known-already' })
  })
})
