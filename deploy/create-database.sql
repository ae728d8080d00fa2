-- The database and its two logins. Run once with psql, as a superuser, on PostgreSQL 15 or newer:
--
--   MIGRATION_PASSWORD=… LOGIN_PASSWORD=… psql -v ON_ERROR_STOP=1 -f deploy/create-database.sql
--
--   seamark_migrate  owns the database and changes its schema: `seamark migrate`, and nothing else
--   seamark_login    the program's login: a member of seamark_app, whatever else it may not
--
-- All other roles are made by db/changes/0001-roles-and-schemas.sql.
\getenv migration_password MIGRATION_PASSWORD
\getenv login_password LOGIN_PASSWORD

create role seamark_migrate login createrole nosuperuser nobypassrls password :'migration_password';
create role seamark_login login inherit nosuperuser nobypassrls password :'login_password';
create role seamark_app nologin noinherit nosuperuser nobypassrls;
grant seamark_app to seamark_login;

create database seamark owner seamark_migrate template template0 encoding 'UTF8' locale 'C.UTF-8';
revoke connect on database seamark from public;
grant connect on database seamark to seamark_login;
