-- What of the coastal plan waits for the viewer.

set role seamark_owner;

-- Reviews of stretches that the viewer leads.
create function coast.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', count(*),
             sum(hashtextextended(concat_ws(' ', s.id, s.review_on, s.name), 0))))
    from coast.stretch s
    where s.lead_id = identity.viewer_person() and s.review_on < (now() at time zone 'Europe/London')::date;
  end;

grant execute on function coast.waiting() to seamark_member;

reset role;
