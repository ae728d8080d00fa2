/**
 * Acts of the exercise's people, so that every page has something to show. They are done through the use
 * cases that the pages call, as the people themselves, and each of them once.
 */
import { rooms } from '../src/app.ts'
import type { Database } from '../src/platform/database/perform.ts'
import { createLog } from '../src/platform/log.ts'
import { room as intelligence } from '../src/rooms/intelligence/index.ts'
import { countPairs, noticeSilentHits } from '../src/rooms/matches/index.ts'
import { lookQuietTask, lookTask } from '../src/rooms/operations/index.ts'
import { londonDay } from '../src/platform/london-day.ts'
import { countFigures } from '../src/rooms/oversight/index.ts'
import { bringDue } from '../src/rooms/records/index.ts'
import type { Act } from './acts/act.ts'
import { actionDayActs } from './acts/action-day.ts'
import { debriefActs } from './acts/debrief.ts'
import { draftActs } from './acts/drafts.ts'
import { ageGroups, groupActs } from './acts/groups.ts'
import { disruptionActs } from './acts/disruptions.ts'
import { encounterActs } from './acts/encounters.ts'
import { eventActs } from './acts/events.ts'
import { incidentActs } from './acts/incidents.ts'
import { interestActs } from './acts/interests.ts'
import { matchActs } from './acts/matches.ts'
import { networkActs } from './acts/networks.ts'
import { enterOperation, operationActs } from './acts/operation.ts'
import { operationKeptActs } from './acts/operations-kept.ts'
import { operationsActs } from './acts/operations.ts'
import { plannedActs, plannedChanges } from './acts/planned-events.ts'
import { operationLogActs } from './acts/operations-log.ts'
import { dueActs, recordActs } from './acts/records.ts'
import { enterGrades, rankActs } from './acts/ranks.ts'
import { registerActs } from './acts/registers.ts'
import { requirementActs } from './acts/requirements.ts'
import { sharingActs } from './acts/sharing.ts'
import { subjectRequestActs } from './acts/subject-requests.ts'
import { enterDesks, systemRequestActs } from './acts/system-requests.ts'
import { taskingActs } from './acts/tasking.ts'

export type Steps = { done: ReadonlySet<string>; note: (step: string) => Promise<void> }

/** In this order: a recall follows its release. */
const acts: readonly Act[] = [
  ...rankActs,
  ...operationActs,
  ...draftActs,
  ...sharingActs,
  ...requirementActs,
  ...groupActs,
  ...operationsActs,
  ...operationKeptActs,
  ...plannedActs,
  ...operationLogActs,
  ...actionDayActs,
  ...debriefActs,
  ...taskingActs,
  ...interestActs,
  ...encounterActs,
  ...systemRequestActs,
  ...disruptionActs,
  ...matchActs,
  ...eventActs,
  ...dueActs,
]

/**
 * Lets the agencies talk to each other. An act for which an exercise has nothing is left out.
 * @param steps - `done`: steps of an earlier start; `note`: keeps that a step is done
 */
export async function enliven(database: Database, steps: Steps): Promise<void> {
  await enterOperation(database)
  await enterGrades(database)
  await enterDesks(database)
  const people = await peopleByAccount(database)
  await doActs(database, people, acts, steps)
  await database.performAsService(service, ageGroups)
  // What the clock does every hour: dates that have come become reviews.
  const rules = new Map((intelligence.retention ?? []).map((rule) => [rule.name, rule]))
  await bringDue(database, rules, new Date().toISOString().slice(0, 10))
  await doActs(
    database,
    people,
    [
      ...[...recordActs, ...subjectRequestActs, ...incidentActs, ...registerActs],
      ...((await hasReports(database)) ? networkActs : []),
    ],
    steps,
  )
  // What the clock does every minute, so that the owner of a silent record need not wait for it.
  await noticeSilentHits({ database, log: createLog('silent') }, {})
  // What it does every fifteen seconds: what is planned near something else.
  const services = { database, log: createLog('silent') }
  const look = async () => {
    await lookTask(services, {})
    await lookQuietTask(services, {})
  }
  await look()
  await doActs(database, people, plannedChanges, steps)
  await look()
  // What it does every week, and every quarter.
  await countPairs(database)
  const tables = rooms.flatMap(({ figureTables = [] }) => figureTables)
  await countFigures(database, tables, londonDay(new Date()))
}

/** Was an exercise's export imported? A node without one is left with what needs none. */
async function hasReports(database: Database): Promise<boolean> {
  const row = await database.performAsService({ service: 'exercise', operation: 'exercise.load' }, (scope) =>
    scope.tx.maybe(`select from access.record where kind = 'report' and author_id is null limit 1`),
  )
  return row !== null
}

async function doActs(
  database: Database,
  people: ReadonlyMap<string, string>,
  acts: readonly Act[],
  steps: Steps,
): Promise<void> {
  for (const act of acts) {
    const personId = people.get(act.account)
    if (personId === undefined || steps.done.has(act.step)) continue
    const did = (await wasDone(database, personId, act)) || (await perform(database, personId, act))
    if (did) await steps.note(act.step)
  }
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
