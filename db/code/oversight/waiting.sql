-- What of oversight waits for the viewer, as a mark of the newest.

set role seamark_owner;

create function oversight.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ',
      (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', s.id, s.stage, s.signed_at, s.outcome, s.due_on,
         s.ended_on), 0))) from oversight.duty_state s),
      (select concat_ws(' ', count(*), max(p.at)) from oversight.progress p where p.signed_at is null),
      (select concat_ws(' ', count(*), sum(v.version)) from oversight.invitation v),
      (select concat_ws(' ', count(*), max(c.at)) from oversight.chief_comment c),
      (select concat_ws(' ', count(*), sum(r.version)) from oversight.response r),
      (select concat_ws(' ', count(*), sum(m.version)) from oversight.meeting m),
      (select concat_ws(' ', count(*), sum(l.version)) from oversight.lesson l),
      (select concat_ws(' ', count(*), max(k.at)) from oversight.lesson_check k)));
  end;

grant execute on function oversight.waiting() to seamark_member;

reset role;
