-- What an agency is, and which agencies a commissioner or an inspectorate holds to account. Both are the operator's.

set role seamark_owner;

-- In the words of src/wire/codes.ts (agencyKind).
alter table identity.agency
  add column kind text not null default 'agency'
    constraint agency_kind check (kind in ('force', 'agency', 'task-force', 'commissioner', 'inspectorate')),
  -- for those who hold to account: they are of a kind that does
  add constraint agency_of_kind unique (id, kind);

create table identity.held_to_account (
  body_id   integer not null,
  -- that of the body, always: it follows when the body becomes another kind, and refuses one that holds nobody to account
  body_kind text not null constraint a_body_that_holds_to_account check (body_kind in ('commissioner', 'inspectorate')),
  agency_id integer not null references identity.agency,
  primary key (body_id, agency_id),
  foreign key (body_id, body_kind) references identity.agency (id, kind) on update cascade,
  constraint nobody_holds_themselves_to_account check (body_id <> agency_id)
);
create index held_to_account_by_agency on identity.held_to_account (agency_id);
alter table identity.held_to_account enable row level security, force row level security;

-- In a fresh database the program has no rights yet; there is no row either.
grant select, update on identity.agency to seamark_service;
grant select on reporting.desk to seamark_service;

-- Whoever answers for a police area, or is called police, is a force; all others are agencies until the operator says
-- what they are (`seamark agency kinds set`).
set role seamark_service;

update identity.agency a set kind = 'force'
where a.slug ~ '(^|-)(police|constabulary)$'
   or exists (select from reporting.desk d cross join unnest(d.areas) as area
              where d.agency_id = a.id and area ~ '^(E23|W15|S23|N23)');

reset role;
