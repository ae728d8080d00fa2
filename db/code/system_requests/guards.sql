-- Requests protect themselves: from state to state, a person who is another, a rank that is held now, an authorisation that has
-- not lapsed, and nothing that is acted upon alone. Each refusal names its rule, by which pages say in words what to do
-- (src/rooms/system-requests/refusals.ts).

set role seamark_service;

create function system_requests.refuse(rule text, because text) returns void
  language plpgsql set search_path = '' as $$
begin
  raise exception '%', because using errcode = 'SM003', constraint = rule;
end
$$;

-- Is it the program that forgets what is over, and nobody else?
create function system_requests.is_forgetting() returns boolean
  language sql stable set search_path = ''
  return coalesce(current_setting('seamark.service', true) = 'system-requests', false);

-- An authorisation that has lapsed: nobody says so, the clock of the database does.
create function system_requests.has_lapsed(state text, valid_until timestamptz) returns boolean
  language sql stable set search_path = ''
  return state = 'authorised' and valid_until < now();

-- From which state to which; `MOVES` in src/rooms/system-requests/words.ts says the same, and a test holds both together.
create function system_requests.may_move(from_state text, to_state text) returns boolean
  language sql immutable parallel safe set search_path = ''
  return (from_state, to_state) in (
    ('drafted', 'asked'), ('asked', 'drafted'), ('asked', 'authorised'), ('asked', 'refused'), ('authorised', 'made'),
    ('made', 'outcome'), ('outcome', 'closed'));

-- Whom may this be asked of: an account that may be used, of the agency, with the rank that the system asks for.
create function system_requests.require_authoriser(r system_requests.request) returns void
  language plpgsql stable security definer set search_path = '' as $$
declare
  wanted text;
begin
  if not exists (select from identity.person p where p.id = r.authoriser_id and p.agency_id = r.agency_id and p.active
                   and access.asks_systems(p.roles)) then
    perform system_requests.refuse('authoriser_of_the_agency', 'Somebody of the agency decides, whose account may be used');
  end if;
  select s.rank into wanted from system_requests.system s where s.code = r.system;
  if wanted is not null and not identity.holds_rank(r.authoriser_id, wanted) then
    perform system_requests.refuse('authoriser_holds_the_rank', 'Whoever decides holds the rank that the system asks for');
  end if;
end
$$;

-- Before it is asked: the safeguarding decision, and no more in a day than the operator has set.
create function system_requests.require_askable(r system_requests.request) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  most integer;
begin
  if exists (select from system_requests.system s where s.code = r.system and s.ended_at is not null) then
    perform system_requests.refuse('system_is_asked', 'Nothing is asked of this system any more');
  end if;
  if r.category not in ('suspected', 'convicted')
     and not exists (select from system_requests.safeguarding s where s.request_id = r.id and s.person_id <> r.requester_id) then
    perform system_requests.refuse('safeguarding_first', 'A safeguarding decision of another comes first');
  end if;
  if r.operation_id is not null and not operations.is_open(r.operation_id) then
    perform system_requests.refuse('operation_is_open', 'Nothing is asked for an operation that is not open');
  end if;
  perform pg_advisory_xact_lock(hashtextextended('system requests of ' || r.requester_id, 0));
  select s.a_day into most from system_requests.setting s;
  if (select count(*) from system_requests.request x
      where x.requester_id = r.requester_id and x.id <> r.id and x.asked_at > now() - interval '24 hours') >= most then
    perform system_requests.refuse('so_many_a_day', 'One person asks no more in a day');
  end if;
end
$$;

create function system_requests.guard_request() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  says text[] := '{system,operation_id,matter,power,purpose,category,subject,asked,necessity,proportionality,less_intrusive,sensitive,condition}';
  beginning text[] := '{id,agency_id,number,requester_id,drafted_at,again_of}';
begin
  if tg_op = 'DELETE' then
    if not system_requests.is_forgetting() and old.state <> 'drafted' then
      perform system_requests.refuse('request_is_kept', 'A request that was asked is not deleted');
    end if;
    return old;
  end if;
  if exists (select from system_requests.system s where s.code = new.system and s.sensitive and not new.sensitive) then
    perform system_requests.refuse('condition_where_sensitive', 'What this system compares is sensitive processing');
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'drafted' then
      perform system_requests.refuse('begins_as_a_draft', 'A request begins as a draft');
    end if;
    if new.again_of is not null and not exists (
         select from system_requests.request o
         where o.id = new.again_of and o.agency_id = new.agency_id and system_requests.has_lapsed(o.state, o.valid_until)) then
      perform system_requests.refuse('again_of_a_lapsed_one', 'What has lapsed is asked again, and nothing else');
    end if;
    return new;
  end if;
  if exists (select from unnest(beginning) as one
             where to_jsonb(new) -> one is distinct from to_jsonb(old) -> one)
     or new.revision < old.revision or new.state <> old.state and new.revision <> old.revision + 1 then
    perform system_requests.refuse('keeps_its_beginning', 'A request keeps who asked, and when');
  end if;
  if old.state <> 'drafted'
     and exists (select from unnest(says) as one where to_jsonb(new) -> one is distinct from to_jsonb(old) -> one) then
    perform system_requests.refuse('is_a_draft', 'What was asked stays as it was asked');
  end if;
  if old.decided_at is not null
     and (new.authoriser_id, new.asked_at, new.decided_at, new.valid_until, new.reason, new.refused_for, new.lacked_access)
         is distinct from
         (old.authoriser_id, old.asked_at, old.decided_at, old.valid_until, old.reason, old.refused_for, old.lacked_access)
     or old.made_at is not null
     and (new.made_at, new.made_by, new.desk, new.reference) is distinct from (old.made_at, old.made_by, old.desk, old.reference) then
    perform system_requests.refuse('is_decided', 'What was decided or made stays as it is');
  end if;
  if new.state = old.state then
    if old.state = 'asked' and new.authoriser_id <> old.authoriser_id then
      perform system_requests.require_authoriser(new);
    end if;
    if old.outcome is not null and new.outcome <> old.outcome then
      if (old.outcome, new.outcome) not in (('possible', 'corroborated'), ('possible', 'wrong-person'), ('corroborated', 'wrong-person')) then
        perform system_requests.refuse('outcome_stands', 'This does not follow from the outcome');
      end if;
      if new.outcome = 'corroborated' then
        perform system_requests.require_corroboration(new);
      end if;
    end if;
    return new;
  end if;
  if not system_requests.may_move(old.state, new.state) then
    perform system_requests.refuse('state_follows', 'A request does not go from there to there');
  end if;
  if new.state = 'asked' then
    perform system_requests.require_askable(new);
    perform system_requests.require_authoriser(new);
    new.asked_at := now();
    new.lacked_access := not system_requests.has_access(new.agency_id, new.system);
  elsif new.state = 'drafted' then
    new.asked_at := null;
    new.lacked_access := false;
  elsif new.state in ('authorised', 'refused') then
    perform system_requests.require_authoriser(new);
    new.decided_at := now();
    new.valid_until := case when new.state = 'authorised'
      then now() + make_interval(hours => (select s.valid_hours from system_requests.setting s)) end;
  elsif new.state = 'made' then
    if system_requests.has_lapsed(old.state, old.valid_until) then
      perform system_requests.refuse('has_lapsed', 'The authorisation has lapsed');
    end if;
    if new.desk is null and not system_requests.is_accredited(new.made_by, new.system) then
      perform system_requests.refuse('accredited_operator', 'An accredited operator makes it');
    end if;
    if new.desk is not null and system_requests.has_access(new.agency_id, new.system) then
      perform system_requests.refuse('own_operator_makes_it', 'The agency has an accredited operator of its own');
    end if;
    new.made_at := now();
  elsif new.state = 'outcome' then
    if new.outcome = 'corroborated' then
      perform system_requests.refuse('corroborated_afterwards', 'An answer is possible before it is corroborated');
    end if;
    new.outcome_at := now();
  elsif new.state = 'closed' then
    new.closed_at := now();
  end if;
  return new;
end
$$;

-- A named person has written what corroborates it, on records; and it was not they who entered the answer.
create function system_requests.require_corroboration(r system_requests.request) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from system_requests.corroboration c
                 where c.request_id = r.id and c.person_id <> r.outcome_by
                   and exists (select from system_requests.corroborating_record k where k.request_id = c.request_id)) then
    perform system_requests.refuse('corroborated_by_another',
      'Another than entered the answer writes what corroborates it, and on which records');
  end if;
end
$$;

-- A safeguarding decision is of a draft, by another than asks, and stays as it was written.
create function system_requests.guard_safeguarding() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if system_requests.is_forgetting() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    -- With a draft that is thrown away, or is about somebody else now.
    if exists (select from system_requests.request r where r.id = old.request_id and r.state <> 'drafted') then
      perform system_requests.refuse('safeguarding_stays', 'A safeguarding decision stays');
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' or not exists (
       select from system_requests.request r
       where r.id = new.request_id and r.state = 'drafted' and r.requester_id <> new.person_id
         and exists (select from identity.person p where p.id = new.person_id and p.agency_id = r.agency_id and p.active)) then
    perform system_requests.refuse('safeguarded_by_another', 'Another of the agency than asks decides, before it is asked');
  end if;
  return new;
end
$$;

-- What corroborates, and which record was wrong, is said of an answer that stands, once.
create function system_requests.guard_said() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if system_requests.is_forgetting() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op <> 'INSERT' or not exists (
       select from system_requests.request r
       where r.id = new.request_id and r.outcome = tg_argv[0]) then
    perform system_requests.refuse('said_of_the_outcome', 'This does not follow from the outcome');
  end if;
  return new;
end
$$;

-- An action of its own operation. One that is done to somebody needs an answer that was corroborated: a possible one may not be
-- acted upon alone.
create function system_requests.guard_action_link() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  kind_of text;
  answer text;
begin
  if system_requests.is_forgetting() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op <> 'INSERT' then
    perform system_requests.refuse('link_stays', 'What was linked stays linked');
  end if;
  select operations.kind_of_action(new.action_id, r.operation_id), r.outcome into kind_of, answer
  from system_requests.request r where r.id = new.request_id
  for share of r;
  if kind_of is null then
    perform system_requests.refuse('action_of_its_operation', 'A request is linked with an action of its own operation');
  end if;
  if answer is null then
    perform system_requests.refuse('outcome_first', 'There is no answer yet');
  end if;
  if kind_of in ('arrest', 'search', 'disruption') and answer <> 'corroborated' then
    perform system_requests.refuse('not_acted_upon_alone', 'May not be acted upon alone');
  end if;
  return new;
end
$$;

create function system_requests.guard_accreditation() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  says uuid := case when tg_op = 'INSERT' then new.attested_by else new.ended_by end;
  today date := (now() at time zone 'Europe/London')::date;
begin
  if not exists (select from identity.person p
                 where p.id = says and p.agency_id = new.agency_id and p.active and access.administers(p.roles)) then
    perform system_requests.refuse('administrator_accredits', 'An administrator of the agency accredits');
  end if;
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or new.ended_at is null
       or to_jsonb(new) - '{ended_by,ended_at}'::text[] is distinct from to_jsonb(old) - '{ended_by,ended_at}'::text[] then
      perform system_requests.refuse('accreditation_ends_once', 'An accreditation ends once, and changes in nothing else');
    end if;
    return new;
  end if;
  if new.ended_at is not null or new.until_on < today or new.until_on > today + 731
     or not exists (select from identity.person p where p.id = new.person_id and p.agency_id = new.agency_id and p.active)
     or not exists (select from system_requests.system s where s.code = new.system and s.ended_at is null) then
    perform system_requests.refuse('accredited_for_two_years_at_most', 'Of somebody of the agency, for two years at most');
  end if;
  return new;
end
$$;

create function system_requests.refuse_deletion() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform system_requests.refuse('accreditation_stays', 'What was accredited stays');
  return null;
end
$$;

grant execute on function system_requests.guard_request(), system_requests.guard_safeguarding(), system_requests.guard_said(),
  system_requests.guard_action_link(), system_requests.guard_accreditation(), system_requests.refuse_deletion() to seamark_owner;
grant execute on function system_requests.has_lapsed(text, timestamptz), system_requests.may_move(text, text) to seamark_member;

set role seamark_owner;

create trigger request_is_guarded before insert or update or delete on system_requests.request
  for each row execute function system_requests.guard_request();
create trigger safeguarding_is_guarded before insert or update or delete on system_requests.safeguarding
  for each row execute function system_requests.guard_safeguarding();
create trigger corroboration_is_guarded before insert or update or delete on system_requests.corroboration
  for each row execute function system_requests.guard_said('possible');
create trigger corroborating_record_is_guarded before insert or update or delete on system_requests.corroborating_record
  for each row execute function system_requests.guard_said('possible');
create trigger wrong_record_is_guarded before insert or update or delete on system_requests.wrong_record
  for each row execute function system_requests.guard_said('wrong-person');
create trigger action_link_is_guarded before insert or update or delete on system_requests.action_link
  for each row execute function system_requests.guard_action_link();
create trigger accreditation_is_guarded before insert or update on system_requests.accreditation
  for each row execute function system_requests.guard_accreditation();
create trigger accreditation_stays before delete or truncate on system_requests.accreditation
  for each statement execute function system_requests.refuse_deletion();

reset role;
