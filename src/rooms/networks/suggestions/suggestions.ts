/** Suggested groups of a viewer: worked out when they are asked for, from what this person reads in full. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { Id, RecordId } from '../../../wire/ids.ts'
import { cardsOf, type Card } from '../paths/steps.ts'
import { planOnce } from '../subjects/subject-in-sight.ts'
import { clustersOf, MOST_RECORDS, type Thread } from './clusters.ts'

export type SuggestionId = Id<'suggestion'>

/** Mentions that are looked at, the newest; a value on more reports connects nothing. */
export const MOST_MENTIONS = 20_000
const MOST_REPORTS_OF_A_VALUE = 50
const MOST_SHOWN = 20
export const LONGEST_DISMISSAL = 1_000

export type SuggestedReport = {
  id: RecordId
  reference: string
  title: string
  classification: Classification
  agency: string
  createdAt: Date
}
export type Suggestion = { reports: SuggestedReport[]; by: Card[] }

export type Suggestions = {
  shown: Suggestion[]
  more: number
  tooLarge: number
  /** values on so many reports that they connect nothing */
  hubs: Card[]
}

/**
 * Reads what hangs together and nobody has answered yet.
 * @returns the newest report's suggestion first, in no order of size
 */
export async function readSuggestions(scope: MemberScope): Promise<Suggestions> {
  await planOnce(scope)
  const threads = await scope.tx.many<Thread>(
    `select record_id as record, subject_id as subject, how, also, is_hub as hub from networks.threads_in_sight($1, $2)`,
    [MOST_MENTIONS, MOST_REPORTS_OF_A_VALUE],
  )
  const answered = await scope.tx.many<{ records: RecordId[] }>(
    'select record_ids as records from networks.suggestion where agency_id = $1 order by decided_at desc limit 5000',
    [scope.actor.agencyId],
  )
  const { clusters, tooLarge } = clustersOf(threads)
  const sets = answered.map(({ records }) => new Set(records))
  // A report that was not there when somebody answered is something new.
  const open = clusters.filter(({ records }) => !sets.some((known) => records.every((one) => known.has(one))))
  const reports = await reportsOf(
    scope,
    open.flatMap(({ records }) => records),
  )
  const newest = ({ records }: { records: readonly RecordId[] }) =>
    Math.max(...records.map((id) => reports.get(id)?.createdAt.getTime() ?? 0))
  const chosen = open.toSorted((one, other) => newest(other) - newest(one)).slice(0, MOST_SHOWN)
  const values = await cardsOf(scope, [...new Set(chosen.flatMap(({ by }) => by))])
  const hubs = new Set(threads.filter(({ hub }) => hub).map(({ subject }) => subject))
  scope.record({ kind: 'consultation', detail: { suggestions: chosen.length } })
  return {
    shown: chosen.map(({ records, by }) => ({
      reports: records
        .flatMap((id) => reports.get(id) ?? [])
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
      by: values.filter(({ id }) => by.includes(id)),
    })),
    more: open.length - chosen.length,
    tooLarge,
    hubs: await cardsOf(scope, [...hubs].sort().slice(0, MOST_SHOWN)),
  }
}

async function reportsOf(
  scope: MemberScope,
  ids: readonly RecordId[],
): Promise<Map<RecordId, SuggestedReport>> {
  const rows = await scope.tx.many<SuggestedReport>(
    `select r.id, r.reference, r.title, r.classification, a.name as agency, r.created_at as "createdAt"
     from access.record r join identity.agency a on a.id = r.agency_id where r.id = any ($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Answers a suggestion: it is dismissed with a reason, or kept to make a group of. It comes back when a report is known
 * that was not in it.
 * @param records - ids of its reports, as they were shown
 * @param answer - `kept`, or why it is dismissed
 * @returns the id under which the reports of a kept one are found
 * @throws forbidden `wrong-role`; invalid with `reason` or `records`
 */
export async function answerSuggestion(
  scope: MemberScope,
  records: readonly RecordId[],
  answer: { kept: true } | { dismissed: string },
): Promise<SuggestionId> {
  mustBeOneWho(scope, 'decides')
  const ids = [...new Set(records)].sort()
  if (ids.length < 2 || ids.length > MOST_RECORDS)
    throw invalid({ records: 'Open the list again, and answer from there' })
  const reason = 'dismissed' in answer ? answer.dismissed : null
  if (reason === '') throw invalid({ reason: 'Say why these do not belong together' })
  const { reads } = await scope.tx.one<{ reads: boolean }>('select networks.reads_all($1::uuid[]) as reads', [
    ids,
  ])
  if (!reads) throw invalid({ records: 'Open the list again, and answer from there' })
  const id = newId<SuggestionId>()
  await scope.tx.run(
    `insert into networks.suggestion (id, agency_id, record_ids, state, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      scope.actor.agencyId,
      ids,
      reason === null ? 'kept' : 'dismissed',
      reason,
      scope.actor.personId,
      scope.now,
    ],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'suggestion', id }, detail: { kept: reason === null } })
  return id
}

/**
 * Finds the reports of a suggestion that this agency kept: what a new group begins with.
 * @param id - of the suggestion
 * @returns ids of reports, of which the caller shows what is in sight; null where there is none
 */
export async function reportsOfSuggestion(scope: MemberScope, id: SuggestionId): Promise<RecordId[] | null> {
  const row = await scope.tx.maybe<{ records: RecordId[] }>(
    `select record_ids as records from networks.suggestion where id = $1 and state = 'kept'`,
    [id],
  )
  return row?.records ?? null
}
