/** Two filings of one moment, one that names somebody as a suspect and one as a victim: nobody of them is matched. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { fileReport } from '../../intelligence/index.ts'
import { compareWaitingPersons } from './find-person-matches.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const SUSSEX_2 = 'intelligence-officer-2@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

void describe('two filings of one moment', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const naming = (name: string, category: string) =>
    checked({ subjects: [{ kind: 'person', item: 1, category, names: [name], born: '1988-03-05' }] })

  /** Begins a filing and holds its transaction open. @returns what lets it commit, and waits for that */
  async function begun(who: string, report: ReturnType<typeof naming>): Promise<() => Promise<void>> {
    const hold = Promise.withResolvers<undefined>()
    const filed = Promise.withResolvers<undefined>()
    const done = as(who, async (scope) => {
      await fileReport(scope, report)
      filed.resolve(undefined)
      await hold.promise
    })
    await Promise.race([filed.promise, done])
    return async () => {
      hold.resolve(undefined)
      await done
    }
  }

  const stored = (name: string, agency: string) =>
    db.admin(
      'select from deconfliction.person p where $1 = any (p.names) and p.agency_id = $2 and p.keys is not null',
      [name, db.agency(agency)],
    )
  const matched = (name: string) =>
    db.admin(
      `select from deconfliction.person_match m join deconfliction.person p on p.id in (m.person_a, m.person_b)
       where $1 = any (p.names)`,
      [name],
    )

  for (const [order, name, first] of [
    ['the victim is there last', 'Willow Ferrisby', 'suspected'],
    ['the suspect is there last', 'Rowan Ferrisby', 'victim'],
  ] as const)
    void test(`are right a moment later, where ${order}`, async () => {
      await as(KENT, (scope) => fileReport(scope, naming(name, 'suspected')))
      await compareWaitingPersons(db.database)
      const suspect = await begun(SUSSEX, naming(name, 'suspected'))
      const victim = await begun(SUSSEX_2, naming(name, 'victim'))
      const [one, other] = first === 'suspected' ? [suspect, victim] : [victim, suspect]
      await one()
      // What the node does all the time falls between the two.
      await compareWaitingPersons(db.database)
      await other()
      await compareWaitingPersons(db.database)
      assert.equal((await stored(name, 'sussex-police')).length, 0)
      assert.equal((await matched(name)).length, 0)
      assert.equal((await stored(name, 'kent-police')).length, 1, 'another agency’s own holding stays')
      assert.equal((await db.admin('select from deconfliction.to_set_apart')).length, 0)
    })

  void test('of which one names somebody else lets everybody else be matched', async () => {
    const name = 'Hazel Ferrisby'
    await as(KENT, (scope) => fileReport(scope, naming(name, 'suspected')))
    const suspect = await begun(SUSSEX, naming(name, 'suspected'))
    const victim = await begun(SUSSEX_2, naming('Aspen Ferrisby', 'victim'))
    await Promise.all([suspect(), victim()])
    await compareWaitingPersons(db.database)
    assert.equal((await matched(name)).length, 2)
  })
})
