/** A key holder over HTTP. It sees elements that say nothing, counts them, and multiplies them. */
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SIZE, openPool } from '../library/oprf/index.ts'
import { HolderFault, MOST_ELEMENTS } from '../library/sealing/index.ts'
import { answerWith, asHolderFault } from './answer-call.ts'
import { openGate, type Known } from './callers-gate.ts'
import {
  changedAt,
  ledgerFile,
  publicKeys,
  readCallers,
  readHolder,
  type Caller,
  type Folder,
  type KeptHolder,
} from './folder.ts'
import { openLedger } from './ledger.ts'
import { epochOf, known32, signedParameters } from './published.ts'
import { openQuotas } from './quotas.ts'

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
 * @param options - its folder and passphrase, threads, and the clock
 * @returns the app; nothing listens yet
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

  const answer = answerWith({ know: known, quotas, ledger, pool, now })

  app.post('/v1/evaluate', async (request, reply) => {
    const { kind, epoch, proof } = read(evaluateQuery, request.query)
    const scalar = (holder: KeptHolder) => known32(epochOf(holder, epoch).shares, kind)
    const body = await answer(request, {
      ...{ operation: 'evaluate', kind, epoch, proved: proof !== undefined, scalar },
      base: null,
    })
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
    const proved = proof !== undefined
    const body = await answer(request, { operation: 'rekey', kind, epoch: to, proved, scalar, base })
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

function read<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  throw new HolderFault(400, 'bad-request', 'The address lacks kind or epoch, or has what is not known.')
}

const secondsToMidnight = (now: Date) => Math.ceil((86_400_000 - (now.getTime() % 86_400_000)) / 1000)
