/** Whether a person of one of our own reports is kept apart from others, and what was decided about it. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Id, PersonId, SubjectId } from '../../../wire/ids.ts'

export type SafeguardingId = Id<'safeguarding'>

export type KeptApart = {
  /** others do not find this person */
  now: boolean
  /** asked, and not decided yet */
  waits: { id: SafeguardingId; askedBy: PersonId; askedByName: string; reason: string; askedAt: Date } | null
  decided: { askedBy: string; agreedBy: string; at: Date; reason: string } | null
}

/**
 * Says how it stands with a person; only their owner's people are told anything.
 * @param id - of the subject
 * @returns null where there is nothing to say, also for everybody else
 */
export async function keptApart(scope: MemberScope, id: SubjectId): Promise<KeptApart | null> {
  const { now } = await scope.tx.one<{ now: boolean }>('select networks.own_is_kept_apart($1) as now', [id])
  const rows = await scope.tx.many<{
    id: SafeguardingId
    askedBy: PersonId
    askedByName: string
    agreedByName: string | null
    reason: string
    askedAt: Date
    agreedAt: Date | null
    refusedAt: Date | null
  }>(
    `select g.id, g.asked_by as "askedBy", p.name as "askedByName", q.name as "agreedByName", g.reason,
            g.asked_at as "askedAt", g.agreed_at as "agreedAt", g.refused_at as "refusedAt"
     from networks.safeguarding g
     join identity.person p on p.id = g.asked_by left join identity.person q on q.id = g.agreed_by
     where g.subject_id = $1 order by g.asked_at desc limit 20`,
    [id],
  )
  const waits = rows.find(({ agreedAt, refusedAt }) => agreedAt === null && refusedAt === null) ?? null
  const agreed = rows.find(({ agreedAt }) => agreedAt !== null)
  if (!now && waits === null && agreed === undefined) return null
  return {
    now,
    waits,
    decided:
      agreed === undefined || agreed.agreedAt === null
        ? null
        : {
            askedBy: agreed.askedByName,
            agreedBy: agreed.agreedByName ?? '',
            at: agreed.agreedAt,
            reason: agreed.reason,
          },
  }
}
