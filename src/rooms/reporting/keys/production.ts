/** What may be there in an exercise and never in production. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { WrongSetting, type Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/database/perform.ts'
import { exerciseDesks } from './desk-keys.ts'

/**
 * Looks for what production must not have.
 * @param config - of this node; only production is looked at
 * @throws WrongSetting in production when a desk has keys whose passphrase everybody knows, or the recovery
 *   key lies beside the database that it opens
 */
export async function refuseExerciseKeys(config: Config, database: Database): Promise<void> {
  if (config.mode !== 'production') return
  if (existsSync(path.join(config.dataFolder, 'recovery')))
    throw new WrongSetting(
      'DATA_DIR: holds a recovery key (recovery/); in production it is kept off the machine',
    )
  const desks = await exerciseDesks(database)
  if (desks.length > 0)
    throw new WrongSetting(
      `DATABASE_URL: the keys of these desks were made by the exercise: ${desks.join(', ')}. Use a fresh database`,
    )
}
