/** A light HTTP client: connections are kept, nothing is parsed that nobody looks at. */
import { Agent, request } from 'node:http'

export type Answered = { status: number; text: string; ms: number }

export type HttpClient = {
  call: (
    method: string,
    path: string,
    options?: { token?: string; cookie?: string; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answered>
  close: () => void
}

/** @param base - `http://localhost:PORT` */
export function httpClient(base: string, connections: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { port } = new URL(base)
  return {
    call: (method, path, { token, cookie, body, headers = {} } = {}) =>
      new Promise((resolve, reject) => {
        const sent = body === undefined ? undefined : JSON.stringify(body)
        const began = performance.now()
        const outgoing = request(
          {
            agent,
            host: '127.0.0.1',
            port,
            method,
            path,
            headers: {
              host: `localhost:${port}`,
              ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
              ...(cookie === undefined ? {} : { cookie }),
              ...(sent === undefined
                ? {}
                : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
              ...headers,
            },
          },
          (incoming) => {
            let text = ''
            incoming.setEncoding('utf8')
            incoming.on('data', (piece: string) => (text += piece))
            incoming.on('error', reject)
            incoming.on('end', () => {
              resolve({ status: incoming.statusCode ?? 0, text, ms: performance.now() - began })
            })
          },
        )
        outgoing.on('error', reject)
        outgoing.end(sent)
      }),
    close: () => {
      agent.destroy()
    },
  }
}
