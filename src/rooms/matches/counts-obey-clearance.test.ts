/** Two nodes that differ by what an analyst cleared for OFFICIAL may not know of give that analyst the same answers. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { enterCompartment } from '../../../test/support/compartments.ts'
import { testNode, type Answer, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone, type PlainReport } from '../../../test/support/plain-reports.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../../test/support/sealed.ts'
import { fileNamed } from './persons/persons.test-support.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import { storeSealedRecords, readSealedInput } from '../sealed-index/index.ts'

const OFFICIAL_ONLY = 'analyst@kent-police.example'
const CLEARED = 'intelligence-officer@kent-police.example'
/** more than the threshold of a new node, which is 50 */
const MANY = 51
const MET_BEFORE = phone('0711')
const MET_AFTER = phone('0712')
const HIGHER_ONLY = phone('0713')
const NAMED = phone('0714')
const SOMEBODY = { category: 'suspected' as const, names: ['Example Person-Sought'] }

type World = TestNode & { mine: string; named: string }

/** @param higher - files what only those cleared for OFFICIAL-SENSITIVE, or nobody outside an operation, may know of */
async function world(higher: (node: TestNode) => Promise<void>): Promise<World> {
  const node = await testNode()
  await setUpSealing(node)
  const mine = await fileReport(node, {
    agency: 'kent-police',
    values: [MET_BEFORE, MET_AFTER, HIGHER_ONLY],
  })
  await fileReport(node, { agency: 'sussex-police', values: [MET_BEFORE] })
  await seal(node, CLEARED, 'mine', 'OFFICIAL')
  await higher(node)
  await fileReport(node, { agency: 'sussex-police', values: [MET_AFTER] })
  // Nobody knows a birth: the pair rests on the number that both reports hold.
  const named = await fileNamed(node, { agency: 'kent-police', persons: [SOMEBODY], values: [NAMED] })
  await fileNamed(node, { agency: 'sussex-police', persons: [SOMEBODY], values: [NAMED] })
  await compareWaitingPersons(node.database)
  return { ...node, mine, named }
}

async function seal(
  node: TestNode,
  email: string,
  name: string,
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE',
) {
  const input = await readSealedInput({
    epoch: 1,
    records: [
      {
        ...{ handle: handleFor(name), classification, discoverable: true, expires_on: dayIn(9) },
        tokens: [{ kind: 'phone', element: tokenOf('sealed').element }],
      },
    ],
  })
  const who = { personId: node.person(email).id, operation: 'deconfliction.sealed.keep', purpose: null }
  return await node.database.performAs(who, (scope) => storeSealedRecords(scope, input))
}

async function fileMany(node: TestNode, more: Omit<PlainReport, 'values' | 'agency'>): Promise<void> {
  for (let index = 0; index < MANY; index++)
    await fileReport(node, {
      agency: 'nca',
      values: [MET_BEFORE, MET_AFTER, HIGHER_ONLY, NAMED],
      ...more,
    })
}

/** What an answer says, without what is new in each answer: ids, references, tokens and times. */
function said({ status, text }: Answer): string {
  const plain = text
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/SM-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/g, 'REFERENCE')
    .replaceAll(/(nonce|value|content)="[\w.+/=-]{20,}"/g, '$1')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b\d{1,2}:\d{2}(?:am|pm)?\b/g, 'TIME')
    .replaceAll(/http:\/\/(?:127\.0\.0\.1|localhost):\d+/g, 'ADDRESS')
  return `${String(status)} ${plain}`
}

void describe('what is common', () => {
  let without: World
  let withHigher: World
  before(async () => {
    without = await world(() => Promise.resolve())
    withHigher = await world(async (node) => {
      await fileMany(node, { classification: 'OFFICIAL-SENSITIVE' })
      const operation = { id: randomUUID(), name: 'Lantern', agencyId: node.agency('nca') }
      await enterCompartment(node.database, operation)
      await fileMany(node, { compartmentId: operation.id })
      await fileMany(node, { discoverable: false })
      for (let index = 0; index < MANY; index++)
        await seal(node, 'intelligence-officer@nca.example', `higher ${String(index)}`, 'OFFICIAL-SENSITIVE')
    })
  })
  after(async () => {
    await without.close()
    await withHigher.close()
  })

  const same = async (ask: (node: World) => Promise<Answer>): Promise<Answer> => {
    const [plain, higher] = [await ask(without), await ask(withHigher)]
    assert.equal(said(higher), said(plain))
    return higher
  }
  const check = (node: World, value: string) =>
    node.api(OFFICIAL_ONLY, 'POST', '/deconfliction/check', {
      kind: 'phone',
      value,
      purpose: 'Preventing crime',
    })

  void test('of higher records tells an analyst cleared for OFFICIAL nothing: a check, a list and a check by token', async () => {
    for (const digits of ['711', '712', '713', '714']) {
      const answer = await same((node) => check(node, `07700 900${digits}`))
      assert.equal(answer.json<{ common: boolean }>().common, false, digits)
    }
    await same((node) =>
      node.api(OFFICIAL_ONLY, 'POST', '/deconfliction/check/list', {
        purpose: 'Preventing crime',
        items: [
          ...['711', '712', '713'].map((digits) => ({ kind: 'phone', value: `07700 900${digits}` })),
          { kind: 'person', value: SOMEBODY.names[0], born: '1990' },
        ],
      }),
    )
    const token = await same((node) =>
      node.api(OFFICIAL_ONLY, 'POST', '/deconfliction/sealed/check', {
        epoch: 1,
        kind: 'phone',
        element: tokenOf('sealed').element,
        purpose: 'Preventing crime',
      }),
    )
    assert.equal(token.json<{ common: boolean }>().common, false)
  })

  void test('of higher records puts no match of OFFICIAL ones to rest, neither an old nor a new one', async () => {
    const list = await same((node) => node.api(OFFICIAL_ONLY, 'GET', '/deconfliction/matches?limit=500'))
    const found = list.json<{ items: { kind: string; id: string }[] }>().items
    assert.deepEqual(found.map(({ kind }) => kind).sort(), ['person', 'phone', 'phone', 'phone'])
  })

  void test('of higher records shows on no page: home, matches, people, a report, what is sealed, a check', async () => {
    // What came in the last two seconds is new to everybody, so that nothing is missed; the worlds differ in that alone.
    await sleep(2_100)
    for (const path of ['/', '/matches', '/matches/people', '/matches/sealed', '/check'])
      await same(async (node) => (await node.signIn(OFFICIAL_ONLY)).get(path))
    await same(async (node) => (await node.signIn(OFFICIAL_ONLY)).get(`/reports/${node.mine}`))
    await same(async (node) => (await node.signIn(OFFICIAL_ONLY)).get(`/reports/${node.named}`))
    await same(async (node) => {
      const desk = await node.signIn(OFFICIAL_ONLY)
      await desk.get('/check')
      return await desk.post('/check', { value: '07700 900713', kind: '', purpose: 'Preventing crime' })
    })
  })

  void test('of higher records refuses no OFFICIAL token, and does refuse a higher one', async () => {
    for (const node of [without, withHigher]) {
      const { refused } = await seal(node, OFFICIAL_ONLY, 'late', 'OFFICIAL')
      assert.deepEqual(refused, [])
    }
    const { refused } = await seal(withHigher, CLEARED, 'late and higher', 'OFFICIAL-SENSITIVE')
    assert.equal(refused.length, 1)
  })

  void test('is told to those who are cleared for the records, and rests for them', async () => {
    const answer = await withHigher.api(CLEARED, 'POST', '/deconfliction/check', {
      kind: 'phone',
      value: '07700 900711',
      purpose: 'Preventing crime',
    })
    assert.deepEqual([answer.json<{ common: boolean }>().common], [true])
    const list = await withHigher.api(CLEARED, 'GET', '/deconfliction/matches?kind=phone&limit=500')
    assert.deepEqual(list.json<{ items: unknown[] }>().items, [])
  })

  void test('is felt by nobody who acts on a match: it then rests for nobody', async () => {
    const list = await withHigher.api(OFFICIAL_ONLY, 'GET', '/deconfliction/matches?kind=phone&limit=500')
    const [first] = list.json<{ items: { id: string; my_report: { id: string } }[] }>().items
    const told = await withHigher.api(
      OFFICIAL_ONLY,
      'POST',
      `/deconfliction/matches/${first?.id ?? ''}/contact`,
      {
        message: 'May we speak about this number?',
      },
    )
    assert.ok(told.status < 300, told.text)
    const seen = await withHigher.api(CLEARED, 'GET', '/deconfliction/matches?kind=phone&limit=500')
    assert.equal(seen.json<{ items: unknown[] }>().items.length, 1)
  })
})
