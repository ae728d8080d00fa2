/** Links, neighbours, ways and suggestions: none goes through what one may not see. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import { decideLink } from '../links/decide-link.ts'
import { linksOf } from '../links/links-of.ts'
import { KENT, NCA, networksOf, person, phone, SUSSEX } from '../networks.test-support.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'
import { answerSuggestion, readSuggestions } from '../suggestions/suggestions.ts'
import { findPath } from './find-path.ts'
import { neighboursOf } from './neighbours.ts'

const decided = { fromOn: null, toOn: null, note: null, state: 'accepted' } as const

void describe('ways between subjects', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
  })
  after(() => db.close())

  const way = (who: string, from: SubjectId, to: SubjectId) =>
    net.as(who, async (scope) => {
      const path = await findPath(scope, await subjectInSight(scope, from), await subjectInSight(scope, to))
      return path.steps?.map((step) => step.to) ?? null
    })
  const near = (who: string, id: SubjectId, steps: 1 | 2 = 1) =>
    net.as(who, async (scope) => {
      const { shown } = await neighboursOf(scope, await subjectInSight(scope, id), steps)
      return shown.map((one) => one.id).toSorted()
    })

  void test('a way leads over what one item names together, and not over a report that one may not see', async () => {
    const first = await net.file(SUSSEX, [phone(301), phone(302)])
    const middle = await net.file(KENT, [phone(302), phone(303)])
    const last = await net.file(SUSSEX, [phone(303), phone(304)])
    await net.gather()
    const [a, b] = [await net.subject(SUSSEX, first, 1), await net.subject(SUSSEX, first, 2)]
    const [c, d] = [await net.subject(SUSSEX, last, 1), await net.subject(SUSSEX, last, 2)]
    assert.equal(await way(SUSSEX, a, d), null)
    assert.deepEqual(await near(SUSSEX, b), [a])
    await net.release(KENT, middle, 'sussex-police')
    assert.deepEqual(await way(SUSSEX, a, d), [b, c, d])
    assert.deepEqual(await near(SUSSEX, b), [a, c].toSorted())
    assert.deepEqual(await near(SUSSEX, a, 2), [b, c].toSorted())
    await net.recall(KENT, middle)
    assert.equal(await way(SUSSEX, a, d), null)
  })

  void test('two items of one report are not together; a link joins what one item names, and its owner decides', async () => {
    const item = {
      text: 'Another item.',
      source_evaluation: '2',
      intelligence_assessment: 'C',
      basis: 'fact',
    }
    const report = await net.file(SUSSEX, [person('Jo Test'), phone(310), phone(311, { item: 2 })], {
      items: [item, item],
    })
    await net.gather()
    await net.release(SUSSEX, report, 'kent-police')
    const [jo, own, other] = [
      await net.subject(SUSSEX, report, 1),
      await net.subject(SUSSEX, report, 2),
      await net.subject(SUSSEX, report, 3),
    ]
    assert.deepEqual(await near(SUSSEX, jo), [own])
    const link = { ...decided, record: report, item: 1, from: jo, to: own, kind: 'uses' } as const
    await net.as(SUSSEX, (scope) => decideLink(scope, link))
    await assert.rejects(
      net.as(SUSSEX, (scope) => decideLink(scope, { ...link, to: other })),
      { kind: 'not-found' },
    )
    await assert.rejects(
      net.as(KENT, (scope) => decideLink(scope, link)),
      { kind: 'not-found' },
    )
    await assert.rejects(
      net.as(SUSSEX, (scope) => decideLink(scope, { ...link, to: jo })),
      { kind: 'invalid' },
    )
    await assert.rejects(
      net.as(SUSSEX, (scope) => decideLink(scope, { ...link, fromOn: '2026-02-01', toOn: '2026-01-01' })),
      { kind: 'invalid' },
    )
    const seen = (who: string) =>
      net.as(who, async (scope) => (await linksOf(scope, [jo])).map(({ kind }) => kind))
    assert.deepEqual(await seen(KENT), ['uses'])
    assert.deepEqual(await seen(NCA), [])
    await net.as(SUSSEX, (scope) => decideLink(scope, { ...link, state: 'refused' }))
    assert.deepEqual(await seen(KENT), [])
  })

  void test('a circle ends, and nothing is its own neighbour', async () => {
    const numbers = [320, 321, 322]
    const reports: RecordId[] = []
    for (const at of [0, 1, 2])
      reports.push(
        await net.file(SUSSEX, [
          phone(numbers[at] ?? 0),
          phone(numbers[(at + 1) % 3] ?? 0),
          phone(numbers[at] ?? 0),
        ]),
      )
    await net.gather()
    const a = await net.subject(SUSSEX, reports[0] as RecordId, 1)
    assert.equal((await near(SUSSEX, a, 2)).length, 2)
    assert.deepEqual(await way(SUSSEX, a, a), [])
  })

  void test('absent and hidden are one answer', async () => {
    const hidden = await net.file(KENT, [phone(330)])
    await net.gather()
    const id = await net.subject(KENT, hidden)
    const answer = async (wanted: SubjectId) =>
      await net
        .as(SUSSEX, (scope) => subjectInSight(scope, wanted))
        .then(
          () => 'found',
          (fault: unknown) => JSON.stringify([fault, (fault as Error).message]),
        )
    assert.equal(await answer(id), await answer('00000000-0000-4000-8000-000000000000' as SubjectId))
  })

  void test('suggested: three reports by shared values, as far as each viewer reads them; dismissed until something new', async () => {
    const one = await net.file(SUSSEX, [phone(340), phone(341)])
    const two = await net.file(SUSSEX, [phone(341), phone(342)])
    const three = await net.file(KENT, [phone(342), phone(343)])
    await net.gather()
    const suggested = (who: string) =>
      net.as(who, async (scope) =>
        (await readSuggestions(scope)).shown.map(({ reports }) => reports.map(({ id }) => id).toSorted()),
      )
    const all = [one, two, three].toSorted()
    const has = (rows: RecordId[][]) => rows.some((ids) => all.every((id) => ids.includes(id)))
    assert.equal(has(await suggested(SUSSEX)), false, 'a hit is an end, and no bridge')
    await net.release(KENT, three, 'sussex-police')
    assert.equal(has(await suggested(SUSSEX)), true)
    assert.equal(has(await suggested(KENT)), false)
    await net.as(SUSSEX, (scope) => answerSuggestion(scope, all, { dismissed: 'Two families' }))
    assert.equal(has(await suggested(SUSSEX)), false)
    await net.file(SUSSEX, [phone(343), phone(344)])
    await net.gather()
    assert.equal(has(await suggested(SUSSEX)), true, 'something new is known')
    await assert.rejects(
      net.as(SUSSEX, (scope) => answerSuggestion(scope, all, { dismissed: '' })),
      { kind: 'invalid' },
    )
    await assert.rejects(
      net.as(NCA, (scope) => answerSuggestion(scope, all, { dismissed: 'No' })),
      { kind: 'invalid' },
    )
  })

  void test('who is kept apart, and what is theirs, connects no reports, not even for their owner', async () => {
    const reports: RecordId[] = []
    for (const at of [0, 1, 2])
      reports.push(
        await net.file(SUSSEX, [person('Kit Test', { note: String(at) }), phone(350, { belongs_to: 1 })]),
      )
    await net.gather()
    const suggested = () =>
      net.as(SUSSEX, async (scope) =>
        (await readSuggestions(scope)).shown.flatMap(({ reports: of }) => of.map(({ id }) => id)),
      )
    assert.ok((await suggested()).includes(reports[0] as RecordId))
    await net.file(SUSSEX, [person('Kit Test', { category: 'witness' })])
    assert.ok(!(await suggested()).includes(reports[0] as RecordId))
  })

  void test('whatever is filed, released and recalled: each step of a way stands on a report that the viewer reads', async () => {
    const numbers = [360, 361, 362, 363, 364]
    const act = fc.record({
      act: fc.constantFrom('file', 'release', 'recall'),
      who: fc.constantFrom(SUSSEX, KENT),
      one: fc.constantFrom(...numbers),
      other: fc.constantFrom(...numbers),
    })
    const all: { id: RecordId; who: string; at: [number, number]; released: boolean; gone: boolean }[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 8 }), async (acts) => {
        for (const { act: what, who, one, other } of acts) {
          const own = all.find((report) => report.who === who && !report.gone && report.at.includes(one))
          if (what === 'file' && one !== other) {
            const id = await net.file(who, [phone(one), phone(other)])
            all.push({ id, who, at: [one, other], released: false, gone: false })
          } else if (what === 'release' && own !== undefined && !own.released) {
            await net.release(who, own.id, who === KENT ? 'sussex-police' : 'kent-police')
            own.released = true
          } else if (what === 'recall' && own !== undefined) {
            await net.recall(who, own.id)
            own.gone = true
          }
        }
        await net.gather()
        for (const who of [SUSSEX, KENT]) {
          const seen = all.filter((report) => !report.gone && (report.who === who || report.released))
          const ids = new Map<number, SubjectId>()
          for (const { id, at } of seen)
            for (const [place, number] of at.entries()) ids.set(number, await net.subject(who, id, place + 1))
          for (const [number, id] of ids) {
            const expected = new Set(
              seen.flatMap(({ at }) => (at.includes(number) ? at : [])).filter((one) => one !== number),
            )
            assert.deepEqual(
              await near(who, id),
              [...expected].map((one) => ids.get(one) as SubjectId).toSorted(),
            )
          }
        }
      }),
      { numRuns: 6 },
    )
  })
})
