/** Repeated submissions: the same key with the same body is done once and answered twice. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { conflict, invalid } from '../errors.ts'
import type { MemberScope } from '../database/scope.ts'

/**
 * Reads the caller's `Idempotency-Key`.
 * @returns the key; null when none was sent
 * @throws invalid when it cannot be one
 */
export function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw invalid({ 'idempotency-key': 'Must be 1 to 200 visible ASCII characters' })
  return key
}

export type KeptAnswer = { status: number; answer: unknown }

/**
 * Claims a key for an answer that is known before the work is done. The claim and the work commit
 * together; whoever comes with the same key meanwhile waits for that.
 * @param claim - `body` is what was asked for; `answer` what will be said once the work is done
 * @returns null for the first, who does the work; otherwise the answer that the first was given
 * @throws conflict `idempotency-key-reused` when the key came with something else before
 */
export async function claimAnswer(
  scope: MemberScope,
  claim: { key: string; body: unknown; status: number; answer: object },
): Promise<KeptAnswer | null> {
  const hash = createHash('sha256')
    .update(`${scope.operation}\n${JSON.stringify(claim.body, inOneOrder)}`)
    .digest()
  const claimed = await scope.tx.run(
    `insert into platform.idempotent_answer (person_id, key, request_hash, status, answer, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [scope.actor.personId, claim.key, hash, claim.status, JSON.stringify(claim.answer), scope.now],
  )
  if (claimed === 1) return null
  const kept = await scope.tx.one<KeptAnswer & { same: boolean }>(
    `select status, answer, request_hash = $3 as same from platform.idempotent_answer where person_id = $1 and key = $2`,
    [scope.actor.personId, claim.key, hash],
  )
  if (!kept.same)
    throw conflict(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    )
  return { status: kept.status, answer: kept.answer }
}

/**
 * Makes something new, once for a key; without a key as often as it is asked for.
 * @param asked - `answer`: what will be said, with the id that was drawn beforehand
 * @param work - makes it, with that id
 * @returns 201 with the answer, or what the first with this key was told
 * @throws as claimAnswer, and what the work throws
 */
export async function makeOnce(
  scope: MemberScope,
  asked: { key: string | null; body: unknown; answer: object },
  work: () => Promise<unknown>,
): Promise<KeptAnswer> {
  const { key, body, answer } = asked
  const kept = key === null ? null : await claimAnswer(scope, { key, body, status: 201, answer })
  if (kept !== null) return kept
  await work()
  return { status: 201, answer }
}

/** Two bodies that differ only in the order of their fields ask for the same. */
function inOneOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
