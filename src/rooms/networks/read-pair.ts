/** Reads why two subjects are related, linked or joined. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import type { SubjectId } from '../../wire/ids.ts'
import { joiningsBetween } from './joining/joinings.ts'
import { linksBetween } from './links/links-of.ts'
import { proposedLinks } from './links/proposed-links.ts'
import { namedTogether } from './links/named-together.ts'
import { newestMentions } from './subjects/mentions-in-sight.ts'
import { writtenOf } from './subjects/read-subject.ts'
import { subjectInSight } from './subjects/subject-in-sight.ts'

export type PairView = Awaited<ReturnType<typeof readPair>>

/**
 * Reads what two subjects have to do with each other; that this person has is in the ledger.
 * @param id - of the one
 * @param other - id of the other
 * @returns the reports that name both, decisions, and what this person may decide
 * @throws not-found: either is absent or hidden
 */
export async function readPair(scope: MemberScope, id: SubjectId, other: SubjectId) {
  const one = await subjectInSight(scope, id)
  const two = await subjectInSight(scope, other)
  const [saidOfOne, saidOfTwo] = [
    await newestMentions(scope, one.same),
    await newestMentions(scope, two.same),
  ]
  const together = one.same.includes(other) ? [] : await namedTogether(scope, one.same, two.same)
  const mine = scope.actor.agencyId
  const decides = may(scope.actor.roles, 'decides')
  const mayLink = decides && together.some(({ own }) => own)
  const between = [...one.same, ...two.same]
  const joinings = (await joiningsBetween(scope, id, other)).filter(
    ({ stands, agencyA, agencyB }) => stands || agencyA === mine || agencyB === mine,
  )
  const open = joinings.find(({ partedAt }) => partedAt === null)
  for (const subject of [id, other])
    scope.record({ kind: 'consultation', subject: { kind: 'subject', id: subject } })
  return {
    one: { ...one, written: writtenOf(saidOfOne), mentions: saidOfOne },
    two: { ...two, written: writtenOf(saidOfTwo), mentions: saidOfTwo },
    together,
    links: await linksBetween(scope, one.same, two.same),
    joinings,
    mayLink,
    proposed: mayLink
      ? (await proposedLinks(scope, one.same)).filter(
          ({ from, to }) => between.includes(from) && between.includes(to),
        )
      : [],
    mayJoin:
      decides &&
      id !== other &&
      one.kind === two.kind &&
      one.key === null &&
      two.key === null &&
      (one.ownerId === mine || two.ownerId === mine) &&
      (open === undefined || open.asksUs),
    mayPart: decides && open !== undefined && (open.agencyA === mine || open.agencyB === mine),
    open,
  }
}
