/** One disruption, many claims, one moderation by another agency, and a look at its effect ninety days later. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { FigureTable } from '../../platform/rooms/accountability.ts'
import type { RecordId } from '../../wire/ids.ts'
import { acting } from '../intelligence/reports.test-support.ts'
import { groupKind, parseGroup, writeGroup } from '../networks/index.ts'
import { recallRecord, releaseRecord } from '../sharing/index.ts'
import {
  answerQuestion,
  askModerator,
  checkEffect,
  claimDisruption,
  joinOther,
  moderateDisruption,
} from './act.ts'
import { candidatesOf } from './candidates.ts'
import { disruptionKind } from './disruption-kind.ts'
import { claimed, daysAgo, disruptionOf, draft, release, show } from './disruptions.test-support.ts'
import { addEvidence, takeEvidence } from './evidence.ts'
import { figureTables } from './figure-tables.ts'
import { listDisruptions } from './list-disruptions.ts'
import { noteNotice, readNotice } from './notices.ts'
import { partsOf } from './parts-of.ts'
import { readDisruption, readWhole } from './read-disruption.ts'
import { disruptionTasks } from './tasks.ts'
import { changeDisruption, discardDraft } from './write-disruption.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'
const BORDER = 'intelligence-officer@border-force.example'
const ALL = ['sussex-police', 'kent-police', 'nca', 'border-force']
const accept = { outcome: 'accepted', level: 'moderate', words: 'It sent no boat for weeks' } as const

void describe('disruptions', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const to = (...slugs: string[]) => slugs.map((slug) => db.agency(slug))
  const waits = (who: string) =>
    as(who, async (scope) => (await disruptionTasks(scope)).map(({ kind, href }) => `${kind} ${href}`))
  const group = (who: string, name: string, releasedTo: string[] = []) =>
    as(who, async (scope) => {
      const read = parseGroup(
        {
          ...{ name, why_a_group: 'Three men plan together', status: 'active' },
          ...{ classification: 'OFFICIAL', handling: 'P' },
        },
        daysAgo(0),
      )
      if ('fields' in read) throw new Error(JSON.stringify(read.fields))
      const filed = await writeGroup(scope, read.group)
      if (releasedTo.length > 0)
        await releaseRecord(scope, groupKind, filed.id, {
          ...{ to: { agencies: to(...releasedTo) }, reason: 'They may know' },
        })
      return filed
    })
  /** What a figure says this month, for an agency. */
  const figures = async (table: FigureTable | undefined, agency: string) => {
    const rows = await db.admin<{ key: string; count: number }>(table?.sql ?? '', [
      ...[db.agency(agency), daysAgo(30), daysAgo(-2)],
    ])
    return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
  }
  /** Ninety days go by, for one disruption. */
  const ninetyDaysLater = (id: RecordId) =>
    db.admin(
      `set session_replication_role = replica;
       update disruptions.disruption set happened_on = happened_on - 90, effect_due_on = effect_due_on - 90 where id = '${id}';
       set session_replication_role = origin`,
    )

  void test('claimed by three, moderated by a fourth, counted once, and found displaced after ninety days', async () => {
    const before = await Promise.all(ALL.map((agency) => figures(figureTables[0], agency)))
    const id = await as(SUSSEX, (scope) => claimed(scope))
    await as(SUSSEX, (scope) => release(scope, id, to('kent-police', 'nca', 'border-force')))
    await as(KENT, (scope) => claimDisruption(scope, id, 'We stopped the van.'))
    await as(NCA, (scope) => claimDisruption(scope, id, 'We found who paid.'))
    await as(SUSSEX, (scope) => askModerator(scope, id, db.agency('border-force')))
    assert.ok((await waits(BORDER)).includes(`disruption-moderate /disruptions/${id}`))
    await assert.rejects(
      as(SUSSEX, (scope) => askModerator(scope, id, db.agency('kent-police'))),
      {
        code: 'claimant',
      },
    )
    const asked = await as(KENT, async (scope) => (await readWhole(scope, id)).body.asked)
    assert.equal(asked, null, 'whoever is not asked does not learn who is')

    await as(BORDER, async (scope) =>
      moderateDisruption(scope, id, (await readWhole(scope, id)).body.revision, {
        outcome: 'returned',
        words: 'How do you know that no boat came?',
      }),
    )
    assert.ok((await waits(SUSSEX)).includes(`disruption-returned /disruptions/${id}`))
    await as(SUSSEX, async (scope) =>
      answerQuestion(
        scope,
        id,
        (await readWhole(scope, id)).body.revision,
        'The coastguard and our patrols saw none.',
      ),
    )
    await as(BORDER, async (scope) =>
      moderateDisruption(scope, id, (await readWhole(scope, id)).body.revision, accept),
    )
    const after = await Promise.all(ALL.map((agency) => figures(figureTables[0], agency)))
    assert.deepEqual(
      after.map((one, at) => (one['moderate'] ?? 0) - (before[at]?.['moderate'] ?? 0)),
      [1, 1, 1, 0],
      'whole to each claimant, and not to the moderator',
    )
    const [once] = await db.admin<{ count: number }>(
      `select count(*)::integer as count from disruptions.disruption where id = $1 and level is not null`,
      [id],
    )
    assert.equal(once?.count, 1)
    const look = { outcome: 'displaced', displaced_to: 'The bay to the west', basis: 'Port staff' } as const
    await assert.rejects(
      as(KENT, async (scope) => checkEffect(scope, id, await revision(scope, id), look)),
      { code: 'not-yet' },
    )
    assert.equal((await waits(KENT)).includes(`disruption-effect /disruptions/${id}`), false)
    await ninetyDaysLater(id)
    assert.ok((await waits(KENT)).includes(`disruption-effect /disruptions/${id}`))
    await as(KENT, async (scope) => checkEffect(scope, id, await revision(scope, id), look))
    assert.equal((await waits(KENT)).includes(`disruption-effect /disruptions/${id}`), false)
    assert.equal((await figures(figureTables[2], 'sussex-police'))['displaced'], 1)
    const read = await as(SUSSEX, (scope) => readWhole(scope, id))
    assert.equal(read.body.state, 'checked')
    const parts = await as(SUSSEX, (scope) => partsOf(scope, id))
    assert.equal(parts.claims.length, 3)
    assert.deepEqual(
      parts.moderations.map((one) => one.outcome),
      ['returned', 'accepted'],
    )
    await assert.rejects(
      as(BORDER, (scope) => claimDisruption(scope, id, 'We too')),
      { code: 'is-closed' },
    )
  })

  const revision = async (scope: Parameters<typeof readWhole>[0], id: RecordId) =>
    (await readWhole(scope, id)).body.revision

  void test('a draft is shown to nobody, and needs something before and something after to be claimed', async () => {
    const id = await as(SUSSEX, (scope) => draft(scope))
    for (const who of [KENT, NCA, 'analyst@sussex-police.example'])
      await assert.rejects(
        as(who, (scope) => readDisruption(scope, id)),
        { kind: 'not-found' },
        who,
      )
    await assert.rejects(as(SUSSEX, (scope) => release(scope, id, to('nca'))))
    await assert.rejects(
      as(SUSSEX, (scope) => claimDisruption(scope, id, 'We did')),
      {
        code: 'not-evidenced',
      },
    )
    await as(SUSSEX, (scope) => addEvidence(scope, id, { side: 'before', kind: 'exhibit', reference: 'A/1' }))
    await assert.rejects(
      as(SUSSEX, (scope) => claimDisruption(scope, id, 'We did')),
      {
        code: 'not-evidenced',
      },
    )
    await as(SUSSEX, (scope) => addEvidence(scope, id, { side: 'after', kind: 'exhibit', reference: 'A/2' }))
    await as(SUSSEX, (scope) => changeDisruption(scope, id, 1, disruptionOf({ title: 'Seven engines' })))
    await as(SUSSEX, (scope) => claimDisruption(scope, id, 'We did'))
    await assert.rejects(
      as(SUSSEX, (scope) => discardDraft(scope, id)),
      { code: 'is-closed' },
    )
    const [one] = (await as(SUSSEX, (scope) => partsOf(scope, id))).evidence
    assert.ok(one)
    await assert.rejects(
      as(SUSSEX, (scope) => takeEvidence(scope, id, one.id)),
      { code: 'last-one' },
    )
    const other = await as(SUSSEX, (scope) => draft(scope))
    await as(SUSSEX, (scope) => discardDraft(scope, other))
    await assert.rejects(
      as(SUSSEX, (scope) => readDisruption(scope, other)),
      { kind: 'not-found' },
    )
  })

  void test('what may be the same is shown to both, within sight, and one joins the other by a person’s word', async () => {
    const { reference } = await group(SUSSEX, 'The lock-up group', ['kent-police', 'nca'])
    const ours = await as(SUSSEX, (scope) => claimed(scope, { group: reference }))
    const theirs = await as(KENT, (scope) => claimed(scope, { group: reference, happened_on: daysAgo(19) }))
    const late = await as(KENT, (scope) => claimed(scope, { group: reference, happened_on: daysAgo(20) }))
    const seen = (who: string, id: RecordId) =>
      as(who, async (scope) => (await candidatesOf(scope, id)).map((one) => one.id))
    assert.deepEqual(await seen(SUSSEX, ours), [], 'nothing of Kent’s is in sight')
    await as(KENT, async (scope) => {
      await release(scope, theirs, to('sussex-police'))
      await release(scope, late, to('sussex-police'))
    })
    await as(SUSSEX, (scope) => release(scope, ours, to('kent-police')))
    assert.deepEqual(await seen(SUSSEX, ours), [theirs], 'fourteen days, and not fifteen')
    assert.deepEqual((await seen(KENT, theirs)).toSorted(), [late, ours].toSorted())
    const drafted = await as(SUSSEX, (scope) => draft(scope, { group: reference }))
    assert.equal((await seen(KENT, theirs)).includes(drafted), false, 'a draft is shown to nobody')

    await as(SUSSEX, async (scope) =>
      joinOther(scope, ours, await revision(scope, ours), theirs, 'We found the engines.'),
    )
    assert.equal((await as(SUSSEX, (scope) => readWhole(scope, ours))).body.state, 'same')
    assert.equal((await as(SUSSEX, (scope) => readWhole(scope, ours))).body.sameAs?.id, theirs)
    assert.equal((await as(KENT, (scope) => partsOf(scope, theirs))).claims.length, 2)
    assert.deepEqual(await seen(KENT, theirs), [late])
    await as(KENT, (scope) => release(scope, theirs, to('nca')))
    await as(NCA, async (scope) => moderateDisruption(scope, theirs, await revision(scope, theirs), accept))
    const [national] = await db.admin<{ count: number }>(
      `select count(*)::integer as count from disruptions.disruption where level is not null and id = any ($1)`,
      [[ours, theirs]],
    )
    assert.equal(national?.count, 1)
  })

  void test('a shared exhibit makes a candidate too, whatever the day', async () => {
    const ours = await as(SUSSEX, (scope) => claimed(scope, { happened_on: daysAgo(300) }, 'QZ/77'))
    const theirs = await as(KENT, (scope) => claimed(scope, {}, 'qz/77'))
    await as(KENT, (scope) => release(scope, theirs, to('sussex-police')))
    const [found] = await as(SUSSEX, (scope) => candidatesOf(scope, ours))
    assert.deepEqual([found?.id, found?.why], [theirs, 'exhibit'])
  })

  void test('a group that the claimant may not read is none, and its owner learns only who speaks of it', async () => {
    const hidden = await group(NCA, 'A silent group')
    const id = await as(SUSSEX, (scope) => claimed(scope, { group: hidden.reference }))
    const other = await as(SUSSEX, (scope) => claimed(scope, { group: 'SM-0000-0000-0' }))
    const [one, absent] = await as(SUSSEX, async (scope) => [
      (await readWhole(scope, id)).body,
      (await readWhole(scope, other)).body,
    ])
    assert.deepEqual([one.group, absent.group], [null, null])
    const notice = (await waits(NCA)).find((text) => text.startsWith('disruption-notice'))
    assert.ok(notice)
    const noticeId = notice.split('/').at(-1) as Parameters<typeof readNotice>[1]
    const read = await as(NCA, (scope) => readNotice(scope, noticeId))
    assert.equal(read.from.slug, 'sussex-police')
    assert.equal(JSON.stringify(read).includes(id), false)
    await assert.rejects(
      as(KENT, (scope) => readNotice(scope, noticeId)),
      { kind: 'not-found' },
    )
    await assert.rejects(
      as(SUSSEX, (scope) => readNotice(scope, noticeId)),
      { kind: 'not-found' },
    )
    await as(NCA, (scope) => noteNotice(scope, noticeId))
    assert.equal((await waits(NCA)).some((text) => text.startsWith('disruption-notice')), false) // prettier-ignore
    await assert.rejects(
      as(NCA, (scope) => readDisruption(scope, id)),
      { kind: 'not-found' },
    )
  })

  void test('what shows it is seen by whoever may know of it, and of what is hidden nothing is said', async () => {
    const id = await as(SUSSEX, (scope) => draft(scope))
    await as(SUSSEX, (scope) => show(scope, id))
    const hidden = await db.admin<{ reference: string }>(
      `select reference from access.record where kind = 'report' and agency_id = $1 and released_to = '{}' limit 1`,
      [db.agency('nca')],
    )
    for (const reference of [hidden[0]?.reference ?? 'SM-1111-1111-1', 'SM-0000-0000-0'])
      await assert.rejects(
        as(SUSSEX, (scope) => addEvidence(scope, id, { side: 'before', kind: 'report', reference })),
        (fault: { fields?: Record<string, string> }) => fault.fields?.['reference'] !== undefined,
      )
    for (const kind of ['decision', 'action'] as const)
      await assert.rejects(
        as(SUSSEX, (scope) => addEvidence(scope, id, { side: 'before', kind, reference: 'Nowhere 12' })),
        (fault: { fields?: Record<string, string> }) => fault.fields?.['reference'] !== undefined,
      )
  })

  void test('a stranger gets of every act what they get of one that is not there', async () => {
    const id = await as(SUSSEX, (scope) => claimed(scope))
    const nothing = '01890000-0000-7000-8000-000000000000' as RecordId
    const acts: ((of: RecordId) => Promise<unknown>)[] = [
      (of) => as(NCA, (scope) => readDisruption(scope, of)),
      (of) => as(NCA, (scope) => claimDisruption(scope, of, 'We did')),
      (of) => as(NCA, (scope) => askModerator(scope, of, db.agency('kent-police'))),
      (of) => as(NCA, (scope) => moderateDisruption(scope, of, 2, accept)),
      (of) => as(NCA, (scope) => answerQuestion(scope, of, 2, 'x')),
      (of) => as(NCA, (scope) => checkEffect(scope, of, 2, { outcome: 'recovered', basis: 'x' })),
      (of) => as(NCA, (scope) => addEvidence(scope, of, { side: 'before', kind: 'exhibit', reference: 'x' })),
      (of) => as(NCA, (scope) => discardDraft(scope, of)),
      (of) => as(NCA, (scope) => changeDisruption(scope, of, 2, disruptionOf())),
      (of) => as(NCA, (scope) => joinOther(scope, of, 2, of, 'x')),
      (of) => as(NCA, (scope) => recallRecord(scope, disruptionKind, of, 'x')),
    ]
    for (const [at, act] of acts.entries()) {
      const said = async (of: RecordId) =>
        await act(of).then(
          () => 'done',
          (thrown: unknown) => {
            const fault = thrown as { kind?: string; code?: string; message?: string }
            return [fault.kind, fault.code, fault.message].join(' ')
          },
        )
      assert.equal(await said(id), await said(nothing), String(at))
    }
    assert.deepEqual(await as(NCA, (scope) => candidatesOf(scope, id)), [])
    const partners = await as(NCA, (scope) => listDisruptions(scope, { whose: 'partners' }))
    assert.equal(
      partners.rows.some((row) => row.id === id),
      false,
    )
  })

  void test('the list pages both ways and leaves none out, though many were drafted in one moment', async () => {
    const drafted = await as(BORDER, async (scope) => {
      const ids = []
      for (let one = 0; one < 120; one++) ids.push(await draft(scope))
      return ids
    })
    const page = (at: { cursor?: string; back?: boolean }) =>
      as(BORDER, (scope) => listDisruptions(scope, { whose: 'ours', ...at }))
    const [first, listed] = [await page({}), [] as string[]]
    for (let at = first; ;) {
      listed.push(...at.rows.map(({ id }) => id))
      if (at.next === null) {
        const before = await page({ cursor: at.previous ?? '', back: true })
        assert.deepEqual(before.rows.at(-1)?.id, listed[listed.length - at.rows.length - 1])
        break
      }
      at = await page({ cursor: at.next })
    }
    assert.equal(first.previous, null)
    assert.deepEqual(listed.filter((id) => drafted.includes(id as RecordId)).toSorted(), drafted.toSorted())
  })

  void test('a recalled disruption counts no more, and waits for nobody', async () => {
    const id = await as(SUSSEX, (scope) => claimed(scope))
    await as(SUSSEX, (scope) => release(scope, id, to('kent-police')))
    await as(KENT, (scope) => moderateDisruption(scope, id, 2, { ...accept, level: 'major' }))
    assert.equal((await figures(figureTables[0], 'sussex-police'))['major'], 1)
    await as(SUSSEX, (scope) => recallRecord(scope, disruptionKind, id, 'It was another group'))
    assert.equal((await figures(figureTables[0], 'sussex-police'))['major'], undefined)
  })

  void test('however many claim in whatever order, it counts whole to each and once in all', async () => {
    const officers = { 'kent-police': KENT, nca: NCA, 'border-force': BORDER } as const
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['kent-police', 'nca', 'border-force'] as const, { minLength: 1 }),
        fc.nat(2),
        async (order, at) => {
          const moderator = order[at % order.length] ?? 'nca'
          const id = await as(SUSSEX, (scope) => claimed(scope))
          await as(SUSSEX, (scope) => release(scope, id, to(...order)))
          const claimants = order.filter((slug) => slug !== moderator)
          for (const slug of claimants)
            await as(officers[slug], (scope) => claimDisruption(scope, id, 'We too.'))
          await as(officers[moderator], async (scope) =>
            moderateDisruption(scope, id, await revision(scope, id), accept),
          )
          const rows = await db.admin<{ agency: number; part: string }>(
            'select agency_id as agency, part from disruptions.side where disruption_id = $1',
            [id],
          )
          assert.equal(rows.length, order.length + 1)
          assert.equal(rows.filter((row) => row.part === 'claims').length, claimants.length + 1)
          for (const slug of ['sussex-police', ...order]) {
            const [row] = await db.admin<{ count: number }>(
              `select count(*)::integer as count from disruptions.claim c join disruptions.disruption d on d.id = c.disruption_id
               where d.id = $1 and d.level is not null and c.agency_id = $2`,
              [id, db.agency(slug)],
            )
            assert.equal(row?.count, slug === moderator ? 0 : 1)
          }
        },
      ),
      { numRuns: 8 },
    )
  })
})
