-- A wake may say in which room something has changed: then open pages ask that room alone.

set role seamark_owner;

-- the room's schema; null: any of them
alter table platform.woken add column room text check (room ~ '^[a-z_]{1,40}$');

reset role;
