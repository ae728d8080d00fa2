import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { contactLine } from './contact-match.ts'
import { listLines } from './list-lines.ts'
import { fileNamed } from './persons/persons.test-support.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import { readLine, type LineView } from './read-line.ts'
import { replyOnLine } from './reply-to-match.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SideId } from '../../wire/ids.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
/** cleared for OFFICIAL only */
const OFFICIAL_ONLY = 'analyst@kent-police.example'
const NCA = 'intelligence-officer@nca.example'

void describe('one conversation of two desks that group their matches differently', () => {
  let base: TestDatabase
  let sussex: SideId
  const as = async <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    await base.database.performAs({ personId: base.person(email).id, operation: 'test', purpose: null }, work)
  const lines = async (email: string) => (await as(email, (scope) => listLines(scope, {}))).items
  const read = (email: string, id: SideId) => as<LineView>(email, (scope) => readLine(scope, id))
  const said = async (email: string, id: SideId) => (await read(email, id)).thread.map(({ text }) => text)

  before(async () => {
    base = await testDatabase()
    const born = '1988-09-02'
    const file = (agency: string, names: string[], more: object = {}) =>
      fileNamed(base, { agency, persons: [{ names, born, category: 'suspected' }], ...more })
    await file('kent-police', ['Marek Dolan', 'Mazz'])
    await file('kent-police', ['Marek Dolan', 'Dolly'], { classification: 'OFFICIAL-SENSITIVE' })
    await file('nca', ['Marek Dolan', 'Em'])
    await file('sussex-police', ['Marek Dolan'])
    await compareWaitingPersons(base.database)
    sussex = (await lines(SUSSEX)).find(({ partner }) => partner.slug === 'kent-police')?.id ?? ('' as SideId)
  })
  after(() => base.close())

  void test('two conversations that the partner began become one by an answer, on every page of both', async () => {
    const theirs = (await lines(KENT)).filter(({ partner }) => partner.slug === 'sussex-police')
    assert.equal(theirs.length, 2)
    for (const [index, { id }] of theirs.entries())
      await as(KENT, (scope) => contactLine(scope, id, [id], { message: `Question ${String(index)}` }))
    for (const [index, { id }] of theirs.entries())
      assert.deepEqual(await said(KENT, id), [`Question ${String(index)}`], 'nothing connects them yet')
    assert.deepEqual(await said(SUSSEX, sussex), ['Question 0', 'Question 1'])
    await as(SUSSEX, (scope) => replyOnLine(scope, sussex, { message: 'Yes to both' }))
    for (const { id } of theirs)
      assert.deepEqual(await said(KENT, id), ['Question 0', 'Question 1', 'Yes to both'])
  })

  void test('a message is read only by who sees one of the matches that it was written for', async () => {
    // Sussex's analyst sees one of the two, and of the messages those that were written for it.
    const [visible, ...more] = (await lines(OFFICIAL_ONLY)).filter(
      ({ partner }) => partner.slug === 'sussex-police',
    )
    assert.deepEqual(more, [])
    const read = await said(OFFICIAL_ONLY, visible?.id ?? ('' as SideId))
    assert.equal(read.length, 2)
    assert.equal(read.filter((text) => text.startsWith('Question')).length, 1)
    for (const { id } of await lines(NCA)) assert.deepEqual(await said(NCA, id), [])
    await assert.rejects(said(NCA, sussex), { code: 'not-found' })
    const texts = await as(NCA, (scope) => scope.tx.many('select text from deconfliction.message', []))
    assert.deepEqual(texts, [])
  })

  void test('nobody reads on which further matches a message stands, nor writes on one that they do not see', async () => {
    await assert.rejects(
      as(OFFICIAL_ONLY, (scope) => scope.tx.many('select stands_on from deconfliction.message', [])),
      { code: '42501' },
    )
    const all = (await base.admin<{ id: string }>('select id from deconfliction.match')).map(({ id }) => id)
    await assert.rejects(
      as(SUSSEX, async (scope) => {
        const { matches } = await readLine(scope, sussex)
        await scope.tx.run(
          `insert into deconfliction.message (id, match_id, agency_id, person_id, text, stands_on)
           values (gen_random_uuid(), $1, $2, $3, 'x', $4)`,
          [matches[0].matchId, scope.actor.agencyId, scope.actor.personId, all],
        )
      }),
    )
  })
})
