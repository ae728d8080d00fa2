/** How many open matches there are with each partner, and which of them are new to this person. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

export type OpenWithPartner = {
  slug: string
  partner: string
  /** lines of the list of open matches with this partner: one for each of our own values or records of persons */
  lines: number
  /** of the oldest: exact where our own filing opened it, otherwise the first moment of a month */
  since: Date
  classification: Classification
}

export type NewestMatch = {
  /** what this agency calls the match by */
  id: SideId
  kind: SubjectKind
  value: string
  partner: string
  slug: string
  /** when it arose: for the order alone, never shown */
  at: Date
  /** from when it waits: exact where our own filing opened it, otherwise the first moment of a month */
  since: Date
  classification: Classification
  /** how many of the matches read are of this value and this partner */
  pairs: number
  /** it came after the person looked, and they have not opened it */
  fresh: boolean
}

const BY_PARTNER = `
  select a.slug, a.name as partner, o.lines, o.since, o.classification
  from deconfliction.open_by_partner($1) o join identity.agency a on a.id = o.partner_id
  order by o.since, a.name`

/**
 * Counts the lines of the list of open matches, partner by partner. The rule of sight is asked for every open match.
 * @param after - only those that are newer, and that this person has not opened; null: all
 * @returns the partners with open matches, each with how many lines
 */
export async function openByPartner(scope: MemberScope, after: Date | null): Promise<OpenWithPartner[]> {
  return await scope.tx.many<OpenWithPartner>(BY_PARTNER, [after])
}

/** One value may make many matches; so many are read, and they become fewer lines. */
const READ = 60

/**
 * The newest matches that nobody has answered, one for each value and partner, newest first.
 * @param after - since when a match is new to this person
 * @returns the newest of them, as many as home shows
 */
export async function newestMatches(scope: MemberScope, after: Date): Promise<NewestMatch[]> {
  const rows = await scope.tx.many<Omit<NewestMatch, 'pairs' | 'value'> & { matchId: MatchId; key: string }>(
    `select n.side_id as id, n.match_id as "matchId", n.at, n.since, n.kind, n.key, a.name as partner, a.slug,
            n.classification,
            n.at > $2 and not exists (select from deconfliction.thread_seen t
                                      where t.match_id = n.match_id and t.person_id = $3) as fresh
     from deconfliction.newest_open($1) n join identity.agency a on a.id = n.partner_id
     order by n.at desc, n.side_id desc`,
    [READ, after, scope.actor.personId],
  )
  const values = await valuesOf(scope, rows)
  const lines = new Map<string, { line: NewestMatch; matches: Set<MatchId> }>()
  for (const [index, { matchId, key: _key, ...row }] of rows.entries()) {
    const value = values[index] ?? ''
    const name = `${row.slug} ${row.kind} ${value}`
    const known = lines.get(name)
    if (known) {
      known.matches.add(matchId)
      known.line.fresh ||= row.fresh
    } else lines.set(name, { line: { ...row, value, pairs: 1 }, matches: new Set([matchId]) })
  }
  return [...lines.values()].map(({ line, matches }) => ({ ...line, pairs: matches.size }))
}
