-- Figures for those who hold an agency to account. Each quarter is counted once; what was published of it about persons
-- never changes, because the difference of two answers to one question would tell what happened between them.

set role seamark_owner;

create table oversight.figure_count (
  -- as the room that counts calls its table
  figure     text not null check (figure ~ '^[a-z-]+\.[a-z-]+$'),
  agency_id  integer not null references identity.agency,
  -- a quarter, or a financial year when it is over
  from_day   date not null,
  until_day  date not null check (until_day > from_day),
  -- '' is the sum of the rows
  row_key    text not null check (length(row_key) <= 60),
  about      text not null check (about in ('persons', 'duty')),
  -- What was counted. No member reads it.
  count      integer not null check (count >= 0),
  -- what is published: the same, or nothing
  shown      integer,
  counted_at timestamptz not null default now(),
  primary key (agency_id, figure, from_day, until_day, row_key),
  constraint shown_as_counted check (shown = count),
  constraint small_numbers_of_persons_are_not_shown check (about = 'duty' or shown = 0 or shown >= 5),
  constraint a_duty_is_shown check (about = 'persons' or shown is not null)
);
alter table oversight.figure_count enable row level security, force row level security;

reset role;
