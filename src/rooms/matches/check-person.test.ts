import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Answer, type TestNode } from '../../../test/support/node.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { compareWaitingPersons } from './persons/find-person-matches.ts'
import { noticeSilentHits } from './silent-hits.ts'

const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'
const NCA_2 = 'analyst@nca.example'
const OFFICIAL_ONLY = 'analyst@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

type Found = {
  held: boolean
  common: boolean
  checks_left: number
  partners: { slug: string; likeness?: string; desk: { phone: string } }[]
}
type Listed = { answers: ({ understood: boolean; message?: string } & Found)[]; checks_left: number }

void describe('a check by name', () => {
  let node: TestNode
  let now = new Date('2026-11-22T10:00:00Z')
  before(async () => {
    node = await testNode({ clock: () => now })
    await file('Karwan Haddad', '1990-03-05')
    await file('Soran Aziz', '1985-07-19', { discoverable: false })
    await file('Dilan Barzani', '1979-11-23', { classification: 'OFFICIAL-SENSITIVE' })
    await file('Vera Victim', '1991-02-03', {}, 'victim')
    for (const name of ['Nguyễn Văn Hùng', 'Amin Nasser Jaber', 'Ahmad Saleh al-Homsi'])
      await file(name, '1988-04-09')
    await compareWaitingPersons(node.database)
  })
  after(() => node.close())

  const file = async (name: string, born: string, more: object = {}, category = 'suspected') => {
    const subjects = [{ kind: 'person', item: 1, category, names: [name], born }]
    const filed = await node.api(SUSSEX, 'POST', '/intelligence/reports', reportBody({ subjects, ...more }))
    assert.equal(filed.status, 201, filed.text)
  }
  const check = async (email: string, value: string, born?: string, more: object = {}) =>
    await node.api(email, 'POST', '/deconfliction/check', {
      kind: 'person',
      value,
      ...(born === undefined ? {} : { born }),
      purpose: 'Preventing crime',
      ...more,
    })
  const listed = async (email: string, items: object[]) =>
    await node.api(email, 'POST', '/deconfliction/check/list', { items, purpose: 'Preventing crime' })
  const person = (value: string, born?: string) => ({ kind: 'person', value, ...(born ? { born } : {}) })
  const checks = async () =>
    await node.admin<{ as_typed: string; born: string | null }>(
      'select as_typed, born from deconfliction."check"',
    )

  void test('never says that two names which are alike are likely one person, though they share a birth', async () => {
    const likenesses = async (name: string) =>
      (await check(KENT, name, '1988-04-09')).json<Found>().partners.map(({ likeness }) => likeness)
    assert.deepEqual(await likenesses('Nguyễn Văn Hưng'), ['possible'])
    assert.deepEqual(await likenesses('Amir Nasser Jaber'), ['possible'])
    assert.deepEqual(await likenesses('Ahmad Saleh al-Hamwi'), [])
    assert.deepEqual(await likenesses('Nguyen Van Hung'), ['very-likely'])
  })

  void test('says whom to ask and how alike, in any order and spelling, and nothing of the record', async () => {
    for (const [name, born, likeness] of [
      ['Haddad, Karwan', '1990-03-05', 'very-likely'],
      ['KARWAN HADDÁD', '1990-05-03', null],
      ['Karwan Haddad', '1990', null],
    ] as const) {
      const answer = await check(KENT, name, born)
      const { held, partners, ...rest } = answer.json<Found>()
      assert.equal(held, true, `${name} ${born}: ${answer.text}`)
      assert.deepEqual(
        partners.map(({ slug }) => slug),
        ['sussex-police'],
      )
      if (likeness) assert.equal(partners[0]?.likeness, likeness)
      assert.deepEqual(Object.keys(rest).sort(), ['checks_left', 'common', 'tier'])
      assert.doesNotMatch(answer.text, /probab|0\.\d|score/)
    }
  })

  void test('a name alone is too common; a child is never looked up; neither counts', async () => {
    const before = (await checks()).length
    const alone = await check(KENT, 'Karwan Haddad')
    assert.equal(alone.status, 400)
    assert.match(alone.json<{ fields: { born: string } }>().fields.born, /too common to say/)
    const child = await check(KENT, 'Karwan Haddad', '2015-01-01')
    assert.match(child.json<{ fields: { born: string } }>().fields.born, /under 18/)
    for (const [born, says] of [
      ['12/05/1390', /Solar Hijri: 3 August 2011.*under 18/],
      ['12/05/90', /may be of 1990, or of 1390 in the Solar Hijri calendar.*under 18/],
      ['12/05/1412', /Which calendar/],
      ['1702', /Nobody alive was born in 1702/],
      ['14/03/2087', /in the future/],
    ] as const) {
      const refused = await check(NCA, 'Karwan Haddad', born)
      assert.equal(refused.status, 400)
      assert.match(refused.json<{ fields: { born: string } }>().fields.born, says)
    }
    for (const [name, born] of [
      ['unknown', '1990'],
      ['Karwan Haddad', '1990-02-31'],
      ['', '1990'],
    ] as const)
      assert.equal((await check(KENT, name, born)).status, 400, name)
    assert.equal((await checks()).length, before)
  })

  void test('what is silent, of a victim, above the asker or one’s own is not held', async () => {
    for (const [email, name, born] of [
      [KENT, 'Soran Aziz', '1985-07-19'],
      [KENT, 'Vera Victim', '1991-02-03'],
      [OFFICIAL_ONLY, 'Dilan Barzani', '1979-11-23'],
      [SUSSEX, 'Karwan Haddad', '1990-03-05'],
    ] as const)
      assert.equal((await check(email, name, born)).json<Found>().held, false, name)
    assert.equal((await check(KENT, 'Dilan Barzani', '1979-11-23')).json<Found>().held, true)
  })

  void test('answers a silent record and none with the same bytes, body and headers, on the beat', async () => {
    const facts = ({ status, headers, text }: Answer) => ({
      status,
      text,
      headers: [...headers]
        .filter(([name]) => name !== 'date')
        .map(([name, value]) => [name, value.replaceAll(/'nonce-[^']+'/g, 'nonce')]),
    })
    const began = performance.now()
    const silent = facts(await check(NCA, 'Soran Aziz', '1985-07-19'))
    assert.ok(performance.now() - began >= 50)
    const none = facts(await check(NCA_2, 'Hemin Salih', '1985-07-19'))
    assert.deepEqual(silent, none)
  })

  void test('the owner of a silent record is told by its own words who asked, and nobody else', async () => {
    await noticeSilentHits({ database: node.database, log: undefined as never }, {})
    const [waiting] = await node.admin<{ count: number }>(
      'select count(*)::int as count from deconfliction.person_check_awaiting_notice',
    )
    assert.equal(waiting?.count, 0)
    const owner = await (await node.signIn(SUSSEX)).get('/matches/silent-hits')
    assert.match(owner.text, /Kent Police asked about Soran Aziz, born 19 July 1985/)
    assert.match(owner.text, /National Crime Agency asked about Soran Aziz/)
    assert.doesNotMatch(owner.text, /asked about Karwan/)
    assert.match(
      (await (await node.signIn(SUSSEX)).get('/')).text,
      /person Soran Aziz, born 19 July 1985, which you hold but partners cannot see/,
    )
    assert.doesNotMatch((await (await node.signIn(KENT)).get('/matches/silent-hits')).text, /Soran/)
  })

  void test('no member reads a partner’s name, whichever function they ask', async () => {
    const asks = [
      'select * from deconfliction.persons_by_key((select array_agg(key) from deconfliction.person_key), 0, null, 9)',
      'select * from deconfliction.take_person_checks(9)',
      `select * from deconfliction.tell_of_persons('{}', '{}')`,
    ]
    for (const sql of asks)
      await assert.rejects(
        node.database.performAs(
          { personId: node.person(KENT).id, operation: 'test.read', purpose: null },
          async (scope) => await scope.tx.many(sql),
        ),
        /permission denied|row-level security/,
        sql,
      )
  })

  void test('a list answers each line, says what was not understood, and counts the others', async () => {
    const { answers, checks_left: left } = (
      await listed(NCA, [
        person('Karwan Haddad', '1990-03-05'),
        { kind: 'phone', value: '07700 900299' },
        { kind: 'phone', value: 'no number' },
        person('Karwan Haddad'),
      ])
    ).json<Listed>()
    assert.deepEqual(
      answers.map(({ understood, held }) => [understood, held]),
      [
        [true, true],
        [true, false],
        [false, undefined],
        [false, undefined],
      ],
    )
    assert.match(answers[3]?.message ?? '', /too common/)
    assert.equal(left, 200 - 1 - 2)
  })

  void test('a list beyond the day’s quota checks nothing; 201 lines are too many', async () => {
    await node.admin('update deconfliction.setting set checks_per_day = 5')
    const before = (await checks()).length
    const email = 'coordinator@taskforce.example'
    const six = Array.from({ length: 6 }, (_, index) => ({
      kind: 'phone',
      value: `07700 90010${String(index)}`,
    }))
    const refused = await listed(email, six)
    assert.deepEqual([refused.status, refused.json<{ code: string }>().code], [429, 'quota'])
    assert.notEqual(refused.headers.get('retry-after'), null)
    assert.equal((await checks()).length, before)
    assert.equal((await listed(email, six.slice(1))).json<Listed>().checks_left, 0)
    assert.equal((await check(email, 'Karwan Haddad', '1990-03-05')).status, 429)
    await node.admin('update deconfliction.setting set checks_per_day = 200')
    now = new Date('2026-11-23T10:00:00Z')
    const many = Array.from({ length: 201 }, () => ({ kind: 'phone', value: '07700 900100' }))
    assert.equal((await listed(email, many)).status, 400)
    assert.equal((await listed(email, many.slice(1))).json<Listed>().answers.length, 200)
  })

  void test('is in the ledger without the name', async () => {
    const events = await node.admin<{ detail: object }>(
      `select detail, operation from ledger.event where subject_kind = 'check' and detail ->> 'kind' = 'person'`,
    )
    assert.ok(events.length > 5)
    assert.doesNotMatch(JSON.stringify(events), /Haddad|Karwan|Aziz/)
  })

  void test('the pages: a person, and a list as text or as a file, with what was typed kept', async () => {
    const desk = await node.signIn(KENT)
    const one = await desk.post('/check/person', {
      value: 'Karwan Haddad',
      born: '05/03/1990',
      purpose: 'Preventing crime',
    })
    assert.match(one.text, /a partner may hold this person/)
    assert.match(one.text, /Very likely the same person/)
    assert.match(one.text, /nothing about guilt or risk/)
    const bare = await desk.post('/check/person', { value: 'Karwan Haddad', born: '', purpose: 'x' })
    assert.equal(bare.status, 422)
    assert.match(bare.text, /too common to say[\s\S]*value="Karwan Haddad"/)

    const list = 'Karwan Haddad, 05/03/1990\n???\nphone: 07700 900299'
    const many = await desk.post('/check/list', { list, kind: '', purpose: 'Preventing crime' })
    assert.equal(many.status, 200)
    assert.match(many.text, /2 lines checked, 1 held by a partner; 1 line not checked/)
    assert.match(many.text, /\?\?\?\nphone: 07700 900299<\/textarea>/)
    assert.match(many.text, /Sussex Police \(very likely the same person\)/)
    const none = await desk.post('/check/list', { list: ' ', kind: '', purpose: '' })
    assert.equal(none.status, 422)
  })

  void test('takes a birth in every form, and of another calendar', async () => {
    for (const born of ['05/03/1990', 'c. 1990', '1988 to 1992', '14 Esfand 1368'])
      assert.equal((await check(NCA, 'Karwan Haddad', born)).json<Found>().held, true, born)
  })
})
