-- Personal data breaches (DPA 2018 ss.67-68): what happened, its effects and remedy, and whether the Commissioner and the
-- subjects were told, or why not.

set role seamark_owner;

create table records.incident (
  id                  uuid primary key,
  agency_id           integer not null references identity.agency,
  -- counts an agency's incidents, from 1
  number              integer not null check (number >= 1),
  title               text not null check (length(btrim(title)) between 1 and 200),
  -- from when the 72 hours run (s.67(1))
  aware_at            timestamptz not null,
  happened_on         date,
  breach              text not null check (breach in ('disclosed', 'altered', 'lost', 'unavailable')),
  who                 text not null check (length(btrim(who)) between 1 and 2000),
  facts               text not null check (length(btrim(facts)) between 1 and 10000),
  effects             text check (length(btrim(effects)) between 1 and 10000),
  remedy              text check (length(btrim(remedy)) between 1 and 10000),
  -- approximate numbers (s.67(4)(a))
  subjects_about      integer check (subjects_about between 0 and 100000000),
  records_about       integer check (records_about between 0 and 100000000),
  -- to rights and freedoms: unlikely (s.67(2)), likely, high (s.68(1))
  risk                text check (risk in ('unlikely', 'likely', 'high')),
  told_regulator_at   timestamptz,
  regulator_reference text check (length(btrim(regulator_reference)) between 1 and 100),
  -- s.67(2), or s.67(3): why later than 72 hours
  regulator_why       text check (length(btrim(regulator_why)) between 1 and 2000),
  told_subjects_on    date,
  -- s.68(3) and (7): why not, or only in part
  subjects_ground     text check (subjects_ground in ('protected', 'measures', 'public-communication', 'inquiry', 'crime',
                        'public-security', 'national-security', 'others')),
  subjects_why        text check (length(btrim(subjects_why)) between 1 and 2000),
  entered_by          uuid not null references identity.person,
  entered_at          timestamptz not null default now(),
  closed_by           uuid references identity.person,
  closed_at           timestamptz,
  version             integer not null default 1,
  constraint one_incident unique (agency_id, number),
  constraint aware_before_told check (told_regulator_at is null or told_regulator_at >= aware_at),
  constraint late_for_a_reason check (told_regulator_at is null or told_regulator_at <= aware_at + interval '72 hours'
    or regulator_why is not null),
  constraint not_told_on_a_ground check (subjects_ground is null or subjects_why is not null),
  constraint closed_by_somebody check ((closed_at is null) = (closed_by is null)),
  -- s.67(6): facts, effects and remedy are recorded; nobody is left untold without a reason
  constraint closed_when_whole check (closed_at is null or (effects is not null and remedy is not null and risk is not null
    and (told_regulator_at is not null or (risk = 'unlikely' and regulator_why is not null))
    and (risk <> 'high' or told_subjects_on is not null or subjects_ground is not null)))
);
create index incident_by_agency on records.incident (agency_id, entered_at desc, id desc);
create index incident_open on records.incident (agency_id, aware_at) where closed_at is null;
alter table records.incident enable row level security, force row level security;

-- The records that it is about: who saw them is read from the ledger.
create table records.incident_record (
  incident_id uuid not null references records.incident on delete cascade,
  record_id   uuid not null,
  agency_id   integer not null references identity.agency,
  reference   text not null,
  added_by    uuid not null references identity.person,
  added_at    timestamptz not null default now(),
  primary key (incident_id, record_id)
);
alter table records.incident_record enable row level security, force row level security;

reset role;
