/** Reads a subject's page: what we hold and were released on it, and what it has to do with others. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import { requirementsOf } from '../../requirements/index.ts'
import { checksOfSubject, matchesOfSubject, type OwnMention } from '../../matches/index.ts'
import { groupsOf } from '../groups/linked-reports.ts'
import { linksOf } from '../links/links-of.ts'
import { proposedLinks } from '../links/proposed-links.ts'
import { neighboursOf } from '../paths/neighbours.ts'
import { cardsOf } from '../paths/steps.ts'
import { keptApart } from '../safeguarding/kept-apart.ts'
import { mentionsPage, newestMentions } from './mentions-in-sight.ts'
import { statementsOf } from './statements.ts'
import { subjectInSight } from './subject-in-sight.ts'

/** So many neighbours stand on the page itself; all of them have a page of their own. */
const MOST_ON_THE_PAGE = 60

export type SubjectView = Awaited<ReturnType<typeof readSubject>>

/**
 * Reads a subject; that this person has is in the ledger.
 * @param id - of the subject
 * @param cursor - of its reports: where the page before ended
 * @returns all that is within sight
 * @throws not-found: absent and hidden look alike; invalid when the cursor is none
 */
export async function readSubject(scope: MemberScope, id: SubjectId, cursor?: string) {
  const subject = await subjectInSight(scope, id)
  const page = await mentionsPage(scope, subject.same, cursor)
  const newest = await newestMentions(scope, subject.same)
  const own: OwnMention[] = newest.filter((one) => one.own).map(({ record, number }) => ({ record, number }))
  const matches = await matchesOfSubject(scope, own, subject)
  const checks =
    subject.key === null ? [] : await checksOfSubject(scope, { kind: subject.kind, key: subject.key })
  const named = [...new Set(newest.map(({ record }) => record))]
  const groups = await groupsOf(scope, named, 'report')
  const requirements = await requirementsOf(scope, ...named)
  const links = await linksOf(scope, subject.same)
  const neighbours = await neighboursOf(scope, subject, 1, MOST_ON_THE_PAGE)
  const joined = await cardsOf(
    scope,
    subject.same.filter((one) => one !== id),
  )
  const ends = new Set(links.flatMap(({ from, to }) => [from, to]))
  const cards = await cardsOf(
    scope,
    [...ends].filter((one) => !subject.same.includes(one)),
  )
  scope.record({ kind: 'consultation', subject: { kind: 'subject', id } })
  return {
    subject,
    written: writtenOf(newest),
    page,
    statements: statementsOf(newest),
    matches,
    checks,
    groups,
    requirements,
    links,
    proposed: may(scope.actor.roles, 'decides') ? await proposedLinks(scope, subject.same) : [],
    ends: new Map(cards.map((card) => [card.id, card])),
    neighbours,
    joined,
    keptApart: subject.kind === 'person' ? await keptApart(scope, id) : null,
  }
}

/**
 * Says what a subject is called: as our own newest report writes it, or else the newest of a partner.
 * @param mentions - newest first, at least one
 * @returns a value, or names
 */
export function writtenOf(mentions: readonly { own: boolean; written: string[] }[]): string {
  const [first] = [...mentions.filter(({ own }) => own), ...mentions]
  return first?.written.join(', also ') ?? ''
}
