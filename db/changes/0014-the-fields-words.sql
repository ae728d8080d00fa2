-- Runs without the code: tables and columns are called by the field's words.
--
-- What an agency says of a match is its answer, as the pages call it. What holds a value is a record: a report, or one
-- that its agency keeps sealed.

set role seamark_owner;

alter table deconfliction.match_word rename to match_answer;
alter table deconfliction.match_answer rename column word to answer;
alter index deconfliction.match_word_by_time rename to match_answer_by_time;

alter table deconfliction.past_word rename to earlier_answer;
alter table deconfliction.earlier_answer rename column word to answer;
alter index deconfliction.past_word_by_match rename to earlier_answer_by_match;

alter table deconfliction.identifier rename column report_id to record_id;
alter table deconfliction.match_side rename column report_id to record_id;
alter index deconfliction.match_of_things_by_pair rename to match_of_values_by_pair;
alter index deconfliction.match_side_by_report rename to match_side_by_record;
alter table deconfliction.person_mention rename column report_id to record_id;
alter table deconfliction.silent_hit rename column report_id to record_id;
alter table deconfliction.sealing_due rename column report_id to record_id;

-- Two records are compared; what a comparison weighs is the model's affair.
alter table deconfliction.person rename column weighed_at to compared_at;

-- Constraints are called after their table and columns; an error of the database names them.
do $$
declare
  old record;
begin
  for old in
    select c.conrelid::regclass as of_table, c.conname as name, n.name as new_name
    from pg_constraint c
    cross join lateral (select replace(replace(replace(replace(c.conname,
      'match_word', 'match_answer'),
      'past_word', 'earlier_answer'),
      'answer_word', 'answer_answer'),
      'report_id', 'record_id') as name) n
    where c.connamespace = 'deconfliction'::regnamespace and n.name <> c.conname
  loop
    execute format('alter table %s rename constraint %I to %I', old.of_table, old.name, old.new_name);
  end loop;
end
$$;

reset role;
