/** The database as the program's login finds it: everything that decides whether a node may start. */
import path from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { explainConnection } from './explain-database.ts'
import { warns, type Finding } from './finding.ts'
import { checkLogin, checkRoles, checkRowSecurity } from './rights.ts'
import { checkSchema } from './schema.ts'
import { checkServer, checkVersion } from './server.ts'

/** Milliseconds: an address at which nobody answers says nothing at all. */
const PATIENCE = 10_000

/**
 * Asks a database.
 * @param at - the setting that holds the address
 * @param url - of a login
 * @param ask - what is asked once it is connected
 * @returns what `ask` finds; or why there is no connection
 * @throws what is no fault of the address, the login or the server
 */
export async function askDatabase(
  at: string,
  url: string,
  ask: (client: pg.Client) => Promise<Finding[]>,
): Promise<Finding[]> {
  const explained = (fault: unknown): Finding[] => {
    const finding = explainConnection(fault, at, url)
    if (finding === null) throw fault
    return [finding]
  }
  let client: pg.Client
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    })
    // One that breaks off later is told by the statement under way.
    client.on('error', () => undefined)
    await client.connect()
  } catch (fault) {
    return explained(fault)
  }
  try {
    return await ask(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Checks the database of a node.
 * @param config - where it is, and how many connections the node takes
 * @param url - the program's login
 * @returns what is wrong. What a missing role or schema makes impossible to ask is not asked
 */
export async function checkDatabase(
  config: Pick<Config, 'root' | 'databaseConnections'>,
  url: string,
): Promise<Finding[]> {
  return await askDatabase('DATABASE_URL', url, async (client) => {
    const version = await checkVersion(client)
    if (version.some(({ weight }) => weight === 'stops')) return version
    const roles = await checkRoles(client)
    const server = [...version, ...(await checkServer(client, config.databaseConnections)), ...checkTls(url)]
    if (roles.some(({ wrong }) => wrong.endsWith('not there'))) return [...server, ...roles]
    return [
      ...server,
      ...roles,
      ...(await checkLogin(client)),
      ...(await checkSchema(client, path.join(config.root, 'db'))),
      ...(await checkRowSecurity(client)),
    ]
  })
}

/** With these pg asks for TLS and holds the server to its certificate. */
const HELD = ['require', 'verify-ca', 'verify-full']

/**
 * Between two machines everything that is filed would cross the wire in clear, or to whoever answers. A name of one
 * word is one of a container's network, on one machine.
 */
function checkTls(url: string): Finding[] {
  const read = URL.parse(url)
  const host = read?.hostname.replace(/^\[|\]$/g, '') ?? ''
  const isHere = !/[.:]/.test(host) || host === '::1' || host.startsWith('127.')
  if (isHere || read?.searchParams.has('host') === true) return []
  if (HELD.includes(read?.searchParams.get('sslmode') ?? '')) return []
  return [
    warns(
      'DATABASE_URL',
      `the database is on another machine (${host}), and the connection is not held to TLS with its certificate`,
      'Add ?sslmode=verify-full to the address.',
    ),
  ]
}
