/** Loads the exercise's oversight, once: two inspections, what forces did, what a commissioner asked. */
import type { Database } from '../../src/platform/database/perform.ts'
import type { Scope } from '../../src/platform/database/scope.ts'
import { daysAfter, londonDay } from '../../src/platform/london-day.ts'
import { addressAgency, enterInspection } from '../../src/rooms/oversight/index.ts'
import { idOf } from '../acts/act.ts'
import {
  commissionersAreas,
  inventedInspection,
  inventedRecommendations,
  realInspection,
  type InventedProgress,
} from './inspections.ts'
import { idOfDuty, moment, type Agencies } from './ids.ts'
import { loadLearning } from './learning.ts'
import { loadMeetings } from './meetings.ts'

const service = { service: 'exercise', operation: 'exercise.load' }
const KEEPER = 'hmicfrs'
const COMMISSIONER = 'sussex-pcc'

/** @returns false when it was there, or the exercise has nobody who oversees */
export async function loadOversight(database: Database): Promise<boolean> {
  const agencies = await database.performAsService(service, async ({ tx }) => {
    const there = await tx.maybe('select from oversight.inspection limit 1')
    const rows = await tx.many<{ slug: string; id: number }>('select slug, id from identity.agency')
    return there ? null : new Map(rows.map(({ slug, id }) => [slug, id]))
  })
  if (!agencies?.has(KEEPER) || !agencies.has(COMMISSIONER)) return false
  const as = <T>(slug: string, work: (scope: Scope) => Promise<T>) =>
    database.performAsService({ ...service, agencyId: agencies.get(slug) ?? null }, work)

  const [real, invented] = await as(KEEPER, async (scope) => [
    await enterReal(scope, agencies),
    await enterInvented(scope, agencies),
  ])
  for (const recommendation of inventedRecommendations)
    for (const progress of recommendation.progress) {
      const dutyId = idOfDuty(recommendation.number, progress.agency)
      await as(progress.agency, (scope) => enterProgress(scope, dutyId, progress))
      const { closed } = progress
      if (closed) await as(KEEPER, (scope) => close(scope, dutyId, progress.agency, agencies, closed))
    }
  await as(COMMISSIONER, async (scope) => {
    for (const inspectionId of [real, invented]) await gather(scope, inspectionId)
    await loadMeetings(scope, agencies, invented)
  })
  await as('sussex-police', (scope) => commentOnResponse(scope, agencies))
  await loadLearning(as, agencies, personOf)
  return true
}

async function enterReal(scope: Scope, agencies: Agencies): Promise<string> {
  const { areas, toChiefConstables, source, ...report } = realInspection
  const id = await enterInspection(scope, { ...report, areas: areas.join('\n') })
  for (const number of toChiefConstables) {
    await scope.tx.run(
      `update oversight.recommendation set addressed_to = 'Chief constables', source = $3
       where inspection_id = $1 and number = $2`,
      [id, number, source],
    )
    for (const slug of ['sussex-police', 'kent-police', 'essex-police']) {
      const agencyId = agencies.get(slug)
      const row = await scope.tx.one<{ id: string }>(
        'select id from oversight.recommendation where inspection_id = $1 and number = $2',
        [id, number],
      )
      if (agencyId !== undefined) await addressAgency(scope, { ...row, inspectionId: id }, agencyId)
    }
  }
  return id
}

async function enterInvented(scope: Scope, agencies: Agencies): Promise<string> {
  const { areas, published, ...report } = inventedInspection
  const today = londonDay(scope.now)
  const id = await enterInspection(
    scope,
    { ...report, publishedOn: daysAfter(today, published), areas: areas.join('\n'), recommendations: 0 },
    true,
  )
  for (const { number, area, text, addressedTo, due, addressees } of inventedRecommendations) {
    const recommendationId = idOf(`recommendation ${String(number)}`)
    await scope.tx.run(
      `insert into oversight.recommendation (id, inspection_id, number, text, addressed_to, source, due_on, area_id)
       select $1, $2, $3, $4, $5, 'Invented', $6, a.id from oversight.area a where a.inspection_id = $2 and a.place = $7`,
      [recommendationId, id, number, text, addressedTo, daysAfter(today, due), area],
    )
    for (const slug of addressees) {
      const agencyId = agencies.get(slug)
      if (agencyId === undefined) continue
      const dutyId = idOfDuty(number, slug)
      await scope.tx.run(
        'insert into oversight.duty (id, recommendation_id, inspection_id, agency_id) values ($1, $2, $3, $4)',
        [dutyId, recommendationId, id, agencyId],
      )
      scope.record({ kind: 'collection', subject: { kind: 'duty', id: dutyId }, recipients: [agencyId] })
    }
  }
  return id
}

async function enterProgress(scope: Scope, dutyId: string, one: InventedProgress): Promise<void> {
  const { agencyId } = scope.actor.kind === 'service' ? scope.actor : { agencyId: null }
  const coordinator = await personOf(scope, `coordinator@${one.agency}.example`)
  const chief = await personOf(scope, `chief-officer@${one.agency}.example`)
  if (coordinator === null || chief === null) return
  await scope.tx.run('update oversight.duty set owner_post = $2 where id = $1', [dutyId, one.owner])
  for (const [at, action] of (one.actions ?? []).entries())
    await scope.tx.run(
      `insert into oversight.action (id, duty_id, agency_id, text, owner_post, due_on, done_on, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[idOf(`action ${dutyId} ${String(at)}`), dutyId, agencyId, action.text, action.owner],
        ...[daysAfter(londonDay(scope.now), action.due)],
        action.done === undefined ? null : daysAfter(londonDay(scope.now), action.done),
        moment(scope, one.entries[0]?.entered ?? 0),
      ],
    )
  for (const [at, evidence] of (one.evidence ?? []).entries())
    await scope.tx.run(
      `insert into oversight.evidence (id, duty_id, agency_id, kind, title, text, person_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[idOf(`evidence ${dutyId} ${String(at)}`), dutyId, agencyId, evidence.kind, evidence.title],
        ...[evidence.text, coordinator, moment(scope, evidence.at)],
      ],
    )
  for (const [at, entry] of one.entries.entries())
    await scope.tx.run(
      `insert into oversight.progress (id, duty_id, agency_id, stage, statement, person_id, at, signed_by, signed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[idOf(`progress ${dutyId} ${String(at)}`), dutyId, agencyId, entry.stage, entry.statement],
        ...[coordinator, moment(scope, entry.entered)],
        ...(entry.signed === undefined ? [null, null] : [chief, moment(scope, entry.signed)]),
      ],
    )
  scope.record({ kind: 'collection', subject: { kind: 'duty', id: dutyId } })
}

async function close(
  scope: Scope,
  dutyId: string,
  agency: string,
  agencies: Agencies,
  closed: { on: number; reason: string },
): Promise<void> {
  const overseer = await personOf(scope, `overseer@${KEEPER}.example`)
  await scope.tx.run(
    `insert into oversight.decision (id, duty_id, agency_id, body_id, outcome, reason, person_id, at)
     values ($1, $2, $3, $4, 'complete', $5, $6, $7)`,
    [
      ...[idOf(`decision ${dutyId}`), dutyId, agencies.get(agency), agencies.get(KEEPER), closed.reason],
      ...[overseer, moment(scope, closed.on)],
    ],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'duty', id: dutyId } })
}

async function gather(scope: Scope, inspectionId: string): Promise<void> {
  const { agencyId } = scope.actor.kind === 'service' ? scope.actor : { agencyId: null }
  for (const [at, { title, gathers }] of commissionersAreas.entries()) {
    const id = idOf(`own area ${inspectionId} ${String(at)}`)
    await scope.tx.run(
      'insert into oversight.own_area (id, body_id, inspection_id, place, title) values ($1, $2, $3, $4, $5)',
      [id, agencyId, inspectionId, at + 1, title],
    )
    await scope.tx.run(
      `insert into oversight.gathering (own_area_id, area_id, body_id, inspection_id)
       select $1, a.id, $2, $3 from oversight.area a where a.inspection_id = $3 and a.place = any ($4)`,
      [id, agencyId, inspectionId, gathers],
    )
  }
  scope.record({ kind: 'alteration', subject: { kind: 'inspection', id: inspectionId } })
}

async function commentOnResponse(scope: Scope, agencies: Agencies): Promise<void> {
  const chief = await personOf(scope, 'chief-officer@sussex-police.example')
  const responseId = idOf('response of sussex-pcc')
  if (chief === null) return
  await scope.tx.run(
    `insert into oversight.chief_comment (id, response_id, body_id, agency_id, words, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[idOf('comment of sussex'), responseId, agencies.get(COMMISSIONER), agencies.get('sussex-police')],
      'Invented: I accept the findings. The first recommendation took longer than I wished. It will be done this month.',
      ...[chief, moment(scope, -2)],
    ],
  )
  scope.record({ kind: 'collection', subject: { kind: 'response', id: responseId } })
}

async function personOf(scope: Scope, email: string): Promise<string | null> {
  const row = await scope.tx.maybe<{ id: string }>('select id from identity.person where email = $1', [email])
  return row?.id ?? null
}
