/** One answer for many lines at once: for a backlog of which somebody has seen that it is wrong, or done. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import type { ChosenMatch } from './answer-line.ts'
import { closeMatch } from './close-match.ts'
import { answerMatch, ownStanding } from './answer-match.ts'
import { lineOfMatch, type FoundLine } from './line-of-match.ts'
import { findMatches, findMatch } from './find-match.ts'
import { valuesOf } from './person-pair.ts'
import type { MatchId, SideId } from '../../wire/ids.ts'

export const manyActs = ['reject', 'reject-and-close', 'close'] as const
export type ManyAct = (typeof manyActs)[number]

export type ChosenLine = {
  id: SideId
  kind: SubjectKind
  value: string
  partner: string
  /** its matches, each with our own agency's answer */
  matches: { id: SideId; version: number; answer: 'confirmed' | 'rejected' | null; closed: boolean }[]
  classification: Classification
}

/**
 * Finds the lines of matches that were ticked.
 * @param sideIds - what this agency calls the matches that were ticked by
 * @returns the lines of these matches; what is not there or not to be known is left out, as if not chosen
 */
export async function chosenLines(scope: MemberScope, sideIds: readonly SideId[]): Promise<ChosenLine[]> {
  const lines = new Map<string, FoundLine>()
  for (const { id } of await findMatches(scope, sideIds)) {
    const line = await lineOfMatch(scope, id)
    lines.set(`${line.kind} ${line.line} ${String(line.partner.id)}`, line)
  }
  const found = [...lines.values()]
  const values = await valuesOf(
    scope,
    found.map(({ asked }) => asked),
  )
  const chosen: ChosenLine[] = []
  for (const [index, { asked, kind, partner, matches }] of found.entries()) {
    const standings: ChosenLine['matches'] = []
    for (const { id, matchId } of matches) {
      const standing = await ownStanding(scope, matchId)
      standings.push({
        id,
        version: standing?.version ?? 0,
        answer: standing?.answer?.answer ?? null,
        closed: Boolean(standing?.answer?.closedAt),
      })
    }
    const classification = await classificationOf(
      scope,
      matches.map(({ matchId }) => matchId),
    )
    chosen.push({
      id: asked.id,
      kind,
      value: values[index] ?? '',
      partner: partner.name,
      matches: standings,
      classification,
    })
  }
  return chosen
}

async function classificationOf(scope: MemberScope, matchIds: readonly MatchId[]): Promise<Classification> {
  const { sensitive } = await scope.tx.one<{ sensitive: boolean }>(
    `select exists (
       select from deconfliction.match_side s join deconfliction.side_record r on r.id = s.record_id
       where s.match_id = any ($1) and s.agency_id = $2 and r.classification = 'OFFICIAL-SENSITIVE') as sensitive`,
    [matchIds, scope.actor.agencyId],
  )
  return sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
}

/**
 * Rejects what our own agency has not answered, or closes what it has. A confirmed match is not rejected by it.
 * @param chosen - matches, each with the answer that the person had before their eyes
 * @param act - what is done with each: reject, reject and close, or close
 * @param reason - of a rejection; the partner reads it
 * @returns how many were answered or closed, and how many stay as they were
 * @throws as answerMatch and closeMatch; then all stay as they were
 */
export async function answerMany(
  scope: MemberScope,
  chosen: readonly ChosenMatch[],
  act: ManyAct,
  reason: string | null,
): Promise<{ done: number; left: number }> {
  let done = 0
  for (const { id, version } of chosen) {
    const { matchId } = await findMatch(scope, id)
    const answer = (await ownStanding(scope, matchId))?.answer ?? null
    if (act === 'close' ? !answer || answer.closedAt : answer && version !== 0) continue
    if (act !== 'close') await answerMatch(scope, id, { answer: 'rejected', reason, version })
    if (act !== 'reject') await closeMatch(scope, id, { version: undefined })
    done += 1
  }
  return { done, left: chosen.length - done }
}
