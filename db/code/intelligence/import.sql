-- What a member may ask of an import.

set role seamark_service;

create function intelligence.may_ask_for_import(payload jsonb, job_key text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(
      job_key = 'import ' || (payload ->> 'run')
      and payload -> 'person' = jsonb_build_object('personId', identity.viewer_person(),
                                                   'purpose', nullif(current_setting('seamark.purpose', true), ''))
      -- where an upload is kept, under the name that is the run's
      and payload ->> 'file' ~ ('[/\\]imports[/\\]' || (payload ->> 'run') || '(\.[a-z]+)?$')
      and payload ->> 'file' !~ '[/\\]\.\.[/\\]'
      and exists (select from intelligence.import_run i join identity.agency a on a.id = i.agency_id
                  where i.id::text = payload ->> 'run' and i.person_id = identity.viewer_person()
                    and i.agency_id = identity.viewer_agency() and i.state = 'running'
                    and i.file_name = payload ->> 'fileName' and a.slug = payload ->> 'agency'), false);
  end;

reset role;
