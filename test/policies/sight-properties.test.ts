/**
 * Whatever people do, in whatever order, everybody sees of every record what the rule of sight says, and
 * nothing else. The acts go through the API; what is seen is read through the API; the model beside it is
 * `sight-model.ts`.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { readsContent } from './rule.ts'
import {
  connect,
  decides,
  matchesOf,
  newModel,
  opens,
  partnersHold,
  type Content,
  type Model,
  type ModelReport,
  type Person,
} from './sight-model.ts'

const RUNS = 40
const AGENCIES = ['nca', 'kent-police', 'sussex-police'] as const

const cleared = 'OFFICIAL-SENSITIVE' as const
const person = (role: string, agency: string, clearance: Person['clearance'] = cleared): Person => ({
  email: `${role.replaceAll('_', '-')}@${agency}.example`,
  agency,
  role,
  clearance,
})
const PEOPLE: readonly Person[] = [
  person('intelligence_officer', 'nca'),
  person('analyst', 'nca'),
  person('intelligence_officer', 'kent-police'),
  person('analyst', 'kent-police', 'OFFICIAL'),
  person('triage_officer', 'kent-police'),
  person('coordinator', 'sussex-police'),
  person('analyst', 'sussex-police'),
  person('records_manager', 'sussex-police'),
]

type Act =
  | { act: 'file'; who: number; content: Content }
  | { act: 'change'; who: number; report: number; content: Content }
  | { act: 'release'; who: number; report: number; to: readonly string[] | 'all' }
  | { act: 'recall'; who: number; report: number }
  | { act: 'accept'; who: number; report: number }
  | { act: 'check'; who: number; key: number }
  | { act: 'contact'; who: number; match: number }

const content: fc.Arbitrary<Content> = fc.record({
  classification: fc.constantFrom('OFFICIAL' as const, 'OFFICIAL-SENSITIVE' as const),
  handling: fc.constantFrom('P' as const, 'C' as const),
  discoverable: fc.boolean(),
  key: fc.constantFrom(0, 0, 1, null),
})
const who = fc.nat({ max: PEOPLE.length - 1 })
const any = fc.nat({ max: 30 })
const recipients = fc.oneof(
  fc.constant('all' as const),
  fc.subarray([...AGENCIES, 'border-force'], { minLength: 1, maxLength: 2 }),
)
const file = fc.record({ act: fc.constant('file' as const), who, content })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: file },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('change' as const), who, report: any, content }) },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('release' as const), who, report: any, to: recipients }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('recall' as const), who, report: any }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('accept' as const), who, report: any }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('check' as const), who, key: fc.nat({ max: 1 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('contact' as const), who, match: any }) },
)
// Something is on file from the start, on two sides of a match as often as not.
const acts = fc
  .tuple(fc.array(file, { minLength: 2, maxLength: 4 }), fc.array(act, { minLength: 1, maxLength: 14 }))
  .map(([first, then]) => [...first, ...then])

void describe('what everybody sees', { timeout: 900_000 }, () => {
  let node: TestNode
  const tokens = new Map<string, string>()
  before(async () => {
    node = await testNode()
    await node.admin('update deconfliction.setting set checks_per_day = 100000')
    for (const { email } of PEOPLE) tokens.set(email, await node.token(email))
  })
  after(() => node.close())

  void test('is what the rule of sight says, after any sequence of acts', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const world = newWorld()
        for (const one of sequence) await perform(world, one)
        await compare(world)
      }),
      { numRuns: RUNS },
    )
  })

  const call = async (by: Person, method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(`${node.base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(by.email) ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, ok: response.ok, text }
  }

  /** The model, and what its reports are called in the database. Each run has identifiers of its own. */
  type World = { model: Model; ids: Map<ModelReport, string>; run: string }
  const newWorld = (): World => ({ model: newModel(), ids: new Map(), run: randomBytes(6).toString('hex') })
  const keyOf = (world: World, key: number) => `key-${String(key)}-${world.run}@canary.example`

  // In every title of a run, so that a search finds all of them and no other run's.
  const wordOf = (world: World) => `zq${world.run}xw`

  const bodyOf = (world: World, { classification, handling, discoverable, key }: Content) =>
    reportBody({
      title: `Boats ${wordOf(world)}`,
      classification,
      handling,
      discoverable,
      ...(handling === 'C' ? { conditions: 'Ask first.', action_code: 'A1', sanitisation_code: 'S1' } : {}),
      subjects: key === null ? [] : [{ kind: 'email', item: 1, value: keyOf(world, key) }],
    })

  const mayClassify = (by: Person, { classification }: Content) =>
    classification === 'OFFICIAL' || by.clearance === 'OFFICIAL-SENSITIVE'

  /** Does one act, and checks that it was allowed exactly when the model allows it. */
  async function perform(world: World, one: Act): Promise<void> {
    const by = PEOPLE[one.who]
    assert.ok(by)
    const { reports } = world.model
    if (one.act === 'file') {
      await fileReport(world, by, one.content)
      return
    }
    if (one.act === 'check') {
      const input = { kind: 'email', value: keyOf(world, one.key), purpose: 'Exercise' }
      const answer = await call(by, 'POST', '/deconfliction/check', input)
      if (by.role === 'records_manager' || by.role === 'triage_officer') {
        assert.equal(answer.status, 403)
        return
      }
      assert.equal(answer.status, 200, answer.text)
      assert.equal(
        (JSON.parse(answer.text) as { held: boolean }).held,
        partnersHold(world.model, by, one.key),
        'check',
      )
      return
    }
    if (one.act === 'contact') {
      await contact(world, by, one.match)
      return
    }
    const report = reports[one.report % Math.max(reports.length, 1)]
    if (!report) return
    const path = `/intelligence/reports/${world.ids.get(report) ?? ''}`
    switch (one.act) {
      case 'release': {
        const to = one.to === 'all' ? one.to : one.to.filter((agency) => agency !== report.owner)
        if (to.length === 0) return
        const answer = await call(by, 'POST', `${path}/release`, { agencies: to, reason: 'They must know' })
        assert.equal(answer.ok, decides(by, report), `release: ${answer.text}`)
        if (!answer.ok) return
        report.status = 'disseminated'
        if (to === 'all') report.toAll = true
        else for (const agency of to) report.releasedTo.add(agency)
        return
      }
      case 'recall': {
        const answer = await call(by, 'POST', `${path}/recall`, { reason: 'Wrong' })
        assert.equal(answer.ok, decides(by, report), `recall: ${answer.text}`)
        if (!answer.ok) return
        report.status = 'withdrawn'
        connect(world.model, report)
        return
      }
      case 'change': {
        const headers = { 'if-match': `"${String(report.version)}"` }
        const answer = await call(by, 'PUT', path, bodyOf(world, one.content), headers)
        assert.equal(answer.ok, decides(by, report) && mayClassify(by, one.content), `change: ${answer.text}`)
        if (!answer.ok) return
        Object.assign(report, one.content)
        report.version += 1
        connect(world.model, report)
        return
      }
      case 'accept': {
        const answer = await call(by, 'POST', `${path}/accept-conditions`, {})
        // Accepting twice changes nothing; of an own report or one under P there is nothing to accept.
        const may = opens(by, report) !== 'none' && report.owner !== by.agency && report.handling === 'C'
        assert.equal(answer.ok, may, `accept: ${answer.text}`)
        if (answer.ok) report.accepted.add(`${by.email} ${String(report.version)}`)
        return
      }
    }
  }

  async function fileReport(world: World, by: Person, chosen: Content): Promise<void> {
    const answer = await call(by, 'POST', '/intelligence/reports', bodyOf(world, chosen))
    const may = by.role !== 'records_manager' && mayClassify(by, chosen)
    assert.equal(answer.ok, may, `file: ${answer.text}`)
    if (!answer.ok) return
    const report: ModelReport = {
      ...chosen,
      owner: by.agency,
      author: by.email,
      status: 'submitted',
      version: 1,
      toAll: false,
      releasedTo: new Set(),
      accepted: new Set(),
    }
    world.model.reports.push(report)
    world.ids.set(report, (JSON.parse(answer.text) as { id: string }).id)
    connect(world.model, report)
  }

  async function contact(world: World, by: Person, nth: number): Promise<void> {
    const rows = matchesOf(world.model, by)
    const row = rows[nth % Math.max(rows.length, 1)]
    if (!row) return
    const listed = await listMatches(by)
    const found = listed.find(
      (one) => one.my_report.id === world.ids.get(row.report) && one.partner.slug === row.partner,
    )
    assert.ok(found, 'the match that the model shows is listed')
    const answer = await call(by, 'POST', `/deconfliction/matches/${found.id}/contact`, {
      message: 'Please call.',
    })
    assert.ok(answer.ok, answer.text)
    row.match.contacted = true
  }

  type Listed = { id: string; my_report: { id: string }; partner: { slug: string } }
  async function listMatches(by: Person): Promise<Listed[]> {
    const answer = await call(by, 'GET', '/deconfliction/matches?limit=500')
    return answer.ok ? (JSON.parse(answer.text) as { items: Listed[] }).items : []
  }

  /** Ids of what a search for this run's word finds; the count must say as many. */
  async function search(world: World, by: Person): Promise<string[]> {
    const answer = await call(by, 'GET', `/intelligence/reports?q=${wordOf(world)}&limit=100`)
    if (!answer.ok) return []
    const { items, total } = JSON.parse(answer.text) as { items: { id: string }[]; total: number }
    assert.equal(total, items.length, 'what cannot be seen is not counted')
    return items.map(({ id }) => id)
  }

  /** Every person's view of every report, on its own and in a search, and everybody's list of matches. */
  async function compare(world: World): Promise<void> {
    const { reports } = world.model
    const numbers = new Map(reports.map((report, index) => [world.ids.get(report) ?? '', index]))
    await Promise.all(
      PEOPLE.map(async (by) => {
        for (const [index, report] of reports.entries()) {
          const answer = await call(by, 'GET', `/intelligence/reports/${world.ids.get(report) ?? ''}`)
          const seen =
            answer.status === 404
              ? 'none'
              : answer.ok
                ? (JSON.parse(answer.text) as { sight: string }).sight
                : answer.text
          assert.equal(seen, opens(by, report), `${by.email} opens report ${String(index)}`)
        }
        assert.deepEqual(
          (await search(world, by)).map((id) => numbers.get(id)).sort(),
          readsContent(by.role)
            ? reports.flatMap((report, index) => (opens(by, report) === 'full' ? [index] : [])).sort()
            : [],
          `search of ${by.email}`,
        )
        const rows = (await listMatches(by)).flatMap((one) => {
          const index = numbers.get(one.my_report.id)
          return index === undefined ? [] : [`report ${String(index)} with ${one.partner.slug}`]
        })
        const expected = matchesOf(world.model, by).map(
          ({ report, partner }) => `report ${String(reports.indexOf(report))} with ${partner}`,
        )
        assert.deepEqual(rows.sort(), expected.sort(), `matches of ${by.email}`)
      }),
    )
  }
})
