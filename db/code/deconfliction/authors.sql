-- In whose name the ledger says that a match was opened or rests.

set role seamark_service;

-- In whose name the ledger says that a match was opened or rests. Whoever files made it so; but their
-- records manager reads the agency's events, and must not learn there what a partner holds silently. So
-- where the partner lets nothing be known, it was the program, and the event stands in no agency's list.
create function deconfliction.author_of_match_event(wanted_kind text, wanted_key text, agency_a integer, agency_b integer)
  returns table (agency_id integer, person_id uuid, service text, purpose text)
  language sql stable
  begin atomic
    select case when told then identity.viewer_agency() end,
           case when told then identity.viewer_person() end,
           case when told then nullif(current_setting('seamark.service', true), '') else 'matching' end,
           case when told then nullif(current_setting('seamark.purpose', true), '') end
    from (select exists (
            select from deconfliction.identifier i
            where i.kind = wanted_kind and i.key = wanted_key and i.open
              and i.agency_id in (agency_a, agency_b) and i.agency_id <> identity.viewer_agency()) as told) as partner;
  end;

-- As author_of_match_event: whoever seals made it so, unless the partner lets nothing be known.
create function deconfliction.author_of_sealed_event(wanted bytea, agency_a integer, agency_b integer)
  returns table (agency_id integer, person_id uuid, service text, purpose text)
  language sql stable
  begin atomic
    select case when told then identity.viewer_agency() end,
           case when told then identity.viewer_person() end,
           case when told then nullif(current_setting('seamark.service', true), '') else 'matching' end,
           case when told then nullif(current_setting('seamark.purpose', true), '') end
    from (select exists (
            select from deconfliction.sealed_token t
            where t.element = wanted and t.open
              and t.agency_id in (agency_a, agency_b) and t.agency_id <> identity.viewer_agency()) as told) as partner;
  end;

reset role;
