/** The login that the program runs with, the roles that it takes on, and what guards the rows. */
import type pg from 'pg'
import { refuses, stops, warns, type Finding } from './finding.ts'

/** What deploy/create-database.sql makes besides the two logins. */
export const PROGRAM_ROLES = [
  'seamark_owner',
  'seamark_app',
  'seamark_member',
  'seamark_service',
  'seamark_public',
  'seamark_worker',
] as const

const SCRIPT = 'Run deploy/create-database.sql on the server as its superuser.'

type RoleRow = { name: string; login: boolean; strong: boolean; makes: boolean }

/**
 * Looks at the roles.
 * @param client - signed in with the program's login
 * @returns what is wrong; where a role is missing, only that
 */
export async function checkRoles(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<RoleRow>(
    `select rolname as name, rolcanlogin as login, rolsuper or rolbypassrls as strong,
            rolcreaterole or rolcreatedb or rolreplication as makes
     from pg_roles where rolname = any ($1) or rolname = 'seamark_migrate'`,
    [PROGRAM_ROLES],
  )
  const missing = PROGRAM_ROLES.filter((name) => !rows.some((row) => row.name === name))
  if (missing.length > 0)
    return [
      stops(
        missing.join(', '),
        missing.length === 1 ? 'this role is not there' : 'these roles are not there',
        SCRIPT,
      ),
    ]
  const findings: Finding[] = []
  for (const { name, login, strong, makes } of rows) {
    if (strong)
      findings.push(
        refuses(
          name,
          'this role may pass row-level security',
          `As the server’s superuser: alter role ${name} nosuperuser nobypassrls.`,
        ),
      )
    if (name === 'seamark_migrate') {
      if (makes)
        findings.push(
          warns(
            name,
            'this login may make roles; before PostgreSQL 16 that is a shell on the database server',
            `As the server’s superuser: alter role ${name} nocreaterole nocreatedb noreplication.`,
          ),
        )
    } else if (login || makes)
      findings.push(
        refuses(
          name,
          'this role may sign in, or make roles or databases',
          `As the server’s superuser: alter role ${name} nologin nocreaterole nocreatedb noreplication.`,
        ),
      )
  }
  return findings
}

/**
 * Looks at the login's own rights.
 * @param client - signed in with it, where all roles are there
 * @returns what is wrong
 */
export async function checkLogin(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{
    name: string
    strong: boolean
    owner: boolean
    member: boolean
    others: string | null
  }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls as strong,
            pg_has_role('seamark_owner', 'member') as owner, pg_has_role('seamark_app', 'member') as member,
            (select string_agg(o.rolname, ', ' order by o.rolname) from pg_auth_members m join pg_roles o on o.oid = m.roleid
             where m.member = r.oid and o.rolname <> 'seamark_app') as others
     from pg_roles r where r.rolname = current_user`,
  )
  const [own] = rows
  if (!own) return []
  if (own.strong || own.owner)
    return [
      refuses(
        'DATABASE_URL',
        `${own.name} may bypass row-level security`,
        'Use seamark_login, which is only a member of seamark_app. MIGRATION_DATABASE_URL is for the other one.',
      ),
    ]
  if (!own.member)
    return [
      stops(
        'DATABASE_URL',
        `${own.name} is not a member of seamark_app`,
        `Use seamark_login, or as the server’s superuser: grant seamark_app to ${own.name}.`,
      ),
    ]
  return own.others === null
    ? []
    : [
        warns(
          'DATABASE_URL',
          `${own.name} is also a member of ${own.others}`,
          `As the server’s superuser: revoke ${own.others} from ${own.name}.`,
        ),
      ]
}

/**
 * Looks whether every table of the program has row-level security, forced.
 * @param client - any login
 * @returns one finding that names the tables
 */
export async function checkRowSecurity(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = to_regrole('seamark_owner') and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity)
     order by 1`,
  )
  return rows.length === 0
    ? []
    : [
        refuses(
          rows.map(({ name }) => name).join(', '),
          'row-level security was taken off',
          'Find out who did it. Put it back as the owner: alter table … enable row level security, force row level security.',
        ),
      ]
}
