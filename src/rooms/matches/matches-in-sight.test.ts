import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport, withdrawReport } from '../../../test/support/plain-reports.ts'
import { newId } from '../../platform/identifiers.ts'
import { contactMatch } from './contact-match.ts'
import { listMatches } from './list-matches.ts'
import { matchesOfReport } from './matches-of-report.ts'
import type { RecordId } from '../../wire/ids.ts'

const READERS = [
  'intelligence-officer@sussex-police.example',
  'analyst@kent-police.example',
  'intelligence-officer@kent-police.example',
  'intelligence-officer@nca.example',
]
const AGENCIES = ['sussex-police', 'kent-police', 'nca']
const act = (base: TestDatabase, email: string) => ({
  personId: base.person(email).id,
  operation: 'test',
  purpose: null,
})

void describe('which matches a person sees', () => {
  let base: TestDatabase
  let compartmentId: string
  before(async () => {
    base = await testDatabase()
    compartmentId = newId()
    await enterCompartment(base.database, {
      id: compartmentId,
      name: 'Operation',
      agencyId: base.agency('sussex-police'),
      members: [base.person('intelligence-officer@sussex-police.example').id],
    })
  })
  after(() => base.close())

  /** The list as its function gives it, and as the policies alone would. */
  async function bothLists(email: string): Promise<{ listed: string[]; allowed: string[] }> {
    return await base.database.performAs(act(base, email), async (scope) => {
      const listed: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await listMatches(scope, { limit: 7, ...(cursor ? { cursor } : {}) })
        listed.push(...page.items.map((row) => row.id))
        cursor = page.cursor
      } while (cursor !== null)
      const allowed = await scope.tx.many<{ id: string }>('select id from deconfliction.match_side')
      return { listed: listed.sort(), allowed: allowed.map((row) => row.id).sort() }
    })
  }

  void test('property: the list’s function and the row-level policies agree, page by page', async () => {
    const report = fc.record({
      agency: fc.constantFrom(...AGENCIES),
      key: fc.integer({ min: 1, max: 3 }),
      discoverable: fc.oneof({ arbitrary: fc.constant(true), weight: 2 }, fc.constant(false)),
      sensitive: fc.boolean(),
      compartmented: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
      released: fc.boolean(),
      then: fc.constantFrom('nothing', 'nothing', 'withdraw', 'contact'),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 6, maxLength: 16 }), async (reports) => {
        run += 1
        for (const one of reports) {
          const id = await fileReport(base, {
            agency: one.agency,
            values: [{ kind: 'phone', key: `sight-${String(run)}-${String(one.key)}` }],
            discoverable: one.discoverable,
            classification: one.sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
            ...(one.released ? { releasedTo: AGENCIES.filter((slug) => slug !== one.agency) } : {}),
            ...(one.compartmented && one.agency === 'sussex-police' ? { compartmentId } : {}),
          })
          if (one.then === 'contact') await contactFirst(`intelligence-officer@${one.agency}.example`, id)
          if (one.then === 'withdraw') await withdrawReport(base, id, one.agency)
        }
        for (const email of READERS) {
          const { listed, allowed } = await bothLists(email)
          assert.deepEqual(listed, allowed, email)
        }
      }),
      { numRuns: 15 },
    )
  })

  async function contactFirst(email: string, reportId: RecordId): Promise<void> {
    await base.database.performAs(act(base, email), async (scope) => {
      const match = (await matchesOfReport(scope, reportId))[0]?.partners[0]
      if (match) await contactMatch(scope, match.id, { message: 'May we speak?' })
    })
  }

  void test('who does not read content sees none', async () => {
    for (const role of ['triage-officer', 'records-manager', 'administrator']) {
      const { listed, allowed } = await bothLists(`${role}@sussex-police.example`)
      assert.deepEqual([listed, allowed], [[], []], role)
    }
  })

  void test('filters narrow by state and by kind', async () => {
    const email = 'intelligence-officer@sussex-police.example'
    await base.database.performAs(act(base, email), async (scope) => {
      const all = await listMatches(scope, { limit: 500 })
      for (const state of ['open', 'contacted'] as const) {
        const some = await listMatches(scope, { state, limit: 500 })
        assert.deepEqual(
          some.items.map((row) => row.id),
          all.items.filter((row) => row.state === state).map((row) => row.id),
        )
      }
      assert.equal((await listMatches(scope, { kind: 'vehicle', limit: 500 })).items.length, 0)
    })
  })

  void test('a cursor of somebody else’s is refused like one that is gone', async () => {
    const theirs = await base.database.performAs(act(base, 'intelligence-officer@nca.example'), (scope) =>
      listMatches(scope, { limit: 1 }),
    )
    const cursor = theirs.items[0]?.id ?? ''
    await assert.rejects(
      base.database.performAs(act(base, 'intelligence-officer@sussex-police.example'), (scope) =>
        listMatches(scope, { limit: 1, cursor }),
      ),
      { code: 'invalid' },
    )
  })
})
