/** A node that was rolled back, and its witnesses: they refuse, and everybody is shown it. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ledgerFolder } from '../../src/platform/ledger/folder.ts'
import { publishLedger } from '../../src/platform/ledger/publish.ts'
import { verifyOwnLedger } from '../../src/platform/ledger/verify-own.ts'
import { enterWitness } from '../../src/platform/ledger/witnesses.ts'
import { createLog } from '../../src/platform/log.ts'
import { cosign, readCheckpoint } from '../../src/wire/ledger/checkpoint.ts'
import {
  newSignerKey,
  readVerifierKey,
  writeNote,
  writeVerifierKey,
} from '../../src/wire/ledger/signed-note.ts'
import { lookOnce, openWitnessState, type WitnessState } from '../../src/witness/index.ts'
import { writeEvents } from '../support/ledger.ts'
import { desk, testNode, type TestNode } from '../support/node.ts'

void describe('a node and its witnesses', () => {
  let node: TestNode
  let folder = ''
  const states: WitnessState[] = []
  let places = ''
  before(async () => {
    node = await testNode()
    folder = ledgerFolder(node.dataFolder)
    await publish()
    places = await mkdtemp(path.join(os.tmpdir(), 'seamark-witnesses-'))
    for (const [place, name] of ['one.example/witness', 'two.example/witness'].entries()) {
      const state = await openWitnessState(path.join(places, String(place)), { name })
      states.push(state)
      await node.database.performAsService(
        { service: 'operator', operation: 'ledger.witness.enter' },
        (scope) => enterWitness(scope, { body: `Body ${String(place)}`, key: writeVerifierKey(state.key) }),
      )
    }
  })
  after(async () => {
    for (const state of states) await state.close()
    await rm(places, { recursive: true, force: true })
    await node.close()
  })

  const publish = () =>
    publishLedger({ folder, publicUrl: node.base })({ database: node.database, log: createLog('silent') }, {})
  const key = async () =>
    readVerifierKey((await node.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? '')
  const look = async (place: number) =>
    lookOnce({ node: node.base, key: await key(), clock: () => new Date() }, states[place] as WitnessState)
  const shown = async () => {
    // What the page says is at most two seconds old.
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    return (await desk(node.base).get('/log')).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  }

  void test('shows to everybody who has witnessed its last checkpoint', async () => {
    assert.match(await shown(), /Witnessed by 0 of 2/)
    assert.equal((await look(0)).outcome, 'cosigned')
    assert.match(await shown(), /Witnessed by 1 of 2/)
    assert.equal((await look(1)).outcome, 'cosigned')
    // The last one may be a new one by then; the one that was cosigned stands beside it.
    await publish()
    const text = await (await fetch(`${node.base}/log/checkpoint.witnessed`)).text()
    assert.match(text, /— one\.example\/witness/)
    assert.match(text, /— two\.example\/witness/)
    assert.match(await shown(), /Last witnessed by all \d+ events/)
  })

  void test('takes no cosignature of somebody else, and none of what it has not signed', async () => {
    const post = (place: string, fields: Record<string, string>) =>
      fetch(`${node.base}${place}`, { method: 'POST', body: new URLSearchParams(fields) })
    const own = await (await fetch(`${node.base}/log/checkpoint.witnessed`)).text()
    const other = newSignerKey('three.example/witness', 'cosignature')
    const { note } = readCheckpoint(own, await key())
    const foreign = writeNote(note.text, [...note.signatures.slice(0, 1), cosign(other, note.text, 1)])
    assert.equal((await post('/log/cosignatures', { checkpoint: foreign })).status, 400)
    const withoutWitnesses = own
      .split('\n')
      .filter((line) => !line.includes('.example/witness'))
      .join('\n')
    assert.equal((await post('/log/cosignatures', { checkpoint: withoutWitnesses })).status, 400)
    assert.equal((await post('/log/cosignatures', { checkpoint: own.replace('\n', '\n9') })).status, 400)
    assert.equal((await post('/log/cosignatures', { checkpoint: 'x' })).status, 400)
    assert.equal((await post('/log/refusals', { statement: own })).status, 400)
    for (const place of ['/log/node.key', '/log/tile/../node.key', '/log/tile/0/..%2f..%2fnode.key'])
      assert.doesNotMatch(await (await fetch(`${node.base}${place}`)).text(), /PRIVATE/)
    assert.equal((await fetch(`${node.base}/log/tile/0/000.p/01`)).status, 404)
    const { size } = readCheckpoint(own, await key())
    const tile = await fetch(`${node.base}/log/tile/0/000.p/${String(size)}`)
    assert.equal((await tile.arrayBuffer()).byteLength, size * 32)
  })

  void test('proves by the witness that is there, while another has been away for an hour', async () => {
    await node.admin(`update ledger.checkpoint set at = at - interval '2 hours'`)
    await writeEvents(node.database, 5)
    await publish()
    assert.equal((await look(0)).outcome, 'cosigned')
    await publish()
    const text = await (await fetch(`${node.base}/log/checkpoint.witnessed`)).text()
    assert.deepEqual(
      [/— one\.example\/witness/.test(text), /— two\.example\/witness/.test(text)],
      [true, false],
    )
    const [last] = await node.admin<{ size: string }>('select max(size) as size from ledger.cosignature')
    assert.equal(readCheckpoint(text, await key()).size, Number(last?.size))
    assert.match(await shown(), /Last witnessed by all \d+ events/)
    assert.equal((await look(1)).outcome, 'cosigned')
  })

  void test('that was rolled back is refused by them, and everybody sees it', async () => {
    const backup = await mkdtemp(path.join(os.tmpdir(), 'seamark-backup-'))
    await cp(folder, backup, { recursive: true })
    await writeEvents(node.database, 30)
    await publish()
    for (const place of [0, 1]) assert.equal((await look(place)).outcome, 'cosigned')
    // Database and files as they were before: the node itself cannot tell any more.
    await node.admin(`begin; set local session_replication_role = replica;
      delete from ledger.cosignature where size = (select max(size) from ledger.checkpoint);
      delete from ledger.checkpoint where size = (select max(size) from ledger.checkpoint);
      delete from ledger.event where (id, at) in (select event_id, event_at from ledger.entry order by sequence desc limit 30);
      delete from ledger.entry where sequence in (select sequence from ledger.entry order by sequence desc limit 30);
      commit`)
    await rm(folder, { recursive: true })
    await cp(backup, folder, { recursive: true })
    await rm(backup, { recursive: true })
    await publish()
    const refused = await look(0)
    assert.ok(refused.outcome === 'refused' && refused.kind === 'rollback', JSON.stringify(refused))
    const text = await shown()
    assert.match(text, /No\. The ledger is not as it was signed/)
    assert.match(text, /The ledger was rolled back: it has fewer events than it had/)
    assert.match(text, /Body 0 \(one\.example\/witness\)/)
    const manager = await node.signIn('records-manager@sussex-police.example')
    assert.match((await manager.get('/proofs')).text, /rolled back/)
    assert.match((await manager.get('/ledger?use=integrity')).text, /refused to cosign/)
    // Whoever works here is told, whatever page they are on.
    for (const one of ['analyst@kent-police.example', 'overseer@sussex-pcc.example']) {
      const page = (await (await node.signIn(one)).get('/account')).text
      assert.match(page, /The ledger is not as it was signed\..*<a [^>]*href="\/log"/)
    }
    assert.doesNotMatch((await manager.get('/log')).text, /seamark-notice/, 'which says it itself')
    // It goes on with other events: as many as before are another history, more of them a changed one.
    await writeEvents(node.database, 60)
    await publish()
    const changed = await look(1)
    assert.ok(changed.outcome === 'refused' && changed.kind === 'changed', JSON.stringify(changed))
    assert.match(await shown(), /The ledger was changed/)
  })

  void test('that finds a changed event by itself says so to everybody', async () => {
    const job = verifyOwnLedger(folder)
    await job({ database: node.database, log: createLog('silent') }, {})
    assert.match(await shown(), /all \d+ events are as they were signed/)
    await node.admin(`begin; set local session_replication_role = replica;
      update ledger.event set purpose = 'x' where (id, at) in (select event_id, event_at from ledger.entry where sequence = 9);
      commit`)
    await job({ database: node.database, log: createLog('silent') }, {})
    assert.match(await shown(), /Event 9 is not what was signed/)
  })
})
