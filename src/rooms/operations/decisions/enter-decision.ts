/** Enters a decision into a log. It is never changed afterwards: another entry corrects it. */
import { forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { RecordId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import { saysOf, type NewDecision } from './decision.ts'
import type { DecisionId, LogId } from './ids.ts'
import { findLog, peopleOfLog, type Log } from './logs.ts'
import { saidInWords } from './said-in-words.ts'

export type EnteredDecision = { id: DecisionId; number: number; enteredAt: Date }

/**
 * Enters a decision: one's own, or as a loggist one of somebody else, who is asked to confirm it.
 * @param where - the operation; of a narrower log its id
 * @param entry - checked by parseDecision
 * @param id - under which it is kept
 * @returns its number, the next of its log
 * @throws not-found; forbidden `may-not-act`, `no-loggist`; invalid with `maker`, `rests_on`, `corrects` or `classification`
 */
export async function enterDecision(
  scope: MemberScope,
  where: { operation: OperationId; log: LogId | null },
  entry: NewDecision,
  id: DecisionId = newId<DecisionId>(),
): Promise<EnteredDecision> {
  const log = await findLog(scope, where.operation, where.log)
  mustEnter(scope, log, entry)
  const readers = await peopleOfLog(scope, log.id)
  if (entry.maker !== undefined && !readers.some((one) => one.id === entry.maker))
    throw invalid({ maker: 'Choose somebody who reads this log' })
  // Found before the row of the log is locked: others enter decisions meanwhile.
  const links = await recordsOf(scope, entry)
  const said = {
    ...{ says: saysOf(entry), decided_at: entry.decidedAt.toISOString(), maker: entry.maker ?? null },
    ...{ classification: entry.classification, must_read: entry.must_read },
    ...{ review_on: entry.review_on ?? null, corrects: entry.corrects ?? null },
  }
  const entered = await scope.tx
    .maybe<{ number: number; enteredAt: Date; digest: Buffer }>(
      `select number, entered_at as "enteredAt", digest from operations.enter_decision($1, $2, $3::jsonb)`,
      [id, log.id, JSON.stringify(said)],
    )
    .catch(saidInWords('corrects', 'Choose an entry of this log'))
  if (!entered) throw notFound()
  for (const { id: record, version } of links) {
    const { linked } = await scope.tx.one<{ linked: boolean }>(
      'select operations.link_decision($1, $2, $3) as linked',
      [id, record, version],
    )
    if (!linked) throw noSuchRecord()
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'decision', id },
    detail: {
      entry_sha256: entered.digest.toString('hex'),
      ...{ links: links.length, must_read: entry.must_read, by_loggist: said.maker !== null },
      corrects: said.corrects !== null,
    },
  })
  scope.wake([...new Set(readers.map(({ agencyId }) => agencyId))])
  return { id, number: entered.number, enteredAt: entered.enteredAt }
}

function mustEnter(scope: MemberScope, log: Log, { maker, classification }: NewDecision): void {
  if (!log.acts)
    throw forbidden(
      'may-not-act',
      'You read this operation and do not act in it. Ask its lead for a post in which you do.',
    )
  if (maker !== undefined && maker !== scope.actor.personId && !log.records)
    throw forbidden(
      'no-loggist',
      'Only a loggist enters what somebody else decided. Enter your own decisions.',
    )
  if (classification === 'OFFICIAL-SENSITIVE' && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw invalid({ classification: 'Choose a classification for which you are cleared' })
}

const noSuchRecord = () =>
  invalid({ rests_on: 'Enter references of filed records that you read in full, in a version that there is' })

async function recordsOf(
  scope: MemberScope,
  { rests_on: named }: NewDecision,
): Promise<{ id: RecordId; version: number }[]> {
  if (named.length === 0) return []
  const found = await scope.tx.many<{ id: RecordId; reference: string; version: number }>(
    `select id, reference, version from access.record
     where reference = any ($1) and status in ('disseminated', 'withdrawn')`,
    [named.map(({ reference }) => reference.toUpperCase())],
  )
  return named.map(({ reference, version }) => {
    const record = found.find((one) => one.reference === reference.toUpperCase())
    if (!record || (version !== undefined && version > record.version)) throw noSuchRecord()
    return { id: record.id, version: version ?? record.version }
  })
}
