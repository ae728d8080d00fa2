/**
 * What other rooms show beside a report to those of its own agency who may see it there. Rooms below register here at
 * boot, because this room knows nothing of what its reports were made of.
 */
import type { MemberScope } from '../../platform/database/scope.ts'

/** Something that a report was made of, as its pages show it. */
export type Beside = {
  /** what it is, with its page */
  from: { text: string; href: string }
  pictures: { text: string; href: string }[]
  /** whole sentences about what cannot be shown */
  notes: string[]
  /** the key to the pictures is locked, and is unlocked there; an address may follow that leads back */
  unlockHref: string | null
}

/** @returns nothing for whoever may not see it: the same as for what there is not */
export type AskBeside = (scope: MemberScope, reportId: string) => Promise<Beside[]>

const asked = new Set<AskBeside>()

/** Registers what a room shows, for good. Registering it twice changes nothing. */
export function showBeside(ask: AskBeside): void {
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

/** Is there more to it than the way there? */
export const hasPictures = ({ pictures, notes }: Beside): boolean => pictures.length + notes.length > 0
