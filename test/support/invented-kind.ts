/** A kind of record that no room has, in a schema of its own: what the next room's kind will be. */
import type { TestDatabase } from './database.ts'

/**
 * Makes the kind `note`: `scratch.note` is its own table, `scratch.line` a part of one. Both are shared as a room's
 * file of policies shares them.
 */
export async function inventKind(base: TestDatabase): Promise<void> {
  await base.admin(`
    create schema scratch authorization seamark_owner;
    grant usage on schema scratch to seamark_member, seamark_service;
    insert into access.record_kind (kind, filed_by_members) values ('note', true);
    set role seamark_owner;
    create table scratch.note (id uuid primary key references access.record on delete cascade, aim text not null);
    alter table scratch.note enable row level security, force row level security;
    create table scratch.line (
      note_id uuid not null references scratch.note on delete cascade,
      number  integer not null,
      words   text not null,
      primary key (note_id, number)
    );
    alter table scratch.line enable row level security, force row level security;
    call access.share('scratch.note', 'note');
    call access.share_part('scratch.line', 'note_id');
    reset role;`)
}
