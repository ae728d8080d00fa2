/**
 * What follows from a provider that changes: an identity that is let go of, a session that ended there, groups that say
 * otherwise than an account, and several providers beside each other. With real ones (oidc-provider).
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  FOREIGN_CLIENT,
  foreignProvider,
  type ForeignProvider,
} from '../../../test/support/foreign-provider.ts'
import { follow, isIn, sessionOf, worldOf, type World } from '../../../test/support/foreign-world.ts'
import { filledIn, formOf, textOf } from '../../../test/support/form.ts'
import { desk, freePort, testNode, type TestNode } from '../../../test/support/node.ts'
import { setIssuer } from '../../cli/agency-issuer.ts'
import { addPerson } from '../../cli/person.ts'
import { newId } from '../identifiers.ts'
import { LOGOUT_PATH } from './back-channel.ts'

const OFFICER = 'intelligence-officer@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
const ADMINISTRATOR = 'administrator@kent-police.example'
const AUDIENCE = 'seamark-api'

void describe('somebody whom the provider calls otherwise than before', () => {
  let world: World
  before(async () => {
    world = await worldOf({}, { officer: { sub: 'old', email: OFFICER, email_verified: true } })
    await secondAdministrator(world.node)
  })
  after(() => world.close())

  const presses = async (who: ReturnType<typeof desk>, name: string, more: Record<string, string> = {}) => {
    const page = `/people/${world.node.person(OFFICER).id}`
    const form = formOf((await who.get(page)).text, name)
    return await who.post(form.action, { ...filledIn(form, {}), ...more })
  }

  void test('is refused with a reason, let go of by two administrators, and comes in again', async () => {
    const browser = desk(world.node.base)
    isIn(await world.come('officer', browser))
    world.provider.accounts.set('officer', { sub: 'new', email: OFFICER, email_verified: true })
    const refused = await world.come('officer')
    assert.equal(refused.status, 403)
    assert.match(textOf(refused.text), /knows you by another name than before/)
    assert.deepEqual(await world.reasons(), ['other-subject'])

    const one = await sessionOf(world.node, ADMINISTRATOR)
    const listed = textOf((await one.get('/people/refused')).text)
    assert.match(listed, /knows this person by another name than before.*What to do: Ask the person first/)
    const id = world.node.person(OFFICER).id
    assert.equal((await one.post(`/people/${id}/unbind`, {})).status, 303)
    const asked = await presses(one, 'unbinding', { outcome: 'unbound' })
    assert.equal(asked.status, 303)
    assert.match(textOf((await one.get(`/people/${id}`)).text), /You have asked this yourself/)
    assert.equal((await world.come('officer')).status, 403, 'one administrator is not enough')

    const other = await sessionOf(world.node, SECOND)
    assert.match(
      textOf((await other.get(`/people/${id}`)).text),
      /asked on \d+ \w+ \d+ at [\d:]+[ap]m that this account may bind/,
    )
    assert.match(textOf((await other.get('/')).text), /may the account bind to another identity\?/)
    assert.equal((await presses(other, 'unbinding', { outcome: 'unbound' })).status, 303)
    assert.equal((await browser.get('/')).status, 303, 'what was open has ended')
    isIn(await world.come('officer'))
    const [row] = await world.node.admin<{ subject: string }>(
      'select subject from identity.person where email = $1',
      [OFFICER],
    )
    assert.equal(row?.subject, 'new')
  })
})

void describe('the provider says past the browser that somebody has signed out', () => {
  for (const namesSession of [true, false])
    void test(namesSession ? 'of one session' : 'everywhere: bearer tokens end too', async () => {
      const own = await freePort()
      const uri = `http://127.0.0.1:${String(own)}${LOGOUT_PATH}`
      const world = await worldOf(
        { logout: { uri, namesSession } },
        { officer: { sub: 'kc-1', email: OFFICER, email_verified: true } },
        {},
        undefined,
        own,
      )
      try {
        const [early, late] = [desk(world.node.base), desk(world.node.base)]
        isIn(await world.come('officer', early))
        isIn(await world.come('officer', late))
        const token = await world.provider.accessToken('officer', AUDIENCE, 'jwt')
        await world.provider.saySignedOut('officer')
        assert.equal((await late.get('/')).status, 303, 'the session that ended there')
        assert.equal(
          (await early.get('/')).status,
          namesSession ? 200 : 303,
          'another one of the same person',
        )
        const answer = await fetch(`${world.node.base}/api/v1/intelligence/reports`, {
          headers: { authorization: `Bearer ${token}` },
        })
        assert.equal(answer.status, namesSession ? 200 : 401)
        const events = await world.node.admin(
          `select from ledger.event where operation = 'identity.session.end-by-provider' and agency_id = $1`,
          [world.node.agency('kent-police')],
        )
        assert.equal(events.length, 1)
      } finally {
        await world.close()
      }
    })
})

void describe('groups', () => {
  let world: World
  before(async () => {
    world = await worldOf(
      { moreClaims: ['groups'] },
      {
        officer: { sub: 'kc-1', email: OFFICER, email_verified: true, groups: ['desk-analysts'] },
        silent: { sub: 'kc-2', email: ANALYST, email_verified: true },
      },
      { OIDC_GROUPS_CLAIM: 'groups' },
    )
    await world.node.database.performAsService(
      { service: 'operator', operation: 'identity.agency.groups.add' },
      async ({ tx, record }) => {
        for (const [name, role] of [
          ['desk-analysts', 'analyst'],
          ['desk-officers', 'intelligence_officer'],
        ]) {
          const id = newId()
          await tx.run(
            'insert into identity.group_role (id, agency_id, group_name, role) values ($1, $2, $3, $4)',
            [id, world.node.agency('kent-police'), name, role],
          )
          record({ kind: 'administration', subject: { kind: 'group-role', id } })
        }
      },
    )
  })
  after(() => world.close())

  const rolesOf = async (email: string) =>
    (
      await world.node.admin<{ roles: string[] }>('select roles from identity.person where email = $1', [
        email,
      ])
    )[0]?.roles

  void test('give and take nothing: they propose to the administrator, who accepts or declines', async () => {
    isIn(await world.come('officer'))
    isIn(await world.come('silent'))
    assert.deepEqual(await rolesOf(OFFICER), ['intelligence_officer'])
    const who = await sessionOf(world.node, ADMINISTRATOR)
    assert.match(textOf((await who.get('/')).text), /give the role Analyst\?/)
    const decide = async (words: RegExp, decision: string) => {
      const { text } = await who.get('/people/proposals')
      const section = text.split('<section').find((one) => words.test(textOf(one))) ?? ''
      const [, id = ''] = /name="proposal" value="([^"]+)"/.exec(section) ?? []
      return await who.post('/people/proposals', { proposal: id, decision })
    }
    assert.equal((await decide(/give the role Analyst/, 'accept')).status, 303)
    assert.deepEqual((await rolesOf(OFFICER))?.sort(), ['analyst', 'intelligence_officer'])
    assert.equal((await decide(/take away the role Intelligence officer/, 'decline')).status, 303)
    assert.match(textOf((await who.get('/people/proposals')).text), /Nothing is proposed/)
    isIn(await world.come('officer'))
    assert.match(
      textOf((await who.get('/people/proposals')).text),
      /Nothing is proposed/,
      'what was declined is not proposed again',
    )
  })

  void test('of which the provider says nothing propose nothing', async () => {
    const rows = await world.node.admin('select from identity.role_proposal where person_id = $1', [
      world.node.person(ANALYST).id,
    ])
    assert.deepEqual(rows, [])
  })
})

void describe('several providers', () => {
  void test('each vouches for its own agency’s people, and for nobody else’s', async () => {
    const [own, kentPort, ncaPort] = [await freePort(), await freePort(), await freePort()]
    const publicUrl = `http://127.0.0.1:${String(own)}`
    const both = await Promise.all(
      (
        [
          ['kent', kentPort],
          ['nca', ncaPort],
        ] as const
      ).map(([name, port]) =>
        foreignProvider(
          port,
          { redirectUris: [`${publicUrl}/sign-in/callback/${name}`] },
          {
            officer: { sub: 'one', email: OFFICER, email_verified: true },
            other: { sub: 'two', email: 'analyst@nca.example', email_verified: true },
          },
        ),
      ),
    )
    const [kent, nca] = both
    assert.ok(kent && nca)
    const variables = (name: string, issuer: string) => ({
      [`OIDC_${name}_ISSUER`]: issuer,
      [`OIDC_${name}_CLIENT_ID`]: FOREIGN_CLIENT.id,
      [`OIDC_${name}_CLIENT_SECRET`]: FOREIGN_CLIENT.secret,
      [`OIDC_${name}_LABEL`]: `People of ${name}`,
    })
    const node = await testNode({
      port: own,
      env: {
        ...{ PUBLIC_URL: publicUrl, OIDC_PROVIDERS: 'kent,nca' },
        ...variables('KENT', kent.issuer),
        ...variables('NCA', nca.issuer),
      },
    })
    const reasons = async () =>
      (
        await node.admin<{ said: string }>(
          `select concat_ws(' ', a.slug, e.detail ->> 'reason') as said from ledger.event e
           left join identity.agency a on a.id = e.agency_id where e.kind = 'refusal' order by e.id`,
        )
      ).map(({ said }) => said)
    const come = async (provider: ForeignProvider, name: string, account: string) => {
      provider.signsIn(account)
      return await follow(desk(publicUrl), publicUrl, `&provider=${name}`)
    }
    try {
      const page = await desk(publicUrl).get('/sign-in')
      assert.match(textOf(page.text), /Where do you work\?.*People of KENT.*People of NCA/)
      assert.equal((await come(kent, 'kent', 'officer')).status, 403, 'nobody has said whose provider it is')
      await setIssuer(node.database, 'kent-police', `${kent.issuer}/`)
      await setIssuer(node.database, 'nca', nca.issuer)
      assert.equal(
        (await come(nca, 'nca', 'officer')).status,
        403,
        'the NCA’s provider can be nobody of Kent',
      )
      isIn(await come(kent, 'kent', 'officer'))
      isIn(await come(nca, 'nca', 'other'))
      assert.deepEqual(await reasons(), ['kent-police agency-without-issuer', 'kent-police other-issuer'])
      const token = await kent.accessToken('officer', AUDIENCE, 'jwt')
      const ask = () =>
        fetch(`${publicUrl}/api/v1/intelligence/reports`, { headers: { authorization: `Bearer ${token}` } })
      assert.equal((await ask()).status, 200)
      // The agency goes to another provider: what came of the first ends at once.
      await setIssuer(node.database, 'kent-police', nca.issuer)
      assert.equal((await ask()).status, 401)
      const open = await node.admin(
        'select from identity.session where person_id = $1 and ended_at is null',
        [node.person(OFFICER).id],
      )
      assert.deepEqual(open, [])
      await assert.rejects(
        node.admin(`update identity.person set issuer = 'http://another.example', subject = 'x'
                    where email = 'coordinator@kent-police.example'`),
        { code: 'SM032' },
        'by no statement either',
      )
    } finally {
      await node.close()
      for (const one of both) await one.stop()
    }
  })
})

const SECOND = 'second.administrator@kent-police.example'

/** An agency has two: what one asks, the other decides. */
async function secondAdministrator(node: TestNode): Promise<void> {
  const added = await addPerson(node.database, {
    ...{ agency: 'kent-police', email: SECOND, name: 'Second Administrator' },
    ...{ role: ['administrator'], clearance: 'OFFICIAL-SENSITIVE' },
  })
  assert.equal(added, 'added')
}
