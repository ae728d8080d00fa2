/** The PostgreSQL server: its version, what it writes down, how many it lets in, what time it has. */
import type pg from 'pg'
import { refuses, stops, warns, type Finding } from './finding.ts'

/** Major versions. Seamark is tried on each from the first to the last; a newer one may well do. */
export const OLDEST_SERVER = 15
export const NEWEST_SERVER = 18

/** Besides those for requests: jobs, live updates, what wakes others. */
const CONNECTIONS_BESIDE = 10

/** Milliseconds. The ledger, sessions, retention and quotas go by the database's clock. */
const CLOCKS_APART = 5_000

/** Statements hold content, and PostgreSQL writes them into its log unless it is told not to. */
const UNWRITTEN: Readonly<Record<string, { wanted: string; wrong: string }>> = {
  log_statement: { wanted: 'none', wrong: 'statements are written into PostgreSQL’s log' },
  log_min_error_statement: {
    wanted: 'panic',
    wrong: 'statements that fail are written into PostgreSQL’s log',
  },
  log_parameter_max_length: {
    wanted: '0',
    wrong: 'what is filed is written into PostgreSQL’s log with slow statements',
  },
  log_parameter_max_length_on_error: {
    wanted: '0',
    wrong: 'what is filed is written into PostgreSQL’s log with statements that fail',
  },
}

/**
 * Looks at the version alone: nothing else can be asked of a server that is too old.
 * @param client - any login
 * @returns at most one finding
 */
export async function checkVersion(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ number: string; words: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as words`,
  )
  const { number, words } = rows[0] ?? { number: '0', words: 'unknown' }
  const major = Math.floor(Number(number) / 10_000)
  const versions = `PostgreSQL ${String(OLDEST_SERVER)} to ${String(NEWEST_SERVER)}`
  if (major < OLDEST_SERVER)
    return [
      stops('PostgreSQL', `the server is version ${words}, and Seamark needs ${versions}`, 'Upgrade it.'),
    ]
  if (major > NEWEST_SERVER)
    return [
      warns(
        'PostgreSQL',
        `the server is version ${words}, which this version of Seamark was not tried on`,
        `Use ${versions}, or a newer Seamark.`,
      ),
    ]
  return []
}

/**
 * Looks at the server's settings, its encoding and its clock.
 * @param client - any login
 * @param connections - DATABASE_CONNECTIONS of this node
 * @param clock - this machine's, in milliseconds
 * @returns what is wrong
 */
export async function checkServer(
  client: pg.Client,
  connections: number,
  clock: () => number = Date.now,
): Promise<Finding[]> {
  const asked = clock()
  const { rows } = await client.query<Facts>(
    `select pg_encoding_to_char(encoding) as encoding, pg_is_in_recovery() as standby,
            current_setting('max_connections')::integer
              - current_setting('superuser_reserved_connections')::integer as room,
            (extract(epoch from clock_timestamp()) * 1000)::float8 as now
     from pg_database where datname = current_database()`,
  )
  const heard = clock()
  const [facts] = rows
  if (!facts) return []
  const findings = await checkLogSettings(client)
  if (facts.encoding !== 'UTF8')
    findings.push(
      stops(
        'the database',
        `its encoding is ${facts.encoding}, and names are written in every script`,
        'Make it anew with deploy/create-database.sql, which asks for UTF8.',
      ),
    )
  if (facts.standby)
    findings.push(
      stops(
        'DATABASE_URL',
        'this server is a standby and takes no writes',
        'Write the address of the primary, or promote this one: docs/operators/standby.md.',
      ),
    )
  if (connections + CONNECTIONS_BESIDE > facts.room)
    findings.push(
      warns(
        'DATABASE_CONNECTIONS',
        `this node may use ${String(connections + CONNECTIONS_BESIDE)} connections, and the server has ${String(facts.room)} for all`,
        'Raise max_connections on the server, or lower this setting.',
      ),
    )
  // Whatever the way there and back took may have been on either side.
  const apart = Math.max(asked - facts.now, facts.now - heard)
  if (apart > CLOCKS_APART)
    findings.push(
      warns(
        'the clock',
        `this machine and the database server are ${String(Math.round(apart / 1000))} seconds apart`,
        'Have both set by NTP (timedatectl); the ledger, sessions and retention go by the database’s.',
      ),
    )
  return findings
}

type Facts = { encoding: string; standby: boolean; room: number; now: number }

/**
 * Looks at what PostgreSQL would write into its own log.
 * @param client - any login
 * @returns a finding for each of the four settings that is not as the manual says
 */
export async function checkLogSettings(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select name, setting as value from pg_settings where name = any ($1) order by name`,
    [Object.keys(UNWRITTEN)],
  )
  return rows.flatMap(({ name, value }) => {
    const rule = UNWRITTEN[name]
    if (rule === undefined || rule.wanted === value) return []
    return [
      refuses(
        name,
        `is ${value} on the server, so ${rule.wrong}`,
        `As its superuser: alter system set ${name} = '${rule.wanted}'; select pg_reload_conf();`,
      ),
    ]
  })
}
