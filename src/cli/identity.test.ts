/** What the operator does about identities, sessions and providers: each act with its event. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../test/support/database.ts'
import { whoIsMeant } from '../platform/identity/people.ts'
import { recordRefusedSignIn } from '../platform/identity/refused-sign-ins.ts'
import { agencyOfScimToken } from '../platform/identity/scim/token.ts'
import { beginSession } from '../platform/identity/session.ts'
import { agency } from './agency.ts'
import type { Terminal } from './command.ts'
import { person } from './person.ts'
import { sessions } from './sessions.ts'
import { signIns } from './sign-ins.ts'

const OFFICER = 'intelligence-officer@kent-police.example'
const ISSUER = 'https://identity.example'

void describe('the operator', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.close())

  const terminal = (): Terminal & { said: string[]; data: string[] } => {
    const [said, data]: [string[], string[]] = [[], []]
    return {
      ...{ said, data },
      env: { DATABASE_URL: db.url, NODE_ENV: 'test' },
      out: (line) => void data.push(line),
      say: (line) => void said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    }
  }
  const bind = (email: string, subject: string, issuer = ISSUER) =>
    whoIsMeant(db.database, { issuer, subject, email, agencies: null }, 1)
  const eventsOf = (operation: string) =>
    db.admin<{ agency: string; service: string; subject: string | null }>(
      `select a.slug as agency, e.service, e.subject_id as subject from ledger.event e
       join identity.agency a on a.id = e.agency_id where e.operation = $1 order by e.id`,
      [operation],
    )
  const openSessions = async (email: string) =>
    (
      await db.admin('select from identity.session where person_id = $1 and ended_at is null', [
        db.person(email).id,
      ])
    ).length

  void test('lets an account bind again: its sessions end, and its next sign-in binds', async () => {
    assert.ok('person' in (await bind(OFFICER, 'old')))
    await beginSession(db.database, db.person(OFFICER).id, null)
    assert.ok('refused' in (await bind(OFFICER, 'new')))
    const unbind = ['unbind', '--agency', 'kent-police', '--email', OFFICER]
    assert.equal(await person(unbind, terminal()), 0)
    assert.equal(await openSessions(OFFICER), 0)
    assert.ok('person' in (await bind(OFFICER, 'new')))
    assert.deepEqual(await eventsOf('identity.person.unbind'), [
      { agency: 'kent-police', service: 'operator', subject: db.person(OFFICER).id },
    ])
    assert.equal(await person([...unbind.slice(0, -1), 'nobody@kent-police.example'], terminal()), 1)
    await assert.rejects(person(['unbind', '--agency', 'kent-police'], terminal()), /say whose/)
    assert.equal(await person(['unbind', '--agency', 'kent-police', '--all'], terminal()), 0)
    assert.equal(
      await person(['unbind', '--agency', 'kent-police', '--all'], terminal()),
      1,
      'nobody is bound',
    )
  })

  void test('an identity is not handed from one to another, and not let go of by any other part of the program', async () => {
    await bind(OFFICER, 'third')
    const { id } = db.person(OFFICER)
    const as = (service: string, statement: string) =>
      db.database.performAsService({ service, operation: 'test' }, async (scope) => {
        await scope.tx.run(statement, [id])
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      })
    for (const service of ['sign-in', 'operator'])
      await assert.rejects(as(service, `update identity.person set subject = 'another' where id = $1`), {
        code: 'SM031',
      })
    await assert.rejects(
      as('sign-in', `update identity.person set subject = null, issuer = null where id = $1`),
      {
        code: 'SM031',
      },
    )
  })

  void test('lists who has an account, and how it stands', async () => {
    const used = terminal()
    assert.equal(await person(['list', '--agency', 'kent-police'], used), 0)
    assert.ok(used.data.every((line) => line.startsWith('kent-police\t')))
    assert.ok(used.data.some((line) => line.includes(`${OFFICER}\t`) && line.endsWith('\tbound')))
    assert.ok(used.data.some((line) => line.endsWith('\tnot bound')))
    const json = terminal()
    await person(['list', '--json'], json)
    assert.ok(json.data.length > used.data.length)
    for (const line of json.data) JSON.parse(line)
  })

  void test('ends the sessions and tokens of one person, or of everybody, with an event each', async () => {
    const other = 'analyst@nca.example'
    for (const email of [OFFICER, other]) await beginSession(db.database, db.person(email).id, null)
    const early = Math.floor(Date.now() / 1000)
    assert.equal(await sessions(['end', '--person', OFFICER], terminal()), 0)
    assert.deepEqual([await openSessions(OFFICER), await openSessions(other)], [0, 1])
    const token = { issuer: ISSUER, subject: 'third', email: null, agencies: null, issuedAt: early }
    assert.deepEqual(await whoIsMeant(db.database, token, 1), {
      ...{ refused: 'token-outdated', agencyId: db.agency('kent-police'), personId: db.person(OFFICER).id },
    })
    assert.equal(await sessions(['end', '--all'], terminal()), 0)
    assert.equal(await openSessions(other), 0)
    const people = (await db.admin('select from identity.person')).length
    assert.equal((await eventsOf('identity.person.end-sessions')).length, people + 1)
    assert.equal(await sessions(['end', '--person', 'nobody@nca.example'], terminal()), 1)
    for (const wrong of [['end'], ['end', '--all', '--person', other], ['list']])
      await assert.rejects(sessions(wrong, terminal()), /seamark sessions end --all/)
  })

  void test('sees why sign-ins were refused, those that concern no agency too, and nobody’s name', async () => {
    const concerns = { agencyId: null, personId: null }
    await recordRefusedSignIn(db.database, { reason: 'no-address', ...concerns, reference: 'abc' })
    await recordRefusedSignIn(db.database, { reason: 'clock-off', ...concerns, provider: 'main' })
    await recordRefusedSignIn(db.database, {
      ...{ reason: 'other-subject', agencyId: db.agency('kent-police'), personId: db.person(OFFICER).id },
    })
    const used = terminal()
    assert.equal(await signIns(['refused'], used), 0)
    const text = used.data.join('\n')
    assert.match(text, /no agency\tno-address\t1\tabc/)
    assert.match(text, /provider main\tclock-off/)
    assert.match(text, /kent-police\tother-subject/)
    assert.match(text, /both clocks must be set by NTP/)
    assert.doesNotMatch(text, /intelligence-officer|@/)
  })

  void test('says with which provider an agency signs in: every agency’s ledger has it', async () => {
    await bind('analyst@border-force.example', 'bf')
    await beginSession(db.database, db.person('analyst@border-force.example').id, null)
    const used = terminal()
    const set = ['issuer', 'set', 'border-force', 'https://other.example/tenant']
    assert.equal(await agency(set, used), 0)
    assert.match(used.said.join(), /1 accounts of this agency are bound to another provider/)
    assert.equal(await openSessions('analyst@border-force.example'), 0)
    const agencies = (await db.admin('select from identity.agency')).length
    const told = await eventsOf('identity.agency.issuer.set')
    assert.equal(told.length, agencies)
    assert.deepEqual(await bind('analyst@border-force.example', 'bf'), {
      refused: 'other-issuer',
      ...{ agencyId: db.agency('border-force'), personId: db.person('analyst@border-force.example').id },
    })
    const list = terminal()
    await agency(['issuer', 'list'], list)
    assert.ok(list.data.includes('border-force\thttps://other.example/tenant'))
    await assert.rejects(
      agency(['issuer', 'set', 'border-force', 'nonsense'], terminal()),
      /no address and no provider/,
    )
    assert.equal(await agency(['issuer', 'clear', 'border-force'], terminal()), 0)
    assert.ok('person' in (await bind('analyst@border-force.example', 'bf')))
    await assert.rejects(
      db.database.performAsService({ service: 'sign-in', operation: 'test' }, (scope) =>
        scope.tx.run(`update identity.agency set issuer = 'https://x.example' where slug = 'nca'`),
      ),
      { code: '42501' },
      'nobody but the operator',
    )
  })

  void test('enters which group proposes which role', async () => {
    const add = ['groups', 'add', 'kent-police', 'Desk Analysts', 'analyst']
    assert.equal(await agency(add, terminal()), 0)
    assert.equal(await agency(add, terminal()), 1)
    const list = terminal()
    await agency(['groups', 'list', 'kent-police'], list)
    assert.deepEqual(list.data, ['kent-police\tDesk Analysts\tanalyst'])
    await assert.rejects(agency([...add.slice(0, -1), 'king'], terminal()), /ROLE: is not one of the roles/)
    assert.equal(await agency(['groups', 'remove', ...add.slice(2)], terminal()), 0)
    assert.equal((await eventsOf('identity.agency.groups.remove')).length, 1)
  })

  void test('enters as which rank a grade counts, and takes it out', async () => {
    const add = ['grades', 'add', 'nca', 'Exercise grade 3', 'inspector']
    assert.equal(await agency(add, terminal()), 0)
    assert.equal(await agency([...add.slice(0, -1), 'constable'], terminal()), 1, 'one rank for one grade')
    const list = terminal()
    await agency(['grades', 'list', 'nca'], list)
    assert.deepEqual(list.data, ['nca\tExercise grade 3\tinspector'])
    await assert.rejects(agency([...add.slice(0, -1), 'king'], terminal()), /RANK: is not one of the ranks/)
    await assert.rejects(
      agency(['grades', 'add', 'nca', '\u0000', 'inspector'], terminal()),
      /GRADE: 1 to 80/,
    )
    assert.equal(await agency(['grades', 'remove', 'nca', 'exercise GRADE 3'], terminal()), 0)
    assert.equal(await agency(['grades', 'remove', 'nca', 'Exercise grade 3'], terminal()), 1)
    for (const act of ['add', 'remove'])
      assert.equal((await eventsOf(`identity.agency.grades.${act}`)).length, 1)
    await assert.rejects(
      db.database.performAsService({ service: 'sign-in', operation: 'test' }, (scope) =>
        scope.tx.run(`insert into identity.grade (agency_id, name, rank) values ($1, 'x', 'inspector')`, [
          db.agency('nca'),
        ]),
      ),
      { code: '42501' },
      'nobody but the operator',
    )
  })

  void test('makes a directory’s token, changes it for another without a gap, and ends it', async () => {
    const make = async () => {
      const used = terminal()
      return { status: await agency(['scim-token', 'make', 'kent-police'], used), token: used.data[0] ?? '' }
    }
    const [first, second, third] = [await make(), await make(), await make()]
    assert.deepEqual([first.status, second.status, third.status], [0, 0, 1], 'two are good at once')
    const list = terminal()
    await agency(['scim-token', 'list', 'kent-police'], list)
    const [, id = ''] = (list.data[0] ?? '').split('\t')
    assert.equal(await agency(['scim-token', 'end', 'kent-police', id], terminal()), 0)
    assert.equal(await agency(['scim-token', 'end', 'kent-police', id], terminal()), 1)
    const whose = await Promise.all(
      [first, second].map(({ token }) => agencyOfScimToken(db.database, `Bearer ${token}`)),
    )
    assert.deepEqual(whose, [null, db.agency('kent-police')])
    assert.equal((await eventsOf('identity.scim.token.make')).length, 2)
  })
})
