/** Which kinds of public report may be about one event. */
import { publicKind, type Kind } from '../body.ts'

export { publicKind as kindWords, type Kind }

export const kinds = Object.keys(publicKind) as Kind[]

/** A landing is seen as a boat, as people, as what they leave, as the van that waits. */
const related: readonly (readonly Kind[])[] = [
  ['boat', 'landing', 'equipment'],
  ['boat', 'harbour'],
  ['landing', 'vehicle'],
]

/**
 * May reports of these two kinds be about one event? The same kind always may.
 * @param one - kind of a report
 * @param other - kind of another
 * @returns true when they may
 */
export function areRelated(one: Kind, other: Kind): boolean {
  return one === other || related.some((set) => set.includes(one) && set.includes(other))
}
