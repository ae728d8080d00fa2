/** A whole node in a process of its own: the product's server with the product's settings. */
import { createNode, type Node } from '../src/app.ts'
import path from 'node:path'
import { buildAssets } from '../src/design/build-assets.ts'
import { readConfig } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import { answerParent } from './child.ts'
import { benchPeople } from './world.ts'

export type NodeOrder = { databaseUrl: string; dataFolder: string; port: number; agencies: number }
export type NodeDone = { url: string; apiAudience: string }

let node: Node | undefined

answerParent<NodeDone>(
  async (order) => {
    const { databaseUrl, dataFolder, port, agencies } = order as NodeOrder
    // Lines about every request are written as in production; nobody reads them here.
    // A proxy's word is believed, so that senders of a flood can come from networks of their own.
    const config = readConfig(
      { DATA_DIR: dataFolder, PORT: String(port), LOG_LEVEL: 'info', TRUST_PROXY: 'true' },
      { demo: true },
    )
    await buildAssets(path.join(config.root, 'build', 'assets'))
    const log = createLog(config.logLevel)
    node = await createNode({ config, log, databaseUrl, demoPeople: benchPeople(agencies), jobs: true })
    await node.app.listen({ host: config.host, port: config.port })
    return { url: config.publicUrl, apiAudience: config.apiAudience }
  },
  async () => {
    await node?.close()
  },
)
