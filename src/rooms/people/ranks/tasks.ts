/** Ranks that run out, for an administrator: before they do, so that nobody's authorisation fails on the day. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Rank } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { rankTold } from './rank.ts'

/** How home shows them. */
export const rankWaiting: readonly WaitingKind[] = [
  {
    kind: 'rank-runs-out',
    tag: { text: 'Rank runs out', colour: 'orange' },
    whose: 'anybody',
    newBy: 'moment',
    fold: { text: (number) => `${number} ranks run out within 30 days`, href: '/people/ranks?show=soon' },
  },
]

const MOST = 50

type Row = {
  personId: PersonId
  person: string
  rank: Rank
  grade: string | null
  until: string
  since: Date
}

/**
 * Ranks of the agency's people that run out and are not attested anew.
 * @returns those that run out first first; none for anybody but an administrator, and nothing of their own account
 */
export async function rankTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'administers')) return []
  const rows = await scope.tx.many<Row>(
    `select o.person_id as "personId", p.name as person, o.rank, o.grade, o.until_on::text as until, o.since
     from identity.rank_running_out o join identity.person p on p.id = o.person_id
     where o.agency_id = $1 and o.person_id <> identity.viewer_person()
     order by o.until_on, p.name, o.attestation_id limit $2`,
    [scope.actor.agencyId, MOST],
  )
  return rows.map(({ personId, person, rank, grade, until, since }) => ({
    kind: 'rank-runs-out',
    text: `${person}: ${rankTold({ rank, grade })} runs out on ${ukDate(until)}. Attest it anew, or let it run out`,
    from: null,
    since,
    href: `/people/${personId}/rank`,
    classification: 'OFFICIAL',
  }))
}
