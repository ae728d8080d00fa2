/** Subjects, and what reports of many agencies say of them, written by SQL: the world in which networks are measured. */
import type { Pool } from 'pg'
import { slugOf } from './world.ts'

export const NETWORKS_AGENCIES = 60

/**
 * Writes reports with six statements each, of two of three subjects that one region of reports shares, so that there are
 * neighbours, ways and clusters; every tenth report is released to all, every fifth to two agencies. One telephone stands
 * on every tenth report.
 */
export async function generateNetworks(admin: Pool, subjects: number): Promise<void> {
  const reports = Math.ceil(subjects / 2)
  const client = await admin.connect()
  try {
    await client.query('begin')
    // Past triggers: what is made here is accounted for nowhere.
    await client.query('set local session_replication_role = replica')
    await client.query(
      `create temporary table agencies on commit drop as
       select row_number() over (order by id) - 1 as n, id from identity.agency where slug = any ($1)`,
      [Array.from({ length: NETWORKS_AGENCIES }, (_, at) => slugOf(at))],
    )
    await client.query(
      `insert into access.record (id, kind, reference, agency_id, status, title, classification, handling, review_on,
         created_at, released_to_all, released_to)
       select gen_random_uuid(), 'report', 'SM-B-' || r.n, a.id, 'disseminated', 'Report ' || r.n, 'OFFICIAL', 'P', '2030-01-01',
         now() - r.n * interval '1 minute', r.n % 10 = 0,
         case when r.n % 5 = 1 then array[(select id from agencies b where b.n = (r.n + 7) % ${String(NETWORKS_AGENCIES)}),
                                        (select id from agencies b where b.n = (r.n + 13) % ${String(NETWORKS_AGENCIES)})]
              else '{}'::integer[] end
       from generate_series(1, $1::integer) as r (n) join agencies a on a.n = (r.n * 7919) % ${String(NETWORKS_AGENCIES)}`,
      [reports],
    )
    await client.query(
      `create temporary table numbered on commit drop as
       select row_number() over (order by created_at desc) as n, id from access.record where reference like 'SM-B-%'`,
    )
    await client.query(
      `insert into intelligence.version (report_id, version, written_at, digest)
       select id, 1, now(), sha256(convert_to('{}', 'UTF8')) from numbered`,
    )
    await client.query(
      `insert into intelligence.version_content (report_id, version, document, salt)
       select id, 1, '{}', sha256(uuid_send(id)) from numbered`,
    )
    await client.query(
      `insert into networks.subject (kind, key) select 'phone', 'b' || n from generate_series(1, $1::integer) n
       union all select 'phone', 'hub'`,
      [subjects],
    )
    await client.query(
      `create temporary table keyed on commit drop as
       select substr(key, 2)::integer as n, id from networks.subject where key like 'b%'`,
    )
    await client.query('create index on keyed (n)')
    await client.query(
      `insert into networks.mention (record_id, number, version, subject_id, agency_id, kind, item, written,
         source_evaluation, intelligence_assessment, basis, said_at)
       select r.id, k.number, 1, s.id, x.agency_id, 'phone', 1 + k.number / 4, array['b'], '2', 'C', 'fact', x.created_at
       from numbered r join access.record x on x.id = r.id
       cross join generate_series(1, 6) as k (number)
       join keyed s on s.n = 1 + (r.n * 2 + case when k.number < 5 then k.number else (r.n * 31 + k.number * 977) % 50 end) % $1::integer
       union all
       select r.id, 7, 1, (select id from networks.subject where key = 'hub'), x.agency_id, 'phone', 1, array['hub'], '2', 'C',
         'fact', x.created_at
       from numbered r join access.record x on x.id = r.id where r.n % 10 = 0`,
      [subjects],
    )
    await client.query(
      `insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
       select m.record_id, m.number, p.reader, 1, m.subject_id, m.agency_id, m.kind, m.item, m.said_at,
         -- a quarter belongs to somebody by name, who might be kept apart
         case when m.number % 4 = 1 then array['named-' || mod(hashtext(m.subject_id::text), 5000)] else '{}' end
       from networks.mention m join access.record r on r.id = m.record_id
       cross join lateral (
         select r.agency_id as reader
         union select 0 where r.released_to_all
         union select u from unnest(r.released_to) u where not r.released_to_all) p`,
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await admin.query('vacuum analyze networks.subject, networks.mention, networks.reach, access.record, intelligence.version, intelligence.version_content')
} // prettier-ignore
