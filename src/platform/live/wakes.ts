/**
 * Hears which agencies have something new, and who is no longer who they were: one LISTEN connection for the
 * whole node. What it hears carries no content.
 */
import pg from 'pg'
import { z } from 'zod'
import type { PersonId, SessionHash } from '../../wire/ids.ts'
import { sayLocked } from '../identity/locked.ts'
import type { Log } from '../log.ts'

type WakeListener = (agencies: readonly number[] | 'all', room: string | null) => void

export type Wakes = {
  /**
   * Calls back when something has changed for agencies, or may have for all: in the room of this schema, or in any. What,
   * is looked at under the rule of sight.
   */
  onWake: (listener: WakeListener) => void
  /** Calls back when there are jobs in the outbox; until the function it returns is called. */
  onJob: (listener: () => void) => () => void
  /** Calls back when a session has ended, on whichever node and by whatever road. */
  onSessionEnd: (listener: (session: SessionHash) => void) => void
  /** Calls back when somebody's roles or clearance have changed, or their account was stopped. */
  onPersonChange: (listener: (personId: PersonId) => void) => void
  /** Calls back when the connection stands (again): what was said meanwhile is lost, so ask. */
  onMissed: (listener: () => void) => void
  close: () => Promise<void>
}

const CHANNELS = [
  'seamark_wake',
  'seamark_job',
  'seamark_session_ended',
  'seamark_person_changed',
  'seamark_locked',
]

/** So often a node says what a process left behind that ended between its commit and its word, in milliseconds. */
const LOOK_MS = 1_000
/** A connection that has not answered for so many milliseconds is no connection any more, whatever the network says. */
const PATIENCE_MS = 10_000

/**
 * Begins to listen. A connection that breaks is made again; what was said meanwhile is lost, and everybody's
 * pages look once.
 * @param url - the program's login; the connection listens, and says what others have left unsaid
 * @returns where listeners are added; `close` ends it
 */
export function listenForWakes(url: string, log: Log): Wakes {
  const wakers = new Set<WakeListener>()
  const jobs = new Set<() => void>()
  const ends = new Set<(session: SessionHash) => void>()
  const changes = new Set<(personId: PersonId) => void>()
  const missed = new Set<() => void>()
  let client: pg.Client | null = null
  let closed = false
  let lost = false
  let retry: NodeJS.Timeout | undefined

  const wake: WakeListener = (agencies, room) => {
    for (const listener of wakers) listener(agencies, room)
  }

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'seamark-listener',
    })
    next.on('notification', ({ channel, payload = '' }) => {
      // What a trigger of ours says: of which kind an id is, the channel tells.
      if (channel === 'seamark_session_ended') for (const listener of ends) listener(payload as SessionHash)
      else if (channel === 'seamark_person_changed')
        for (const listener of changes) listener(payload as PersonId)
      else if (channel === 'seamark_locked') sayLocked(payload as PersonId)
      else if (channel === 'seamark_job') for (const listener of jobs) listener()
      else {
        const { agencies, room } = wokenIn(payload)
        wake(agencies, room)
      }
    })
    next.on('error', () => {
      again(next)
    })
    next.on('end', () => {
      again(next)
    })
    try {
      await next.connect()
      await next.query(CHANNELS.map((channel) => `listen ${channel}`).join('; '))
      client = next
      asked = null
      // What was said while nobody listened is lost, so everybody looks once, is asked who they are, and unlocks
      // again.
      wake('all', null)
      for (const listener of missed) listener()
      if (lost) sayLocked(null)
      lost = false
    } catch {
      again(next)
    }
  }
  const again = (gone: pg.Client) => {
    if (closed || (client !== null && client !== gone)) return
    client = null
    lost = true
    gone.removeAllListeners()
    gone.on('error', () => undefined)
    void gone.end().catch(() => undefined)
    clearTimeout(retry)
    retry = setTimeout(() => void connect(), 1000)
    log.warn('the live connection to the database is gone; trying again')
  }
  void connect()

  // Since when an answer is waited for, in milliseconds of the process.
  let asked: number | null = null
  const clock = setInterval(() => {
    const there = client
    if (!there) return
    if (asked !== null) {
      if (performance.now() - asked > PATIENCE_MS) again(there)
      return
    }
    asked = performance.now()
    there.query('select platform.say()').then(
      () => (asked = null),
      () => undefined,
    )
  }, LOOK_MS)

  return {
    onWake: (listener) => void wakers.add(listener),
    onJob: (listener) => {
      jobs.add(listener)
      return () => void jobs.delete(listener)
    },
    onSessionEnd: (listener) => void ends.add(listener),
    onPersonChange: (listener) => void changes.add(listener),
    onMissed: (listener) => void missed.add(listener),
    close: async () => {
      closed = true
      clearTimeout(retry)
      clearInterval(clock)
      await client?.end().catch(() => undefined)
    },
  }
}

const wokenSchema = z.object({ agencies: z.array(z.number()), room: z.string().nullable() })

/** What a notification names; whoever may connect may say anything. */
function wokenIn(payload: string): z.infer<typeof wokenSchema> {
  const nobody = { agencies: [], room: null }
  try {
    return wokenSchema.safeParse(JSON.parse(payload)).data ?? nobody
  } catch {
    return nobody
  }
}
