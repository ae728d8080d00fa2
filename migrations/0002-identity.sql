-- Who works here: agencies and their desks, people, sessions. Passwords do not exist: identity is
-- OpenID Connect only.
set role seamark_owner;

create table identity.agency (
  id           integer generated always as identity primary key,
  slug         text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name         text not null,
  -- DPA 2018 Part 3 competent authority, or UK GDPR (terms.md section 5)
  regime       text not null default 'law-enforcement' check (regime in ('law-enforcement', 'general')),
  desk_name    text not null,
  desk_email   text not null,
  desk_phone   text not null,
  desk_hours   text not null default '',
  version      integer not null default 1
);

create table identity.person (
  id           uuid primary key,
  agency_id    integer not null references identity.agency,
  email        text not null unique check (email = lower(email)),
  name         text not null,
  roles        text[] not null check (roles <@ array['triage_officer', 'intelligence_officer', 'analyst', 'coordinator',
                                                      'records_manager', 'administrator', 'overseer']),
  clearance    text not null check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  active       boolean not null default true,
  -- the provider's subject, bound at the first sign-in; from then on the e-mail address decides nothing
  issuer       text,
  subject      text,
  version      integer not null default 1,
  unique (issuer, subject)
);
create index person_by_agency on identity.person (agency_id);

create table identity.session (
  -- the cookie holds the secret; the table only its SHA-256
  id_hash      bytea primary key,
  person_id    uuid not null references identity.person,
  csrf         text not null,
  purpose      text,
  id_token     text,
  created_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  ended_at     timestamptz
);
create index session_by_person on identity.session (person_id);

-- What somebody had typed when the session ran out. Encrypted with a key that only the browser's
-- cookie holds, so that the table alone gives nothing back.
create table identity.kept_form (
  id_hash      bytea primary key,
  person_id    uuid not null references identity.person,
  path         text not null,
  sealed       bytea not null,
  kept_at      timestamptz not null default now()
);

-- The viewer of this transaction. A custom setting is '' and not NULL after the transaction that set
-- it, hence nullif. Plain SQL, so that the planner can take them apart inside policies.
create function identity.viewer_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('seamark.person', true), '')::uuid;
create function identity.viewer_agency() returns integer language sql stable parallel safe
  return nullif(current_setting('seamark.agency', true), '')::integer;
create function identity.viewer_roles() returns text[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('seamark.roles', true), ''), ',');
create function identity.viewer_has_role(variadic wanted text[]) returns boolean language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('seamark.roles', true), ''), ',') && wanted, false);

grant execute on function identity.viewer_person(), identity.viewer_agency(), identity.viewer_roles(),
  identity.viewer_has_role(text[]) to seamark_member, seamark_service;

alter table identity.agency enable row level security;
alter table identity.agency force row level security;
alter table identity.person enable row level security;
alter table identity.person force row level security;
alter table identity.session enable row level security;
alter table identity.session force row level security;
alter table identity.kept_form enable row level security;
alter table identity.kept_form force row level security;

-- Agencies and their desks are known to everybody who works here: a hit names them.
create policy everybody_reads on identity.agency for select to seamark_member using (true);
create policy administrator_changes on identity.agency for update to seamark_member
  using (id = identity.viewer_agency() and identity.viewer_has_role('administrator'))
  with check (id = identity.viewer_agency());
create policy service_all on identity.agency to seamark_service using (true) with check (true);

create policy own_agency_reads on identity.person for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy administrator_adds on identity.person for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and identity.viewer_has_role('administrator'));
create policy administrator_changes on identity.person for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('administrator'))
  with check (agency_id = identity.viewer_agency());
create policy service_all on identity.person to seamark_service using (true) with check (true);

create policy service_all on identity.session to seamark_service using (true) with check (true);
create policy own_session on identity.session for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_session_changes on identity.session for update to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
create policy service_all on identity.kept_form to seamark_service using (true) with check (true);

grant select, update on identity.agency to seamark_member;
grant select, insert, update on identity.person to seamark_member;
grant select, update on identity.session to seamark_member;
grant select, insert, update, delete on identity.agency, identity.person, identity.session, identity.kept_form to seamark_service;

reset role;
set role seamark_service;

-- The facts a scope is opened with come from the person's row, never from the program.
create function identity.actor(person uuid)
  returns table (agency_id integer, roles text, clearance text, active boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.agency_id, array_to_string(p.roles, ','), p.clearance, p.active
    from identity.person p where p.id = actor.person;
  end;
grant execute on function identity.actor(uuid) to seamark_app;

-- Who a token or a cookie stands for: asked with every request, so it is one statement and locks nothing.
create function identity.person_of_identity(wanted_issuer text, wanted_subject text)
  returns table (id uuid, name text, email text, agency_id integer, slug text, agency_name text, roles text[],
                 clearance text, active boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, p.email, p.agency_id, a.slug, a.name, p.roles, p.clearance, p.active
    from identity.person p join identity.agency a on a.id = p.agency_id
    where p.issuer = wanted_issuer and p.subject = wanted_subject;
  end;
create function identity.person_of_session(wanted_hash bytea, idle_minutes integer, hours integer)
  returns table (id uuid, name text, email text, agency_id integer, slug text, agency_name text, roles text[],
                 clearance text, csrf text, purpose text, id_token text, alive boolean, stale boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, p.email, p.agency_id, a.slug, a.name, p.roles, p.clearance, s.csrf, s.purpose, s.id_token,
           p.active and s.ended_at is null
             and s.seen_at > now() - make_interval(mins => idle_minutes)
             and s.created_at > now() - make_interval(hours => person_of_session.hours),
           s.seen_at < now() - interval '30 seconds'
    from identity.session s
    join identity.person p on p.id = s.person_id join identity.agency a on a.id = p.agency_id
    where s.id_hash = wanted_hash;
  end;
grant execute on function identity.person_of_identity(text, text), identity.person_of_session(bytea, integer, integer)
  to seamark_app;

-- A person of another agency is shown by role and agency, not by name.
create function identity.person_label(wanted uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when p.agency_id = identity.viewer_agency() then p.name
                else initcap(replace(p.roles[1], '_', ' ')) || ', ' || a.name end
    from identity.person p join identity.agency a on a.id = p.agency_id
    where p.id = wanted;
  end;
grant execute on function identity.person_label(uuid) to seamark_member;

reset role;
