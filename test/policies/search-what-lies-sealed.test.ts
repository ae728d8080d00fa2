/** What the public sent is looked through with real keys, some at a time; what does not open is counted; nothing is kept of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { answersOf, publicServices } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { arrivedReport, atDesk } from '../../src/rooms/reporting/triage/desk.test-support.ts'
import { acting } from '../../src/rooms/intelligence/reports.test-support.ts'
import { kent, manager, officer, second } from '../../src/rooms/records/records.test-support.ts'
import { room as reporting, unlock } from '../../src/rooms/reporting/index.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { searchSealed } from '../../src/rooms/records/requests/search-sealed.ts'
import { checkIdentity, nameOfficer } from '../../src/rooms/records/requests/identity-and-officer.ts'
import { takeInRequest, takeInSchema } from '../../src/rooms/records/requests/take-in-request.ts'
import type { RequestId } from '../../src/rooms/records/requests/request-store.ts'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

void describe('a search through what lies sealed', () => {
  let node: TestNode
  let as: ReturnType<typeof acting>
  before(async () => {
    node = await testNode()
    as = acting(node)
    await makeExerciseDesks(node.database, null)
  })
  after(() => node.close())

  const past = () => new Date(Date.now() - 3 * 3_600_000)
  const arrived = (words: string, more = {}) =>
    arrivedReport(node, publicServices(node.database, past), {
      answers: answersOf({ what: { seen: [], words } }),
      ...more,
    })
  const requestFor = async (names: string, more: object = {}): Promise<RequestId> => {
    const id = await as(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: dayAgo(3), channel: 'letter', names },
          ...{ asks: 'Everything', answer_to: '1 Invented Street' },
          ...more,
        }),
      ),
    )
    await as(manager, async (scope) => {
      await checkIdentity(scope, id, {
        ...{ outcome: 'proven', identity_on: dayAgo(2), identity_note: 'Passport seen' },
      })
      await nameOfficer(scope, id, node.person(officer).id)
    })
    return id
  }
  const rowsOf = (id: string) =>
    node.admin<{ reference: string; sealed_id: string }>(
      'select reference, sealed_id from records.subject_request_item where request_id = $1 and sealed_id is not null',
      [id],
    )

  void test('finds them, keeps ids alone, answers with what was given, and is an event for each opening', async () => {
    const hit = await arrived('I saw Zélie Zqsealed with a van')
    const message = await arrived('A van', { contact: { name: 'Zelie Zqsealed' } })
    const other = await arrived('Somebody else altogether')
    const id = await requestFor('Zelie Zqsealed')
    const locked = await atDesk(node, officer, false)
    const page = await locked.get(`/requests/${id}`)
    assert.match(textOf(page.text), /Unlock the desk’s key/)
    assert.equal((await locked.post(`/requests/${id}/sealed`, {})).status, 403)
    assert.deepEqual(await rowsOf(id), [])

    const desk = await atDesk(node, officer)
    await desk.get(`/requests/${id}`)
    await desk.post(`/requests/${id}/search`, {})
    assert.match(
      textOf((await desk.get(`/requests/${id}`)).text),
      /Reports of the public were not looked through/,
    )
    const done = await desk.post(`/requests/${id}/sealed`, {})
    assert.equal(done.status, 303, done.text.slice(0, 500))
    const ids = (await rowsOf(id)).map((row) => row.sealed_id)
    assert.ok(ids.includes(hit.id) && !ids.includes(other.id))
    // The officer holds the source key in the exercise: who reported is found as well.
    const holdsSource = ids.includes(message.id)
    const said = textOf((await desk.get(`/requests/${id}`)).text)
    assert.match(said, /looked through by/)
    assert.equal(/did not open whole/.test(said), !holdsSource)
    const opened = await node.admin(
      `select from ledger.event where subject_id = $1 and operation = 'records.request.sealed'`,
      [hit.id],
    )
    assert.equal(opened.length, 1)

    // Nothing of the plain text stands anywhere.
    const tables = await node.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const found = await node.admin(`select from ${name} t where t::text ilike '%with a van%' limit 1`)
      assert.equal(found.length, 0, name)
    }

    // A records manager sees a reference, and a colleague at the same desk nothing.
    const managing = await node.signIn(manager)
    const seen = await managing.get(`/requests/${id}`)
    assert.match(textOf(seen.text), /Report of the public/)
    assert.ok(!seen.text.includes('with a van'))
    for (const who of [second, kent]) {
      const away = await atDesk(node, who)
      await away.get('/')
      assert.equal((await away.post(`/requests/${id}/sealed`, {})).status, 404)
    }

    const items = await node.admin<{ id: string; sealed_id: string }>(
      'select id, sealed_id from records.subject_request_item where request_id = $1',
      [id],
    )
    for (const item of items) {
      const read = await desk.get(`/requests/${id}/items/${item.id}`)
      assert.equal(read.status, 200, read.text.slice(0, 300))
      const parts = [...read.text.matchAll(/name="([a-z]+-\d+)"/g)].map(([, part]) => part ?? '')
      const decided = await desk.post(`/requests/${id}/items/${item.id}`, {
        about: 'them',
        ...Object.fromEntries(parts.map((part) => [part, 'give'])),
      })
      assert.equal(decided.status, 303, textOf(decided.text).slice(0, 500))
    }
    await desk.get(`/requests/${id}`)
    assert.equal((await desk.post(`/requests/${id}/ready`, { tells: 'yes' })).status, 303)
    assert.match(textOf((await desk.get(`/requests/${id}/answer`)).text), /Zélie Zqsealed with a van/)
    assert.equal((await locked.get(`/requests/${id}/answer`)).status, 403)
  })

  void test('goes on where it stopped, and each report is opened once', async () => {
    const id = await requestFor('Vera Zqsteps')
    const hits = []
    for (const words of ['One', 'Vera Zqsteps', 'Three', 'zqsteps, VERA', 'Five']) {
      const { id: report } = await arrived(words)
      if (/zqsteps/i.test(words)) hits.push(report)
    }
    const session = Buffer.alloc(32, 7)
    const perform = <T>(work: (scope: MemberScope) => Promise<T>): Promise<T> =>
      node.database.performAs(
        { personId: node.person(officer).id, operation: 'records.request.sealed', purpose: 'A request' },
        work,
      )
    const rights = reporting.subjectRights ? [reporting.subjectRights] : []
    await assert.rejects(
      perform((scope) => searchSealed(scope, rights, session, id)),
      { code: 'desk-key-locked' },
    )
    assert.equal(await unlock(perform, session, EXERCISE_PASSPHRASE), 'unlocked')
    const [{ all } = { all: 0 }] = await node.admin<{ all: number }>(
      `select count(*)::integer as all from reporting.public_report where agency_id = $1`,
      [node.agency('sussex-police')],
    )
    const looked = []
    for (;;) {
      const step = await perform((scope) => searchSealed(scope, rights, session, id, 2))
      looked.push(step.looked)
      if (step.place === null) break
    }
    assert.deepEqual(
      looked,
      looked.map((_, index) => Math.min(2 * (index + 1), all)),
    )
    assert.deepEqual((await rowsOf(id)).map((row) => row.sealed_id).sort(), hits.sort())
    const events = await node.admin<{ times: number }>(
      `select count(*)::integer as times from ledger.event
       where subject_id = any ($1) and operation = 'records.request.sealed' and person_id = $2
         and purpose = 'A request' group by subject_id`,
      [hits, node.person(officer).id],
    )
    assert.deepEqual(events, [{ times: 1 }, { times: 1 }])
  })

  void test('says what it could not look into', async () => {
    const id = await requestFor('Nobody Zqnone')
    await arrived('Nothing about anybody')
    const { id: gone } = await arrived('Gone')
    await node.admin(
      `begin; set local session_replication_role = replica;
       update reporting.sealed_part set header = null, payload = null where report_id = '${gone}';
       update reporting.public_report set destroyed_at = now() where id = '${gone}'; commit`,
    )
    const desk = await atDesk(node, officer)
    await desk.get(`/requests/${id}`)
    await desk.post(`/requests/${id}/search`, {})
    await desk.post(`/requests/${id}/sealed`, {})
    const said = textOf((await desk.get(`/requests/${id}`)).text)
    assert.match(said, /1 report destroyed before/)
    assert.deepEqual(await rowsOf(id), [])
  })

  void test('nobody is looked for before it is noted who they are, nor by anybody but the named officer: by SQL', async () => {
    const id = await requestFor('Perrin Zqsql')
    const insert = `insert into records.sealed_search (request_id, kind, agency_id, by_person) values ($1, 'public-report', $2, $3)`
    for (const who of [second, kent, manager])
      await assert.rejects(
        as(who, async (scope) => {
          scope.record({ kind: 'alteration', subject: { kind: 'subject-request', id } })
          await scope.tx.run(insert, [id, scope.actor.agencyId, scope.actor.personId])
        }),
        (fault: { code?: string }) => ['42501', 'SM003'].includes(fault.code ?? ''),
        who,
      )
    const { kept } = await as(manager, (scope) =>
      scope.tx.one<{ kept: number | null }>('select records.keep_sealed_found($1, $2::uuid[]) as kept', [
        id,
        [id],
      ]),
    )
    assert.equal(kept, null)
  })

  void test('what the agency keeps itself is noted by somebody who searched there, and says so', async () => {
    const id = await requestFor('Orla Zqoutside')
    const managing = await node.signIn(manager)
    await managing.get(`/requests/${id}`)
    await managing.post(`/requests/${id}/search`, {})
    const empty = await managing.post(`/requests/${id}/outside`, {})
    assert.match(textOf(empty.text), /Choose what came of it/)
    const noted = await managing.post(`/requests/${id}/outside`, {
      outcome: 'nothing',
      note: 'By name in our own system',
    })
    assert.equal(noted.status, 303)
    assert.match(
      textOf((await managing.get(`/requests/${id}`)).text),
      /Records that your agency keeps itself: nothing on them was found\. Noted by/,
    )
  })
})
