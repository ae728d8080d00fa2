/** What the clock does: records whose date has come become reviews, each for a named person. */
import type { Database } from '../../../platform/database/perform.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import type { PersonsOfRecord, RetentionRule } from '../../../platform/rooms/accountability.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { readPeriods } from './settings.ts'
import { groupOf, suggest, suggestServing, type Periods } from './suggest.ts'
import type { RetentionGroup } from './words.ts'

const AT_ONCE = 1_000
const NOBODY: PersonsOfRecord = { suspected: 0, convicted: 0, victims: 0, others: 0 }

/** The job's name. */
export const BRING_DUE = 'records.reviews.bring-due'

type Due = { recordId: RecordId; kind: string; agencyId: number; dueOn: string; madeOn: string }

/**
 * Opens a review for each record whose date has come and that has none. Running it twice opens each once.
 * @param rules - of all rooms, by name
 * @param today - YYYY-MM-DD
 * @returns how many reviews were opened
 */
export async function bringDue(
  database: Database,
  rules: ReadonlyMap<string, RetentionRule>,
  today: string,
): Promise<number> {
  let opened = 0
  for (;;) {
    const { due, periods } = await database.performAsService(
      { service: 'reviews', operation: BRING_DUE },
      async (scope) => ({
        due: await scope.tx.many<Due>(
          `select record_id as "recordId", kind, agency_id as "agencyId", due_on::text as "dueOn", made_on::text as "madeOn"
           from records.due_without_review($1::date, $2::text[], $3)`,
          [today, [...rules.values()].map(({ kind }) => kind), AT_ONCE],
        ),
        periods: await readPeriods(scope),
      }),
    )
    for (const [agencyId, ofAgency] of Map.groupBy(due, (one) => one.agencyId))
      opened += await database.performAsService(
        { service: 'reviews', operation: BRING_DUE, agencyId },
        async (scope) => await openReviews(scope, [...rules.values()], ofAgency, { today, periods }),
      )
    if (due.length < AT_ONCE) return opened
  }
}

/** Each with its event in the agency's ledger. What another process has opened meanwhile is left alone. */
async function openReviews(
  scope: Scope,
  rules: readonly RetentionRule[],
  due: readonly Due[],
  { today, periods }: { today: string; periods: Periods },
): Promise<number> {
  const rows: object[] = []
  for (const rule of rules) {
    const ofKind = due.filter(({ kind }) => kind === rule.kind)
    if (ofKind.length === 0) continue
    const persons = await rule.persons(
      scope,
      ofKind.map(({ recordId }) => recordId),
    )
    const served = rule.serves && (await groupsServed(scope, rules, rule, ofKind))
    for (const one of ofKind) {
      const counted = persons.get(one.recordId) ?? NOBODY
      const { group, suggested, why } = served
        ? suggestServing(served.get(one.recordId) ?? [], one.madeOn, today, periods)
        : suggest(counted, one.madeOn, today, periods)
      rows.push({
        record_id: one.recordId,
        agency_id: one.agencyId,
        due_on: one.dueOn,
        suggested_group: group,
        suggested,
        why,
        ...counted,
      })
    }
  }
  const { opened } = await scope.tx.one<{ opened: string[] }>(
    'select records.open_reviews($1::jsonb) as opened',
    [JSON.stringify(rows)],
  )
  const kinds = new Map(due.map(({ recordId, kind }) => [recordId as string, kind]))
  for (const id of opened)
    scope.record({
      kind: 'alteration',
      subject: { kind: kinds.get(id) ?? 'record', id },
      detail: { reviewDue: true },
    })
  if (opened.length > 0) scope.wake(due.slice(0, 1).map(({ agencyId }) => agencyId))
  return opened.length
}

/** The group of each record that is served: as it was last decided, or as it would be suggested. */
async function groupsServed(
  scope: Scope,
  rules: readonly RetentionRule[],
  rule: RetentionRule,
  due: readonly Due[],
): Promise<Map<string, RetentionGroup[]>> {
  const ids = due.map(({ recordId }) => recordId)
  const pairs = (await rule.serves?.(scope, ids)) ?? []
  const groups = new Map<string, RetentionGroup>()
  for (const [kind, ofKind] of Map.groupBy(pairs, (one) => one.kind)) {
    const served = [...new Set(ofKind.map((one) => one.serves))]
    const of = rules.find((one) => one.kind === kind && one.serves === undefined)
    for (let at = 0; of !== undefined && at < served.length; at += AT_ONCE)
      for (const [id, counted] of await of.persons(scope, served.slice(at, at + AT_ONCE)))
        groups.set(id, groupOf(counted))
  }
  const decided = await scope.tx.many<{ id: RecordId; group: RetentionGroup }>(
    'select record_id as id, retention_group as "group" from records.groups_decided($1::uuid[])',
    [[...new Set(pairs.map((one) => one.serves))]],
  )
  for (const { id, group } of decided) groups.set(id, group)
  return new Map(
    [...Map.groupBy(pairs, (one) => one.id)].map(([id, of]) => [
      id,
      of.flatMap(({ serves }) => groups.get(serves) ?? []),
    ]),
  )
}

/**
 * The job of the clock.
 * @param rules - of all rooms, by name
 * @param clock - of the node
 * @returns the task
 */
export const bringDueTask =
  (rules: ReadonlyMap<string, RetentionRule>, clock: () => Date): Task =>
  async ({ database }) => {
    await bringDue(database, rules, clock().toISOString().slice(0, 10))
  }
