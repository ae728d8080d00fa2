-- What the viewer's roles let them do. Each list of roles stands here once, as it stands in `roleMay` of
-- src/wire/codes.ts; test/policies/roles.test.ts asks both of every role. A policy or a function asks by these
-- names. Where it asks for something that two of them let somebody do, it asks for the one or the other.

set role seamark_owner;

-- Plain SQL without a subquery, all of it, so that the planner puts the lists themselves into a policy.
create function access.viewer_files_intelligence() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer');

-- Of others than its author; the rule of sight, 5.
create function access.viewer_reads_drafts() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer');

create function access.viewer_reviews_records() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'coordinator', 'records_manager');

create function access.viewer_follows_imports() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator');

create function access.viewer_frees_matches() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator');

create function access.viewer_destroys_public_reports() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator', 'records_manager');

create function access.viewer_reads_coastal_plan() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'administrator',
                                  'overseer');

create function access.viewer_keeps_coastal_plan() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator', 'administrator');

-- The three of oversight, and what each of them may do in it.
create function access.viewer_oversees() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('overseer');

create function access.viewer_enters_progress() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator');

create function access.viewer_signs_progress() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('chief_officer');

create function access.viewer_enters_inspections() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator', 'overseer');

create function access.viewer_reads_oversight() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator', 'overseer', 'chief_officer');

create function access.viewer_keeps_groups() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'coordinator');

create function access.viewer_coordinates_groups() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator');

create function access.viewer_proposes_operations() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'coordinator');

-- Of the agencies that do (encounters.viewer_records): everybody but those who oversee.
create function access.viewer_records_encounters() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager',
                                  'administrator', 'chief_officer', 'investigator');

-- For their agency: the terms of an operation, and whether one of its people joins.
create function access.viewer_accepts_operations() returns boolean language sql stable parallel safe
  return identity.viewer_has_role('coordinator');

-- What is asked of others than the viewer too: of the roles in somebody's row.
create function access.reads_content(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'analyst', 'coordinator'];

-- Inside operations of which they are a member: the investigator nowhere else.
create function access.reads_in_operations(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'analyst', 'coordinator', 'investigator'];

create function access.checks_sanitised(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer'];

create function access.triages(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'coordinator', 'triage_officer'];

create function access.manages_records(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['records_manager'];

create function access.administers(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['administrator'];

create function access.keeps_requirements(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'coordinator'];

create function access.decides(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'coordinator'];

-- Requests to systems of record, as far as they see any (system_requests.is_for_viewer): everybody but those who oversee.
create function access.asks_systems(roles text[]) returns boolean language sql immutable parallel safe
  return roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager', 'administrator',
                        'chief_officer', 'investigator'];

create function access.viewer_asks_systems() returns boolean language sql stable parallel safe
  return coalesce(access.asks_systems(identity.viewer_roles()), false);

create function access.viewer_reads_content() returns boolean language sql stable parallel safe
  return coalesce(access.reads_content(identity.viewer_roles()), false);

create function access.viewer_reads_in_operations() returns boolean language sql stable parallel safe
  return coalesce(access.reads_in_operations(identity.viewer_roles()), false);

-- Of a record in this operation, or in none: the rule of sight, 2.
create function access.viewer_reads_within(compartment uuid) returns boolean language sql stable parallel safe
  return access.viewer_reads_content() or compartment is not null and access.viewer_reads_in_operations();

create function access.viewer_decides() returns boolean language sql stable parallel safe
  return coalesce(access.decides(identity.viewer_roles()), false);

create function access.viewer_checks_sanitised() returns boolean language sql stable parallel safe
  return coalesce(access.checks_sanitised(identity.viewer_roles()), false);

create function access.viewer_triages() returns boolean language sql stable parallel safe
  return coalesce(access.triages(identity.viewer_roles()), false);

create function access.viewer_manages_records() returns boolean language sql stable parallel safe
  return coalesce(access.manages_records(identity.viewer_roles()), false);

create function access.viewer_administers() returns boolean language sql stable parallel safe
  return coalesce(access.administers(identity.viewer_roles()), false);

create function access.viewer_keeps_requirements() returns boolean language sql stable parallel safe
  return coalesce(access.keeps_requirements(identity.viewer_roles()), false);

grant execute on function access.viewer_files_intelligence(), access.viewer_reads_drafts(), access.viewer_decides(),
  access.viewer_keeps_groups(), access.viewer_coordinates_groups(), access.viewer_reviews_records(), access.viewer_follows_imports(), access.viewer_frees_matches(),
  access.viewer_destroys_public_reports(), access.viewer_oversees(), access.viewer_enters_progress(),
  access.viewer_signs_progress(), access.viewer_enters_inspections(), access.viewer_reads_oversight(),
  access.viewer_reads_coastal_plan(), access.viewer_keeps_coastal_plan(), access.decides(text[]), access.reads_content(text[]),
  access.checks_sanitised(text[]), access.triages(text[]), access.manages_records(text[]), access.administers(text[]),
  access.viewer_reads_content(), access.viewer_checks_sanitised(), access.viewer_triages(),
  access.viewer_manages_records(), access.viewer_administers(), access.keeps_requirements(text[]),
  access.viewer_keeps_requirements(), access.viewer_proposes_operations(), access.viewer_accepts_operations(),
  access.viewer_records_encounters(), access.viewer_asks_systems(), access.asks_systems(text[]),
  access.reads_in_operations(text[]), access.viewer_reads_in_operations(),
  access.viewer_reads_within(uuid)
  to seamark_member, seamark_service;

reset role;
