/** Boot: configuration, database, assets, node. */
import path from 'node:path'
import { seedPeople } from '../exercise/seed-people.ts'
import { exerciseAgencies, exercisePeople } from '../exercise/people.ts'
import { createNode, type Node } from './app.ts'
import { buildAssets } from './design/build-assets.ts'
import { readName } from './library/names/index.ts'
import { checkMachine } from './platform/check/check-node.ts'
import { inOneLine, refuseUnsound } from './platform/check/finding.ts'
import type { Config } from './platform/config.ts'
import { prepareDatabase } from './platform/database/prepare.ts'
import type { DemoPerson } from './platform/identity/demo-provider.ts'
import { createLog, type Log } from './platform/log.ts'
import { roleWords } from './wire/codes.ts'

export type Running = {
  node: Node
  log: Log
  url: string
  /** where the operator asks how the node is */
  operatorUrl: string
  stop: () => Promise<void>
}

/**
 * Starts a node and listens.
 * @param config - as read from the environment
 * @param say - tells a person at the terminal what is being done
 * @param beforeListening - what must be done once the database is ready and before anybody is answered; it is given the address
 *   by which the schema is changed, null in production
 * @throws when a part cannot start; nothing is left running then
 */
export async function startNode(
  config: Config,
  say: (line: string) => void,
  beforeListening: (node: Node, schemaUrl: string | null) => Promise<void> = () => Promise.resolve(),
): Promise<Running> {
  const log = createLog(config.logLevel)
  const production = config.mode === 'production'
  say('Starting the database …')
  // What a node stands on is looked at before anybody is answered; whom it asks for may come later.
  const machine = production ? await checkMachine(config, process.env) : []
  refuseUnsound(machine, production)
  const database = await prepareDatabase(config, { migrate: !production })
  say(`It is ${database.where}.`)
  if (production) for (const one of [...machine, ...database.warnings]) say(inOneLine(one))
  try {
    await buildAssets(path.join(config.root, 'build', 'assets'))
    const node = await createNode({
      config,
      log,
      databaseUrl: database.url,
      demoPeople: config.demo ? demoPeople() : [],
      jobs: true,
    })
    let operatorUrl: string
    try {
      operatorUrl = await node.operator.listen(config.operator)
      if (config.demo) await seedPeople(node.database)
      await beforeListening(node, production ? null : database.schemaUrl)
      // The tables of names are made before anybody waits for them.
      for (const schema of ['Person', 'Company'] as const) readName('Seamark Ltd', schema)
      await node.app.listen({ host: config.host, port: config.port })
    } catch (fault) {
      await node.close()
      throw fault
    }
    return {
      node,
      log,
      url: config.publicUrl,
      operatorUrl,
      stop: async () => {
        await node.drain()
        await node.close()
        await database.stop()
      },
    }
  } catch (fault) {
    await database.stop()
    throw fault
  }
}

/** The exercise's people as the demo's provider lists them. */
export function demoPeople(): DemoPerson[] {
  const names = new Map(exerciseAgencies.map((agency) => [agency.slug, agency.name]))
  return exercisePeople().map((person) => ({
    email: person.email,
    name: person.name,
    agency: names.get(person.agency) ?? person.agency,
    role: roleWords[person.role],
  }))
}
