/** A desk that gets what nobody claimed is told so, and why. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { openDesks, routeTo } from '../arrival/desks.ts'
import { nameForTheRest } from '../keys/desk-keys.ts'

let node: TestNode
before(async () => {
  node = await testNode()
  await makeExerciseDesks(node.database, null)
})
after(() => node.close())

const list = async (email: string) => textOf((await (await node.signIn(email)).get('/triage')).text)

test('the desk that is named for the rest says so, and no other', async () => {
  const [named] = await node.admin<{ slug: string }>(
    'select a.slug from reporting.desk d join identity.agency a on a.id = d.agency_id where d.takes_the_rest',
  )
  const said = /also takes reports that no desk is responsible for/
  assert.match(await list(`triage-officer@${named?.slug ?? ''}.example`), said)
  const others = ['sussex-police', 'kent-police'].filter((slug) => slug !== named?.slug)
  for (const slug of others) assert.doesNotMatch(await list(`triage-officer@${slug}.example`), said)
})

test('where nobody is named, the desk to which they come is told to have one named', async () => {
  await node.admin(
    `set session_replication_role = 'replica'; update reporting.desk set takes_the_rest = false; set session_replication_role = 'origin'`,
  )
  const desks = await node.admin<{ slug: string; id: number }>(
    'select a.slug, a.id from reporting.desk d join identity.agency a on a.id = d.agency_id where d.open order by a.id',
  )
  const route = routeTo(
    (await openDesks(node.database)).map((desk) => ({ ...desk, takesTheRest: false })),
    null,
  )
  assert.equal(route?.desk.agencyId, desks[0]?.id, 'not by chance')
  const said = /Nobody is named for reports that no desk is responsible for.*Ask the operator/
  for (const [at, { slug }] of desks.entries()) {
    const text = await list(`triage-officer@${slug}.example`)
    if (at === 0) assert.match(text, said)
    else assert.doesNotMatch(text, said)
  }
})

test('the operator names a desk for the rest, and the ledger of each desk says so', async () => {
  assert.equal(await nameForTheRest(node.database, 'kent-police'), true)
  assert.equal(await nameForTheRest(node.database, 'kent-police'), false, 'it is named already')
  await assert.rejects(nameForTheRest(node.database, 'nca'), { code: 'no-open-desk' })
  const told = await node.admin<{ slug: string; here: boolean }>(
    `select a.slug, (e.detail ->> 'here')::boolean as here from ledger.event e join identity.agency a on a.id = e.agency_id
     where e.operation = 'reporting.desk.take-the-rest' order by a.slug`,
  )
  const desks = await node.admin('select from reporting.desk where open')
  assert.equal(told.length, desks.length)
  assert.deepEqual(
    told.filter(({ here }) => here).map(({ slug }) => slug),
    ['kent-police'],
  )
  assert.match(await list('triage-officer@kent-police.example'), /also takes reports that no desk/)
})
