-- A list of what a rule suggests, or of one group, is read along an index, however many reviews are due.

set role seamark_owner;

create index review_by_suggestion on records.review (agency_id, suggested, due_on, id) where state <> 'decided';
create index review_by_group on records.review (agency_id, suggested_group, due_on, id) where state <> 'decided';

reset role;
