/** A new line for the coast: stretches and sites keep their places on the ground, and get new miles. */
import type { Scope } from '../../../platform/database/scope.ts'
import { giveWay, refuseTooMuchWork } from '../chainage/bounded-work.ts'
import { measure, nearestMile, pointAtMile, type Chainage } from '../chainage/chainage.ts'
import type { Coastline } from '../chainage/read-coastline.ts'
import { listSites, moveSite } from '../sites/site-store.ts'
import { tenths, type Site, type Stretch } from './plan.ts'
import * as store from './plan-store.ts'

export type LoadedLine = {
  name: string
  miles: number
  points: number
  /** how many got other miles than they had */
  stretches: number
  sites: number
  /** the stretches could not be carried over: their miles are as they were, and should be looked at */
  stretchesKept: boolean
}

/**
 * Loads the line along which miles are counted, in place of the one before.
 * @param coastline - what `readCoastline` gave
 * @returns what followed from it
 * @throws invalid when the line has too many points for all the places of the plan
 */
export async function loadLine(scope: Scope, coastline: Coastline): Promise<LoadedLine> {
  const before = await store.findLine(scope)
  const stretches = await store.listStretches(scope)
  const sites = await listSites(scope)
  refuseTooMuchWork(coastline.points.length, sites.length + 2 * stretches.length, 'line')
  const after = measure(coastline.points)
  const id = await store.putLine(scope, { ...coastline, miles: after.miles })
  scope.record({
    kind: before ? 'alteration' : 'collection',
    subject: { kind: 'coastline', id },
    detail: { miles: Math.round(after.miles * 10) / 10, points: coastline.points.length },
  })
  const moved = before ? await movedStretches(stretches, before.chainage, after) : []
  if (moved) await moveStretches(scope, moved)
  return {
    name: coastline.name,
    miles: after.miles,
    points: coastline.points.length,
    stretches: moved?.length ?? 0,
    sites: await moveSites(scope, sites, after),
    stretchesKept: moved === null,
  }
}

/**
 * The stretches whose ends have other miles on the new line.
 * @param stretches - in order of chainage
 * @param before - the line that they were measured on
 * @param after - the new one
 * @returns null when they would change their order or vanish: the lines are too different to be carried over
 */
export async function movedStretches(
  stretches: readonly Stretch[],
  before: Chainage,
  after: Chainage,
): Promise<Stretch[] | null> {
  const onNew = async (mile: number) => {
    await giveWay()
    // The ends of the coast stay its ends, wherever they lie.
    if (mile <= 0) return 0
    if (mile >= before.miles - 0.05) return tenths(after.miles)
    return tenths(nearestMile(after, pointAtMile(before, mile)).mile)
  }
  const moved: Stretch[] = []
  for (const one of stretches)
    moved.push({ ...one, fromMile: await onNew(one.fromMile), toMile: await onNew(one.toMile) })
  let behind = 0
  for (const { fromMile, toMile } of moved) {
    if (fromMile < behind || toMile <= fromMile) return null
    behind = toMile
  }
  return moved.filter((one, index) => {
    const old = stretches[index]
    return old?.fromMile !== one.fromMile || old.toMile !== one.toMile
  })
}

async function moveStretches(scope: Scope, moved: readonly Stretch[]): Promise<void> {
  if (moved.length > 0) await store.moveTogether(scope)
  for (const one of moved) {
    await store.updateStretch(scope, one, one.version)
    scope.record({
      kind: 'alteration',
      subject: { kind: 'stretch', id: one.id },
      detail: { parts: ['miles'] },
    })
  }
}

async function moveSites(scope: Scope, sites: readonly Site[], line: Chainage): Promise<number> {
  let changed = 0
  for (const site of sites) {
    await giveWay()
    const { mile, metres } = nearestMile(line, site.position)
    const place = { mile: hundredths(mile), coastMetres: Math.round(metres) }
    if (place.mile === site.mile && place.coastMetres === site.coastMetres) continue
    await moveSite(scope, site.id, place)
    scope.record({ kind: 'alteration', subject: { kind: 'site', id: site.id }, detail: { parts: ['mile'] } })
    changed += 1
  }
  return changed
}

const hundredths = (miles: number): number => Math.round(miles * 100) / 100
