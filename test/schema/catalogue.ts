/** The tables, views, sequences and functions of one schema, each as a text, in the order of their names. */
import type pg from 'pg'

/**
 * Rights as lines, in the order of the names: the owner's own are left out, because they are always the same.
 * `who` is the name of the role, or `public` for everybody.
 */
const GRANTS = (acl: string, kind: string, owner: string, of = `''`) =>
  `(select string_agg('  grant ' || g.rights || ${of} || ' to ' || g.who, e'\\n' order by g.who collate "C")
    from (select case when x.grantee = 0 then 'public' else pg_get_userbyid(x.grantee) end as who,
                 string_agg(lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end,
                            ', ' order by x.privilege_type collate "C") as rights
          from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) as x
          where x.grantee <> ${owner} group by 1) as g)`

const RELATION = `
  select concat_ws(e'\\n',
    case c.relkind when 'r' then 'table ' when 'p' then 'table ' when 'v' then 'view ' when 'S' then 'sequence ' else 'relation ' || c.relkind::text || ' ' end
      || c.oid::regclass || ' owner ' || pg_get_userbyid(c.relowner)
      || case when c.relrowsecurity then ', row-level security' || case when c.relforcerowsecurity then ' forced' else ' not forced' end
              when c.relkind in ('r', 'p') then ', no row-level security' else '' end
      || case when c.relkind = 'p' then ', partition by ' || pg_get_partkeydef(c.oid) else '' end
      || case when c.relpersistence = 'u' then ', unlogged' else '' end
      || coalesce(', with ' || array_to_string(c.reloptions, ', '), ''),
    (select string_agg(
       '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation::text else '' end
       || case when a.attnotnull then ' not null' else '' end
       || case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end
       || case when a.attgenerated <> '' then ' generated ' || a.attgenerated::text else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
       || case when a.attstorage <> t.typstorage then ' storage ' || a.attstorage::text else '' end, e'\\n' order by a.attnum)
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind <> 'S'),
    case when c.relkind = 'v' then pg_get_viewdef(c.oid) end,
    -- 'n': a column that is not null says so itself
    (select string_agg('  constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), e'\\n'
                       order by k.conname collate "C")
     from pg_constraint k where k.conrelid = c.oid and k.contype not in ('n', 't')),
    (select string_agg('  ' || pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' INVALID' end, e'\\n'
                       order by i.indexrelid::regclass::text collate "C")
     from pg_index i where i.indrelid = c.oid
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid)),
    (select string_agg('  ' || pg_get_triggerdef(g.oid) || case when g.tgenabled = 'O' then '' else ' enabled ' || g.tgenabled::text end,
                       e'\\n' order by g.tgname collate "C")
     from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal),
    (select string_agg(
       '  policy ' || quote_ident(p.polname) || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert'
         when 'w' then ' for update' when 'd' then ' for delete' else ' for all' end
       || case when p.polpermissive then '' else ' restrictive' end
       || ' to ' || (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r) end, ', ') from unnest(p.polroles) as r)
       || coalesce(e'\\n    using ' || pg_get_expr(p.polqual, p.polrelid), '')
       || coalesce(e'\\n    with check ' || pg_get_expr(p.polwithcheck, p.polrelid), ''), e'\\n' order by p.polname collate "C")
     from pg_policy p where p.polrelid = c.oid),
    ${GRANTS('c.relacl', 'r', 'c.relowner')},
    (select string_agg(${GRANTS('a.attacl', 'c', 'c.relowner', `' (' || quote_ident(a.attname) || ')'`)}, e'\\n' order by a.attnum)
     from pg_attribute a where a.attrelid = c.oid and a.attacl is not null and not a.attisdropped)
  ) as text
  from pg_class c
  -- The parts of a table are as it is, and are other ones each month.
  where c.relnamespace = $1 and c.relkind not in ('i', 'I', 't') and not c.relispartition
  order by c.relkind = 'S', c.relkind = 'v', c.relname collate "C"`

/**
 * @param schema - oid of a schema
 * @returns its tables, then its views, then its sequences
 */
export async function relationsOf(client: pg.Client, schema: number): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(RELATION, [schema])
  return rows.map(({ text }) => text)
}

const FUNCTION = `
  select concat_ws(e'\\n',
    'function ' || p.oid::regprocedure || ' owner ' || pg_get_userbyid(p.proowner),
    ${GRANTS('p.proacl', 'f', 'p.proowner')},
    rtrim(pg_get_functiondef(p.oid), e'\\n')) as text
  from pg_proc p where p.pronamespace = $1 order by p.oid::regprocedure::text collate "C"`

/**
 * @param schema - oid of a schema
 * @returns its functions, each with its whole text as PostgreSQL has it
 */
export async function functionsOf(client: pg.Client, schema: number): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(FUNCTION, [schema])
  return rows.map(({ text }) => text)
}
