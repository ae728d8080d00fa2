/** Reviews and erasures of groups: nothing of what a group said is left, and a hold outranks. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import {
  addLine,
  addMember,
  assessGroup,
  groupKind,
  linkReport,
  parseGroup,
  parseMember,
  reviewGroup,
  room as networks,
  writeGroup,
} from '../../networks/index.ts'
import { releaseRecord } from '../../sharing/index.ts'
import { analyst, DUE, filed, keeping, kent, manager, officer, second } from '../records.test-support.ts'
import { bringDue } from '../reviews/bring-due.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { holdsOn, liftHold, placeHold } from '../reviews/holds.ts'
import { liftRestriction } from '../reviews/lift-restriction.ts'
import { listReviews } from '../reviews/list-reviews.ts'
import { agreeToErasure, awaitingErasures } from './erase-record.ts'
import type { RecordId } from '../../../wire/ids.ts'

const rules = new Map((networks.retention ?? []).map((rule) => [rule.name, rule]))
const day = '2026-11-01'
const next = '2027-11-01'

void describe('a group that is reviewed', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  before(async () => {
    node = await testNode()
    as = acting(node)
  })
  after(() => node.close())

  /** A group that says the word wherever it can. */
  const write = async (word: string): Promise<RecordId> => {
    const parsed = parseGroup(
      {
        ...{
          name: `Name ${word}`,
          why_a_group: `Why ${word}`,
          aliases: [word],
          routes: [word],
          methods: [word],
        },
        ...{
          commodities: [word],
          areas: [word],
          apmis_reference: word,
          classification: 'OFFICIAL',
          handling: 'P',
        },
      },
      day,
    )
    assert.ok('group' in parsed)
    const { group } = parsed
    const { id } = await as(officer, (scope) => writeGroup(scope, group))
    const member = parseMember(
      {
        ...{
          kind: 'person',
          name: `Ada ${word}`,
          role: word,
          category: 'suspected',
          is_adult: true,
          words: word,
        },
        ...{ basis: 'fact', source_evaluation: '1', intelligence_assessment: 'A' },
      },
      day,
    )
    assert.ok('member' in member)
    const report = await filed(node)
    await as(officer, async (scope) => {
      await addMember(scope, id, member.member)
      const owner = node.person(officer).id
      await addLine(scope, id, { strand: 'pursue', what: `Visit ${word}`, owner, dueOn: next })
      await assessGroup(scope, id, { grade: 'low', words: word, basis: word, madeOn: day, morile: null })
      await reviewGroup(scope, id, { words: word, nextOn: next })
      await linkReport(scope, id, report.id)
    })
    await as(officer, (scope) =>
      releaseRecord(scope, groupKind, id, {
        to: { agencies: [node.agency('kent-police')] },
        reason: `For ${word}`,
      }),
    )
    return id
  }
  const reviewOf = async (id: RecordId) => {
    await bringDue(node.database, rules, DUE)
    const { rows } = await as(manager, (scope) => listReviews(scope, {}))
    const found = rows.find((one) => one.recordId === id)
    assert.ok(found)
    return found
  }
  const tablesWith = async (word: string): Promise<string[]> => {
    const tables = await node.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const rows = await node.admin(`select 1 from ${name} t where t::text ilike '%' || $1 || '%' limit 1`, [
        word,
      ])
      if (rows.length > 0) found.push(name)
    }
    return found
  }
  const isFound = async (who: string, word: string) => {
    const desk = await node.signIn(who)
    return (await desk.get(`/search?q=${word}`)).text.includes(`Name ${word}`)
  }
  const erasing = {
    decision: 'erase',
    ground: 'no-longer-needed',
    group: null,
    criteria: [],
    reason: null,
  } as const

  void test('comes on its date, is kept for a reason, and says how many persons it names', async () => {
    const id = await write('zqkeptxw')
    const review = await reviewOf(id)
    assert.equal(review.kind, 'group')
    const rule = rules.get('networks.groups')
    assert.ok(rule)
    const persons = await as(officer, (scope) => rule.persons(scope, [id]))
    assert.deepEqual(persons.get(id), { suspected: 1, convicted: 0, victims: 0, others: 0 })
    const kept = await as(manager, (scope) => decideReviews(scope, rules, [review], keeping))
    assert.equal(kept.done, 1)
  })

  void test('is read by nobody else while it is restricted, and found again afterwards', async () => {
    const id = await write('zqrestrictedxw')
    const review = await reviewOf(id)
    const outcome = await as(manager, (scope) =>
      decideReviews(scope, rules, [review], { ...erasing, decision: 'restrict', ground: 'evidence' }),
    )
    assert.equal(outcome.done, 1)
    const status = async (who: string) => (await (await node.signIn(who)).get(`/groups/${id}`)).status
    // Who had it is led to the notice.
    assert.deepEqual([await status(kent), await status(analyst)], [303, 404])
    assert.equal(await isFound(officer, 'zqrestrictedxw'), false)
    await as(officer, (scope) => liftRestriction(scope, rules, id))
    assert.equal(await status(kent), 200)
    assert.equal(await isFound(kent, 'zqrestrictedxw'), true)
  })

  void test('leaves no trace when two persons erase it: tables, search, pages; and a hold outranks', async () => {
    const word = 'zqgroupcanaryxw'
    const id = await write(word)
    const other = await write('zqotherxw')
    const before = await tablesWith(word)
    for (const part of [
      'crime_group',
      'group_version',
      'group_member',
      'group_line',
      'group_assessment',
      'group_review',
    ])
      assert.ok(before.includes(`networks.${part}`), part)
    const review = await reviewOf(id)
    await as(manager, (scope) => placeHold(scope, review.id, 'A trial waits'))
    const held = await reviewOf(id)
    const stays = await as(manager, (scope) => decideReviews(scope, rules, [held], erasing))
    assert.equal(stays.done, 0)
    const [hold] = await as(manager, (scope) => holdsOn(scope, id))
    assert.ok(hold)
    await as(manager, (scope) => liftHold(scope, held.id, hold.id, 'It is over'))
    const free = await reviewOf(id)
    assert.equal((await as(manager, (scope) => decideReviews(scope, rules, [free], erasing))).done, 1)
    const asked = (await as(manager, awaitingErasures)).find((one) => one.recordId === id)
    assert.ok(asked)
    await assert.rejects(
      as(officer, async (scope) => {
        await scope.tx.run('select networks.erase_group($1)', [id])
      }),
      { code: 'SM003' },
      'asked by one',
    )
    await as(second, (scope) => agreeToErasure(scope, rules, asked.id))
    assert.deepEqual(await tablesWith(word), [])
    for (const who of [officer, kent]) {
      assert.equal(await isFound(who, word), false)
      const desk = await node.signIn(who)
      for (const below of ['', '/changes', '/history'])
        assert.doesNotMatch((await desk.get(`/groups/${id}${below}`)).text, new RegExp(word))
    }
    const [kept] = await node.admin<{ versions: number }>(
      `select count(*)::integer as versions from networks.group_version where group_id = $1 and person_id is not null`,
      [id],
    )
    assert.equal(kept?.versions, 1, 'number, time and author stay')
    assert.equal(await isFound(officer, 'zqotherxw'), true)
    assert.ok((await tablesWith('zqotherxw')).includes('networks.group_member'), other)
  })
})
