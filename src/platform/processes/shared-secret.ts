/** Keys that all processes of an installation have alike: a row of the database that only the program reads. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../database/perform.ts'
import type { Scope, ServiceActor } from '../database/scope.ts'

const BYTES = 32

/**
 * Reads a shared key; the first process that asks for it makes it.
 * @param name - what it is for
 * @returns 32 random bytes, the same in each process
 */
export async function sharedSecret(database: Database, name: string): Promise<Buffer> {
  return await database.performAsService(
    { service: 'processes', operation: 'platform.shared-secret' },
    async ({ tx }) => {
      await tx.run(
        `insert into platform.shared_secret (name, secret) values ($1, $2) on conflict (name) do nothing`,
        [name, randomBytes(BYTES)],
      )
      const kept = await tx.one<{ secret: Buffer }>(
        `select secret from platform.shared_secret where name = $1`,
        [name],
      )
      return kept.secret
    },
  )
}

/**
 * Makes all shared keys anew. A process that runs keeps the one that it has read until it is started again.
 * @returns how many there are
 */
export async function renewSharedSecrets({ tx }: Scope<ServiceActor>): Promise<number> {
  const names = await tx.many<{ name: string }>('select name from platform.shared_secret for update')
  for (const { name } of names)
    await tx.run('update platform.shared_secret set secret = $2 where name = $1', [name, randomBytes(BYTES)])
  return names.length
}
