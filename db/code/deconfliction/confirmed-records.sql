-- For the room networks: reports whose persons both agencies have confirmed to be the same.

set role seamark_service;

-- Pairs of our own report and a partner's, of matches in the viewer's sight that both have confirmed. Whether the viewer
-- may read the partner's report is not asked here: who calls this joins it with what they see in full, and shows no
-- other. So it is a function for other functions, and no member calls it.
create function deconfliction.confirmed_records(mine integer)
  returns table (own_record uuid, own_number integer, their_record uuid, their_number integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select own.record_id, own.number, their.record_id, their.number
    from (
      select w.match_id from deconfliction.match_answer w
      join deconfliction.match_answer o on o.match_id = w.match_id and o.agency_id <> w.agency_id and o.answer = 'confirmed'
      where w.agency_id = mine and w.answer = 'confirmed' limit 5000) both_say
    join deconfliction.match m on m.id = both_say.match_id
    join deconfliction.person_match pm on pm.match_id = m.id
    join deconfliction.person_mention own on own.person_id = case when m.agency_a = mine then pm.person_a else pm.person_b end
    join deconfliction.person_mention their on their.person_id = case when m.agency_a = mine then pm.person_b else pm.person_a end;
  end;

reset role;
