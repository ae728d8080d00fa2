/** What a kind of record costs every statement: the time to plan one, with the kinds of today and with more of them. */
import type pg from 'pg'
import type { Cluster } from './cluster.ts'

export type KindsFigure = {
  kinds: { now: number; then: number }
  /** by statement, milliseconds to plan it once, the median */
  planned: { statement: string; now: number; then: number }[]
}

const SIX = 6
const ROUNDS = 300

/** As they are asked for pages: of what is under the rule of sight, nothing of what only one kind has. */
const STATEMENTS = {
  'a record': `select r.* from access.record r where r.id = $1`,
  'what was done with a record': `
    select r.id, x.id, d.agency_id, g.person_id
    from access.record r
    left join access.release x on x.record_id = r.id
    left join access.delivery d on d.record_id = r.id
    left join access.reading g on g.record_id = r.id
    where r.id = $1`,
  'a list of records': `
    select r.id, r.title from access.record r
    where r.agency_id = identity.viewer_agency() and r.kind = 'report' and r.status <> 'draft'
    order by r.created_at desc limit 51`,
}

/**
 * Plans as a member does, with the kinds that are there; then adds kinds as rooms do, each with a table, a part and
 * three restrictive policies of its own; then plans again. Nothing of it stays.
 * @returns medians of 300 plans of each statement
 */
export async function measureKinds({ admin }: Cluster): Promise<KindsFigure> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    const before = await countKinds(client)
    const now = await planAll(client)
    for (let number = before; number < SIX; number++) await addKind(client, `kind${'abcdef'.charAt(number)}`)
    const then = await planAll(client)
    return {
      kinds: { now: before, then: await countKinds(client) },
      planned: Object.keys(STATEMENTS).map((statement, at) => ({
        statement,
        now: now[at] ?? Number.NaN,
        then: then[at] ?? Number.NaN,
      })),
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function countKinds(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ kinds: number }>(
    'select count(*)::integer as kinds from access.record_kind',
  )
  return rows[0]?.kinds ?? Number.NaN
}

async function addKind(client: pg.PoolClient, kind: string): Promise<void> {
  const narrowed = (table: string) =>
    `create policy of_${kind} on access.${table} as restrictive to seamark_member
       using (${kind}.reads(record_id)) with check (true);`
  await client.query(`
    create schema ${kind} authorization seamark_owner;
    grant usage on schema ${kind} to seamark_member, seamark_service;
    insert into access.record_kind (kind, filed_by_members) values ('${kind}', true);
    set local role seamark_owner;
    create table ${kind}.thing (id uuid primary key references access.record on delete cascade, aim text not null);
    create table ${kind}.line (thing_id uuid not null references ${kind}.thing on delete cascade,
      number integer not null, words text not null, primary key (thing_id, number));
    alter table ${kind}.thing enable row level security, force row level security;
    alter table ${kind}.line enable row level security, force row level security;
    call access.share('${kind}.thing', '${kind}');
    call access.share_part('${kind}.line', 'thing_id');
    create policy of_${kind} on access.record as restrictive to seamark_member
      using (kind <> '${kind}' or status <> 'draft' or author_id = identity.viewer_person()) with check (true);
    create function ${kind}.reads(record uuid) returns boolean language plpgsql stable as $$
    begin
      return not exists (select from access.record r where r.id = record and r.kind = '${kind}')
        or exists (select from ${kind}.thing t where t.id = record);
    end
    $$;
    grant execute on function ${kind}.reads(uuid) to seamark_member, seamark_service;
    ${narrowed('release')}
    ${narrowed('reading')}
    reset role;`)
}

async function planAll(client: pg.PoolClient): Promise<number[]> {
  await client.query('set local role seamark_member')
  const medians: number[] = []
  for (const statement of Object.values(STATEMENTS)) {
    const sql = statement.replace('$1', `'00000000-0000-7000-8000-000000000000'::uuid`)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ 'Planning Time': number }] }>(
        `explain (summary, format json) ${sql}`,
      )
      times.push(rows[0]?.['QUERY PLAN'][0]['Planning Time'] ?? Number.NaN)
    }
    medians.push(times.toSorted((one, two) => one - two)[ROUNDS / 2] ?? Number.NaN)
  }
  await client.query('reset role')
  return medians
}
