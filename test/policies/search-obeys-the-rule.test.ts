/**
 * Search applies the rule of sight itself, outside row-level security. Here both are asked about the
 * same random reports by the same people, and must always say the same.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { exercisePeople } from '../../exercise/people.ts'
import { chance, pick, pickSome, randomFrom, whole } from '../../exercise/random.ts'
import type { Scope } from '../../src/platform/database/scope.ts'
import { newId, newReference } from '../../src/platform/identifiers.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const REPORTS = 400
const OWNERS = ['sussex-police', 'kent-police', 'nca', 'border-force']
const HOLDERS = [...OWNERS, 'immigration-enforcement', 'taskforce']

void describe('search and row-level security', () => {
  let t: TestDatabase
  const random = randomFrom(20261122)
  const reports: string[] = []
  const compartments: string[] = []

  const asProgram = (work: (scope: Scope) => Promise<void>) =>
    t.database.performAsService({ service: 'test', operation: 'test.search-rule' }, work)

  before(async () => {
    t = await testDatabase()
    await asProgram(async (scope) => {
      for (const name of ['One', 'Two']) {
        const id = newId()
        compartments.push(id)
        await scope.tx.run('insert into access.compartment (id, name, agency_id) values ($1, $2, $3)', [
          id,
          name,
          t.agency('nca'),
        ])
        for (const person of pickSome(random, exercisePeople(), 15))
          await scope.tx.run('insert into access.compartment_member values ($1, $2)', [
            id,
            t.person(person.email).id,
          ])
        scope.record({ kind: 'administration', subject: { kind: 'compartment', id } })
      }
    })
    for (let count = 0; count < REPORTS; count++) reports.push(await plant())
  })
  after(() => t.close())

  /** A report with an envelope drawn at random, written the way the program writes it. */
  async function plant(): Promise<string> {
    const id = newId()
    await asProgram(async (scope) => {
      const owner = pick(random, OWNERS)
      const author = pick(
        random,
        exercisePeople().filter(({ agency }) => agency === owner),
      )
      await scope.tx.run(
        `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
           conditions, action_code, sanitisation_code, review_on, created_at)
         values ($1, 'report', $2, $3, $4, 'disseminated', 'x', 'OFFICIAL', 'P', null, null, null, '2030-01-01', $5)`,
        [
          id,
          newReference(),
          t.agency(owner),
          t.person(author.email).id,
          new Date(Date.UTC(2018, 0, 1) + whole(random, 0, 3_000) * 86_400_000),
        ],
      )
      await scope.tx.run(
        'insert into intelligence.report (id, agency_id, created_at) select id, agency_id, created_at from access.record where id = $1',
        [id],
      )
      await scope.tx.run(`select intelligence.write_version($1, 1, '{}')`, [id])
      await scope.tx.run(
        `insert into search.entry (record_id, words, grades, kinds)
         values ($1, to_tsvector('english', $2), '{2C}', '{phone}')`,
        [id, chance(random, 0.3) ? 'harbour boat' : 'harbour'],
      )
      scope.record({ kind: 'collection', subject: { kind: 'report', id } })
    })
    await alter(id)
    return id
  }

  /** Changes everything of the envelope that the rule looks at, and accepts conditions here and there. */
  async function alter(id: string): Promise<void> {
    const handling = pick(random, ['P', 'P', 'C'] as const)
    const c = handling === 'C'
    await asProgram(async (scope) => {
      const status = pick(random, [
        'draft',
        'disseminated',
        'disseminated',
        'disseminated',
        'withdrawn',
      ] as const)
      const version = whole(random, 1, 2)
      await scope.tx.run(
        `select intelligence.write_version($1, $2, '{}')
         where not exists (select from intelligence.version v where v.report_id = $1 and v.version = $2)`,
        [id, version],
      )
      await scope.tx.run(
        `update access.record set status = case when status = 'withdrawn' then status else $2 end, classification = $3,
           handling = $4, conditions = $5, action_code = $6, sanitisation_code = $7, released_to_all = $8, released_to = $9,
           compartment_id = $10, discoverable = $11, version = $12 where id = $1`,
        [
          id,
          status,
          pick(random, ['OFFICIAL', 'OFFICIAL', 'OFFICIAL-SENSITIVE']),
          handling,
          c ? 'x' : null,
          c ? 'A1' : null,
          c ? 'S1' : null,
          chance(random, 0.2),
          pickSome(random, HOLDERS, whole(random, 0, 3)).map((slug) => t.agency(slug)),
          chance(random, 0.2) ? pick(random, compartments) : null,
          chance(random, 0.8),
          version,
        ],
      )
      for (const person of pickSome(random, exercisePeople(), c ? 8 : 0))
        await scope.tx.run(
          `insert into access.acceptance (record_id, version, person_id, agency_id)
           values ($1, $2, $3, $4) on conflict do nothing`,
          [id, whole(random, 1, 2), t.person(person.email).id, t.person(person.email).agencyId],
        )
      scope.record({ kind: 'alteration', subject: { kind: 'report', id } })
    })
  }

  /** What both say to one person. */
  async function compare(email: string, words: string | null): Promise<number> {
    const who = { personId: t.person(email).id, operation: 'test.search-rule', purpose: null }
    return await t.database.performAs(who, async ({ tx }) => {
      const found = await tx.many<{ id: string }>(
        `select record_id as id from search.search($1::tsquery, null, null, null, null, null, null, $2, null, null, null, $2)`,
        [words, REPORTS * 2],
      )
      const allowed = await tx.many<{ id: string }>(
        `select r.id from access.record r join intelligence.version v on v.report_id = r.id and v.version = r.version`,
      )
      const ids = new Set(allowed.map(({ id }) => id))
      const holding = words === null ? ids : await withWords(words, ids)
      assert.deepEqual(new Set(found.map(({ id }) => id)), holding, `${email} ${words ?? 'everything'}`)
      return found.length
    })
  }

  /** Looked up without the index that search uses. */
  async function withWords(words: string, among: ReadonlySet<string>): Promise<Set<string>> {
    const rows = await t.admin<{ id: string }>(
      `select record_id as id from search.entry where (words || ''::tsvector) @@ $1::tsquery`,
      [words],
    )
    return new Set(rows.map(({ id }) => id).filter((id) => among.has(id)))
  }

  void test('say the same to everybody, about everything and about words', async () => {
    let shown = 0
    for (const { email } of exercisePeople())
      for (const words of [null, 'harbour', 'boat', '!boat']) shown += await compare(email, words)
    assert.ok(shown > REPORTS, 'and it is not nothing that they say')
  })

  void test('say the same after every report was changed', async () => {
    for (const id of reports) if (chance(random, 0.6)) await alter(id)
    for (const { email } of exercisePeople()) await compare(email, 'harbour')
  })
})
