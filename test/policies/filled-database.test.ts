/**
 * A database that was in use before a rule was written holds rows that break it. Migrations bring them under
 * the rule: here one is filled as it stood before the first of them, and then brought up to date.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openDatabase, type Database } from '../../src/platform/database/perform.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { ensureDatabase, grantLogin, loginUrl } from '../../src/platform/database/prepare.ts'
import { audienceOf } from '../../src/rooms/intelligence/audience.ts'
import { saveDraft } from '../../src/rooms/intelligence/drafts.ts'
import { listInbox } from '../../src/rooms/intelligence/inbox.ts'
import { beginNewVersion } from '../../src/rooms/intelligence/new-version.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import { releaseReport } from '../../src/rooms/intelligence/release-report.ts'
import { aReport, approveAsSeen } from '../../src/rooms/intelligence/reports.test-support.ts'
import { searchReports } from '../../src/rooms/intelligence/search-reports.ts'
import { submitDraft } from '../../src/rooms/intelligence/submit-draft.ts'
import { ROOT, testCluster } from '../support/database.ts'

const BEFORE = '0022'
const PASSWORD = 'only-for-tests'
const [WRITER, SECOND, CHECKER, READER] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const [ORIGINAL, ONCE, TWICE, MADE] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const [OPENED, UNTOLD, NEW] = [randomUUID(), randomUUID(), randomUUID()]

const toSouth = { to: { agencies: [2] }, reason: 'Theirs too' }

/** What was filed, released and opened before. Triggers rest: who wrote it then had passed them. */
const FILL = `
  set session_replication_role = replica;
  insert into identity.agency (id, slug, name, desk_name, desk_email, desk_phone) overriding system value values
    (1, 'north', 'North', 'Desk', 'desk@north.example', '01632 960001'),
    (2, 'south', 'South', 'Desk', 'desk@south.example', '01632 960002');
  insert into identity.person (id, agency_id, email, name, roles, clearance) values
    ('${WRITER}', 1, 'writer@north.example', 'Writer', '{intelligence_officer}', 'OFFICIAL-SENSITIVE'),
    ('${SECOND}', 1, 'second@north.example', 'Second', '{intelligence_officer,administrator}', 'OFFICIAL-SENSITIVE'),
    ('${CHECKER}', 1, 'checker@north.example', 'Checker', '{intelligence_officer}', 'OFFICIAL-SENSITIVE'),
    ('${READER}', 2, 'reader@south.example', 'Reader', '{intelligence_officer}', 'OFFICIAL-SENSITIVE');
  set session_replication_role = origin;
  insert into intelligence.report (id, reference, agency_id, author_id, status, version, title, classification, handling,
                                   released_to, review_on, created_at)
  select r.id::uuid, r.reference, 1, '${WRITER}', r.status, r.version, r.title, 'OFFICIAL', 'P', r.released::integer[],
         '2030-01-01', now()
  from (values ('${ORIGINAL}', 'SM-OLD1-0000-0', 'submitted', 1, 'Skipper', '{}'),
               ('${MADE}', 'SM-OLD4-0000-0', 'submitted', 1, 'Van', '{}'),
               ('${ONCE}', 'SM-OLD2-0000-0', 'disseminated', 1, 'Boat checked', '{2}'),
               ('${TWICE}', 'SM-OLD3-0000-0', 'disseminated', 2, 'Boat unchecked', '{2}'))
       as r (id, reference, status, version, title, released);
  insert into intelligence.version (report_id, version, document, author_id)
  select v.id::uuid, v.number, jsonb_build_object('title', v.title, 'items', jsonb_build_array(jsonb_build_object('text', v.title)), 'subjects', '[]'::jsonb), '${WRITER}'
  from (values ('${ORIGINAL}', 1, 'Skipper'), ('${MADE}', 1, 'Van'), ('${ONCE}', 1, 'Boat checked'), ('${TWICE}', 1, 'Boat'),
               ('${TWICE}', 2, 'Boat unchecked')) as v (id, number, title);
  insert into intelligence.search_entry (report_id, words, readers, created_at, agency_id, handling, grades, kinds,
    version, status, classification, released_to_all, released_to, discoverable)
  select id, to_tsvector('english', title), '{}', now(), 1, 'P', '{}', '{}', 1, status, 'OFFICIAL', false, '{}', true
  from intelligence.report;
  insert into intelligence.derivation (derivative_id, original_id, agency_id, state, sanitised_by, checked_by) values
    ('${ONCE}', '${ORIGINAL}', 1, 'approved', '${WRITER}', '${SECOND}'),
    ('${TWICE}', '${ORIGINAL}', 1, 'approved', '${WRITER}', '${SECOND}');
  insert into intelligence.release (id, report_id, version, to_all, agencies, reason, person_id)
  select gen_random_uuid(), id, 1, false, '{2}', 'Theirs', '${WRITER}' from intelligence.report where status = 'disseminated';
  insert into intelligence.delivery (agency_id, report_id) select 2, id from intelligence.report where status = 'disseminated';
  insert into identity.kept_form (id_hash, person_id, path, sealed, kept_at) values
    (sha256('a'), '${WRITER}', '/old', 'x', now() - interval '2 minutes'),
    (sha256('b'), '${WRITER}', '/newest', 'x', now() - interval '1 minute'),
    (sha256('c'), '${WRITER}', '/large', repeat('x', 300000)::bytea, now());
  insert into reporting.desk (agency_id) values (1);
  insert into reporting.public_report (id, reference, agency_id, hour, kind, expires_on, state, opened_first_minutes) values
    ('${OPENED}', 'PR-OLD1-0000-0', 1, '2026-11-01 10:00Z', 'boat', '2030-01-01', 'open', 5),
    ('${UNTOLD}', 'PR-OLD2-0000-0', 1, '2026-11-01 10:00Z', 'boat', '2030-01-01', 'open', 60),
    ('${NEW}', 'PR-OLD3-0000-0', 1, '2026-11-01 10:00Z', 'boat', '2030-01-01', 'new', null);
  update reporting.public_report set state = 'closed', outcome = 'intelligence', outcome_at = now(), became_report_id = '${MADE}'
  where id = '${OPENED}';
  update deconfliction.setting set common_threshold = 2, checks_per_day = 100000;
  insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
  select 'alteration', 'test', 1, 'test', 'report', s.id
  from (select id from intelligence.report union all select id from reporting.public_report) s;
  insert into ledger.event (at, kind, operation, agency_id, person_id, subject_kind, subject_id, detail) values
    ('2026-11-01 11:02Z', 'consultation', 'reporting.desk.open', 1, '${WRITER}', 'public-report', '${OPENED}', '{"opened": true}'),
    ('2026-11-01 15:02Z', 'consultation', 'reporting.desk.open', 1, '${WRITER}', 'public-report', '${OPENED}', '{"opened": true}');`

void describe('a database that was filled before its rules', () => {
  let admin: pg.Client
  let database: Database
  let drop: () => Promise<void>
  before(async () => {
    const server = await testCluster()
    const name = `test_${randomBytes(6).toString('hex')}`
    await ensureDatabase(server.adminUrl('postgres'), name, PASSWORD)
    const folder = path.join(ROOT, 'migrations')
    const earlier = await mkdtemp(path.join(tmpdir(), 'seamark-earlier-'))
    for (const file of await readdir(folder))
      if (file < BEFORE) await cp(path.join(folder, file), path.join(earlier, file))
    await migrate(server.adminUrl(name), earlier)
    await rm(earlier, { recursive: true })
    admin = new pg.Client({ connectionString: server.adminUrl(name) })
    await admin.connect()
    await admin.query(`begin; ${FILL}; commit`)
    await migrate(server.adminUrl(name), folder)
    await grantLogin(server.adminUrl(name))
    database = openDatabase(loginUrl(server.adminUrl(name), PASSWORD), 2, () => new Date())
    drop = async () => {
      await database.close()
      await admin.end()
      const maintenance = new pg.Client({ connectionString: server.adminUrl('postgres') })
      await maintenance.connect()
      await maintenance.query(`drop database if exists ${name} with (force)`)
      await maintenance.end()
    }
  })
  after(() => drop())

  const as = <T>(personId: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    database.performAs({ personId, operation: 'test', purpose: null }, work)
  const rows = async (sql: string) => (await admin.query<Record<string, unknown>>(sql)).rows

  void test('shows partners of a sanitised report no version that nobody has checked, in whatever list', async () => {
    const seen = await as(READER, async (scope) => ({
      inbox: (await listInbox(scope)).rows.map(({ id }) => id),
      found: (await searchReports(scope, { q: 'boat' })).results.map(({ id }) => id),
      rows: await scope.tx.many('select id from intelligence.report'),
      waiting: await scope.tx.many('select report_id from intelligence.unread_arrivals(10)'),
      checked: (await readReport(scope, ONCE)).title,
      unchecked: await readReport(scope, TWICE).catch((fault: unknown) => (fault as { code: string }).code),
    }))
    assert.deepEqual(seen, {
      inbox: [ONCE],
      found: [ONCE],
      rows: [{ id: ONCE }],
      waiting: [{ report_id: ONCE }],
      checked: 'Boat checked',
      unchecked: 'not-found',
    })
    const audience = (id: string) =>
      as(WRITER, async (scope) => (await audienceOf(scope, id)).map(({ sight }) => sight))
    assert.deepEqual([await audience(ONCE), await audience(TWICE)], [['full'], ['none']])
    const told = await rows(
      `select recipients, agency_id from ledger.event where operation = 'intelligence.report.hold'`,
    )
    assert.deepEqual(told, [{ recipients: [2], agency_id: 1 }])
  })

  void test('gives them the next version of it, once that is checked and released again', async () => {
    await assert.rejects(
      as(WRITER, (scope) => releaseReport(scope, TWICE, toSouth)),
      { code: 'not-checked' },
    )
    const draft = await as(WRITER, (scope) => beginNewVersion(scope, TWICE))
    const body = aReport({ title: 'Boat checked again', subjects: [] })
    const saved = await as(WRITER, (scope) => saveDraft(scope, draft.id, draft.revision, body))
    await as(WRITER, (scope) => submitDraft(scope, draft.id, saved.revision))
    await as(CHECKER, (scope) => approveAsSeen(scope, draft.id))
    await as(WRITER, (scope) => releaseReport(scope, TWICE, toSouth))
    const { version, title } = await as(READER, (scope) => readReport(scope, TWICE))
    assert.deepEqual([version, title], [3, 'Boat checked again'])
  })

  void test('releases nothing of a public report that was never compared with it', async () => {
    const release = as(WRITER, (scope) => releaseReport(scope, MADE, toSouth))
    await assert.rejects(release, { code: 'SM003', message: /compared with it/ })
  })

  void test('has first looks from the hour of arrival to that of the opening, and none that no event tells', async () => {
    assert.deepEqual(
      await rows(
        'select id, opened_first_minutes as minutes from reporting.public_report order by reference',
      ),
      [
        { id: OPENED, minutes: 60 },
        { id: UNTOLD, minutes: null },
        { id: NEW, minutes: null },
      ],
    )
  })

  void test('keeps of what was being typed the newest form of each person that is not too large', async () => {
    assert.deepEqual(await rows('select path from identity.kept_form'), [{ path: '/newest' }])
  })

  void test('has its settings within their bounds, and every agency is told', async () => {
    assert.deepEqual(await rows('select common_threshold, checks_per_day from deconfliction.setting'), [
      { common_threshold: 10, checks_per_day: 2000 },
    ])
    const told = await rows(
      `select agency_id, detail ->> 'from' as before from ledger.event
       where operation = 'deconfliction.setting.change' order by agency_id, id`,
    )
    assert.deepEqual(told, [
      { agency_id: 1, before: '2' },
      { agency_id: 1, before: '100000' },
      { agency_id: 2, before: '2' },
      { agency_id: 2, before: '100000' },
    ])
  })
})
