-- Is a restored database whole? As a superuser, in it: psql -v ON_ERROR_STOP=1 -d seamark -f deploy/check-restored.sql
-- Each row is a fault. No row, and "sound" at the end: start the node. It changes nothing.
with
  schemas as (
    select oid, nspname from pg_namespace where pg_get_userbyid(nspowner) = 'seamark_owner'
  ),
  expected (name) as (
    values ('identity'), ('access'), ('ledger'), ('intelligence'), ('deconfliction'), ('reporting'), ('coast'), ('search'), ('platform'),
      ('requirements'), ('oversight'), ('records'), ('networks'), ('operations'), ('encounters'),
      ('system_requests'), ('disruptions')
  ),
  checks (fault, found) as (
    select 'a schema is not there: ' || e.name, 1 from expected e where not exists (select from schemas s where s.nspname = e.name)
    union all
    select 'row-level security is not forced on ' || c.oid::regclass, 1 from pg_class c join schemas s on s.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select 'no policy at all on ' || c.oid::regclass, 1 from pg_class c join schemas s on s.oid = c.relnamespace
    -- a part of a table is read through the whole, which has the policies
    where c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_policy p where p.polrelid = c.oid)
    union all
    select 'a trigger is switched off: ' || t.tgname || ' on ' || t.tgrelid::regclass, 1
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join schemas s on s.oid = c.relnamespace where t.tgenabled = 'D'
    union all
    select 'an index is broken: ' || i.indexrelid::regclass, 1
    from pg_index i join pg_class c on c.oid = i.indexrelid join schemas s on s.oid = c.relnamespace where not i.indisvalid
    union all
    select 'a login may more than it should: ' || r.rolname, 1 from pg_roles r
    where r.rolcanlogin and pg_has_role(r.oid, 'seamark_app', 'member') and not r.rolsuper
      and (r.rolbypassrls or pg_has_role(r.oid, 'seamark_owner', 'member'))
    union all
    select 'no login of the program: nobody but a superuser is a member of seamark_app', 1
    where not exists (select from pg_roles r where r.rolcanlogin and not r.rolsuper and pg_has_role(r.oid, 'seamark_app', 'member'))
    union all
    -- The ledger.
    select 'the ledger''s order has a gap', count(*) from ledger.entry having count(*) <> coalesce(max(sequence) + 1, 0)
    union all
    select 'events have no place and wait for none', count(*) from ledger.event e
    where not exists (select from ledger.entry n where n.event_id = e.id)
      and not exists (select from ledger.pending p where p.event_id = e.id) having count(*) > 0
    union all
    select 'places of the ledger hold no event', count(*) from ledger.entry n
    where not exists (select from ledger.event e where e.id = n.event_id)
      and not exists (select from ledger.erasure x where x.event_id = n.event_id) having count(*) > 0
    union all
    select 'records have no event', count(*) from access.record r
    where r.kind <> 'sealed' and not exists (select from ledger.event e where e.subject_id = r.id) having count(*) > 0
    union all
    select 'matches have no event', count(*) from deconfliction.match m
    where not exists (select from ledger.event e where e.subject_id = m.id) having count(*) > 0
    union all
    -- Reports and their texts.
    select 'reports have no text', count(*) from intelligence.report p join access.record r on r.id = p.id
    where r.erased_at is null
      and not exists (select from intelligence.version_content c where c.report_id = p.id and c.version = r.version)
      having count(*) > 0
    union all
    select 'texts of reports are not what was filed', count(*) from intelligence.version_content c
    where not exists (select from intelligence.version v where v.report_id = c.report_id and v.version = c.version
                        and v.digest = sha256(c.salt || convert_to(c.document::text, 'UTF8'))) having count(*) > 0
    union all
    select 'reports that were erased have a text', count(*) from intelligence.version_content c
    join access.record r on r.id = c.report_id where r.erased_at is not null having count(*) > 0
    union all
    -- What the public sent.
    select 'public reports have no sealed text, and were not destroyed', count(*) from reporting.public_report r
    where r.destroyed_at is null and r.withdrawn_at is null
      and not exists (select from reporting.sealed_part p where p.report_id = r.id and p.part = 'body' and p.payload is not null)
      having count(*) > 0
    union all
    select 'destroyed public reports still have content', count(*) from reporting.sealed_part p
    join reporting.public_report r on r.id = p.report_id where r.destroyed_at is not null and p.payload is not null having count(*) > 0
    union all
    select 'sealed parts are no age file', count(*) from reporting.sealed_part p
    where p.header is not null and substr(p.header, 1, 21) <> convert_to('age-encryption.org/v1', 'UTF8') having count(*) > 0
    union all
    select 'sealed parts have no key that the recovery key opens', count(*) from reporting.sealed_part p
    where p.payload is not null and p.reader = 'desk'
      and not exists (select from reporting.desk_key k where k.id = p.desk_key_id and length(k.recovery_wrapped) > 0) having count(*) > 0
    union all
    select 'open desks have no three keys', count(*) from reporting.desk d
    where d.open and (select count(*) from reporting.desk_key k where k.agency_id = d.agency_id and k.retired_at is null) <> 3
      having count(*) > 0
    union all
    select 'keys of desks are held by accounts that are stopped', count(*) from reporting.wrapped_key w
    join identity.person p on p.id = w.person_id where not p.active having count(*) > 0
  )
select fault, found from checks
union all
select 'sound; the ledger ends at ' || (select coalesce(max(sequence) + 1, 0) from ledger.entry), 0
where not exists (select from checks);
