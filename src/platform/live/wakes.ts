/**
 * Hears which agencies have something new, and who is no longer who they were: one LISTEN connection for the
 * whole node. What it hears carries no content.
 */
import pg from 'pg'
import { sayLocked } from '../identity/locked.ts'
import type { Log } from '../log.ts'

export type Wakes = {
  /** Calls `wake` when something has changed for an agency; the caller looks what, under its own sight. */
  onWake: (agencyId: number, wake: () => void) => () => void
  /** Calls back when a session has ended, on whichever node and by whatever road; with its hash in hex. */
  onSessionEnd: (listener: (session: string) => void) => void
  /** Calls back when somebody's roles or clearance have changed, or their account was stopped. */
  onPersonChange: (listener: (personId: string) => void) => void
  /** Calls back when the connection stands (again): what was said meanwhile is lost, so ask. */
  onMissed: (listener: () => void) => void
  close: () => Promise<void>
}

const CHANNELS = ['seamark_wake', 'seamark_session_ended', 'seamark_person_changed', 'seamark_locked']

/** @param url - the program's login; the connection reads nothing, it only listens */
export function listenForWakes(url: string, log: Log): Wakes {
  const listeners = new Map<number, Set<() => void>>()
  const ends = new Set<(session: string) => void>()
  const changes = new Set<(personId: string) => void>()
  const missed = new Set<() => void>()
  let client: pg.Client | null = null
  let closed = false
  let lost = false
  let retry: NodeJS.Timeout | undefined

  const wakeAll = () => {
    for (const group of listeners.values()) for (const wake of group) wake()
  }

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    next.on('notification', ({ channel, payload = '' }) => {
      if (channel === 'seamark_session_ended') for (const listener of ends) listener(payload)
      else if (channel === 'seamark_person_changed') for (const listener of changes) listener(payload)
      else if (channel === 'seamark_locked') sayLocked(payload)
      else for (const agency of agenciesIn(payload)) for (const wake of listeners.get(agency) ?? []) wake()
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
      // What was said while nobody listened is lost, so everybody looks once, is asked who they are, and unlocks
      // again.
      wakeAll()
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

  return {
    onWake: (agencyId, wake) => {
      const group = listeners.get(agencyId) ?? new Set()
      group.add(wake)
      listeners.set(agencyId, group)
      return () => {
        group.delete(wake)
        if (group.size === 0) listeners.delete(agencyId)
      }
    },
    onSessionEnd: (listener) => void ends.add(listener),
    onPersonChange: (listener) => void changes.add(listener),
    onMissed: (listener) => void missed.add(listener),
    close: async () => {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}

/** The agencies that a notification names; whoever may connect may say anything. */
function agenciesIn(payload: string): number[] {
  try {
    const said: unknown = JSON.parse(payload)
    return Array.isArray(said) ? said.filter((one) => typeof one === 'number') : []
  } catch {
    return []
  }
}
