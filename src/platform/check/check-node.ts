/** Everything that decides whether a node would start, and whether people could sign in to it. */
import type { Config } from '../config.ts'
import { hasEmbeddedPostgres } from '../database/embedded.ts'
import { openDatabase } from '../database/perform.ts'
import { prepareDatabase } from '../database/prepare.ts'
import { sharedSecret } from '../processes/shared-secret.ts'
import { checkAuthorities } from './authorities.ts'
import { checkDatabase } from './database.ts'
import { checkDisk } from './disk.ts'
import { NotSound, stops, type Finding } from './finding.ts'
import { checkKeyFiles } from './key-files.ts'
import { checkMail } from './mail.ts'
import { checkProviders } from './provider.ts'
import { checkProxy, checkProxySettings } from './proxy.ts'
import { CHECK_KEY } from './through-proxy.ts'
import { checkTypesetter } from './typesetter.ts'

/**
 * Checks what lies on this machine: settings, files, disk. Asks nobody.
 * @param config - of the node
 * @param env - the environment that it was read from
 * @returns what is wrong
 */
export async function checkMachine(config: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const found = await Promise.all([
    checkAuthorities(env),
    checkDisk(config, env),
    checkKeyFiles(config.dataFolder),
  ])
  return [...found.flat(), ...checkProxySettings(config)]
}

/**
 * Checks everything, each part whatever the others find; that a PDF can be made, too, which no start waits for.
 * @param config - of the node
 * @param env - the environment that it was read from
 * @returns what is wrong, in the order in which it is mended: settings and files, database, provider, proxy, mail
 */
export async function checkNode(config: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const parts = await Promise.all([
    checkMachine(config, env),
    checkItsDatabase(config),
    checkProviders(config.providers),
    keyOfChecks(config).then((key) => checkProxy(config, key)),
    checkMail(config.mail, new URL(config.publicUrl).hostname),
    checkTypesetter(),
  ])
  return parts.flat()
}

/** What shows a node that is asked for what it sees that the asker may read the database. */
async function keyOfChecks(config: Config): Promise<Buffer | null> {
  if (config.mode !== 'production' || config.database.kind !== 'external') return null
  const database = openDatabase(config.database.url, 1, () => new Date())
  try {
    return await sharedSecret(database, CHECK_KEY)
  } catch {
    // What is wrong with the database is said where it is asked.
    return null
  } finally {
    await database.close().catch(() => undefined)
  }
}

async function checkItsDatabase(config: Config): Promise<Finding[]> {
  if (config.database.kind === 'external') return await checkDatabase(config, config.database.url)
  // A check makes nothing.
  if (!(await hasEmbeddedPostgres(config.database.folder)))
    return [
      stops(
        config.mode === 'production' ? 'DATA_DIR' : 'DATABASE_URL',
        `there is no database in ${config.database.folder} yet`,
        'Correct DATA_DIR; or make a new, empty one there: npx seamark migrate.',
      ),
    ]
  try {
    const prepared = await prepareDatabase({ ...config, mode: 'production' }, { migrate: false })
    await prepared.stop()
    return prepared.warnings
  } catch (fault) {
    if (fault instanceof NotSound) return [...fault.findings]
    throw fault
  }
}
