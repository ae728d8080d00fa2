/**
 * What the levels of a disruption are called. Their official wording was not found, so the words are the operator's to put
 * right, and the database writes each change into every agency's ledger. Pages say while they are as delivered.
 */
import { invalid } from '../../platform/errors.ts'
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { soundWords } from '../../platform/operator-terms.ts'
import { disruptionLevel, type DisruptionLevel } from '../../wire/codes.ts'

export type LevelTerm = { code: DisruptionLevel; words: string; checked: string; since: Date | null }
export type Levels = {
  words: Record<DisruptionLevel, string>
  /** null once an operator has put the words right */
  unverified: string | null
}

/**
 * Reads every word, as the operator sees it.
 * @returns the highest level first
 */
export const listTerms = (scope: Pick<Scope, 'tx'>): Promise<LevelTerm[]> =>
  scope.tx.many<LevelTerm>(
    `select code, words, checked, since from disruptions.term
     order by array_position(array['major', 'moderate', 'minor'], code)`,
  )

/**
 * Reads the words for a page.
 * @returns them by level, and what a page says of how far they were checked
 */
export async function levelsOf(scope: Pick<Scope, 'tx'>): Promise<Levels> {
  const terms = await listTerms(scope)
  const words = Object.fromEntries(
    disruptionLevel.map((one) => [one, terms.find(({ code }) => code === one)?.words ?? one] as const),
  )
  return {
    words: words as Record<DisruptionLevel, string>,
    unverified: terms.every(({ since }) => since !== null)
      ? null
      : 'The words for levels are unverified: their official wording was not found. Your node’s operator can put them right.',
  }
}

/**
 * Puts a word right, for all agencies of the node.
 * @param scope of the operator: as anybody else the database changes nothing
 * @param code - of the level
 * @param words - from now on
 * @returns false when it stands so already
 * @throws invalid with `code` or `words`
 */
export async function changeTerm(scope: Scope<ServiceActor>, code: string, words: string): Promise<boolean> {
  const wanted = soundWords(words)
  const before = await scope.tx.maybe<{ words: string }>(
    'select words from disruptions.term where code = $1',
    [code],
  )
  if (!before) throw invalid({ code: 'There is no such level' })
  if (before.words === wanted) return false
  await scope.tx.run('update disruptions.term set words = $2 where code = $1', [code, wanted])
  return true
}
