/** What an agency is, and whom a commissioner or an inspectorate holds to account, is the operator's to say. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { agency } from '../../src/cli/agency.ts'
import { WrongUse, type Terminal } from '../../src/cli/command.ts'
import { agencyKind, codesOf, holdsToAccount } from '../../src/wire/codes.ts'
import { testNode, type TestNode } from '../support/node.ts'

const ADMINISTRATOR = 'administrator@kent-police.example'
const refusedBy = (constraint: string) => ({ code: '23514', constraint })

void describe('what an agency is', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const terminal = () => {
    const [said, printed]: [string[], string[]] = [[], []]
    const made: Terminal = {
      env: { NODE_ENV: 'test', DATABASE_URL: node.url },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
    return { ...made, said, printed }
  }
  const standing = () =>
    node.admin(
      `select a.slug, a.kind, array(select h.agency_id from identity.held_to_account h
                                    where h.body_id = a.id order by 1) as holds
       from identity.agency a order by a.slug`,
    )
  const events = (operation: string) =>
    node.admin<{ agency_id: number; service: string; detail: Record<string, unknown> }>(
      'select agency_id, service, detail from ledger.event where operation = $1 order by id',
      [operation],
    )
  const agencies = async () => (await node.admin('select from identity.agency')).length
  const count = async (operation: string) => (await events(operation)).length
  /** What the act wrote, once in each ledger. */
  const toldTo = async (operation: string, act: () => Promise<unknown>) => {
    const before = await count(operation)
    await act()
    const told = (await events(operation)).slice(before)
    assert.equal(new Set(told.map(({ agency_id }) => agency_id)).size, await agencies(), operation)
    assert.equal(
      new Set(told.map(({ detail }) => JSON.stringify(detail))).size * (await agencies()),
      told.length,
    )
    return told
  }

  void test('is one of the kinds that the program knows, and so is who holds to account', async () => {
    const codesIn = async (constraint: string) => {
      const [row] = await node.admin<{ text: string }>(
        'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
        [constraint],
      )
      return [...(row?.text ?? '').matchAll(/'([a-z-]+)'::text/g)].map(([, code]) => code).sort()
    }
    assert.deepEqual(await codesIn('agency_kind'), [...codesOf(agencyKind)].sort())
    assert.deepEqual(await codesIn('a_body_that_holds_to_account'), [...holdsToAccount].sort())
  })

  void test('is changed by no member, whatever roles they hold', async () => {
    const before = await standing()
    const people = [ADMINISTRATOR, 'coordinator@kent-police.example', 'administrator@sussex-pcc.example']
    for (const email of people)
      for (const statement of [
        `update identity.agency set kind = 'inspectorate'`,
        `update identity.agency set kind = 'commissioner', version = version + 1 where id = identity.viewer_agency()`,
        `insert into identity.held_to_account (body_id, body_kind, agency_id) values (1, 'commissioner', 2)`,
        `update identity.held_to_account set agency_id = 4`,
        'delete from identity.held_to_account',
      ])
        await assert.rejects(
          node.database.performAs(
            { personId: node.person(email).id, operation: 'test', purpose: null },
            ({ tx }) => tx.run(statement),
          ),
          { code: '42501' },
          `${email}: ${statement}`,
        )
    assert.deepEqual(await standing(), before)
  })

  void test('nor by the program for anybody but its operator', async () => {
    const before = await standing()
    const job = { service: 'retention', operation: 'test' }
    for (const statement of [
      `update identity.agency set kind = 'inspectorate' where slug = 'nca'`,
      `insert into identity.held_to_account (body_id, body_kind, agency_id)
       select b.id, b.kind, a.id from identity.agency b, identity.agency a
       where b.slug = 'hmicfrs' and a.slug = 'nca'`,
    ])
      await assert.rejects(
        node.database.performAsService(job, ({ tx }) => tx.run(statement)),
        { code: '42501' },
        statement,
      )
    const removed = await node.database.performAsService(job, ({ tx }) =>
      tx.run('delete from identity.held_to_account'),
    )
    assert.equal(removed, 0)
    assert.deepEqual(await standing(), before)
  })

  void test('is read by everybody who works here, and on the list of desks', async () => {
    for (const email of ['analyst@kent-police.example', 'overseer@hmicfrs.example']) {
      const kinds = await node.database.performAs(
        { personId: node.person(email).id, operation: 'test', purpose: null },
        async ({ tx }) => ({
          agencies: await tx.many(`select slug from identity.agency where kind = 'force' order by slug`),
          held: await tx.many('select body_id from identity.held_to_account'),
        }),
      )
      assert.deepEqual(kinds.agencies, [
        { slug: 'essex-police' },
        { slug: 'kent-police' },
        { slug: 'sussex-police' },
      ])
      assert.equal(kinds.held.length, 4)
      const page = await (await node.signIn(email)).get('/desks')
      assert.match(page.text, /Kent Police<span class="seamark-table__detail">Police force</)
      assert.match(page.text, /Police and crime commissioner; holds Sussex Police to account/)
    }
  })

  void test('is said by the operator, and every agency’s ledger has it', async () => {
    const at = terminal()
    const told = await toldTo('identity.agency.kinds.set', async () => {
      assert.equal(await agency(['kinds', 'set', 'border-force', 'force'], at), 0)
    })
    assert.equal(told.length, await agencies())
    assert.deepEqual(told[0]?.detail, { agency: 'border-force', kind_from: 'agency', kind_to: 'force' })
    assert.equal(told[0].service, 'operator')
    assert.match(at.said.join(), /border-force: police force\. The change is in the ledger of every agency\./)
    for (const name of ['kent-police', 'nca']) {
      const page = await (await node.signIn(`records-manager@${name}.example`)).get('/ledger?use=lawfulness')
      assert.match(
        page.text,
        /Said what an agency of the node is \(border-force\): police force, before agency/,
      )
    }
    const before = await count('identity.agency.kinds.set')
    assert.equal(await agency(['kinds', 'set', 'border-force', 'force'], terminal()), 0)
    assert.equal(await agency(['kinds', 'set', 'nowhere', 'force'], terminal()), 1)
    for (const wrong of [['set', 'nca', 'gang'], ['set', 'nca'], ['set'], ['list', 'nca'], []])
      await assert.rejects(agency(['kinds', ...wrong], terminal()), WrongUse, wrong.join(' '))
    assert.equal(await count('identity.agency.kinds.set'), before)
    const list = terminal()
    assert.equal(await agency(['kinds', 'list'], list), 0)
    assert.ok(list.printed.includes('hmicfrs\tinspectorate\tInspectorate'))
  })

  void test('also when somebody changes it past the program', async () => {
    const told = await toldTo('identity.agency.kinds.set', () =>
      node.admin(`update identity.agency set kind = 'agency' where slug = 'border-force'`),
    )
    assert.equal(told[0]?.service, 'database')
    const removed = await toldTo('identity.agency.held-to-account.remove', () =>
      node.admin(`delete from identity.held_to_account h using identity.agency a
                  where a.id = h.agency_id and a.slug = 'essex-police'`),
    )
    assert.deepEqual(removed[0]?.detail, { body: 'hmicfrs', agency: 'essex-police' })
  })

  void test('lets a commissioner and an inspectorate hold others to account, as the operator says', async () => {
    const told = await toldTo('identity.agency.held-to-account.add', async () => {
      assert.equal(await agency(['held-to-account', 'add', 'hmicfrs', 'essex-police', 'nca'], terminal()), 0)
    })
    assert.equal(told.length, 2 * (await agencies()))
    const page = await (
      await node.signIn('records-manager@kent-police.example')
    ).get('/ledger?use=lawfulness')
    assert.match(page.text, /Entered an agency as held to account: nca, by hmicfrs/)
    const again = await count('identity.agency.held-to-account.add')
    assert.equal(await agency(['held-to-account', 'add', 'hmicfrs', 'nca'], terminal()), 0)
    assert.equal(await agency(['held-to-account', 'add', 'hmicfrs', 'nca', 'nowhere'], terminal()), 1)
    assert.equal(await count('identity.agency.held-to-account.add'), again)
    await toldTo('identity.agency.held-to-account.remove', async () => {
      assert.equal(await agency(['held-to-account', 'remove', 'hmicfrs', 'nca'], terminal()), 0)
    })
    const list = terminal()
    assert.equal(await agency(['held-to-account', 'list', '--json'], list), 0)
    assert.deepEqual(
      list.printed.map((line) => JSON.parse(line) as object),
      [
        { body: 'hmicfrs', holdsToAccount: ['essex-police', 'kent-police', 'sussex-police'] },
        { body: 'sussex-pcc', holdsToAccount: ['sussex-police'] },
      ],
    )
    for (const wrong of [['add', 'hmicfrs'], ['add', 'hmicfrs', 'hmicfrs'], ['list', 'hmicfrs'], ['add']])
      await assert.rejects(agency(['held-to-account', ...wrong], terminal()), WrongUse, wrong.join(' '))
  })

  void test('lets no force hold to account, nor anybody themselves', async () => {
    const before = await standing()
    const at = terminal()
    assert.equal(await agency(['held-to-account', 'add', 'kent-police', 'nca'], at), 1)
    assert.match(at.said.join(), /entered as "Police force"\. Only a police and crime commissioner or/)
    const insert = (kind: string) =>
      node.admin(
        `insert into identity.held_to_account (body_id, body_kind, agency_id)
         values ((select id from identity.agency where slug = 'kent-police'), $1, $2)`,
        [kind, node.agency('nca')],
      )
    await assert.rejects(insert('force'), refusedBy('a_body_that_holds_to_account'))
    // It says of itself that it is one, and is none.
    await assert.rejects(insert('commissioner'), { code: '23503' })
    await assert.rejects(
      node.admin(
        `insert into identity.held_to_account (body_id, body_kind, agency_id)
         select id, kind, id from identity.agency where slug = 'hmicfrs'`,
      ),
      refusedBy('nobody_holds_themselves_to_account'),
    )
    assert.deepEqual(await standing(), before)
  })

  void test('stays while agencies are held to account by it', async () => {
    const before = await standing()
    const at = terminal()
    assert.equal(await agency(['kinds', 'set', 'sussex-pcc', 'force'], at), 1)
    assert.match(at.said.join(), /sussex-pcc holds agencies to account/)
    await assert.rejects(
      node.admin(`update identity.agency set kind = 'force' where slug = 'sussex-pcc'`),
      refusedBy('a_body_that_holds_to_account'),
    )
    assert.deepEqual(await standing(), before)
    // From one kind that does to the other it goes along.
    assert.equal(await agency(['kinds', 'set', 'sussex-pcc', 'inspectorate'], terminal()), 0)
    assert.equal(await agency(['kinds', 'set', 'sussex-pcc', 'commissioner'], terminal()), 0)
    assert.deepEqual(await standing(), before)
  })

  void test('is said when an agency is entered', async () => {
    const desk = ['--desk', 'Desk', '--desk-email', 'desk@x.example', '--desk-phone', '01632 960123']
    const add = (id: string, ...more: string[]) =>
      agency(['add', id, '--name', id, ...desk, ...more], terminal())
    assert.equal(await add('norfolk-police', '--kind', 'force'), 0)
    assert.equal(await add('customs'), 0)
    await assert.rejects(add('gang', '--kind', 'gang'), /--kind: is one of force, agency/)
    assert.deepEqual(
      await node.admin(
        `select slug, kind from identity.agency where slug in ('norfolk-police', 'customs') order by slug`,
      ),
      [
        { slug: 'customs', kind: 'agency' },
        { slug: 'norfolk-police', kind: 'force' },
      ],
    )
  })
})
