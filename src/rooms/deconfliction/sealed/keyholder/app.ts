/** A key holder over HTTP. It sees elements that say nothing, counts them, and multiplies them. */
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BadElement } from '../oprf/evaluate.ts'
import { SIZE } from '../oprf/group.ts'
import {
  HolderFault,
  MOST_ELEMENTS,
  MOST_PROVED,
  PARAMETERS_PREFIX,
  SUITE,
  WIRE_VERSION,
  type HolderParameters,
} from '../protocol.ts'
import { signText } from '../signing-key.ts'
import { openPool } from '../workers/pool.ts'
import { openGate, type Known } from './callers-gate.ts'
import {
  bytesOf,
  changedAt,
  ledgerFile,
  publicKeys,
  readCallers,
  readHolder,
  type Caller,
  type Folder,
  type KeptEpoch,
  type KeptHolder,
} from './folder.ts'
import { openLedger, type Call } from './ledger.ts'
import { openQuotas } from './quotas.ts'

/** Calls that may wait for a thread; more are told to come again. */
const MOST_WAITING = 64

const evaluateQuery = z.strictObject({
  kind: z.string().max(40),
  epoch: z.coerce.number().int().min(1).max(65_535),
  proof: z.literal('rfc9497').optional(),
})
const rekeyQuery = z.strictObject({
  kind: z.string().max(40),
  from: z.coerce.number().int().min(1).max(65_535),
  to: z.coerce.number().int().min(1).max(65_535),
  proof: z.literal('rfc9497').optional(),
})

export type KeyholderOptions = { folder: Folder; threads?: number; now?: () => Date }

/**
 * Builds a key holder over its folder; `listen` and `close` are the caller's.
 * @throws SeamarkError when there are no keys or the passphrase is wrong; HolderFault `ledger-broken`
 */
export async function keyholderApp(options: KeyholderOptions): Promise<FastifyInstance> {
  const { folder, now = () => new Date() } = options
  const quotas = openQuotas()
  const gate = openGate()
  const ledger = await openLedger(ledgerFile(folder), (entry) => {
    quotas.note(entry)
    gate.remember(entry.caller, entry.nonce, new Date(entry.at))
  })
  const kept = await keptFresh(folder)
  const pool = openPool(options.threads)
  const app = Fastify({ bodyLimit: MOST_ELEMENTS * SIZE, logger: false, requestTimeout: 120_000 })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  app.setErrorHandler((fault, _request, reply) => {
    const known = asHolderFault(fault)
    if (known.status === 429) void reply.header('retry-after', String(secondsToMidnight(now())))
    return reply.status(known.status).send({ error: known.code, message: known.message })
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({ error: 'not-found', message: 'There is nothing here.' }),
  )
  app.addHook('onClose', async () => {
    await pool.close()
    await ledger.close()
  })

  app.get('/health', async (_request, reply) => {
    const good = ledger.isWritable()
    return reply.status(good ? 200 : 503).send({ state: good ? 'ok' : 'ledger-stopped' })
  })
  app.get('/v1/parameters', async () => signedParameters((await kept()).holder, now()))

  const known = async (
    request: FastifyRequest,
    body: Uint8Array,
  ): Promise<Known & { holder: KeptHolder }> => {
    const { holder, callers } = await kept()
    const asked = { method: request.method, path: request.url, headers: request.headers, body }
    return { ...gate.know(asked, callers, holder.identity.public, now()), holder }
  }

  app.get('/v1/quota', async (request) => {
    const { caller } = await known(request, new Uint8Array(0))
    return { day: now().toISOString().slice(0, 10), purposes: quotas.used(caller, now()) }
  })

  type Asked = { kind: string; epoch: number; proved: boolean; scalar: (holder: KeptHolder) => Uint8Array }
  const answer = async (
    request: FastifyRequest,
    operation: Call['operation'],
    { kind, epoch, proved, scalar }: Asked,
    base: ((holder: KeptHolder) => Uint8Array) | null,
  ): Promise<Buffer> => {
    const body = request.body
    if (!(body instanceof Buffer) || body.length === 0 || body.length % SIZE !== 0)
      throw new HolderFault(400, 'bad-request', 'The body is a row of elements of 32 bytes.')
    const { caller, purpose, nonce, holder } = await known(request, body)
    const elements = body.length / SIZE
    const at = now()
    const call = { at: at.toISOString(), caller: caller.id, operation, purpose, kind, epoch, elements, nonce }
    let result: { products: Uint8Array; proof?: Uint8Array }
    let fromAllowance = 0
    let counted = 0
    try {
      if ((operation === 'rekey') !== (purpose === 'rekey'))
        throw new HolderFault(403, 'not-allowed', `"${purpose}" is not a purpose of this call.`)
      if (proved && elements > MOST_PROVED)
        throw new HolderFault(413, 'too-many', `With a proof at most ${String(MOST_PROVED)} elements.`)
      if (pool.waiting() > MOST_WAITING)
        throw new HolderFault(503, 'busy', 'Too many calls at once. Come again.')
      const secret = scalar(holder)
      fromAllowance = quotas.take(caller, purpose, elements, at)
      counted = elements
      result = proved
        ? await pool.run('multiplyProved', secret, body, ...(base === null ? [] : [base(holder)]))
        : { products: await pool.run('multiplyAll', secret, body) }
    } catch (fault) {
      const told = asHolderFault(fault)
      // What was taken stays taken: whoever sends rubbish pays for it.
      await ledger.append({ ...call, counted, fromAllowance, outcome: told.code })
      throw told
    }
    await ledger.append({ ...call, counted, fromAllowance, outcome: 'allowed' })
    return Buffer.concat([result.products, result.proof ?? new Uint8Array(0)])
  }

  app.post('/v1/evaluate', async (request, reply) => {
    const { kind, epoch, proof } = read(evaluateQuery, request.query)
    const scalar = (holder: KeptHolder) => shareOf(epochOf(holder, epoch), kind)
    const body = await answer(request, 'evaluate', { kind, epoch, proved: proof !== undefined, scalar }, null)
    return reply.type('application/octet-stream').send(body)
  })
  app.post('/v1/rekey', async (request, reply) => {
    const { kind, from, to, proof } = read(rekeyQuery, request.query)
    const moved = (holder: KeptHolder) => {
      const next = epochOf(holder, to)
      if (next.moved?.from !== from) throw new HolderFault(404, 'unknown-epoch', 'There is no such move.')
      return next.moved
    }
    const scalar = (holder: KeptHolder) => known32(moved(holder).factors, kind)
    const base = (holder: KeptHolder) => known32(publicKeys(epochOf(holder, from).shares), kind)
    const asked = { kind, epoch: to, proved: proof !== undefined, scalar }
    const body = await answer(request, 'rekey', asked, base)
    return reply.type('application/octet-stream').send(body)
  })
  return app
}

/** Reads the folder again when an operator changed it; what is asked for in between is not stopped. */
async function keptFresh(folder: Folder): Promise<() => Promise<{ holder: KeptHolder; callers: Caller[] }>> {
  const load = async () => ({ holder: await readHolder(folder), callers: await readCallers(folder) })
  let stamp = changedAt(folder)
  let loaded = load()
  await loaded
  return async () => {
    const changed = changedAt(folder)
    if (changed !== stamp) {
      stamp = changed
      loaded = load()
    }
    return await loaded
  }
}

function epochOf(holder: KeptHolder, number: number): KeptEpoch {
  const found = holder.epochs.find(({ epoch }) => epoch === number)
  if (found !== undefined) return found
  const oldest = Math.min(...holder.epochs.map(({ epoch }) => epoch))
  throw number < oldest
    ? new HolderFault(410, 'epoch-gone', `Epoch ${String(number)} is over, and its keys are destroyed.`)
    : new HolderFault(404, 'unknown-epoch', `There is no epoch ${String(number)} yet.`)
}

const shareOf = (epoch: KeptEpoch, kind: string) => known32(epoch.shares, kind)

function known32(byKind: Record<string, string>, kind: string): Uint8Array {
  const text = Object.hasOwn(byKind, kind) ? byKind[kind] : undefined
  if (text === undefined) throw new HolderFault(404, 'unknown-kind', 'There is no key for this kind.')
  return bytesOf(text)
}

/** The signed document of `GET /v1/parameters`. */
export function signedParameters(holder: KeptHolder, now: Date): { document: string; signature: string } {
  const parameters: HolderParameters = {
    version: WIRE_VERSION,
    suite: SUITE,
    holder: holder.name,
    identity: holder.identity.public,
    issued: now.toISOString(),
    epochs: holder.epochs.map(({ epoch, state, shares, moved }) => ({
      ...{ epoch, state, keys: publicKeys(shares) },
      ...(moved === undefined
        ? {}
        : {
            rekeyed_from: moved.from,
            with: moved.with,
            other_keys: moved.otherKeys,
            proofs: moved.proofs,
          }),
    })),
  }
  const document = JSON.stringify(parameters)
  return { document, signature: signText(holder.identity, PARAMETERS_PREFIX + document) }
}

function read<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  throw new HolderFault(400, 'bad-request', 'The address lacks kind or epoch, or has what is not known.')
}

function asHolderFault(fault: unknown): HolderFault {
  if (fault instanceof HolderFault) return fault
  if (fault instanceof BadElement) return new HolderFault(400, 'bad-element', fault.message)
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new HolderFault(413, 'too-many', `At most ${String(MOST_ELEMENTS)} elements a call.`)
  if (code.startsWith('FST_ERR_CTP')) return new HolderFault(400, 'bad-request', 'The body cannot be read.')
  return new HolderFault(500, 'failed', 'The key holder failed at this call.')
}

const secondsToMidnight = (now: Date) => Math.ceil((86_400_000 - (now.getTime() % 86_400_000)) / 1000)
