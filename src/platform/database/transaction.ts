/** The statements of one transaction, and what is written at its end: its events, and its jobs. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { bug } from '../errors.ts'
import type { LedgerEvent, OutboxMessage, Scope, Transaction } from './scope.ts'

/**
 * Refuses what is done after the last statement of a transaction.
 * @param isOver - was it sent?
 * @throws a bug where it was
 */
export function mustBeOpen(isOver: boolean): void {
  if (isOver) throw bug('Something was done after the last statement of its transaction')
}

const names = new Map<string, string>()
/** A prepared statement's name: the same text has the same name on every connection. */
function nameOf(sql: string): string {
  let name = names.get(sql)
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 20)
    names.set(sql, name)
  }
  return name
}

/**
 * Makes the ways in which a use case asks.
 * @param client - the transaction's connection
 * @param isOver - was the last statement sent?
 * @returns each throws a bug where it was
 */
export function transactionOf(client: pg.PoolClient, isOver: () => boolean): Transaction {
  const query = async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
    mustBeOpen(isOver())
    return client.query<Row>({ name: nameOf(sql), text: sql, values: [...parameters] })
  }
  return {
    many: async <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
      (await query<Row>(sql, parameters)).rows,
    maybe: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => {
      const { rows } = await query<Row>(sql, parameters)
      if (rows.length > 1) throw bug('A statement that must give one row gave more')
      return rows[0] ?? null
    },
    one: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => {
      const { rows } = await query<Row>(sql, parameters)
      const [row] = rows
      if (!row || rows.length > 1) throw bug(`A statement that must give one row gave ${String(rows.length)}`)
      return row
    },
    run: async (sql, parameters) => (await query(sql, parameters)).rowCount ?? 0,
  }
}

/**
 * Writes what happened into the ledger.
 * @param scope - whose act it was
 * @param events - in their order
 * @returns the statement under way that writes them; none where there are none
 */
export function writeEvents(scope: Scope, events: readonly LedgerEvent[]): Promise<number>[] {
  if (events.length === 0) return []
  const rows = JSON.stringify(
    events.map((event) => ({
      kind: event.kind,
      subject_kind: event.subject?.kind ?? null,
      subject_id: event.subject?.id ?? null,
      recipients: event.recipients ?? [],
      detail: event.detail ?? {},
    })),
  )
  const { actor, operation, purpose } = scope
  return [
    actor.kind === 'person'
      ? scope.tx.run(MEMBER_EVENTS, [rows, operation, purpose])
      : scope.tx.run(SERVICE_EVENTS, [rows, operation, actor.agencyId, actor.service, purpose]),
  ]
}

const EVENTS =
  'jsonb_to_recordset($1::jsonb) as e (kind text, subject_kind text, subject_id uuid, recipients integer[], detail jsonb)'

// Whose act it was, and when, the database says itself: a member may not.
const MEMBER_EVENTS = `
  insert into ledger.event (kind, operation, purpose, subject_kind, subject_id, recipients, detail)
  select e.kind, $2, $3, e.subject_kind, e.subject_id, e.recipients, e.detail from ${EVENTS}`

const SERVICE_EVENTS = `
  insert into ledger.event (kind, operation, agency_id, service, purpose, subject_kind, subject_id, recipients, detail)
  select e.kind, $2, $3, $4, $5, e.subject_kind, e.subject_id, e.recipients, e.detail from ${EVENTS}`

/**
 * Leaves jobs behind.
 * @param scope - whose act asks for them
 * @param messages - what is to be done
 * @returns a statement under way for each message
 */
export function writeOutbox(scope: Scope, messages: readonly OutboxMessage[]): Promise<number>[] {
  return messages.map((message) =>
    scope.tx.run('select platform.outbox($1, $2, $3)', [
      message.task,
      JSON.stringify(message.payload),
      message.key ?? null,
    ]),
  )
}
