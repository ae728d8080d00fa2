-- The kind of a record stands in its envelope. Search kept it a second time, and nothing read it.

set role seamark_owner;

alter table search.entry drop column kind;

reset role;
