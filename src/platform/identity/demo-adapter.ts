/**
 * Where the demo's provider keeps its sign-ins: in memory, each until it expires. Nothing here outlives
 * the process, and it need not: a sign-in at the provider lasts a minute, a session of Seamark is in the
 * database.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider'

type Entry = { payload: AdapterPayload; until: number }

/** More than an exercise ever has at once; the oldest go first. */
const MOST = 2000

/**
 * Makes the adapter of one provider, with an empty memory.
 * @returns what oidc-provider calls for each of its models
 */
export function demoAdapter(): (model: string) => Adapter {
  const entries = new Map<string, Entry>()
  const get = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key)
    if (entry && entry.until > Date.now()) return entry.payload
    entries.delete(key)
    return undefined
  }
  const first = (fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const key of entries.keys()) {
      const payload = get(key)
      if (payload && fits(payload)) return payload
    }
    return undefined
  }
  return (model) => ({
    upsert: (id, payload, seconds = 60) => {
      entries.set(`${model}:${id}`, { payload, until: Date.now() + seconds * 1000 })
      const oldest = entries.keys().next().value
      if (entries.size > MOST && oldest !== undefined) entries.delete(oldest)
      return Promise.resolve()
    },
    find: (id) => Promise.resolve(get(`${model}:${id}`)),
    findByUid: (uid) => Promise.resolve(first((payload) => payload.uid === uid)),
    findByUserCode: (code) => Promise.resolve(first((payload) => payload.userCode === code)),
    consume: (id) => {
      const payload = get(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      return Promise.resolve()
    },
    destroy: (id) => {
      entries.delete(`${model}:${id}`)
      return Promise.resolve()
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
      return Promise.resolve()
    },
  })
}
