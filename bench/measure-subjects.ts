/** The search for a data subject over what one agency holds: somebody whom nobody knows, and somebody who stands in its reports. */
import { foldRooms } from '../src/platform/rooms/fold-rooms.ts'
import { rooms } from '../src/app.ts'
import type { Database } from '../src/platform/database/perform.ts'
import type { MemberScope } from '../src/platform/database/scope.ts'
import { checkIdentity, searchForSubject, takeInRequest } from '../src/rooms/records/index.ts'
import { reportsOf, type Stage } from './agency-file.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type SubjectsFigure = { searches: Spread; found: number }

/** Of each kind; each request is searched for twice. */
const REQUESTS = 10

/**
 * Measures it through the use case of the page, with its event and its items.
 * @param stage - what was loaded last; its first agency is asked
 * @returns milliseconds of a search, and how many records were found for those who stand there
 */
export async function measureSubjects(
  database: Database,
  world: BenchWorld,
  stage: Stage,
): Promise<SubjectsFigure> {
  const [agency] = world.agencies
  const person = world.people.find(({ email }) => email === emailOf('records_manager', agency?.number ?? 0))
  if (!agency || !person) throw new Error('the world has no records manager')
  const as = <T>(work: (scope: MemberScope) => Promise<T>) =>
    database.performAs({ personId: person.id, operation: 'records.request.search', purpose: null }, work)
  const { subjectRights } = foldRooms(rooms)
  const day = new Date().toISOString().slice(0, 10)
  const times: number[] = []
  let found = 0
  const names = [
    ...Array.from({ length: REQUESTS }, () => 'Zqnobody Zqknown'),
    ...namesIn(stage, agency.number),
  ]
  for (const name of names) {
    const id = await as((scope) =>
      takeInRequest(scope, {
        ...{
          rights: ['access'],
          received_on: day,
          channel: 'letter',
          names: [name],
          born: null,
          identifiers: [],
        },
        ...{ asks: 'All of it', answer_to: 'Here' },
      }),
    )
    await as((scope) =>
      checkIdentity(scope, id, { outcome: 'proven', identity_on: day, identity_note: 'Invented' }),
    )
    for (let turn = 0; turn < 2; turn++) {
      const began = performance.now()
      const kept = await as((scope) => searchForSubject(scope, subjectRights, id))
      times.push(performance.now() - began)
      if (turn === 0) found += kept
    }
  }
  return { searches: spreadOf(times), found }
}

/** Names that the agency's reports bear. */
function namesIn(stage: Stage, number: number): string[] {
  const names: string[] = []
  for (const { subjects } of reportsOf(stage, number)) {
    for (const subject of subjects) if (subject.kind === 'person') names.push(...subject.names.slice(0, 1))
    if (names.length >= REQUESTS) break
  }
  return names.slice(0, REQUESTS)
}
