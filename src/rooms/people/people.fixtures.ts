/** What the tests that walk the whole program need of this room. */
import { OFFICER } from '../../../test/policies/leak-walk/words.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { Planting, ProtectedTable, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { recordRefusedSignIn } from '../../platform/identity/refused-sign-ins.ts'
import { newId } from '../../platform/identifiers.ts'
import { claimMails, keepMailWish } from './mail-wishes.ts'
import { attestRank, endAttestation } from './ranks/attest-rank.ts'
import type { GradeId } from './ranks/ids.ts'
import { londonDay } from '../../platform/london-day.ts'

const tables: readonly ProtectedTable[] = [
  {
    name: 'identity.person',
    subject: 'person',
    idColumn: 'id',
    touch: 'name',
    deletable: false, // rows elsewhere point at people, so a deletion never reaches the commit
    insert: (p) => ({
      sql: `insert into identity.person (id, agency_id, email, name, roles, clearance)
            values ($1, $2, 'somebody.new@nca.example', 'Somebody New', '{analyst}', 'OFFICIAL')`,
      values: [p.person, p.owner],
    }),
  },
  {
    name: 'identity.agency_domain',
    subject: 'agencyDomain',
    idColumn: 'id',
    touch: 'entered_at',
    deletable: false, // while active accounts have addresses there
    insert: (p) => ({
      sql: `insert into identity.agency_domain (id, agency_id, domain) values ($1, $2, 'second.nca.example')`,
      values: [p.agencyDomain, p.owner],
    }),
  },
  {
    name: 'identity.appointment',
    subject: 'person',
    idColumn: 'person_id',
    touch: 'roles',
    deletable: false, // nobody may
    insert: (p) => ({
      sql: `insert into identity.appointment (person_id, agency_id, roles) values ($1, $2, '{analyst}')`,
      values: [p.person, p.owner],
    }),
  },
  {
    name: 'identity.role_proposal',
    subject: 'author',
    idColumn: 'person_id',
    touch: 'role',
    unchangeable: true, // but by an administrator, who settles it
    deletable: false,
    insert: (p) => ({
      sql: `insert into identity.role_proposal (person_id, agency_id, role, gained) values ($1, $2, 'analyst', true)`,
      values: [p.author, p.owner],
    }),
  },
  {
    name: 'identity.unbinding',
    subject: 'person',
    idColumn: 'person_id',
    touch: 'outcome',
    unchangeable: true, // but by a second administrator: unbinding.test.ts
    deletable: false,
    insert: null,
  },
  {
    name: 'identity.rank_attestation',
    subject: 'person',
    idColumn: 'person_id',
    touch: 'ended_why',
    unchangeable: true, // but by an administrator, who ends it
    deletable: false,
    insert: null, // the program has no right to: ranks.test.ts
  },
  {
    name: 'identity.mail_wish',
    subject: 'person',
    idColumn: 'person_id',
    touch: 'digest',
    deletable: true,
    insert: (p) => ({
      sql: `insert into identity.mail_wish (person_id, digest) values ($1, 'hourly')`,
      values: [p.person],
    }),
  },
]

/** Names of the NCA's people are not for others: they are shown by role and agency. */
async function plant({ world, ids, say, as }: Planting): Promise<void> {
  ids['officer'] = world.person(OFFICER).id
  const name = say('officer’s name')
  await world.database.performAsService({ service: 'test', operation: 'test.plant' }, async (scope) => {
    const { id } = world.person(OFFICER)
    await scope.tx.run('update identity.person set name = $2 where id = $1', [id, `Officer ${name}`])
    // What this officer gained is told to the records manager of the NCA, and to nobody else.
    const appointment = await scope.tx.one<{ id: string }>(
      `insert into identity.appointment (agency_id, person_id, roles)
       select agency_id, id, '{analyst}' from identity.person where id = $1 returning id`,
      [id],
    )
    ids['appointment'] = appointment.id
    scope.record({ kind: 'administration', subject: { kind: 'person', id } })
  })
  await plantIdentity(world, ids)
  await plantRank(world, ids, say)
  await as(OFFICER, (scope) => keepMailWish(scope, { digest: 'hourly' }))
  await world.database.performAsService({ service: 'mail', operation: 'test.plant' }, (scope) =>
    claimMails(scope, []),
  )
}

/** The NCA's administrator attests a rank of this officer, by a grade of theirs. */
async function plantRank(
  world: Planting['world'],
  ids: Planting['ids'],
  say: Planting['say'],
): Promise<void> {
  const { id, agencyId } = world.person(OFFICER)
  const name = say('grade')
  const grade = await world.database.performAsService(
    { service: 'operator', operation: 'test.plant' },
    (scope) =>
      scope.tx.one<{ id: GradeId }>(
        `insert into identity.grade (agency_id, name, rank) values ($1, $2, 'inspector') returning id`,
        [agencyId, `Grade ${name}`],
      ),
  )
  ids['grade'] = grade.id
  // Planted a second time into one world, it is attested already.
  const [there] = await world.admin<{ id: string }>(
    'select id from identity.rank_attestation where person_id = $1',
    [id],
  )
  if (there) {
    ids['attestation'] = there.id
    return
  }
  const administrator = world.person('administrator@nca.example').id
  ids['attestation'] = await world.database.performAs(
    { personId: administrator, operation: 'test.plant', purpose: null },
    async (scope) => {
      const today = londonDay(scope.now)
      return attestRank(scope, id, { held: { grade: grade.id }, from: today, until: today })
    },
  )
}

/** What is asked and proposed about this officer, and how the NCA's directory is known. */
async function plantIdentity(world: Planting['world'], ids: Planting['ids']): Promise<void> {
  const { id, agencyId } = world.person(OFFICER)
  const administrator = world.person('administrator@nca.example').id
  // Planted a second time into one world, these are there already.
  const there = await world.admin('select id from identity.role_proposal where person_id = $1', [id])
  if (there.length > 0) return
  const about = { kind: 'administration', subject: { kind: 'person', id } } as const
  await world.database.performAsService({ service: 'operator', operation: 'test.plant' }, async (scope) => {
    await scope.tx.run(
      `insert into identity.group_role (agency_id, group_name, role) values ($1, 'nca-secret-group', 'analyst')`,
      [agencyId],
    )
    await scope.tx.run(
      `insert into identity.scim_token (id, agency_id, token_hash, ends_at)
       values (gen_random_uuid(), $1, sha256('\\x01'), now() + interval '1 day')`,
      [agencyId],
    )
    await scope.tx.run(`insert into identity.used_logout_token (digest) values (sha256('\\x02'))`)
    const proposal = await scope.tx.one<{ id: string }>(
      `insert into identity.role_proposal (person_id, agency_id, role, gained) values ($1, $2, 'coordinator', true)
       returning id`,
      [id, agencyId],
    )
    ids['proposal'] = proposal.id
    scope.record(about)
  })
  await world.signIn(OFFICER)
  ids['unbinding'] = newId()
  await world.database.performAs(
    { personId: administrator, operation: 'test.plant', purpose: null },
    async (scope) => {
      await scope.tx.run(
        'insert into identity.unbinding (id, agency_id, person_id, asked_by) values ($1, $2, $3, $4)',
        [ids['unbinding'], agencyId, id, administrator],
      )
      scope.record(about)
    },
  )
}

/** The longest and oddest reason, so that the list of what is over shows it. */
async function showRanks({ database, person }: Planting['world']): Promise<Record<string, string>> {
  const by = person('administrator@sussex-police.example').id
  const attest = (email: string, held: 'inspector' | 'sergeant', days: number) =>
    database.performAs({ personId: by, operation: 'test.plant', purpose: null }, (scope) =>
      attestRank(scope, person(email).id, {
        held: { rank: held },
        from: londonDay(scope.now),
        until: londonDay(new Date(scope.now.getTime() + days * 86_400_000)),
      }),
    )
  const ended = await attest(account, 'inspector', 365)
  await database.performAs({ personId: by, operation: 'test.plant', purpose: null }, (scope) =>
    endAttestation(scope, ended, `<b>رتبة</b> \u202e${LONG_WORD}`.slice(0, 300)),
  )
  await attest('coordinator@sussex-police.example', 'inspector', 12)
  return { attestation: await attest(account, 'sergeant', 365) }
}

const account = 'analyst@sussex-police.example'

/** What an administrator sees of sign-in: refusals, a proposal, and what a colleague asks about an account. */
async function showIdentity({ database, person }: Planting['world']): Promise<void> {
  const { id, agencyId } = person(account)
  const [colleague, about] = [newId(), { kind: 'administration', subject: { kind: 'person', id } } as const]
  await database.performAsService({ service: 'sign-in', operation: 'test.plant' }, async (scope) => {
    await scope.tx.run(
      `insert into identity.person (id, agency_id, email, name, roles, clearance)
       values ($1, $2, 'second.administrator@sussex-police.example', $3, '{administrator}', 'OFFICIAL')`,
      [colleague, agencyId, `Second ${'Administrator'.repeat(5)}`],
    )
    scope.record({ kind: 'administration', subject: { kind: 'person', id: colleague } })
    await scope.tx.run(
      `update identity.person set issuer = 'https://identity.example', subject = 'x' where id = $1`,
      [id],
    )
    await scope.tx.run(
      `insert into identity.role_proposal (person_id, agency_id, role, gained)
       values ($1, $2, 'coordinator', true), ($1, $2, 'analyst', false)`,
      [id, agencyId],
    )
    scope.record(about)
  })
  await database.performAs({ personId: colleague, operation: 'test.plant', purpose: null }, async (scope) => {
    await scope.tx.run(
      'insert into identity.unbinding (id, agency_id, person_id, asked_by) values ($1, $2, $3, $4)',
      [...[newId(), agencyId, id, colleague]],
    )
    scope.record(about)
  })
  for (const refused of [
    { reason: 'other-subject', agencyId, personId: id, reference: 'x7Qd2LmA' },
    { reason: 'not-known-here', agencyId, personId: null, reference: 'pT4sWz9B' },
    { reason: 'clock-off', agencyId: null, personId: null, provider: 'main', reference: 'Kd93ncQe' },
  ] as const)
    await recordRefusedSignIn(database, refused)
}

const today = londonDay(new Date())
const [year = '', month = '', day = ''] = today.split('-')
const days = {
  ...{ 'from-day': day, 'from-month': month, 'from-year': year },
  ...{ 'until-day': day, 'until-month': month, 'until-year': year },
}

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['person', 'agencyDomain'],
  leak: {
    plant,
    idsOfPaths: [[/^(\/api\/v1)?\/people\//, (name) => /officer|silent report/.test(name)]],
    forms: {
      'people.add': () => [
        {
          name: 'Somebody New',
          email: 'somebody.new@sussex-police.example',
          role: 'analyst',
          roles: ['analyst'],
          clearance: 'OFFICIAL',
        },
      ],
      'people.change': () => [
        { name: 'Taken over', roles: ['analyst'], clearance: 'OFFICIAL', active: 'yes', version: '1' },
      ],
      'people.sessions.end': () => [{}],
      'people.unbinding.ask': () => [{}],
      'people.unbinding.settle': (canary) => [
        { unbinding: canary.ids['unbinding'] ?? '', outcome: 'unbound' },
        { unbinding: canary.ids['unbinding'] ?? '', outcome: 'left' },
      ],
      'people.proposals.settle': (canary) => [
        { proposal: canary.ids['proposal'] ?? '', decision: 'accept' },
        { proposal: canary.ids['proposal'] ?? '', decision: 'decline' },
      ],
      'people.appointments.settle': (canary) => [{ appointment: canary.ids['appointment'] ?? '' }],
      'people.rank.attest': (canary) => [
        { rank: 'rank:inspector', ...days },
        { rank: `grade:${canary.ids['grade'] ?? ''}`, ...days },
        { rank: '' },
      ],
      'people.rank.end': () => [{ reason: 'Mistaken' }, {}],
      'people.account.mail.choose': () => [{ digest: 'hourly' }, { digest: 'often' }],
      'people.desk.change': () => [
        {
          desk_name: 'Sussex desk',
          desk_email: 'desk@sussex-police.example',
          desk_phone: '01632 960101',
          desk_hours: '',
          version: '1',
        },
      ],
    },
    parameters: { attestation: () => ['{attestation}', '{silent report}'] },
    bodies: {
      'people.rank.attest': (canary) => [
        { rank: 'inspector', from: today, until: today },
        { grade: canary.ids['grade'], from: today, until: today },
        {},
      ],
      'people.rank.end': () => [{ reason: 'Mistaken' }, {}],
    },
    queries: { 'people.rank.list': () => ['', '?show=all', '?show=soon'] },
    elsewhere: {
      'people.account.sessions.end':
        'it would end the walk as signing out does; ended-sessions.test.ts has it',
    },
  },
  pages: {
    records: async (node) => {
      await showIdentity(node)
      const { attestation = '' } = await showRanks(node)
      return {
        '/people/ranks/:attestation': attestation,
        ':attestation': attestation,
        '/people/:id': node.person(account).id,
      }
    },
  },
  addresses: (node) => Promise.resolve({ '/people/:id': () => Promise.resolve(node.person(account).id) }),
}
