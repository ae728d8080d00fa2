/** The acts of the exercise's people: all of them done, each of them once. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../test/support/database.ts'
import { rooms } from '../src/app.ts'
import { foldRooms } from '../src/platform/rooms/fold-rooms.ts'
import { guessMapping, importFile } from '../src/rooms/intelligence/index.ts'
import { dateRequests } from './date-requests.ts'
import { enliven } from './enliven.ts'
import { EXPORT_FILES, generateExercise } from './generate.ts'

void describe('the acts of the exercise’s people', () => {
  let node: TestDatabase
  let folder: string
  const noted: string[] = []
  const note = (step: string) => {
    noted.push(step)
    return Promise.resolve()
  }

  before(async () => {
    node = await testDatabase({})
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-enliven-'))
    await generateExercise(folder, { seed: 7, reports: 700 })
    for (const name of Object.values(EXPORT_FILES)) {
      const file = path.join(folder, name)
      const mapping = await guessMapping(file)
      if (!mapping) throw new Error(name)
      const facts = { file, mapping, agencySlug: mapping.agency, dryRun: false, refusedFile: null }
      await importFile(node.database, { ...facts, onProgress: () => undefined })
    }
  })
  after(async () => {
    await node.close()
    await rm(folder, { recursive: true, force: true })
  })

  const counts = async () => {
    const [row] = await node.admin<Record<string, number>>(
      `select ${[
        'intelligence.report', 'intelligence.version', 'access.release', 'access.recall',
        'access.recall_notice', 'access.acceptance', 'access.reading', 'intelligence.derivation',
        'deconfliction.message', 'deconfliction.match_answer', 'deconfliction."check"', 'deconfliction.silent_hit',
        'access.compartment', 'access.compartment_member', 'records.review', 'access.legal_hold', 'access.notice',
        'access.erasure', 'records.subject_request', 'records.incident', 'records.register_entry', 'ledger.event',
        'requirements.requirement', 'requirements.line', 'requirements.answer',
        'networks.crime_group', 'networks.group_member', 'networks.group_line', 'networks.group_report',
        'operations.operation', 'operations.participation', 'operations.post',
        'operations.planned_event', 'operations.planned_pair',
        'operations.decision', 'operations.decision_word', 'operations.action',
        'operations.action_day', 'operations.briefing', 'operations.read_receipt', 'operations.outcome_count',
        'operations.debrief', 'operations.observation', 'operations.debrief_lesson',
        'operations.meeting', 'operations.bid', 'operations.bid_decision',
        'encounters.encounter', 'encounters.child_path',
        'system_requests.request', 'system_requests.accreditation',
        'disruptions.disruption', 'disruptions.claim', 'disruptions.moderation', 'disruptions.effect',
      ].map((table) => `(select count(*)::integer from ${table}) as "${table.replaceAll('"', '')}"`).join(', ')}`,
    ) // prettier-ignore
    return row ?? {}
  }

  const waitingFor = async (account: string) =>
    await node.database.performAs(
      { personId: node.person(account).id, operation: 'home.show', purpose: null },
      async (scope) => {
        const kinds = new Set<string>()
        for (const room of foldRooms(rooms).waiting)
          for (const { kind } of await room.list(scope, new Date(0), (_name, ask) => ask())) kinds.add(kind)
        return kinds
      },
    )

  void test('once gives every page something, twice gives nothing more', async () => {
    const before = await counts()
    await enliven(node.database, { done: new Set(), note })
    const once = await counts()
    assert.deepEqual(
      Object.fromEntries(Object.entries(once).map(([table, count]) => [table, count - (before[table] ?? 0)])),
      { ...expected, 'ledger.event': (once['ledger.event'] ?? 0) - (before['ledger.event'] ?? 0) },
    )
    assert.equal(new Set(noted).size, noted.length)

    // A start that was killed before it could note anything.
    await enliven(node.database, { done: new Set(), note })
    assert.deepEqual(await counts(), once)
    // A start that has noted everything.
    await enliven(node.database, { done: new Set(noted), note })
    assert.deepEqual(await counts(), once)
  })

  void test('requests to systems of record are there in every state, one of them lapsed', async () => {
    assert.equal(await dateRequests(node.adminUrl), true)
    assert.equal(await dateRequests(node.adminUrl), false, 'a second start moves nothing')
    const rows = await node.admin<{ how: string; number: number }>(
      `select case when r.valid_until < now() then 'lapsed' when r.outcome in ('possible', 'corroborated', 'wrong-person') then r.outcome
                   else r.state end as how, count(*)::integer as number
       from system_requests.request r group by 1 order by 1`,
    )
    assert.deepEqual(Object.fromEntries(rows.map(({ how, number }) => [how, number])), {
      ...{ asked: 3, authorised: 1, closed: 1, corroborated: 1, drafted: 2, lapsed: 1, made: 1 },
      ...{ outcome: 2, possible: 1, refused: 1, 'wrong-person': 1 },
    })
    const waits = await waitingFor('intelligence-officer@sussex-police.example')
    assert.ok(waits.has('system-request-lapsed'))
    assert.ok(
      (await waitingFor('intelligence-officer@nca.example')).has('system-request-correct'),
      'a record of our own was about another: it waits until it is corrected',
    )
    // Guarded as before: nothing else dates a request.
    await assert.rejects(
      node.database.performAsService({ service: 'exercise', operation: 'exercise.load' }, ({ tx }) =>
        tx.run(`update system_requests.request set valid_until = now() where state = 'authorised'`),
      ),
      { constraint: 'is_decided' },
    )
  })

  void test('disruptions are there as an exercise needs them: claimed by three and counted once, refused, and faded', async () => {
    const rows = await node.admin<{ claims: number; state: string; effect: string | null }>(
      `select (select count(*)::integer from disruptions.claim c where c.disruption_id = d.id) as claims, d.state,
              (select e.outcome from disruptions.effect e where e.disruption_id = d.id order by e.at desc limit 1) as effect
       from disruptions.disruption d`,
    )
    const count = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).length
    assert.deepEqual(
      [1, 2, 3].map((claims) => count((row) => row.claims === claims)),
      [7, 2, 1],
    )
    assert.equal(
      count(({ state }) => state === 'refused'),
      1,
    )
    assert.equal(
      count(({ state }) => state === 'drafted'),
      2,
    )
    assert.deepEqual(rows.flatMap(({ effect }) => effect ?? []).sort(), ['displaced', 'recovered'])
  })

  void test('the officers have each kind of thing waiting', async () => {
    const sussex = await waitingFor('intelligence-officer@sussex-police.example')
    for (const kind of [
      'unread report',
      'conditions report',
      'recall',
      'draft',
      'second-check',
      'returned',
      'message',
    ])
      assert.ok(sussex.has(kind), `Sussex: ${kind}`)
    const nca = await waitingFor('intelligence-officer@nca.example')
    for (const kind of ['unread report', 'message', 'silent-hit']) assert.ok(nca.has(kind), `NCA: ${kind}`)
    const kent = await waitingFor('intelligence-officer@kent-police.example')
    assert.ok(!kent.has('recall'), 'Kent has acknowledged')
  })

  void test('a node without an exercise’s reports is left with what needs none', async () => {
    const empty = await testDatabase({})
    try {
      await enliven(empty.database, { done: new Set(), note: () => Promise.resolve() })
      const [row] = await empty.admin<{ messages: number; releases: number }>(
        `select (select count(*)::integer from deconfliction.message) as messages,
                (select count(*)::integer from access.release x join access.record r on r.id = x.record_id
                 where r.kind = 'report') as releases`,
      )
      // What the acts file themselves, one of them released.
      assert.deepEqual(row, { messages: 0, releases: 1 })
    } finally {
      await empty.close()
    }
  })
})

/** What the acts add, table by table. */
const expected = {
  'intelligence.report': 83,
  'intelligence.version': 84,
  'access.release': 36,
  'access.recall': 2,
  'access.recall_notice': 2,
  'access.acceptance': 1,
  'access.reading': 20,
  'intelligence.derivation': 2,
  'deconfliction.message': 6,
  'deconfliction.match_answer': 3,
  'deconfliction.check': 5,
  'deconfliction.silent_hit': 1,
  'access.compartment': 4,
  'access.compartment_member': 18,
  'records.review': 60,
  'records.subject_request': 3,
  'records.incident': 1,
  'records.register_entry': 5,
  'access.legal_hold': 2,
  'access.notice': 2,
  'access.erasure': 1,
  'requirements.requirement': 12,
  'requirements.line': 16,
  'requirements.answer': 5,
  'networks.crime_group': 4,
  'networks.group_member': 3,
  'networks.group_line': 6,
  'networks.group_report': 20,
  'operations.operation': 3,
  'operations.participation': 9,
  'operations.post': 17,
  'operations.planned_event': 30,
  'operations.planned_pair': 20,
  'operations.decision': 60,
  'operations.decision_word': 4,
  'operations.action': 45,
  'operations.action_day': 1,
  'operations.briefing': 2,
  'operations.read_receipt': 3,
  'operations.outcome_count': 4,
  'operations.debrief': 1,
  'operations.observation': 7,
  'operations.debrief_lesson': 9,
  'operations.meeting': 2,
  'operations.bid': 9,
  'operations.bid_decision': 6,
  'encounters.encounter': 16,
  'encounters.child_path': 5,
  'system_requests.request': 15,
  'system_requests.accreditation': 3,
  'disruptions.disruption': 12,
  'disruptions.claim': 14,
  'disruptions.moderation': 8,
  'disruptions.effect': 2,
}
