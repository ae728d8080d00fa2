/** What the tests that walk the whole program need of this room. */
import assert from 'node:assert/strict'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { TestNode } from '../../../test/support/node.ts'
import { dramaNumber, reportBody } from '../../../test/support/reports.ts'
import type { Ids, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { bodies, forms } from './fixtures/forms.ts'
import { halfDone } from './fixtures/half-done.ts'
import { plant } from './fixtures/plant.ts'
import { settle } from './fixtures/settle.ts'
import { tables } from './fixtures/tables.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'

/** @param ids - with `/reports/:id`: a report of Sussex whose telephone the NCA holds too */
async function records(node: TestNode, ids: Ids): Promise<Ids> {
  const post = async (email: string, address: string, body: object) => {
    const done = await node.api(email, 'POST', address, body)
    assert.ok(done.status < 300, `${address}: ${done.text}`)
  }
  const list = await node.api(SUSSEX, 'GET', '/deconfliction/matches?limit=500')
  const match = list
    .json<{ items: { id: string; my_report: { id: string } }[] }>()
    .items.find((one) => one.my_report.id === ids['/reports/:id'])
  assert.ok(match)
  await post(SUSSEX, `/deconfliction/matches/${match.id}/contact`, { message: `May we speak? ${LONG_WORD}` })
  await post(SUSSEX, '/deconfliction/check', {
    kind: 'phone',
    value: '07700 900555',
    purpose: `Newhaven ${LONG_WORD.slice(0, 100)}`,
  })
  return { '/matches/:id': match.id }
}

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['match', 'check', 'message'],
  halfDone,
  leak: {
    settle,
    plant,
    ownIds: ['own match', 'own pair match'],
    idsOfPaths: [
      [/^(\/api\/v1\/deconfliction)?\/matches\//, (name) => /side|message|match|silent/.test(name)],
    ],
    forms,
    bodies,
    passedThrough: { 'deconfliction.to_set_apart': 'whoever is compared is looked at before' },
  },
  pages: { records },
  addresses: async (node) => {
    const subjects = [{ kind: 'phone', item: 1, value: dramaNumber(123) }]
    for (const email of [NCA, SUSSEX])
      await node.api(email, 'POST', '/intelligence/reports', reportBody({ subjects }))
    const matches = await node.api(SUSSEX, 'GET', '/deconfliction/matches')
    const id = matches.json<{ items: { id: string }[] }>().items[0]?.id ?? ''
    const match = () => Promise.resolve(id)
    return { '/matches/:id': match, '/deconfliction/matches/:id': match }
  },
}
