-- Which change of a disruption follows which. It looks at the row before and after, which a policy cannot. A person's own
-- statement changes what a draft, or one that was returned, says; its state is changed by the functions of acts.sql alone.

set role seamark_service;

create function disruptions.refuse(rule text, words text) returns void
  language plpgsql set search_path = '' as $$
begin
  raise exception '%', words using errcode = 'SM003', constraint = rule;
end
$$;

-- Is how it was before and how it was after shown by something?
create function disruptions.is_evidenced(disruption uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return (select count(distinct e.side) = 2 from disruptions.evidence e where e.disruption_id = is_evidenced.disruption);
end
$$;

create function disruptions.guard_disruption() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if new.agency_id <> old.agency_id or new.created_at <> old.created_at then
    perform disruptions.refuse('says_what_it_said', 'Whose a disruption is does not change');
  end if;
  if current_user = 'seamark_member' then
    if (new.state, new.level, new.accepted_at) is distinct from (old.state, old.level, old.accepted_at) then
      perform disruptions.refuse('state_by_its_acts', 'A disruption is claimed, moderated and looked at again by its acts');
    end if;
    if old.state not in ('drafted', 'returned') then
      perform disruptions.refuse('says_what_it_said', 'What a claimed disruption says does not change');
    end if;
    if old.state = 'returned' and not exists (
      select from access.record r where r.id = new.id and r.xmin = pg_current_xact_id()::xid) then
      perform disruptions.refuse('says_what_it_said', 'What a filed disruption says changes with its next version');
    end if;
    return new;
  end if;
  if new.state = old.state and old.state <> 'checked' then
    return new;
  end if;
  -- An erasure takes the words and leaves the state.
  if (old.state, new.state) not in (('drafted', 'claimed'), ('claimed', 'accepted'), ('claimed', 'returned'), ('claimed', 'refused'),
      ('returned', 'claimed'), ('claimed', 'same'), ('returned', 'same'), ('accepted', 'checked'), ('checked', 'checked')) then
    perform disruptions.refuse('state_follows', 'A disruption does not go from there to there');
  end if;
  if new.state in ('claimed', 'accepted') and not disruptions.is_evidenced(new.id) then
    perform disruptions.refuse('evidenced_before_and_after', 'Something shows how it was before, and something how it was after');
  end if;
  if new.state = 'claimed' and not exists (
    select from disruptions.claim c where c.disruption_id = new.id and c.agency_id = new.agency_id) then
    perform disruptions.refuse('claimed_by_its_owner', 'The agency that drafted it claims it');
  end if;
  if new.state in ('accepted', 'returned', 'refused') and not exists (
    select from disruptions.moderation m
    where m.disruption_id = new.id and m.outcome = new.state and m.level is not distinct from new.level
      and m.xmin = pg_current_xact_id()::xid) then
    perform disruptions.refuse('moderated_by_another', 'A person of an agency that does not claim it says so');
  end if;
  if new.state = 'checked' and old.state = 'accepted' and not exists (
    select from disruptions.effect e where e.disruption_id = new.id and e.xmin = pg_current_xact_id()::xid) then
    perform disruptions.refuse('effect_has_a_basis', 'Somebody says what became of the effect');
  end if;
  if (old.level is not null) and (new.level, new.accepted_at) is distinct from (old.level, old.accepted_at) then
    perform disruptions.refuse('says_what_it_said', 'The level that was accepted does not change');
  end if;
  return new;
end
$$;

-- A claim is made while nobody has accepted or refused the disruption, and nobody who moderated it makes one.
create function disruptions.guard_claim() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  stands text;
begin
  select d.state into stands from disruptions.disruption d where d.id = new.disruption_id for update;
  if stands not in ('drafted', 'claimed', 'returned') then
    perform disruptions.refuse('claimed_before_it_is_moderated', 'A claim is made before the disruption is accepted or refused');
  end if;
  if exists (select from disruptions.moderation m where m.disruption_id = new.disruption_id and m.person_id = new.person_id) then
    perform disruptions.refuse('moderator_does_not_claim', 'Who moderated it does not claim it');
  end if;
  return new;
end
$$;

-- Whoever wrote or claimed it does not moderate it, in whichever agency they are by now.
create function disruptions.guard_moderation() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  stands text;
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.disruption_id, new.agency_id, new.person_id, new.outcome, new.level, new.at)
       is distinct from (old.id, old.disruption_id, old.agency_id, old.person_id, old.outcome, old.level, old.at) then
      perform disruptions.refuse('says_what_it_said', 'What a moderator said stays');
    end if;
    return new;
  end if;
  select d.state into stands from disruptions.disruption d where d.id = new.disruption_id for update;
  if stands <> 'claimed' then
    perform disruptions.refuse('moderated_once_claimed', 'A disruption is moderated once it is claimed');
  end if;
  if exists (select from disruptions.claim c where c.disruption_id = new.disruption_id and c.person_id = new.person_id)
     or exists (select from access.record r where r.id = new.disruption_id and r.author_id = new.person_id) then
    perform disruptions.refuse('moderator_does_not_claim', 'Who wrote or claimed it does not moderate it');
  end if;
  return new;
end
$$;

-- Not before its day, and of one that is accepted.
create function disruptions.guard_effect() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
begin
  select * into d from disruptions.disruption x where x.id = new.disruption_id for update;
  if d.state not in ('accepted', 'checked') or d.effect_due_on is null
     or d.effect_due_on > (now() at time zone 'Europe/London')::date then
    perform disruptions.refuse('effect_on_its_day', 'The effect of an accepted disruption is looked at on its day, not before');
  end if;
  return new;
end
$$;

-- What shows it is added and taken back until it is accepted or refused.
create function disruptions.guard_evidence() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  stands text;
begin
  if tg_op = 'UPDATE' then
    perform disruptions.refuse('says_what_it_said', 'What shows a disruption does not change: take it back, and add another');
  end if;
  select d.state into stands from disruptions.disruption d where d.id = new.disruption_id for update;
  if stands not in ('drafted', 'claimed', 'returned') then
    perform disruptions.refuse('is_open', 'What was accepted or refused stays as it is');
  end if;
  return new;
end
$$;

-- A disruption is filed by its first claim, and by nothing else.
create function disruptions.guard_filing() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if current_user = 'seamark_member' then
    perform disruptions.refuse('filed_by_its_claim', 'A disruption is filed when its agency claims it');
  end if;
  return new;
end
$$;

grant execute on function disruptions.refuse(text, text), disruptions.is_evidenced(uuid) to seamark_member, seamark_owner;
grant execute on function disruptions.guard_disruption(), disruptions.guard_claim(), disruptions.guard_moderation(),
  disruptions.guard_effect(), disruptions.guard_evidence(), disruptions.guard_filing() to seamark_owner;

set role seamark_owner;

create trigger disruption_is_guarded before update on disruptions.disruption
  for each row execute function disruptions.guard_disruption();
create trigger moment_is_now before insert on disruptions.disruption
  for each row execute function platform.refuse_another_moment('created_at');
create trigger claim_is_guarded before insert on disruptions.claim
  for each row execute function disruptions.guard_claim();
create trigger moderation_is_guarded before insert or update on disruptions.moderation
  for each row execute function disruptions.guard_moderation();
create trigger effect_is_guarded before insert on disruptions.effect
  for each row execute function disruptions.guard_effect();
create trigger evidence_is_guarded before insert or update on disruptions.evidence
  for each row execute function disruptions.guard_evidence();
create trigger disruption_is_filed_by_its_claim before update of status on access.record
  for each row when (old.kind = 'disruption' and old.status = 'draft' and new.status <> 'draft')
  execute function disruptions.guard_filing();

reset role;
