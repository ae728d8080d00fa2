/** What keeps a program from a database, as what an operator can do about it. */
import { databaseAway } from '../errors.ts'
import { codesOf } from '../fault-codes.ts'
import { stops, type Finding } from './finding.ts'
import { certificateFault } from './tls-faults.ts'

/**
 * Explains why a connection was not made.
 * @param fault - what the driver threw
 * @param at - the setting that holds the address
 * @param url - the address; only host, port, login and database of it are said
 * @returns null where it is no fault of the address, the login or the server
 */
export function explainConnection(fault: unknown, at: string, url: string): Finding | null {
  const codes = codesOf(fault)
  const message = fault instanceof Error ? fault.message : ''
  const address = addressIn(url)
  if (address === null)
    return stops(
      at,
      'cannot be read as an address',
      'Use letters and figures only in the password, or write other characters as %2F and the like.',
    )
  const { host, login, database } = address
  if (codes.includes('28P01') || /SASL|password must be a string/.test(message))
    return stops(
      at,
      `PostgreSQL at ${host} does not take the password of ${login}`,
      `Correct it here, or set it on the server, as a superuser: psql -c '\\password ${login}'.`,
    )
  if (codes.some((code) => code.startsWith('28')))
    return stops(
      at,
      `PostgreSQL at ${host} does not let ${login} in from this machine`,
      'Add a line for this login, database and address to pg_hba.conf on the server, and reload it.',
    )
  if (codes.includes('3D000'))
    return stops(
      at,
      `there is no database “${database}” at ${host}`,
      'Run deploy/create-database.sql on the server as its superuser, or correct the name at the end of the address.',
    )
  if (codes.includes('42501'))
    return stops(
      at,
      `${login} may not connect to the database “${database}”`,
      'Run deploy/create-database.sql on the server as its superuser: it gives the right to connect.',
    )
  if (codes.includes('53300'))
    return stops(
      at,
      `PostgreSQL at ${host} has no connection left`,
      'Raise max_connections on the server, or lower DATABASE_CONNECTIONS of the nodes.',
    )
  if (codes.some((code) => code.startsWith('57P')))
    return stops(at, `PostgreSQL at ${host} is starting or ending`, 'Wait until it is up, then try again.')
  const certificate = certificateFault(codes)
  if (certificate !== null) return stops(at, `PostgreSQL at ${host}: ${certificate.wrong}`, certificate.todo)
  if (/does not support SSL/.test(message))
    return stops(
      at,
      `PostgreSQL at ${host} offers no TLS`,
      'Turn it on there (ssl = on), or take sslmode out of the address where both are on one machine.',
    )
  if (databaseAway(fault) !== null || codes.length > 0)
    return stops(
      at,
      `no PostgreSQL answers at ${host}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}`,
      'Start it, or correct host and port; look at listen_addresses and the firewall.',
    )
  return null
}

/**
 * Reads the parts of an address that may be said.
 * @param url - `postgres://…`
 * @returns null when it is none
 */
export function addressIn(url: string): { host: string; login: string; database: string } | null {
  const read = URL.parse(url)
  if (read === null) return null
  try {
    const login = decodeURIComponent(read.username) || 'the login'
    const database = decodeURIComponent(read.pathname.slice(1)) || login
    const host = read.searchParams.get('host') ?? read.hostname
    return { host: `${host || 'this machine'}${read.port ? `:${read.port}` : ''}`, login, database }
  } catch {
    return null
  }
}

/**
 * Explains why a statement of the schema's files failed, where that is the login's fault.
 * @param fault - what `migrate` threw
 * @returns null where the files themselves are at fault
 */
export function explainMigration(fault: unknown): Finding | null {
  const codes = codesOf(fault)
  const message = fault instanceof Error ? fault.message : ''
  const todo =
    'Give the address of seamark_migrate, which deploy/create-database.sql has made: MIGRATION_DATABASE_URL=postgres://seamark_migrate:PASSWORD@HOST:5432/seamark npx seamark migrate.'
  if (codes.includes('42501'))
    return stops('MIGRATION_DATABASE_URL', 'this login may not change the schema', todo)
  if (codes.includes('42704') && /seamark_\w+/.test(message))
    return stops(
      'MIGRATION_DATABASE_URL',
      'the roles of the program are not there',
      'Run deploy/create-database.sql on the server as its superuser.',
    )
  return null
}
