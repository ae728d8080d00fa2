/** One answer for many lines at once: for a backlog of which somebody has seen that it is wrong, or done. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Classification, SubjectKind } from '../../wire/codes.ts'
import type { ChosenMatch } from './answer-line.ts'
import { closeMatch } from './close-match.ts'
import { giveWord, ownStanding } from './give-word.ts'
import { lineOfMatch, type FoundLine } from './line-of-match.ts'
import { matchesOfSides, matchOfSide } from './match-of-side.ts'
import { valuesOf } from './pairs.ts'

export const manyActs = ['reject', 'reject-and-close', 'close'] as const
export type ManyAct = (typeof manyActs)[number]

export type ChosenLine = {
  id: string
  kind: SubjectKind
  value: string
  partner: string
  /** its matches, each with our own agency's answer */
  matches: { id: string; version: number; word: 'confirmed' | 'rejected' | null; closed: boolean }[]
  classification: Classification
}

/** @returns the lines of these matches; what is not there or not to be known is left out, as if not chosen */
export async function chosenLines(scope: MemberScope, sideIds: readonly string[]): Promise<ChosenLine[]> {
  const lines = new Map<string, FoundLine>()
  for (const { id } of await matchesOfSides(scope, sideIds)) {
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
        word: standing?.word?.word ?? null,
        closed: Boolean(standing?.word?.closedAt),
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

async function classificationOf(scope: MemberScope, matchIds: readonly string[]): Promise<Classification> {
  const { sensitive } = await scope.tx.one<{ sensitive: boolean }>(
    `select exists (
       select from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
       where s.match_id = any ($1) and s.agency_id = $2 and r.classification = 'OFFICIAL-SENSITIVE') as sensitive`,
    [matchIds, scope.actor.agencyId],
  )
  return sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
}

/**
 * Rejects what our own agency has not answered, or closes what it has. A confirmed match is not rejected by it.
 * @param chosen - matches, each with the answer that the person had before their eyes
 * @param reason - of a rejection; the partner reads it
 * @returns how many were answered or closed, and how many stay as they were
 * @throws as giveWord and closeMatch; then all stay as they were
 */
export async function answerMany(
  scope: MemberScope,
  chosen: readonly ChosenMatch[],
  act: ManyAct,
  reason: string | null,
): Promise<{ done: number; left: number }> {
  let done = 0
  for (const { id, version } of chosen) {
    const { matchId } = await matchOfSide(scope, id)
    const word = (await ownStanding(scope, matchId))?.word ?? null
    if (act === 'close' ? !word || word.closedAt : word && version !== 0) continue
    if (act !== 'close') await giveWord(scope, id, { word: 'rejected', reason, version })
    if (act !== 'reject') await closeMatch(scope, id, { version: undefined })
    done += 1
  }
  return { done, left: chosen.length - done }
}
