import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../../test/support/sealed.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { matchTabs } from './pages/matches.view.ts'
import { countWaitingPersons, waitingPairs } from './person-queue.ts'
import { lineOfMatch } from './line-of-match.ts'
import { listLines } from './list-lines.ts'
import { fileNamed } from './persons/persons.test-support.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import { storeSealedRecords, readSealedInput } from '../sealed-index/index.ts'
import { deconflictionTasks } from './tasks.ts'
import type { SideId } from '../../wire/ids.ts'

const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const VIKTOR = { born: '1992-04-12', category: 'suspected' } as const

void describe('the queue of persons', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    await setUpSealing(base)
    for (let one = 1; one <= 6; one++)
      await fileNamed(base, {
        agency: 'sussex-police',
        persons: [{ ...VIKTOR, names: ['Viktor Quigley', `Vik Alias${String.fromCharCode(64 + one)}`] }],
      })
    await fileNamed(base, { agency: 'kent-police', persons: [{ ...VIKTOR, names: ['Viktor Quigley'] }] })
    await compareWaitingPersons(base.database)
    // The NCA keeps another one sealed, in two records.
    const id = await fileNamed(base, {
      agency: 'kent-police',
      persons: [{ names: ['Rebecca Dobrev'], born: '1978-05-28', category: 'suspected' }],
    })
    const tokens = ['one spelling', 'another spelling'].map(tokenOf)
    const shown = 'Rebecca Dobrev, born 28 May 1978'
    await base.database.performAsService({ service: 'sealing', operation: 'test' }, (scope) =>
      scope.tx.one('select deconfliction.replace_tokens($1, $2, $3, $4, $5, 1, $6)', [
        ...[[id], [id, id], ['person', 'person'], tokens.map(({ bytes }) => bytes), [shown, shown]],
        'test',
      ]),
    )
    const input = await readSealedInput({
      epoch: 1,
      records: tokens.map(({ element }, place) => ({
        ...{ handle: handleFor(`file ${String(place)}`), classification: 'OFFICIAL', discoverable: true },
        expires_on: dayIn(9),
        tokens: [{ kind: 'person', element }],
      })),
    })
    await as(NCA, (scope) => storeSealedRecords(scope, input))
  })
  after(() => base.close())

  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    base.database.performAs({ personId: base.person(email).id, operation: 'test', purpose: null }, work)

  /** Every row of the queue, page after page. */
  const rowsOf = (email: string) =>
    as(email, async (scope) => {
      const rows: string[] = []
      let behind: string | undefined
      do {
        const page = await waitingPairs(scope, { behind, most: 1 })
        rows.push(...page.items.map(({ value }) => value))
        behind = page.cursor ?? undefined
      } while (behind !== undefined)
      return rows
    })

  void test('home, the tab and the list say one number: as many as the queue has rows, whatever the pairs', async () => {
    for (const [email, lines] of [
      [KENT, 2],
      [SUSSEX, 6],
    ] as const) {
      const rows = await rowsOf(email)
      assert.equal(rows.length, lines, rows.join())
      const count = await as(email, countWaitingPersons)
      assert.equal(count.lines, lines)
      const tasks = await as(email, (scope) => deconflictionTasks(scope))
      assert.ok(
        tasks.some(({ text }) => text === `${String(lines)} possible person matches to review`),
        tasks.map(({ text }) => text).join(),
      )
      const listed = await as(email, (scope) => listLines(scope, { kind: 'person', state: 'open' }))
      assert.equal(listed.total, lines)
    }
  })

  void test('the tab has no cap', () => {
    const tab = (persons: number) => matchTabs('all', persons)[1]?.count
    assert.deepEqual([tab(0), tab(99), tab(100), tab(1_204)], [null, '99', '100', '1,204'])
  })

  void test('a person whom a partner keeps sealed is a line with its records, in the list and opened', async () => {
    const { items } = await as(KENT, (scope) => listLines(scope, { partner: 'nca' }))
    assert.deepEqual(
      items.map(({ value, pairs }) => [value, pairs.length]),
      [['Rebecca Dobrev, born 28 May 1978', 2]],
    )
    const line = await as(KENT, (scope) => lineOfMatch(scope, items[0]?.id ?? ('' as SideId)))
    assert.equal(line.matches.length, 2)
    assert.equal((await as(KENT, (scope) => listLines(scope, { q: 'dobrev' }))).total, 1)
    // Who keeps it sealed has a token a line, and no name.
    const theirs = await as(NCA, (scope) => listLines(scope, {}))
    assert.deepEqual(
      theirs.items.map(({ value, pairs }) => [value, pairs.length]),
      [
        ['sealed by your agency', 1],
        ['sealed by your agency', 1],
      ],
    )
  })

  void test('the queue goes on behind its first thousand pairs, and every row is met once', async () => {
    const born = '1985-06-07'
    const alias = (one: number) => String.fromCharCode(65 + (one % 26), 97 + Math.floor(one / 26))
    for (const agency of ['border-force', 'immigration-enforcement'])
      for (let one = 0; one < 33; one++)
        await fileNamed(base, {
          agency,
          persons: [{ names: ['Anton Sherwin', `Anton ${alias(one)}lias`], born, category: 'suspected' }],
        })
    await compareWaitingPersons(base.database)
    // As a database that has run for a minute: its planner knows how many rows there are.
    await base.admin('analyze')
    const [pairs] = await base.admin<{ count: string }>(
      'select count(*) from deconfliction.person_match where probability > 0',
    )
    assert.ok(Number(pairs?.count) > 1_000, pairs?.count)
    const email = 'intelligence-officer@border-force.example'
    const ids: string[] = []
    await as(email, async (scope) => {
      let behind: string | undefined
      do {
        const page = await waitingPairs(scope, { behind, most: 10 })
        ids.push(...page.items.map(({ id }) => id))
        behind = page.cursor ?? undefined
      } while (behind !== undefined && ids.length < 100)
    })
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, (await as(email, countWaitingPersons)).lines)
    assert.equal(ids.length, 33)
  })
})
