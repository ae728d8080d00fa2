/** An agency's answer on a match. The two sides' answers are kept apart and never merged into one. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { conflict, invalid, type SeamarkError } from '../../platform/errors.ts'
import { seenNumber } from '../../platform/http/input.ts'
import { findMatch } from './find-match.ts'
import { plainText } from './write-message.ts'
import type { AgencyId, MatchId, SideId } from '../../wire/ids.ts'

export type Answer = {
  answer: 'confirmed' | 'rejected'
  reason: string | null
  /** a colleague by name, a person of the partner by role and agency */
  by: string | null
  at: Date
  closedAt: Date | null
  version: number
}

/** How an agency stands to a match: its answer, or that it took one back. */
export type Standing = {
  answer: Answer | null
  takenBackAt: Date | null
  /** it was the program: something new is known of a rejected pair */
  openedAgain: boolean
  version: number
}

/** A colleague answered meanwhile, or took the answer back: `standing` is how the agency stands now. */
export type StaleAnswer = SeamarkError & { standing: Standing }

/**
 * Tells a stale answer from other errors.
 * @param thrown - whatever was thrown
 * @returns whether it is the refusal of an answer that was given without knowing a colleague's
 */
export function isStaleAnswer(thrown: unknown): thrown is StaleAnswer {
  return thrown instanceof Error && 'standing' in thrown
}

export const LONGEST_REASON = 2_000

/** Which answer of our own agency the person had before their eyes; 0 for none. */
export const seenVersion = seenNumber.optional()

const REASON_MISSING = 'Give the reason. The partner reads it'
export const reasonGiven = plainText(REASON_MISSING, LONGEST_REASON)

/**
 * Gives or changes this agency's answer, and opens the match again where the agency had closed it.
 * @param sideId - what this agency calls the match by
 * @param input - the answer, its reason, and the `version` of the answer that the person saw; without a version, an
 *   answer is given where there is none, and said again where it is the same
 * @throws not-found; invalid with `fields.reason` for an answer on two persons without one: a number is the
 *   same or not, but that two people are one must be argued; StaleAnswer (conflict `stale`) when a colleague
 *   has answered meanwhile
 */
export async function answerMatch(
  scope: MemberScope,
  sideId: SideId,
  input: { answer: 'confirmed' | 'rejected'; reason: string | null; version: number | undefined },
): Promise<void> {
  const { matchId, partner, kind } = await findMatch(scope, sideId)
  if (kind === 'person' && input.reason === null) throw invalid({ reason: REASON_MISSING })
  const { agencyId, personId } = scope.actor
  const given = await scope.tx.run(
    `insert into deconfliction.match_answer as w (match_id, agency_id, answer, reason, person_id, at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (match_id, agency_id) do update
       set answer = excluded.answer, reason = excluded.reason, person_id = excluded.person_id, at = excluded.at,
           closed_at = null, closed_by = null, version = w.version + 1
       where case when $7::integer is null then w.answer is null else w.version = $7 end`,
    [matchId, agencyId, input.answer, input.reason, personId, scope.now, input.version ?? null],
  )
  if (given === 0) {
    const standing = await ownStanding(scope, matchId)
    if (input.version === undefined && standing?.answer?.answer === input.answer) return
    throw staleAnswer(standing)
  }
  scope.record({
    kind: 'alteration',
    subject: { kind: 'match', id: matchId },
    recipients: [partner.id],
    detail: { word: input.answer },
  })
  scope.wake([agencyId, partner.id])
}

/**
 * Reads how this agency stands to a match.
 * @param matchId - a match in the viewer's sight
 * @returns the standing; null where the agency never answered
 */
export async function ownStanding(scope: MemberScope, matchId: MatchId): Promise<Standing | null> {
  return (await standingsOn(scope, matchId)).get(scope.actor.agencyId) ?? null
}

/**
 * Reads how both agencies stand to a match.
 * @param matchId - a match in the viewer's sight
 * @returns by agency; an agency that never answered is not in it
 */
export async function standingsOn(scope: MemberScope, matchId: MatchId): Promise<Map<AgencyId, Standing>> {
  const rows = await scope.tx.many<
    Omit<Answer, 'answer'> & { answer: Answer['answer'] | null; agencyId: AgencyId }
  >(
    `select agency_id as "agencyId", answer, reason, identity.person_label(person_id) as by, at,
            closed_at as "closedAt", version
     from deconfliction.match_answer where match_id = $1`,
    [matchId],
  )
  return new Map(
    rows.map(({ agencyId, answer, ...rest }) => [
      agencyId,
      {
        answer: answer === null ? null : { answer, ...rest },
        takenBackAt: answer === null ? rest.at : null,
        openedAgain: answer === null && rest.by === null,
        version: rest.version,
      },
    ]),
  )
}

/**
 * Makes the refusal of an answer given without knowing a colleague's.
 * @param standing - how the agency stands now; null where it never answered
 * @returns conflict `stale`, with the standing where there is one
 */
export function staleAnswer(standing: Standing | null): SeamarkError {
  const refusal = conflict(
    'stale',
    'A colleague has answered meanwhile. Read what they said, then send yours again if it still holds.',
  )
  return standing ? Object.assign(refusal, { standing }) : refusal
}
