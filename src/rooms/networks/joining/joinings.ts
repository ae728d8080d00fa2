/** Two subjects that persons decided to be the same: asked, confirmed by the other owner, and parted again. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { Id, SubjectId } from '../../../wire/ids.ts'
import { subjectInSight } from '../subjects/subject-in-sight.ts'

export type JoiningId = Id<'joining'>

/** The longest reason, in characters. The table says the same. */
export const LONGEST_REASON = 1_000

export type Joining = {
  id: JoiningId
  a: SubjectId
  b: SubjectId
  agencyA: number
  agencyB: number
  nameA: string
  nameB: string
  reasonA: string | null
  reasonB: string | null
  atA: Date | null
  atB: Date | null
  partedAt: Date | null
  partedWhy: string | null
  /** both owners have said so, and nobody has parted them */
  stands: boolean
  /** this person's agency has still to answer */
  asksUs: boolean
  revision: number
}

const SELECT = `
  select j.id, j.a, j.b, j.agency_a as "agencyA", j.agency_b as "agencyB", x.name as "nameA", y.name as "nameB",
         j.reason_a as "reasonA", j.reason_b as "reasonB", j.at_a as "atA", j.at_b as "atB", j.parted_at as "partedAt",
         j.parted_why as "partedWhy", j.parted_at is null and j.at_a is not null and j.at_b is not null as stands,
         j.parted_at is null and (j.at_a is null and j.agency_a = identity.viewer_agency()
                                  or j.at_b is null and j.agency_b = identity.viewer_agency()) as "asksUs",
         j.revision
  from networks.joining j join identity.agency x on x.id = j.agency_a join identity.agency y on y.id = j.agency_b`

/**
 * Reads what was decided about two subjects being the same.
 * @param one - a subject
 * @param other - another
 * @returns what stands or is asked first, then what was parted, the newest first; none that this person may not see
 */
export async function joiningsBetween(
  scope: MemberScope,
  one: SubjectId,
  other: SubjectId,
): Promise<Joining[]> {
  const [a, b] = inOrder(one, other)
  return await scope.tx.many<Joining>(
    `${SELECT} where j.a = $1 and j.b = $2 order by j.parted_at desc nulls first, j.id limit 20`,
    [a, b],
  )
}

/**
 * Lists what partners ask this agency to confirm.
 * @returns the oldest first, fifty at most
 */
export async function joiningsAskedOfUs(scope: MemberScope): Promise<Joining[]> {
  return await scope.tx.many<Joining>(
    `${SELECT}
     where j.parted_at is null
       and (j.at_a is null and j.agency_a = $1 or j.at_b is null and j.agency_b = $1)
     order by coalesce(j.at_a, j.at_b), j.id limit 50`,
    [scope.actor.agencyId],
  )
}

/**
 * Says that two subjects are the same, or confirms that a partner said so. Nothing moves: every statement stays with its
 * report.
 * @param one - a subject without a key of its own, in sight
 * @param other - another of the same kind
 * @param reason - why, in words
 * @returns whether it stands now; if not, the partner is asked
 * @throws forbidden `wrong-role`; not-found; invalid with `reason`; conflict `not-joined`, `not-ours`, `not-released`,
 *   `is-joined`
 */
export async function joinSubjects(
  scope: MemberScope,
  one: SubjectId,
  other: SubjectId,
  reason: string,
): Promise<{ id: JoiningId; stands: boolean }> {
  mustBeOneWho(scope, 'decides')
  if (reason === '') throw invalid({ reason: 'Say why they are the same' })
  const [x, y] = [await subjectInSight(scope, one), await subjectInSight(scope, other)]
  const { ownerId: ownerX } = x
  const { ownerId: ownerY } = y
  if (x.kind !== y.kind || ownerX === null || ownerY === null || one === other)
    throw conflict(
      'not-joined',
      'Only two persons, groups, companies or things without a number are joined, and only with their own kind.',
    )
  const mine = scope.actor.agencyId
  if (ownerX !== mine && ownerY !== mine)
    throw conflict('not-ours', 'Neither is named by a report of your agency. Their owners decide.')
  const [open] = (await joiningsBetween(scope, one, other)).filter(({ partedAt }) => partedAt === null)
  if (open?.stands === true) throw conflict('is-joined', 'They are joined already.')
  if (open !== undefined) return await confirm(scope, open, reason)
  const [a, b] = inOrder(one, other)
  const [agencyA, agencyB] = a === one ? [ownerX, ownerY] : [ownerY, ownerX]
  await mustBeFoundByPartner(scope, a, b, agencyA, agencyB)
  const id = newId<JoiningId>()
  const side = (agency: number) =>
    agency === mine ? [scope.actor.personId, reason, scope.now] : [null, null, null]
  await scope.tx.run(
    `insert into networks.joining (id, a, b, agency_a, agency_b, by_a, reason_a, at_a, by_b, reason_b, at_b)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, a, b, agencyA, agencyB, ...side(agencyA), ...side(agencyB)],
  )
  const partner = agencyA === mine ? agencyB : agencyA
  note(scope, id, partner, { joined: agencyA === agencyB })
  return { id, stands: agencyA === agencyB }
}

async function confirm(
  scope: MemberScope,
  open: Joining,
  reason: string,
): Promise<{ id: JoiningId; stands: boolean }> {
  if (!open.asksUs) throw conflict('is-asked', 'The partner is asked already. Wait for their answer.')
  const side = open.agencyA === scope.actor.agencyId ? 'a' : 'b'
  const touched = await scope.tx.run(
    `update networks.joining set by_${side} = $2, reason_${side} = $3, at_${side} = $4, revision = revision + 1
     where id = $1 and revision = $5 and at_${side} is null and parted_at is null`,
    [open.id, scope.actor.personId, reason, scope.now, open.revision],
  )
  if (touched === 0) throw conflict('stale', 'Somebody answered meanwhile. Look again.')
  note(scope, open.id, side === 'a' ? open.agencyB : open.agencyA, { joined: true })
  return { id: open.id, stands: true }
}

/**
 * Parts two subjects again, or refuses what a partner asked: everything is as it was before.
 * @param one - a subject in sight
 * @param other - another
 * @param reason - why, in words
 * @throws forbidden `wrong-role`; not-found; invalid with `reason`
 */
export async function partSubjects(
  scope: MemberScope,
  one: SubjectId,
  other: SubjectId,
  reason: string,
): Promise<void> {
  mustBeOneWho(scope, 'decides')
  if (reason === '') throw invalid({ part_reason: 'Say why they are not the same' })
  const [open] = (await joiningsBetween(scope, one, other)).filter(({ partedAt }) => partedAt === null)
  const mine = scope.actor.agencyId
  if (open === undefined || (open.agencyA !== mine && open.agencyB !== mine)) throw notFound()
  const touched = await scope.tx.run(
    `update networks.joining set parted_by = $2, parted_why = $3, parted_at = $4, revision = revision + 1
     where id = $1 and revision = $5 and parted_at is null`,
    [open.id, scope.actor.personId, reason, scope.now, open.revision],
  )
  if (touched === 0) throw conflict('stale', 'Somebody parted them meanwhile. Look again.')
  note(scope, open.id, open.agencyA === mine ? open.agencyB : open.agencyA, { joined: false })
}

function note(scope: MemberScope, id: JoiningId, partner: number, detail: { joined: boolean }): void {
  const told = partner === scope.actor.agencyId ? [] : [partner]
  scope.record({ kind: 'combination', subject: { kind: 'joining', id }, recipients: told, detail })
  scope.wake([scope.actor.agencyId, ...told])
}

/** A partner is asked about what it can find; otherwise the question would tell it of a report that it does not have. */
async function mustBeFoundByPartner(
  scope: MemberScope,
  a: SubjectId,
  b: SubjectId,
  agencyA: number,
  agencyB: number,
): Promise<void> {
  const { may } = await scope.tx.one<{ may: boolean }>(
    'select networks.may_be_joined($1, $2, $3, $4) as may',
    [...[a, b, agencyA, agencyB]],
  )
  if (!may)
    throw conflict(
      'not-released',
      'The partner does not have your report. Release it to them first, so that they can look at what they are asked.',
    )
}

const inOrder = (one: SubjectId, other: SubjectId): [SubjectId, SubjectId] =>
  one < other ? [one, other] : [other, one]
