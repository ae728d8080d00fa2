/** How this room's pages say its codes. */
import { subjectKind, type SubjectKind } from '../../../wire/codes.ts'
import { identifierKinds } from '../identifiers/understand.ts'
import { matchKinds, type MatchState } from '../list-matches.ts'
import type { Sight } from '../what-they-see.ts'

export const stateTags: Record<MatchState, { text: string; colour: string }> = {
  open: { text: 'Open', colour: 'blue' },
  contacted: { text: 'Contacted', colour: 'yellow' },
  confirmed: { text: 'Confirmed', colour: 'green' },
  rejected: { text: 'Rejected', colour: 'red' },
  closed: { text: 'Closed', colour: 'grey' },
}

export const sightWords: Record<Sight, string> = {
  full: 'They read this report in full',
  conditions: 'They see its title and conditions, and read it once they have accepted them',
  hit: 'They learn that you hold this, and nothing of the report',
  none: 'They learn nothing of this report',
}

export const stateItems = Object.entries(stateTags).map(([value, { text }]) => ({ value, text }))
export const kindItems = identifierKinds.map((value) => ({ value, text: subjectKind[value] }))
export const matchKindItems = matchKinds.map((value) => ({ value, text: subjectKind[value] }))

/** `telephone 07700 900123`, inside a sentence. */
export function inSentence(kind: SubjectKind, value: string): string {
  return `${subjectKind[kind].charAt(0).toLowerCase()}${subjectKind[kind].slice(1)} ${value}`
}
