-- What everybody reads without signing in, once the body that holds to account has switched it on: what was
-- recommended, how far it has come by what was signed, the response, and what of the meetings is published.

set role seamark_service;

create function oversight.public_pages()
  returns table (body text, body_name text, agency_name text, title text, reference text)
  language sql stable security definer set search_path = ''
  begin atomic
    select b.slug, b.name, a.name, i.title, i.reference
    from oversight.public_page w
    join identity.agency b on b.id = w.body_id join identity.agency a on a.id = w.agency_id
    join oversight.inspection i on i.id = w.inspection_id
    where w.is_on order by b.name, i.published_on desc;
  end;

create function oversight.public_page_of(body text, reference text) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select jsonb_build_object(
      'body', b.name, 'agency', a.name, 'title', i.title, 'publisher', i.publisher, 'publishedOn', i.published_on,
      'invented', i.invented, 'today', oversight.today(),
      'recommendations', (
        select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'text', r.text, 'dueOn', s.due_on, 'stage', s.stage,
                 'signedAt', s.signed_at, 'outcome', s.outcome, 'endedOn', s.ended_on) order by s.number), '[]')
        from oversight.duty_state s join oversight.recommendation r on r.id = s.recommendation_id
        where s.inspection_id = i.id and s.agency_id = w.agency_id),
      'response', (
        select jsonb_build_object('id', p.id, 'signedAt', p.signed_at, 'publishedAt', p.published_at, 'facts', p.facts)
        from oversight.response p
        where p.inspection_id = i.id and p.body_id = w.body_id and p.agency_id = w.agency_id and p.published_at is not null),
      'promises', (
        select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'text', q.text, 'byPost', q.by_post, 'dueOn', q.due_on, 'keptOn', q.kept_on)
                 order by q.due_on, q.id), '[]')
        from oversight.promise q join oversight.meeting m on m.id = q.meeting_id
        where q.is_public and m.state = 'held' and m.inspection_id = i.id and m.body_id = w.body_id
          and m.agency_id = w.agency_id),
      'minutes', (
        select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'onDay', m.on_day, 'minutes', m.minutes) order by m.on_day desc), '[]')
        from (select * from oversight.meeting t where t.minutes_public and t.state = 'held' and t.inspection_id = i.id
                and t.body_id = w.body_id and t.agency_id = w.agency_id and t.minutes <> ''
              order by t.on_day desc limit 3) m))
    from oversight.public_page w
    join identity.agency b on b.id = w.body_id join identity.agency a on a.id = w.agency_id
    join oversight.inspection i on i.id = w.inspection_id
    where w.is_on and b.slug = public_page_of.body and lower(i.reference) = lower(public_page_of.reference);
  end;

grant execute on function oversight.public_pages(), oversight.public_page_of(text, text) to seamark_public;

reset role;
