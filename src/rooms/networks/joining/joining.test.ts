/** Same or not: who decides, what nobody sees by it, and that parting restores exactly. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import { KENT, NCA, networksOf, person, phone, SUSSEX } from '../networks.test-support.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'
import { joiningsAskedOfUs, joinSubjects, partSubjects } from './joinings.ts'

void describe('same or not', () => {
  let db: TestDatabase
  let net: ReturnType<typeof networksOf>
  before(async () => {
    db = await testDatabase()
    net = networksOf(db)
  })
  after(() => db.close())

  const join = (who: string, one: SubjectId, other: SubjectId) =>
    net.as(who, (scope) => joinSubjects(scope, one, other, 'The same scar, seen by both'))
  const part = (who: string, one: SubjectId, other: SubjectId) =>
    net.as(who, (scope) => partSubjects(scope, one, other, 'Another birth'))
  const same = (who: string, id: SubjectId) =>
    net.as(who, async (scope) => (await subjectInSight(scope, id)).same.toSorted())

  /** One person on a report of each of these, released to all the others. */
  async function persons(name: string, ...of: string[]): Promise<SubjectId[]> {
    const reports: RecordId[] = []
    for (const who of of) reports.push(await net.file(who, [person(name)]))
    await net.gather()
    const slugs = ['sussex-police', 'kent-police', 'nca']
    for (const [at, who] of of.entries())
      await net.release(
        who,
        reports[at] as RecordId,
        ...slugs.filter((slug) => !who.endsWith(`${slug}.example`)),
      )
    return await Promise.all(reports.map((report, at) => net.subject(of[at] ?? '', report)))
  }

  void test('of one agency one person decides; of two both owners do', async () => {
    const [a, b, c] = (await persons('Dora Test', SUSSEX, SUSSEX, KENT)) as [SubjectId, SubjectId, SubjectId]
    assert.equal((await join(SUSSEX, a, b)).stands, true)
    assert.deepEqual(await same(SUSSEX, a), [a, b].toSorted())
    assert.equal((await join(SUSSEX, b, c)).stands, false)
    assert.deepEqual(await same(SUSSEX, a), [a, b].toSorted(), 'not before the partner says so')
    const asked = await net.as(KENT, joiningsAskedOfUs)
    assert.equal(asked.length, 1)
    assert.equal((await join(KENT, b, c)).stands, true)
    assert.deepEqual(await same(SUSSEX, a), [a, b, c].toSorted())
    await assert.rejects(join(NCA, a, c), { code: 'not-ours' })
    await part(KENT, b, c)
    assert.deepEqual(await same(SUSSEX, a), [a, b].toSorted())
    assert.deepEqual(await same(KENT, c), [c])
  })

  void test('a joining never bridges through what the viewer may not see', async () => {
    const [a, c] = (await persons('Enid Test', SUSSEX, SUSSEX)) as [SubjectId, SubjectId]
    const hidden = await net.file(SUSSEX, [person('Enid Test')])
    await net.gather()
    const b = await net.subject(SUSSEX, hidden)
    await join(SUSSEX, a, b)
    await join(SUSSEX, b, c)
    assert.deepEqual(await same(SUSSEX, a), [a, b, c].toSorted())
    assert.deepEqual(await same(KENT, a), [a], 'the middle one is hidden, and so is the way over it')
  })

  void test('who cannot be found by the partner is not asked about', async () => {
    const [c] = (await persons('Fern Test', KENT)) as [SubjectId]
    const own = await net.file(SUSSEX, [person('Fern Test')])
    await net.gather()
    const a = await net.subject(SUSSEX, own)
    await assert.rejects(join(SUSSEX, a, c), { code: 'not-released' })
  })

  void test('a person joined with one who is kept apart is kept apart too', async () => {
    const [a, b] = (await persons('Gita Test', KENT, KENT)) as [SubjectId, SubjectId]
    const other = await net.file(KENT, [person('G. Testing', { born: '1990' }), phone(230)])
    await net.gather()
    await net.release(KENT, other, 'sussex-police')
    const c = await net.subject(KENT, other)
    await join(KENT, b, c)
    assert.equal((await net.found(SUSSEX, other)).length, 2)
    await net.file(KENT, [person('Gita Test', { category: 'victim' })])
    assert.deepEqual(
      (await net.found(SUSSEX, other)).map(({ number }) => number),
      [2],
    )
    await assert.rejects(same(SUSSEX, a), { kind: 'not-found' })
  })

  void test('parting restores exactly, whatever came between', async () => {
    const [, ...all] = [0, 1, 2, 3, 4]
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            act: fc.constantFrom('join', 'part', 'version', 'recall'),
            one: fc.constantFrom(...all),
            other: fc.constantFrom(...all),
          }),
          { minLength: 1, maxLength: 10 },
        ),
        async (acts) => {
          const reports: RecordId[] = []
          for (const at of all) reports.push(await net.file(SUSSEX, [person(`Hal ${String(at)}`)]))
          await net.gather()
          const ids: SubjectId[] = []
          for (const report of reports) ids.push(await net.subject(SUSSEX, report))
          const joined = new Set<string>()
          const gone = new Set<number>()
          const versions = all.map(() => 1)
          for (const { act, one, other } of acts) {
            const [x, y] = [one - 1, other - 1]
            const [a, b] = [ids[x] as SubjectId, ids[y] as SubjectId]
            const edge = [x, y].toSorted().join(' ')
            const possible = x !== y && !gone.has(x) && !gone.has(y)
            if (act === 'join' && possible && !joined.has(edge)) {
              await join(SUSSEX, a, b)
              joined.add(edge)
            } else if (act === 'part' && possible && joined.has(edge)) {
              await part(SUSSEX, a, b)
              joined.delete(edge)
            } else if (act === 'version' && !gone.has(x)) {
              await net.rewrite(SUSSEX, reports[x] as RecordId, versions[x] ?? 1, [
                person(`Hal ${String(one)}`, { note: `again ${String(versions[x])}` }),
              ])
              versions[x] = (versions[x] ?? 1) + 1
              await net.gather()
            } else if (act === 'recall' && !gone.has(x)) {
              await net.recall(SUSSEX, reports[x] as RecordId)
              gone.add(x)
            }
          }
          const standing = [...joined].map((edge) => edge.split(' ').map(Number) as [number, number])
          for (const [at, id] of ids.entries()) {
            if (gone.has(at)) {
              await assert.rejects(same(SUSSEX, id), { kind: 'not-found' })
              continue
            }
            const expected = reachable(
              at,
              standing.filter(([x, y]) => !gone.has(x) && !gone.has(y)),
            )
            assert.deepEqual(await same(SUSSEX, id), expected.map((one) => ids[one] as SubjectId).toSorted())
          }
          for (const [x, y] of standing)
            if (!gone.has(x) && !gone.has(y)) await part(SUSSEX, ids[x] as SubjectId, ids[y] as SubjectId)
          for (const [at, id] of ids.entries())
            if (!gone.has(at)) assert.deepEqual(await same(SUSSEX, id), [id])
        },
      ),
      { numRuns: 8 },
    )
  })
})

/** What a chain of edges leads to, the start with it. */
function reachable(start: number, edges: readonly [number, number][]): number[] {
  const found = new Set([start])
  for (let grew = true; grew;) {
    grew = false
    for (const [x, y] of edges)
      for (const [from, to] of [
        [x, y],
        [y, x],
      ] as const)
        if (found.has(from) && !found.has(to)) {
          found.add(to)
          grew = true
        }
  }
  return [...found]
}
