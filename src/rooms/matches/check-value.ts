/** Is this held by a partner? One question with a purpose, one answer in one shape. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { SeamarkError } from '../../platform/errors.ts'
import { lookedFor } from '../../platform/ledger/looked-for.ts'
import { newId } from '../../platform/identifiers.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import { askedKey, identifierKinds, type Understood } from '../../library/identifiers/index.ts'
import { notUnderstood } from './not-understood.ts'
import type { Likelihood } from './likelihood.ts'
import type { Partner } from './list-matches.ts'
import type { Tokens } from '../sealed-index/index.ts'
import { plainText } from './write-message.ts'

const LONGEST_PURPOSE = 500
const LONGEST_VALUE = 500

export const purposeGiven = plainText('Say for which purpose you are checking this', LONGEST_PURPOSE)

export const checkBody = z.strictObject({
  kind: z.enum(identifierKinds as [SubjectKind, ...SubjectKind[]], {
    error: `Kind must be one of: ${identifierKinds.join(', ')}`,
  }),
  value: plainText('Enter what you want to check', LONGEST_VALUE),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Enter a country as two letters, like GB')
    .optional(),
  as_written: z.boolean().optional(),
  purpose: purposeGiven,
})

export type CheckAnswer = {
  /** a partner holds it and lets that be known */
  held: boolean
  partners: (Partner & { likeness?: Likelihood })[]
  /** so many reports hold it that it says nothing */
  common: boolean
  tier: 'valid' | 'possible'
  /** of a value: what it is understood as; none for one that is asked as it is written */
  understood?: Understood[]
  /** how little an answer says of a value that may be broken */
  note?: string
  /** agencies that share sealed tokens only were asked too; not there on a node that has none */
  sealed?: boolean
  /** what is left of this person's quota until midnight UTC */
  checks_left: number
}

/** The day's quota is used up. Like every refusal it has a stable code; `retryAfter` is in seconds. */
export type QuotaUsed = SeamarkError & { retryAfter: number }

/**
 * Checks one value. What a partner holds silently, or above the asker's clearance, is not looked at here at
 * all: it costs what nothing costs. Whether a silent record was met is found out later, by the clock.
 * @param input - kind, the value as somebody wrote it, and the purpose
 * @param place - of a list's line: ids follow one another, so that the lines stay in their order
 * @param tokens - by which agencies that share nothing else are met
 * @returns the answer
 * @throws `not-understood` (422) with `fields.value`, what to type, for a value that is not understood or looks broken;
 *   QuotaUsed (429 `quota`)
 */
export async function checkValue(
  scope: MemberScope,
  input: z.output<typeof checkBody>,
  place = 0,
  tokens: Tokens = { state: 'none' },
): Promise<CheckAnswer> {
  const asked = askedKey(input)
  if ('fault' in asked) throw notUnderstood(asked.fault)
  const { personId, agencyId } = scope.actor
  const midnight = startOfDay(scope.now)
  const id = newId(scope.now.getTime() + place)
  const token = tokens.state === 'made' ? tokens.of(input) : null
  // Two checks of one person at once may not both take the last of the quota.
  await scope.tx.run('select pg_advisory_xact_lock(7314, hashtext($1))', [personId])
  const answer = await scope.tx.one<{
    quota: number
    used: number
    kept: boolean
    common: boolean
    partners: Partner[]
  }>(ASK, [
    id,
    personId,
    agencyId,
    input.kind,
    asked.key,
    input.value,
    input.purpose,
    scope.now,
    midnight,
    token,
  ])
  if (!answer.kept) throw quotaUsed(answer.quota, midnight, scope.now)
  if (token) await scope.tx.run('select deconfliction.note_token_of_check($1, $2)', [id, token])
  scope.record({
    kind: 'consultation',
    subject: { kind: 'check', id },
    detail: {
      kind: input.kind,
      looked_for: await lookedFor(scope, [{ kind: input.kind, key: asked.key }]),
    },
  })
  return {
    held: answer.partners.length > 0,
    partners: answer.partners,
    common: answer.common,
    tier: asked.tier,
    understood: asked.understood,
    ...(asked.note === undefined ? {} : { note: asked.note }),
    ...(tokens.state === 'none' ? {} : { sealed: tokens.state === 'made' }),
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
    from (select p.agency_id from deconfliction.partners_holding($4, $5) p
          union
          select p.agency_id from deconfliction.partners_sealing($4, $10) p where $10::bytea is not null) p
    join identity.agency a on a.id = p.agency_id
  ), kept as (
    insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, purpose, held, at)
    select $1, $2, $3, $4, $5, $6, $7, exists (select from partners), $8
    from quota where quota.used < quota.most
    returning id
  )
  select quota.most as quota, quota.used, exists (select from kept) as kept,
         exists (select from deconfliction.common_value v where v.kind = $4 and v.key = $5) as common,
         (select coalesce(json_agg(json_build_object('slug', p.slug, 'name', p.name, 'desk', json_build_object(
            'name', p.desk_name, 'phone', p.desk_phone, 'email', p.desk_email, 'hours', p.desk_hours))
            order by p.name), '[]') from partners p) as partners
  from quota`

/**
 * Finds when a day of the quota began.
 * @param now - any moment
 * @returns midnight UTC before it: when the quota of its day began
 */
export function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
}

/**
 * Keeps a check whose answer is known, within the day's quota.
 * @param check - its id, what was asked, and whether it is held
 * @returns what is left of the quota
 * @throws QuotaUsed (429 `quota`)
 */
export async function keepCheck(
  scope: MemberScope,
  check: {
    id: string
    kind: SubjectKind
    key: string
    asTyped: string
    born: string | null
    purpose: string
    held: boolean
  },
): Promise<number> {
  const { personId, agencyId } = scope.actor
  const midnight = startOfDay(scope.now)
  // Two checks of one person at once may not both take the last of the quota.
  await scope.tx.run('select pg_advisory_xact_lock(7314, hashtext($1))', [personId])
  const { quota, left } = await lastChecks(scope, 0)
  if (left === 0) throw quotaUsed(quota, midnight, scope.now)
  await scope.tx.run(
    `insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, born, purpose, held, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      check.id,
      personId,
      agencyId,
      check.kind,
      check.key,
      check.asTyped,
      check.born,
      check.purpose,
      check.held,
      scope.now,
    ],
  )
  scope.record({
    kind: 'consultation',
    subject: { kind: 'check', id: check.id },
    detail: { kind: check.kind },
  })
  return left - 1
}

/**
 * Makes the refusal of a check past the day's quota.
 * @param quota - checks a day
 * @param midnight - when the day began
 * @param now - by which it is said when to try again
 * @param wanted - of a list: how many checks it asks for
 * @param left - of a list: how many checks are left
 * @returns the refusal, 429 `quota`, with the seconds until the next day
 */
export function quotaUsed(
  quota: number,
  midnight: Date,
  now: Date,
  wanted?: number,
  left?: number,
): QuotaUsed {
  const retryAfter = Math.ceil((midnight.getTime() + 86_400_000 - now.getTime()) / 1000)
  const refusal = new SeamarkError(
    'conflict',
    'quota',
    wanted === undefined || !left
      ? `You have made your ${String(quota)} checks of today. The count starts again at midnight (1am in summer).`
      : `This list asks for ${String(wanted)} checks and you have ${String(left)} left today, so nothing was checked. Make it shorter, or send it after midnight (1am in summer).`,
    { status: 429 },
  )
  return Object.assign(refusal, { retryAfter })
}

/**
 * Tells the refusal of a check past the quota from other errors.
 * @param thrown - whatever was thrown
 * @returns whether it is that refusal
 */
export function isQuotaUsed(thrown: unknown): thrown is QuotaUsed {
  return thrown instanceof SeamarkError && thrown.code === 'quota'
}

export type PastCheck = {
  id: string
  kind: SubjectKind
  asTyped: string
  born: string | null
  purpose: string
  held: boolean
  at: Date
}

/**
 * Lists this person's own last checks.
 * @param most - how many are read
 * @returns the checks, newest first, and the quota with what is left of it
 */
export async function lastChecks(
  scope: MemberScope,
  most: number,
): Promise<{ checks: PastCheck[]; left: number; quota: number }> {
  const checks = await scope.tx.many<PastCheck>(
    `select id, kind, as_typed as "asTyped", born, purpose, held, at from deconfliction."check"
     where person_id = $1 order by at desc, id desc limit $2`,
    [scope.actor.personId, most],
  )
  const { quota, used } = await scope.tx.one<{ quota: number; used: number }>(
    `select s.checks_per_day as quota,
            (select count(*)::integer from deconfliction."check" c where c.person_id = $1 and c.at >= $2) as used
     from deconfliction.setting s`,
    [scope.actor.personId, startOfDay(scope.now)],
  )
  return { checks, quota, left: Math.max(quota - used, 0) }
}
