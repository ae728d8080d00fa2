/**
 * Every key, secret and token of a node that its operator looks after, by the name that `seamark keys` and the manual
 * (docs/operators/rotate-keys.md) use. A secret that the program reads or writes and that stands nowhere here is found
 * by a test.
 */

export type KeyOfNode = {
  name: string
  /** settings, files and tables that hold it, as the code names them */
  in: readonly string[]
  /** the command that changes it, with its event; null: it is changed elsewhere, and then noted (`seamark keys changed`) */
  command: string | null
}

const elsewhere = null

/** In the order of the manual's table. */
export const keysOfNode: readonly KeyOfNode[] = [
  { name: 'database-login', in: ['DATABASE_URL', 'LOGIN_PASSWORD'], command: elsewhere },
  {
    name: 'database-migration',
    in: ['MIGRATION_DATABASE_URL', 'MIGRATION_PASSWORD'],
    command: elsewhere,
  },
  { name: 'database-superuser', in: ['POSTGRES_PASSWORD'], command: elsewhere },
  { name: 'embedded-database', in: ['login.password', 'postgres.password'], command: elsewhere },
  { name: 'provider-client', in: ['OIDC_CLIENT_SECRET'], command: elsewhere },
  { name: 'certificate', in: ['seamark.key'], command: elsewhere },
  { name: 'mail-server', in: ['SMTP_URL'], command: elsewhere },
  { name: 'backup', in: [], command: elsewhere },
  { name: 'shared-secrets', in: ['platform.shared_secret'], command: 'seamark keys rotate shared-secrets' },
  { name: 'node-caller', in: ['node-caller.json'], command: 'seamark keys rotate node-caller' },
]

/** The names of those that are changed elsewhere. */
export const changedElsewhere: readonly string[] = keysOfNode
  .filter(({ command }) => command === elsewhere)
  .map(({ name }) => name)
