-- Somebody of the desk takes a match, so that two do not work on one. It is the own agency's affair alone: nothing of
-- it reaches a partner.

set role seamark_owner;

-- Does it count? Not of whoever is there no more, or works on no matches any more: then it is free again.
create function deconfliction.takes_part(person uuid) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select exists (select from identity.person p
                   where p.id = takes_part.person and p.active
                     and access.reads_content(p.roles));
  end;

grant execute on function deconfliction.takes_part(uuid) to seamark_member, seamark_service;

reset role;
