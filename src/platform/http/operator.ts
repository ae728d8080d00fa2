/**
 * The operator's listener: is the node alive, is it ready, how is it doing. It is a port of its own, on this
 * machine only unless the operator says otherwise. On the public's port a proxy would have to keep people
 * out, and two programs that read one address differently let them in.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WrongSetting, type Config } from '../config.ts'
import type { Database } from '../database/perform.ts'
import { PartlyAway } from '../database/trouble.ts'
import type { Metrics } from './metrics.ts'

export type OperatorListener = {
  /**
   * Begins to answer.
   * @returns where, like `http://127.0.0.1:9464`
   * @throws WrongSetting when another program uses the port that was asked for
   */
  listen: (at: Config['operator']) => Promise<string>
  /** From now on `/readyz` asks the database; until then it says that the node starts. */
  ready: () => void
  /** From now on `/readyz` says that the node ends. */
  drain: () => void
  close: () => Promise<void>
}

type Answer = { status: number; type: string; text: string }
const JSON_TYPE = 'application/json; charset=utf-8'
const said = (
  status: number,
  word: string,
  differs: string | null = null,
  code: string | null = null,
): Answer => ({
  status,
  type: JSON_TYPE,
  text: JSON.stringify({
    status: word,
    ...(differs === null ? {} : { differs }),
    ...(code === null ? {} : { code }),
  }),
})

/** By the class of PostgreSQL's code. */
const PARTLY: Readonly<Record<string, string>> = {
  28: 'the database does not let this node in',
  53: 'the database has no room, memory or connection left',
  58: 'the database’s disk fails',
}

const NAMES: ReadonlySet<string> = new Set(['healthz', 'readyz', 'metrics'])

/**
 * Could somebody mean an operator's address by this, however it is written? The public's port answers such a
 * one as nothing at all, without the way to the sign-in that other unknown addresses have.
 * @param url - as it stands in the request
 * @returns true also for an address that only becomes one when it is decoded
 */
export function looksLikeOperators(url: string): boolean {
  let path = url.split(/[?#]/u)[0] ?? ''
  // Proxies have decoded once or twice what comes encoded twice or thrice.
  for (let layer = 0; layer < 3; layer++)
    try {
      path = decodeURIComponent(path)
    } catch {
      break
    }
  return path
    .toLowerCase()
    .split(/[^a-z]+/u)
    .some((word) => NAMES.has(word))
}

/**
 * Makes the listener; it answers once `listen` is called.
 * @param services - `differs`: in which way this process is unlike others on the same database, or null. It goes
 *   on answering all the same: every process would have to say so, and none would be left
 * @returns nothing listens yet; it says 503 at `/readyz` until it is told that the node is ready
 */
export function operatorListener(services: {
  database: Database
  metrics: Metrics
  differs: () => string | null
}): OperatorListener {
  const { database, metrics, differs } = services
  let phase: 'starting' | 'ready' | 'draining' = 'starting'
  const answers: Record<string, () => Answer | Promise<Answer>> = {
    '/healthz': () => said(200, 'ok'),
    '/readyz': () =>
      phase !== 'ready'
        ? said(503, phase)
        : database.ping().then(
            () => said(200, 'ok', differs()),
            (fault: unknown) =>
              fault instanceof PartlyAway
                ? said(
                    503,
                    PARTLY[fault.code.slice(0, 2)] ?? 'the database answers only in part',
                    null,
                    fault.code,
                  )
                : said(503, 'the database does not answer'),
          ),
    '/metrics': async () => ({ status: 200, type: metrics.contentType, text: await metrics.text() }),
  }
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const { url = '', method } = request
    const known = Object.hasOwn(answers, url) && (method === 'GET' || method === 'HEAD')
    const { status, type, text } = known
      ? ((await answers[url]?.()) ?? said(404, 'not found'))
      : said(404, 'not found')
    reply.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '10' } : {}),
    })
    reply.end(method === 'HEAD' ? undefined : text)
  }
  const server = createServer((request, reply) => {
    request.resume()
    answer(request, reply).catch(() => reply.destroy())
  })
  const listen = (host: string, port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  return {
    listen: async ({ host, port, otherIfTaken }) => {
      try {
        await listen(host, port)
      } catch (fault) {
        if (!(fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')) throw fault
        if (!otherIfTaken)
          throw new WrongSetting(
            `OPERATOR_PORT: another program uses port ${String(port)} on ${host}. Set OPERATOR_PORT to a free one.`,
          )
        await listen(host, 0)
      }
      const { address, port: taken, family } = server.address() as AddressInfo
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${String(taken)}`
    },
    ready: () => {
      phase = 'ready'
    },
    drain: () => {
      phase = 'draining'
    },
    close: async () => {
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
