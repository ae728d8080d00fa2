-- A digest that only this node can make: "who searched for this?" can be answered later by making it
-- again, and nobody who reads the ledger learns the words. HMAC-SHA-256 (RFC 2104), written out because
-- the extension that has it may not be installed.
set role seamark_owner;

create table platform.secret (
  name  text primary key,
  -- the key, padded to a block of SHA-256 and mixed with the inner and the outer pad
  inner_key bytea not null check (length(inner_key) = 64),
  outer_key bytea not null check (length(outer_key) = 64)
);
alter table platform.secret enable row level security;
alter table platform.secret force row level security;
create policy service_all on platform.secret to seamark_service using (true) with check (true);
grant select, insert on platform.secret to seamark_service;

reset role;
set role seamark_service;

-- A key of 64 random bytes: as long as a block, so that it needs no padding. Each UUID brings 122 random
-- bits; hashed, four of them are 32 bytes that hold more than 256.
do $$
declare
  key bytea := '';
  inner_pad bytea := '';
  outer_pad bytea := '';
begin
  for half in 1..2 loop
    key := key || sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                         || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  end loop;
  for at in 0..63 loop
    inner_pad := inner_pad || set_byte('\x00', 0, get_byte(key, at) # 54);
    outer_pad := outer_pad || set_byte('\x00', 0, get_byte(key, at) # 92);
  end loop;
  insert into platform.secret (name, inner_key, outer_key) values ('digest', inner_pad, outer_pad);
end
$$;

create function platform.digest(text text) returns text
  language sql stable strict security definer set search_path = ''
  return (select encode(sha256(s.outer_key || sha256(s.inner_key || convert_to(digest.text, 'UTF8'))), 'hex')
          from platform.secret s where s.name = 'digest');
grant execute on function platform.digest(text) to seamark_member;

reset role;
