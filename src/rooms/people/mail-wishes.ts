/** Which mail a person asks for, and to whom one goes. A mail says a number and nothing else: it leaves the node. */
import { z } from 'zod'
import type { MemberScope, Scope, ServiceActor } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'

export const mailWish = z.object({
  happening_now: z.literal('yes').optional(),
  digest: z.enum(['none', 'hourly', 'morning'], { error: 'Select how often we send you a number' }),
})
export type MailWish = { happeningNow: boolean; digest: z.output<typeof mailWish>['digest'] }

/**
 * May this person ask to be told of what happens now? The database asks the same again, of each mail too.
 * @returns true for those who read what the public sends
 */
export const mayAskForNow = ({ actor }: MemberScope): boolean => may(actor.roles, 'triages')

/**
 * What the person has asked for; nothing, unless they did.
 * @returns the wish; no mail where there is none
 */
export async function readMailWish(scope: MemberScope): Promise<MailWish> {
  const kept = await scope.tx.maybe<MailWish>(
    `select happening_now as "happeningNow", digest from identity.mail_wish where person_id = $1`,
    [scope.actor.personId],
  )
  return kept ?? { happeningNow: false, digest: 'none' }
}

/**
 * Keeps what the person asks for, in place of what they asked for before.
 * @param form - the page's; that they want to know what happens now counts only of who reads public reports
 */
export async function keepMailWish(scope: MemberScope, form: z.output<typeof mailWish>): Promise<void> {
  const wish = { happeningNow: form.happening_now === 'yes' && mayAskForNow(scope), digest: form.digest }
  await scope.tx.run(
    `insert into identity.mail_wish as w (person_id, happening_now, digest) values ($1, $2, $3)
     on conflict (person_id) do update set happening_now = excluded.happening_now, digest = excluded.digest`,
    [scope.actor.personId, wish.happeningNow, wish.digest],
  )
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: scope.actor.personId },
    detail: { mail: wish.digest, now: wish.happeningNow },
  })
}

export type MailKind = 'happening-now' | 'digest'

/** From when in the morning, and until when where a node was not there before; hours in the United Kingdom. */
const MORNING = 7
const MORNING_ENDS = 12

type ServiceScope = Scope<ServiceActor>

/**
 * Takes the right to send this hour's mails: who is named is named once an hour, whichever process asks.
 * @param agencies - at whose desks something is happening now
 * @returns for whom a mail may be due; what it would say is not asked yet
 */
export const claimMails = (scope: ServiceScope, agencies: readonly number[]) =>
  scope.tx.many<{ personId: string; kind: MailKind }>(
    `insert into identity.mail_sent as s (person_id, kind, hour)
     select r.person_id, k.kind, date_trunc('hour', $1::timestamptz, 'UTC')
     from identity.mail_recipient r cross join (values ('happening-now'), ('digest')) as k (kind)
     left join identity.mail_sent b on b.person_id = r.person_id and b.kind = k.kind
     where case when k.kind = 'happening-now' then r.happening_now and r.agency_id = any ($2::integer[])
                when r.digest = 'hourly' then true
                when r.digest = 'morning' then
                  extract(hour from $1::timestamptz at time zone 'Europe/London') between $3 and $4 - 1
                  and (b.hour at time zone 'Europe/London')::date
                    is distinct from ($1::timestamptz at time zone 'Europe/London')::date
                else false end
     on conflict (person_id, kind) do update set hour = excluded.hour where s.hour < excluded.hour
     returning s.person_id as "personId", s.kind`,
    [scope.now, agencies, MORNING, MORNING_ENDS],
  )

/**
 * Asks anew, before a mail goes, whether it still goes to this person.
 * @param personId - of the person
 * @param kind - of the mail
 * @returns the address that the identity provider vouched for, and the mark of the last mail; null for nobody
 */
export const recipientOf = (scope: ServiceScope, personId: string, kind: MailKind) =>
  scope.tx.maybe<{ email: string; mark: Buffer | null }>(
    `select r.email, s.mark from identity.mail_recipient r
     left join identity.mail_sent s on s.person_id = r.person_id and s.kind = $2
     where r.person_id = $1 and case when $2 = 'digest' then r.digest <> 'none' else r.happening_now end`,
    [personId, kind],
  )

/**
 * Gives the hour back, because nothing happened any more: what happens later in it may be told.
 * @param personId - of the person
 * @returns 1 when the hour was given back, 0 when there was nothing to give back
 */
export const giveBackNow = (scope: ServiceScope, personId: string) =>
  scope.tx.run(
    `update identity.mail_sent set hour = hour - interval '1 hour'
     where person_id = $1 and kind = 'happening-now' and hour = date_trunc('hour', $2::timestamptz, 'UTC')`,
    [personId, scope.now],
  )

/**
 * Notes what was new when a digest went.
 * @param personId - of the person
 * @param mark - 32 bytes
 * @returns 1; 0 when no digest was due
 */
export const noteDigest = (scope: ServiceScope, personId: string, mark: Buffer) =>
  scope.tx.run(`update identity.mail_sent set mark = $2 where person_id = $1 and kind = 'digest'`, [
    personId,
    mark,
  ])
