/** Lists of notices and of erasures page both ways: each row once, in one order, from the newest to the oldest and back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { filed, kent, manager } from '../records.test-support.ts'

const ROWS = 120

void describe('a list of more than one page', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    const { id } = await filed(node, {}, ['kent-police'])
    const [sussex, theirs] = [node.agency('sussex-police'), node.agency('kent-police')]
    // Several of one moment, so that the order hangs on the id as well.
    await node.admin(
      `begin; set local session_replication_role = replica;
       insert into access.notice (record_id, agency_id, owner_id, what, kind, reference, classification, reason, at)
       select '${id}', ${String(theirs)}, ${String(sussex)}, 'restricted', 'report', 'SM-N-' || lpad(n::text, 3, '0'), 'OFFICIAL', 'Reason', timestamptz '2026-01-01' + (n / 4) * interval '1 hour'
       from generate_series(1, ${String(ROWS)}) n;
       insert into access.erasure (record_id, agency_id, kind, reference, ground, asked_by, asked_at, refused_by, refused_at)
       select '${id}', ${String(sussex)}, 'report', 'SM-E-' || lpad(n::text, 3, '0'), 'unlawful', p.id, timestamptz '2026-01-01' + (n / 4) * interval '1 hour', p.id, now()
       from generate_series(1, ${String(ROWS)}) n, (select id from identity.person where email = '${manager}') p;
       commit`,
    )
  })
  after(() => node.close())

  for (const [address, who, mark] of [
    ['/notices', kent, /SM-N-\d{3}/g],
    ['/erasures', manager, /SM-E-\d{3}/g],
  ] as const)
    void test(`${address} goes forward to its end and back to its beginning by the same pages`, async () => {
      const browser = await node.signIn(who)
      const walk = async (from: string, way: 'next' | 'prev') => {
        const pages: string[][] = []
        let last = from
        for (let href: string | undefined = from; href !== undefined;) {
          const { text, status } = await browser.get(href)
          assert.equal(status, 200)
          pages.push([...new Set(text.match(mark))])
          last = href
          href = new RegExp(`href="([^"]+)"[^>]*rel="${way}"`).exec(text)?.[1]?.replaceAll('&amp;', '&')
        }
        return { pages, last }
      }
      const forward = await walk(address, 'next')
      assert.equal(forward.pages.length, 3)
      assert.equal(new Set(forward.pages.flat()).size, ROWS, 'each row once')
      const back = await walk(forward.last, 'prev')
      assert.deepEqual(back.pages.toReversed(), forward.pages)
    })
})
