/** In the place of a node: says what reached it, and breaks off in every way that a node can. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  /** bytes of the body that have come so far */
  came: number
  /** has the client sent all of it? */
  whole: boolean
}

export type EchoNode = {
  port: number
  /** all requests, the last one last */
  asked: Asked[]
  /** lets `/live` end */
  endStreams: () => void
  close: () => Promise<void>
}

/**
 * Starts it. `/live` sends one event and stays open, `/breaks-off` ends in the middle of its answer, `/hangs-up`
 * answers nothing, `/says-503` answers as a node whose database is away, everything
 * else 200 once the whole body is there.
 */
export async function echoNode(): Promise<EchoNode> {
  const asked: Asked[] = []
  let endStreams: (() => void)[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    const one: Asked = { method, path: url, headers, came: 0, whole: false }
    asked.push(one)
    request.on('data', (bytes: Buffer) => (one.came += bytes.length))
    request.on('end', () => (one.whole = true))
    request.on('error', () => undefined)
    const [path] = url.split('?')
    if (path === '/hangs-up') request.socket.destroy()
    else if (path === '/breaks-off') {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' })
      response.write('half of it')
      setTimeout(() => request.socket.destroy(), 50)
    } else if (path === '/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: first\n\n')
      endStreams.push(() => response.end())
    } else if (path === '/says-503') response.writeHead(503, { 'retry-after': '10' }).end('the node itself')
    else request.on('end', () => response.writeHead(200, { 'content-type': 'text/plain' }).end('answered'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    endStreams: () => {
      for (const end of endStreams) end()
      endStreams = []
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
