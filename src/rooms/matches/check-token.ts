/** The check by token: the same question as by value, from an agency that will not say the value. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { newId } from '../../platform/identifiers.ts'
import { quotaUsed, startOfDay, type CheckAnswer } from './check-value.ts'
import type { Partner } from './list-matches.ts'
import { plainText } from './write-message.ts'
import { readElements, sealedKinds, requireEpoch } from '../sealed-index/index.ts'

export const checkSealedBody = z.strictObject({
  epoch: z.int().min(1).max(65_535),
  kind: z.enum(sealedKinds, { error: `Kind must be one of: ${sealedKinds.join(', ')}` }),
  element: z.string().max(100, 'An element is 43 characters of base64url'),
  purpose: plainText('Say for which purpose you are checking this', 500),
})
export type CheckSealedInput = z.output<typeof checkSealedBody>

/**
 * Checks one token, as checkValue checks a value: a purpose, the same day's quota, and what a partner holds
 * silently is not looked at. Reports that the node holds in clear are met by their own tokens.
 * @param input - the kind, the token and its epoch, and the purpose
 * @returns the answer
 * @throws SeamarkError `bad-element`, `other-epoch`, `rotating`, `not-set-up`; QuotaUsed (429 `quota`)
 */
export async function checkSealed(scope: MemberScope, input: CheckSealedInput): Promise<CheckAnswer> {
  const [element] = await readElements([input.element])
  await requireEpoch(scope, input.epoch)
  const { personId, agencyId } = scope.actor
  const midnight = startOfDay(scope.now)
  const id = newId(scope.now.getTime())
  // As in checkValue: two checks of one person at once may not both take the last of the quota.
  await scope.tx.run('select pg_advisory_xact_lock(7314, hashtext($1))', [personId])
  const answer = await scope.tx.one<{
    quota: number
    used: number
    kept: boolean
    common: boolean
    partners: Partner[]
  }>(ASK, [id, personId, agencyId, input.kind, element, 'A sealed token', input.purpose, scope.now, midnight])
  if (!answer.kept) throw quotaUsed(answer.quota, midnight, scope.now)
  scope.record({
    kind: 'consultation',
    subject: { kind: 'check', id },
    detail: { kind: input.kind, sealed: true },
  })
  return {
    held: answer.partners.length > 0,
    partners: answer.partners,
    common: answer.common,
    // Whoever sealed it knew whether the value confirms itself; the node does not.
    tier: 'possible',
    checks_left: Math.max(answer.quota - answer.used - 1, 0),
  }
}

const ASK = `
  with quota as materialized (
    select s.checks_per_day as most,
           (select count(*)::integer from deconfliction."check" c where c.person_id = $2 and c.at >= $9) as used
    from deconfliction.setting s
  ), partners as materialized (
    select a.name, a.slug, a.desk_name, a.desk_phone, a.desk_email, a.desk_hours
    from deconfliction.partners_sealing($4, $5) p join identity.agency a on a.id = p.agency_id
  ), kept as (
    insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, purpose, held, at)
    select $1, $2, $3, $4, deconfliction.sealed_key($5), $6, $7, exists (select from partners), $8
    from quota where quota.used < quota.most
    returning id
  )
  select quota.most as quota, quota.used, exists (select from kept) as kept,
         exists (select from deconfliction.sealed_common v where v.kind = $4 and v.element = $5) as common,
         (select coalesce(json_agg(json_build_object('slug', p.slug, 'name', p.name, 'desk', json_build_object(
            'name', p.desk_name, 'phone', p.desk_phone, 'email', p.desk_email, 'hours', p.desk_hours))
            order by p.name), '[]') from partners p) as partners
  from quota`
