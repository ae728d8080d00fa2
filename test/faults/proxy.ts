/**
 * A proxy in front of two nodes, as deploy/ describes it, and as unkind as it may be: every request goes to the
 * other one than the last. `/readyz` at the operator's listener takes a node out. The exercise's identity provider is
 * one for both, as a provider in earnest is.
 */
import { Agent, createServer, request as ask } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PATH } from '../../src/platform/identity/demo-provider.ts'
import type { Place } from './node-process.ts'

export type Proxy = {
  url: string
  /** requests that each node was given */
  given: number[]
  /** which nodes get requests */
  ready: readonly boolean[]
  /** everything that each node has said of itself at `/readyz` */
  said: Set<string>[]
  close: () => Promise<void>
}

const LOOK_EVERY = 100

/**
 * Begins to listen.
 * @param nodes - where they answer; the first brings the identity provider
 */
export async function proxyBefore(port: number, nodes: readonly Place[]): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true })
  const ready = nodes.map(() => false)
  const given = nodes.map(() => 0)
  const said = nodes.map(() => new Set<string>())
  let last = 0
  const next = (): number => {
    const other = nodes.findIndex((_node, at) => at !== last && ready[at])
    return other === -1 ? last : other
  }
  const server = createServer((request, response) => {
    const ofProvider = request.url?.startsWith(DEMO_PATH) === true
    const at = ofProvider ? 0 : next()
    if (!ofProvider) last = at
    given[at] = (given[at] ?? 0) + 1
    const { method, url: path, headers } = request
    const onward = ask(
      { agent, host: 'localhost', port: nodes[at]?.port, method, path, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  const end = new AbortController()
  const look = async (): Promise<void> => {
    for (const [at, { operatorPort }] of nodes.entries()) {
      const answer = await fetch(`http://127.0.0.1:${String(operatorPort)}/readyz`).catch(() => null)
      ready[at] = answer?.status === 200
      if (answer) said[at]?.add(await answer.text())
    }
  }
  const looking = (async () => {
    while (!end.signal.aborted) {
      await look().catch(() => undefined)
      await sleep(LOOK_EVERY)
    }
  })()
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    ...{ url: `http://localhost:${String(port)}`, given, ready, said },
    close: async () => {
      end.abort()
      await looking
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
