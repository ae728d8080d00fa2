/**
 * A database that the last version with the folder `migrations` brought up to date is taken over: its rows stay, and it
 * is made of what a fresh one is made of. What is older is refused, and told what to do.
 *
 * Those files are gone. What they made is what the first changes make (the snapshot was the same before and after);
 * here their bookkeeping stands in for them, rows of every state of a report, and code and policies that are not as
 * they are now.
 */
import assert from 'node:assert/strict'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { migrate } from '../../src/platform/database/migrate.ts'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'
import { emptyDatabase, ownFiles, type OwnDatabase } from './own-database.ts'
import { differences, snapshotOf } from './snapshot-files.ts'

const DB = path.join(ROOT, 'db')
const LAST = 'where name = (select max(name) from public.seamark_migration)'
/** The last change of the time of `migrations`. */
const STOOD = '0011-reporting.sql'

/** Functions, views, policies and rights of another time: they read columns that are elsewhere now. */
const OTHER_CODE = `
  create function identity.left_over() returns integer language sql return 1;
  alter function identity.left_over() owner to seamark_service;
  create view intelligence.what_it_says as select r.id, r.title, r.status from intelligence.report r;
  alter view intelligence.what_it_says owner to seamark_owner;
  create policy service_all on intelligence.report to seamark_service using (true) with check (true);
  create policy service_all on intelligence.version to seamark_service using (true) with check (true);
  create policy service_all on deconfliction.sealed_record to seamark_service using (true) with check (true);
  create policy service_all on identity.agency to seamark_service using (true) with check (true);
  create policy service_all on reporting.desk to seamark_service using (true) with check (true);
  grant select, update on identity.agency to seamark_service;
  grant select on reporting.desk to seamark_service;
  create policy own_reads on intelligence.report for select to seamark_member using (author_id is not null);
  create policy everybody_reads on identity.person for select to seamark_member using (true);
  grant select, insert, update, delete on intelligence.report, deconfliction.sealed_record to seamark_service;
  grant delete, update (email) on identity.person to seamark_member;`

/** Reports in each state with all that hangs on them, a sealed record that stands and one that was taken back. */
const ROWS = `
  insert into identity.agency (id, slug, name, desk_name, desk_phone, desk_email, desk_hours)
  overriding system value
  select n, case n when 3 then 'avon-police' else 'agency-' || n end, 'Agency ' || n, 'Desk', '020 7946 0' || 100 + n, 'desk@agency-' || n || '.example', 'Always'
  from generate_series(1, 3) n;
  insert into intelligence.report (id, reference, agency_id, author_id, agency_reference, status, version, next_version_of,
    title, classification, handling, conditions, action_code, sanitisation_code, released_to_all, released_to,
    discoverable, review_on, original_grade, needs_evaluation, created_at)
  select md5('report ' || n)::uuid, 'SM-' || n, 1, md5('author')::uuid, 'OWN-' || n,
         (array['draft', 'submitted', 'disseminated', 'withdrawn'])[1 + n % 4], 1 + n % 3,
         case when n % 4 = 0 then md5('report ' || n - 1)::uuid end, 'Report ' || n,
         case n % 2 when 0 then 'OFFICIAL' else 'OFFICIAL-SENSITIVE' end, case n % 5 when 0 then 'C' else 'P' end,
         case n % 5 when 0 then 'Ask' end, case n % 5 when 0 then 'A1' end, case n % 5 when 0 then 'S1' end,
         n % 8 = 2, case n % 8 when 6 then '{2,3}' else '{}' end::integer[], n % 3 > 0, '2030-01-01',
         case n % 7 when 0 then 'E41' end, n % 6 = 1, '2026-01-01'::timestamptz + n * interval '1 hour'
  from generate_series(1, 40) n;
  insert into intelligence.version (report_id, version, document)
  select id, version, jsonb_build_object('title', title) from intelligence.report;
  insert into intelligence.search_entry (report_id, version, created_at, agency_id, status, classification, handling,
    released_to_all, released_to, discoverable, readers, grades, kinds, words)
  select id, version, created_at, agency_id, status, classification, handling, released_to_all, released_to, discoverable,
         '{1}', '{}', '{}', to_tsvector('english', title) from intelligence.report where status <> 'draft';
  insert into intelligence.release (id, report_id, version, to_all, agencies, reason, person_id)
  select id, id, version, released_to_all, released_to, 'Theirs too', author_id from intelligence.report
  where released_to_all or released_to <> '{}';
  insert into intelligence.delivery (agency_id, report_id)
  select a, id from intelligence.report cross join lateral unnest(case when released_to_all then '{0}' else released_to end) a;
  insert into intelligence.recall (report_id, reason, person_id)
  select id, 'Wrong', author_id from intelligence.report where status = 'withdrawn';
  insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens)
  values (md5('sent')::uuid, 2, md5('author')::uuid, 1, 2, 0);
  insert into deconfliction.sealed_record (id, agency_id, handle, classification, discoverable, kinds, submission_id,
    sealed_at, expires_on, ended_at)
  select md5('sealed ' || n)::uuid, 2, 'AAAAAAAAAAAAAAAAAAAAA' || n, 'OFFICIAL', true, '{phone}', md5('sent')::uuid,
         '2026-02-01', '2030-02-01', case n when 2 then timestamptz '2026-03-01' end
  from generate_series(1, 2) n;
  insert into deconfliction.match (id, kind, key, agency_a, agency_b, acted_at)
  values (md5('match')::uuid, 'phone', '+447700900123', 1, 2, '2026-03-01');
  insert into deconfliction.identifier (report_id, kind, key, agency_id, open, classification, tier)
  values (md5('report 2')::uuid, 'phone', '+447700900123', 1, true, 'OFFICIAL', 'valid');
  insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
  values (md5('match')::uuid, md5('report 2')::uuid, 1, 'phone', 'confirmed'),
         (md5('match')::uuid, md5('sealed 1')::uuid, 2, 'phone', 'open');
  insert into deconfliction.match_word (match_id, agency_id, word, reason, person_id)
  values (md5('match')::uuid, 1, 'confirmed', 'The same handset', md5('author')::uuid);
  insert into deconfliction.past_word (match_id, agency_id, word, reason, person_id, at, ended_at)
  values (md5('match')::uuid, 1, 'rejected', 'Another handset', md5('author')::uuid, '2026-03-01', '2026-03-02');
  insert into ledger.event (kind, operation, agency_id, subject_kind, subject_id, detail)
  select 'collection', 'test.file', 1, 'report', id, '{}' from intelligence.report order by created_at;`

void describe('a database of the version before', () => {
  let old: OwnDatabase
  beforeEach(async () => {
    old = await emptyDatabase()
    const before = await ownFiles()
    try {
      for (const name of await readdir(path.join(before.folder, 'changes')))
        if (name > STOOD) await rm(path.join(before.folder, 'changes', name))
      for (const kind of ['code', 'policies'])
        for (const name of await readdir(path.join(before.folder, kind)))
          await rm(path.join(before.folder, kind, name), { recursive: true })
      await before.edit('order.txt', () => '')
      await migrate(old.url, before.folder)
    } finally {
      await before.remove()
    }
    await old.query(ROWS)
    await old.query(OTHER_CODE)
    await old.query('truncate public.seamark_migration')
    for (const line of (await readFile(path.join(DB, 'baseline.txt'), 'utf8')).split('\n')) {
      const [name = '', digest] = line.split(' ')
      if (/^\d{4}-/.test(name))
        await old.query('insert into public.seamark_migration values ($1, $2)', [name, digest])
    }
  })
  afterEach(() => old.close())

  void test('keeps every row, and is made of what a fresh one is made of', async () => {
    const fresh: TestDatabase = await testDatabase()
    try {
      const stood = { reports: await old.query(REPORTS_BEFORE), sealed: await old.query(SEALED_BEFORE) }
      const [rows, ledger] = [await countsOf(old), await ledgerOf(old)]
      const given = await migrate(old.url, DB)
      assert.ok(given.includes('code/access/sight.sql') && given.includes('changes/0013-the-record.sql'))
      assert.ok(!given.includes(`changes/${STOOD}`))
      assert.deepEqual(differences(await snapshotOf(old.url), await snapshotOf(fresh.adminUrl)), [])
      assert.deepEqual(await old.query(REPORTS_NOW), stood.reports)
      assert.deepEqual(await old.query(SEALED_NOW), stood.sealed)
      assert.equal(stood.reports.length, 40)
      // What each says is where it is read now, and what its digest says.
      assert.deepEqual(
        await old.query(`select from access.record r join intelligence.version v on v.report_id = r.id
                         join intelligence.version_content c on (c.report_id, c.version) = (v.report_id, v.version)
                         where c.document = jsonb_build_object('title', r.title)
                           and v.digest = sha256(c.salt || convert_to(c.document::text, 'UTF8'))`),
        stood.reports.map(() => ({})),
      )
      assert.deepEqual(await ledgerOf(old), ledger)
      const now = await countsOf(old)
      assert.deepEqual(
        Object.entries(rows).filter(
          // Events wait for their place in a tree that was not there before.
          ([name, count]) => now[MOVED[name] ?? name] !== count && name !== 'ledger.pending',
        ),
        [],
      )
      assert.equal(now['ledger.pending'], now['ledger.event'])
      // What the agencies are is told as far as that can be seen.
      assert.deepEqual(await old.query('select id, kind from identity.agency order by id'), [
        { id: 1, kind: 'agency' },
        { id: 2, kind: 'agency' },
        { id: 3, kind: 'force' },
      ])
      assert.deepEqual(await migrate(old.url, DB), [])
    } finally {
      await fresh.close()
    }
  })

  const refused = {
    'is older': [
      `delete from public.seamark_migration ${LAST}`,
      /older .* is missing\): run `seamark migrate` of the last version/,
    ],
    'was given a file in another form': [
      `update public.seamark_migration set digest = 'x' ${LAST}`,
      /which this version does not know: run `seamark migrate`/,
    ],
    'was given a file that nobody knows': [
      `insert into public.seamark_migration values ('0999-own.sql', 'x')`,
      /given 0999-own\.sql, which this version does not know/,
    ],
  } as const
  for (const [name, [statement, message]] of Object.entries(refused))
    void test(`is refused where it ${name}, and stays as it is`, async () => {
      await old.query(statement)
      const stood = await snapshotOf(old.url)
      const given = await old.query('select * from public.seamark_migration order by name')
      await assert.rejects(migrate(old.url, DB), { message })
      assert.deepEqual(differences(await snapshotOf(old.url), stood), [])
      assert.deepEqual(await old.query('select * from public.seamark_migration order by name'), given)
    })
})

/** All that a report's envelope said, and by which words its status was called. */
const ENVELOPE = `id, reference, agency_id, author_id, agency_reference, version, revision, next_version_of, title,
  classification, handling, conditions, action_code, sanitisation_code, released_to_all, released_to, compartment_id,
  discoverable, review_on, created_at, filed_at`
const REPORTS_BEFORE = `select ${ENVELOPE}, status, original_grade, needs_evaluation from intelligence.report order by id`
const REPORTS_NOW = `
  select ${ENVELOPE.replaceAll(/\w+/g, (column) => `r.${column}`)},
         -- what was disseminated to nobody is what was submitted
         case when r.status <> 'disseminated' then r.status
              else coalesce((select 'disseminated' from access.release x where x.record_id = r.id limit 1), b.status) end as status,
         p.original_grade, p.needs_evaluation
  from access.record r join intelligence.report p on p.id = r.id
  cross join lateral (select (array['draft', 'submitted', 'disseminated', 'withdrawn'])[
    1 + substr(r.title, 8)::integer % 4] as status) b
  where r.kind = 'report' order by r.id`
const SEALED_BEFORE = `select id, agency_id, handle::text, classification, discoverable, kinds, submission_id, sealed_at,
  expires_on, ended_at from deconfliction.sealed_record order by id`
const SEALED_NOW = `
  select s.id, r.agency_id, r.agency_reference as handle, r.classification, r.discoverable, s.kinds, s.submission_id,
         r.filed_at as sealed_at, r.review_on as expires_on, s.ended_at
  from deconfliction.sealed_record s join access.record r on r.id = s.id and r.kind = 'sealed'
    and (r.status = 'withdrawn') = (s.ended_at is not null) order by s.id`

/** Tables that are called otherwise now. */
const MOVED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'release',
      'delivery',
      'acceptance',
      'reading',
      'recall',
      'recall_notice',
      'recall_statement',
      'exported',
    ].map((name) => [`intelligence.${name}`, `access.${name}`]),
  ),
  'intelligence.search_entry': 'search.entry',
  'deconfliction.match_word': 'deconfliction.match_answer',
  'deconfliction.past_word': 'deconfliction.earlier_answer',
}

/** Of each table how many rows it has. */
async function countsOf(base: OwnDatabase): Promise<Record<string, number>> {
  const tables = await base.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'seamark_owner'::regrole and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await base.query<{ rows: number }>(
      `select count(*)::int as rows from ${name.replace(/\.check$/, '."check"')}`,
    )
    counts[name] = row?.rows ?? 0
  }
  return counts
}

async function ledgerOf(base: OwnDatabase): Promise<unknown[]> {
  return await base.query('select id, at, operation, subject_id, xid from ledger.event order by id')
}
