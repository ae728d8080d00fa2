-- Under one's own name one sees where one is signed in: when each session began and when it was last used. The
-- policy on the table shows a person their own sessions only; the token and the provider's id token stay unread.
set role seamark_owner;
grant select (created_at, seen_at, ended_at) on identity.session to seamark_member;
reset role;
