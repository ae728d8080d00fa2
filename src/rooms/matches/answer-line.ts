/**
 * One answer for several matches of a line. Each match gets an answer of its own: a match that comes later is not
 * answered by it, any can be answered otherwise, and nothing is merged.
 */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { chosenOf } from './chosen-matches.ts'
import { closeMatch } from './close-match.ts'
import { answerMatch } from './answer-match.ts'
import { lineOfMatch } from './line-of-match.ts'
import { withdrawAnswer } from './withdraw-answer.ts'
import type { SideId } from '../../wire/ids.ts'

const MOST_CHOSEN = 500
const CHOICE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::(\d{1,9}))?$/

/** A match of a line, with the answer of our own agency that the person had before their eyes. */
export type ChosenMatch = { id: SideId; version: number | undefined }

/** Matches as a form sends them: `ID:VERSION`, one or many. */
export const chosenMatches = z.preprocess(
  (value): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z
    .array(z.string().regex(CHOICE, 'Is not a match of this list'))
    .max(MOST_CHOSEN, `Choose ${String(MOST_CHOSEN)} or fewer`)
    .transform((values) =>
      values.map((value): ChosenMatch => {
        const [, id = '', version] = CHOICE.exec(value) ?? []
        return { id: id as SideId, version: version === undefined ? undefined : Number(version) }
      }),
    ),
)

/**
 * Writes a match as a form sends it.
 * @param id - what this agency calls the match by
 * @param version - of its answer that the page shows; 0 for none
 * @returns `ID:VERSION`
 */
export const choiceOf = (id: SideId, version: number): string => `${id}:${String(version)}`

type Each = (scope: MemberScope, chosen: ChosenMatch) => Promise<void>

async function onEach(
  scope: MemberScope,
  sideId: SideId,
  chosen: readonly ChosenMatch[],
  act: Each,
): Promise<number> {
  const { matches } = await lineOfMatch(scope, sideId)
  const versions = new Map(chosen.map(({ id, version }) => [id, version]))
  const wanted = chosenOf(matches, [...versions.keys()])
  for (const { id } of wanted) await act(scope, { id, version: versions.get(id) })
  return wanted.length
}

/**
 * Confirms or rejects.
 * @param sideId - what this agency calls any match of the line by
 * @param chosen - matches of the line, each with the answer that the person had before their eyes
 * @param answer - confirmed or rejected, and the reason, which the partner reads
 * @returns how many matches
 * @throws as answerMatch; invalid with `fields.match` where none of the line's is chosen. Then none is answered.
 */
export async function answerLine(
  scope: MemberScope,
  sideId: SideId,
  chosen: readonly ChosenMatch[],
  answer: { answer: 'confirmed' | 'rejected'; reason: string | null },
): Promise<number> {
  return await onEach(scope, sideId, chosen, (each, { id, version }) =>
    answerMatch(each, id, { ...answer, version }),
  )
}

/**
 * Withdraws the answers.
 * @param sideId - what this agency calls any match of the line by
 * @param chosen - matches of the line, each with the answer that the person had before their eyes
 * @returns how many answers were withdrawn
 * @throws as withdrawAnswer; invalid as answerLine
 */
export async function takeBackLine(
  scope: MemberScope,
  sideId: SideId,
  chosen: readonly ChosenMatch[],
): Promise<number> {
  return await onEach(scope, sideId, chosen, (each, { id, version }) => withdrawAnswer(each, id, { version }))
}

/**
 * Puts answered matches away.
 * @param sideId - what this agency calls any match of the line by
 * @param chosen - matches of the line, each with the answer that the person had before their eyes
 * @returns how many matches were closed
 * @throws as closeMatch; invalid as answerLine
 */
export async function closeLine(
  scope: MemberScope,
  sideId: SideId,
  chosen: readonly ChosenMatch[],
): Promise<number> {
  return await onEach(scope, sideId, chosen, (each, { id, version }) => closeMatch(each, id, { version }))
}
