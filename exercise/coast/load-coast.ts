/** Loads the exercise's coastal plan: Sussex, in one transaction, once. */
import type { Database } from '../../src/platform/database/perform.ts'
import type { Scope } from '../../src/platform/database/scope.ts'
import {
  addContact,
  insertStretch,
  loadLine,
  loadSites,
  nearestMile,
  measure,
  tenths,
} from '../../src/rooms/coast/index.ts'
import { idOf } from '../acts/act.ts'
import { EXERCISE_LINE_NAME, exerciseLine } from './line.ts'
import { exerciseSites } from './sites.ts'
import { exerciseStretches, type ExerciseStretch } from './stretches.ts'

const AGENCY = 'sussex-police'
const service = { service: 'exercise', operation: 'exercise.load' }

/** @returns false when the plan was there, or the exercise has no Sussex */
export async function loadCoast(database: Database): Promise<boolean> {
  const agency = await database.performAsService(service, (scope) =>
    scope.tx.maybe<{ id: number }>(
      `select a.id from identity.agency a
       where a.slug = $1 and not exists (select from coast.line l where l.agency_id = a.id)`,
      [AGENCY],
    ),
  )
  if (!agency) return false
  await database.performAsService({ ...service, agencyId: agency.id }, async (scope) => {
    const points = exerciseLine.map(([lon, lat]) => ({ lat, lon }))
    await loadLine(scope, { name: EXERCISE_LINE_NAME, points })
    const line = measure(points)
    const people = await accounts(scope)
    for (const stretch of exerciseStretches) await addStretch(scope, stretch, mileOf, people)
    await loadSites(
      scope,
      exerciseSites.map((site, index) => ({ line: index + 1, site })),
    )

    function mileOf([lon, lat]: ExerciseStretch['from']): number {
      return tenths(nearestMile(line, { lat, lon }).mile)
    }
  })
  return true
}

async function addStretch(
  scope: Scope,
  { from, to, lead, review, contacts, ...stretch }: ExerciseStretch,
  mileOf: (place: ExerciseStretch['from']) => number,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  const id = idOf(`stretch ${stretch.name}`)
  const day = (days: number) => new Date(scope.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  await insertStretch(scope, {
    id,
    ...stretch,
    fromMile: mileOf(from),
    toMile: mileOf(to),
    leadId: lead === null ? null : (people.get(`${lead}@${AGENCY}.example`) ?? null),
    reviewedOn: review && day(review[0]),
    reviewOn: review && day(review[1]),
  })
  scope.record({ kind: 'collection', subject: { kind: 'stretch', id } })
  for (const contact of contacts) await addContact(scope, id, { notes: '', ...contact })
}

async function accounts(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const rows = await scope.tx.many<{ id: string; email: string }>(
    'select id, email from identity.person where agency_id = $1',
    [scope.actor.agencyId],
  )
  return new Map(rows.map(({ id, email }) => [email, id]))
}
