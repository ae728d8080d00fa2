-- What policies and functions of this room ask of a record. PostgreSQL plans a policy's subquery anew in every statement that
-- reads the table; a function is planned once.

set role seamark_service;

-- Does the viewer read this disruption in full? By the rule of sight, and by nothing else.
create function disruptions.reads(disruption uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from access.record r
    where r.id = reads.disruption and r.kind = 'disruption'
      and access.sight(r, exists (select from access.acceptance a
                                  where a.record_id = r.id and a.version = r.version
                                    and a.person_id = identity.viewer_person()),
                       false) = 'full');
end
$$;

-- A report or a group that is in force, and that the viewer reads in full.
create function disruptions.reads_filed(record uuid, of_kind text) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from access.record r
    where r.id = reads_filed.record and r.kind = of_kind and r.status = 'disseminated'
      and access.sight(r, exists (select from access.acceptance a
                                  where a.record_id = r.id and a.version = r.version
                                    and a.person_id = identity.viewer_person()),
                       false) = 'full');
end
$$;

-- May the viewer know of what is linked, as whoever reads the disruption?
create function disruptions.sees_evidence(kind text, record uuid, entry uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return case sees_evidence.kind
    when 'report' then disruptions.reads_filed(sees_evidence.record, 'report')
    when 'decision' then operations.viewer_sees_decision(sees_evidence.entry)
    when 'action' then operations.viewer_sees_action(sees_evidence.entry)
    else true end;
end
$$;

-- Is it a draft of the viewer's own agency? A disruption begins as one.
create function disruptions.is_own_draft(disruption uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.record r
                 where r.id = is_own_draft.disruption and r.kind = 'disruption' and r.status = 'draft'
                   and r.agency_id = identity.viewer_agency());
end
$$;

-- Whose it is.
create function disruptions.is_own(disruption uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from disruptions.disruption d
                 where d.id = is_own.disruption and d.agency_id = identity.viewer_agency());
end
$$;

grant execute on function disruptions.reads(uuid), disruptions.reads_filed(uuid, text),
  disruptions.sees_evidence(text, uuid, uuid), disruptions.is_own_draft(uuid), disruptions.is_own(uuid)
  to seamark_member, seamark_owner;

reset role;
