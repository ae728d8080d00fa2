/**
 * An agency seals its export through two key holders, each a process of its own, into a real node; one holder
 * is killed in the middle. Then: what node and one holder together could find out.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { runCommandLine } from '../../src/cli/main.ts'
import { normaliseIdentifier } from '../../src/library/identifiers/index.ts'
import { identifierInput, fromText, toText } from '../../src/library/sealing/index.ts'
import { publicKeys, readHolder, type KeptHolder } from '../../src/keyholder/folder.ts'
import { addScalars, invert, multiply } from '../../src/library/oprf/group.ts'
import { hashToGroup } from '../../src/library/oprf/hash.ts'
import { freePort, testNode, type TestNode } from '../support/node.ts'

const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const MAIN = path.join(import.meta.dirname, '../../src/cli/main.ts')
/** Enough for several chunks of 256 tokens, few enough for a quick test. */
const RECORDS = 700

type Run = { status: number | null; said: string; out: string }
type Holder = { name: string; folder: string; port: number; process: ChildProcess | null }

void describe('sealing through two key holders', () => {
  let node: TestNode
  let root: string
  let file: string
  const holders: Holder[] = []

  /** @param env more of it */
  async function seamark(args: string[], env: Record<string, string> = {}): Promise<Run> {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } })
    const run = { said: '', out: '' }
    child.stderr.on('data', (piece: Buffer) => (run.said += piece.toString()))
    child.stdout.on('data', (piece: Buffer) => (run.out += piece.toString()))
    await once(child, 'close')
    return { ...run, status: child.exitCode }
  }

  async function serve(holder: Holder): Promise<void> {
    const args = ['keyholder', 'serve', '--folder', holder.folder, '--port', String(holder.port)]
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
    holder.process = child
    await new Promise((resolve, reject) => {
      child.stderr.on('data', (piece: Buffer) => {
        if (piece.toString().includes('listens')) resolve(null)
      })
      child.once('exit', reject)
    })
  }

  const kill = async (holder: Holder) => {
    if (holder.process === null || holder.process.exitCode !== null) return
    const gone = once(holder.process, 'exit')
    holder.process.kill('SIGKILL')
    await gone
    holder.process = null
  }

  const count = async (table: string): Promise<number> => {
    const [row] = await node.admin<{ n: number }>(`select count(*)::integer as n from deconfliction.${table}`)
    return row?.n ?? 0
  }

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'seamark-sealing-'))
    const key = (await seamark(['seal', 'key', '--state', path.join(root, 'state')])).out.trim()
    for (const name of ['north', 'south']) {
      const holder = { name, folder: path.join(root, name), port: await freePort(), process: null }
      await seamark(['keyholder', 'init', '--name', name, '--folder', holder.folder])
      const quotas = ['--per-day', '100', '--first-load', '20000']
      const added = await seamark([
        'keyholder',
        'agency',
        'add',
        'kent-police',
        '--key',
        key,
        ...quotas,
        '--folder',
        holder.folder,
      ])
      assert.equal(added.status, 0, added.said)
      await serve(holder)
      holders.push(holder)
    }
    node = await testNode()
    await enterHolders(node, holders)
    file = path.join(root, 'kent-police.csv')
    await writeFile(file, exportOf(RECORDS))
    await writeFile(path.join(root, 'mapping.json'), JSON.stringify(await mapping()))
  })
  after(async () => {
    for (const holder of holders) await kill(holder)
    await node.close()
    await rm(root, { recursive: true, force: true })
  })

  const sealing = async (...more: string[]): Promise<Run> =>
    await seamark(
      [
        'seal',
        file,
        '--node',
        node.base,
        '--mapping',
        path.join(root, 'mapping.json'),
        '--state',
        path.join(root, 'state'),
        '--json',
        ...more,
      ],
      { SEAMARK_TOKEN: await node.token(KENT) },
    )

  void test('--dry-run says what would be sealed and what is left out, and asks nobody', async () => {
    const { status, out } = await sealing('--dry-run')
    assert.equal(status, 0)
    const said = JSON.parse(out) as {
      records: number
      protectedSubjects: number
      common: number
      tokens: object
    }
    assert.equal(said.records, RECORDS)
    assert.ok(said.protectedSubjects >= 100)
    assert.equal(said.common, RECORDS)
    assert.equal(await count('sealed_record'), 0)
  })

  void test('a holder is killed in the middle: a named error, whole records only, and a second run ends it', async () => {
    const [, south] = holders
    assert.ok(south !== undefined)
    const first = sealing('--batch', '256')
    for (let waited = 0; (await count('sealed_record')) === 0; waited += 1) {
      assert.ok(waited < 2_400, 'nothing arrives')
      await setTimeout(25)
    }
    await kill(south)
    const stopped = await first
    assert.equal(stopped.status, 1, stopped.said)
    assert.match(stopped.said, /holder-down: .*south/)
    const between = await count('sealed_record')
    assert.ok(between > 0 && between < RECORDS, String(between))
    const half = await node.admin<{ n: number }>(
      `select count(*)::integer as n from deconfliction.sealed_record r
       where not exists (select from deconfliction.sealed_token t where t.record_id = r.id)`,
    )
    assert.equal(half[0]?.n, 0)

    await serve(south)
    const second = await sealing()
    assert.equal(second.status, 0, second.said)
    const counts = JSON.parse(second.out) as { records: number; sent: number; already: number }
    assert.equal(counts.records, RECORDS)
    assert.equal(counts.sent + counts.already, RECORDS)
    assert.ok(counts.already > 0 && counts.already <= between)
    assert.equal(await count('sealed_record'), RECORDS)

    const third = JSON.parse((await sealing()).out) as { sent: number; evaluated: number }
    assert.deepEqual([third.sent, third.evaluated], [0, 0])
    for (const { folder } of holders)
      assert.equal((await seamark(['keyholder', 'ledger', 'verify', '--folder', folder])).status, 0)
  })

  void test('a hit is told by the agency’s own reference, which only its machine knows', async () => {
    const [north, south] = await Promise.all(
      holders.map(({ folder }) => readHolder({ path: folder, passphrase: null })),
    )
    assert.ok(north !== undefined && south !== undefined)
    const token = tokenOf(3, north, south)
    const kept = await node.api(SUSSEX, 'POST', '/deconfliction/sealed/records', {
      epoch: 1,
      records: [
        {
          ...{ handle: 'A'.repeat(22), classification: 'OFFICIAL', expires_on: inAYear() },
          tokens: [{ kind: 'phone', element: token }],
        },
      ],
    })
    assert.equal(kept.status, 200, kept.text)
    const { status, out } = await seamark(
      ['seal', 'hits', '--node', node.base, '--state', path.join(root, 'state')],
      { SEAMARK_TOKEN: await node.token(KENT) },
    )
    assert.equal(status, 0)
    assert.match(out, /^URN-3\tphone\tSussex Police\topen\t/)
  })

  void test('a value is checked by its token, and a record taken back by its own reference', async () => {
    const env = { SEAMARK_TOKEN: await node.token(KENT) }
    const state = ['--node', node.base, '--state', path.join(root, 'state')]
    const check = (value: string) =>
      seamark(
        ['seal', 'check', 'phone', value, '--agency', 'kent-police', '--purpose', 'A test', ...state],
        env,
      )
    const held = await check(numberOf(3))
    assert.equal(held.status, 0, held.said)
    assert.match(held.said, /Held by 1 partner/)
    // Only this agency holds it, which says nothing of partners.
    assert.equal((await check(numberOf(4))).status, 1)
    assert.equal((await check('no number')).status, 2)
    assert.equal((await seamark(['seal', 'withdraw', 'URN-3', ...state], env)).status, 0)
    const hits = await seamark(['seal', 'hits', ...state], env)
    assert.deepEqual([hits.status, hits.out], [0, ''])
  })

  void test('wrong use is 2: no node, no token, no file', async () => {
    const state = ['--state', path.join(root, 'state')]
    assert.equal((await seamark(['seal', file, ...state])).status, 2)
    assert.equal((await seamark(['seal', 'absent.csv', '--node', node.base, ...state])).status, 2)
    assert.equal((await seamark(['seal', 'hits', '--node', node.base, ...state])).status, 2)
    assert.equal((await seamark(['keyholder', 'nothing'])).status, 2)
  })

  void test('node database and one holder’s key give back no planted number; both keys together do', async () => {
    const [north, south] = await Promise.all(
      holders.map(({ folder }) => readHolder({ path: folder, passphrase: null })),
    )
    assert.ok(north !== undefined && south !== undefined)
    const everything = await wholeDatabase(node)
    // Neither the numbers nor the agency's references stand anywhere.
    assert.doesNotMatch(everything, /(?:\+44\s?|0)7700\s?900\d{3}|URN-\d|Haddad/i)
    const elements = new Set(
      (
        await node.admin<{ element: Buffer }>(
          `select element from deconfliction.sealed_token where kind = 'phone'`,
        )
      ).map(({ element }) => element.toString('hex')),
    )
    assert.ok(elements.size >= RECORDS - 1)
    const stored = [...elements].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))

    for (const thief of [north, south]) {
      const share = shareOf(thief)
      // What a share can make of an index: every element with this half of the key taken off.
      const undone = new Set(stored.map((element) => hexOf(multiply(invert(share), element))))
      const known = new Set([
        ...elements,
        ...undone,
        ...Object.values(publicKeys(thief.epochs[0]?.shares ?? {})),
      ])
      let found = 0
      for (const point of guesses()) {
        if (known.has(hexOf(point)) || known.has(hexOf(multiply(share, point)))) found += 1
        if (known.has(hexOf(multiply(invert(share), point)))) found += 1
      }
      assert.equal(found, 0)
    }
    // That the search would find what can be found: with both shares it finds every number.
    const both = addScalars(shareOf(north), shareOf(south))
    const found = guesses().filter((point) => elements.has(hexOf(multiply(both, point)))).length
    assert.equal(found, elements.size)
  })

  void test('what stays with the agency stays for itself: the node’s folder of state is the owner’s alone', async () => {
    const state = path.join(root, 'state')
    const names = await readdir(state)
    assert.ok(names.includes('secret.json'))
    assert.equal(await runCommandLine(['seal'], silent), 2)
    const handles = await readFile(
      path.join(state, new URL(node.base).host.replace(':', '_'), 'handles.jsonl'),
      'utf8',
    )
    assert.equal(handles.trim().split('\n').length, RECORDS)
  })
})

const silent = {
  env: {},
  out: () => undefined,
  say: () => undefined,
  progress: () => undefined,
  endProgress: () => undefined,
}
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const inAYear = () => new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
const numberOf = (index: number) => `07700 900${String(index).padStart(3, '0')}`

function phonePoint(index: number): Uint8Array {
  const { x } = identifierInput('phone', normaliseIdentifier('phone', numberOf(index))?.key ?? '')
  return hashToGroup(Buffer.from(x))
}

/** The whole drama range. */
const guesses = () => Array.from({ length: 1_000 }, (_, index) => phonePoint(index))

const shareOf = (holder: KeptHolder) => fromText(holder.epochs[0]?.shares['phone']) ?? new Uint8Array(0)

function tokenOf(index: number, north: KeptHolder, south: KeptHolder): string {
  return toText(multiply(addScalars(shareOf(north), shareOf(south)), phonePoint(index)))
}

/** One number a record; one mailbox of an office in all; a person; a victim in every seventh. */
function exportOf(records: number): string {
  const rows = Array.from({ length: records }, (_, index) => {
    const person = `Haddad, Mohamed (02/04/${String(1950 + (index % 50))}) [Suspect]`
    const victim = index % 7 === 0 ? '; Shehu, Arta (1990) [Victim]' : ''
    return [
      ...[`URN-${String(index)}`, '02/03/2026', 'A sighting', 'Seen.', 'OFFICIAL', '2BP', '', ''],
      ...[`"${person}${victim}"`, '', numberOf(index), 'info@boats.example', '', ''],
    ].join(',')
  })
  const header =
    'URN,Created,Title,Text,GSC,Grading,Conditions,Codes,Nominals,VRMs,Telephones,Emails,Accounts,Vessels'
  return [header, ...rows, ''].join('\n')
}

async function mapping(): Promise<object> {
  const text = await readFile(
    path.join(import.meta.dirname, '../../exercise/lantern/sussex-police.mapping.json'),
    'utf8',
  )
  return { ...(JSON.parse(text) as object), agency: 'kent-police', files: 'kent-police*.csv' }
}

/** What an operator does by the pages: enters both holders; the node would read their keys itself. */
async function enterHolders(node: TestNode, holders: readonly Holder[]): Promise<void> {
  await node.admin(`insert into deconfliction.sealed_epoch (number, state) values (1, 'current')`)
  for (const [index, { name, folder, port }] of holders.entries()) {
    const { identity, epochs } = await readHolder({ path: folder, passphrase: null })
    await node.admin(
      `insert into deconfliction.key_holder (number, name, body, url, identity) values ($1, $2, $2, $3, $4)`,
      [index + 1, name, `http://127.0.0.1:${String(port)}`, Buffer.from(identity.public, 'base64url')],
    )
    for (const [kind, key] of Object.entries(publicKeys(epochs[0]?.shares ?? {})))
      await node.admin(
        'insert into deconfliction.key_holder_key (holder, epoch, kind, public_key) values ($1, 1, $2, $3)',
        [index + 1, kind, Buffer.from(key, 'base64url')],
      )
  }
}

/** Every row of every table that sealing may have touched, as text. */
async function wholeDatabase(node: TestNode): Promise<string> {
  const tables = await node.admin<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'geography') order by 1`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await node.admin<{ row: string }>(`select t::text as row from ${name} t`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
