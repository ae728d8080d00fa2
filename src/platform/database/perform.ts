/**
 * One transaction, one scope, one account of it in the ledger. Nothing else in the program hands out
 * a connection, so what has no scope can reach nothing.
 */
import pg from 'pg'
import { forbidden, notSignedIn, unavailable } from '../errors.ts'
import type { AgencyId, PersonId } from '../../wire/ids.ts'
import { concurrencyLimit } from '../concurrency-limit.ts'
import { openSpeaker } from './speaker.ts'
import { mustBeOpen, transactionOf, writeEvents, writeOutbox } from './transaction.ts'
import { PartlyAway, rememberTrouble } from './trouble.ts'
import type {
  Actor,
  LedgerEvent,
  OutboxMessage,
  PersonActor,
  PublicScope,
  Role,
  Scope,
  ServiceActor,
} from './scope.ts'

export type Database = {
  /**
   * Runs work as a signed-in person under row-level security.
   * @param who - the person and what they are doing; the database looks up agency, roles and clearance
   * @param work - may run again after a deadlock, so it must have no effect outside the transaction
   * @returns what work returns, after commit
   * @throws forbidden `not-active` when the account is not active; `not-signed-in` when `who.session` is not
   *   alive any more; whatever work throws, after rollback
   */
  performAs: <T>(who: Who, work: (scope: Scope<PersonActor>) => Promise<T>) => Promise<T>
  /**
   * Runs work as the program itself: jobs and the clock, the operator's commands and imports, sign-in and sessions,
   * kept forms, refusals, and what of a check by name no member may read. Greppable on purpose.
   */
  performAsService: <T>(
    what: { service: string; operation: string; agencyId?: number | null; purpose?: string | null },
    work: (scope: Scope<ServiceActor>) => Promise<T>,
  ) => Promise<T>
  /**
   * Runs work for somebody of the public: it may call the functions that are granted to seamark_public and
   * nothing else, and the time it sees is the hour. At most a quarter of the connections work for the
   * public at once, so that a flood leaves the desks theirs.
   * @throws unavailable when more wait for a connection than can be served in good time
   */
  performAsPublic: <T>(what: { operation: string }, work: (scope: PublicScope) => Promise<T>) => Promise<T>
  /**
   * Asks who is there, before there is anybody to act as: a single statement outside any scope. The login
   * itself may read no table; these functions answer for one identity or one session and nothing else.
   */
  whoIs: <Row extends object>(question: WhoIs) => Promise<Row | null>
  /** Calls back after each commit of this process that wakes agencies, before its work returns. */
  onWoken: (listener: (agencies: Iterable<number>) => void) => void
  /**
   * Is the database there, and was nobody refused by it in the last seconds? Asked by the operator's listener.
   * @throws PartlyAway with PostgreSQL's code, or the driver's error
   */
  ping: () => Promise<void>
  pool: {
    total: () => number
    idle: () => number
    waiting: () => number
    /** Calls `see` each time somebody has been given a connection. */
    onTake: (see: () => void) => void
  }
  close: () => Promise<void>
}

export type WhoIs =
  | { issuer: string; subject: string }
  | { sessionHash: Buffer; idleMinutes: number; hours: number }
  /** did this session, which is not alive, run out by the clock within the hour? */
  | { ranOut: Buffer; idleMinutes: number; hours: number }

/** A session, and how long one lives: all that is needed to ask whether it is alive. */
export type SessionCheck = { idHash: Buffer; idleMinutes: number; hours: number }

export type Who = {
  personId: string
  operation: string
  purpose: string | null
  /** the session in which they do it, asked in the statement that opens the scope; none for a bearer or a job */
  session?: SessionCheck | null
}

const TRIES = 4
/** How many of the public may wait for each connection that works for them. */
const WAITING_EACH = 50
const HOUR = 3_600_000
// serialization failure, deadlock
const AGAIN = new Set(['40001', '40P01'])

/**
 * Opens the only way to the database. Nothing is asked of it before the first use.
 * @param url - the program's login, `postgres://…`
 * @param connections - how many at most; a quarter of them, and at least one, work for the public
 * @param clock - the time that scopes call `now`; the public's is cut to the hour
 * @returns what runs transactions; `close` ends it
 */
export function openDatabase(url: string, connections: number, clock: () => Date): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // Statements that do not need each other's answers are sent together: a transaction is mostly waiting.
    pipeline: true,
  })
  // A connection that dies while idle is replaced by the next request; without this it would end the process.
  pool.on('error', () => undefined)
  // The same while it is lent out and no statement is under way: whoever has it learns it from the next one.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const places = Math.max(1, Math.floor(connections / 4))
  const publicGate = concurrencyLimit(places, places * WAITING_EACH)
  const speaker = openSpeaker(url)
  const trouble = rememberTrouble()
  const woken = new Set<(agencies: Iterable<number>) => void>()

  async function transaction<A extends Actor, T>(
    open: (client: pg.PoolClient) => Promise<A>,
    facts: { operation: string; purpose: string | null },
    work: (scope: Scope<A>) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        const [, actor] = await Promise.all([client.query('begin'), open(client)])
        const pending = {
          events: [] as LedgerEvent[],
          messages: [] as OutboxMessage[],
          /** by room; under null those that look at every room */
          wake: new Map<string | null, Set<number>>(),
          /** the last statement was sent */
          isOver: false,
        }
        const tx = transactionOf(client, () => pending.isOver)
        /** What was left for the end, and the commit, sent together with a statement that goes before them. */
        const end = async <Row>(last?: () => Promise<Row>): Promise<Row | undefined> => {
          const before = [
            ...writeEvents(scope, pending.events),
            ...writeOutbox(scope, pending.messages),
            ...[...pending.wake].map(([room, agencies]) =>
              tx.run('select platform.wake($1, $2)', [[...agencies], room]),
            ),
          ]
          const answer = last?.()
          pending.isOver = true
          // A commit behind a statement that failed is a rollback, and the statement's error is what is thrown.
          await Promise.all([...before, answer, client.query('commit')])
          return await answer
        }
        const scope: Scope<A> = {
          tx,
          actor,
          ...facts,
          now: clock(),
          record: (event) => {
            mustBeOpen(pending.isOver)
            pending.events.push(event)
          },
          outbox: (message) => {
            mustBeOpen(pending.isOver)
            pending.messages.push(message)
          },
          wake: (agencies, room) => {
            mustBeOpen(pending.isOver)
            const woken = pending.wake.get(room ?? null) ?? new Set()
            for (const agency of agencies) woken.add(agency)
            if (woken.size > 0) pending.wake.set(room ?? null, woken)
          },
          finish: async <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
            (await end(() => tx.maybe<Row>(sql, parameters))) ?? null,
        }
        const result = await work(scope)
        if (!pending.isOver) await end()
        for (const hear of woken) for (const agencies of pending.wake.values()) hear(agencies)
        if (pending.wake.size > 0 || pending.messages.length > 0) speaker.say()
        return result
      } catch (fault) {
        await client.query('rollback').catch((also: unknown) => {
          broken = also instanceof Error ? also : new Error('rollback failed')
        })
        const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
        if (attempt >= TRIES || !AGAIN.has(code)) throw fault
      } finally {
        client.release(broken)
      }
    }
  }

  return {
    performAs: (who, work) => trouble.watch(transaction((client) => openMemberScope(client, who), who, work)),
    performAsService: (what, work) => {
      const facts = { operation: what.operation, purpose: what.purpose ?? null }
      return trouble.watch(transaction((client) => openServiceScope(client, what), facts, work))
    },
    performAsPublic: async (what, work) => {
      const leave = await publicGate.enter()
      if (!leave) throw unavailable()
      try {
        const service = { service: 'public', agencyId: null }
        return await trouble.watch(
          transaction(
            async (client) => {
              await client.query({ name: 'open-public', text: OPEN_PUBLIC, values: [what.operation] })
              return { kind: 'service' as const, ...service }
            },
            { operation: what.operation, purpose: null },
            ({ tx, operation, now, wake }) =>
              work({
                tx,
                operation,
                wake,
                actor: { kind: 'public' },
                now: new Date(Math.floor(now.getTime() / HOUR) * HOUR),
              }),
          ),
        )
      } finally {
        leave()
      }
    },
    whoIs: async <Row extends object>(question: WhoIs) => {
      const { rows } = await trouble.watch(pool.query<Row>(statementOf(question)))
      return rows[0] ?? null
    },
    onWoken: (listener) => void woken.add(listener),
    ping: async () => {
      const code = trouble.lately()
      if (code !== null) throw new PartlyAway(code)
      await pool.query('select 1')
    },
    pool: {
      total: () => pool.totalCount,
      idle: () => pool.idleCount,
      waiting: () => pool.waitingCount,
      onTake: (see) => void pool.on('acquire', see),
    },
    close: async () => {
      await speaker.close()
      await pool.end()
    },
  }
}

function statementOf(question: WhoIs): pg.QueryConfig {
  if ('issuer' in question)
    return {
      name: 'who-is-identity',
      text: 'select * from identity.person_of_identity($1, $2)',
      values: [question.issuer, question.subject],
    }
  if ('ranOut' in question)
    return {
      name: 'who-ran-out',
      text: 'select * from identity.session_ran_out_lately($1, $2, $3)',
      values: [question.ranOut, question.idleMinutes, question.hours],
    }
  return {
    name: 'who-is-session',
    text: 'select * from identity.person_of_session($1, $2, $3)',
    values: [question.sessionHash, question.idleMinutes, question.hours],
  }
}

// The settings come from the person's row, in one statement straight after BEGIN; they and the role end
// with the transaction.
const openMember = (from: string) => `
  select a.agency_id, a.roles, a.clearance, a.active,
         set_config('seamark.person', $1::text, true), set_config('seamark.agency', a.agency_id::text, true),
         set_config('seamark.roles', a.roles, true), set_config('seamark.clearance', a.clearance, true),
         set_config('seamark.active', a.active::text, true), set_config('seamark.operation', $2, true),
         set_config('seamark.purpose', coalesce($3, ''), true), set_config('seamark.service', '', true),
         set_config('role', 'seamark_member', true)
  from ${from} a`

const OPEN_MEMBER = openMember('identity.actor($1::uuid)')
// In a session, the same facts are the session's: one that is not alive opens nothing.
const OPEN_IN_SESSION = openMember(`(
    select s.agency_id, array_to_string(s.roles, ',') as roles, s.clearance, s.alive as active
    from identity.person_of_session($4, $5, $6) s where s.id = $1::uuid)`)

const OPEN_SERVICE = `
  select set_config('seamark.person', '', true), set_config('seamark.agency', coalesce($1, ''), true),
         set_config('seamark.roles', '', true), set_config('seamark.clearance', '', true),
         set_config('seamark.active', '', true), set_config('seamark.operation', $2, true),
         set_config('seamark.purpose', coalesce($3, ''), true), set_config('seamark.service', $4, true),
         set_config('role', 'seamark_service', true)`

const OPEN_PUBLIC = `
  select set_config('seamark.person', '', true), set_config('seamark.agency', '', true),
         set_config('seamark.roles', '', true), set_config('seamark.clearance', '', true),
         set_config('seamark.active', '', true), set_config('seamark.operation', $1, true),
         set_config('seamark.purpose', '', true), set_config('seamark.service', 'public', true),
         set_config('role', 'seamark_public', true)`

async function openMemberScope(client: pg.PoolClient, who: Who): Promise<PersonActor> {
  const { rows } = await client.query<{
    agency_id: AgencyId
    roles: string
    clearance: PersonActor['clearance']
    active: boolean
  }>(
    who.session
      ? {
          name: 'open-in-session',
          text: OPEN_IN_SESSION,
          values: [
            ...[who.personId, who.operation, who.purpose],
            ...[who.session.idHash, who.session.idleMinutes, who.session.hours],
          ],
        }
      : { name: 'open-member', text: OPEN_MEMBER, values: [who.personId, who.operation, who.purpose] },
  )
  const row = rows[0]
  if (who.session && !row?.active) throw notSignedIn()
  if (!row?.active) throw forbidden('not-active', 'Your account is not active. Ask your administrator.')
  return {
    kind: 'person',
    // The statement has found an account by it.
    personId: who.personId as PersonId,
    agencyId: row.agency_id,
    roles: row.roles.split(',') as Role[],
    clearance: row.clearance,
    session: who.session?.idHash ?? null,
  }
}

async function openServiceScope(
  client: pg.PoolClient,
  what: { service: string; operation: string; agencyId?: number | null; purpose?: string | null },
): Promise<ServiceActor> {
  const agencyId = what.agencyId ?? null
  await client.query({
    name: 'open-service',
    text: OPEN_SERVICE,
    values: [agencyId === null ? null : String(agencyId), what.operation, what.purpose ?? null, what.service],
  })
  return { kind: 'service', service: what.service, agencyId }
}
