/** Turns a draft into what is sealed: only what belongs to its kind, and nothing that is empty. */
import type { Answers } from '../body.ts'
import { en } from '../wording/en.ts'
import type { Draft } from './draft.ts'
import { isAsked } from './steps.ts'

/**
 * Picks the answers that are sent.
 * @param draft - as far as it was answered
 * @returns the answers of a report, or null when what must be said is missing. What was answered before the
 *   kind was changed, and is not asked of the new kind, is left out.
 */
export function answersOf(draft: Draft): Answers | null {
  const { kind, where } = draft
  if (kind === undefined || where === undefined) return null
  const known = howKnown(draft.know)
  return withoutUndefined({
    kind,
    where,
    when: draft.when ?? { at: null },
    what: draft.what ?? { seen: [], words: '' },
    vessel: isAsked('vessel', kind) ? draft.vessel : undefined,
    vehicle: isAsked('vehicle', kind) ? draft.vehicle : undefined,
    people: isAsked('people', kind) ? draft.people : undefined,
    how_known: known,
    still_happening: draft.still_happening,
    regular: draft.regular,
  })
}

/** The desk reads English; what the person wrote stays as it is. */
function howKnown(know: Draft['know']): string | undefined {
  const code = know?.code as keyof typeof en.know.choices | undefined
  const parts = [code === undefined ? undefined : `${en.know.choices[code]}.`, know?.words]
  const said = parts.filter((part) => part !== undefined).join(' ')
  return said === '' ? undefined : said
}

function withoutUndefined(answers: { [Key in keyof Answers]: Answers[Key] | undefined }): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Answers
}
