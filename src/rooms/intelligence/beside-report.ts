/**
 * What other rooms show beside a report to those of its own agency who may see it there. They say so at their doors
 * (`besideRecords`), because this room knows nothing of what its reports were made of.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Beside, ShowBeside } from '../../platform/rooms/filing.ts'

export type { Beside } from '../../platform/rooms/filing.ts'

const asked = new Set<ShowBeside>()

/**
 * Registers what a room shows, for good. Registering it twice changes nothing.
 * @param ask - what the room answers for a report or a draft
 */
export function showBeside(ask: ShowBeside): void {
  asked.add(ask)
}

/**
 * @param reportId - of a report or a draft that this person sees
 * @returns what the rooms show beside it, in the person's own scope
 */
export async function besideReport(scope: MemberScope, reportId: string): Promise<Beside[]> {
  const all: Beside[] = []
  for (const ask of asked) all.push(...(await ask(scope, reportId)))
  return all
}

/**
 * Tells whether there is more to it than the way there.
 * @param beside - what a room shows beside a report
 * @returns true when there is a picture or a note
 */
export const hasPictures = ({ pictures, notes }: Beside): boolean => pictures.length + notes.length > 0
