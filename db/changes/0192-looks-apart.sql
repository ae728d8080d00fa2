-- Pairs with a silent event are looked at by themselves: what the others learn, and when, then takes as long whether or not
-- a silent event is near. Lists of conflicts and cards page along indexes.

set role seamark_owner;

alter table operations.planned_look
  -- of pairs in which one side is silent; each lodging enters both lists
  add column quiet boolean not null default false;
create index planned_look_by_turn on operations.planned_look (quiet, number);

create index planned_pair_by_hour on operations.planned_pair (lower(shared), id) where ended_at is null;
create index planned_pair_that_finished on operations.planned_pair (id) where ended_why = 'finished';
create index conflict_that_stands on operations.conflict (operation_id, agency_id, shown_at desc, id)
  where shown_at is not null and ended_at is null;
create index planned_event_by_agency on operations.planned_event (operation_id, agency_id, starts_at, id);

reset role;
