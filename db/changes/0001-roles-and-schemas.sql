-- The roles of the database. Roles belong to the cluster, not to one database, so each is made
-- only where it is missing. None of them may log in, none may bypass row-level security.
--
--   seamark_owner    owns every table; what makes the schema runs as it. Row-level security is FORCED, so
--                    even the owner sees no row through a table.
--   seamark_app      what the program's login is a member of; by itself it may call a handful of
--                    functions that open a scope. NOINHERIT: the roles below must be assumed.
--   seamark_member   a signed-in person inside one transaction
--   seamark_service  jobs, imports and the functions that must look across agencies (matching)
--   seamark_public   the public: no right on any table, only on a few functions of reporting
--   seamark_worker   owns the job queue
do $$
declare
  missing text;
begin
  foreach missing in array array['seamark_owner', 'seamark_app', 'seamark_member', 'seamark_service', 'seamark_public', 'seamark_worker']
  loop
    if not exists (select from pg_roles where rolname = missing) then
      execute format('create role %I nologin noinherit nosuperuser nobypassrls', missing);
    end if;
  end loop;
end
$$;

grant seamark_member, seamark_service, seamark_public, seamark_worker to seamark_app;
grant seamark_owner, seamark_service, seamark_worker to current_user;

-- Nobody may make objects in `public`, and functions are callable only by those they are granted to.
revoke all on schema public from public;

do $$
begin
  execute format('grant create, connect, temporary on database %I to seamark_owner, seamark_worker', current_database());
end
$$;

alter default privileges for role seamark_owner revoke execute on functions from public;
alter default privileges for role seamark_service revoke execute on functions from public;
alter default privileges for role seamark_worker revoke execute on functions from public;

-- One schema a room. Functions that must look across agencies belong to seamark_service, so it makes objects
-- in rooms.
create schema platform authorization seamark_owner;
create schema identity authorization seamark_owner;
create schema access authorization seamark_owner;
create schema ledger authorization seamark_owner;
create schema intelligence authorization seamark_owner;
create schema deconfliction authorization seamark_owner;
create schema coast authorization seamark_owner;
create schema reporting authorization seamark_owner;
create schema graphile_worker authorization seamark_worker;

grant usage on schema platform, identity, access, ledger, intelligence, deconfliction, reporting
  to seamark_app, seamark_member, seamark_service, seamark_public;
grant usage on schema coast to seamark_app, seamark_member, seamark_service;
grant create on schema platform, identity, access, ledger, intelligence, deconfliction, coast, reporting
  to seamark_service;
grant usage, create on schema platform to seamark_worker;
grant usage on schema graphile_worker to seamark_service, seamark_app;
