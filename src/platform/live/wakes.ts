/** Hears which agencies have something new: one LISTEN connection for the whole node. */
import pg from 'pg'
import { sayLocked } from '../identity/locked.ts'
import type { Log } from '../log.ts'

export type Wakes = {
  /** Calls `wake` when something has changed for an agency; the caller looks what, under its own sight. */
  onWake: (agencyId: number, wake: () => void) => () => void
  close: () => Promise<void>
}

/** @param url - the program's login; the connection reads nothing, it only listens */
export function listenForWakes(url: string, log: Log): Wakes {
  const listeners = new Map<number, Set<() => void>>()
  let client: pg.Client | null = null
  let closed = false
  let lost = false
  let retry: NodeJS.Timeout | undefined

  const wakeAll = () => {
    for (const group of listeners.values()) for (const wake of group) wake()
  }

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    next.on('notification', (message) => {
      if (message.channel === 'seamark_locked') {
        sayLocked(message.payload ?? null)
        return
      }
      const agencies = JSON.parse(message.payload ?? '[]') as number[]
      for (const agency of agencies) for (const wake of listeners.get(agency) ?? []) wake()
    })
    next.on('error', () => {
      again(next)
    })
    next.on('end', () => {
      again(next)
    })
    try {
      await next.connect()
      await next.query('listen seamark_wake; listen seamark_locked')
      client = next
      // What was said while nobody listened is lost, so everybody looks once, and unlocks again.
      wakeAll()
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
    close: async () => {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
