/** What is promised of requirements, their plans and their answers. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport } from '../intelligence/index.ts'
import { acting, checked } from '../intelligence/reports.test-support.ts'
import { newId } from '../../platform/identifiers.ts'
import { recallRecord, releaseRecord } from '../sharing/index.ts'
import { reportKind } from '../intelligence/index.ts'
import type { RecordId } from '../../wire/ids.ts'
import { answerRequirement, takeAnswerBack } from './answer-requirement.ts'
import { answersOf, requirementsOf } from './answers-of.ts'
import { changeOwner, changeState } from './change-state.ts'
import { figures } from './figures.ts'
import { linesOf } from './line-store.ts'
import { listAsked, listOwn } from './list-requirements.ts'
import { answersAtFiling } from './offer-at-filing.ts'
import { acceptLine, declineLine, dropLine, noteNothing, proposeLine } from './plan.ts'
import { readRequirement } from './read-requirement.ts'
import { requirementKind } from './requirement-kind.ts'
import { firstLine, inDays, release, write } from './requirements.test-support.ts'
import { requirementTasks } from './tasks.ts'

const NCA = 'intelligence-officer@nca.example'
const NCA_COORDINATOR = 'coordinator@nca.example'
const KENT = 'intelligence-officer@kent-police.example'
const BORDER_FORCE = 'intelligence-officer@border-force.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const SUSSEX_ANALYST = 'analyst@sussex-police.example'
const ASKED = { ask: ['kent-police', 'sussex-police'], ask_basis: 'Prevention of crime' }

void describe('requirements', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const agencies = (...slugs: string[]) => slugs.map((slug) => db.agency(slug))
  /** The NCA asks Kent and Sussex, and they may read it. */
  async function asked(changes: object = {}): Promise<RecordId> {
    const id = await as(NCA, (scope) => write(scope, { ...ASKED, ...changes }))
    await as(NCA, (scope) => release(scope, id, agencies('kent-police', 'sussex-police')))
    return id
  }
  /** What only time, or nobody, does. */
  const make = (id: string, sql: string) =>
    db.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run(sql, [id])
      scope.record({ kind: 'alteration', subject: { kind: 'requirement', id } })
    })
  const report = (who: string) => as(who, (scope) => fileReport(scope, checked())).then(({ id }) => id)
  const linesSeen = (who: string, id: RecordId) => as(who, (scope) => linesOf(scope, id))
  const tasksOf = async (who: string, id: RecordId) => {
    const lines = (await linesSeen(NCA, id)).map((line) => `/requirements/lines/${line.id}`)
    const tasks = await as(who, (scope) => requirementTasks(scope))
    return tasks.filter(({ href }) => href === `/requirements/${id}` || lines.includes(href))
  }

  void test('nobody who is asked learns of it before the release', async () => {
    const id = await as(NCA, (scope) => write(scope, ASKED))
    for (const who of [KENT, SUSSEX]) {
      await assert.rejects(
        as(who, (scope) => readRequirement(scope, id)),
        { code: 'not-found' },
      )
      assert.deepEqual(await linesSeen(who, id), [])
      assert.deepEqual(await tasksOf(who, id), [])
      const { rows } = await as(who, (scope) => listAsked(scope, { which: 'all' }))
      assert.equal(rows.filter(({ requirementId }) => requirementId === id).length, 0)
    }
  })

  void test('a partner sees what it is asked, and not who else is', async () => {
    const id = await asked()
    assert.deepEqual(
      (await linesSeen(SUSSEX, id)).map(({ agency }) => agency.slug),
      ['sussex-police'],
    )
    assert.deepEqual(
      (await linesSeen(NCA, id)).map(({ agency }) => agency.slug),
      ['kent-police', 'sussex-police'],
    )
    const view = await as(SUSSEX, (scope) => readRequirement(scope, id))
    assert.equal(view.body?.answersFor, null, 'nor who answers for it')
  })

  void test('under code C nobody reads what is asked before they accept', async () => {
    const conditions = { handling: 'C', conditions: 'Ask first', action_code: 'A1', sanitisation_code: 'S1' }
    const id = await asked(conditions)
    const view = await as(SUSSEX, (scope) => readRequirement(scope, id))
    assert.deepEqual([view.sight, view.body], ['conditions', null])
    assert.deepEqual(await linesSeen(SUSSEX, id), [])
    assert.deepEqual(await tasksOf(SUSSEX, id), [])
  })

  void test('a line is accepted by name, and is that person’s task; when it is late it says so', async () => {
    const id = await asked()
    const line = await as(SUSSEX, (scope) => firstLine(scope, id))
    assert.deepEqual(
      (await tasksOf(SUSSEX, id)).map(({ kind }) => kind),
      ['requirement-ask'],
    )
    const analyst = db.person(SUSSEX_ANALYST).id
    await as(SUSSEX, (scope) => acceptLine(scope, line.id, line.revision, analyst))
    assert.deepEqual(await tasksOf(SUSSEX, id), [])
    assert.deepEqual(
      (await tasksOf(SUSSEX_ANALYST, id)).map(({ kind }) => kind),
      ['requirement-mine'],
    )
    await make(id, `update requirements.line set by_when = current_date - 1 where requirement_id = $1`)
    assert.deepEqual(
      (await tasksOf(SUSSEX_ANALYST, id)).map(({ kind }) => kind),
      ['requirement-late'],
    )
    // Whose line it is may say so, although they keep no requirements.
    const now = await as(SUSSEX_ANALYST, (scope) => firstLine(scope, id))
    await as(SUSSEX_ANALYST, (scope) => noteNothing(scope, line.id, now.revision, 'Nothing in our reports'))
    assert.deepEqual(
      (await tasksOf(NCA, id)).map(({ text }) => text.split(':')[0]),
      ['They found nothing'],
    )
  })

  void test('a partner declines with a reason; who asked is told until they look', async () => {
    const id = await asked()
    const line = await as(KENT, (scope) => firstLine(scope, id))
    const why = { reason: 'no-lawful-basis' as const, words: 'The data is not ours to use so' }
    await as(KENT, (scope) => declineLine(scope, line.id, line.revision, why))
    await as(KENT, (scope) => declineLine(scope, line.id, line.revision, why))
    assert.deepEqual(
      (await tasksOf(NCA, id)).map(({ kind }) => kind),
      ['requirement-reply'],
    )
    assert.deepEqual(await tasksOf(NCA_COORDINATOR, id), [], 'it is the task of who answers for it')
    const [seen] = await linesSeen(NCA, id)
    assert.deepEqual([seen?.state, seen?.declineReason, seen?.words], ['declined', why.reason, why.words])
    await as(NCA, (scope) => readRequirement(scope, id))
    assert.deepEqual(await tasksOf(NCA, id), [])
    await assert.rejects(
      as(KENT, (scope) => acceptLine(scope, line.id, 2, db.person(KENT).id)),
      { code: 'is-done' },
    )
  })

  void test('an answer links both ways within sight: who asked learns that it is there, a third partner nothing', async () => {
    const id = await asked()
    const answer = await report(SUSSEX)
    await as(SUSSEX, (scope) => answerRequirement(scope, id, answer))
    await as(SUSSEX, (scope) => answerRequirement(scope, id, answer))
    const seen = async (who: string) =>
      (await as(who, (scope) => answersOf(scope, id))).map((one) => [
        one.agency.slug,
        one.line,
        one.report?.id ?? null,
      ])
    assert.deepEqual(await seen(SUSSEX), [['sussex-police', 2, answer]])
    assert.deepEqual(await seen(NCA), [['sussex-police', 2, null]])
    assert.deepEqual(await seen(KENT), [])
    assert.deepEqual(
      (await linesSeen(NCA, id)).map(({ state }) => state),
      ['proposed', 'answered'],
    )
    assert.equal(
      (await as(KENT, (scope) => readRequirement(scope, id))).body?.state,
      'open',
      'nor that there is one',
    )
    assert.deepEqual(
      (await as(SUSSEX, (scope) => requirementsOf(scope, answer))).map((one) => one.id),
      [id],
    )
    assert.deepEqual(await as(NCA, (scope) => requirementsOf(scope, answer)), [])
    const released = { to: { agencies: agencies('nca', 'kent-police') }, reason: 'They asked' }
    await as(SUSSEX, (scope) => releaseRecord(scope, reportKind, answer, released))
    assert.deepEqual(await seen(NCA), [['sussex-police', 2, answer]])
    assert.deepEqual(await seen(KENT), [['sussex-police', null, answer]], 'the line is not theirs to know')
    assert.deepEqual(
      (await as(NCA, (scope) => requirementsOf(scope, answer))).map((one) => one.id),
      [id],
    )
  })

  void test('a colleague who may not know of the report does not learn that it answers', async () => {
    const id = await asked()
    // In an operation of which the analyst is no member.
    const compartment = newId()
    await enterCompartment(db.database, {
      ...{ id: compartment, name: 'Operation Lantern', agencyId: db.agency('sussex-police') },
      members: [db.person(SUSSEX).id],
    })
    const secret = await as(SUSSEX, (scope) => fileReport(scope, checked({ compartment })))
    await as(SUSSEX, (scope) => answerRequirement(scope, id, secret.id))
    assert.deepEqual(await as(SUSSEX_ANALYST, (scope) => answersOf(scope, id)), [])
    assert.equal((await as(NCA, (scope) => answersOf(scope, id))).length, 1)
  })

  void test('an answer is taken back while it is still asked, and its line waits again', async () => {
    const id = await asked()
    const answer = await report(SUSSEX)
    await as(SUSSEX, (scope) => answerRequirement(scope, id, answer))
    const [given] = await as(SUSSEX, (scope) => answersOf(scope, id))
    assert.ok(given)
    await assert.rejects(
      as(NCA, (scope) => takeAnswerBack(scope, given.id)),
      { code: 'not-found' },
    )
    await as(SUSSEX, (scope) => takeAnswerBack(scope, given.id))
    assert.deepEqual(
      (await linesSeen(SUSSEX, id)).map(({ state }) => state),
      ['proposed'],
    )
    assert.deepEqual(await as(NCA, (scope) => answersOf(scope, id)), [])
  })

  void test('nothing answers it but a filed report of one’s own', async () => {
    const id = await asked()
    const foreign = await report(KENT)
    for (const wrong of [foreign, id, '00000000-0000-7000-8000-000000000000' as RecordId])
      await assert.rejects(
        as(SUSSEX, (scope) => answerRequirement(scope, id, wrong)),
        { code: 'invalid' },
      )
    const own = await report(SUSSEX)
    const [kents] = (await linesSeen(NCA, id)).filter(({ agency }) => agency.slug === 'kent-police')
    await assert.rejects(
      as(SUSSEX, (scope) => answerRequirement(scope, id, own, kents?.id)),
      { code: 'invalid' },
    )
  })

  void test('filing offers what asks us first, and nothing that is not in sight', async () => {
    const hidden = await as(NCA, (scope) => write(scope, { question: 'Hidden from Sussex?' }))
    const id = await asked({ question: 'Asked of Sussex?' })
    const slot = await as(SUSSEX, (scope) => answersAtFiling.offer(scope))
    const { choices } = slot?.slot as { choices: { value: string; text: string; hint: string }[] }
    assert.match(choices[0]?.hint ?? '', /asks you/)
    assert.ok(choices.some(({ value }) => value === id))
    assert.ok(!choices.some(({ value }) => value === hidden))
    const filed = { id: await report(SUSSEX) }
    const take = (answers: string) => as(SUSSEX, (scope) => answersAtFiling.take(scope, filed, { answers }))
    for (const wrong of [hidden, 'undefined', 'NaN'])
      await assert.rejects(take(wrong), (fault: { fields?: object }) => 'answers' in (fault.fields ?? {}))
    await take(id)
    assert.equal((await as(SUSSEX, (scope) => answersOf(scope, id))).length, 1)
  })

  void test('what is in sight is offered, however many newer ones of others are not', async () => {
    const id = await as(NCA, (scope) => write(scope, { question: 'Older than all the hidden ones?' }))
    await as(NCA, (scope) => release(scope, id, agencies('sussex-police')))
    await hideNewerOnes(300)
    const slot = await as(SUSSEX, (scope) => answersAtFiling.offer(scope))
    const { choices } = slot?.slot as { choices: { value: string }[] }
    assert.ok(choices.some(({ value }) => value === id))
  })

  /** So many open requirements of the Border Force, which nobody else has. */
  const hideNewerOnes = (count: number) =>
    db.admin(`begin;
      set local session_replication_role = replica;
      insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
        released_to, discoverable, review_on, created_at, filed_at)
      select md5('hidden ' || n)::uuid, 'requirement', 'HIDDEN-' || n, ${String(db.agency('border-force'))},
             '${db.person(BORDER_FORCE).id}', 'disseminated', 'Hidden?', 'OFFICIAL', 'P', '{}', false, '2030-01-01', now(), now()
      from generate_series(1, ${String(count)}) as n;
      insert into requirements.requirement (id, agency_id, created_at, why, decision, priority, about_kind, about,
        valuable_until, owner_id, state)
      select md5('hidden ' || n)::uuid, ${String(db.agency('border-force'))}, now() + interval '1 minute', 'W', 'D', 'P',
             'supply', 'A', '2030-01-01', '${db.person(BORDER_FORCE).id}', 'open'
      from generate_series(1, ${String(count)}) as n;
      commit`)

  void test('where it stands a person says; once closed nothing is added, and what waited is asked no more', async () => {
    const id = await asked()
    const revision = async () => (await as(NCA, (scope) => readRequirement(scope, id))).body?.revision ?? 0
    const say = (state: 'partly-answered' | 'answered', words: string | null, at: number) =>
      as(NCA, (scope) => changeState(scope, id, at, { state, words }))
    const first = await revision()
    await say('partly-answered', null, first)
    await say('partly-answered', null, first)
    assert.equal((await as(KENT, (scope) => readRequirement(scope, id))).body?.state, 'partly-answered')
    await assert.rejects(say('answered', 'It helped', first), { code: 'stale' })
    await assert.rejects(say('answered', null, await revision()), { code: 'invalid' })
    await say('answered', 'It helped', await revision())
    assert.deepEqual(
      (await linesSeen(NCA, id)).map(({ state }) => state),
      ['dropped', 'dropped'],
    )
    const own = await report(SUSSEX)
    await assert.rejects(
      as(SUSSEX, (scope) => answerRequirement(scope, id, own)),
      { code: 'is-closed' },
    )
    await assert.rejects(say('answered', 'Again', await revision()), { code: 'is-closed' })
  })

  void test('recalled, it is asked of nobody, and the partner is told as of any record', async () => {
    const id = await asked()
    await as(NCA, (scope) => recallRecord(scope, requirementKind, id, 'Asked in error'))
    await assert.rejects(
      as(SUSSEX, (scope) => readRequirement(scope, id)),
      { code: 'not-found' },
    )
    assert.equal((await as(NCA, (scope) => readRequirement(scope, id))).body?.state, 'withdrawn')
    assert.equal((await as(NCA, (scope) => readRequirement(scope, id))).body?.recallReason, 'Asked in error')
    assert.deepEqual(
      (await linesSeen(NCA, id)).map(({ state }) => state),
      ['dropped', 'dropped'],
    )
    const [notice] = await db.admin(
      `select from access.recall_notice where record_id = $1 and agency_id = $2`,
      [id, db.agency('sussex-police')],
    )
    assert.ok(notice)
  })

  void test('a plan grows by lines of our own and of partners, each by a named colleague', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const person = db.person(NCA).id
    const proposal = { basis: 'Our own', byWhen: inDays(3), agency: null, person: null }
    const propose = (changes: object) =>
      as(NCA, (scope) => proposeLine(scope, id, { source: 'own-reports', ...proposal, ...changes }))
    await propose({ person })
    await propose({ source: 'partner', agency: 'kent-police' })
    for (const wrong of [
      {},
      { person: db.person(KENT).id },
      { source: 'partner' },
      { source: 'partner', agency: 'nca' },
      { person, byWhen: inDays(-1) },
    ])
      await assert.rejects(propose(wrong), { code: 'invalid' }, JSON.stringify(wrong))
    const line = await as(NCA, (scope) => firstLine(scope, id))
    await as(NCA, (scope) => acceptLine(scope, line.id, line.revision, person))
    await as(NCA, (scope) => dropLine(scope, line.id, line.revision + 1))
    assert.deepEqual(
      (await linesSeen(NCA, id)).map(({ state }) => state),
      ['dropped', 'proposed'],
    )
  })

  void test('what is past its latest time of value comes back to who answers for it, and to all when they are gone', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await make(id, `update requirements.requirement set valuable_until = current_date - 2 where id = $1`)
    assert.deepEqual(
      (await tasksOf(NCA, id)).map(({ kind }) => kind),
      ['requirement-late'],
    )
    assert.deepEqual(await tasksOf(NCA_COORDINATOR, id), [])
    await make(db.person(NCA).id, 'update identity.person set active = false where id = $1')
    try {
      assert.deepEqual(
        (await tasksOfColleague(id)).map(({ kind }) => kind),
        ['requirement-late'],
      )
      const { body } = await as(NCA_COORDINATOR, (scope) => readRequirement(scope, id))
      const coordinator = db.person(NCA_COORDINATOR).id
      await as(NCA_COORDINATOR, (scope) => changeOwner(scope, id, body?.revision ?? 0, coordinator))
    } finally {
      await make(db.person(NCA).id, 'update identity.person set active = true where id = $1')
    }
    assert.deepEqual(await tasksOf(NCA, id), [])
    const other = db.person(KENT).id
    await assert.rejects(
      as(NCA, (scope) => changeOwner(scope, id, 2, other)),
      { code: 'invalid' },
    )
  })
  const tasksOfColleague = async (id: RecordId) =>
    (await as(NCA_COORDINATOR, (scope) => requirementTasks(scope))).filter(({ href }) => href.endsWith(id))

  void test('figures count what was answered, what in time, and who declined and why', async () => {
    const period = { from: inDays(-1), until: inDays(2) }
    const count = (name: string) =>
      as(
        NCA,
        (scope) =>
          figures.find((one) => one.name === `requirements.${name}`)?.count(scope, period) ??
          Promise.resolve(-1),
      )
    const before = [await count('answered'), await count('answered-in-time'), await count('declined-other')]
    for (const late of [false, true]) {
      const id = await asked()
      if (late)
        await make(id, `update requirements.requirement set valuable_until = current_date - 2 where id = $1`)
      const line = await as(KENT, (scope) => firstLine(scope, id))
      if (late)
        await as(KENT, (scope) =>
          declineLine(scope, line.id, line.revision, { reason: 'other', words: 'No' }),
        )
      const { body } = await as(NCA, (scope) => readRequirement(scope, id))
      await as(NCA, (scope) =>
        changeState(scope, id, body?.revision ?? 0, { state: 'answered', words: 'Yes' }),
      )
    }
    const after_ = [await count('answered'), await count('answered-in-time'), await count('declined-other')]
    assert.deepEqual(
      after_.map((now, at) => now - (before[at] ?? 0)),
      [2, 1, 1],
    )
    // The program itself counts all agencies.
    const all = await db.database.performAsService({ service: 'test', operation: 'test' }, (scope) =>
      Promise.resolve(
        figures.find(({ name }) => name === 'requirements.written')?.count(scope, period) ?? -1,
      ),
    )
    assert.ok(all > 0)
  })

  void test('lists go on page by page, and nothing is there twice', async () => {
    for (let at = 0; at < 60; at++)
      await as(KENT, (scope) => write(scope, { question: `Question ${String(at)}?` }))
    const first = await as(KENT, (scope) => listOwn(scope, { which: 'open' }))
    const second = await as(KENT, (scope) => listOwn(scope, { which: 'open', cursor: first.cursor ?? '' }))
    assert.equal(first.rows.length, 50)
    assert.equal(second.cursor, null)
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(ids.length >= 60)
    await assert.rejects(
      as(KENT, (scope) => listOwn(scope, { which: 'all', cursor: 'e30' })),
      { code: 'invalid' },
    )
  })

  void test('two at once: of two who answer for a line one is heard, and both learn where it stands', async () => {
    const id = await asked()
    const line = await as(SUSSEX, (scope) => firstLine(scope, id))
    const coordinator = 'coordinator@sussex-police.example'
    const outcomes = await Promise.allSettled([
      as(SUSSEX, (scope) => acceptLine(scope, line.id, line.revision, db.person(SUSSEX).id)),
      as(coordinator, (scope) =>
        declineLine(scope, line.id, line.revision, { reason: 'other', words: 'No' }),
      ),
    ])
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    const [lost] = outcomes.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { code: string }] : [],
    )
    assert.ok(['stale', 'is-done'].includes(lost?.code ?? ''), lost?.code)
    const answer = await report(SUSSEX)
    const both = await Promise.allSettled([
      as(SUSSEX, (scope) => answerRequirement(scope, id, answer)),
      as(NCA, (scope) => changeState(scope, id, 1, { state: 'withdrawn', words: 'Not needed' })),
    ])
    const [given, closed] = both.map(({ status }) => status === 'fulfilled')
    assert.ok(given === true || closed === true)
    const [row] = await db.admin<{ halves: number }>(
      `select count(*)::integer as halves from requirements.line l join requirements.requirement q on q.id = l.requirement_id
       where q.id = $1 and l.state in ('proposed', 'accepted') and q.state = 'withdrawn'`,
      [id],
    )
    assert.equal(row?.halves, 0)
  })
})
