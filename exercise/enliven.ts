/**
 * Acts of the exercise's people, so that every page has something to show. They are done through the use
 * cases that the pages call, as the people themselves, and each of them once.
 */
import type { Database } from '../src/platform/database/perform.ts'
import { createLog } from '../src/platform/log.ts'
import { tasks } from '../src/rooms/matches/index.ts'
import type { Act } from './acts/act.ts'
import { draftActs } from './acts/drafts.ts'
import { matchActs } from './acts/matches.ts'
import { enterOperation, operationActs } from './acts/operation.ts'
import { sharingActs } from './acts/sharing.ts'

export type Steps = { done: ReadonlySet<string>; note: (step: string) => Promise<void> }

/** In this order: a recall follows its release. */
const acts: readonly Act[] = [...operationActs, ...draftActs, ...sharingActs, ...matchActs]

/**
 * Lets the agencies talk to each other. An act for which an exercise has nothing is left out.
 * @param steps - `done`: steps of an earlier start; `note`: keeps that a step is done
 */
export async function enliven(database: Database, steps: Steps): Promise<void> {
  await enterOperation(database)
  const people = await peopleByAccount(database)
  for (const act of acts) {
    const personId = people.get(act.account)
    if (personId === undefined || steps.done.has(act.step)) continue
    const did = (await wasDone(database, personId, act)) || (await perform(database, personId, act))
    if (did) await steps.note(act.step)
  }
  // What the clock does every minute, so that the owner of a silent record need not wait for it.
  await tasks['deconfliction.notice-silent-hits']?.({ database, log: createLog('silent') }, {})
}

const perform = (database: Database, personId: string, { operation, purpose, perform }: Act) =>
  database.performAs({ personId, operation, purpose }, perform)

const service = { service: 'exercise', operation: 'exercise.load' }

/**
 * A start may be killed between an act and its note. The ledger was written with the act, so it is asked
 * before anything is done twice.
 */
async function wasDone(database: Database, personId: string, { operation, purpose }: Act): Promise<boolean> {
  const found = await database.performAsService(service, (scope) =>
    scope.tx.many(
      `select from ledger.event e join identity.person p on p.id = $1 and p.agency_id = e.agency_id
       where e.person_id = $1 and e.operation = $2 and e.purpose = $3 limit 1`,
      [personId, operation, purpose],
    ),
  )
  return found.length > 0
}

async function peopleByAccount(database: Database): Promise<Map<string, string>> {
  const rows = await database.performAsService(service, (scope) =>
    scope.tx.many<{ id: string; email: string }>('select id, email from identity.person'),
  )
  return new Map(rows.map(({ id, email }) => [email, id]))
}
