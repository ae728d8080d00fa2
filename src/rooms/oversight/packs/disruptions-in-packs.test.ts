/** The pack of whoever holds a force to account shows its disruptions in figures: accepted ones alone, and none by name. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadOversight } from '../../../../exercise/oversight/load-oversight.ts'
import { errorsOf, filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { publish } from '../../../../test/support/ledger.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { rooms } from '../../../app.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { claimDisruption, moderateDisruption, readWhole } from '../../disruptions/index.ts'
import { claimed, release } from '../../disruptions/disruptions.test-support.ts'
import { countFigures } from '../figures/index.ts'

const COMMISSIONER = 'overseer@sussex-pcc.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'
/** So that the quarter of today is over. */
const LATER = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10)

void describe('the commissioner’s pack', () => {
  let node: TestNode
  let commissioner: Desk
  before(async () => {
    node = await testNode()
    await loadOversight(node.database)
    commissioner = await node.signIn(COMMISSIONER)
  })
  after(() => node.close())

  const as = <T>(who: string, work: (scope: MemberScope) => Promise<T>) =>
    node.database.performAs({ personId: node.person(who).id, operation: 'test', purpose: null }, work)
  const moderated = async (outcome: 'accepted' | 'refused'): Promise<RecordId> => {
    const id = await as(SUSSEX, (scope) => claimed(scope, { title: 'Invented: the lock-up at Fawnhaven' }))
    await as(SUSSEX, (scope) => release(scope, id, [node.agency('kent-police'), node.agency('nca')]))
    await as(KENT, (scope) => claimDisruption(scope, id, 'We stopped the van.'))
    await as(NCA, async (scope) =>
      moderateDisruption(scope, id, (await readWhole(scope, id)).body.revision, {
        ...{ outcome, words: 'As it is shown' },
        ...(outcome === 'accepted' ? { level: 'moderate' } : {}),
      }),
    )
    return id
  }

  void test('shows how many were accepted, by level, by the four Ps and by what became of them', async () => {
    for (let number = 0; number < 6; number += 1) await moderated('accepted')
    await moderated('refused')
    await countFigures(node.database, rooms.flatMap((room) => room.figureTables ?? []), LATER) // prettier-ignore
    await publish(node.database, ledgerFolder(node.dataFolder))
    const [inspection] = await node.admin<{ id: string }>(
      `select id from oversight.inspection where reference = 'EXERCISE 1'`,
    )
    const form = formOf((await commissioner.get('/oversight/packs/new')).text, 'marking')
    const made = await commissioner.post(
      '/oversight/packs/new',
      filledIn(form, { inspectionId: inspection?.id ?? '' }),
    )
    assert.equal(made.status, 303, errorsOf(made.text).join())
    const [pack] = await node.admin<{ id: string }>(
      `select id from oversight.pack where kind = 'progress' order by made_at desc, id desc limit 1`,
    )
    const { text } = await commissioner.get(`/oversight/packs/${pack?.id ?? ''}/file/html`)
    const tableOf = (title: string) =>
      textOf(new RegExp(`<caption>${title}<[\\s\\S]*?</table>`).exec(text)?.[0] ?? '')
    assert.match(tableOf('Disruptions, by level'), /Major.* 0.*Moderate.* 6.*Minor.* 0/s)
    assert.match(tableOf('Disruptions, by the four Ps'), /Pursue.* 6/s)
    assert.match(tableOf('What became of the effect of disruptions'), /Not due yet.* 6/s)
    assert.doesNotMatch(text, /Fawnhaven/)
  })
})
