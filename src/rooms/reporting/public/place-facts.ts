/** What is known of a place that somebody chose: how it is written, and whose it is. */
import { turnedRound, writePosition } from '../../coast/index.ts'
import type { Draft } from './draft.ts'
import type { PublicSite } from './site.ts'

/**
 * Says what is known of a chosen place.
 * @param where - as it was answered
 * @returns lines as people read them, and a sentence about the police force (null without a position)
 */
export async function placeFacts(
  site: PublicSite,
  where: NonNullable<Draft['where']>,
): Promise<{ lines: string[]; force: string | null }> {
  const { position } = where
  const lines = [where.how === 'pin' ? undefined : where.written, where.words, ...positionLines(where)]
  const known = lines.filter((line) => line !== undefined)
  if (!position) return { lines: known, force: null }
  const { force, second } = (await site.services.geography()).whoIsResponsible(position)
  const t = site.words.where
  if (!force) return { lines: known, force: t.noForce }
  const sentence = second ? t.forceOrSecond(force.name, second.name) : t.force(force.name)
  return { lines: known, force: sentence }
}

/**
 * Offers the pair turned round, where a typed one was probably written the wrong way.
 * @param where - as it was answered
 * @returns degrees; null where there is nothing to offer
 */
export function turnedOffer({ position, how }: NonNullable<Draft['where']>): string | null {
  const turned = position && how === 'position' ? turnedRound(position) : null
  return turned && writePosition(turned).decimal
}

/**
 * Writes a position as mariners write it, and the grid reference where there is one.
 * @param where - as it was answered
 * @returns none without a position, and for a place that was chosen by name
 */
export function positionLines({ position, how }: NonNullable<Draft['where']>): string[] {
  if (!position || how === 'place') return []
  const { mariners, grid } = writePosition(position)
  return grid === null ? [mariners] : [mariners, grid]
}
