-- A new version may change where and when of an item: its readers are told so, as a place and in no word.

set role seamark_service;

create or replace function intelligence.are_places(parts jsonb) returns boolean
  language sql immutable parallel safe set search_path = ''
  return jsonb_typeof(parts) = 'array'
    and not parts @? 'strict $[*] ? (@.type() != "object")'
    and not parts @? '$[*].keyvalue().key ? (!(@ like_regex "^(part|number|from|to|numbers|gone)$"))'
    and not parts @? '$[*].part ? (@.type() != "string" || !(@ like_regex "^(title|classification|handling|conditions|action_code|sanitisation_code|review_on|item|new-item|item-gone|grade|events|subjects)$"))'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "number" || @.key == "from" || @.key == "to").value ? (@.type() != "number")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "gone").value ? (@.type() != "boolean")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "numbers").value ? (@.type() != "array")'
    and not parts @? '$[*].numbers[*] ? (@.type() != "number")';

reset role;
