/** Wakes and looks, when what carries them breaks: nobody is forgotten, and no act waits for them. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { startDraft } from '../../../test/support/drafts.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import { openStream } from '../../../test/support/stream.ts'
import { until } from '../../../test/support/until.ts'
import { rooms } from '../../app.ts'
import { whatWaits } from '../../rooms/home/index.ts'
import { foldRooms } from '../rooms/fold-rooms.ts'
import type { Scope } from '../database/scope.ts'
import { beginSession } from '../identity/session.ts'
import { openLooks } from './look.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

void describe('a wake', () => {
  let node: TestNode
  let beside: TestNode
  before(async () => {
    node = await testNode()
    beside = await testNode({ beside: node })
  })
  after(async () => {
    await beside.close()
    await node.close()
  })

  /** A superuser's connection, for as long as `work` takes. */
  const withAdmin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: node.adminUrl })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const looksThatWait = () =>
    node.admin<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'seamark-looks' and wait_event_type = 'Lock'`,
    )
  const actAs = (email: string) => ({ personId: node.person(email).id, operation: 'test.act', purpose: null })
  const openBoth = async (browser: Desk) => {
    const streams = [await openStream(node.base, browser), await openStream(beside.base, browser)]
    for (const stream of streams) await stream.next()
    return streams
  }

  void test('whose look loses its connection is told after all, on every node', async () => {
    const browser = await node.signIn(OFFICER)
    await startDraft(browser)
    const streams = await openBoth(browser)
    await withAdmin(async (client) => {
      await client.query('begin; set local session_replication_role = replica')
      await client.query('lock table coast.stretch in access exclusive mode')
      await client.query(
        `update intelligence.version set written_at = written_at + interval '1 second' where author_id = $1`,
        [node.person(OFFICER).id],
      )
      await node.database.performAs(actAs(OFFICER), (scope) => {
        scope.wake([scope.actor.agencyId])
        return Promise.resolve()
      })
      await until('both looks', async () => (await looksThatWait()).length === 2)
      for (const { pid } of await looksThatWait())
        await client.query('select pg_terminate_backend($1)', [pid])
      await client.query('commit')
    })
    for (const stream of streams) {
      assert.match(await stream.next(), /event: tasks/)
      stream.close()
    }
  })

  void test('that a process left unsaid when it died is heard all the same', async () => {
    const browser = await node.signIn(OFFICER)
    const streams = await openBoth(browser)
    // What a member's transaction does, by a process that ends before it has said anything.
    await withAdmin(async (client) => {
      await client.query('begin; set local session_replication_role = replica')
      await client.query(
        `update intelligence.version set written_at = written_at + interval '1 second' where author_id = $1`,
        [node.person(OFFICER).id],
      )
      await client.query(`set local role seamark_member`)
      await client.query('select platform.wake($1)', [[node.person(OFFICER).agencyId]])
      await client.query('commit')
    })
    for (const stream of streams) {
      assert.match(await stream.next(), /event: tasks/)
      stream.close()
    }
    assert.deepEqual(await node.admin('select from platform.woken'), [])
  })

  void test('of a transaction that is undone is not said', async () => {
    await assert.rejects(
      node.database.performAs(actAs(OFFICER), async (scope) => {
        await scope.tx.run('select platform.wake($1)', [[scope.actor.agencyId]])
        throw new Error('planted')
      }),
      /planted/,
    )
    assert.deepEqual(await node.admin('select from platform.woken'), [])
  })

  void test('and a job make no transaction of an act carry a NOTIFY', async () => {
    const acted: number[] = []
    const said: { channel: string; processId: number }[] = []
    const wakeAll = async (scope: Pick<Scope, 'tx' | 'wake'>) => {
      const { pid } = await scope.tx.one<{ pid: number }>('select pg_backend_pid() as pid')
      acted.push(pid)
      scope.wake([node.person(OFFICER).agencyId])
    }
    await withAdmin(async (client) => {
      client.on('notification', (one) => said.push(one))
      await client.query('listen seamark_wake; listen seamark_job; listen "jobs:insert"')
      await node.database.performAs(actAs(OFFICER), wakeAll)
      await node.database.performAsPublic({ operation: 'test.act' }, wakeAll)
      await node.database.performAsService({ service: 'test', operation: 'test.act' }, async (scope) => {
        await wakeAll(scope)
        scope.outbox({ task: 'test', payload: {} })
      })
      await until('a wake and a job', async () => {
        await client.query('select')
        return ['seamark_wake', 'seamark_job'].every((channel) => said.some((one) => one.channel === channel))
      })
    })
    assert.equal(acted.length, 3)
    assert.deepEqual(
      said.filter(({ processId }) => acted.includes(processId)),
      [],
    )
    await node.admin('delete from platform.outbox_message')
  })
})

void describe('a look', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  /** As a superuser without triggers: who may change people is other tests' matter. */
  const withReplica = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: node.adminUrl })
    await client.connect()
    try {
      await client.query('set session_replication_role = replica')
      await work(client)
    } finally {
      await client.end()
    }
  }

  void test('opens the scope that a request of the same session opens', async () => {
    const browser = await node.signIn(OFFICER)
    await browser.post('/purpose', { purpose: 'Looking' })
    await node.admin(`create schema planted`)
    await node.admin(`create function planted.waiting() returns jsonb language sql as $$
      select jsonb_build_object('counts', '{}'::jsonb, 'mark', (
        select jsonb_object_agg(name, current_setting('seamark.' || name, true))
        from unnest(array['person', 'agency', 'roles', 'clearance', 'active', 'operation', 'purpose', 'service']) as name)
        || jsonb_build_object('role', current_user)) $$`)
    await node.admin('grant usage on schema planted to seamark_app, seamark_member')
    const [row] = await node.admin<{ id_hash: Buffer; purpose: string | null }>(
      'select id_hash, purpose from identity.session where person_id = $1 and ended_at is null',
      [node.person(OFFICER).id],
    )
    assert.ok(row)
    const session = { idHash: row.id_hash, idleMinutes: 30, hours: 12 }
    const who = {
      personId: node.person(OFFICER).id,
      operation: 'platform.live.listen',
      purpose: row.purpose,
      session,
    }
    const asked = await node.database.performAs(who, (scope) =>
      scope.tx.one<{ answer: { mark: object } }>('select planted.waiting() as answer'),
    )
    const looks = openLooks(node.url, {
      rooms: ['planted'],
      read: ([answer]) => answer ?? { counts: {}, mark: '' },
    })
    try {
      const gone = { ...session, idHash: Buffer.alloc(32) }
      const [seen, nobody] = await looks.look([session, gone], null)
      assert.deepEqual(seen?.get('planted')?.mark, asked.answer.mark)
      assert.equal(nobody, null)
      assert.deepEqual(await looks.alive([gone, session]), [false, true])
    } finally {
      await looks.close()
    }
  })

  void test('is shared only by those who see the same', async () => {
    const people = [OFFICER, 'analyst@sussex-police.example', 'analyst@kent-police.example']
    const sees = async (email: string, change = '') => {
      if (change !== '') await withReplica((client) => client.query(change, [node.person(email).id]))
      const { sees_as } = await node.database.performAs(
        { personId: node.person(email).id, operation: 'test.look', purpose: null },
        (scope) => scope.tx.one<{ sees_as: string }>('select access.viewer_sees_as() as sees_as'),
      )
      return sees_as
    }
    const seen = []
    for (const email of people) seen.push(await sees(email))
    for (const change of [
      `update identity.person set clearance = case clearance when 'OFFICIAL' then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end where id = $1`,
      `update identity.person set roles = '{coordinator,records_manager}' where id = $1`,
      `with made as (insert into access.compartment (id, name, agency_id) select gen_random_uuid(), 'Operation', agency_id
         from identity.person where id = $1 returning id)
       insert into access.compartment_member (compartment_id, person_id) select id, $1 from made`,
    ])
      seen.push(await sees(OFFICER, change))
    assert.equal(new Set(seen).size, seen.length)
    assert.equal(
      await sees(OFFICER, `update identity.person set roles = '{records_manager,coordinator}' where id = $1`),
      seen.at(-1),
    )
  })

  void test('for many asks of each what they may see, and nothing is left of one in the next', async () => {
    const emails = [OFFICER, 'analyst@kent-police.example', 'records-manager@sussex-police.example', OFFICER]
    const sessions = []
    for (const email of emails) {
      const secret = await beginSession(node.database, node.person(email).id, null)
      sessions.push({ idHash: createHash('sha256').update(secret).digest(), idleMinutes: 30, hours: 12 })
    }
    for (const email of emails.slice(0, 2)) await startDraft(await node.signIn(email))
    const looks = openLooks(node.url, whatWaits(foldRooms(rooms)))
    try {
      const alone = []
      for (const session of sessions) alone.push(...(await looks.look([session], null)))
      assert.deepEqual(await looks.look(sessions, null), alone)
      for (const room of ['operations', 'deconfliction', 'reporting'])
        assert.deepEqual(
          await looks.look(sessions, new Set([room])),
          alone.map((one) => one && new Map([...one].filter(([name]) => name === room))),
        )
      assert.equal(new Set(alone.map((one) => one && looks.read(one).mark)).size, 3)
    } finally {
      await looks.close()
    }
  })
})
