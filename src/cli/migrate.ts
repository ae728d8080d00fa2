/** `seamark migrate`: brings the schema up to date and says what was applied. */
import { readConfig } from '../platform/config.ts'
import { prepareDatabase } from '../platform/database/prepare.ts'
import type { Command } from './command.ts'

export const migrateSchema: Command = async (_args, { env, out, say }) => {
  const config = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const database = await prepareDatabase(config, { migrate: true })
  await database.stop()
  for (const name of database.applied) out(name)
  if (database.applied.length === 0) say('The schema is up to date.')
  return 0
}
