-- An investigator works inside operations: without this role every search officer would need the agency's whole
-- intelligence. They read content only where they are a member, so they do not give roles either.

set role seamark_owner;

alter table identity.person drop constraint person_roles_check;
alter table identity.person add constraint person_roles_check
  check (roles <@ array['triage_officer', 'intelligence_officer', 'analyst', 'coordinator', 'records_manager',
                        'administrator', 'overseer', 'chief_officer', 'investigator']);
alter table identity.person drop constraint administrator_reads_nothing;
alter table identity.person add constraint administrator_reads_nothing check (
  not 'administrator' = any (roles)
  or not roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager',
                        'chief_officer', 'investigator']);

reset role;
