/**
 * The room networks without the rule of sight, to measure what the rule costs: the same statements over the same rows, which
 * still name for whom a row of reach was made. Nothing of a report is asked, and nobody is kept apart.
 */
import type { Pool } from 'pg'

const MADE_FOR =
  'case h.reader when 0 then h.agency_id <> identity.viewer_agency() else h.reader = identity.viewer_agency() end'

const view = (name: string) =>
  `create or replace view networks.${name} with (security_invoker = true) as
   select h.record_id, h.number, h.reader, h.version, h.subject_id, h.agency_id, h.kind, h.item, h.said_at, h.folds
   from networks.reach h where ${MADE_FOR}`

const WITHOUT = [
  'alter role seamark_member bypassrls',
  view('made_for_viewer'),
  view('in_sight'),
  // These two ask the rule of many at once, and have it in their own text.
  `create or replace function networks.newest_in_sight(who integer, most integer)
     returns table (record_id uuid, number integer, subject_id uuid, agency_id integer, said_at timestamptz, folds text[], person uuid)
     language plpgsql stable rows 20000 set search_path = '' set plan_cache_mode = force_generic_plan as $$
   #variable_conflict use_column
   begin
     return query
       select h.record_id, h.number, h.subject_id, h.agency_id, h.said_at, h.folds,
              case when h.kind = 'person' then h.subject_id end
       from networks.reach h where h.reader = who and ${MADE_FOR}
       order by h.said_at desc, h.record_id, h.number limit most;
   end $$`,
  `create or replace function networks.cards_of(subjects uuid[])
     returns table (id uuid, kind text, written text[], classification text)
     language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
   #variable_conflict use_column
   begin
     return query
       select wanted.id, m.kind, m.written, r.classification
       from unnest(subjects) as wanted (id)
       cross join lateral networks.newest_of(wanted.id, 1) h
       join networks.mention m on m.record_id = h.record_id and m.number = h.number
       join access.record r on r.id = m.record_id;
   end $$`,
]

/**
 * Does something while the rule is not asked, and puts it back.
 * @param admin - a superuser
 * @param work - what is done meanwhile, on connections of its own, because a connection keeps its plans
 * @returns what work returns
 */
export async function withoutRule<T>(admin: Pool, work: () => Promise<T>): Promise<T> {
  const { rows } = await admin.query<{ put_back: string }>(
    `select 'create or replace view networks.' || v.name || ' with (security_invoker = true) as '
              || pg_get_viewdef(('networks.' || v.name)::regclass) as put_back
     from unnest(array['made_for_viewer', 'in_sight']) as v (name)
     union all
     select pg_get_functiondef(f.name::regprocedure)
     from unnest(array['networks.newest_in_sight(integer, integer)', 'networks.cards_of(uuid[])']) as f (name)`,
  )
  for (const statement of WITHOUT) await admin.query(statement)
  try {
    return await work()
  } finally {
    await admin.query('alter role seamark_member nobypassrls')
    for (const { put_back } of rows) await admin.query(put_back)
  }
}
