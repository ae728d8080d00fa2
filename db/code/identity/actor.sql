-- Who a cookie, a token or a scope stands for.

set role seamark_service;

-- The facts a scope is opened with come from the person's row, never from the program.
create function identity.actor(person uuid)
  returns table (agency_id integer, roles text, clearance text, active boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.agency_id, array_to_string(p.roles, ','), p.clearance, p.active
    from identity.person p where p.id = actor.person;
  end;

-- Who a bearer token stands for, from when on a token counts, and whether their agency's people still sign in with
-- this provider. Asked with every request, so it is one statement and locks nothing.
create function identity.person_of_identity(wanted_issuer text, wanted_subject text)
  returns table (id uuid, name text, email text, agency_id integer, slug text, agency_name text, roles text[],
                 clearance text, active boolean, not_before timestamptz, vouched boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, p.email, p.agency_id, a.slug, a.name, p.roles, p.clearance, p.active, p.not_before,
           a.issuer is null or rtrim(a.issuer, '/') = rtrim(p.issuer, '/')
    from identity.person p join identity.agency a on a.id = p.agency_id
    where p.issuer = wanted_issuer and p.subject = wanted_subject;
  end;

-- Who a cookie stands for, asked the same way.
create function identity.person_of_session(wanted_hash bytea, idle_minutes integer, hours integer)
  returns table (id uuid, name text, email text, agency_id integer, slug text, agency_name text, roles text[],
                 clearance text, csrf text, purpose text, id_token_sealed bytea, alive boolean, stale boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, p.email, p.agency_id, a.slug, a.name, p.roles, p.clearance, s.csrf, s.purpose,
           s.id_token_sealed,
           p.active and s.ended_at is null
             and s.seen_at > now() - make_interval(mins => idle_minutes)
             and s.created_at > now() - make_interval(hours => person_of_session.hours),
           s.seen_at < now() - interval '30 seconds'
    from identity.session s
    join identity.person p on p.id = s.person_id join identity.agency a on a.id = p.agency_id
    where s.id_hash = wanted_hash;
  end;

-- A person of another agency is shown by role and agency, not by name.
create function identity.person_label(wanted uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when p.agency_id = identity.viewer_agency() then p.name
                else initcap(replace(p.roles[1], '_', ' ')) || ', ' || a.name end
    from identity.person p join identity.agency a on a.id = p.agency_id
    where p.id = wanted;
  end;

grant execute on function identity.actor(uuid), identity.person_of_identity(text, text),
  identity.person_of_session(bytea, integer, integer) to seamark_app;
grant execute on function identity.person_label(uuid) to seamark_member;

reset role;
