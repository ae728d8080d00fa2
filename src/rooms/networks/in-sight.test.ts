/**
 * What looks at many mentions asks the rule of sight in functions of its own (db/code/networks/in-sight.sql), and the policies
 * ask it of every other statement. Both say the same of every report there can be, for every viewer: everything here is asked
 * of the one and of the other.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { KENT, NCA, SUSSEX } from './networks.test-support.ts'

type Viewer = { person: string; agency: number; roles: string; clearance: string; active: string }

const TOP = (most: number) => `
  select n.record_id, n.number, n.reader from (
    select h.*, row_number() over (partition by h.reader order by h.said_at desc, h.record_id, h.number) as place
    from networks.reach h) n
  where n.place <= ${String(most)} order by 1, 2, 3`
const NEWEST = (most: number) => `
  select n.record_id, n.number, who.reader from unnest(array[0, identity.viewer_agency()]) who (reader)
  cross join lateral networks.newest_in_sight(who.reader, ${String(most)}) n order by 1, 2, 3`

/** Two statements each: of a member under the policies, and of the program. */
const PAIRS: readonly [what: string, [policies: string, functions: string], as?: 'seamark_service'][] = [
  [
    'a record in full sight',
    [
      `select r.id from access.record r
       where access.sight(r, exists (select from access.acceptance a where a.record_id = r.id and a.version = r.version
                                       and a.person_id = identity.viewer_person()), false) = 'full' order by 1`,
      'select r.id from access.record r where access.is_in_full_sight(r) order by 1',
    ],
    'seamark_service',
  ],
  [
    'a mention',
    [
      'select record_id, number, reader, subject_id from networks.reach order by 1, 2, 3',
      'select record_id, number, reader, subject_id from networks.in_sight order by 1, 2, 3',
    ],
  ],
  ['the newest seven mentions', [TOP(7), NEWEST(7)]],
  ['the newest hundred mentions', [TOP(100), NEWEST(100)]],
  ['all mentions', [TOP(1_000_000), NEWEST(1_000_000)]],
  [
    'a subject',
    [
      'select id, array(select networks.joined_with(id) order by 1) from networks.subject order by 1',
      `select f.id, array(select unnest(f.same) order by 1)
       from unnest((select everybody from public.planted)) s (id) cross join lateral networks.find_subject(s.id) f order by 1`,
    ],
  ],
  [
    'a card',
    [
      `select distinct on (h.subject_id) h.subject_id, m.written from networks.reach h
       join networks.mention m on m.record_id = h.record_id and m.number = h.number
       order by h.subject_id, h.said_at desc, h.record_id, h.number`,
      'select id, written from networks.cards_of((select everybody from public.planted)) order by 1',
    ],
  ],
  [
    'what is said of subjects',
    [
      `select m.record_id, m.number, m.written, r.reference, p.written as belongs_to
       from networks.mention m join access.record r on r.id = m.record_id
       left join networks.mention p on p.record_id = m.record_id and p.number = m.belongs_to
       where m.subject_id in (select unnest(ids) from public.planted) order by 1, 2`,
      `select distinct record_id, number, written, reference, belongs_to
       from networks.mentions_of((select ids from public.planted), null, null, 1000000) order by 1, 2`,
    ],
  ],
  [
    'a step',
    [
      `select distinct h.subject_id as from_id, x.subject_id as to_id from networks.reach h
       join networks.reach x on x.record_id = h.record_id and x.item = h.item and x.subject_id <> h.subject_id
       where h.subject_id in (select unnest(ids) from public.planted) order by 1, 2`,
      `select from_id, to_id from networks.steps_from((select ids from public.planted), 1000000, 1000000)
       where how = 'named' order by 1, 2`,
    ],
  ],
  ['a link', ['select id from networks.link order by 1', 'select id from networks.link_in_sight order by 1']],
  [
    'two that were decided to be the same',
    [
      `select id from networks.joining where parted_at is null and at_a is not null and at_b is not null order by 1`,
      'select id from networks.joining_in_sight order by 1',
    ],
  ],
]

/**
 * Reports of two owners in every state there is, of every marking, in an operation or in none, released to nobody, to some or
 * to all, restricted, erased, kept within an operation or of an earlier version. Rows of reach stand for everybody, also where
 * no release would have made one: the rule alone decides. Names are withheld by reports that stand, by a draft and by what is
 * erased.
 */
const WORLD: readonly string[] = [
  `create table public.planted_agency as
     select $1::integer as sussex, $2::integer as kent, $3::integer as nca, $4::uuid as one, $5::uuid as two`,
  `insert into access.compartment (id, name, agency_id)
     select '00000000-0000-4000-8000-0000000000c1', 'Operation', sussex from public.planted_agency`,
  `insert into access.compartment_member (compartment_id, person_id)
     select '00000000-0000-4000-8000-0000000000c1', p.id from public.planted_agency a cross join unnest(array[a.one, a.two]) p (id)`,
  'select setseed(0.18)',
  `create table public.planted_record as
     select gen_random_uuid() as id, row_number() over () as n, o.owner, s.status, c.classification, h.handling, w.within,
            r.way, d.odd
     from public.planted_agency a
     cross join unnest(array[a.sussex, a.kent]) o (owner)
     cross join unnest(array['draft', 'disseminated', 'disseminated', 'disseminated', 'withdrawn']) s (status)
     cross join unnest(array['OFFICIAL', 'OFFICIAL-SENSITIVE']) c (classification)
     cross join unnest(array['P', 'C']) h (handling)
     cross join unnest(array[false, false, true]) w (within)
     cross join unnest(array['none', 'nca', 'both', 'all']) r (way)
     cross join unnest(array['', '', '', 'restricted', 'erased', 'kept', 'earlier']) d (odd)
     where random() < 0.06`,
  `insert into access.record (id, kind, reference, agency_id, author_id, status, version, title, classification, handling,
     conditions, action_code, sanitisation_code, review_on, created_at, released_to_all, released_to, compartment_id,
     restricted_at, erased_at, kept_within)
   select p.id, 'report', 'SM-P-' || p.n, p.owner, case when p.n % 2 = 0 then case when p.owner = a.sussex then a.one else a.two end end,
          p.status, case p.odd when 'earlier' then 2 else 1 end, 'Report', p.classification, p.handling,
          case when p.handling = 'C' and p.status <> 'draft' then 'Ask' end,
          case when p.handling = 'C' and p.status <> 'draft' then 'A1' end,
          case when p.handling = 'C' and p.status <> 'draft' then 'S1' end, '2030-01-01',
          now() - (p.n / 3) * interval '1 minute', p.way = 'all',
          case p.way when 'nca' then array[a.nca] when 'both' then array[a.nca, case when p.owner = a.sussex then a.kent else a.sussex end]
            else '{}' end,
          case when p.within then '00000000-0000-4000-8000-0000000000c1'::uuid end,
          case when p.odd = 'restricted' then now() end, case when p.odd = 'erased' then now() end,
          case when p.odd = 'kept' then '00000000-0000-4000-8000-0000000000c1'::uuid end
   from public.planted_record p cross join public.planted_agency a`,
  `insert into access.acceptance (record_id, version, person_id, agency_id)
     select p.id, 1, q.id, q.agency_id from public.planted_record p cross join identity.person q
     where p.handling = 'C' and p.n % 3 = 0 and q.email like 'intelligence-officer@%'`,
  `insert into intelligence.version (report_id, version, written_at, digest)
     select id, 1, now(), sha256('x'::bytea) from public.planted_record`,
  `insert into networks.subject (kind, key) select 'phone', 'planted ' || n from generate_series(1, 25) n`,
  `insert into networks.subject (kind, record_id, word) select 'person', id, 'named-' || n % 9 from public.planted_record`,
  `create table public.planted as
     select array(select s.id from networks.subject s where s.key like 'planted %' order by 1) as ids,
            array(select s.id from networks.subject s order by 1) as everybody`,
  'grant usage on schema public to seamark_member, seamark_service',
  'grant select on public.planted to seamark_member, seamark_service',
  // A person, a telephone of theirs, and two of nobody.
  `insert into networks.mention (record_id, number, version, subject_id, agency_id, kind, item, written, belongs_to,
     source_evaluation, intelligence_assessment, basis, said_at)
   select p.id, k.number, 1, s.id, p.owner, s.kind, 1 + k.number / 4, array['said ' || p.n || ' ' || k.number],
          case when k.number = 2 then 1 end, '2', 'C', 'fact', now() - (p.n / 3) * interval '1 minute'
   from public.planted_record p cross join generate_series(1, 4) k (number)
   join networks.subject s on case when k.number = 1 then s.record_id = p.id
                                   else s.key = 'planted ' || 1 + (p.n * k.number * 7) % case k.number when 3 then 3 else 25 end end`,
  `insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
   select m.record_id, m.number, w.reader, m.version, m.subject_id, m.agency_id, m.kind, m.item, m.said_at,
          case when m.number < 3 then array['named-' || p.n % 9] else '{}' end
   from networks.mention m join public.planted_record p on p.id = m.record_id cross join public.planted_agency a
   cross join unnest(array[0, a.sussex, a.kent, a.nca]) w (reader)`,
  // Of nine names: two by what stands, one by a draft, one by what is erased, one that was decided about since.
  `insert into intelligence.withheld_subject (report_id, version, number, subject, folds)
   select distinct on (x.fold, p.owner) p.id, 1, x.fold, '{}', array['named-' || x.fold]
   from public.planted_record p
   join (values (0, 'disseminated', ''), (1, 'withdrawn', ''), (2, 'draft', ''), (3, 'disseminated', 'erased'),
                (4, 'disseminated', 'restricted')) x (fold, status, odd)
     on p.status = x.status and p.odd = x.odd
   where p.owner = (select case when x.fold % 2 = 0 then sussex else kent end from public.planted_agency)
   order by x.fold, p.owner, p.n`,
  `insert into networks.safeguarding (id, subject_id, agency_id, reason, asked_by, asked_at, agreed_by, agreed_at)
   select gen_random_uuid(), s.id, a.sussex, 'Known', a.one, now(), a.two, now() + interval '1 hour'
   from public.planted_agency a cross join networks.subject s join public.planted_record p on p.id = s.record_id
   where s.word = 'named-4' and p.owner = a.sussex and p.n % 2 = 0`,
  // Each joined with one of another name, so that who is kept apart takes others along.
  `insert into networks.joining (id, a, b, agency_a, agency_b, by_a, reason_a, at_a, by_b, reason_b, at_b)
   select gen_random_uuid(), least(x.id, y.id), greatest(x.id, y.id), p.owner, q.owner, a.one, 'Same', now(), a.two, 'Same', now()
   from public.planted_agency a cross join public.planted_record p join public.planted_record q on q.n = p.n + 5
   join networks.subject x on x.record_id = p.id join networks.subject y on y.record_id = q.id
   where p.n % 4 = 0 and p.status = 'disseminated' and q.status = 'disseminated'`,
  `insert into networks.link (id, record_id, version, item, agency_id, from_id, to_id, kind, state, decided_by)
   select gen_random_uuid(), p.id, 1, x.item, p.owner, x.subject_id, y.subject_id, 'uses',
          case when p.n % 5 = 0 then 'refused' else 'accepted' end, a.one
   from public.planted_record p cross join public.planted_agency a
   join networks.mention x on x.record_id = p.id and x.number = 1 join networks.mention y on y.record_id = p.id and y.number = 2 + p.n % 2`,
] // prettier-ignore

void describe('mentions in sight', { timeout: 600_000 }, () => {
  let db: TestDatabase
  let client: pg.Client
  before(async () => {
    db = await testDatabase()
    client = new pg.Client({ connectionString: db.adminUrl })
    await client.connect()
    const [sussex, kent, nca] = [SUSSEX, KENT, NCA].map((email) => db.person(email))
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    for (const [at, statement] of WORLD.entries())
      await client.query(
        statement,
        at === 0 ? [sussex?.agencyId, kent?.agencyId, nca?.agencyId, sussex?.id, kent?.id] : [],
      )
    await client.query('commit')
    await client.query('analyze')
  })
  after(async () => {
    await client.end()
    await db.close()
  })

  /** Asks as somebody, as a member under the policies or as the program that looks for them. */
  async function ask(
    viewer: Viewer,
    role: 'seamark_member' | 'seamark_service',
    sql: string,
  ): Promise<unknown[]> {
    const { person, agency, roles, clearance, active } = viewer
    await client.query('begin')
    try {
      await client.query(
        `select set_config('seamark.person', $1, true), set_config('seamark.agency', $2, true),
                set_config('seamark.roles', $3, true), set_config('seamark.clearance', $4, true),
                set_config('seamark.active', $5, true), set_config('role', $6, true)`,
        [person, String(agency), roles, clearance, active, role],
      )
      return (await client.query<Record<string, unknown>>(sql)).rows.map((row) =>
        JSON.stringify(Object.values(row)),
      )
    } finally {
      await client.query('rollback')
    }
  }

  const viewers = (): Viewer[] => {
    const own = (email: string) => ({ person: db.person(email).id, agency: db.person(email).agencyId })
    const all = [SUSSEX, KENT, NCA].flatMap((email) =>
      [
        ['intelligence_officer', 'OFFICIAL-SENSITIVE'] as const,
        ['analyst', 'OFFICIAL'] as const,
        ['investigator', 'OFFICIAL-SENSITIVE'] as const,
      ].map(([roles, clearance]) => ({ ...own(email), roles, clearance, active: 'true' })),
    )
    return [
      ...all,
      { ...own(KENT), roles: 'records_manager', clearance: 'OFFICIAL-SENSITIVE', active: 'true' },
      { ...own(KENT), roles: 'analyst', clearance: 'OFFICIAL-SENSITIVE', active: 'false' },
    ]
  }

  for (const [what, [policies, functions], as = 'seamark_member'] of PAIRS)
    void test(`${what}: the same by the policies and by the functions`, async () => {
      let found = 0
      for (const viewer of viewers()) {
        const expected = await ask(viewer, as, policies)
        assert.deepEqual(await ask(viewer, 'seamark_service', functions), expected, JSON.stringify(viewer))
        found += expected.length
      }
      assert.ok(found > 0, 'somebody finds something')
    })

  void test('whoever is not active finds nothing, and nobody everything', async () => {
    const count = async (viewer: Viewer) =>
      (await ask(viewer, 'seamark_service', 'select record_id from networks.in_sight')).length
    const all = Number(
      (await client.query<{ n: string }>('select count(*) as n from networks.reach')).rows[0]?.n,
    )
    for (const viewer of viewers()) {
      const seen = await count(viewer)
      assert.ok(seen < all)
      if (viewer.active === 'false') assert.equal(seen, 0)
    }
  })
})
