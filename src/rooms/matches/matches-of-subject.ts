/** Who else holds what a subject's page is about, and who of us asked for it: for the room networks. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { SubjectKind } from '../../wire/codes.ts'
import type { RecordId, SideId } from '../../wire/ids.ts'
import type { MatchState } from './list-matches.ts'

export type SubjectMatch = {
  /** its page is `/matches/` and the id */
  id: SideId
  partner: string
  state: MatchState
  /** YYYY-MM */
  month: string
  theirs: 'confirmed' | 'rejected' | null
}

/** One of our own reports with the number of the subject in it. */
export type OwnMention = { record: RecordId; number: number }

/** Of so many of our own reports the matches are looked up. */
const MOST_REPORTS = 100

/**
 * Reads the matches of what some of our own reports name.
 * @param mentions - of our own reports in sight; of any other there is nothing
 * @param what - kind and key of the value; a null key: the mentions are of persons
 * @returns each match once, by the partner's name
 */
export async function matchesOfSubject(
  scope: MemberScope,
  mentions: readonly OwnMention[],
  what: { kind: SubjectKind; key: string | null },
): Promise<SubjectMatch[]> {
  const some = mentions.slice(0, MOST_REPORTS)
  if (some.length === 0 || (what.key === null && what.kind !== 'person')) return []
  const records = some.map(({ record }) => record)
  const rows =
    what.key === null
      ? await scope.tx.many<SubjectMatch>(`${OF_PERSONS} ${ORDER}`, [
          records,
          some.map(({ number }) => number),
          scope.actor.agencyId,
        ])
      : await scope.tx.many<SubjectMatch>(`${OF_VALUES} ${ORDER}`, [
          records,
          what.kind,
          what.key,
          scope.actor.agencyId,
        ])
  return rows
}

const ROW = (mine: string) => `
  select distinct on (m.id) s.id, a.name as partner, s.state, to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM') as month,
         (select w.answer from deconfliction.match_answer w where w.match_id = m.id and w.agency_id = a.id) as theirs
  from deconfliction.match_side s
  join deconfliction.match m on m.id = s.match_id
  join identity.agency a on a.id = case when m.agency_a = ${mine} then m.agency_b else m.agency_a end`

const OF_VALUES = `select q.* from (${ROW('$4')}
  where s.record_id = any ($1::uuid[]) and s.agency_id = $4 and s.held and m.kind = $2
    and deconfliction.key_for_owner(m.key, s.record_id) = $3
  order by m.id, s.at) q`

const OF_PERSONS = `select q.* from (${ROW('$3')}
  join deconfliction.person_match pm on pm.match_id = m.id
  join deconfliction.person_mention n on n.record_id = s.record_id
    and n.person_id = case when m.agency_a = $3 then pm.person_a else pm.person_b end
  join unnest($1::uuid[], $2::integer[]) as wanted (record, number) on wanted.record = n.record_id and wanted.number = n.number
  where s.record_id = any ($1::uuid[]) and s.agency_id = $3 and s.held
  order by m.id, s.at) q`

const ORDER = 'order by q.partner, q.id'

export type OwnCheck = { at: Date; held: boolean; purpose: string }

/**
 * Reads the checks of a value that this person may know of.
 * @param what - kind and key of the value
 * @returns the newest first, ten at most
 */
export async function checksOfSubject(
  scope: MemberScope,
  what: { kind: SubjectKind; key: string },
): Promise<OwnCheck[]> {
  return await scope.tx.many<OwnCheck>(
    `select c.at, c.held, c.purpose from deconfliction."check" c
     where c.kind = $1 and c.key = $2 and c.agency_id = $3 order by c.at desc limit 10`,
    [what.kind, what.key, scope.actor.agencyId],
  )
}
