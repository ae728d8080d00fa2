/**
 * What a database is made of, as text, read from PostgreSQL's own catalogue: one text a schema, and one of
 * what belongs to no schema. Two databases that are made alike give the same texts, byte for byte.
 */
import type pg from 'pg'
import { functionsOf, relationsOf } from './catalogue.ts'

/** Names of the texts, without ending, and the texts. */
export type Snapshot = Record<string, string>

const PREPARE = `set search_path = ''; set lc_messages = 'C'`

/**
 * Describes all that the files of `db/` make: schemas, tables, views, functions, policies, triggers, rights.
 * @param client - a superuser's connection: the catalogue shows some things to nobody else. Its search path
 *   is empty afterwards, because a name in a definition is written in full only then
 * @returns `database` (roles, schemas, default rights) and one text for each schema
 */
export async function describeSchema(client: pg.Client): Promise<Snapshot> {
  await client.query(PREPARE)
  const { rows: schemas } = await client.query<{ oid: number; name: string }>(
    `select n.oid, n.nspname as name from pg_namespace n
     where pg_get_userbyid(n.nspowner) = 'seamark_owner' order by n.nspname collate "C"`,
  )
  const snapshot: Snapshot = { database: await ofDatabase(client) }
  for (const { oid, name } of schemas) {
    const parts = [...(await relationsOf(client, oid)), ...(await functionsOf(client, oid))]
    snapshot[name] = `schema ${name}\n\n${parts.join('\n\n')}\n`
  }
  return snapshot
}

async function ofDatabase(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `with roles as (select * from pg_roles where rolname like 'seamark\\_%' and not rolcanlogin)
     select line from (
       select 1 as part, rolname as name,
              'role ' || rolname || case when rolinherit then ' inherit' else ' noinherit' end
              || case when rolsuper then ' superuser' else '' end || case when rolbypassrls then ' bypassrls' else '' end
              || case when rolcreaterole then ' createrole' else '' end || case when rolcreatedb then ' createdb' else '' end as line
       from roles
       union all
       select 2, m.rolname || r.rolname, 'member ' || m.rolname || ' of ' || r.rolname
       from pg_auth_members a join roles m on m.oid = a.member join roles r on r.oid = a.roleid
       union all
       select 3, n.nspname, 'schema ' || n.nspname || ' owner ' || pg_get_userbyid(n.nspowner) || ' ' || array_to_string(array(select x::text from unnest(n.nspacl) as x order by x::text collate "C"), ' ')
       from pg_namespace n where n.nspname = 'public' or pg_get_userbyid(n.nspowner) in ('seamark_owner', 'seamark_worker')
       union all
       select 4, pg_get_userbyid(d.defaclrole) || d.defaclobjtype::text,
              'default rights of what ' || pg_get_userbyid(d.defaclrole) || ' makes, kind ' || d.defaclobjtype::text || ' ' || d.defaclacl::text
       from pg_default_acl d where pg_get_userbyid(d.defaclrole) in ('seamark_owner', 'seamark_service', 'seamark_worker')
         and d.defaclnamespace not in (select oid from pg_namespace where nspname = 'graphile_worker')
     ) as all_lines order by part, name collate "C"`,
  )
  return rows.map(({ line }) => `${line}\n`).join('')
}
