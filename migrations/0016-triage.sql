-- What became of a public report at the desk.
set role seamark_owner;

-- The intelligence report, or the draft of one, that was made of it. No foreign key: a draft may be thrown
-- away, and nothing of an intelligence report leads back to the public.
alter table reporting.public_report add column became_report_id uuid;
create index report_by_what_it_became on reporting.public_report (became_report_id) where became_report_id is not null;
grant update (became_report_id) on reporting.public_report to seamark_member;

reset role;
