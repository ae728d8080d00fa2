/** What is attested in an agency: the list, one person's, and what an administrator may choose from. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import {
  pageBothWays,
  placedAt,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
  type Placed,
} from '../../../platform/http/list-cursor.ts'
import { hasRanks, type AgencyKind, type Rank } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import type { AttestationId, GradeId } from './ids.ts'

/** Which of the list. */
export const LISTS = {
  running: 'Attested now',
  soon: 'Run out within 30 days',
  over: 'Over',
  all: 'All',
} as const
export type Which = keyof typeof LISTS

export type Attestation = {
  id: AttestationId
  personId: PersonId
  person: string
  email: string
  rank: Rank
  grade: string | null
  /** YYYY-MM-DD, both of them included */
  from: string
  until: string
  attestedBy: string
  attestedAt: Date
  endedBy: string | null
  endedAt: Date | null
  endedWhy: string | null
  /** counts today; `later`: from a day to come; `over`: ended, run out, or its grade or account is gone */
  state: 'counts' | 'later' | 'over'
  runsOut: boolean
  own: boolean
}

const ATTESTATIONS = `
  select a.id, a.person_id as "personId", p.name as person, p.email, a.rank, g.name as grade, a.from_on::text as "from",
         a.until_on::text as until, b.name as "attestedBy", a.attested_at as "attestedAt", ${placedAt('a.attested_at')}, e.name as "endedBy",
         a.ended_at as "endedAt", a.ended_why as "endedWhy", s.state, o.attestation_id is not null as "runsOut",
         a.person_id = identity.viewer_person() as own
  from identity.rank_attestation a
  join identity.person p on p.id = a.person_id
  join identity.person b on b.id = a.attested_by
  left join identity.person e on e.id = a.ended_by
  left join identity.grade g on g.id = a.grade_id
  left join identity.rank_running_out o on o.attestation_id = a.id
  cross join lateral (
    select case when a.ended_at is not null or not p.active or g.ended_at is not null
                     or a.until_on < (now() at time zone 'Europe/London')::date then 'over'
                when a.from_on > (now() at time zone 'Europe/London')::date then 'later' else 'counts' end as state) s
  where a.agency_id = $1`

const CHOSEN: Readonly<Record<Which, string>> = {
  running: `and s.state in ('counts', 'later')`,
  soon: 'and o.attestation_id is not null',
  over: `and s.state = 'over'`,
  all: '',
}

/**
 * Lists what is attested in the viewer's agency.
 * @param which - of the list
 * @param at - where the page begins
 * @returns the last attested first, with the cursors of the pages beside it
 * @throws invalid when the cursor is none
 */
export async function listAttestations(
  scope: MemberScope,
  which: Which,
  at: ListPlace = {},
): Promise<{ rows: Attestation[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const found = await scope.tx.many<Attestation & Placed>(
    `${ATTESTATIONS} ${CHOSEN[which]}
       and ($2::timestamptz is null or (a.attested_at, a.id) ${back ? '>' : '<'} ($2, $3::uuid))
     order by a.attested_at ${back ? '' : 'desc'}, a.id ${back ? '' : 'desc'} limit $4`,
    [scope.actor.agencyId, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, ({ cursorAt, id }) => writeCursor(cursorAt, id))
}

const MOST_OF_ONE = 100

/**
 * What was ever attested of one person.
 * @param personId - of the viewer's agency
 * @returns what counts first, then the last attested
 */
export const attestationsOf = (scope: MemberScope, personId: PersonId): Promise<Attestation[]> =>
  scope.tx.many<Attestation>(
    `${ATTESTATIONS} and a.person_id = $2
     order by s.state = 'over', a.attested_at desc, a.id desc limit ${String(MOST_OF_ONE)}`,
    [scope.actor.agencyId, personId],
  )

/**
 * Reads one attestation that may be ended.
 * @param id - of the attestation
 * @returns it, with whose it is
 * @throws not-found for those of other agencies, and for what has ended
 */
export async function readAttestation(scope: MemberScope, id: AttestationId): Promise<Attestation> {
  const [found] = await scope.tx.many<Attestation>(`${ATTESTATIONS} and a.id = $2 and a.ended_at is null`, [
    scope.actor.agencyId,
    id,
  ])
  if (!found) throw notFound()
  return found
}

/** What an administrator may choose: ranks, or the grades of the agency. */
export type Choices = { ranks: boolean; grades: { id: GradeId; name: string; rank: Rank }[] }

/** @returns what may be attested in the viewer's agency, grades by rank and name */
export async function choicesOf(scope: MemberScope): Promise<Choices> {
  const { kind } = await scope.tx.one<{ kind: AgencyKind }>(
    'select kind from identity.agency where id = $1',
    [scope.actor.agencyId],
  )
  const grades = await scope.tx.many<{ id: GradeId; name: string; rank: Rank }>(
    `select g.id, g.name, g.rank from identity.grade g join identity.rank r on r.code = g.rank
     where g.agency_id = $1 and g.ended_at is null order by r.place, g.name limit 200`,
    [scope.actor.agencyId],
  )
  return { ranks: hasRanks.includes(kind), grades }
}
