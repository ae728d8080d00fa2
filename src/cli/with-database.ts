/** The database for a command that does one thing and ends. */
import { readConfig } from '../platform/config.ts'
import { openDatabase, type Database } from '../platform/database/perform.ts'
import { prepareDatabase } from '../platform/database/prepare.ts'

/**
 * Opens the configured database with the program's login, and closes it whatever happens.
 * @param env - as the node's own: in production the same settings are refused
 * @param work - what the command does
 * @returns what work returns
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const config = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const prepared = await prepareDatabase(config, { migrate: false })
  try {
    const database = openDatabase(prepared.url, 1, () => new Date())
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await prepared.stop()
  }
}
