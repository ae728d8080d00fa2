/** How this room's pages say its codes. */
import { subjectKind, type SubjectKind } from '../../../wire/codes.ts'
import { identifierKinds } from '../../../library/identifiers/index.ts'
import { matchKinds, type MatchState } from '../list-matches.ts'
import { usualReasons } from '../reject-reasons.ts'
import type { Sight } from '../what-they-see.ts'

type Tag = { text: string; colour: string }

/** How a match stands by our own agency's answer. */
export const stateTags: Record<MatchState, Tag> = {
  open: { text: 'Not answered', colour: 'blue' },
  contacted: { text: 'In contact', colour: 'yellow' },
  confirmed: { text: 'Confirmed by us', colour: 'turquoise' },
  rejected: { text: 'Rejected by us', colour: 'grey' },
  closed: { text: 'Closed', colour: 'grey' },
}

/**
 * Says how a match stands in words that say whose they are: one agency's answer alone must not read as if both had
 * spoken.
 * @param pair - the state, and both agencies' answers; `ours` is null where our own agency has given none
 * @returns the tags, our own first
 */
export function standingTags(pair: {
  state: MatchState
  ours: 'confirmed' | 'rejected' | null
  theirs: 'confirmed' | 'rejected' | null
}): Tag[] {
  const { state, ours, theirs } = pair
  const closed = state === 'closed' ? [stateTags.closed] : []
  if (ours === 'confirmed' && theirs === 'confirmed')
    return [{ text: 'Confirmed by both', colour: 'green' }, ...closed]
  if (ours === 'rejected' && theirs === 'rejected')
    return [{ text: 'Rejected by both', colour: 'grey' }, ...closed]
  const partner =
    theirs === 'confirmed'
      ? [{ text: 'They confirm', colour: 'yellow' }]
      : theirs === 'rejected'
        ? [{ text: 'They reject', colour: 'red' }]
        : []
  return [ours === null ? stateTags[state] : stateTags[ours], ...partner, ...(ours === null ? [] : closed)]
}

/**
 * Says how a line stands.
 * @param pairs - how each of the line's matches stands
 * @returns the tags; of several matches each with how many of them stand so
 */
export function lineTags(pairs: readonly Parameters<typeof standingTags>[0][]): Tag[] {
  const counted = new Map<string, { tag: Tag; count: number }>()
  for (const tag of pairs.flatMap((pair) => standingTags(pair)))
    counted.set(tag.text, { tag, count: (counted.get(tag.text)?.count ?? 0) + 1 })
  return [...counted.values()].map(({ tag, count }) =>
    pairs.length === 1 || count === pairs.length
      ? tag
      : { ...tag, text: `${tag.text}: ${String(count)} of ${String(pairs.length)}` },
  )
}

export const sightWords: Record<Sight, string> = {
  full: 'They read this report in full',
  conditions: 'They see its title and conditions, and read it once they have accepted them',
  hit: 'They learn that you hold this, and nothing of the report',
  none: 'They learn nothing of this report',
}

export const stateItems = [
  ...Object.entries(stateTags).map(([value, { text }]) => ({ value, text })),
  { value: 'any', text: 'Any, closed ones too' },
]
export const usualReasonItems = Object.entries(usualReasons).map(([value, text]) => ({ value, text }))
export const kindItems = identifierKinds.map((value) => ({ value, text: subjectKind[value] }))
export const matchKindItems = matchKinds.map((value) => ({ value, text: subjectKind[value] }))

/**
 * Writes a value inside a sentence, with its kind.
 * @param kind - of the value
 * @param value - as a page writes it
 * @returns `telephone 07700 900123`
 */
export function inSentence(kind: SubjectKind, value: string): string {
  return `${subjectKind[kind].charAt(0).toLowerCase()}${subjectKind[kind].slice(1)} ${value}`
}
