import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../test/support/database.ts'
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
    const rest = ['--role', 'administrator', '--role', 'intelligence-officer', '--clearance', 'OFFICIAL']
    assert.equal(await person([...personWords, ...rest], terminal()), 0)
    assert.equal(await person([...personWords, ...rest], terminal()), 1)
    const listing = terminal()
    assert.equal(await agency(['list', '--json'], listing), 0)
    const line = listing.printed.find((one) => one.includes('norfolk-police')) ?? ''
    assert.deepEqual(JSON.parse(line), { slug: 'norfolk-police', name: 'Norfolk Police', people: 1 })
    const [row] = await db.admin<{ email: string; roles: string[] }>(
      `select email, roles from identity.person where email like '%norfolk%'`,
    )
    assert.deepEqual(row, {
      email: 'first@norfolk-police.example',
      roles: ['administrator', 'intelligence_officer'],
    })
  })

  void test('both are in the ledger of the agency, without a name', async () => {
    const events = await db.admin<{ operation: string; row: string }>(
      `select e.operation, e::text as row from ledger.event e join identity.agency a on a.id = e.agency_id
       where a.slug = 'norfolk-police' order by e.id`,
    )
    assert.deepEqual(
      events.map((event) => event.operation),
      ['identity.agency.add', 'identity.person.add'],
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
})
