/** One person walking two worlds at once: the one that holds the secrets, and the one that does not. */
import { randomUUID } from 'node:crypto'
import type { TestNode } from '../../support/node.ts'
import type { Desk } from '../../support/callers.ts'
import { differenceOf, seenOf, wordsIn, type Seen } from './compare.ts'
import type { Visit } from './requests.ts'
import type { Fields, Ids } from './secret.ts'

export type World = { node: TestNode; ids: Ids }
export type Answered = { seen: Seen; raw: string; sent: string }

/** A person at a desk and with a token; `null` for somebody who is not signed in. */
export type Walker = { email: string | null; desk: Desk; token: string | null }

export async function enter(world: World, email: string | null): Promise<Walker> {
  if (email === null) {
    const { desk } = await import('../../support/callers.ts')
    return { email, desk: desk(world.node.base), token: null }
  }
  return { email, desk: await world.node.signIn(email), token: await world.node.token(email) }
}

/** Sends one visit's request and reads the whole answer. */
export async function send(world: World, walker: Walker, visit: Visit): Promise<Answered> {
  const path = visit.path.replaceAll(
    /\{([^}]+)\}/g,
    (_whole, name: string) => world.ids[name] ?? randomUUID(),
  )
  const isApi = path.startsWith('/api/')
  const init: RequestInit = { method: visit.route.method, redirect: 'manual' }
  const headers: Record<string, string> = isApi
    ? walker.token === null
      ? {}
      : { authorization: `Bearer ${walker.token}` }
    : { cookie: [...walker.desk.cookies].map((pair) => pair.join('=')).join('; ') }
  Object.assign(headers, visit.headers, { 'accept-encoding': 'identity' })
  if (visit.body) Object.assign(init, { body: encode(visit.body, isApi, walker, headers) })
  const response = await fetch(world.node.base + path, { ...init, headers })
  const body = await response.text()
  const headerText = [...response.headers].map((pair) => pair.join(': ')).join('\n')
  return {
    seen: seenOf(response, body),
    raw: `${String(response.status)}\n${headerText}\n${body}`,
    sent: `${path}\n${JSON.stringify(visit.body)}`,
  }
}

function encode(
  body: Fields,
  isApi: boolean,
  walker: Walker,
  headers: Record<string, string>,
): string | URLSearchParams | FormData {
  if (isApi) {
    headers['content-type'] = 'application/json'
    return JSON.stringify(body)
  }
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string | File] => [name, one instanceof File ? one : String(one)]),
  )
  const form = new FormData()
  form.append('_csrf', walker.desk.csrf())
  for (const [name, value] of pairs) form.append(name, value)
  if (pairs.some(([, value]) => value instanceof File)) return form
  const plain = new URLSearchParams()
  for (const [name, value] of form) if (typeof value === 'string') plain.append(name, value)
  return plain
}

/**
 * What is wrong with the two answers, in words; empty when nothing is.
 * @param isCompared - false for an answer that holds chance or the clock throughout: it is looked through for words only
 */
export function faultsOf(
  held: Answered,
  not: Answered,
  words: Record<string, string>,
  isCompared: boolean,
): string[] {
  const faults: string[] = []
  const found = wordsIn(held.raw, words, held.sent)
  if (found.length > 0) faults.push(`says ${found.join(', ')}`)
  if (isCompared) {
    const difference = differenceOf(held.seen, not.seen)
    if (difference !== null) faults.push(`differs with the secret and without it: ${difference}`)
  }
  if (held.seen.status >= 500) faults.push(`answers ${String(held.seen.status)}`)
  return faults
}
