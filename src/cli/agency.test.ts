import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../test/support/database.ts'
import { whoIsMeant, type Claims } from '../platform/identity/people.ts'
import { addAgency, agency } from './agency.ts'
import type { Terminal } from './command.ts'
import { addPerson, person } from './person.ts'

void describe('an operator enters an agency and its first administrator', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(async () => {
    await db.close()
  })

  const terminal = (): Terminal & { said: string[]; printed: string[] } => {
    const said: string[] = []
    const printed: string[] = []
    return {
      env: { NODE_ENV: 'test', DATABASE_URL: db.url },
      out: (line) => printed.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
      said,
      printed,
    }
  }
  const agencyWords = [
    'add',
    'norfolk-police',
    '--name',
    'Norfolk Police',
    '--desk',
    'Norfolk Intelligence Desk',
  ]
  const deskWords = ['--desk-email', 'desk@norfolk-police.example', '--desk-phone', '01632 960199']
  const personWords = [
    'add',
    '--agency',
    'norfolk-police',
    '--email',
    'First@Norfolk-Police.example',
    '--name',
    'Ada First',
  ]

  void test('from the command line, once', async () => {
    assert.equal(await agency([...agencyWords, ...deskWords], terminal()), 0)
    assert.equal(await agency([...agencyWords, ...deskWords], terminal()), 1)
    const rest = ['--role', 'administrator', '--role', 'overseer', '--clearance', 'OFFICIAL']
    const early = terminal()
    assert.equal(await person([...personWords, ...rest], early), 1, 'before the agency has a domain')
    assert.match(early.said.join(), /agency domains add/)
    assert.equal(await agency(['domains', 'add', 'norfolk-police', 'Norfolk-Police.example'], terminal()), 0)
    assert.equal(await person([...personWords, ...rest], terminal()), 0)
    assert.equal(await person([...personWords, ...rest], terminal()), 1)
    const listing = terminal()
    assert.equal(await agency(['list', '--json'], listing), 0)
    const line = listing.printed.find((one) => one.includes('norfolk-police')) ?? ''
    assert.deepEqual(JSON.parse(line), { slug: 'norfolk-police', name: 'Norfolk Police', people: 1 })
    const inWords = terminal()
    assert.equal(await agency(['list'], inWords), 0)
    assert.ok(inWords.printed.includes('norfolk-police\tNorfolk Police\t1 person'))
    const inUse = terminal()
    assert.equal(await agency(['domains', 'remove', 'norfolk-police', 'norfolk-police.example'], inUse), 1)
    assert.match(
      inUse.said.join(),
      /^1 active account has its address at norfolk-police\.example\. Stop it first/,
    )
    const [row] = await db.admin<{ email: string; roles: string[] }>(
      `select email, roles from identity.person where email like '%norfolk%'`,
    )
    assert.deepEqual(row, {
      email: 'first@norfolk-police.example',
      roles: ['administrator', 'overseer'],
    })
  })

  void test('both are in the ledger of the agency, without a name', async () => {
    const events = await db.admin<{ operation: string; row: string }>(
      `select e.operation, e::text as row from ledger.event e join identity.agency a on a.id = e.agency_id
       where a.slug = 'norfolk-police' order by e.id`,
    )
    assert.deepEqual(
      events.map((event) => event.operation),
      ['identity.agency.add', 'identity.agency.domains.add', 'identity.person.add'],
    )
    for (const event of events) assert.doesNotMatch(event.row, /norfolk|first/i)
  })

  void test('wrong use says what is wrong and changes nothing', async () => {
    await assert.rejects(agency(['add', 'Norfolk', ...deskWords], terminal()), /ID: /)
    await assert.rejects(agency([...agencyWords, '--desk-email', 'none'], terminal()), /--desk-email: /)
    await assert.rejects(
      person([...personWords, '--clearance', 'OFFICIAL'], terminal()),
      /--role: is missing/,
    )
    const highest = ['--role', 'analyst', '--clearance', 'SECRET']
    await assert.rejects(person([...personWords, ...highest], terminal()), /--clearance: /)
    await assert.rejects(
      person([...personWords, '--role', 'chief', '--clearance', 'OFFICIAL'], terminal()),
      /--role: is not one/,
    )
    for (const role of ['analyst', 'triage-officer', 'records-manager'])
      await assert.rejects(
        person(
          [...personWords, '--role', 'administrator', '--role', role, '--clearance', 'OFFICIAL'],
          terminal(),
        ),
        /--role: An administrator holds no other role but overseer/,
      )
    for (const domain of ['norfolk', 'x@norfolk-police.example', '127.0.0.1', '*.example'])
      await assert.rejects(
        agency(['domains', 'add', 'norfolk-police', domain], terminal()),
        /is not an e-mail domain/,
      )
  })

  void test('a person needs an agency that is there', async () => {
    const nobody = {
      email: 'a@b.example',
      name: 'A',
      role: ['analyst' as const],
      clearance: 'OFFICIAL' as const,
    }
    assert.equal(await addPerson(db.database, { ...nobody, agency: 'nowhere' }), 'no-agency')
    const known = {
      slug: 'kent-police',
      name: 'K',
      desk: 'K',
      'desk-email': 'k@k.example',
      'desk-phone': '1',
    }
    assert.equal(await addAgency(db.database, { ...known, 'desk-hours': '', regime: 'general' }), false)
  })

  void test('a domain belongs to one agency, and goes when nobody works under it', async () => {
    const add = ['add', 'essex-fire', '--name', 'Essex Fire', '--desk', 'Desk', ...deskWords]
    const taken = terminal()
    assert.equal(await agency([...add, '--domain', 'nca.example'], taken), 1)
    assert.match(taken.said.join(), /belongs to another agency/)
    assert.equal(
      await agency([...add, '--domain', 'essex-fire.example', '--domain', 'EF.example'], terminal()),
      0,
    )
    assert.equal(await agency(['domains', 'add', 'essex-fire', 'new.example', 'nca.example'], terminal()), 1)
    const listing = terminal()
    assert.equal(await agency(['domains', 'list', 'essex-fire', '--json'], listing), 0)
    assert.deepEqual(
      listing.printed.map((line) => (JSON.parse(line) as { domain: string }).domain),
      ['ef.example', 'essex-fire.example'],
    )
    const used = terminal()
    assert.equal(await agency(['domains', 'remove', 'kent-police', 'kent-police.example'], used), 1)
    assert.match(used.said.join(), /active accounts have addresses/)
    assert.equal(await agency(['domains', 'remove', 'essex-fire', 'ef.example'], terminal()), 0)
    assert.equal(await agency(['domains', 'remove', 'essex-fire', 'ef.example'], terminal()), 1)
    assert.equal(await agency(['domains', 'add', 'nowhere', 'ef.example'], terminal()), 1)
  })

  void test('an officer who moves is let go by the operator, and entered anew in the other agency', async () => {
    const { id } = db.person('analyst@kent-police.example')
    const found = async (claims: Claims) => {
      const meant = await whoIsMeant(db.database, claims, 1)
      return 'person' in meant ? meant.person : null
    }
    const moving = { issuer: 'https://id.example', subject: 'moves', agencies: null }
    const before = await found({ ...moving, email: 'analyst@kent-police.example' })
    assert.equal(before?.personId, id)
    const release = ['release', '--agency', 'kent-police', '--email', 'Analyst@kent-police.example']
    assert.equal(await person(release, terminal()), 0)
    assert.equal(await found({ ...moving, email: 'analyst@kent-police.example' }), null)
    const there = ['add', '--agency', 'nca', '--email', 'moved@nca.example', '--name', 'Moved']
    assert.equal(await person([...there, '--role', 'analyst', '--clearance', 'OFFICIAL'], terminal()), 0)
    const after = await found({ ...moving, email: 'moved@nca.example' })
    assert.equal(after?.agencySlug, 'nca')
    assert.notEqual(after.personId, id, 'what was done before stays under the account that did it')
    const told = await db.admin(`select from identity.appointment where person_id = $1`, [after.personId])
    assert.equal(told.length, 1, 'the records manager is told of what the operator gives, too')
    assert.equal(await person([...release.slice(0, -1), 'nobody@kent-police.example'], terminal()), 1)
  })
})
