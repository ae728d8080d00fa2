/** An administrator attests that one of their people holds a rank, and ends it. Who may, the table itself asks. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { hasRanks, type AgencyKind, type Rank } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { AttestationId, GradeId } from './ids.ts'
import type { NewAttestation } from './rank.ts'

/**
 * Attests a rank. The records manager of the agency is told, as of a role.
 * @param personId - who holds it
 * @param attestation - checked by parseAttestation
 * @param id - under which it is kept
 * @returns its id
 * @throws not-found for people of other agencies; invalid `form` for oneself and for a stopped account, `rank` where the agency
 *   has no such rank or grade, `from` where it is attested from that day already
 */
export async function attestRank(
  scope: MemberScope,
  personId: PersonId,
  { held, from, until }: NewAttestation,
  id: AttestationId = newId<AttestationId>(),
): Promise<AttestationId> {
  const { actor, tx } = scope
  const person = await tx.maybe<{ active: boolean; kind: AgencyKind }>(
    `select p.active, a.kind from identity.person p join identity.agency a on a.id = p.agency_id
     where p.id = $1 and p.agency_id = $2`,
    [personId, actor.agencyId],
  )
  if (!person) throw notFound()
  if (personId === actor.personId)
    throw invalid({ form: 'Nobody attests their own rank. Ask another administrator of your agency' })
  if (!person.active)
    throw invalid({ form: 'This account is stopped, and whoever uses none holds no rank here' })
  const is =
    'rank' in held ? { rank: rankOf(person.kind, held.rank), grade: null } : await gradeOf(scope, held.grade)
  await tx
    .run(
      `insert into identity.rank_attestation (id, agency_id, person_id, rank, grade_id, from_on, until_on, attested_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, actor.agencyId, personId, is.rank, is.grade, from, until, actor.personId],
    )
    .catch((fault: unknown) => {
      if (!(fault instanceof Error) || !('code' in fault) || fault.code !== '23505') throw fault
      throw invalid({
        from: 'This rank is attested from this day already. Choose another day, or end what is there first',
      })
    })
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: personId },
    detail: { attested: is.rank, by_grade: is.grade !== null, from, until },
  })
  scope.wake([actor.agencyId])
  return id
}

/** @throws invalid `rank` where the agency's people have grades */
function rankOf(kind: AgencyKind, rank: Rank): Rank {
  if (hasRanks.includes(kind)) return rank
  throw invalid({
    rank: 'The people of your agency have grades. Choose one; the operator of this node enters them (seamark agency grades add)',
  })
}

/** @throws invalid `rank` where the agency has no such grade, or not any more */
async function gradeOf(scope: MemberScope, grade: GradeId): Promise<{ rank: Rank; grade: GradeId }> {
  const found = await scope.tx.maybe<{ rank: Rank }>(
    'select rank from identity.grade where id = $1 and ended_at is null',
    [grade],
  )
  if (!found)
    throw invalid({ rank: 'This grade is not entered for your agency any more. Choose another one' })
  return { rank: found.rank, grade }
}

/**
 * Ends an attestation before its last day: it counts no more, at once.
 * @param id - of the attestation
 * @param reason - in words
 * @returns whose it was
 * @throws not-found for those of other agencies, and for what has ended; conflict `own-rank`
 */
export async function endAttestation(
  scope: MemberScope,
  id: AttestationId,
  reason: string,
): Promise<PersonId> {
  const { actor, tx } = scope
  const found = await tx.maybe<{ personId: PersonId; rank: Rank }>(
    `select person_id as "personId", rank from identity.rank_attestation
     where id = $1 and agency_id = $2 and ended_at is null`,
    [id, actor.agencyId],
  )
  if (!found) throw notFound()
  if (found.personId === actor.personId)
    throw conflict('own-rank', 'This is your own rank. Another administrator of your agency ends it.')
  const ended = await tx.run(
    `update identity.rank_attestation set ended_by = $2, ended_at = now(), ended_why = $3
     where id = $1 and ended_at is null`,
    [id, actor.personId, reason],
  )
  if (ended === 0) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'person', id: found.personId },
    detail: { attestation_ended: found.rank },
  })
  scope.wake([actor.agencyId])
  return found.personId
}
