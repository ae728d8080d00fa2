/**
 * Which records count as the same person: those that a chain of pairs connects of which both agencies have
 * confirmed each. Nothing is merged and nothing of it is stored, so a word that is taken back parts them
 * again, exactly as they were.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { asWritten } from './pairs.ts'

export type SamePerson =
  /** a record of a partner, known only as the match that connects it with one of ours */
  | { kind: 'partner'; partner: string; matchHref: string }
  /** another record of our own agency, in a report that this person may read */
  | { kind: 'own'; value: string; reports: { id: string; reference: string }[] }

export type SameAs = { value: string; others: SamePerson[] }

/** An edge in the viewer's sight: a record of ours, and one of a partner's that both say is the same. */
type Edge = {
  own: string
  /** a number for their record within this answer: its id is theirs */
  their: number
  partner: string
  side: string
}

type OwnPerson = {
  id: string
  names: string[]
  born: string | null
  reports: { id: string; reference: string }[]
}

/** For the page of a match: what counts as the same person as our own record in it. */
export async function sameAsOnMatch(scope: MemberScope, matchId: string): Promise<SameAs | null> {
  const rows = await scope.tx.many<OwnPerson>('select * from deconfliction.own_persons_of_match($1)', [
    matchId,
  ])
  return (await sameAs(scope, rows))[0] ?? null
}

/**
 * For the page of one of our reports: each of its persons that counts as the same as another record.
 * @param reportId - a report of the viewer's agency, in their sight; of any other there is nothing
 */
export async function sameAsOnReport(scope: MemberScope, reportId: string): Promise<SameAs[]> {
  const rows = await scope.tx.many<OwnPerson>('select * from deconfliction.own_persons_of_report($1)', [
    reportId,
  ])
  return (await sameAs(scope, rows)).filter(({ others }) => others.length > 0)
}

async function sameAs(scope: MemberScope, persons: readonly OwnPerson[]): Promise<SameAs[]> {
  if (persons.length === 0) return []
  const edges = await scope.tx.many<Edge>('select * from deconfliction.same_person_edges($1::uuid[])', [
    persons.map(({ id }) => id),
  ])
  const groups = new Map(persons.map(({ id }) => [id, groupOf(id, edges)]))
  const others = [...new Set([...groups.values()].flatMap(({ own }) => [...own]))]
  const named =
    others.length === 0
      ? []
      : await scope.tx.many<OwnPerson>('select * from deconfliction.own_persons($1::uuid[])', [others])
  const byId = new Map(named.map((person) => [person.id, person]))
  return persons.map((person) => {
    const group = groups.get(person.id) ?? { own: new Set<string>(), partners: [] }
    return {
      value: asWritten(person),
      others: [
        ...group.partners.map(({ partner, side }): SamePerson => ({
          kind: 'partner',
          partner,
          matchHref: `/matches/${side}`,
        })),
        ...[...group.own]
          .filter((id) => id !== person.id)
          .flatMap((id): SamePerson[] => {
            const other = byId.get(id)
            return other ? [{ kind: 'own', value: asWritten(other), reports: other.reports }] : []
          }),
      ],
    }
  })
}

/** What one record of ours is connected with, over any number of edges. Pure. */
export function groupOf(
  start: string,
  edges: readonly Edge[],
): { own: Set<string>; partners: Pick<Edge, 'their' | 'partner' | 'side'>[] } {
  const own = new Set([start])
  const partners = new Map<number, Pick<Edge, 'their' | 'partner' | 'side'>>()
  for (let grew = true; grew;) {
    grew = false
    for (const edge of edges) {
      if (own.has(edge.own) && !partners.has(edge.their)) {
        partners.set(edge.their, { their: edge.their, partner: edge.partner, side: edge.side })
        grew = true
      }
      if (partners.has(edge.their) && !own.has(edge.own)) {
        own.add(edge.own)
        grew = true
      }
    }
  }
  return { own, partners: [...partners.values()] }
}
