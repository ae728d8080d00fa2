/** A thousand open pages of one agency and one release: all are told, and nobody else is refused meanwhile. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { desk } from '../../../test/support/callers.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { openStream, type OpenStream } from '../../../test/support/stream.ts'
import type { PersonId } from '../../wire/ids.ts'
import { newId } from '../identifiers.ts'
import { beginSession } from '../identity/session.ts'

const PEOPLE = 50
const SESSIONS = 2
const TABS = 10
const NCA = 'intelligence-officer@nca.example'
const KENT = 'intelligence-officer@kent-police.example'

void describe('a thousand open pages', () => {
  let node: TestNode
  const streams: OpenStream[] = []
  before(async () => {
    node = await testNode({ env: { DATABASE_CONNECTIONS: '4' } })
  })
  after(async () => {
    for (const stream of streams) stream.close()
    await node.close()
  })

  /** More officers of Sussex Police. @returns their ids */
  const engage = () =>
    node.database.performAsService({ service: 'test', operation: 'people.person.add' }, async (scope) => {
      const ids = Array.from({ length: PEOPLE }, () => newId<PersonId>())
      for (const [index, id] of ids.entries()) {
        await scope.tx.run(
          `insert into identity.person (id, agency_id, email, name, roles, clearance)
           values ($1, $2, $3, $4, '{intelligence_officer}', 'OFFICIAL')`,
          [
            id,
            node.agency('sussex-police'),
            `officer-${String(index)}@sussex-police.example`,
            `Officer ${String(index)}`,
          ],
        )
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      }
      return ids
    })

  void test('are all told of one release, while other pages are answered', async () => {
    for (const person of await engage())
      for (let session = 0; session < SESSIONS; session++) {
        const browser = desk(node.base)
        browser.cookies.set('seamark-session', await beginSession(node.database, person, null))
        streams.push(
          ...(await Promise.all(Array.from({ length: TABS }, () => openStream(node.base, browser)))),
        )
      }
    assert.equal(streams.length, 1_000)
    await Promise.all(streams.map((stream) => stream.next()))

    const filed = await node.api(NCA, 'POST', '/intelligence/reports', reportBody())
    assert.equal(filed.status, 201, filed.text)
    const kent = await node.signIn(KENT)
    let told = false
    const statuses: number[] = []
    const readers = Array.from({ length: 6 }, async () => {
      while (!told) statuses.push((await kent.get('/reports')).status)
    })
    const released = await node.api(
      NCA,
      'POST',
      `/intelligence/reports/${filed.json<{ id: string }>().id}/release`,
      { agencies: ['sussex-police'], reason: 'A test' },
    )
    assert.equal(released.status, 200, released.text)
    await Promise.all(streams.map((stream) => stream.next())).finally(() => (told = true))
    await Promise.all(readers)
    assert.ok(statuses.length > 0)
    assert.deepEqual([...new Set(statuses)], [200])
    assert.ok(streams.every((stream) => !stream.ended()))
  })
})
