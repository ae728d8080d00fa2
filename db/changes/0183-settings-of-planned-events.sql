-- Settings of planned events are shown with since when they stand.

set role seamark_owner;

alter table operations.planned_setting add column since timestamptz;

reset role;
