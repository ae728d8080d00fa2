-- The database, its two logins and the roles of the program. Run once with psql, as a superuser of the server, on
-- PostgreSQL 15 to 18, in a shell that knows both passwords:
--
--   sudo --preserve-env=MIGRATION_PASSWORD,LOGIN_PASSWORD -u postgres psql -v ON_ERROR_STOP=1 -f deploy/create-database.sql
--
--   seamark_migrate  owns the database and changes its schema: `seamark migrate`, and nothing else
--   seamark_login    the program's login: a member of seamark_app, whatever else it may not
--
-- The other roles may not sign in; db/changes/0001-roles-and-schemas.sql says what each is for. They are made here and
-- not by seamark_migrate: before PostgreSQL 16 a login that may make roles may give itself every predefined one, and
-- with that a shell on this server.
\set ON_ERROR_STOP on
\getenv migration_password MIGRATION_PASSWORD
\getenv login_password LOGIN_PASSWORD
\if :{?migration_password}
\else
  do $$ begin raise exception 'MIGRATION_PASSWORD is not set in this shell. Export both passwords; sudo drops them unless told with --preserve-env.'; end $$;
\endif
\if :{?login_password}
\else
  do $$ begin raise exception 'LOGIN_PASSWORD is not set in this shell. Export both passwords; sudo drops them unless told with --preserve-env.'; end $$;
\endif

create role seamark_migrate login nocreaterole nosuperuser nobypassrls password :'migration_password';
create role seamark_login login inherit nosuperuser nobypassrls password :'login_password';

create role seamark_owner nologin noinherit nosuperuser nobypassrls;
create role seamark_app nologin noinherit nosuperuser nobypassrls;
create role seamark_member nologin noinherit nosuperuser nobypassrls;
create role seamark_service nologin noinherit nosuperuser nobypassrls;
create role seamark_public nologin noinherit nosuperuser nobypassrls;
create role seamark_worker nologin noinherit nosuperuser nobypassrls;

grant seamark_app to seamark_login;
-- What the schema's own files give again, so that they do the same on a server where nobody has run this.
grant seamark_owner, seamark_member, seamark_service, seamark_public, seamark_worker
  to seamark_migrate with admin option;

create database seamark owner seamark_migrate template template0 encoding 'UTF8' locale 'C.UTF-8';
-- Nobody else connects, and nobody fills the disk with temporary tables.
revoke all on database seamark from public;
grant connect on database seamark to seamark_login;
