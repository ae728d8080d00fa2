/** An agency's word on a match. The two sides' words are kept apart and never merged into one. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, type SeamarkError } from '../../platform/errors.ts'
import { matchOfSide } from './match-of-side.ts'
import { plainText } from './write-message.ts'

export type Word = {
  word: 'confirmed' | 'rejected'
  reason: string | null
  /** a colleague by name, a person of the partner by role and agency */
  by: string | null
  at: Date
  closedAt: Date | null
  version: number
}

/** A colleague answered meanwhile; `theirs` is what they said. */
export type StaleWord = SeamarkError & { theirs: Word }

export function isStaleWord(thrown: unknown): thrown is StaleWord {
  return thrown instanceof Error && 'theirs' in thrown
}

export const LONGEST_REASON = 2_000

/** Which answer of our own agency the person had before their eyes; 0 for none. */
export const seenVersion = z.coerce.number().int().min(0).optional()

export const reasonGiven = plainText('Give the reason. The partner reads it', LONGEST_REASON)

/**
 * Gives or changes this agency's word, and opens the match again where the agency had closed it.
 * @param sideId - what this agency calls the match by
 * @param version - the answer that the person saw. Without one, a word is given where there is none, and
 *   said again where it is the same.
 * @throws not-found; StaleWord (conflict `stale`) when a colleague has answered meanwhile
 */
export async function giveWord(
  scope: MemberScope,
  sideId: string,
  input: { word: 'confirmed' | 'rejected'; reason: string | null; version: number | undefined },
): Promise<void> {
  const { matchId, partner } = await matchOfSide(scope, sideId)
  const { agencyId, personId } = scope.actor
  const seen = input.version ?? 0
  const given = await scope.tx.run(
    `insert into deconfliction.match_word as w (match_id, agency_id, word, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (match_id, agency_id) do update
       set word = excluded.word, reason = excluded.reason, person_id = excluded.person_id, at = excluded.at,
           closed_at = null, closed_by = null, version = w.version + 1
       where w.version = $7`,
    [matchId, agencyId, input.word, input.reason, personId, scope.now, seen],
  )
  if (given === 0) {
    const standing = await ownWord(scope, matchId)
    if (input.version === undefined && standing?.word === input.word) return
    throw staleWord(standing)
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'match', id: matchId },
    recipients: [partner.id],
    detail: { word: input.word },
  })
  scope.wake([agencyId, partner.id])
}

/** This agency's word on a match, or null. */
export async function ownWord(scope: MemberScope, matchId: string): Promise<Word | null> {
  return (await wordsOn(scope, matchId)).get(scope.actor.agencyId) ?? null
}

/** Both agencies' words, by agency; an agency without one is not in it. */
export async function wordsOn(scope: MemberScope, matchId: string): Promise<Map<number, Word>> {
  const rows = await scope.tx.many<Word & { agencyId: number }>(
    `select agency_id as "agencyId", word, reason, identity.person_label(person_id) as by, at,
            closed_at as "closedAt", version
     from deconfliction.match_word where match_id = $1`,
    [matchId],
  )
  return new Map(rows.map(({ agencyId, ...word }) => [agencyId, word]))
}

/** The refusal of an answer given without knowing a colleague's. */
export function staleWord(theirs: Word | null): SeamarkError {
  const refusal = conflict(
    'stale',
    'A colleague has answered meanwhile. Read what they said, then send yours again if it still holds.',
  )
  return theirs ? Object.assign(refusal, { theirs }) : refusal
}
