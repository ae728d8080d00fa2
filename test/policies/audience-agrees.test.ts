/**
 * Before a release the owner is shown who will see which part. The program says it, the database decides
 * it: here the two are held against each other, for every combination of what decides.
 * 2 handling codes × 2 classifications × discoverable or not × matched or not × 3 releases × 4 agencies = 192.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { audienceOf, type AudienceRow, type Intended } from '../../src/rooms/sharing/index.ts'
import {
  fileReport,
  parseReport,
  recallReport,
  releaseReport,
  reportKind,
} from '../../src/rooms/intelligence/index.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import type { RecordId } from '../../src/wire/ids.ts'

const OWNER = 'intelligence-officer@nca.example'
/** Nobody of Border Force is cleared above OFFICIAL here; the Task Force has no intelligence officer. */
const PARTNERS = ['kent-police', 'sussex-police', 'border-force', 'taskforce']
const READERS = ['intelligence-officer', 'analyst', 'coordinator']
const ORDER = ['none', 'hit', 'conditions', 'full'] as const
type Sight = (typeof ORDER)[number]

type Case = {
  name: string
  id: RecordId
  mail: string
  release: 'nobody' | 'kent' | 'everybody'
}

void describe('the audience that an owner is shown', { timeout: 600_000 }, () => {
  let world: TestNode
  const cases: Case[] = []
  /** What was said before the release, by case and agency. */
  const said = new Map<string, AudienceRow>()

  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    world.database.performAs(
      { personId: world.person(email).id, operation: 'test.audience', purpose: null },
      work,
    )
  const file = async (email: string, body: object) => {
    const parsed = parseReport(reportBody({ ...body }))
    if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
    return (await as(email, (scope) => fileReport(scope, parsed.report))).id
  }

  before(async () => {
    world = await testNode()
    await lowerClearance(world, 'border-force')
    for (const handling of ['P', 'C'])
      for (const classification of ['OFFICIAL', 'OFFICIAL-SENSITIVE'])
        for (const discoverable of [true, false])
          for (const matched of [true, false])
            for (const release of ['nobody', 'kent', 'everybody'] as const) {
              const mail = `case-${String(cases.length)}@canary.example`
              const subjects = [{ kind: 'email', item: 1, value: mail }]
              const underConditions =
                handling === 'C'
                  ? { conditions: 'Ask before acting.', action_code: 'A1', sanitisation_code: 'S1' }
                  : {}
              const id = await file(OWNER, {
                handling,
                classification,
                discoverable,
                subjects,
                ...underConditions,
              })
              if (matched) for (const agency of PARTNERS) await file(readerOf(agency), { subjects })
              const name = [handling, classification, discoverable, matched, release].map(String).join(' ')
              cases.push({ name, id, mail, release })
            }
    for (const one of cases) {
      const intended = intendedOf(world, one.release)
      for (const row of await as(OWNER, (scope) => audienceOf(scope, reportKind, one.id, intended)))
        said.set(`${one.name} ${row.agency.slug}`, row)
      if (one.release !== 'nobody')
        await as(OWNER, (scope) =>
          releaseReport(scope, one.id, {
            to: intended.all ? { all: true } : { agencies: [...intended.agencies] },
            reason: 'They asked for it',
          }),
        )
    }
  })
  after(() => world.close())

  void test('before a release is what the database gives after it, in each of 192 combinations', async () => {
    const seen = await observeAll(world, cases)
    const different: string[] = []
    for (const one of cases)
      for (const agency of PARTNERS) {
        const key = `${one.name} ${agency}`
        const row = said.get(key)
        if (row?.sight !== seen.get(key))
          different.push(`${key}: said ${row?.sight ?? 'nothing'}, gave ${seen.get(key) ?? 'nothing'}`)
      }
    assert.equal(cases.length * PARTNERS.length, 192)
    assert.deepEqual(different, [])
    // A comparison of nothing with nothing would agree as well.
    for (const sight of ORDER) assert.ok([...seen.values()].includes(sight), `somebody sees ${sight}`)
  })

  void test('after a release says the same as before it', async () => {
    for (const one of cases)
      for (const row of await as(OWNER, (scope) => audienceOf(scope, reportKind, one.id)))
        assert.equal(row.sight, said.get(`${one.name} ${row.agency.slug}`)?.sight, one.name)
  })

  void test('is nobody once the report was recalled', async () => {
    const recalled = cases.filter((one) => one.release !== 'nobody')
    for (const one of recalled) {
      await as(OWNER, (scope) => recallReport(scope, one.id, 'Filed in error'))
      for (const row of await as(OWNER, (scope) => audienceOf(scope, reportKind, one.id)))
        assert.equal(row.sight, 'none')
    }
    const seen = await observeAll(world, recalled)
    assert.deepEqual(
      [...seen.values()].filter((sight) => sight !== 'none'),
      [],
    )
  })
})

function intendedOf(world: TestNode, release: Case['release']): Intended {
  return {
    all: release === 'everybody',
    agencies: release === 'kent' ? [world.agency('kent-police')] : [],
  }
}

const readerOf = (agency: string) =>
  `${agency === 'taskforce' ? 'coordinator' : 'intelligence-officer'}@${agency}.example`

/** The most that anybody of an agency gets, by case and agency, asked of the API as each reader. */
async function observeAll(world: TestNode, cases: readonly Case[]): Promise<Map<string, Sight>> {
  const most = new Map<string, Sight>()
  const note = (key: string, sight: Sight) => {
    const before = most.get(key) ?? 'none'
    most.set(key, ORDER.indexOf(sight) > ORDER.indexOf(before) ? sight : before)
  }
  for (const agency of PARTNERS)
    for (const role of READERS) {
      const email = `${role}@${agency}.example`
      if (agency === 'taskforce' && role === 'intelligence-officer') continue
      const hits = await hitsOf(world, email)
      for (const one of cases) {
        const answer = await world.api(email, 'GET', `/intelligence/reports/${one.id}`)
        const sight: Sight = answer.status === 200 ? answer.json<{ sight: Sight }>().sight : 'none'
        assert.ok(answer.status === 200 || answer.status === 404, `${email} ${one.name}: ${answer.text}`)
        note(`${one.name} ${agency}`, sight === 'none' && hits.has(one.mail) ? 'hit' : sight)
      }
    }
  return most
}

/** The addresses of the cases on which this person has a match with their owner. */
async function hitsOf(world: TestNode, email: string): Promise<Set<string>> {
  const answer = await world.api(email, 'GET', '/deconfliction/matches?limit=500')
  assert.equal(answer.status, 200)
  const { items } = answer.json<{ items: { id: string; partner: { slug: string } }[] }>()
  const sides = items.filter(({ partner }) => partner.slug === 'nca').map(({ id }) => id)
  const rows = await world.admin<{ key: string }>(
    `select m.key from deconfliction.match m join deconfliction.match_side s on s.match_id = m.id
     where s.id = any ($1::uuid[])`,
    [sides],
  )
  return new Set(rows.map((one) => one.key))
}

async function lowerClearance(world: TestNode, agency: string): Promise<void> {
  await world.database.performAsService({ service: 'test', operation: 'test.audience' }, async (scope) => {
    const people = await scope.tx.many<{ id: string }>(
      `update identity.person set clearance = 'OFFICIAL' where agency_id = $1 returning id`,
      [world.agency(agency)],
    )
    for (const { id } of people) scope.record({ kind: 'administration', subject: { kind: 'person', id } })
  })
}
