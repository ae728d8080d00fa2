import { createServer } from 'node:net'

/**
 * Says before a long start, not behind it, that a port is taken.
 * @param host - at which the node will listen
 * @param port - its number
 * @throws the system's error, `EADDRINUSE` when it is taken
 */
export async function portIsFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}
