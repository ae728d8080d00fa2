/** Reading the ledger: the statements. Row-level security lets a records manager see their agency's events. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { EventKind } from '../../wire/codes.ts'

export type LedgerRow = {
  id: string
  at: Date
  kind: EventKind
  operation: string
  who: string | null
  /** the part of the program that acted, where it was no person */
  service: string | null
  purpose: string | null
  subjectKind: string | null
  subjectId: string | null
  recipients: number[]
  detail: Record<string, unknown>
}

export type LedgerFilter = {
  kinds: readonly EventKind[]
  /** a person of the agency */
  personId: string | null
  /** an event about this record */
  subjectId: string | null
  /** first and last day, UK time, YYYY-MM-DD */
  from: string | null
  to: string | null
  /** events before this one */
  before: string | null
}

/**
 * The agency's events, newest first.
 * @param limit - one more row is asked for than is shown, to know whether there are more
 */
export const listEvents = (scope: MemberScope, filter: LedgerFilter, limit: number) =>
  scope.tx.many<LedgerRow>(
    `select e.id, e.at, e.kind, e.operation, p.name as who, e.service, e.purpose,
            e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.recipients, e.detail
     from ledger.event e
     left join identity.person p on p.id = e.person_id
     where e.agency_id = $1
       and ($2::bigint is null or e.id < $2)
       and (cardinality($3::text[]) = 0 or e.kind = any ($3))
       and ($4::uuid is null or e.person_id = $4)
       and ($5::uuid is null or e.subject_id = $5)
       and ($6::text is null or e.at >= ($6::date)::timestamp at time zone 'Europe/London')
       and ($7::text is null or e.at < ($7::date + 1)::timestamp at time zone 'Europe/London')
     order by e.id desc
     limit $8`,
    [
      scope.actor.agencyId,
      filter.before,
      filter.kinds,
      filter.personId,
      filter.subjectId,
      filter.from,
      filter.to,
      limit,
    ],
  )

/** How many events fit, counted up to a bound: an exact count of millions helps nobody. */
export const countEvents = async (
  scope: MemberScope,
  filter: LedgerFilter,
  most: number,
): Promise<number> => {
  const { count } = await scope.tx.one<{ count: number }>(
    `select count(*)::integer as count from (
       select from ledger.event e
       where e.agency_id = $1
         and (cardinality($2::text[]) = 0 or e.kind = any ($2))
         and ($3::uuid is null or e.person_id = $3)
         and ($4::uuid is null or e.subject_id = $4)
         and ($5::text is null or e.at >= ($5::date)::timestamp at time zone 'Europe/London')
         and ($6::text is null or e.at < ($6::date + 1)::timestamp at time zone 'Europe/London')
       limit $7) bounded`,
    [scope.actor.agencyId, filter.kinds, filter.personId, filter.subjectId, filter.from, filter.to, most],
  )
  return count
}

export const listAgencyPeople = (scope: MemberScope) =>
  scope.tx.many<{ id: string; name: string }>(
    `select id, name from identity.person where agency_id = $1 order by name`,
    [scope.actor.agencyId],
  )

export const agencyNames = async (scope: MemberScope): Promise<Map<number, string>> => {
  const rows = await scope.tx.many<{ id: number; name: string }>(`select id, name from identity.agency`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
