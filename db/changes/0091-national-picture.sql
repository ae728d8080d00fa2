-- For the national picture: matches by pair of agencies, counted once a week, and the answers that are due, counted every
-- hour. A count of matches that followed every act would tell of each act; and a million matches are not read for a page.

set role seamark_owner;

-- One row, of this week. No member reads it: deconfliction.matches_by_pair() and answers_due() say what may be said of it.
create table deconfliction.pair_count (
  -- the Monday
  week       date primary key,
  counted_at timestamptz not null default now(),
  -- [{ a, b, days7, days28, older, both }]: numbers of agencies, a < b, and how many matches
  pairs      jsonb not null check (jsonb_typeof(pairs) = 'array'),
  due_at     timestamptz not null default now(),
  -- [{ owes, waits, matches, since }]: numbers of agencies, how many matches, and since when the oldest waits
  due        jsonb not null default '[]' check (jsonb_typeof(due) = 'array')
);
alter table deconfliction.pair_count enable row level security, force row level security;

reset role;
