-- Who may read what a draft is made of, and what hangs on a version.

set role seamark_service;

-- A draft of a next version, or of a sanitised one, begins with all that its report says, and its writer marks it while
-- they cut. So it is read by who may read what it is made of: by the marking of that report, and of the version from
-- which it began. A sanitised version began outside the operation of its original, and so with everybody.
create function intelligence.may_read_what_it_is_made_of(draft uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select not exists (
      select from access.record n
      cross join lateral (
        select o.classification, o.compartment_id
        from intelligence.derivation d join access.record o on o.id = d.original_id where d.derivative_id = n.id
        union all
        select o.classification, o.compartment_id from access.record o where o.id = n.next_version_of
        union all
        select m.classification, m.compartment_id from intelligence.former_marking m
        where m.report_id = n.next_version_of and m.version = n.version - 1) made
      where n.id = draft
        and not (access.viewer_is_cleared_for(made.classification)
                 and (made.compartment_id is null or access.viewer_is_member_of(made.compartment_id))));
  end;

grant execute on function intelligence.may_read_what_it_is_made_of(uuid) to seamark_member;

-- What hangs on a version of a report is read, and noted, by who reads that version; a record of another kind has no
-- such version. It runs as whoever asks. A function, because a subquery in a policy is planned anew in every statement.
create function intelligence.is_of_a_version_in_sight(record uuid, of_version integer) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return not exists (select from access.record r where r.id = record and r.kind = 'report')
    or exists (select from intelligence.version v where v.report_id = record and v.version = of_version);
end
$$;

grant execute on function intelligence.is_of_a_version_in_sight(uuid, integer) to seamark_member;

reset role;
