/**
 * Sealing: what one core makes of libsodium's multiplications, and an agency's whole file through two holders
 * into a node, all on this machine.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { addUp, askJointly, isAnswerProved, type ProvedAnswer } from '../src/library/oprf/joint-check.ts'
import { blindAll, multiplyAll, multiplyEach } from '../src/library/oprf/evaluate.ts'
import { generator, multiply, multiplyBase, randomScalars, prove } from '../src/library/oprf/index.ts'
import { publicKeys, readHolder } from '../src/keyholder/folder.ts'
import { openDatabase } from '../src/platform/database/perform.ts'
import { makeCluster, type Cluster } from './cluster.ts'
import { startNodeProcess, type RunningNode } from './running-node.ts'
import { emailOf, seedWorld, slugOf } from './world.ts'

export type SealingFigure = {
  /** tokens a second of one core: everything that agency and both holders compute for them */
  perSecond: number
  /** what libsodium's four multiplications for a token alone would allow */
  allowed: number
  records: number
  tokens: number
  /** the whole file, from the command's start to its end */
  seconds: number
  /** processor time of agency and holders */
  processorSeconds: number
  /** those four multiplications for every token, shared by all cores */
  plainSeconds: number
}

const MAIN = path.join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
/** BENCH_SEALING_RECORDS makes a run shorter; the target then shrinks with it. */
const RECORDS = Number(process.env['BENCH_SEALING_RECORDS'] ?? 100_000)
const TOKENS_A_RECORD = 8
const BATCH = 4_096
const TURNS = 5

/** Measures both, on a database of its own. */
export async function measureSealing(): Promise<SealingFigure> {
  const rate = oneCore()
  const whole = await wholeFile()
  const plainSeconds = whole.tokens / rate.allowed / availableParallelism()
  return { ...rate, ...whole, plainSeconds }
}

/**
 * One thread in turn does what agency and holders do for a batch: hashing, blinding, both evaluations, the
 * joint check with both proofs, and taking the blinds off. Processor time, so that a busy machine counts less.
 */
function oneCore(): { perSecond: number; allowed: number } {
  const [k1, k2] = [randomScalars(1), randomScalars(1)]
  const inputs = Array.from({ length: BATCH }, (_, i) =>
    Buffer.from(`seamark-sealed/1\u0000email\u0000id\u0000crew.${String(i)}@boats.example`),
  )
  const turn = () => {
    const { blinded, unblinds } = blindAll(inputs)
    const question = askJointly(blinded, multiplyAll(k1, blinded), multiplyAll(k2, blinded))
    const [one, two] = [k1, k2].map((k) => {
      const [key, z] = [multiplyBase(k), multiply(k, question.m)]
      return { key, z, proof: prove(k, generator, key, question.m, z) }
    }) as [ProvedAnswer, ProvedAnswer]
    if (![one, two].every((answer) => isAnswerProved(question.m, answer)) || !addUp(question, one.z, two.z))
      throw new Error('The measured check failed.')
    return multiplyEach(unblinds, question.sums)
  }
  const element = multiplyBase(k1)
  const plain = () => {
    for (let i = 0; i < BATCH; i += 1) multiply(k2, element)
  }
  turn()
  plain()
  const [tokens, multiplications] = [[], []] as [number[], number[]]
  for (let i = 0; i < TURNS; i += 1) {
    multiplications.push(processorSeconds(plain))
    tokens.push(processorSeconds(turn))
  }
  return { perSecond: BATCH / median(tokens), allowed: BATCH / median(multiplications) / 4 }
}

function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

type Holder = { name: string; folder: string; url: string; process: ChildProcess }

async function wholeFile(): Promise<
  Pick<SealingFigure, 'records' | 'tokens' | 'seconds' | 'processorSeconds'>
> {
  const root = await mkdtemp(path.join(tmpdir(), 'seamark-bench-sealing-'))
  const cluster = await makeCluster(null)
  const holders: Holder[] = []
  let node: RunningNode | null = null
  try {
    const database = openDatabase(cluster.url, 2, () => new Date())
    await seedWorld(database, 1)
    await database.close()
    const key = (await seamark(['seal', 'key', '--state', path.join(root, 'state')])).trim()
    for (const name of ['north', 'south']) holders.push(await startHolder(name, root, key))
    await enterHolders(cluster, holders)
    node = await startNodeProcess(cluster, 1)
    await writeRecords(path.join(root, 'records.jsonl'))
    await writeFile(path.join(root, 'mapping.json'), JSON.stringify(mapping))
    const before = await Promise.all(holders.map(({ process: child }) => processorTimeOf(child)))
    const began = performance.now()
    const out = await seamark(
      [
        ...['seal', path.join(root, 'records.jsonl'), '--mapping', path.join(root, 'mapping.json')],
        ...['--node', node.url, '--state', path.join(root, 'state'), '--json'],
      ],
      { SEAMARK_TOKEN: await node.tokenOf(emailOf('intelligence_officer', 0)) },
    )
    const seconds = (performance.now() - began) / 1000
    const after = await Promise.all(holders.map(({ process: child }) => processorTimeOf(child)))
    const { sent, tokens, processor } = JSON.parse(out) as { sent: number; tokens: number; processor: number }
    if (sent !== RECORDS || tokens !== RECORDS * TOKENS_A_RECORD)
      throw new Error(`${String(sent)} records and ${String(tokens)} tokens were sealed.`)
    const ofHolders = after.reduce((sum, one, i) => sum + one - (before[i] ?? 0), 0)
    return { records: sent, tokens, seconds, processorSeconds: ofHolders + processor }
  } finally {
    await node?.stop()
    for (const { process: child } of holders) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    await cluster.remove()
    await rm(root, { recursive: true, force: true })
  }
}

/** Runs the command; what it says goes to the terminal. @throws when it does not end well */
async function seamark(args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`seamark ${args[0] ?? ''} ended with ${String(child.exitCode)}`)
  return out
}

async function startHolder(name: string, root: string, key: string): Promise<Holder> {
  const folder = path.join(root, name)
  await seamark(['keyholder', 'init', '--name', name, '--folder', folder])
  const quota = ['--per-day', String(RECORDS * TOKENS_A_RECORD * 2)]
  await seamark(['keyholder', 'agency', 'add', slugOf(0), '--key', key, ...quota, '--folder', folder])
  const child = spawn(process.execPath, [MAIN, 'keyholder', 'serve', '--folder', folder, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (piece: Buffer) => {
      const found = /http:\S+/.exec(piece.toString())
      if (found) resolve(found[0])
    })
    child.once('exit', reject)
  })
  return { name, folder, url, process: child }
}

async function enterHolders(cluster: Cluster, holders: readonly Holder[]): Promise<void> {
  await cluster.admin.query(`insert into deconfliction.sealed_epoch (number, state) values (1, 'current')`)
  for (const [index, { name, folder, url }] of holders.entries()) {
    const { identity, epochs } = await readHolder({ path: folder, passphrase: null })
    await cluster.admin.query(
      'insert into deconfliction.key_holder (number, name, body, url, identity) values ($1, $2, $2, $3, $4)',
      [index + 1, name, url, Buffer.from(identity.public, 'base64url')],
    )
    for (const [kind, known] of Object.entries(publicKeys(epochs[0]?.shares ?? {})))
      await cluster.admin.query(
        'insert into deconfliction.key_holder_key (holder, epoch, kind, public_key) values ($1, 1, $2, $3)',
        [index + 1, kind, Buffer.from(known, 'base64url')],
      )
  }
}

/** Seconds of processor that a child has used, where the system tells (Linux); else 0. */
async function processorTimeOf(child: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${String(child.pid)}/stat`, 'utf8').catch(() => '')
  // Behind the name in brackets: utime and stime are the 12th and 13th, in hundredths of a second.
  const [user = 0, system = 0] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / 100
}

const mapping = {
  ...{ name: 'Generated records', agency: slugOf(0), files: '*.jsonl', shape: 'json-lines' },
  ...{ created: ['iso'], born: ['yyyy-mm-dd'], grade: { system: '3x5x2' }, category_words: {} },
  kind_words: { EMAIL: 'email', VEHICLE: 'vehicle', HANDLE: 'handle' },
  basis: 'assessment',
  fields: {
    ...{ reference: 'id', created: 'at', title: 'title', text: 'text', classification: 'marking' },
    ...{ source: 'source', information: 'information', handling: 'handling' },
  },
  subjects: { list: 'subjects', type: 'type', value: 'value' },
}

/** Records with eight identifiers each that no other record holds: the most that there is to do. */
async function writeRecords(file: string): Promise<void> {
  const out = createWriteStream(file)
  const letters = (n: number, howMany: number): string =>
    Array.from({ length: howMany }, (_, i) => String.fromCharCode(65 + (Math.floor(n / 26 ** i) % 26))).join(
      '',
    )
  for (let i = 0; i < RECORDS; i += 1) {
    const subjects = [
      ...[0, 1, 2, 3].map((j) => ({ type: 'EMAIL', value: `crew.${String(i)}.${String(j)}@boats.example` })),
      ...[0, 1].map((j) => ({
        type: 'VEHICLE',
        value: `Q${letters(i, 1)}7${String(j)}${letters(Math.floor(i / 26), 3)}`,
      })),
      ...[0, 1].map((j) => ({ type: 'HANDLE', value: `telegram:crew_${String(i)}_${String(j)}` })),
    ]
    const row = {
      ...{ id: `R-${String(i)}`, at: '2026-10-01T12:00:00Z', title: 'A sighting', text: 'Seen.' },
      ...{ marking: 'OFFICIAL', source: '2', information: 'B', handling: 'P', subjects },
    }
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
