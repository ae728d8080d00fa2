/**
 * What other rooms have linked with a report, for everybody who reads it. They say so at their doors (`linkedRecords`);
 * each answers in the reader's own scope.
 */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Linked, ShowLinked } from '../../platform/rooms/filing.ts'
import type { RecordId } from '../../wire/ids.ts'

const asked = new Set<ShowLinked>()

/**
 * Registers what a room shows, for good. Registering it twice changes nothing.
 * @param ask - what the room has linked with a record
 */
export function showLinked(ask: ShowLinked): void {
  asked.add(ask)
}

/**
 * Asks every room what it has linked with a report.
 * @param report - one that this person reads in full; `own`: their agency owns it
 * @returns one entry for each room that has something to say
 */
export async function linkedWithReport(
  scope: MemberScope,
  report: { id: RecordId; own: boolean },
): Promise<Linked[]> {
  const all: Linked[] = []
  for (const ask of asked) all.push(...[(await ask(scope, { kind: 'report', ...report })) ?? []].flat())
  return all
}
