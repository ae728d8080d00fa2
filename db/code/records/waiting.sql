-- What of reviews and notices waits for the viewer. The mark counts two hundred at most: a backlog is no news.

set role seamark_owner;

create function records.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', r.mark, n.mark, q.mark, i.mark, e.mark))
    from (select concat_ws(' ', count(*), sum(hashtextextended(v.id::text, 0))) as mark
          from (select o.id from records.review o
                where access.viewer_reviews_records() and o.agency_id = identity.viewer_agency()
                  and o.reviewer_id = identity.viewer_person() and o.state <> 'decided'
                order by o.due_on, o.id limit 200) v) r,
         (select concat_ws(' ', count(*), sum(hashtextextended(w.id::text, 0))) as mark
          from (select o.id from access.notice o
                where (access.viewer_reads_content() or access.viewer_reads_in_operations())
                  and o.agency_id = identity.viewer_agency() and o.acknowledged_at is null
                order by o.at desc limit 200) w) n,
         (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', w.id, w.revision), 0))) as mark
          from (select o.id, o.revision from records.subject_request o
                where access.viewer_reviews_records() and o.agency_id = identity.viewer_agency() and o.state in ('open', 'ready')
                order by o.due_on limit 200) w) q,
         (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', w.id, w.version), 0))) as mark
          from (select o.id, o.version from records.incident o
                where access.viewer_manages_records() and o.agency_id = identity.viewer_agency() and o.closed_at is null
                order by o.aware_at limit 200) w) i,
         (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', w.id, w.version), 0))) as mark
          from (select o.id, o.version from records.register_entry o
                where access.viewer_manages_records() and o.agency_id = identity.viewer_agency() and o.ended_on is null
                  and o.due_on <= current_date + 30
                order by o.due_on limit 200) w) e;
  end;

grant execute on function records.waiting() to seamark_member;

reset role;
