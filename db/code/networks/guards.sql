-- Which change of a link, a joining and a safeguarding decision follows which.

set role seamark_owner;

-- A person's change of a link: what it says, and not of which report.
create function networks.guard_link() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if not networks.finds_together(new.record_id, new.item, new.from_id, new.to_id) then
    raise exception 'A link stands on an item that names both' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and (new.revision <> old.revision + 1
     or (least(new.from_id, new.to_id), greatest(new.from_id, new.to_id))
        is distinct from (least(old.from_id, old.to_id), greatest(old.from_id, old.to_id))) then
    raise exception 'A link stays with its two subjects' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Each agency decides its own side, once, by the person who acts; who parts says why, once.
create function networks.guard_joining() returns trigger language plpgsql as $$
declare
  mine integer := identity.viewer_agency();
  me uuid := identity.viewer_person();
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.parted_at is not null
       or new.by_a is not null and (new.agency_a <> mine or new.by_a <> me)
       or new.by_b is not null and (new.agency_b <> mine or new.by_b <> me) then
      raise exception 'Each agency decides its own side' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if old.parted_at is not null or new.revision <> old.revision + 1 then
    raise exception 'What was parted stays parted' using errcode = 'SM003', hint = 'Join the two anew.';
  end if;
  if (new.by_a, new.reason_a, new.at_a) is distinct from (old.by_a, old.reason_a, old.at_a)
     and (old.by_a is not null or new.agency_a <> mine or new.by_a is distinct from me)
     or (new.by_b, new.reason_b, new.at_b) is distinct from (old.by_b, old.reason_b, old.at_b)
     and (old.by_b is not null or new.agency_b <> mine or new.by_b is distinct from me)
     or new.parted_at is not null and new.parted_by is distinct from me then
    raise exception 'Each agency decides its own side' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Two persons, and once.
create function networks.guard_safeguarding() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if old.agreed_at is not null or old.refused_at is not null
     or new.agreed_by is not null and new.agreed_by <> identity.viewer_person()
     or new.refused_by is not null and new.refused_by <> identity.viewer_person() then
    raise exception 'A safeguarding decision is asked once and decided once, by somebody else' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Does the viewer read all these records in full?
create function networks.reads_all(records uuid[]) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return not exists (
    select from unnest(records) u (id)
    where not exists (
      select from access.record r
      where r.id = u.id
        and access.sight(r, exists (select from access.acceptance a
                                    where a.record_id = r.id and a.version = r.version
                                      and a.person_id = identity.viewer_person()), false) = 'full'));
end
$$;

grant execute on function networks.reads_all(uuid[]) to seamark_member;

set role seamark_service;

-- May these two be decided to be the same? Both of one kind, without a key of their own, each held by the agency that is
-- said to hold it; and where they are of two agencies, the partner can find the viewer's, because it will be asked.
create function networks.may_be_joined(one uuid, other uuid, of_one integer, of_other integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select identity.viewer_agency() in (of_one, of_other)
      and exists (
        select from networks.subject x join networks.subject y on y.kind = x.kind
        join access.record rx on rx.id = x.record_id join access.record ry on ry.id = y.record_id
        where x.id = one and y.id = other and x.id <> y.id
          and rx.agency_id = of_one and ry.agency_id = of_other)
      and (of_one = of_other
           or exists (select from networks.reach h
                      where h.subject_id = case when of_one = identity.viewer_agency() then one else other end
                        and h.reader in (0, case when of_one = identity.viewer_agency() then of_other else of_one end)
                        and not networks.is_kept_apart(h.record_id, h.number)));
  end;

grant execute on function networks.may_be_joined(uuid, uuid, integer, integer) to seamark_member;

set role seamark_owner;

create trigger link_is_guarded before insert or update on networks.link
  for each row execute function networks.guard_link();
create trigger joining_is_guarded before insert or update on networks.joining
  for each row execute function networks.guard_joining();
create trigger safeguarding_is_guarded before update on networks.safeguarding
  for each row execute function networks.guard_safeguarding();

reset role;
