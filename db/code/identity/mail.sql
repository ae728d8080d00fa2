-- Who gets a mail.

set role seamark_owner;

-- To whom a mail goes: an account that is active, has signed in, has its address at a domain of its agency, and, for what
-- is happening now, still has a role that reads public reports.
create view identity.mail_recipient with (security_invoker = true) as
  select p.id as person_id, p.agency_id, p.email, w.digest,
         w.happening_now and access.triages(p.roles) as happening_now
  from identity.mail_wish w join identity.person p on p.id = w.person_id
  where p.active and p.subject is not null
    and exists (select from identity.agency_domain d
                where d.agency_id = p.agency_id and d.domain = split_part(p.email, '@', 2));

grant select on identity.mail_recipient to seamark_service;

reset role;
