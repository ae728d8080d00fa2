-- A digest that only this node can make: "who searched for this?" can be answered later by making it
-- again, and nobody who reads the ledger learns the words. HMAC-SHA-256 (RFC 2104), written out because
-- the extension that has it may not be installed.

set role seamark_service;

create function platform.digest(text text) returns text
  language sql stable strict security definer set search_path = ''
  return (select encode(sha256(s.outer_key || sha256(s.inner_key || convert_to(digest.text, 'UTF8'))), 'hex')
          from platform.secret s where s.name = 'digest');

grant execute on function platform.digest(text) to seamark_member;

reset role;
