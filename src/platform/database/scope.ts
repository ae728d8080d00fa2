/** What one use case may touch. Made only by `perform`; always the first argument. */
import type { EventKind, Role } from '../../wire/codes.ts'
import type { AgencyId, PersonId } from '../../wire/ids.ts'

export type { Role }

/** The statements of one transaction. */
export type Transaction = {
  /** All rows of a statement. Statements are prepared once a connection. */
  many: <Row extends object>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>
  /** The one row, or null. Throws a bug when there are more. */
  maybe: <Row extends object>(sql: string, parameters?: readonly unknown[]) => Promise<Row | null>
  /** The one row. Throws a bug when there is none or more. */
  one: <Row extends object>(sql: string, parameters?: readonly unknown[]) => Promise<Row>
  /** How many rows the statement touched. */
  run: (sql: string, parameters?: readonly unknown[]) => Promise<number>
}

/** A signed-in person, as the database knows them. */
export type PersonActor = {
  kind: 'person'
  personId: PersonId
  agencyId: AgencyId
  roles: readonly Role[]
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** the browser's session, by which a room finds what was unlocked in it; none over the API */
  session: Buffer | null
}

/** The program itself: jobs, imports by an operator, sign-in before anybody is known. */
export type ServiceActor = { kind: 'service'; service: string; agencyId: number | null }

/** Somebody of the public: nobody is known, and nothing about them is. */
export type PublicActor = { kind: 'public' }

export type Actor = PersonActor | ServiceActor

/** What the ledger keeps. Never content, names or identifiers. */
export type LedgerEvent = {
  kind: EventKind
  subject?: { kind: string; id: string }
  /** agencies to whom something was disclosed, or whom it concerns */
  recipients?: readonly number[]
  detail?: Record<string, string | number | boolean | null | readonly (string | number)[]>
}

export type OutboxMessage = { task: string; payload: object; key?: string }

export type Scope<A extends Actor = Actor> = {
  tx: Transaction
  actor: A
  operation: string
  purpose: string | null
  now: Date
  /** Says what happened; written in this transaction. */
  record: (event: LedgerEvent) => void
  /** Says what must follow; a job that exists if and only if this transaction commits. */
  outbox: (message: OutboxMessage) => void
  /**
   * Wakes the open pages of these agencies once this transaction has committed. Carries no content.
   * @param room - the schema of the one room in which something waits now, or no more; none: any room is asked
   */
  wake: (agencies: Iterable<number>, room?: string) => void
  /**
   * The last statement of this transaction, sent together with its commit: what it locks is locked no longer than the
   * database needs for it, however busy the program is. For rows that many wait for.
   * @returns its one row, or null, after the commit; nothing more can be asked or recorded then
   */
  finish: <Row extends object>(sql: string, parameters?: readonly unknown[]) => Promise<Row | null>
}

/** A scope whose actor is a person: what every page and API path works in. */
export type MemberScope = Scope<PersonActor>

/**
 * What the public works in. It cannot record or leave a job: the functions that the public may call write
 * their own events, so that this role needs no right on the ledger or on any table. `now` is the hour.
 */
export type PublicScope = Pick<Scope, 'tx' | 'operation' | 'now' | 'wake'> & { actor: PublicActor }
