/**
 * Asks the database what waits for the people whose pages are open: for many in one statement, of each in their
 * own scope. On connections of their own, so that looking never takes one that a page waits for.
 */
import pg from 'pg'
import type { SessionCheck } from '../database/perform.ts'
import { concurrencyLimit } from '../concurrency-limit.ts'

/** Numbers by navigation key, and a mark that changes whenever anything that waits for the person does. */
export type Waiting = { counts: Record<string, number>; mark: string }

/** What one room's `waiting()` answers. */
export type RoomWaiting = { counts: Record<string, number>; mark: string }

/** The schemas of the rooms in which something may wait, and what their answers, in that order, come to. */
export type WhatWaits = { rooms: readonly string[]; read: (answers: readonly RoomWaiting[]) => Waiting }

/** What rooms have answered, by their schema. */
export type Answers = ReadonlyMap<string, RoomWaiting>

export type Looks = {
  /**
   * @param sessions - those of one person beside one another are one look
   * @param rooms - the schemas of those that are asked; null: all
   * @returns for each what waits in them for its person; null where it is not alive any more
   */
  look: (sessions: readonly SessionCheck[], rooms: ReadonlySet<string> | null) => Promise<(Answers | null)[]>
  /** @param answers - of all rooms */
  read: (answers: Answers) => Waiting
  /** @returns for each whether it is alive */
  alive: (sessions: readonly SessionCheck[]) => Promise<boolean[]>
  close: () => Promise<void>
}

const CONNECTIONS = 2
/** No slice takes as long; a connection that does not answer is let go. */
const LONGEST_MS = 20_000

/**
 * Opens the connections on which open pages are looked for.
 * @param url - the program's login; the connections are made when somebody first looks
 * @param waits - which rooms are asked, and how their answer is read
 * @returns nothing is asked before the first look
 */
export function openLooks(url: string, { rooms, read }: WhatWaits): Looks {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'seamark-looks',
    connectionTimeoutMillis: 5_000,
    query_timeout: LONGEST_MS,
    statement_timeout: LONGEST_MS,
    keepAlive: true,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  // Agencies wait for their turn here, one slice each: in the pool a wait of seconds would be a fault.
  const gate = concurrencyLimit(CONNECTIONS, Infinity)
  const ask = async <Row extends object>(
    name: string,
    sql: string,
    sessions: readonly SessionCheck[],
    more: unknown[] = [],
  ) => {
    const [first] = sessions
    if (!first) return []
    const values = [sessions.map(({ idHash }) => idHash), first.idleMinutes, first.hours, ...more]
    const leave = await gate.enter()
    try {
      return (await pool.query<Row>({ name, text: sql, values })).rows
    } finally {
      leave?.()
    }
  }
  return {
    look: async (sessions, some) => {
      const known = rooms.filter((room) => some?.has(room))
      // A room in which nothing waits for anybody says nothing of where something does.
      const asked = known.length > 0 ? known : rooms
      const rows = await ask<{ answers: RoomWaiting[] | null }>(
        'look',
        'select answers from platform.look($1, $2, $3, $4)',
        sessions,
        [asked],
      )
      return rows.map(({ answers }) => answers && answersOf(asked, answers))
    },
    read: (answers) => read(rooms.flatMap((room) => answers.get(room) ?? [])),
    alive: async (sessions) => {
      const rows = await ask<{ session: Buffer }>(
        'alive',
        'select session from platform.alive($1, $2, $3) as a (session)',
        sessions,
      )
      const living = new Set(rows.map(({ session }) => session.toString('hex')))
      return sessions.map(({ idHash }) => living.has(idHash.toString('hex')))
    },
    close: () => pool.end(),
  }
}

function answersOf(rooms: readonly string[], answers: readonly RoomWaiting[]): Answers {
  return new Map(answers.map((answer, at) => [rooms[at] ?? '', answer]))
}
