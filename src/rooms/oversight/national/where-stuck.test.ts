/** Where sharing is stuck: who may ask, what is counted, and what a count must not show. As plain SQL of a signed-in person. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadCoast } from '../../../../exercise/coast/load-coast.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { countPairs } from '../../matches/index.ts'
import { whereStuck } from './where-stuck.ts'

const TASK_FORCE = 'coordinator@taskforce.example'
const FUNCTIONS = [
  'deconfliction.matches_by_pair()',
  'deconfliction.answers_due()',
  'access.notices_open()',
  'requirements.unanswered_by_pair()',
  'coast.plans_of_all()',
  'coast.joint_gaps()',
  'networks.groups_by_agency()',
  'system_requests.lack_of_access()',
  'disruptions.by_agency()',
]
const OTHERS = [
  ...['analyst', 'administrator'].map((one) => `${one}@taskforce.example`),
  ...['coordinator', 'chief-officer', 'intelligence-officer'].map((one) => `${one}@sussex-police.example`),
  ...['overseer@sussex-pcc.example', 'overseer@hmicfrs.example', 'coordinator@nca.example'],
]

void describe('where sharing is stuck', () => {
  let db: TestDatabase
  let sussex = 0
  let kent = 0
  let nca = 0
  before(async () => {
    db = await testDatabase()
    await loadCoast(db.database)
    ;[sussex = 0, kent = 0, nca = 0] = ['sussex-police', 'kent-police', 'nca'].map((slug) => db.agency(slug))
    await plant()
    for (let number = 0; number < 6; number++)
      await acceptedDisruption(number === 0 ? [sussex, kent] : [sussex])
    assert.equal(await countPairs(db.database), true)
    assert.equal(await countPairs(db.database), false, 'once a week')
  })
  after(() => db.close())

  const as = <T>(account: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(account).id, operation: 'test', purpose: null }, work)
  /** Past rights and triggers: what many acts would have left behind. */
  const put = (sql: string) =>
    db.admin(`set session_replication_role = 'replica'; ${sql}; set session_replication_role = 'origin'`)

  /** A disruption that these agencies claim. */
  async function acceptedDisruption(claimants: readonly number[]): Promise<void> {
    const id = newId()
    await put(
      `insert into access.record (id, kind, agency_id, reference, title, status, classification, handling, review_on,
         created_at, discoverable) values ('${id}', 'disruption', ${String(claimants[0])}, '${id.slice(-12)}', 'Invented',
         'disseminated', 'OFFICIAL', 'P', '2030-01-01', now(), false);
       insert into disruptions.disruption (id, agency_id, happened_on, about_kind, about, done, what, strand, before_words,
         after_words, level_proposed, level_reason, effect_due_on, state, level, accepted_at)
       values ('${id}', ${String(claimants[0])}, '2026-01-01', 'group', 'x', 'arrest', 'x', 'pursue', 'x', 'x', 'minor', 'x',
         '2026-04-01', 'accepted', 'minor', now());
       ${claimants
         .map(
           (agency) =>
             `insert into disruptions.claim (disruption_id, agency_id, words, person_id)
              values ('${id}', ${String(agency)}, 'x', '${db.person(TASK_FORCE).id}');`,
         )
         .join('\n')}`,
    )
  }

  const record = (agency: number, change = '') => {
    const id = newId()
    return {
      id,
      sql: `insert into access.record (id, kind, agency_id, reference, title, status, classification, handling, review_on,
              created_at, discoverable) values ('${id}', 'report', ${String(agency)}, '${id.slice(-12)}', 'Invented',
              'disseminated', 'OFFICIAL', 'P', '2030-01-01', now(), true);
            ${change === '' ? '' : `update access.record set ${change} where id = '${id}';`}`,
    }
  }
  /** A match of two agencies, each with a record, as old as it is said. */
  async function match(a: number, b: number, days: number, change = '', more = ''): Promise<void> {
    const [least, most] = a < b ? [a, b] : [b, a]
    const [one, other] = [record(least), record(most, change)]
    const id = newId()
    await put(`${one.sql} ${other.sql}
      insert into deconfliction.match (id, kind, key, agency_a, agency_b, opened_at)
      values ('${id}', 'phone', '${id}', ${String(least)}, ${String(most)}, now() - interval '${String(days)} days');
      insert into deconfliction.match_side (match_id, record_id, agency_id, kind)
      values ('${id}', '${one.id}', ${String(least)}, 'phone'), ('${id}', '${other.id}', ${String(most)}, 'phone');
      ${more.replaceAll('MATCH', `'${id}'`)}`)
  }

  async function plant(): Promise<void> {
    for (let times = 0; times < 6; times++) await match(sussex, nca, 2)
    for (let times = 0; times < 7; times++) await match(sussex, nca, 40)
    for (let times = 0; times < 3; times++) await match(sussex, kent, 2)
    for (let times = 0; times < 5; times++) await match(sussex, kent, 40)
    // What an owner keeps silent, has restricted or holds in an operation, no count shows.
    for (const hidden of [
      'discoverable = false',
      'restricted_at = now()',
      `compartment_id = '${newId()}'`,
      `status = 'withdrawn'`,
    ])
      for (let times = 0; times < 6; times++) await match(kent, nca, 2, hidden)
    // The NCA wrote, and Sussex has not answered; Sussex wrote back to Kent.
    const wrote = (side: 'a' | 'b', ago: number) =>
      `update deconfliction.match set contacted_at = now(), wrote_${side} = now() - interval '${String(ago)} days' where id = MATCH;`
    const sideOf = (agency: number, other: number) => (agency < other ? 'a' : 'b')
    await match(sussex, nca, 9, '', wrote(sideOf(nca, sussex), 4))
    await match(sussex, nca, 9, '', wrote(sideOf(nca, sussex), 2))
    await match(sussex, kent, 9, '', wrote(sideOf(kent, sussex), 4) + wrote(sideOf(sussex, kent), 1))
    // Kent has answered and the NCA has not; of a silent record, nobody is told that an answer waits.
    const answered = (agency: number) =>
      `insert into deconfliction.match_answer (match_id, agency_id, answer, reason, at)
       values (MATCH, ${String(agency)}, 'confirmed', 'Ours', now() - interval '3 days');`
    await match(kent, nca, 9, '', answered(kent))
    await match(kent, nca, 9, 'discoverable = false', answered(kent))
    const [notice, closed, secret] = [record(nca), record(nca), record(nca)]
    const told = (id: string, more: string) =>
      `insert into access.recall_notice (record_id, agency_id, owner_id, reference, classification, reason, at, acknowledged_at, compartment_id)
       values ('${id}', ${String(sussex)}, ${String(nca)}, 'R', 'OFFICIAL', 'Wrong', now() - interval '8 days', ${more});`
    await put(
      [notice, closed, secret].map(({ sql }) => sql).join(' ') +
        told(notice.id, 'null, null') +
        told(closed.id, 'now(), null') +
        told(secret.id, `null, '${newId()}'`),
    )
    const asked = record(nca, `released_to = array[${String(sussex)}]`)
    const hidden = record(nca, `released_to = array[${String(sussex)}], compartment_id = '${newId()}'`)
    const line = (id: string, number: number, state: string, due: string) =>
      `insert into requirements.line (id, requirement_id, number, owner_id, agency_id, source, basis, by_when, state, asked_at)
       values ('${newId()}', '${id}', ${String(number)}, ${String(nca)}, ${String(sussex)}, 'partner', 'Invented', '${due}', '${state}',
               now() - interval '6 days');`
    const requirement = (id: string) =>
      `insert into requirements.requirement (id, agency_id, created_at, why, decision, priority, about_kind, about, valuable_until, owner_id)
       values ('${id}', ${String(nca)}, now(), 'W', 'D', 'P', 'place', 'A', '2030-01-01', '${newId()}');`
    const group = record(kent)
    await put(`${group.sql} insert into networks.crime_group (id, agency_id, created_at, basis, next_review_on)
      values ('${group.id}', ${String(kent)}, now(), 'Invented', '2030-01-01');`)
    await put(
      asked.sql + hidden.sql + requirement(asked.id) + requirement(hidden.id) +
        line(asked.id, 1, 'proposed', '2020-01-01') + line(asked.id, 2, 'proposed', '2030-01-01') +
        line(asked.id, 3, 'answered', '2020-01-01') + line(hidden.id, 1, 'proposed', '2020-01-01'),
    ) // prettier-ignore
    // Kent's coast begins two kilometres from where that of Sussex ends, and both leave that end to nobody.
    await put(`
      update coast.line set points = '[[-0.9, 50.7], [0.85, 50.9]]', miles = 100 where agency_id = ${String(sussex)};
      delete from coast.stretch where agency_id = ${String(sussex)};
      insert into coast.stretch (id, agency_id, name, from_mile, to_mile) values ('${newId()}', ${String(sussex)}, 'West', 0, 90);
      insert into coast.line (agency_id, name, points, miles) values (${String(kent)}, 'Kent', '[[0.87, 50.91], [1.4, 51.2]]', 60);
      insert into coast.stretch (id, agency_id, name, from_mile, to_mile, review_on)
        values ('${newId()}', ${String(kent)}, 'East', 3, 60, '2020-01-01')`)
  }

  void test('an accepted disruption counts whole to each claimant, and one to four, with its total, is not said', async () => {
    const { disruptions } = await as(TASK_FORCE, whereStuck)
    assert.deepEqual(
      disruptions.map((one) => [one.name, one.minor]),
      [
        ['Sussex Police', 6],
        ['Kent Police', null],
        ['All agencies, each disruption once', null],
      ].toSorted((one, other) => order(one[0]) - order(other[0])),
    )
  })
  const order = (name: unknown) =>
    name === 'Sussex Police' ? sussex : name === 'Kent Police' ? kent : 99_999

  void test('nobody is answered but a coordinator of the task force', async () => {
    for (const account of OTHERS) {
      for (const call of FUNCTIONS)
        assert.deepEqual(
          await as(account, ({ tx }) => tx.many(`select * from ${call}`)),
          [],
          `${account} ${call}`,
        )
      assert.deepEqual(
        await as(account, ({ tx }) => tx.one('select deconfliction.pairs_counted_at() as at')),
        { at: null },
        account,
      )
      await assert.rejects(
        as(account, ({ tx }) => tx.many('select * from deconfliction.pair_count')),
        { code: '42501' },
        account,
      )
    }
    await assert.rejects(
      as(TASK_FORCE, ({ tx }) => tx.many('select * from deconfliction.pair_count')),
      { code: '42501' },
      'what is counted and not said is nobody’s',
    )
    for (const call of FUNCTIONS)
      assert.ok((await as(TASK_FORCE, ({ tx }) => tx.many(`select * from ${call}`))).length > 0, call)
  })

  void test('matches by pair: small numbers are not said, nor the sum beside them, nor what is silent', async () => {
    const { pairs, countedAt } = await as(TASK_FORCE, whereStuck)
    assert.ok(countedAt)
    assert.deepEqual(
      pairs.map(({ nameA, nameB, ...counts }) => [[nameA, nameB].toSorted().join(), counts]).toSorted(),
      [
        ['Kent Police,Sussex Police', { days7: null, days28: 0, older: 5, bothSaid: null, every: null }],
        ['National Crime Agency,Sussex Police', { days7: 6, days28: 0, older: 7, bothSaid: 0, every: 13 }],
      ],
    )
  })

  void test('an answer is due where the other side spoke and this one has not since', async () => {
    const { answers } = await as(TASK_FORCE, whereStuck)
    assert.deepEqual(
      answers.map(({ owes, waits, count, oldestDays }) => [owes, waits, count, oldestDays]),
      [
        ['Kent Police', 'Sussex Police', 1, 1],
        ['National Crime Agency', 'Kent Police', 1, 3],
        ['Sussex Police', 'National Crime Agency', 2, 4],
      ],
    )
  })

  void test('recalls, requirements and gaps are counted, and what is in an operation is not', async () => {
    const { notices, requirements, plans, jointGaps } = await as(TASK_FORCE, whereStuck)
    assert.deepEqual(notices, [{ name: 'Sussex Police', recalls: 1, corrections: 0, oldestDays: 8 }])
    assert.deepEqual(requirements, [
      { owes: 'Sussex Police', waits: 'National Crime Agency', count: 2, late: 1, oldestDays: 6 },
    ])
    assert.deepEqual(
      plans.map(({ name, gaps, gapMiles, withoutLead, overdue }) => [
        name,
        gaps,
        gapMiles,
        withoutLead,
        overdue,
      ]),
      [
        ['Kent Police', 1, 3, 1, 1],
        ['Sussex Police', 1, 10, 1, 0],
      ],
    )
    assert.deepEqual(
      jointGaps.map(({ nameA, nameB, miles }) => [[nameA, nameB].toSorted().join(), miles]),
      [['Kent Police,Sussex Police', 13]],
    )
  })
})
