/** An agency's word on a match. The two sides' words are kept apart and never merged into one. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, invalid, type SeamarkError } from '../../platform/errors.ts'
import { seenNumber } from '../../platform/http/input.ts'
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

/** How an agency stands to a match: its word, or that it took one back. */
export type Standing = {
  word: Word | null
  takenBackAt: Date | null
  /** it was the program: something new is known of a rejected pair */
  openedAgain: boolean
  version: number
}

/** A colleague answered meanwhile, or took the answer back: `standing` is how the agency stands now. */
export type StaleWord = SeamarkError & { standing: Standing }

export function isStaleWord(thrown: unknown): thrown is StaleWord {
  return thrown instanceof Error && 'standing' in thrown
}

export const LONGEST_REASON = 2_000

/** Which answer of our own agency the person had before their eyes; 0 for none. */
export const seenVersion = seenNumber.optional()

const REASON_MISSING = 'Give the reason. The partner reads it'
export const reasonGiven = plainText(REASON_MISSING, LONGEST_REASON)

/**
 * Gives or changes this agency's word, and opens the match again where the agency had closed it.
 * @param sideId - what this agency calls the match by
 * @param version - the answer that the person saw. Without one, a word is given where there is none, and
 *   said again where it is the same.
 * @throws not-found; invalid with `fields.reason` for a word on two persons without one: a number is the
 *   same or not, but that two people are one must be argued; StaleWord (conflict `stale`) when a colleague
 *   has answered meanwhile
 */
export async function giveWord(
  scope: MemberScope,
  sideId: string,
  input: { word: 'confirmed' | 'rejected'; reason: string | null; version: number | undefined },
): Promise<void> {
  const { matchId, partner, kind } = await matchOfSide(scope, sideId)
  if (kind === 'person' && input.reason === null) throw invalid({ reason: REASON_MISSING })
  const { agencyId, personId } = scope.actor
  const given = await scope.tx.run(
    `insert into deconfliction.match_word as w (match_id, agency_id, word, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (match_id, agency_id) do update
       set word = excluded.word, reason = excluded.reason, person_id = excluded.person_id, at = excluded.at,
           closed_at = null, closed_by = null, version = w.version + 1
       where case when $7::integer is null then w.word is null else w.version = $7 end`,
    [matchId, agencyId, input.word, input.reason, personId, scope.now, input.version ?? null],
  )
  if (given === 0) {
    const standing = await ownStanding(scope, matchId)
    if (input.version === undefined && standing?.word?.word === input.word) return
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

/** How this agency stands to a match, or null when it never answered. */
export async function ownStanding(scope: MemberScope, matchId: string): Promise<Standing | null> {
  return (await standingsOn(scope, matchId)).get(scope.actor.agencyId) ?? null
}

/** Both agencies' standings, by agency; an agency that never answered is not in it. */
export async function standingsOn(scope: MemberScope, matchId: string): Promise<Map<number, Standing>> {
  const rows = await scope.tx.many<Omit<Word, 'word'> & { word: Word['word'] | null; agencyId: number }>(
    `select agency_id as "agencyId", word, reason, identity.person_label(person_id) as by, at,
            closed_at as "closedAt", version
     from deconfliction.match_word where match_id = $1`,
    [matchId],
  )
  return new Map(
    rows.map(({ agencyId, word, ...rest }) => [
      agencyId,
      {
        word: word === null ? null : { word, ...rest },
        takenBackAt: word === null ? rest.at : null,
        openedAgain: word === null && rest.by === null,
        version: rest.version,
      },
    ]),
  )
}

/** The refusal of an answer given without knowing a colleague's. */
export function staleWord(standing: Standing | null): SeamarkError {
  const refusal = conflict(
    'stale',
    'A colleague has answered meanwhile. Read what they said, then send yours again if it still holds.',
  )
  return standing ? Object.assign(refusal, { standing }) : refusal
}
