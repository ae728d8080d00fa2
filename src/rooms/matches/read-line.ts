/** A line as its page shows it: what we hold, all its matches with one partner, one conversation. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import { standingsOn, type Standing, type Answer } from './answer-match.ts'
import { normaliseIdentifier } from '../../library/identifiers/index.ts'
import { lineOfMatch } from './line-of-match.ts'
import { statesBehind, type MatchState, type Partner } from './list-matches.ts'
import type { FoundMatch } from './find-match.ts'
import { pairsOf, valuesOf, type PersonPair } from './person-pair.ts'
import { newestOf, nextStep, rejectedAlike, SURELY_SEEN_MS, type NextStep } from './read-match.ts'
import { releasedOn, type ReleasedReport } from './released-reports.ts'
import { reportsOnMatches, type OwnReport } from './reports-on-match.ts'
import { sameAsOnMatch, type SameAs } from './same-person.ts'
import { earlierAnswers, type EarlierAnswer } from './withdraw-answer.ts'
import { takenBy, type Taken } from './take-line.ts'
import { markThreadSeen, matchesOfThread, threadOf, type ThreadMessage } from './thread.ts'
import { whatTheySee, type WhatTheySee } from './what-they-see.ts'
import type { AgencyId, MatchId, SideId } from '../../wire/ids.ts'

/** One match of the line. */
export type MatchOfLine = {
  /** what this agency calls the match by */
  id: SideId
  matchId: MatchId
  state: MatchState
  month: string
  contacted: boolean
  answers: { ours: Answer | null; theirs: Answer | null }
  standings: { ours: Standing | null; theirs: Standing | null }
  earlier: EarlierAnswer[]
  pair: PersonPair | null
  rejectedAlike: boolean
  /** they know already that we hold this */
  theySee: boolean
  /** our own reports on it stand only in an operation, or only above OFFICIAL, and those on another match do not */
  narrower: boolean
}

export type LineView = {
  /** what this agency calls the match by from which the line was opened */
  id: SideId
  kind: SubjectKind
  value: string
  tier: 'valid' | 'possible'
  partner: Partner & { id: AgencyId }
  /** at least one, the oldest first */
  matches: [MatchOfLine, ...MatchOfLine[]]
  state: MatchState
  mine: OwnReport[]
  /** what the partner released to us that holds the same */
  released: ReleasedReport[]
  sameAs: SameAs | null
  /** a colleague, or this person, works on it */
  taken: Taken | null
  thread: ThreadMessage[]
  theySee: WhatTheySee
  next: NextStep
  classification: Classification
}

/**
 * Reads a line. That each of its matches was read is recorded, and how far this person has read the thread; of a
 * page that looks again by itself only where there is something new (see readMatch).
 * @param sideId - what this agency calls any match of the line by
 * @param looksAgain - an open page asks by itself
 * @returns the line, as far as this person may know of it
 * @throws not-found
 */
export async function readLine(scope: MemberScope, sideId: SideId, looksAgain = false): Promise<LineView> {
  const line = await lineOfMatch(scope, sideId)
  const { kind, partner, asked } = line
  const ids = line.matches.map(({ matchId }) => matchId)
  const pairs = kind === 'person' ? await pairsOf(scope, ids) : new Map<MatchId, PersonPair>()
  const sights: WhatTheySee[] = []
  const matches: MatchOfLine[] = []
  for (const match of line.matches) {
    const theySee = await whatTheySee(scope, match.matchId, match.contacted)
    sights.push(theySee)
    const pair = pairs.get(match.matchId) ?? null
    matches.push({
      ...(await standingOf(scope, match)),
      pair,
      rejectedAlike: pair ? await rejectedAlike(scope, match.matchId) : false,
      theySee: theySee.match,
      narrower: false,
    })
  }
  const [first] = matches
  if (!first) throw new Error('A line has the match from which it was opened')
  const thread = await threadOf(scope, ids)
  const seen = await markThreadSeen(scope, await matchesOfThread(scope, ids))
  if (!looksAgain || !hasReadAll(matches, thread, seen))
    for (const { matchId } of matches)
      scope.record({ kind: 'consultation', subject: { kind: 'match', id: matchId } })
  const names = [...new Set([...pairs.values()].flatMap((pair) => pair.names))]
  const mine = await reportsOnMatches(scope, ids, { kind, key: line.line, names })
  markNarrower(matches, sights, mine)
  const [value = ''] = await valuesOf(scope, [{ matchId: asked.matchId, kind, key: asked.key }])
  return {
    id: sideId,
    kind,
    value,
    tier: kind === 'person' ? 'valid' : (normaliseIdentifier(kind, asked.key)?.tier ?? 'possible'),
    partner,
    matches: [first, ...matches.slice(1)],
    state: statesBehind(matches.map(({ state }) => state)),
    mine,
    released: await releasedOn(scope, ids),
    sameAs: kind === 'person' ? await sameAsOnMatch(scope, asked.matchId) : null,
    taken: await takenBy(scope, ids),
    thread,
    theySee: togetherSeen(sights),
    next: nextStep(answerTogether(matches), thread),
    classification: mine.some((report) => report.classification === 'OFFICIAL-SENSITIVE')
      ? 'OFFICIAL-SENSITIVE'
      : 'OFFICIAL',
  }
}

/** A message on such a match and on others would be read by colleagues who do not see this one. */
function markNarrower(
  matches: MatchOfLine[],
  sights: readonly WhatTheySee[],
  mine: readonly OwnReport[],
): void {
  const byId = new Map(mine.map((report) => [report.id, report]))
  const reach = sights.map(({ reports }) => {
    const known = reports.flatMap(({ id }) => byId.get(id) ?? [])
    return {
      open: known.some((report) => !report.inOperation),
      official: known.some((report) => !report.inOperation && report.classification === 'OFFICIAL'),
    }
  })
  for (const [index, match] of matches.entries())
    match.narrower =
      (reach[index]?.open === false && reach.some(({ open }) => open)) ||
      (reach[index]?.official === false && reach.some(({ official }) => official))
}

type Standings = Omit<MatchOfLine, 'pair' | 'rejectedAlike' | 'theySee' | 'narrower'>

async function standingOf(scope: MemberScope, match: FoundMatch): Promise<Standings> {
  const { id, matchId, state, month, contacted } = match
  const standings = await standingsOn(scope, matchId)
  const ours = standings.get(scope.actor.agencyId) ?? null
  const theirs = standings.get(match.partner.id) ?? null
  // Whether they have put it away is their own affair.
  const theirAnswer = theirs?.answer ? { ...theirs.answer, closedAt: null } : null
  return {
    id,
    matchId,
    state,
    month,
    contacted,
    answers: { ours: ours?.answer ?? null, theirs: theirAnswer },
    standings: { ours, theirs: theirs ? { ...theirs, answer: theirAnswer } : null },
    earlier: await earlierAnswers(scope, matchId),
  }
}

/** Our answer on the line: there is none while one of its matches has none, and it is closed once all are. */
function answerTogether(matches: readonly MatchOfLine[]): Answer | null {
  const answers = matches.map(({ answers }) => answers.ours)
  if (answers.some((answer) => answer === null)) return null
  return answers.find((answer) => answer?.closedAt === null) ?? answers[0] ?? null
}

function togetherSeen(sights: readonly WhatTheySee[]): WhatTheySee {
  return {
    match: sights.some(({ match }) => match),
    reports: [
      ...new Map(sights.flatMap(({ reports }) => reports).map((report) => [report.id, report])).values(),
    ],
  }
}

function hasReadAll(
  matches: readonly MatchOfLine[],
  thread: readonly ThreadMessage[],
  seen: ReadonlyMap<MatchId, Date>,
): boolean {
  return matches.every(({ matchId, standings }) => {
    const at = seen.get(matchId)
    const newest = newestOf(thread, [standings.ours, standings.theirs])
    return at !== undefined && newest < at.getTime() - SURELY_SEEN_MS
  })
}
