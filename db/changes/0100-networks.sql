-- Networks: who and what hangs together, as reports say it. Tables come with the changes after this one.

create schema networks authorization seamark_owner;
grant usage on schema networks to seamark_app, seamark_member, seamark_service;
grant create on schema networks to seamark_service;
