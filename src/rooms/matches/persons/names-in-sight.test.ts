/** A person's spellings are read with the reports that hold them, and no further. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { enterCompartment } from '../../../../test/support/compartments.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { heldInputs } from '../../sealed-index/index.ts'
import { fileNamed } from './persons.test-support.ts'
import { compareWaitingPersons } from './find-person-matches.ts'

const OFFICIAL_ONLY = 'analyst@kent-police.example'
const CLEARED = 'intelligence-officer@kent-police.example'
const BORN = '1990-04-02'
/** One person to the program: names are alike up to case and accents. */
const PLAIN = 'Jose Alvarez'
const HIGHER = 'José ÁLVAREZ'
const IN_AN_OPERATION = 'JOSE Álvarez'

void describe('the spellings of a person', () => {
  let node: TestNode
  let plain: string
  before(async () => {
    node = await testNode()
    const file = (agency: string, name: string, more: object = {}) =>
      fileNamed(node, { agency, persons: [{ category: 'suspected', names: [name], born: BORN }], ...more })
    await file('kent-police', HIGHER, { classification: 'OFFICIAL-SENSITIVE' })
    const closed = await file('kent-police', IN_AN_OPERATION)
    const operation = { id: randomUUID(), name: 'Lantern', agencyId: node.agency('kent-police') }
    await enterCompartment(node.database, operation)
    await node.database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run('update access.record set compartment_id = $2 where id = $1', [closed, operation.id])
      scope.record({ kind: 'alteration', subject: { kind: 'report', id: closed } })
    })
    plain = await file('kent-police', PLAIN)
    await file('nca', PLAIN)
    await compareWaitingPersons(node.database)
    const [one] = await node.admin<{ persons: number }>(
      `select count(*)::integer as persons from deconfliction.person where agency_id = $1`,
      [node.agency('kent-police')],
    )
    assert.equal(one?.persons, 1, 'all three are one record')
  })
  after(() => node.close())

  const shownTo = async (email: string) => {
    const list = await node.api(email, 'GET', '/deconfliction/matches?kind=person&limit=500')
    const id = list.json<{ items: { id: string }[] }>().items[0]?.id ?? ''
    const match = await node.api(email, 'GET', `/deconfliction/matches/${id}`)
    const desk = await node.signIn(email)
    const pages = [`/matches/${id}`, '/matches', '/matches/people', `/reports/${plain}`, '/']
    return [
      list.text,
      match.text,
      ...(await Promise.all(pages.map(async (path) => (await desk.get(path)).text))),
    ]
  }

  void test('are those of the reports that the viewer may read', async () => {
    for (const text of await shownTo(OFFICIAL_ONLY)) {
      assert.doesNotMatch(text, new RegExp(HIGHER))
      assert.doesNotMatch(text, new RegExp(IN_AN_OPERATION))
    }
    assert.match((await shownTo(OFFICIAL_ONLY))[1] ?? '', new RegExp(PLAIN))
    const cleared = (await shownTo(CLEARED)).join('\n')
    assert.match(cleared, new RegExp(HIGHER))
    assert.doesNotMatch(cleared, new RegExp(IN_AN_OPERATION))
  })

  void test('are no column that a member can read past the reports', async () => {
    const who = { personId: node.person(OFFICIAL_ONLY).id, operation: 'test', purpose: null }
    await assert.rejects(
      node.database.performAs(who, (scope) => scope.tx.many('select names from deconfliction.person')),
      { code: '42501' },
    )
    const names = await node.database.performAs(who, (scope) =>
      scope.tx.many<{ names: string[] }>('select names from deconfliction.person_mention'),
    )
    assert.deepEqual(names, [{ names: [PLAIN] }])
  })

  void test('of one report only are sealed with it', async () => {
    const inputs = await node.database.performAsService({ service: 'test', operation: 'test' }, (scope) =>
      heldInputs(scope, [plain]),
    )
    assert.deepEqual([...new Set(inputs.map(({ shown }) => shown))], [`${PLAIN}, born 2 April 1990`])
  })
})
