/**
 * Which records count as the same person: those that a chain of pairs connects of which both agencies have
 * confirmed each. Nothing is merged and nothing of it is stored, so an answer that is taken back parts them
 * again, exactly as they were.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import { asWritten } from '../../wire/births/as-written.ts'
import type { MatchId, RecordId, SideId, WrittenPersonId } from '../../wire/ids.ts'

export type SamePerson =
  /** a record of a partner, known only as the match that connects it with one of ours */
  | { kind: 'partner'; partner: string; matchHref: string }
  /** another record of our own agency, in a report that this person may read */
  | { kind: 'own'; value: string; reports: { id: RecordId; reference: string; interest: boolean }[] }

export type SameAs = { value: string; others: SamePerson[] }

/** An edge in the viewer's sight: a record of ours, and one of a partner's that both say is the same. */
type Edge = {
  own: WrittenPersonId
  /** a number for their record within this answer: its id is theirs */
  their: number
  partner: string
  side: SideId
}

type OwnPerson = {
  id: WrittenPersonId
  names: string[]
  born: string | null
  reports: { id: RecordId; reference: string; interest: boolean }[]
}

/**
 * Reads, for the page of a match, what counts as the same person as our own record in it.
 * @param matchId - a match in the viewer's sight
 * @returns our own record as we write it, and the others; null where there are none
 */
export async function sameAsOnMatch(scope: MemberScope, matchId: MatchId): Promise<SameAs | null> {
  const rows = await scope.tx.many<{ id: WrittenPersonId }>(
    `select case when m.agency_a = $2 then pm.person_a else pm.person_b end as id
     from deconfliction.person_match pm join deconfliction.match m on m.id = pm.match_id
     where pm.match_id = $1`,
    [matchId, scope.actor.agencyId],
  )
  return (await sameAs(scope, rows))[0] ?? null
}

/**
 * Reads, for the page of one of our reports, each of its persons that counts as the same as another record.
 * @param reportId - a report of the viewer's agency, in their sight; of any other there is nothing
 * @returns each of them, with the others
 */
export async function sameAsOnReport(scope: MemberScope, reportId: RecordId): Promise<SameAs[]> {
  const rows = await scope.tx.many<{ id: WrittenPersonId }>(
    `select person_id as id from deconfliction.person_mention
     where record_id = $1 and agency_id = $2 group by person_id order by min(number)`,
    [reportId, scope.actor.agencyId],
  )
  return (await sameAs(scope, rows)).filter(({ others }) => others.length > 0)
}

async function sameAs(scope: MemberScope, starts: readonly { id: WrittenPersonId }[]): Promise<SameAs[]> {
  if (starts.length === 0) return []
  const { agencyId } = scope.actor
  const ids = starts.map(({ id }) => id)
  const edges = await scope.tx.many<Edge>(EDGES, [ids, agencyId])
  const groups = new Map(ids.map((id) => [id, groupOf(id, edges)]))
  const wanted = [...new Set([...groups.values()].flatMap(({ own }) => [...own]))]
  const named = await scope.tx.many<OwnPerson>(OWN_PERSONS, [wanted, agencyId])
  const byId = new Map(named.map((person) => [person.id, person]))
  return ids.flatMap((id) => {
    const person = byId.get(id)
    const group = groups.get(id)
    if (!person || !group) return []
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

// All three under the viewer's own policies. A pair with a third agency's record, or with a record that its
// owner shows this viewer nothing of, is no row here, so no chain can lead over it.
const EDGES = `
  with recursive reached (person_id) as (
    select start.id from unnest($1::uuid[]) as start (id)
    union
    select case when pair.person_a = r.person_id then pair.person_b else pair.person_a end
    from reached r
    cross join lateral (
      select pm.match_id, pm.person_a, pm.person_b from deconfliction.person_match pm where pm.person_a = r.person_id
      union all
      select pm.match_id, pm.person_a, pm.person_b from deconfliction.person_match pm where pm.person_b = r.person_id) pair
    where (select count(*) from deconfliction.match_answer w
           where w.match_id = pair.match_id and w.answer = 'confirmed') = 2
  )
  select own, dense_rank() over (order by their)::integer as their, partner, side
  from (
    select distinct on (pm.match_id) m.opened_at, a.name as partner, s.id as side,
           case when m.agency_a = $2 then pm.person_a else pm.person_b end as own,
           case when m.agency_a = $2 then pm.person_b else pm.person_a end as their
    from reached r
    join deconfliction.person_match pm on r.person_id in (pm.person_a, pm.person_b)
    join deconfliction.match m on m.id = pm.match_id
    join deconfliction.match_side s on s.match_id = m.id and s.agency_id = $2
    join identity.agency a on a.id = case when m.agency_a = $2 then m.agency_b else m.agency_a end
    where (select count(*) from deconfliction.match_answer w
           where w.match_id = pm.match_id and w.answer = 'confirmed') = 2
    order by pm.match_id, s.at, s.id) edge
  order by partner, opened_at, side`

const OWN_PERSONS = `
  select p.id, coalesce(deconfliction.names_in_sight(p.id), '{}') as names, p.born, mentioned.reports
  from deconfliction.person p
  cross join lateral (
    select json_agg(json_build_object('id', r.id, 'reference', r.reference, 'interest', r.kind = 'interest')
             order by r.filed_at, r.id) as reports
    from (select distinct m.record_id from deconfliction.person_mention m where m.person_id = p.id) m
    join access.record r on r.id = m.record_id) mentioned
  where p.id = any ($1) and p.agency_id = $2 and mentioned.reports is not null`

/**
 * Finds what one record of ours is connected with, over any number of edges. Pure.
 * @param start - one record of ours
 * @param edges - of any records
 * @returns our own records, the first among them, and the partners'
 */
export function groupOf(
  start: WrittenPersonId,
  edges: readonly Edge[],
): { own: Set<WrittenPersonId>; partners: Pick<Edge, 'their' | 'partner' | 'side'>[] } {
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
