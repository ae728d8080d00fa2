import { createServer } from 'node:net'

/** Says before a long start, not behind it, that the port is taken. @throws EADDRINUSE */
export async function portIsFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}
