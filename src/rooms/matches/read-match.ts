/** A match as one side may know it: ours in full, of theirs what the rule of sight lets it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { standingsOn, type Standing, type Answer } from './answer-match.ts'
import { normaliseIdentifier } from '../../library/identifiers/index.ts'
import type { MatchState, Partner } from './list-matches.ts'
import { findMatch } from './find-match.ts'
import { pairsOf, valuesOf, type PersonPair } from './person-pair.ts'
import { reportsOnMatches, type OwnReport } from './reports-on-match.ts'
import { sameAsOnMatch, type SameAs } from './same-person.ts'
import { earlierAnswers, type EarlierAnswer } from './withdraw-answer.ts'
import { markThreadSeen, threadOf, type ThreadMessage } from './thread.ts'
import { whatTheySee, type WhatTheySee } from './what-they-see.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

/** The one thing to do next. */
export type NextStep = 'contact' | 'answer' | 'await' | 'decide' | 'close' | 'nothing'

export type MatchView = {
  /** what this agency calls the match by */
  id: SideId
  matchId: MatchId
  kind: SubjectKind
  value: string
  tier: 'valid' | 'possible'
  state: MatchState
  partner: Partner
  /** `YYYY-MM`, in which the match arose; nothing nearer is told */
  month: string
  /** the reports of ours that this person may read, newest first */
  mine: OwnReport[]
  answers: { ours: Answer | null; theirs: Answer | null }
  /** the answers, or that one was taken back; null: never answered */
  standings: { ours: Standing | null; theirs: Standing | null }
  /** what our own agency answered before, newest first */
  earlier: EarlierAnswer[]
  /** for a match of two persons */
  pair: PersonPair | null
  /** what counts as the same person as ours, in this viewer's sight */
  sameAs: SameAs | null
  /** our own agency rejected a pair of one of these persons with somebody like the other */
  rejectedAlike: boolean
  thread: ThreadMessage[]
  theySee: WhatTheySee
  next: NextStep
  classification: Classification
}

/** Two acts may begin in one order and commit in the other; what came within so many milliseconds is new. */
export const SURELY_SEEN_MS = 10_000

/**
 * Reads a match. That it was read is recorded, and so is how far this person has read the thread.
 *
 * A page that is open looks again whenever anything comes for its agency, a report of the public too. Where it
 * finds nothing that this person has not read, that is no consultation; its event would tell the second at
 * which somebody reported.
 * @param sideId - what this agency calls the match by
 * @param looksAgain - an open page asks by itself
 * @returns the match, as far as this person may know of it
 * @throws not-found
 */
export async function readMatch(scope: MemberScope, sideId: SideId, looksAgain = false): Promise<MatchView> {
  const match = await findMatch(scope, sideId)
  const { matchId, kind, key, partner } = match
  const pair = kind === 'person' ? ((await pairsOf(scope, [matchId])).get(matchId) ?? null) : null
  const mine = await reportsOnMatches(scope, [matchId], { kind, key, names: pair?.names ?? [] })
  const standings = await standingsOn(scope, matchId)
  const thread = await threadOf(scope, [matchId])
  const theySee = await whatTheySee(scope, matchId, match.contacted)
  const seen = (await markThreadSeen(scope, [matchId])).get(matchId)
  const ours = standings.get(scope.actor.agencyId)
  const theirs = standings.get(partner.id)
  const hasReadAll = seen !== undefined && newestOf(thread, [ours, theirs]) < seen.getTime() - SURELY_SEEN_MS
  if (!looksAgain || !hasReadAll)
    scope.record({ kind: 'consultation', subject: { kind: 'match', id: matchId } })
  const [value = ''] = await valuesOf(scope, [{ matchId, kind, key }])
  const both = {
    ours: ours?.answer ?? null,
    // Whether they have put it away is their own affair.
    theirs: theirs?.answer ? { ...theirs.answer, closedAt: null } : null,
  }
  return {
    id: sideId,
    matchId,
    kind,
    value,
    tier: pair ? 'valid' : (normaliseIdentifier(kind, key)?.tier ?? 'possible'),
    state: match.state,
    partner: { slug: partner.slug, name: partner.name, desk: partner.desk },
    month: match.month,
    mine,
    answers: both,
    standings: { ours: ours ?? null, theirs: theirs ? { ...theirs, answer: both.theirs } : null },
    earlier: await earlierAnswers(scope, matchId),
    pair,
    sameAs: pair ? await sameAsOnMatch(scope, matchId) : null,
    rejectedAlike: pair ? await rejectedAlike(scope, matchId) : false,
    thread,
    theySee,
    next: nextStep(both.ours, thread),
    classification: mine.some((report) => report.classification === 'OFFICIAL-SENSITIVE')
      ? 'OFFICIAL-SENSITIVE'
      : 'OFFICIAL',
  }
}

/**
 * Finds when the newest message or answer came.
 * @param thread - messages
 * @param standings - of the agencies
 * @returns milliseconds since 1970; 0 where there is nothing
 */
export function newestOf(
  thread: readonly { at: Date }[],
  standings: readonly (Standing | null | undefined)[],
): number {
  return [
    ...thread.map(({ at }) => at),
    ...standings.flatMap((standing) => [standing?.answer?.at, standing?.takenBackAt]),
  ].reduce((latest, at) => Math.max(latest, at?.getTime() ?? 0), 0)
}

/**
 * Asks whether our own agency has rejected a pair of one of these persons with somebody like the other.
 * @param matchId - a match in the viewer's sight
 * @returns whether there is such a rejection; of our own agency's only
 */
export async function rejectedAlike(scope: MemberScope, matchId: MatchId): Promise<boolean> {
  const { alike } = await scope.tx.one<{ alike: boolean }>(
    'select deconfliction.rejected_alike($1) as alike',
    [matchId],
  )
  return alike
}

/**
 * Says what comes next: write, wait or answer, decide, close: in this order, whatever the partner's answer.
 * @param ours - our own agency's answer; null where there is none
 * @param thread - the messages
 * @returns what to do next
 */
export function nextStep(ours: Answer | null, thread: readonly { mine: boolean }[]): NextStep {
  if (ours?.closedAt) return 'nothing'
  if (ours) return 'close'
  const last = thread.at(-1)
  if (!last) return 'contact'
  if (!thread.some((message) => message.mine)) return 'answer'
  return last.mine ? 'await' : 'decide'
}
