-- What is done is done now: the time in a row that a person writes is the time at which they write it.

set role seamark_owner;

-- The program's clock may differ from the database's by a little, and a transaction may wait.
create function platform.refuse_another_moment() returns trigger language plpgsql set search_path = '' as $$
declare
  one text;
  moment timestamptz;
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  foreach one in array tg_argv loop
    moment := to_jsonb(new) ->> one;
    if (tg_op = 'INSERT' or moment is distinct from (to_jsonb(old) ->> one)::timestamptz)
       and (moment < now() - interval '10 minutes' or moment > now() + interval '10 minutes') then
      raise exception 'What is done is done now' using errcode = 'SM003';
    end if;
  end loop;
  return new;
end
$$;

reset role;
