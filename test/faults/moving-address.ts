/** An address that an operator leads from one server to another, as a floating address or a balancer does. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

export type MovingAddress = {
  /** the same database login at this address */
  at: (url: string) => string
  /** leads new connections to the server of this database address; those to the old one end */
  moveTo: (url: string) => void
  /** ends it: nobody gets through any more */
  close: () => Promise<void>
}

/** @param url - the database address that it leads to at first */
export async function movingAddress(url: string): Promise<MovingAddress> {
  let port = Number(new URL(url).port)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const onward = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => undefined)
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  const endAll = () => {
    for (const socket of open) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    at: (login) => {
      const moved = new URL(login)
      moved.port = String((server.address() as AddressInfo).port)
      return moved.toString()
    },
    moveTo: (next) => {
      port = Number(new URL(next).port)
      endAll()
    },
    close: async () => {
      if (!server.listening) return
      server.close()
      endAll()
      await once(server, 'close')
    },
  }
}
