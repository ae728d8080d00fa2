/** The node under test, and how to speak to it. */
import { DEMO_PATH, demoKey, demoToken } from '../src/platform/identity/demo-provider.ts'
import { signIn, type Desk } from '../test/support/callers.ts'
import { startChild } from './child.ts'
import type { Cluster } from './cluster.ts'
import { httpClient, type HttpClient } from './http-client.ts'
import type { NodeDone, NodeOrder } from './node-process.ts'

export type RunningNode = {
  url: string
  pid: number
  client: HttpClient
  tokenOf: (email: string) => Promise<string>
  signIn: (email: string) => Promise<Desk>
  takePeak: () => number
  stop: () => Promise<void>
}

const CONNECTIONS = 64

export async function startNodeProcess(cluster: Cluster, agencies: number): Promise<RunningNode> {
  const child = startChild<NodeOrder, NodeDone>('node-process.ts')
  const order = { databaseUrl: cluster.url, dataFolder: cluster.folder, port: cluster.port, agencies }
  const { url, apiAudience } = await child.order(order).catch(async (fault: unknown) => {
    await child.stop()
    throw fault
  })
  const client = httpClient(url, CONNECTIONS)
  const tokens = new Map<string, Promise<string>>()
  const newToken = async (email: string) =>
    await demoToken({
      key: await demoKey(cluster.folder),
      issuer: url + DEMO_PATH,
      audience: apiAudience,
      email,
      hours: 10,
    })
  return {
    url,
    pid: child.pid,
    client,
    tokenOf: (email) => {
      const token = tokens.get(email) ?? newToken(email)
      tokens.set(email, token)
      return token
    },
    signIn: (email) => signIn(url, email),
    takePeak: child.takePeak,
    stop: async () => {
      client.close()
      await child.stop()
    },
  }
}
