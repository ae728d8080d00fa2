-- Who asked for mail, and when they last got some. A mail leaves the node, so it says a number and nothing else; who gets
-- one is asked again each time, of the account as it is then.
set role seamark_owner;

create table identity.mail_wish (
  person_id     uuid primary key references identity.person,
  -- a public report of the person's desk says that it is happening now, and nobody has opened it
  happening_now boolean not null default false,
  -- how much is new to the person
  digest        text not null default 'none' check (digest in ('none', 'hourly', 'morning'))
);
alter table identity.mail_wish enable row level security;
alter table identity.mail_wish force row level security;
create policy service_all on identity.mail_wish to seamark_service using (true) with check (true);
create policy own_reads on identity.mail_wish for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on identity.mail_wish for insert to seamark_member
  with check (person_id = identity.viewer_person()
              and (not happening_now or identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')));
create policy own_changes on identity.mail_wish for update to seamark_member
  using (person_id = identity.viewer_person())
  with check (person_id = identity.viewer_person()
              and (not happening_now or identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')));
grant select, insert, update, delete on identity.mail_wish to seamark_service;
grant select, insert on identity.mail_wish to seamark_member;
grant update (happening_now, digest) on identity.mail_wish to seamark_member;
create constraint trigger wish_is_accounted_for after insert or update or delete on identity.mail_wish
  deferrable initially deferred for each row execute function ledger.require_event_for_person();

-- The hour of the last mail of each kind: one an hour, whichever process sends it. Nothing nearer is kept, because a
-- nearer time would say when somebody of the public reported.
create table identity.mail_sent (
  person_id uuid not null references identity.person,
  kind      text not null check (kind in ('happening-now', 'digest')),
  hour      timestamptz not null check (extract(epoch from hour)::bigint % 3600 = 0),
  -- digest of what was new then: of the same once more there is no second mail
  mark      bytea check (length(mark) = 32),
  primary key (person_id, kind)
);
alter table identity.mail_sent enable row level security;
alter table identity.mail_sent force row level security;
create policy service_all on identity.mail_sent to seamark_service using (true) with check (true);
grant select, insert, update, delete on identity.mail_sent to seamark_service;

-- To whom a mail goes: an account that is active, has signed in, has its address at a domain of its agency, and, for what
-- is happening now, still has a role that reads public reports.
create view identity.mail_recipient with (security_invoker = true) as
  select p.id as person_id, p.agency_id, p.email, w.digest,
         w.happening_now and p.roles && array['triage_officer', 'intelligence_officer', 'coordinator'] as happening_now
  from identity.mail_wish w join identity.person p on p.id = w.person_id
  where p.active and p.subject is not null
    and exists (select from identity.agency_domain d
                where d.agency_id = p.agency_id and d.domain = split_part(p.email, '@', 2));
grant select on identity.mail_recipient to seamark_service;

reset role;
