/** `seamark migrate`: brings the schema up to date and says what was applied. */
import { inOneLine } from '../platform/check/finding.ts'
import { readConfig } from '../platform/config.ts'
import { prepareDatabase } from '../platform/database/prepare.ts'
import type { Command } from './command.ts'

/** Applies what is missing, and prints its names. */
export const migrateSchema: Command = async (_args, { env, out, say }) => {
  const config = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const database = await prepareDatabase(config, { migrate: true })
  await database.stop()
  for (const name of database.applied) out(name)
  if (database.applied.length === 0) say('The schema is up to date.')
  if (config.mode === 'production') for (const one of database.warnings) say(inOneLine(one))
  return 0
}
