/** Enters a decision into a log. It is never changed afterwards: another entry corrects it. */
import { bug, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { AgencyId, RecordId } from '../../../wire/ids.ts'
import { SCHEMA } from '../actions/wake.ts'
import type { OperationId } from '../ids.ts'
import { saysOf, type NewDecision } from './decision.ts'
import type { DecisionId, LogId } from './ids.ts'
import { saidInWords } from './said-in-words.ts'

export type EnteredDecision = { id: DecisionId; number: number; enteredAt: Date }

/** The log into which somebody enters, as far as that needs it. */
type Entered = {
  id: LogId
  acts: boolean
  records: boolean
  /** does whoever is named as maker read it? */
  hasMaker: boolean
  /** whose pages have something new */
  agencies: AgencyId[]
}

/**
 * Enters a decision: one's own, or as a loggist one of somebody else, who is asked to confirm it.
 * @param where - the operation; of a narrower log its id
 * @param entry - checked by parseDecision
 * @param id - under which it is kept
 * @param send - what sends the statement: `scope.finish` where nothing follows in this transaction. Whoever else enters a
 *   decision waits for the row of the log.
 * @returns its number, the next of its log
 * @throws not-found; forbidden `may-not-act`, `no-loggist`; invalid with `maker`, `rests_on`, `corrects` or `classification`
 */
export async function enterDecision(
  scope: MemberScope,
  where: { operation: OperationId; log: LogId | null },
  entry: NewDecision,
  id: DecisionId = newId<DecisionId>(),
  send: Scope['finish'] = scope.tx.maybe,
): Promise<EnteredDecision> {
  const log = await logToEnter(scope, where, entry.maker)
  mustEnter(scope, log, entry)
  // Found before the row of the log is locked: others enter decisions meanwhile.
  const links = await recordsOf(scope, entry)
  const said = {
    ...{ says: saysOf(entry), decided_at: entry.decidedAt.toISOString(), maker: entry.maker ?? null },
    ...{ classification: entry.classification, must_read: entry.must_read },
    ...{ review_on: entry.review_on ?? null, corrects: entry.corrects ?? null, links },
  }
  scope.wake(log.agencies, SCHEMA)
  const entered = await send<{ number: number; enteredAt: Date }>(
    `select number, entered_at as "enteredAt" from operations.enter_decision($1, $2, $3::jsonb)`,
    [id, log.id, JSON.stringify(said)],
  ).catch(inWords)
  if (!entered) throw bug('A decision was entered and has no number')
  return { id, ...entered }
}

async function logToEnter(
  scope: MemberScope,
  { operation, log }: { operation: OperationId; log: LogId | null },
  maker: string | undefined,
): Promise<Entered> {
  const found = await scope.tx.maybe<Entered>(
    `select id, acts, records, has_maker as "hasMaker", agencies from operations.log_to_enter($1, $2, $3)`,
    [operation, log, maker ?? null],
  )
  if (!found) throw notFound()
  return found
}

/** What the database refuses while the decision is entered, in words. */
function inWords(fault: unknown): never {
  const { code, column } = fault as { code?: unknown; column?: unknown }
  // Whoever left the operation a moment ago.
  if (code === NO_DATA_FOUND) throw notFound()
  if (code === 'SM003' && column === 'maker') throw invalid({ maker: NO_READER })
  if (code === 'SM003' && column === 'rests_on') throw noSuchRecord()
  return saidInWords('corrects', 'Choose an entry of this log')(fault)
}

function mustEnter(scope: MemberScope, log: Entered, { maker, classification }: NewDecision): void {
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
  if (!log.hasMaker) throw invalid({ maker: NO_READER })
}

const NO_DATA_FOUND = 'P0002'
const NO_READER = 'Choose somebody who reads this log'

const noSuchRecord = () =>
  invalid({ rests_on: 'Enter references of filed records that you read in full, in a version that there is' })

async function recordsOf(
  scope: MemberScope,
  { rests_on: named }: NewDecision,
): Promise<{ record: RecordId; version: number }[]> {
  if (named.length === 0) return []
  const found = await scope.tx.many<{ id: RecordId; reference: string; version: number }>(
    `select id, reference, version from access.record
     where reference = any ($1) and status in ('disseminated', 'withdrawn')`,
    [named.map(({ reference }) => reference.toUpperCase())],
  )
  return named.map(({ reference, version }) => {
    const record = found.find((one) => one.reference === reference.toUpperCase())
    if (!record || (version !== undefined && version > record.version)) throw noSuchRecord()
    return { record: record.id, version: version ?? record.version }
  })
}
