/** Tasking: a bid is read by those who sit in its meeting, decided by who holds it, and never by who wrote it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { fileReport } from '../../intelligence/index.ts'
import { checked } from '../../intelligence/reports.test-support.ts'
import { KENT, KENT_COORDINATOR, LEAD, operationOf, operationsOf } from '../operations.test-support.ts'
import { proposeOperation } from '../propose-operation.ts'
import { bidMoves, parseBid } from './bid.ts'
import { decideBid, reviewBid } from './decide-bid.ts'
import type { BidId, MeetingId } from './ids.ts'
import { holdMeeting, listMeetings, readMeeting } from './meetings.ts'
import { bidsOf, listBids, operationsOf as raisedBy, productOf, readBid, saidOf } from './read-bids.ts'
import { bidTasks } from './tasks.ts'
import { bidBody, call, decide, draft, inDays, submit } from './tasking.test-support.ts'
import { BID_STATES, type BidState } from './words.ts'
import { changeBid, linkBid } from './write-bid.ts'

const NCA = 'coordinator@nca.example'
const NCA_OFFICER = 'intelligence-officer@nca.example'
const KENT_COLLEAGUE = 'intelligence-officer-2@kent-police.example'
const STRANGER = 'intelligence-officer@border-force.example'
const INVESTIGATOR = 'investigator@kent-police.example'

void describe('tasking', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let meeting: MeetingId
  let nca: number
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    nca = db.agency('nca')
    meeting = await at.as(NCA, (scope) =>
      call(scope, { agencies: [db.agency('kent-police'), db.agency('sussex-police')] }),
    )
  })
  after(() => db.close())

  const as = <T>(who: string, work: Parameters<typeof at.as<T>>[1]) => at.as(who, work)
  const drafted = (who = KENT, changes: object = {}) =>
    as(who, (scope) => draft(scope, meeting, { asked_of: [nca], ...changes }))
  const submitted = async (who = KENT) => {
    const id = await drafted(who)
    await as(who, (scope) => submit(scope, id))
    return id
  }
  const reads = async (who: string, id: BidId) => {
    try {
      return (await as(who, (scope) => readBid(scope, id))).bid.state
    } catch (fault) {
      if ((fault as { code?: string }).code === 'not-found') return 'nothing'
      throw fault
    }
  }
  const kindsOf = async (who: string, id: BidId) =>
    (await as(who, bidTasks)).filter(({ href }) => href.endsWith(id)).map(({ kind }) => kind)

  void test('a meeting is called by a coordinator, and is there for those who sit in it', async () => {
    await assert.rejects(
      as(NCA_OFFICER, (scope) => call(scope)),
      { code: 'wrong-role' },
    )
    for (const who of [NCA, NCA_OFFICER, KENT, LEAD]) {
      const read = await as(who, (scope) => readMeeting(scope, meeting))
      assert.deepEqual(
        read.seats.map(({ name }) => name),
        ['Kent Police', 'National Crime Agency', 'Sussex Police'],
        who,
      )
    }
    for (const who of [STRANGER, INVESTIGATOR]) {
      await assert.rejects(
        as(who, (scope) => readMeeting(scope, meeting)),
        { code: 'not-found' },
        who,
      )
      assert.deepEqual((await as(who, (scope) => listMeetings(scope))).rows, [])
    }
  })

  void test('a draft is its own agency’s; once it is submitted those who sit in its meeting read it', async () => {
    const id = await drafted()
    assert.deepEqual(
      [
        await reads(KENT_COLLEAGUE, id),
        await reads(NCA, id),
        await reads(LEAD, id),
        await reads(STRANGER, id),
      ],
      ['drafted', 'nothing', 'nothing', 'nothing'],
    )
    await assert.rejects(
      as(KENT_COLLEAGUE, (scope) => submit(scope, id)),
      { code: 'not-yours' },
    )
    await as(KENT, (scope) => submit(scope, id))
    assert.deepEqual(
      [await reads(NCA, id), await reads(LEAD, id), await reads(STRANGER, id), await reads(INVESTIGATOR, id)],
      ['submitted', 'submitted', 'nothing', 'nothing'],
    )
    const listed = async (who: string) =>
      (await as(who, (scope) => listBids(scope, { list: 'open' }))).rows.some((one) => one.id === id)
    assert.deepEqual([await listed(LEAD), await listed(STRANGER)], [true, false])
    // What was submitted stays as it was.
    await assert.rejects(db.admin(`update operations.bid set problem = 'Another' where id = $1`, [id]), {
      code: 'SM003',
    })
  })

  void test('an agency that does not sit in the meeting neither bids nor is asked', async () => {
    await assert.rejects(
      as(STRANGER, (scope) => draft(scope, meeting)),
      { code: 'invalid' },
    )
    await assert.rejects(drafted(KENT, { asked_of: [db.agency('border-force')] }), { code: 'invalid' })
  })

  void test('who holds the meeting decides, with reasons, and never who wrote the bid', async () => {
    const id = await submitted()
    assert.deepEqual(await kindsOf(NCA, id), ['bid-decide'])
    assert.deepEqual(await kindsOf(NCA_OFFICER, id), [])
    await assert.rejects(
      as(KENT_COORDINATOR, (scope) => decide(scope, id)),
      { code: 'not-holding' },
    )
    await assert.rejects(
      as(NCA_OFFICER, (scope) => decide(scope, id)),
      { code: 'wrong-role' },
    )
    await as(NCA, (scope) => decide(scope, id, { word: 'in-part' }))
    assert.deepEqual([await reads(KENT, id), await kindsOf(NCA, id)], ['in-part', []])
    const [said] = await as(LEAD, (scope) => saidOf(scope, id))
    assert.deepEqual([said?.word, said?.reasons, said?.version], ['in-part', 'It closes the largest gap', 1])

    const own = await submitted(NCA)
    await assert.rejects(
      as(NCA, (scope) => decide(scope, own)),
      { code: 'another-person' },
    )
  })

  void test('by plain SQL too: two persons, the holder’s, and reasons', async () => {
    const id = await submitted()
    const insert = (by: string, agency: string, word = 'refused') =>
      db.admin(
        `insert into operations.bid_decision (id, bid_id, author_id, number, version, word, reasons, decided_by, agency_id)
         select gen_random_uuid(), b.id, b.author_id, 1, b.version, $2, 'So', $3, $4 from operations.bid b where b.id = $1`,
        [id, word, db.person(by).id, db.agency(agency)],
      )
    // The bid of the holder's own coordinator: the same person, of the holder.
    const own = await submitted(NCA)
    await assert.rejects(
      db.admin(
        `insert into operations.bid_decision (id, bid_id, author_id, number, version, word, reasons, decided_by, agency_id)
         select gen_random_uuid(), b.id, b.author_id, 1, b.version, 'refused', 'So', b.author_id, b.agency_id
         from operations.bid b where b.id = $1`,
        [own],
      ),
      /nobody_decides_their_own_bid/,
    )
    // With another's name as the author, the foreign key speaks.
    await assert.rejects(
      db.admin(
        `insert into operations.bid_decision (id, bid_id, author_id, number, version, word, reasons, decided_by, agency_id)
         select gen_random_uuid(), b.id, $2, 1, b.version, 'refused', 'So', b.author_id, b.agency_id
         from operations.bid b where b.id = $1`,
        [own, db.person(KENT).id],
      ),
      { code: '23503' },
    )
    await assert.rejects(insert(KENT_COORDINATOR, 'kent-police'), { code: 'SM003' })
    await assert.rejects(insert(NCA, 'nca', 'reviewed'), { code: 'SM003' })
    await assert.rejects(insert(NCA, 'nca', 'adopted'), /what_is_adopted_is_reviewed/)
    // No event, no decision; and no state without one.
    await assert.rejects(insert(NCA, 'nca'), { code: 'SM002' })
    await assert.rejects(db.admin(`update operations.bid set state = 'adopted' where id = $1`, [id]), {
      code: 'SM003',
    })
    for (const statement of [
      'delete from operations.bid_decision',
      'update operations.bid_version set version = version',
      'delete from operations.meeting_seat',
      `update operations.meeting set chair_post = 'Another'`,
      'delete from operations.bid',
    ])
      await assert.rejects(db.admin(statement), { code: 'SM003' }, statement)
    const states = Object.keys(BID_STATES) as BidState[]
    for (const from of states)
      for (const to of states) {
        const [row] = await db.admin<{ may: boolean }>('select operations.bid_may_move($1, $2) as may', [
          from,
          to,
        ])
        assert.equal(row?.may, bidMoves[from].includes(to), `${from} to ${to}`)
      }
  })

  void test('a returned bid comes back as its author’s task, is a draft while it is changed, and is decided anew', async () => {
    const id = await submitted()
    await as(NCA, (scope) => decide(scope, id, { word: 'returned', review_on: undefined }))
    assert.deepEqual([await kindsOf(KENT, id), await kindsOf(KENT_COLLEAGUE, id)], [['bid-returned'], []])
    const { bid } = await as(KENT, (scope) => readBid(scope, id))
    const changed = parseBid(bidBody(meeting, { asked_of: [nca], asked: 'Two weeks are enough' }))
    assert.ok('bid' in changed)
    await assert.rejects(
      as(KENT, (scope) => changeBid(scope, id, bid.revision - 1, changed.bid)),
      { code: 'stale' },
    )
    await as(KENT, (scope) => changeBid(scope, id, bid.revision, changed.bid))
    assert.equal(await reads(NCA, id), 'nothing')
    await as(KENT, (scope) => submit(scope, id))
    await as(NCA, (scope) => decide(scope, id, { word: 'refused', review_on: undefined }))
    const said = await as(LEAD, (scope) => saidOf(scope, id))
    assert.deepEqual(
      said.map(({ word, version }) => [word, version]),
      [
        ['refused', 2],
        ['returned', 1],
      ],
    )
  })

  void test('what is adopted comes back on its day, and goes when it was looked at', async () => {
    const id = await submitted()
    await as(NCA, (scope) => decide(scope, id))
    assert.deepEqual(await kindsOf(NCA, id), [])
    await db.admin(
      `begin; set local session_replication_role = replica;
       update operations.bid_decision set review_on = current_date - 1 where bid_id = '${id}'; commit`,
    )
    assert.deepEqual([await kindsOf(NCA, id), await kindsOf(KENT_COORDINATOR, id)], [['bid-review'], []])
    const { bid } = await as(NCA, (scope) => readBid(scope, id))
    const review = { reasons: 'Two accounts were found', review_on: inDays(30) }
    await as(NCA, (scope) => reviewBid(scope, id, bid.revision, review))
    assert.deepEqual([await kindsOf(NCA, id), await reads(KENT, id)], [[], 'adopted'])
    await assert.rejects(
      as(NCA, (scope) => decideBid(scope, id, bid.revision + 1, { word: 'refused', reasons: 'No' })),
      { code: 'wrong-state' },
    )
  })

  void test('an adopted bid raises an operation, and each leads to the other within sight', async () => {
    const id = await submitted()
    const propose = (who: string, changes: object) =>
      as(who, async (scope) => {
        const { id: operation } = await proposeOperation(
          scope,
          operationOf({ codename: 'Paper Kite', ...changes }),
        )
        await linkBid(scope, id, operation)
        return operation
      })
    await assert.rejects(propose(LEAD, {}), { code: 'invalid' }, 'it is not adopted yet')
    await as(NCA, (scope) => decide(scope, id))
    await assert.rejects(propose(LEAD, { origin: 'reactive' }), { code: 'invalid' })
    await assert.rejects(propose(STRANGER, {}), { code: 'invalid' })
    const operation = await propose(LEAD, {})
    assert.deepEqual(
      (await as(LEAD, (scope) => raisedBy(scope, id))).map(({ codename }) => codename),
      ['Paper Kite'],
    )
    assert.deepEqual(
      (await as(LEAD, (scope) => bidsOf(scope, operation))).map((one) => one.id),
      [id],
    )
    // Kent wrote the bid, and is not in the operation.
    assert.deepEqual(await as(KENT, (scope) => raisedBy(scope, id)), [])
    assert.deepEqual(await as(KENT, (scope) => bidsOf(scope, operation)), [])
  })

  void test('the product behind it is read by whoever may know of the record', async () => {
    const { reference } = await as(KENT, (scope) => fileReport(scope, checked({})))
    const id = await drafted(KENT, { product: { reference } })
    await as(KENT, (scope) => submit(scope, id))
    assert.equal((await as(KENT, (scope) => productOf(scope, id)))?.reference, reference)
    assert.equal(await as(NCA, (scope) => productOf(scope, id)), null)
    await assert.rejects(
      drafted(LEAD, { product: { reference } }),
      { code: 'invalid' },
      'of a record of Kent',
    )
  })

  void test('a meeting that was held takes no more bids; the list of meetings pages both ways', async () => {
    const id = await drafted()
    const other = await as(NCA, (scope) =>
      call(scope, { agencies: [db.agency('kent-police')], on_day: inDays(9) }),
    )
    const { meeting: read } = await as(NCA, (scope) => readMeeting(scope, meeting))
    await assert.rejects(
      as(KENT_COORDINATOR, (scope) => holdMeeting(scope, meeting, read.revision, ['Head'])),
      { code: 'not-found' },
    )
    await as(NCA, (scope) => holdMeeting(scope, meeting, read.revision, ['Head of Intelligence, NCA']))
    await assert.rejects(
      as(NCA, (scope) => holdMeeting(scope, meeting, read.revision, ['Head'])),
      { code: 'stale' },
    )
    await assert.rejects(
      as(KENT, (scope) => submit(scope, id)),
      { code: 'meeting-held' },
    )
    await assert.rejects(drafted(), { code: 'invalid' })
    const all = (await as(KENT, (scope) => listMeetings(scope))).rows.map((one) => one.id)
    assert.deepEqual(all, [other, meeting])
    const older = await as(KENT, (scope) => listMeetings(scope, { before: other }))
    assert.deepEqual([older.rows.map((one) => one.id), older.newer], [[meeting], meeting])
  })
})
