-- Three functions that nothing calls any more, and that members could still execute: a right that nobody
-- tests. `deconfliction.things_waiting` and its like replaced the first two; roles are asked one at a time.

drop function deconfliction.matches_waiting(integer);
drop function deconfliction.unanswered_by_partner(integer);
drop function identity.viewer_roles();
