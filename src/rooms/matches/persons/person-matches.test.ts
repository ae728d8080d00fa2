import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { phone } from '../../../../test/support/plain-reports.ts'
import { ARABIC, changeNamed, fileNamed, LATIN, withdrawNamed } from './persons.test-support.ts'
import { compareWaitingPersons } from './find-person-matches.ts'
import type { RecordId } from '../../../wire/ids.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

type Row = {
  id: string
  kind: string
  value: string
  state: string
  partner: { slug: string }
  my_report: { id: string }
}

void describe('matches of persons from both sides', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const compare = () => compareWaitingPersons(node.database)
  const list = async (email: string): Promise<Row[]> =>
    (await node.api(email, 'GET', '/deconfliction/matches?kind=person&limit=500')).json<{ items: Row[] }>()
      .items
  const act = async (email: string, id: string, name: string, body: object = {}) =>
    (await node.api(email, 'POST', `/deconfliction/matches/${id}/${name}`, body)).status
  const pairs = () =>
    node.admin<{ reasons: string[]; born_both: boolean; reopened: number }>(
      'select reasons, born_both, reopened from deconfliction.person_match',
    )

  /** Runs with some reports and leaves nothing of them. */
  async function within(work: (file: typeof fileNamed) => Promise<void>): Promise<void> {
    const filed: [RecordId, string][] = []
    try {
      await work(async (base, report) => {
        const id = await fileNamed(base, report)
        filed.push([id, report.agency])
        return id
      })
    } finally {
      for (const [id, agency] of filed) await withdrawNamed(node, id, agency)
      await compare()
    }
  }

  void test('each side is told of its own words, and nothing of the other’s', () =>
    within(async (file) => {
      await file(node, { agency: 'sussex-police', persons: [LATIN] })
      await file(node, { agency: 'nca', persons: [ARABIC] })
      await compare()
      const [ours] = await list(SUSSEX)
      const [theirs] = await list(NCA)
      assert.ok(ours && theirs)
      assert.equal(ours.partner.slug, 'nca')
      assert.equal(ours.state, 'open')
      assert.match(ours.value, /Mohamed Haddad/)
      assert.match(theirs.value, /محمد حداد/)
      for (const [email, id, word] of [
        [SUSSEX, ours.id, /محمد|حداد/],
        [NCA, theirs.id, /Mohamed|Haddad/],
      ] as const) {
        const text = (await node.api(email, 'GET', `/deconfliction/matches/${id}`)).text
        assert.doesNotMatch(text, word)
        assert.doesNotMatch(text, /"probability"|0\.9\d/)
      }
    }))

  void test('nobody reads another agency’s persons, names or keys', () =>
    within(async (file) => {
      await file(node, { agency: 'nca', persons: [ARABIC] })
      await file(node, { agency: 'sussex-police', persons: [LATIN] })
      await compare()
      const who = { personId: node.person(SUSSEX).id, operation: 'test', purpose: null }
      const look = (sql: string) => node.database.performAs(who, (scope) => scope.tx.many<object>(sql))
      assert.deepEqual(
        await look('select deconfliction.names_in_sight(id) as names from deconfliction.person'),
        [{ names: ['Mohamed Haddad'] }],
      )
      assert.equal((await look('select person_id from deconfliction.person_mention')).length, 1)
      assert.equal((await look('select person_b from deconfliction.person_match')).length, 1)
      for (const hidden of [
        'select 1 from deconfliction.person_key',
        'select names from deconfliction.person',
        'select fold from deconfliction.person',
        'select keys from deconfliction.person',
        'select shared from deconfliction.person_match',
        `select * from deconfliction.person_candidates('{}', 1, 1)`,
        `select * from deconfliction.persons_sharing('{}')`,
        `select deconfliction.open_matches_for_persons('{}','{}','{}','{}','{}','{}','{}','{}','','','')`,
      ])
        await assert.rejects(look(hidden), { code: '42501' }, hidden)
    }))

  void test('a silent person is matched for its owner alone, and nobody’s ledger tells of it', () =>
    within(async (file) => {
      const [{ last } = { last: 0 }] = await node.admin<{ last: number }>(
        'select coalesce(max(id), 0)::integer as last from ledger.event',
      )
      await file(node, { agency: 'nca', persons: [ARABIC], discoverable: false })
      await file(node, { agency: 'sussex-police', persons: [LATIN] })
      await compare()
      assert.deepEqual(await list(SUSSEX), [])
      assert.equal((await list(NCA)).length, 1)
      const told = await node.admin(
        `select from ledger.event where id > $1 and subject_kind = 'match' and (agency_id is not null or person_id is not null)`,
        [last],
      )
      assert.equal(told.length, 0)
      const events = await node.admin<{ detail: object }>(
        `select detail from ledger.event where id > $1 and subject_kind = 'match'`,
        [last],
      )
      assert.deepEqual(events, [{ detail: { kind: 'person' } }])
      // Letting it be discovered later shows it, without anybody comparing anew.
      const [mine] = await node.admin<{ id: RecordId }>(
        `select record_id as id from deconfliction.person_mention where agency_id = $1`,
        [node.agency('nca')],
      )
      await changeNamed(node, mine?.id ?? ('' as RecordId), { agency: 'nca', persons: [ARABIC] })
      assert.equal((await list(SUSSEX)).length, 1)
      const keys = await node.admin('select from deconfliction.person_key where not open')
      assert.equal(keys.length, 0)
    }))

  void test('a silent report that shares an identifier opens no pair for the other side, whatever else is open', () =>
    within(async (file) => {
      const name = { names: ['Xhevahir Kastrati'], category: 'suspected' } as const
      const value = phone('0911')
      const sharing = await file(node, { agency: 'sussex-police', persons: [name], values: [value] })
      await file(node, { agency: 'sussex-police', persons: [name] })
      await file(node, { agency: 'nca', persons: [name] })
      await file(node, { agency: 'nca', persons: [name], values: [value], discoverable: false })
      await compare()
      assert.deepEqual(await list(SUSSEX), [])
      assert.equal((await list(NCA)).length, 1)
      await file(node, { agency: 'nca', persons: [name], values: [value] })
      await compare()
      assert.deepEqual(
        (await list(SUSSEX)).map(({ my_report }) => my_report.id),
        [sharing],
      )
    }))

  void test('a rejected pair stays rejected when its reports come again, and opens for something new', () =>
    within(async (file) => {
      const value = phone('0912')
      await file(node, { agency: 'sussex-police', persons: [LATIN], values: [value] })
      const theirs = await file(node, { agency: 'nca', persons: [ARABIC] })
      await compare()
      const [ours] = await list(SUSSEX)
      assert.equal(await act(SUSSEX, ours?.id ?? '', 'reject', { reason: 'Another man' }), 200)
      const states = async () => (await list(SUSSEX)).map(({ state }) => state)
      // Recalled and filed again, and named in one report more.
      await withdrawNamed(node, theirs, 'nca')
      await compare()
      const again = await file(node, { agency: 'nca', persons: [ARABIC] })
      await file(node, { agency: 'sussex-police', persons: [LATIN] })
      await compare()
      assert.deepEqual(await states(), ['rejected', 'rejected'])
      assert.deepEqual(
        (await pairs()).map(({ reopened }) => reopened),
        [0],
      )
      // An identifier that they did not share: both are asked again, and told why.
      await changeNamed(node, again, { agency: 'nca', persons: [ARABIC], values: [value] })
      await compare()
      assert.deepEqual(await states(), ['open', 'open'])
      const [pair] = await pairs()
      assert.equal(pair?.reopened, 1)
      assert.match(pair.reasons[0] ?? '', /same identifier/)
      // The same reason does not come twice.
      const [now] = await list(SUSSEX)
      assert.equal(
        await act(SUSSEX, now?.id ?? '', 'reject', { reason: 'Still another man', version: 2 }),
        200,
      )
      await changeNamed(node, again, { agency: 'nca', persons: [ARABIC] })
      await compare()
      await changeNamed(node, again, { agency: 'nca', persons: [ARABIC], values: [value] })
      await compare()
      assert.deepEqual(await states(), ['rejected', 'rejected'])
    }))

  /** A pair that Sussex has rejected, whose reports come to share a number of the NCA's. Gives its states. */
  const rejectedThenShared = async (
    file: typeof fileNamed,
    [born, first, later]: [string, ...('OFFICIAL' | 'OFFICIAL-SENSITIVE')[]],
  ): Promise<string[]> => {
    const value = phone('0916')
    await file(node, { agency: 'sussex-police', persons: [{ ...LATIN, born }], values: [value] })
    await file(node, { agency: 'nca', persons: [{ ...ARABIC, born }], classification: first ?? 'OFFICIAL' })
    await compare()
    const [ours] = await list(SUSSEX)
    assert.equal(await act(SUSSEX, ours?.id ?? '', 'reject', { reason: 'Another man' }), 200)
    const states: string[] = []
    for (const classification of [later ?? 'OFFICIAL', 'OFFICIAL'] as const) {
      await file(node, { agency: 'nca', persons: [{ ...ARABIC, born }], values: [value], classification })
      await compare()
      states.push(...new Set((await list(SUSSEX)).map(({ state }) => state)))
    }
    return states
  }

  void test('a rejected pair does not open for records of which some who see it may not know', () =>
    within(async (file) => {
      const states = await rejectedThenShared(file, ['1971-02-03', 'OFFICIAL', 'OFFICIAL-SENSITIVE'])
      assert.deepEqual(states, ['rejected', 'open'])
    }))

  void test('a rejected pair that is seen by those cleared for more alone opens for what they may know', () =>
    within(async (file) => {
      const born = '1972-03-04'
      const states = await rejectedThenShared(file, [born, 'OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE'])
      assert.equal(states[0], 'open')
    }))

  void test('a new spelling of somebody rejected is a new pair, and only who rejected is reminded', () =>
    within(async (file) => {
      const zoran = (name: string) => ({ ...LATIN, names: [name], born: '1990-05-01' })
      await file(node, { agency: 'sussex-police', persons: [zoran('Zoran Petrović')] })
      await file(node, { agency: 'nca', persons: [zoran('Зоран Петровић')] })
      await compare()
      const [first] = await list(SUSSEX)
      assert.equal(await act(SUSSEX, first?.id ?? '', 'reject', { reason: 'Another man' }), 200)
      await file(node, { agency: 'nca', persons: [zoran('Zoran Petrovich')] })
      await compare()
      const states = (await list(SUSSEX)).map(({ state }) => state)
      assert.deepEqual(states.sort(), ['open', 'rejected'])
      const reminded = async (email: string) =>
        await node.database.performAs(
          { personId: node.person(email).id, operation: 'test', purpose: null },
          (scope) =>
            scope.tx.one<{ yes: boolean }>(
              `select bool_or(deconfliction.rejected_alike(m.match_id)) as yes
               from deconfliction.match_side m where m.state = 'open' and m.kind = 'person'`,
            ),
        )
      assert.equal((await reminded(SUSSEX)).yes, true)
      assert.equal((await reminded(NCA)).yes, false)
    }))

  void test('victims, witnesses and children open nothing, though all of it agrees', () =>
    within(async (file) => {
      const before = await pairs()
      const born = '2010-03-14'
      const ilir = { names: ['Ilir Kastrati'], born: '1984-08-02', category: 'suspected' } as const
      await file(node, { agency: 'sussex-police', persons: [{ ...ilir, born }] })
      await file(node, { agency: 'nca', persons: [{ ...ilir, born }] })
      for (const category of ['victim', 'witness'] as const)
        await file(node, { agency: 'sussex-police', persons: [{ ...ilir, category }] })
      await file(node, { agency: 'nca', persons: [ilir] })
      await compare()
      assert.deepEqual(await pairs(), before)
    }))
})
