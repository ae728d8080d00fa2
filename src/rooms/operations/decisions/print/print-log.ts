/** Prints a decision log, with the proofs of its entries. Each print is an event, which holds the digest of the file. */
import { conflict, notFound } from '../../../../platform/errors.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { drawAs, type DocumentForm } from '../../../../platform/documents/draw-as.ts'
import { newId } from '../../../../platform/identifiers.ts'
import type { EventRow } from '../../../../platform/ledger/event-rows.ts'
import { proveEvent, proveTogether } from '../../../../platform/ledger/prove-event.ts'
import { sha256 } from '../../../../wire/ledger/digests.ts'
import type { OperationId } from '../../ids.ts'
import type { DecisionId, LogId } from '../ids.ts'
import { findLogToRead, type Log } from '../logs.ts'
import { linksOf, rangeOf, readDecision } from '../read-log.ts'
import { logDocument, partsOf, type PrintedEntry } from './log-document.ts'

/** Who prints, and with what. */
export type Printer = {
  /** runs work as the person who prints, in a transaction of its own */
  perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>
  render: (template: string, view: object) => string
  /** of the ledger's files */
  ledger: string
  /** that this is an exercise; empty where it is not */
  exercise: string
}

export type WhatToPrint = { operation: OperationId; log: LogId | null; form: DocumentForm; from: number }

/**
 * Prints a part of a log: it is read in one transaction, drawn outside of any, and handed out once the event of it is kept.
 * @param by - who prints
 * @param what - of which log, as which form, and from which number on
 * @returns the file, its type and what it may be called
 * @throws not-found; SeamarkError `document-too-long`, `document-not-set`
 */
export async function printLog(
  by: Printer,
  { operation, log: which, form, from }: WhatToPrint,
): Promise<{ bytes: Buffer; type: string; name: string }> {
  const read = await by.perform(async (scope) => {
    const log = await findLogToRead(scope, operation, which)
    return { log, rows: await eventsAndEntries(scope, log, from), ...(await aboutPrint(scope)) }
  })
  const proved = await proveTogether(
    by.ledger,
    read.rows.flatMap(({ event }) => event ?? []),
  )
  const rows = read.rows.map(({ event, ...row }): PrintedEntry => ({
    ...row,
    place: event?.sequence ?? null,
    proof: (event && proved?.proofs.get(event.sequence)) ?? null,
  }))
  const document = logDocument({
    ...{ codename: read.log.codename, name: read.log.name, entries: read.log.entries },
    ...{
      classification: read.log.classification,
      erasedAt: read.log.erasedAt,
      printedBy: read.printedBy,
      exercise: by.exercise,
      rows,
    },
    checkpoint: proved && { note: proved.checkpoint, size: proved.size },
    madeAt: read.now,
  })
  const { bytes, type } = await drawAs(form, document, by.render)
  const until = rows.at(-1)?.entry.number
  if (until !== undefined)
    await by.perform((scope) =>
      keepPrint(scope, read.log, { form, from, until, bytes, size: proved?.size ?? 0 }),
    )
  const part = from === 1 && until === read.log.entries ? '' : `-from-${String(from)}`
  return { bytes, type, name: `decision-log${part}.${form}` }
}

async function aboutPrint(scope: MemberScope): Promise<{ printedBy: string; now: Date }> {
  const found = await scope.tx.one<{ printedBy: string }>(
    `select coalesce(identity.person_label($1), 'Somebody') as "printedBy"`,
    [scope.actor.personId],
  )
  return { ...found, now: scope.now }
}

async function eventsAndEntries(scope: MemberScope, log: Log, from: number) {
  const [part] = partsOf(await lengthsOf(scope, log, from))
  if (part === undefined) throw notFound()
  const { until } = part
  const entries = await rangeOf(scope, log.id, from, until)
  const links = await linksOf(
    scope,
    entries.map(({ id }) => id),
  )
  const events = await eventsOf(scope, log.id, from, until)
  return entries.map((entry) => ({
    entry,
    links: links.filter(({ decisionId }) => decisionId === entry.id),
    event: events.get(entry.id) ?? null,
  }))
}

/**
 * How long the entries of a log are, as far as this person reads them.
 * @param log - that the viewer reads
 * @param from - the first number
 */
export const lengthsOf = (
  scope: MemberScope,
  log: Log,
  from: number,
): Promise<{ number: number; length: number }[]> =>
  scope.tx.many<{ number: number; length: number }>(
    `select d.number, coalesce(sum(length(c.says::text)), 0)::integer as length
     from operations.decision d left join operations.decision_content c on c.decision_id = d.id
     where d.log_id = $1 and d.number >= $2 group by d.number order by d.number`,
    [log.id, from],
  )

async function eventsOf(
  scope: MemberScope,
  log: LogId,
  from: number,
  until: number,
): Promise<Map<string, { sequence: number; row: EventRow }>> {
  const found = await scope.tx.many<EventRow & { decision_id: DecisionId; sequence: string }>(
    'select * from operations.events_of_log($1, $2, $3)',
    [log, from, until],
  )
  return new Map(
    found.map(({ decision_id: id, sequence, ...row }) => [id, { sequence: Number(sequence), row }]),
  )
}

async function keepPrint(
  scope: MemberScope,
  log: Log,
  {
    form,
    from,
    until,
    bytes,
    size,
  }: { form: DocumentForm; from: number; until: number; bytes: Buffer; size: number },
): Promise<void> {
  const digest = Buffer.from(sha256(bytes))
  const { id } = await scope.tx.one<{ id: string | null }>(
    'select operations.keep_print($1, $2, $3, $4, $5, $6, $7) as id',
    [newId(), log.id, form, from, until, digest, size],
  )
  // They left while it was drawn.
  if (id === null) throw notFound()
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'log-print', id },
    detail: { [`${form}_sha256`]: digest.toString('hex'), from, until, checkpoint: size },
  })
}

/**
 * The proof of one entry, as a file.
 * @param ledger - folder of the ledger's files
 * @param id - of the entry
 * @returns the text of a `.tlog-proof`
 * @throws not-found; conflict `not-signed-yet` when no checkpoint has it
 */
export async function proveDecision(scope: MemberScope, ledger: string, id: DecisionId): Promise<string> {
  const entry = await readDecision(scope, id)
  const event = (await eventsOf(scope, entry.logId, entry.number, entry.number)).get(id)
  if (event === undefined)
    throw conflict('not-signed-yet', 'No checkpoint has this event yet. Ask again in some seconds.')
  return await proveEvent(ledger, event.sequence, event.row)
}
