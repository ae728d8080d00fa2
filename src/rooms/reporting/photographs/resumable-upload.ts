/** Photographs with script: uploads that go on where the network was cut (tus 1.0). */
import { randomUUID } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Server } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError } from '../../../platform/errors.ts'
import type { PublicServices } from '../arrival/services.ts'
import { MOST_BYTES } from './decoder/limits.ts'
import { hasArrived, settlePhotograph } from './draft-photographs.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { photographOf, resumableStore } from './resumable-store.ts'
import { sendPhotographs } from './send-photographs.ts'
import { sentFrom } from './sent-from.ts'

export const UPLOADS = '/report/uploads'
/** The person's choice about originals; file names and all else that browsers add are not taken in. */
const ORIGINAL = 'seamark-original'
/** What was wrong with a photograph that has arrived: a Fault, or `quarantined`; absent when all is well. */
const OUTCOME = 'seamark-outcome'

const TAKEN = ['tus-resumable', 'upload-length', 'upload-offset', 'content-type', 'content-length', 'host']
// Nothing for other sites (CORS), and no metadata echoed.
const GIVEN = ['tus-resumable', 'location', 'upload-offset', 'upload-length', 'cache-control', OUTCOME]
const DRAIN_MS = 500
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/

const locks = oneAtATime()

/**
 * Declares the addresses of the protocol.
 * @param cookieOf - reads the public's cookie; null when there is none
 */
export function resumableUploads(
  app: FastifyInstance,
  services: PublicServices,
  cookieOf: (request: FastifyRequest) => string | null,
): void {
  // The body is handed on as it comes.
  app.addContentTypeParser('application/offset+octet-stream', (_request, body, done) => done(null, body))
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const cookie = cookieOf(request)
    if (cookie === null) return await reply.status(404).send()
    const server = serverFor(sentFrom(services, request), cookie, request.headers[ORIGINAL] === 'yes')
    const body = bodyOf(request)
    try {
      return await give(reply, await server.handleWeb(webRequest(request, body)))
    } finally {
      letTheRestGo(request, body)
    }
  }
  const route = (method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE', url: string, deed: string) =>
    app.route({
      method,
      url,
      // A HEAD says how much is there; Fastify would otherwise make it from a GET that does not exist.
      config: {
        operation: `reporting.public.upload.${deed}`,
        access: 'public',
        unlogged: true,
        body: 'tiny',
      },
      handler,
    })
  route('POST', UPLOADS, 'begin')
  route('HEAD', `${UPLOADS}/:id`, 'ask')
  route('PATCH', `${UPLOADS}/:id`, 'go-on')
  route('DELETE', `${UPLOADS}/:id`, 'drop')
}

function serverFor(services: PublicServices, cookie: string, keepsOriginal: boolean): Server {
  return new Server({
    path: UPLOADS,
    relativeLocation: true,
    datastore: resumableStore(services, cookie, keepsOriginal),
    locker: locks,
    lockDrainTimeout: DRAIN_MS,
    maxSize: MOST_BYTES,
    namingFunction: () => randomUUID(),
    getFileIdFromRequest: (_request, last) => (last !== undefined && UUID.test(last) ? last : undefined),
    onUploadFinish: async (_request, { id }) => {
      const outcome = await finish(services, cookie, id)
      return outcome === null ? {} : { headers: { [OUTCOME]: outcome } }
    },
    onResponseError: (_request, fault) =>
      'status_code' in fault ? undefined : { status_code: asSeamarkError(fault).status, body: 'failed\n' },
  })
}

/** All of it is there. Where the words were sent meanwhile, it follows them at once. */
async function finish(services: PublicServices, cookie: string, id: string): Promise<string | null> {
  const photograph = await photographOf(services, cookie, id)
  await hasArrived(services, cookie, photograph)
  try {
    const fault = await settlePhotograph(services, cookie, photograph)
    if (fault) return fault
    const { state } = await photographOf(services, cookie, id)
    await sendPhotographs(services, cookie)
    return state === 'quarantined' ? 'quarantined' : null
  } catch (fault) {
    // It is all there and waits; the next look at the list tries again.
    if (asSeamarkError(fault).kind === 'unavailable') return null
    throw fault
  }
}

function webRequest(request: FastifyRequest, body: PassThrough | null): Request {
  const headers = new Headers()
  for (const name of TAKEN) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return new Request(`http://uploads.invalid${request.url}`, {
    method: request.method,
    headers,
    ...(body ? { body: Readable.toWeb(body) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  })
}

/** The body beside the connection: what goes wrong with the one does not take the answer from the other. */
function bodyOf({ raw, method }: FastifyRequest): PassThrough | null {
  if (method !== 'PATCH') return null
  const body = new PassThrough()
  body.on('error', () => undefined) // who reads it hears of it
  raw.once('close', () => {
    if (!raw.complete) body.destroy(new Error('The connection was cut'))
  })
  return raw.pipe(body)
}

/** What a refused upload still sends is read and thrown away, or its sender would never see the answer. */
function letTheRestGo({ raw }: FastifyRequest, body: PassThrough | null): void {
  if (!body) return
  raw.unpipe(body)
  body.destroy()
  raw.resume()
}

async function give(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  for (const name of GIVEN) {
    const value = answer.headers.get(name)
    if (value !== null) reply.header(name, value)
  }
  reply.header('cache-control', 'no-store').status(answer.status)
  const body = await answer.text()
  return await (body === '' ? reply.send() : reply.type('text/plain; charset=utf-8').send(body))
}
