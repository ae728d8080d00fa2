-- What reports say, gathered into mentions. The transaction that files leaves a row in a queue and no more; what must go
-- at once goes at once, in the transaction that changes the record.

set role seamark_service;

create function networks.queue_new() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into networks.to_gather (record_id)
  select c.id from came c where c.kind = 'report' and c.status = 'disseminated';
  return null;
end
$$;

-- A next version, a recall, a restriction or an erasure takes the mentions with it. With an erasure go the subjects that
-- nothing names any more, and what was decided about them.
create function networks.let_go() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  named uuid[];
begin
  if new.erased_at is not null then
    select array_agg(distinct m.subject_id) into named from networks.mention m where m.record_id = new.id;
  end if;
  delete from networks.mention m where m.record_id = new.id;
  if new.erased_at is not null then
    delete from networks.link l where l.record_id = new.id;
    delete from networks.joining j using networks.subject s where s.record_id = new.id and s.id in (j.a, j.b);
    delete from networks.safeguarding g using networks.subject s where s.record_id = new.id and s.id = g.subject_id;
    delete from networks.subject s where s.record_id = new.id;
    delete from networks.subject s
    where s.id = any (named) and not exists (select from networks.mention m where m.subject_id = s.id);
  elsif new.status = 'disseminated' and new.restricted_at is null then
    insert into networks.to_gather (record_id) values (new.id);
  end if;
  return null;
end
$$;

-- Who may find what a report names, when it is released to more: of a sanitised report nobody but its owner before it was
-- checked, which is before it can be released.
create function networks.reach_more() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from networks.reach h where h.record_id = new.id and h.reader <> h.agency_id;
  insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
  select h.record_id, h.number, x.reader, h.version, h.subject_id, h.agency_id, h.kind, h.item, h.said_at, h.folds
  from networks.reach h
  cross join lateral unnest(networks.readers_of(new.released_to_all, new.released_to)) x (reader)
  where h.record_id = new.id and h.reader = h.agency_id and x.reader <> h.agency_id
    and intelligence.is_checked(new.id, h.version);
  return null;
end
$$;

-- All partners are 0, and then nobody is named besides.
create function networks.readers_of(to_all boolean, to_agencies integer[]) returns integer[]
  language sql immutable parallel safe set search_path = ''
  return case when to_all then array[0] else to_agencies end;

-- Replaces the mentions of some reports by what their versions that stand say. By the job that gathers, which has locked
-- the reports, so that no next version comes between.
--   reports   whose mentions are replaced
--   rows      [{ record, number, kind, key, word, written, born, category, country, note, belongsTo, item, folds }]
create function networks.replace_mentions(reports uuid[], rows jsonb) returns void
  language sql set search_path = ''
  begin atomic
    delete from networks.mention m where m.record_id = any (reports);

    insert into networks.subject (kind, key)
    select distinct x.kind, x.key from jsonb_to_recordset(rows) as x (kind text, key text) where x.key is not null
    order by 1, 2
    on conflict (kind, key) where key is not null do nothing;

    insert into networks.subject (kind, record_id, word)
    select distinct x.kind, x.record, x.word from jsonb_to_recordset(rows) as x (kind text, key text, record uuid, word text)
    where x.key is null
    order by 2, 1, 3
    on conflict (record_id, kind, word) where record_id is not null do nothing;

    insert into networks.mention (record_id, number, version, subject_id, agency_id, kind, item, written, born, category,
      country, note, belongs_to, source_evaluation, intelligence_assessment, basis, said_at)
    select x.record, x.number, r.version, s.id, r.agency_id, x.kind, x.item, x.written, x.born, x.category,
      x.country, x.note, x.belongs_to, x.source_evaluation, x.intelligence_assessment, x.basis, r.created_at
    from jsonb_to_recordset(rows) as x (record uuid, number integer, kind text, key text, word text, written text[],
      born text, category text, country text, note text, belongs_to integer, item integer, source_evaluation text,
      intelligence_assessment text, basis text)
    join access.record r on r.id = x.record
    cross join lateral (
      select k.id from networks.subject k where x.key is not null and k.kind = x.kind and k.key = x.key
      union all
      select w.id from networks.subject w
      where x.key is null and w.record_id = x.record and w.kind = x.kind and w.word = x.word) s;

    insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
    select m.record_id, m.number, p.reader, m.version, m.subject_id, m.agency_id, m.kind, m.item, m.said_at, x.folds
    from jsonb_to_recordset(rows) as x (record uuid, number integer, folds text[])
    join networks.mention m on m.record_id = x.record and m.number = x.number
    join access.record r on r.id = m.record_id
    cross join lateral (
      select r.agency_id as reader
      union
      select u.reader from unnest(networks.readers_of(r.released_to_all, r.released_to)) u (reader)
      where intelligence.is_checked(r.id, m.version)) p;
  end;

grant execute on function networks.queue_new(), networks.let_go(), networks.reach_more() to seamark_owner;

set role seamark_owner;

create trigger networks_hear_of_reports after insert on access.record
  referencing new table as came for each statement execute function networks.queue_new();
create trigger networks_let_go after update on access.record
  for each row when (old.kind = 'report'
                     and (new.version <> old.version or new.status <> old.status
                          or new.restricted_at is distinct from old.restricted_at
                          or new.erased_at is distinct from old.erased_at))
  execute function networks.let_go();
create trigger networks_reach_more after update of released_to_all, released_to on access.record
  for each row when (old.kind = 'report'
                     and (new.released_to_all, new.released_to) is distinct from (old.released_to_all, old.released_to))
  execute function networks.reach_more();

reset role;
