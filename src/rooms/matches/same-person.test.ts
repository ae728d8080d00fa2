import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import { groupOf } from './same-person.ts'
import type { SideId, WrittenPersonId } from '../../wire/ids.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'
const REASON = { reason: 'Same tattoo, seen by us both' }

type Row = { id: string; value: string; partner: { slug: string }; my_report: { id: string } }
type Pair = { names: string[]; likeness: string; reasons: string[]; same_person: boolean }
type Detail = { state: string; pair: Pair | null }

void describe('two records that may be of one person', () => {
  let node: TestNode
  let people = 0
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const file = async (email: string, name: string, born: string, more: object = {}) => {
    const subjects = [{ kind: 'person', item: 1, category: 'suspected', names: [name], born }]
    const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects, ...more }))
    assert.equal(filed.status, 201, filed.text)
    return filed.json<{ id: string }>().id
  }
  const compare = () => compareWaitingPersons(node.database)
  const sides = async (email: string, report: string): Promise<Row[]> => {
    const list = await node.api(email, 'GET', '/deconfliction/matches?kind=person&limit=500')
    return list.json<{ items: Row[] }>().items.filter((row) => row.my_report.id === report)
  }
  const with_ = async (email: string, report: string, partner: string) =>
    (await sides(email, report)).find((row) => row.partner.slug === partner)?.id ?? ''
  const act = async (email: string, id: string, name: string, body: object = {}) =>
    await node.api(email, 'POST', `/deconfliction/matches/${id}/${name}`, body)
  const detail = async (email: string, id: string) =>
    (await node.api(email, 'GET', `/deconfliction/matches/${id}`)).json<Detail>()
  const page = async (email: string, address: string) => (await (await node.signIn(email)).get(address)).text

  /** Sussex, Kent and the NCA each write one person in their own way. */
  async function three(nca: object = {}) {
    const surname = ['Haddad', 'Aziz', 'Barzani', 'Salih', 'Kadir'][people] ?? ''
    // Dates that no slip of a digit makes one another.
    const born = new Date(Date.UTC(1961, 4, 8) + people * 1_234 * 86_400_000).toISOString().slice(0, 10)
    people += 1
    const sussex = await file(SUSSEX, `Karwan ${surname}`, born)
    const kent = await file(KENT, `KARWAN ${surname.toUpperCase().replace('A', 'Á')}`, born)
    const agency = await file(NCA, `${surname}, Karwan`, born, nca)
    await compare()
    return { sussex, kent, agency }
  }

  void test('each side reads its own words, how alike, and why; nothing of the other’s', async () => {
    const born = '1961-03-05'
    const ours = await file(SUSSEX, 'Mohamed Haddad', born)
    const theirs = await file(KENT, 'محمد حداد', born, { title: 'A title that stays in Kent' })
    await compare()
    const [row] = await sides(SUSSEX, ours)
    assert.ok(row)
    assert.equal(row.value, 'Mohamed Haddad, born 5 March 1961')
    const read = await node.api(SUSSEX, 'GET', `/deconfliction/matches/${row.id}`)
    const { pair } = read.json<Detail>()
    assert.deepEqual(pair?.names, ['Mohamed Haddad'])
    assert.ok(pair.reasons.length > 0)
    for (const text of [read.text, await page(SUSSEX, `/matches/${row.id}`)])
      assert.doesNotMatch(text, /محمد|حداد|stays in Kent/)
    const shown = await page(SUSSEX, `/matches/${row.id}`)
    assert.match(shown, /Why these may be the same person/)
    assert.match(shown, /nothing about guilt or risk/)
    assert.doesNotMatch(shown, /\d ?%|0\.\d/)
    assert.match(await page(KENT, `/matches/${await with_(KENT, theirs, 'sussex-police')}`), /محمد حداد/)
  })

  void test('either answer needs its reason', async () => {
    const { sussex } = await three()
    const id = await with_(SUSSEX, sussex, 'kent-police')
    for (const word of ['confirm', 'reject']) {
      const refused = await act(SUSSEX, id, word)
      assert.equal(refused.status, 400, word)
      assert.match(refused.text, /reason/)
    }
    const desk = await node.signIn(SUSSEX)
    const again = await desk.post(`/matches/${id}/confirm`, { reason: '', version: '0' })
    assert.equal(again.status, 422)
    assert.match(again.text, /Give the reason/)
  })

  void test('they count as one only once both have confirmed, and come apart exactly as they were', async () => {
    const { sussex, kent } = await three()
    const ours = await with_(SUSSEX, sussex, 'kent-police')
    const theirs = await with_(KENT, kent, 'sussex-police')
    const before = await everything()
    const pages = await Promise.all([page(SUSSEX, `/reports/${sussex}`), page(KENT, `/reports/${kent}`)])

    await act(SUSSEX, ours, 'confirm', REASON)
    assert.match(
      await page(SUSSEX, `/matches/${ours}`),
      /Your agency has confirmed; Kent Police has not answered: the two records do not count as the same person yet/,
    )
    assert.doesNotMatch(await page(SUSSEX, `/reports/${sussex}`), /Counts as the same person/)
    await act(KENT, theirs, 'confirm', REASON)
    assert.equal((await detail(SUSSEX, ours)).pair?.same_person, true)
    assert.match(
      await page(SUSSEX, `/reports/${sussex}`),
      /Counts as the same person[\s\S]*a record of Kent Police/,
    )
    assert.match(await page(KENT, `/reports/${kent}`), /a record of Sussex Police/)

    await act(KENT, theirs, 'take-back')
    assert.equal((await detail(SUSSEX, ours)).pair?.same_person, false)
    await act(SUSSEX, ours, 'take-back')
    assert.deepEqual(await everything(), before)
    const after = await Promise.all([page(SUSSEX, `/reports/${sussex}`), page(KENT, `/reports/${kent}`)])
    assert.deepEqual(after.map(timeless), pages.map(timeless))
  })

  /** All that is kept of persons and pairs, but the words themselves and when somebody first acted. */
  const everything = async () =>
    await Promise.all(
      [
        'select id, agency_id, fold, names, born, keys from deconfliction.person order by id',
        'select * from deconfliction.person_mention order by record_id, number',
        'select * from deconfliction.person_match order by match_id',
        'select id, match_id, record_id, agency_id, held, state from deconfliction.match_side order by id',
        'select id, kind, key, agency_a, agency_b, common from deconfliction.match order by id',
      ].map((sql) => node.admin(sql)),
    )
  /** Without moments and secrets, and without the numbers of what is new to somebody: they have opened a match since. */
  const timeless = (text: string) =>
    text
      .replace(/<nav[\s\S]*?<\/nav>/, '')
      .replaceAll(/nonce="[^"]*"|value="[^"]{20,}"|content="[^"]*"|title="[^"]*UTC[^"]*"/g, '')

  void test('a chain leads only over pairs in the viewer’s sight: a third agency is not revealed', async () => {
    const { sussex, kent, agency } = await three()
    for (const [one, report, other] of [
      [SUSSEX, sussex, 'kent-police'],
      [KENT, kent, 'sussex-police'],
      [KENT, kent, 'nca'],
      [NCA, agency, 'kent-police'],
    ] as const)
      assert.equal((await act(one, await with_(one, report, other), 'confirm', REASON)).status, 200)
    const ours = await page(SUSSEX, `/reports/${sussex}`)
    assert.match(ours, /Counts as the same person[\s\S]*a record of Kent Police/)
    const section = /Counts as the same person[\s\S]*?<\/section>/.exec(ours)?.[0] ?? ''
    assert.doesNotMatch(section, /National Crime Agency/)
    const inTheMiddle = /Counts as the same person[\s\S]*?<\/section>/.exec(
      await page(KENT, `/reports/${kent}`),
    )
    assert.match(inTheMiddle?.[0] ?? '', /Sussex Police/)
    assert.match(inTheMiddle?.[0] ?? '', /National Crime Agency/)
  })

  void test('a record that its owner holds silently is in nobody else’s group', async () => {
    const { sussex, agency } = await three({ discoverable: false })
    assert.equal(await with_(SUSSEX, sussex, 'nca'), '')
    const theirs = await with_(NCA, agency, 'sussex-police')
    assert.equal((await act(NCA, theirs, 'confirm', REASON)).status, 200)
    assert.doesNotMatch(await page(SUSSEX, `/reports/${sussex}`), /Counts as the same/)
    assert.doesNotMatch(await page(SUSSEX, '/matches/people'), /, Karwan/)
  })

  void test('two of our own records that one of a partner’s connects are told to those who read both', async () => {
    const born = '1959-03-05'
    const first = await file(SUSSEX, 'Karwan Haddad', born)
    const second = await file(SUSSEX, 'Karwan Hadad', born)
    const theirs = await file(KENT, 'Karwan Haddad', born)
    await compare()
    for (const report of [first, second])
      await act(SUSSEX, await with_(SUSSEX, report, 'kent-police'), 'confirm', REASON)
    for (const { id } of await sides(KENT, theirs)) await act(KENT, id, 'confirm', REASON)
    assert.match(
      await page(SUSSEX, `/reports/${first}`),
      new RegExp(`Counts as the same person[\\s\\S]*/reports/${second}`),
    )
  })

  void test('the queue: new connections first, one row a pair, a cursor, and one line at home', async () => {
    await node.admin(`update deconfliction.match_side set state = 'closed' where kind = 'person'`)
    const shared = { kind: 'phone', item: 1, value: '07700 900777' }
    const born = '1958-02-03'
    const person = (name: string) => ({ kind: 'person', item: 1, category: 'suspected', names: [name], born })
    const connected = await file(SUSSEX, '', born, { subjects: [person('Bawan Rashid'), shared] })
    await file(KENT, '', born, { subjects: [person('Bawan Rashid'), shared] })
    await file(KENT, 'Bawan Rashid', born)
    const fresh = await file(SUSSEX, 'Zoran Petrovic', '1957-06-07')
    await file(KENT, 'Petrović Zoran', '1957-06-07')
    await compare()
    const text = await page(SUSSEX, '/matches/people')
    const rows = [...text.matchAll(/<tr class="govuk-table__row" role="row">[\s\S]*?<\/tr>/g)].map(
      ([row]) => row,
    )
    assert.equal(rows.length - 1, 2)
    assert.match(rows[1] ?? '', /Zoran Petrovic[\s\S]*Nothing else connects these reports/)
    assert.match(rows[2] ?? '', /Bawan Rashid/)
    assert.doesNotMatch(rows[2] ?? '', /Nothing else/)
    const first = await with_(SUSSEX, fresh, 'kent-police')
    const further = await page(SUSSEX, `/matches/people?cursor=${first}`)
    assert.doesNotMatch(further, /Zoran/)
    assert.match(further, /Bawan Rashid/)
    assert.match(await page(SUSSEX, '/matches/people?cursor=odd'), /Zoran/)

    const home = await page(SUSSEX, '/')
    assert.match(home, /2 possible person matches to review/)
    // New ones are named one by one; what has waited is the one line.
    assert.match(home, /Kent Police may hold the same person: Zoran Petrovic/)

    // what is answered leaves it, and the next one is offered
    await act(SUSSEX, first, 'reject', REASON)
    const next = /href="(\/matches\/[0-9a-f-]{36})"[^>]*>\s*Next pair/.exec(
      await page(SUSSEX, `/matches/${first}`),
    )
    const [other] = (await sides(SUSSEX, connected)).map(({ id }) => `/matches/${id}`)
    assert.equal(next?.[1], other)
    assert.match(await page(SUSSEX, '/'), /1 possible person match to review/)
    assert.match(await page(SUSSEX, `/matches/people?cursor=${first}`), /Bawan Rashid/)
  })

  void test('a group over any number of edges, of either direction', () => {
    const one = (id: string) => id as WrittenPersonId
    const edge = (own: string, their: number) => ({
      ...{ own: one(own), their, partner: `p${String(their)}` },
      side: own as SideId,
    })
    const { own, partners } = groupOf(one('a'), [
      edge('c', 2),
      edge('b', 2),
      edge('b', 1),
      edge('a', 1),
      edge('z', 9),
    ])
    assert.deepEqual([...own].sort(), ['a', 'b', 'c'])
    assert.deepEqual(partners.map(({ their }) => their).sort(), [1, 2])
  })
})
