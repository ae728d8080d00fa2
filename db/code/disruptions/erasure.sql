-- What an erasure takes of a disruption: all that it says, what agencies said of it, and what shows it. That it was claimed,
-- moderated and looked at, by which agency and when, stays.

set role seamark_service;

create function disruptions.erase_disruption(of_disruption uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from access.record r
                 where r.id = of_disruption and r.kind = 'disruption' and r.agency_id = identity.viewer_agency())
     or not access.erasure_in_hand(of_disruption) then
    raise exception 'A disruption is erased by two persons' using errcode = 'SM003';
  end if;
  delete from disruptions.evidence e where e.disruption_id = of_disruption;
  delete from disruptions.of_group g where g.disruption_id = of_disruption;
  delete from disruptions.asked a where a.disruption_id = of_disruption;
  delete from disruptions.notice n where n.disruption_id = of_disruption;
  update disruptions.claim c set words = 'Erased' where c.disruption_id = of_disruption;
  update disruptions.moderation m
  set words = 'Erased', answered_words = case when m.answered_words is not null then 'Erased' end
  where m.disruption_id = of_disruption;
  update disruptions.effect e
  set basis = 'Erased', displaced_to = case when e.displaced_to is not null then 'Erased' end
  where e.disruption_id = of_disruption;
  update disruptions.disruption d
  set about_kind = 'group', about = 'Erased', person_category = null, person_basis = null, person_is_adult = null,
      what = 'Erased', before_words = 'Erased', after_words = 'Erased', level_reason = 'Erased', apmis_reference = null,
      revision = d.revision + 1
  where d.id = of_disruption;
end
$$;

grant execute on function disruptions.erase_disruption(uuid) to seamark_member;

reset role;
